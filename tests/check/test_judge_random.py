"""Random expressions: equal after a true rewriting, refuted after a change, and mpmath agrees."""

import mpmath
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.check.judge.derivatives import derivative_of
from symact.check.judge.equality import equal
from symact.check.judge.inequalities import compare
from symact.check.report import Judgement
from symact.core.activation import x
from symact.core.verdict import Status

numbers = st.builds(sp.Rational, st.integers(-4, 4), st.sampled_from([1, 2, 3]))
leaves = st.one_of(st.just(x), st.just(x), numbers)
SMOOTH = (
    sp.exp,
    sp.tanh,
    sp.atan,
    lambda u: 1 / (1 + sp.exp(-u)),
    lambda u: sp.log(1 + sp.exp(u)),
    lambda u: sp.log(1 + u**2),
    lambda u: sp.sqrt(1 + u**2),
    lambda u: u / (1 + u**2),
    lambda u: sp.erf(u / 2),
)
BENT = (lambda u: sp.Max(0, u), sp.Abs, lambda u: sp.Piecewise((u, u > 1), (u**2, True)))


def _combined(heads):  # type: ignore[no-untyped-def]
    def extend(inner):  # type: ignore[no-untyped-def]
        return st.one_of(
            st.builds(lambda a, b: a + b, inner, inner),
            st.builds(lambda a, b: a * b, inner, inner),
            st.builds(lambda f, u: f(u), st.sampled_from(heads), inner),
        )

    return extend


smooth = st.recursive(leaves, _combined(SMOOTH), max_leaves=4).filter(lambda e: e.has(x))
bent = st.recursive(leaves, _combined(SMOOTH + BENT), max_leaves=3).filter(lambda e: e.has(x))

REWRITINGS = (
    sp.expand,
    lambda e: e.rewrite(sp.exp),
    lambda e: e + 1 - sp.exp(x) * sp.exp(-x),
    lambda e: e * (1 + sp.exp(x)) / (1 + sp.exp(x)) + sp.tanh(x) ** 2 + 1 / sp.cosh(x) ** 2 - 1,
    lambda e: sp.exp(2 * x) * e / sp.exp(x) ** 2,
    lambda e: e.replace(sp.Abs, lambda u: sp.Max(u, -u)),
    lambda e: e.replace(sp.Max, lambda *u: (u[0] + u[1] + sp.Abs(u[0] - u[1])) / 2),
    lambda e: (e**2 + e) / 2 - (e**2 - e) / 2,
)
CHANGES = (
    lambda e: e + sp.Rational(1, 1000),
    lambda e: -e - sp.exp(-(x**2)),
    lambda e: e + x / 7,
    lambda e: e * sp.Rational(1001, 1000) + sp.Rational(1, 3) * sp.tanh(x),
    lambda e: e + sp.exp(x) / 100,
)


def _value(expression: sp.Expr, place: sp.Rational) -> mpmath.mpf | None:
    """The value by mpmath in 40 digits; None where there is no real one."""
    with mpmath.workdps(40):
        found = sp.lambdify(x, expression, "mpmath")(mpmath.mpf(int(place.p)) / int(place.q))
        if isinstance(found, mpmath.mpc) or not mpmath.isfinite(found):
            return None
        return mpmath.mpf(found)


def _confirm(found: Judgement, left: sp.Expr, right: sp.Expr) -> None:
    """The counterexample holds for an independent evaluation."""
    assert found.counterexample is not None
    place = sp.Rational(dict(found.counterexample.at).get("x", "0"))
    for side, text in ((left, found.counterexample.left), (right, found.counterexample.right)):
        value = _value(side, place)
        assert value is not None
        with mpmath.workdps(40):
            assert abs(value - mpmath.mpf(text)) <= abs(value) * mpmath.mpf("2e-11")
    assert found.counterexample.left != found.counterexample.right


@settings(max_examples=60)
@given(st.one_of(smooth, bent), st.sampled_from(REWRITINGS))
def test_a_true_rewriting_is_never_refuted(e: sp.Expr, rewrite) -> None:  # type: ignore[no-untyped-def]
    other = rewrite(e)
    found = equal(e, other)
    assert found.status is not Status.REFUTED, found
    # A root as an exponential of a logarithm is beyond the kernel, and so are all logarithms.
    if not sp.Tuple(e, other).has(sp.Piecewise, sp.Max, sp.Abs, sp.log):
        assert found.status is Status.PROVED, found.reason


@settings(max_examples=60)
@given(st.one_of(smooth, bent), st.sampled_from(CHANGES))
def test_a_change_is_refuted_with_values_that_mpmath_finds(e: sp.Expr, change) -> None:  # type: ignore[no-untyped-def]
    changed = change(e)
    found = equal(e, changed)
    assert found.status is not Status.PROVED, found
    if found.status is Status.REFUTED:
        _confirm(found, e, changed)
    else:
        # Too large to be told apart at every place is the only excuse.
        assert any((_value(e, q) or 0) > 10**20 for q in (sp.S.One, sp.Integer(2), sp.Integer(-2)))


@settings(max_examples=50)
@given(smooth, st.booleans())
def test_derivatives_by_sympy_are_right_and_changed_ones_wrong(e: sp.Expr, spoil: bool) -> None:
    slope = sp.diff(e, x) + (x / 9 + sp.Rational(1, 50) if spoil else 0)
    found = derivative_of(e, slope)
    if spoil:
        assert found.status is not Status.PROVED
        if found.status is Status.REFUTED:
            _confirm(found, sp.diff(e, x), slope)
    else:
        assert found.status is Status.PROVED, found.reason


@settings(max_examples=40)
@given(smooth, numbers, st.sampled_from(["<", "<=", ">", ">="]))
def test_an_inequality_that_is_proved_holds_where_mpmath_looks(
    e: sp.Expr, bound: sp.Rational, relation: str
) -> None:
    found = compare(e, bound, relation)
    values = [v for k in range(-20, 21) if (v := _value(e, sp.Rational(k, 4))) is not None]
    limit = mpmath.mpf(int(bound.p)) / int(bound.q)
    with mpmath.workdps(40):
        gaps = [v - limit if relation.startswith("<") else limit - v for v in values]
    if found.status is Status.PROVED:
        assert all(gap <= mpmath.mpf("1e-30") for gap in gaps)
    elif found.status is Status.REFUTED and found.counterexample is not None:
        place = sp.sympify(dict(found.counterexample.at)["x"]) if found.counterexample.at else None
        assert place is not None
    if any(gap > mpmath.mpf("1e-20") for gap in gaps):
        assert found.status is not Status.PROVED
