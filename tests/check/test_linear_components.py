import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

from symact.check.linear.component_caution import free_letters
from symact.check.linear.component_numbers import Numbers, letter, written_out
from symact.check.linear.component_page import outputs_of, page_of
from symact.check.linear.component_proof import indices_of
from symact.check.linear.component_reading import Reader, read
from symact.check.linear.component_slopes import expanded
from symact.check.linear.component_trial import choices, tried
from symact.check.linear.components import Meant, applies, judge_components, total_of
from symact.core import activation
from symact.core.errors import SymactError
from symact.core.verdict import Status

sys.path.insert(0, str(Path(__file__).parent))
from component_formulas import LENGTH, defined, formula, judged, sides, stated, value

X = activation.x
PROVED, REFUTED, UNKNOWN = Status.PROVED, Status.REFUTED, Status.UNKNOWN

SOFTMAX = (r"s_i = \frac{e^{z_i}}{\sum_{k=1}^{n} e^{z_k}}",)
ENTROPY = (*SOFTMAX, r"L = -\sum_{k=1}^{n} y_k \ln s_k")
LAYER = (r"z_i = \sum_{j=1}^{n} W_{ij} x_j + b_i", "a_i = f(z_i)")
ERROR = (*LAYER, r"\delta_i = \frac{\partial L}{\partial z_i}")
HALF = (*LAYER, r"L = \frac12 \sum_i (a_i - t_i)^2")
SQUARES = (r"L = \frac1n \sum_{i=1}^n (y_i - \hat y_i)^2",)
D = r"\frac{\partial %s}{\partial %s} = "
S, L = D % ("s_i", "z_j"), D % ("L", "z_j")

RIGHT = [
    (r"\sum_{i=1}^n s_i = 1", SOFTMAX),
    (S + r"s_i (\delta_{ij} - s_j)", SOFTMAX),
    (S + r"s_j (\delta_{ij} - s_i)", SOFTMAX),
    (S + r"s_i (\mathbb{1}_{i=j} - s_j)", SOFTMAX),
    (S + r"\begin{cases} s_i(1-s_i) & i=j \\ -s_i s_j & i \ne j \end{cases}", SOFTMAX),
    (S + r"\begin{cases} s_i(1-s_j) & \text{if } i=j \\ -s_j s_i & \text{otherwise} \end{cases}",
     SOFTMAX),
    (S + r"-s_i s_j, \quad i \ne j", SOFTMAX),
    (S + r"s_i (1 - s_j) \text{ if } i = j", SOFTMAX),
    (S + r"\frac{0 \cdot \sum_{k=1}^{n} e^{z_k} - e^{z_i} e^{z_j}}"
     r"{\left(\sum_{k=1}^{n} e^{z_k}\right)^{2}}, \quad i \ne j", SOFTMAX),
    (D % ("s_i", "z_i") + "s_i - s_i^2", SOFTMAX),
    (D % ("s_i", "z_i") + r"\frac{e^{z_i} \sum_{k=1}^{n} e^{z_k} - e^{z_i} e^{z_i}}"
     r"{\left(\sum_{k=1}^{n} e^{z_k}\right)^{2}}", SOFTMAX),
    (D % ("s_1", "z_2") + "-s_1 s_2", SOFTMAX),
    (r"\frac{\partial^2 s_i}{\partial z_i^2} = s_i (1 - s_i) (1 - 2 s_i)", SOFTMAX),
    (D % (r"\ln s_i", "z_j") + r"\delta_{ij} - s_j", SOFTMAX),
    (r"\sum_{j=1}^{n} s_i (\delta_{ij} - s_j) = s_i (1 - \sum_{j=1}^{n} s_j)", SOFTMAX),
    (r"\sum_j s_i (\delta_{ij} - s_j) = 0", SOFTMAX),
    (r"\sum_{j=1}^{n} \frac{\partial s_i}{\partial z_j} = 0", SOFTMAX),
    (r"\sum_{k \ne j} s_k = 1 - s_j", SOFTMAX),
    (r"\frac{e^{z_i + c}}{\sum_k e^{z_k + c}} = \frac{e^{z_i}}{\sum_k e^{z_k}}", ()),
    (r"\frac{e^{z_i + c}}{\sum e^{z_k + c}} = \frac{e^{z_i}}{\sum e^{z_k}}", ()),
    (r"\ln s_k = z_k - \ln \sum_{i=1}^{n} e^{z_i}", SOFTMAX),
    (r"s_i = \operatorname{softmax}(z)_i", SOFTMAX),
    (r"\text{softmax}(z_i) = s_i", SOFTMAX),
    (D % (r"\operatorname{softmax}(z)_i", "z_j") + r"s_i (\delta_{ij} - s_j)", SOFTMAX),
    (D % ("L", "s_k") + r"-\frac{y_k}{s_k}", ENTROPY),
    (L + r"-\sum_{k=1}^{n} y_k \frac{1}{s_k} \frac{\partial s_k}{\partial z_j}", ENTROPY),
    (L + r"-\sum_{k=1}^{n} y_k (\delta_{kj} - s_j)", ENTROPY),
    (L + r"-y_j + s_j \sum_{k=1}^{n} y_k", ENTROPY),
    (L + r"-y_j (1 - s_j) + \sum_{k \ne j} y_k s_j", ENTROPY),
    (L + r"\sum_k \frac{\partial L}{\partial s_k} \frac{\partial s_k}{\partial z_j}", ENTROPY),
    (r"\frac{\partial L}{\partial z_i} = \frac{\partial L}{\partial a_i} \cdot "
     r"\frac{\partial a_i}{\partial z_i}", LAYER),
    (D % ("a_i", "z_i") + "f'(z_i)", LAYER),
    (r"\delta_i = \frac{\partial L}{\partial a_i} f'(z_i)", ERROR),
    (D % ("L", "W_{ij}") + r"\frac{\partial L}{\partial z_i} \cdot "
     r"\frac{\partial z_i}{\partial W_{ij}}", LAYER),
    (D % ("L", "W_{ij}") + r"\delta_i x_j", ERROR),
    (D % ("L", "b_i") + r"\delta_i", ERROR),
    (D % ("L", "x_j") + r"\sum_{i=1}^{m} \delta_i W_{ij}", ERROR),
    (D % ("L", "x_j") + r"\sum_{i=1}^{m} \frac{\partial L}{\partial z_i} \cdot "
     r"\frac{\partial z_i}{\partial x_j}", LAYER),
    (D % ("z_i", "W_{ij}") + "x_j", LAYER),
    (D % ("z_k", "W_{ij}") + r"\delta_{ki} x_j", LAYER),
    (D % ("L", "a_i") + "a_i - t_i", HALF),
    (D % ("L", "W_{ij}") + "(a_i - t_i) f'(z_i) x_j", HALF),
    (D % ("L", r"\hat y_i") + r"\frac{2}{n} (\hat y_i - y_i)", SQUARES),
]  # fmt: skip


@pytest.mark.parametrize(("text", "definitions"), RIGHT)
def test_right_statements_are_proved_for_all_dimensions(
    text: str, definitions: tuple[str, ...]
) -> None:
    found = judged(text, defined(*definitions))

    assert found.status is PROVED, found
    assert found.note.startswith("for all dimensions")


@pytest.mark.parametrize(("text", "definitions"), RIGHT)
def test_no_numbers_contradict_a_proof(text: str, definitions: tuple[str, ...]) -> None:
    """The oracle: three entries, sums added up, and derivatives by SymPy."""
    trees = sides(text)
    if r"\sum e" in text:
        pytest.skip("a sum without its index is not written out")
    page = page_of(trees, defined(*definitions), {})
    page = replace(page, output=next(iter(outputs_of(page)), None))
    letters = tuple(sorted(free_letters(trees[0]) | free_letters(trees[1])))
    condition = indices_of(stated(text).condition)
    for scope in choices(letters, condition, LENGTH)[:12]:
        assert tried(trees, page, scope, LENGTH).differs is None


WRONG = [
    # sign
    (S + r"s_i (\delta_{ij} + s_j)", SOFTMAX, ""),
    (S + r"-s_i (\delta_{ij} - s_j)", SOFTMAX, "SA225"),
    (S + r"s_i s_j, \quad i \ne j", SOFTMAX, ""),
    (r"\ln s_k = z_k + \ln \sum_{i=1}^{n} e^{z_i}", SOFTMAX, ""),
    (D % ("L", "s_k") + r"\frac{y_k}{s_k}", ENTROPY, "SA225"),
    (L + "y_j - s_j", ENTROPY, "SA225"),
    (L + r"-\sum_k y_k (\delta_{kj} + s_j)", ENTROPY, "SA212"),
    (D % ("L", "W_{ij}") + r"-\delta_i x_j", ERROR, "SA225"),
    (D % ("L", r"\hat y_i") + r"\frac{2}{n} (y_i - \hat y_i)", SQUARES, "SA225"),
    # swapped index
    (S + r"s_j (\delta_{ij} - s_j)", SOFTMAX, "SA203"),
    (D % ("L", "W_{ij}") + r"\delta_j x_i", ERROR, "SA212"),
    (D % ("L", "x_j") + r"\sum_{i=1}^{m} \delta_i W_{ji}", ERROR, "SA212"),
    (D % ("z_i", "W_{ij}") + "x_i", LAYER, "SA203"),
    (D % ("z_i", "x_j") + "W_{ji}", LAYER, "SA203"),
    # missing delta
    (L + r"-\sum_{k=1}^{n} y_k (1 - s_j)", ENTROPY, "SA212"),
    (S + r"\begin{cases} s_i & i=j \\ -s_i s_j & i \ne j \end{cases}", SOFTMAX, "SA203"),
    (D % ("z_k", "W_{ij}") + "x_j", ERROR, ""),
    # missing sum
    (D % ("L", "x_j") + r"\delta_i W_{ij}", ERROR, "SA212"),
    (L + r"\frac{\partial L}{\partial s_j} \frac{\partial s_j}{\partial z_j}", ENTROPY, "SA212"),
    # factor
    (S + r"2 s_i (\delta_{ij} - s_j)", SOFTMAX, "SA203"),
    (r"\sum_{i=1}^n s_i = 2", SOFTMAX, ""),
    (r"\sum_{j=1}^{n} \frac{\partial s_i}{\partial z_j} = 1", SOFTMAX, ""),
    (D % ("L", "a_i") + "2 (a_i - t_i)", HALF, "SA212"),
    (D % ("L", r"\hat y_i") + r"2 (\hat y_i - y_i)", SQUARES, "SA212"),
    (D % ("L", "W_{ij}") + r"\delta_i", ERROR, "SA212"),
    # the derivative of the activation
    (r"\frac{\partial L}{\partial z_i} = \frac{\partial L}{\partial a_i}", LAYER, "SA226"),
    (D % ("L", "W_{ij}") + "(a_i - t_i) x_j", HALF, "SA226"),
]


@pytest.mark.parametrize(("text", "definitions", "code"), WRONG)
def test_slips_are_refuted_with_both_values(
    text: str, definitions: tuple[str, ...], code: str
) -> None:
    found = judged(text, defined(*definitions), Meant(for_all=True))

    assert found.status is REFUTED, found
    assert found.counterexample is not None
    assert float(found.counterexample.left) != float(found.counterexample.right)
    assert not code or found.code == code


def test_a_counterexample_names_the_entries_and_the_indices() -> None:
    found = judged(S + r"s_i (\delta_{ij} + s_j)", defined(*SOFTMAX)).counterexample

    assert found is not None
    at = dict(found.at)
    assert (at["n"], at["i"], at["j"]) == ("3", "1", "2")
    powers = [sp.exp(sp.Rational(at[f"z_{k}"])) for k in (1, 2, 3)]
    product = powers[0] * powers[1] / sum(powers) ** 2
    assert abs(float(product) - float(found.right)) < 1e-12
    assert abs(float(product) + float(found.left)) < 1e-12


@pytest.mark.parametrize(
    ("text", "definitions"),
    [
        # for which indices it is meant, the words around it say
        (S + "-s_i s_j", SOFTMAX),
        (S + "s_i (1 - s_j)", SOFTMAX),
        # an index that is both summed and free
        (D % ("L", "z_i") + r"-\sum_i y_i \frac{\partial \ln s_i}{\partial z_i}", ENTROPY),
        # for the right class only
        (L + "s_j - 1", ENTROPY),
        # equations to be solved, definitions, and what is assumed
        (L + "0", ENTROPY),
        (r"s_j = y_j", ENTROPY),
        (r"L = \frac12 \sum_k (s_k - y_k)^2", ENTROPY),
        (r"\sum_k y_k = 1", ENTROPY),
        # names that nothing defines
        (L + "s_j - t_j", ENTROPY),
        (L + "p_j - y_j", (r"L = -\sum_k y_k \ln p_k",)),
        (D % ("L", "a_i") + "a_i - t_i", LAYER),
        (D % ("s_i", "z_j") + r"s_i (\delta_{ij} - s_j)", ()),
        (D % ("s_i", "z_j") + r"s_i (\delta_{ij} - s_j)", (r"s_i = \frac{e^{z_i}}{S}",)),
        # delta that is not defined may be another derivative
        (D % ("L", "W_{ij}") + r"2 \delta_i x_j", LAYER),
        # what holds for one activation only
        (D % ("a_i", "z_i") + "a_i (1 - a_i)", LAYER),
        # a repeated index that stands for a sum
        (r"\frac{\partial L}{\partial x_j} = \frac{\partial L}{\partial z_i} W_{ij}",
         ("z_i = W_{ij} x_j",)),
        # sums that may not go over all entries
        (r"\sum_{i=1}^{m} s_i = 1", SOFTMAX),
        (r"\sum_{i=2}^{n} s_i = 1", SOFTMAX),
        # products of vectors
        (r"\delta_i = a \odot b_i", LAYER),
        ("a_i = z", LAYER),
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_is_unknown(text: str, definitions: tuple[str, ...]) -> None:
    found = judged(text, defined(*definitions))

    assert found.status is UNKNOWN, found
    assert found.reason
    assert found.code


def test_for_all_indices_a_claim_for_some_is_wrong() -> None:
    for claim in (S + "-s_i s_j", S + "s_i (1 - s_j)", L + "s_j - 1"):
        assert judged(claim, defined(*ENTROPY), Meant(for_all=True)).status is REFUTED


def test_labels_that_sum_to_one_are_named() -> None:
    assert judged(L + "s_j - y_j", defined(*ENTROPY)).note.endswith("the entries of y sum to 1")
    assert "sum" not in judged(L + r"-y_j + s_j \sum_k y_k", defined(*ENTROPY)).note
    steps = Meant(totals=frozenset("u"), is_step=True)
    claim = r"v_j \sum_k u_k = v_j"
    assert judged(claim, {}, steps).status is PROVED
    assert judged(claim, {}).status is UNKNOWN
    assert total_of(*sides(r"\sum_{k=1}^n y_k = 1")) == "y"
    assert total_of(*sides(r"\sum_{k=1}^n y_j = 1")) is None


def test_what_a_proof_rests_on_is_told() -> None:
    found = judged(D % ("L", "W_{ij}") + r"\delta_i x_j", defined(*LAYER))

    assert found.status is PROVED
    assert "every differentiable f" in found.note
    assert "with delta for the derivative of the loss in z" in found.note
    assert "where the loss depends on a only" in found.note


def test_the_sigmoid_is_told_from_any_function() -> None:
    claim = sides(D % ("a_i", "z_i") + "a_i (1 - a_i)")
    layer = defined(r"a_i = \sigma(z_i)")

    sigmoid = judge_components(*claim, layer, {"sigma": 1 / (1 + sp.exp(-X))})
    assert sigmoid.status is PROVED
    assert judge_components(*claim, layer, {"sigma": sp.tanh(X)}).status is REFUTED
    assert judge_components(*claim, layer).status is UNKNOWN


def test_a_chain_step_is_meant_for_all_values() -> None:
    wrong = r"s_i - s_i^2 = s_i (1 + s_i)"

    assert judged(wrong, defined(*SOFTMAX), Meant(is_step=True)).status is REFUTED
    assert judged("s_i - s_i^2 = s_i (1 - s_i)", defined(*SOFTMAX)).status is PROVED


def test_the_form_of_a_whole_vector_serves_as_a_definition() -> None:
    layer = defined(r"z_i = \sum_j W_{ij} x_j", r"s = \operatorname{softmax}(z)")

    assert judged(S + r"s_i (\delta_{ij} - s_j)", layer).status is PROVED
    assert judged(D % ("s_i", "x_j") + r"s_i (W_{ij} - \sum_k s_k W_{kj})", layer).status is PROVED


def test_which_statements_are_about_components() -> None:
    layer = defined(*LAYER)

    assert applies(*sides(S + "0"), {})
    assert applies(*sides("s_1 = 0"), {"s_i": sides("s_i = 0")[1]})
    assert not applies(*sides("x_1 = 0"), {})
    assert not applies(*sides(r"\delta = \delta_1 \odot z_i"), layer)
    assert not applies(*sides(r"\sigma(x) = \frac{1}{1 + e^{-x}}"), layer)
    assert not applies(*sides("L_{CE} = 0"), layer)


LAYERS = (
    r"z_i^{(l)} = \sum_j w_{ij}^{(l)} a_j^{(l-1)} + b_i^{(l)}",
    r"a_i^{(l)} = f(z_i^{(l)})",
    r"\delta_i^{(l)} = \frac{\partial L}{\partial z_i^{(l)}}",
)
BACK = r"\delta_j^{(l)} = \sum_k w_{kj}^{(l+1)} \delta_k^{(l+1)} f'(z_j^{(l)})"


def test_from_layer_to_layer() -> None:
    layers = defined(*LAYERS)

    assert judged(BACK, layers).status is PROVED
    assert judged(BACK.replace("w_{kj}", "w_{jk}"), layers).status is REFUTED
    assert judged(BACK.replace(" f'(z_j^{(l)})", ""), layers).status is REFUTED
    assert judged(BACK.replace(r"\delta_k^{(l+1)}", r"\delta_k^{(l)}"), layers).status is REFUTED
    weight = D % ("L", "w_{ij}^{(l)}") + r"a_j^{(l-1)} \delta_i^{(l)}"
    assert judged(weight, layers).status is PROVED
    assert judged(weight.replace("a_j", "a_i"), layers).status is REFUTED


def test_capitals_below_a_loss_are_its_name() -> None:
    entropy = defined(*SOFTMAX, r"L_{CE} = -\sum_k y_k \log(s_k)")

    assert judged(D % ("L_{CE}", "z_j") + "s_j - y_j", entropy).status is PROVED
    assert judged(D % ("L_{CE}", "z_j") + "s_j + y_j", entropy).status is REFUTED


def test_circular_definitions_are_no_proof() -> None:
    circle = defined("a_i = b_i", "b_i = a_i")

    assert judged("a_i = b_i + 1", circle).reason == "the definitions are circular"


@pytest.mark.parametrize("seed", range(60))
def test_derivatives_agree_with_sums_that_are_added_up(seed: int) -> None:
    """The oracle: random formulas with three entries, and their derivatives by SymPy."""
    source = random.Random(seed)  # noqa: S311  (any numbers do)
    text = formula(source, "ij", source.choice((1, 2, 3)))
    tree, _ = sides(rf"\frac{{\partial}}{{\partial z_j}}({text}) = 0")
    page = page_of((tree,), defined(*SOFTMAX), {})
    reader = Reader(page)
    try:
        poly = expanded(read(tree, reader), reader)
    except SymactError as error:
        assert "depends on z" in str(error) or "function with an index" in str(error)  # noqa: PT017
        return
    entries = {(name, k): source.uniform(-1.5, 1.5) for name in "zy" for k in (1, 2, 3)}
    numbers = {letter(name, (k,)): number for (name, k), number in entries.items()}
    for i, j in ((1, 1), (1, 2), (3, 2)):
        scope = {"i": i, "j": j}
        exact = written_out(tree, Numbers(page, LENGTH, scope))
        expected = float(exact.subs({**numbers, letter("c"): 0.7}))
        assert value(poly, scope, {**entries, ("c",): 0.7}) == pytest.approx(expected, 1e-8, 1e-8)


def test_conditions_on_indices_are_read() -> None:
    assert stated(S + r"-s_i s_j, \quad i \ne j").condition is not None
