"""Derivations: every line true, none repeated, the last in closed form."""

from dataclasses import replace
from itertools import pairwise

import pytest
import sympy as sp

from symact.activations import activation, taught
from symact.core import Activation, Derivative, x
from symact.core.activation import POSITIVE
from symact.derive.lines import BENDS, DEFINITIONS
from symact.derive.steps import checked_chain, checked_lines, derivation
from symact.derive.through_output import meaning, through_output
from symact.kernel.check_chart import RejectedError
from symact.kernel.theorem import prove

POINTS = [sp.Rational(p, 10) for p in (-51, -23, -11, -3, 4, 17, 33, 61)]
ENTRIES = list(taught().values())
NAMES = [entry.name for entry in ENTRIES]

LAST = {
    "sigmoid": r"\sigma(x)\,(1 - \sigma(x))",
    "tanh": r"1 - \tanh^{2}(x)",
    "softplus": r"\sigma(x)",
    "swish": r"\sigma(\beta x) + \beta x\,\sigma(\beta x)\,(1 - \sigma(\beta x))",
    "gelu": r"\Phi(x) + x\,\varphi(x)",
    "relu": r"\begin{cases} 0 & \text{if } x < 0 \\ 1 & \text{if } x > 0 \end{cases}",
    "elu": r"\begin{cases} \alpha\,e^{x} & \text{if } x < 0 \\ 1 & \text{if } x > 0 \end{cases}",
    "softsign": r"\frac{1}{(1 + |x|)^{2}}",
    "linear": "1",
}
OUTPUTS = {
    "sigmoid": "s*(1 - s)",
    "tanh": "1 - t**2",
    "softplus": "1 - exp(-y)",
    "linear": "1",
    "elu": "Piecewise((alpha + y, y < 0), (1, y > 0))",
    "leaky_relu": "Piecewise((alpha, y < 0), (1, y > 0))",
    "softsign": "(1 - Abs(y))**2",
    "swish": "None",
    "gelu": "None",
    "gelu_tanh": "None",
    "mish": "None",
    "hardswish": "None",
}


def typed(expression):
    return Activation(name="f", title="f", notation="f", expression=expression)


def refuted(line, entry):
    """A point at which a line is false, or None; sampling refutes and never confirms."""
    chosen = {p.symbol: sp.Rational(3, 7) for p in entry.parameters}
    for point in POINTS:
        if not line.on[0] < point < line.on[1]:
            continue
        value, target = (e.subs(chosen).subs(x, point).evalf(30) for e in (line.value, line.target))
        if not abs(value - target) <= 1e-20 * (1 + abs(target)):
            return point
    return None


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_line_is_true(entry):
    """No line is refuted at any of the sample points."""
    assert [(line.step.rhs, refuted(line, entry)) for line in checked_lines(entry)] == [
        (line.step.rhs, None) for line in checked_lines(entry)
    ]


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_line_is_proved(entry):
    """The kernel proves each line, from the function itself for those about its slope."""
    claims = [line.claim for line in checked_lines(entry)]
    assert all(prove(claim) for claim in claims if claim is not None)
    assert any(isinstance(claim, Derivative) for claim in claims)


def test_the_kernel_rejects_a_wrong_line():
    """A line altered a little is not proved."""
    for line in checked_lines(activation("gelu")):
        with pytest.raises(RejectedError):
            prove(replace(line, value=line.value + x / 10**9).claim)


def test_a_wrong_line_is_caught():
    """The check above has teeth: each line altered a little is refuted."""
    entry = activation("sigmoid")
    for line in checked_lines(entry):
        assert refuted(replace(line, value=line.value + sp.Rational(1, 10**9)), entry) is not None


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_no_line_repeats_the_one_above(entry):
    """Each line says something new, and says why."""
    steps = derivation(entry)
    assert all(step.why and step.rule for step in steps)
    for before, after in pairwise(steps):
        assert after.lhs or before.rhs != after.rhs
    assert "Derivative" not in "".join(step.rhs for step in steps)


@pytest.mark.parametrize(("name", "expected"), LAST.items())
def test_last_line(name, expected):
    """The derivation ends where a textbook ends."""
    assert derivation(activation(name))[-1].rhs == expected


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_chain_holds_the_lines_about_the_slope(entry):
    """One expression for each line that claims to be f', without open derivatives."""
    lines = [line for line in checked_lines(entry) if line.step.rule not in DEFINITIONS | BENDS]
    chain = checked_chain(entry)
    assert len(chain) == len(lines) > 0
    assert not any(e.has(sp.Derivative) for e in chain)


@pytest.mark.parametrize(("name", "expected"), OUTPUTS.items())
def test_through_output(name, expected):
    """The derivative in the output, where the output determines it."""
    assert str(through_output(activation(name))) == expected


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_through_output_is_the_derivative(entry):
    """Put the output back, and the derivative results."""
    proposal = through_output(entry)
    if proposal is None:
        return
    if not all(parameter.domain == POSITIVE for parameter in entry.parameters):
        # Found for the values in force only.
        entry = replace(entry, expression=entry.function, display="", parameters=(), values=())
    summary = checked_lines(entry)[-1]
    line = replace(summary, value=meaning(proposal, entry))
    assert refuted(line, entry) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (sp.exp(x), "y"),
        (1 - sp.exp(-x), "1 - y"),
        (sp.log(1 + sp.exp(2 * x)) / 2, "1 - exp(-2*y)"),
        (x / (1 + x**2), "None"),
        (x * sp.exp(x), "None"),
    ],
)
def test_through_output_of_typed_functions(expression, expected):
    """The search is general."""
    assert str(through_output(typed(expression))) == expected


def test_an_isolated_value_is_a_gap():
    """Equal slopes on both sides are no derivative when the value between them is elsewhere."""
    steps = derivation(typed(sp.Piecewise((1, sp.Eq(x, 0)), (x, True))))
    assert [step.rhs for step in steps if step.rule == "jump"] == [r"1 \ne 0"]
    assert "smooth-join" not in {step.rule for step in steps}


def test_a_bend_that_is_none_is_not_mentioned():
    """|x| < 1 bends at -1 and 1 only."""
    steps = derivation(typed(sp.Piecewise((0, sp.Abs(x) < 1), (x, True))))
    jumps = [step.lhs for step in steps if step.rule in {"jump", "smooth-join", "kink"}]
    assert jumps == ["f((-1)^{-})", "f(1^{-})"]
