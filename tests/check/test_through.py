"""Derivatives in an intermediate that has a name, softmax as a function of one entry, and networks
of named numbers."""

import pytest

from symact.check.document import check_text

U = "# Sigmoid\n\n$$\\sigma(x) = \\frac{1}{1+e^{-x}}$$\n\nLet $u = 1 + e^{-x}$. Then $y = 1/u$.\n\n"


def last(text: str) -> str:
    """The verdict on the last claim."""
    return check_text("notes.md", text).claims[-1].judgement.status.value


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{d\sigma}{dx} = \frac{d\sigma}{du} \cdot \frac{du}{dx}", "proved"),
        (r"\frac{d\sigma}{du} = -u^{-2}", "proved"),
        (r"\frac{d\sigma}{du} = -\frac{1}{(1+e^{-x})^2}", "proved"),
        (r"\frac{d\sigma}{du} = u^{-2}", "unknown"),
        (r"\frac{dy}{du} = -\frac{1}{u^2}", "proved"),
        (r"\frac{dy}{du} = \frac{1}{u^2}", "refuted"),
        (r"\frac{dy}{dx} = -u^{-2} \cdot (-e^{-x})", "proved"),
    ],
)
def test_derivatives_in_an_intermediate(claim: str, verdict: str) -> None:
    assert last(f"{U}$${claim}$$\n") == verdict


@pytest.mark.parametrize("entry", ["f(z_i)", "f(z)_i", r"\sigma(z_i)", r"\sigma(z)_i"])
def test_softmax_as_a_function_of_one_entry(entry: str) -> None:
    other = entry.replace("i", "j") if "sigma" not in entry else entry.replace("_i", "_j")
    page = f"$${entry} = \\frac{{e^{{z_i}}}}{{\\sum_{{k=1}}^K e^{{z_k}}}}$$\n\n"
    slope = (
        f"$$\\frac{{\\partial {entry}}}{{\\partial z_j}} = {entry}(\\delta_{{ij}} - {other})$$\n"
    )
    assert last(page + slope) == "proved"
    assert last(page + slope.replace(" - ", " + ")) == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        r"where $\sigma$ is softmax, $$\frac{\partial \sigma(z_i)}{\partial z_j} = 0, i \neq j$$",
        r"The softmax: $$\frac{\partial \log \sigma(z_k)}{\partial z_i} = 0, \quad i \neq k$$",
    ],
)
def test_the_softmax_called_sigma_is_no_function_of_its_entry(text: str) -> None:
    assert last(text + "\n") == "unknown"


NETWORK = r"""
$$h_1 = w_1 * i_1 + w_2 * i_2$$
$$a_{h_1} = \sigma(h_1)$$
$$o_1 = w_5 * a_{h_1}$$
$$a_{o_1} = \sigma(o_1)$$
$$o_2 = w_6 * a_{h_1}$$
$$a_{o_2} = \sigma(o_2)$$
$$E_{total} = E_1 + E_2$$
$$E_1 = \frac{1}{2} (t_1 - a_{o_1})^2$$
$$E_2 = \frac{1}{2} (t_2 - a_{o_2})^2$$

"""
FIRST = r"(a_{o_1} - t_1) * a_{o_1} * (1 - a_{o_1})"
SECOND = r"(a_{o_2} - t_2) * a_{o_2} * (1 - a_{o_2})"
OF_W5 = r"\frac{\partial E_{total}}{\partial w_5} = "
OF_W1 = r"\frac{\partial E_{total}}{\partial w_1} = "
BELOW = r"a_{h_1} * (1 - a_{h_1}) * i_1"


@pytest.mark.parametrize(
    ("claim", "is_true"),
    [
        (f"{OF_W5} {FIRST} * a_{{h_1}}", True),
        (f"{OF_W5} {FIRST} * h_1", False),
        (f"{OF_W1} ({FIRST} * w_5 + {SECOND} * w_6) * {BELOW}", True),
        (f"{OF_W1} {FIRST} * w_5 + {SECOND} * w_6 * {BELOW}", False),
        (OF_W5 + r"\frac{\partial (E_1 + E_2)}{\partial w_5}", True),
        (r"\frac{\partial E_2}{\partial w_5} = 0", False),
        (rf"\frac{{\partial E_1}}{{\partial o_1}} = {FIRST}", True),
    ],
)
def test_derivatives_in_a_network_of_named_numbers(claim: str, is_true: bool) -> None:
    assert (last(f"# Sigmoid\n{NETWORK}$${claim}$$\n") == "proved") is is_true


def test_another_formula_for_a_name_is_no_claim_about_the_first() -> None:
    layer = "$$z = W x + b$$\n\n$$L = \\frac{1}{2} \\|z - t\\|^2$$\n\n$$L = \\|z - t\\|^2$$\n\n"
    claim = "$$\\frac{\\partial L}{\\partial W} = 2(z - t) x^\\top$$\n"
    assert last(layer + claim) == "proved"
    assert last(layer + claim.replace("2(", "3(")) == "unknown"
