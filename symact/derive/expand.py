"""One rule of differentiation at a time, in the shape in which it is written down."""

from dataclasses import dataclass
from typing import TypeAlias, final

import sympy as sp
from sympy.core.function import AppliedUndef

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.core.typeset_held import Beside, Over, Plus, Raised, Slope, Times, settle
from symact.core.typeset_order import factor_key
from symact.derive.rules import SHAPES, OuterRule, ShapeRule, outer_rules, smooth_derivative

Rule: TypeAlias = OuterRule | ShapeRule


@final
@dataclass(frozen=True, slots=True)
class Expansion:
    """What one application of rules makes of a formula, and the rules that were used."""

    expression: sp.Expr
    rules: tuple[Rule, ...]


def taken(expression: sp.Expr) -> sp.Expr:
    """The formula with every derivative in it taken, evaluated.

    Example:
        >>> taken(Times(2, Slope(x**2)))
        4*x
    """
    if isinstance(expression, Slope):
        return smooth_derivative(taken(expression.args[0]))
    if not expression.args:
        return expression
    parts = [taken(argument) for argument in expression.args]
    return settle(expression.func(*parts))


def expand(expression: sp.Expr) -> Expansion:
    """The formula with each outermost ``Slope`` replaced by what its rule gives.

    Example:
        >>> expand(Slope(x * sp.tanh(x))).rules[0].name
        'product'
    """
    if isinstance(expression, Slope):
        return differentiate(expression.args[0])
    if not expression.has(Slope):
        return Expansion(expression, ())
    parts = [expand(argument) for argument in expression.args]
    rules = tuple(rule for part in parts for rule in part.rules)
    return Expansion(_rebuild(expression, [part.expression for part in parts]), rules)


def _rebuild(expression: sp.Expr, parts: list[sp.Expr]) -> sp.Expr:
    """The same form around new parts; products drop ones, and vanish with a zero."""
    if isinstance(expression, (Times, Beside)):
        return times(*parts, side_by_side=isinstance(expression, Beside))
    if isinstance(expression, (sp.Mul, sp.Add)):
        return expression.func(*parts, evaluate=False)
    return expression.func(*parts)


def times(*factors: sp.Expr, side_by_side: bool = False) -> sp.Expr:
    """A held product without ones."""
    if any(factor == 0 for factor in factors):
        return sp.S.Zero
    kept = [factor for factor in factors if factor != 1]
    if side_by_side:
        kept = _in_order(kept)
    if len(kept) < 2:
        return kept[0] if kept else sp.S.One
    if kept[0] == -1 and len(kept) == 2:
        return sp.Mul(-1, kept[1], evaluate=False) if kept[1].is_Add else -kept[1]
    return Beside(*kept) if side_by_side else Times(*kept)


def _in_order(factors: list[sp.Expr]) -> list[sp.Expr]:
    """Factors of nested products in one row, in textbook order where nothing waits to be taken."""
    row = [
        leaf
        for factor in factors
        for leaf in (factor.args if isinstance(factor, Beside) else (factor,))
    ]
    if any(factor.has(Slope) or isinstance(factor, Times) for factor in row):
        return row
    return sorted(row, key=factor_key)


def is_easy(expression: sp.Expr) -> bool:
    """Whether a lecturer writes the derivative down without a word: polynomials, e^(ax), letters.

    Example:
        >>> is_easy(x**2 + 1), is_easy(sp.exp(-x)), is_easy(sp.tanh(x))
        (True, True, False)
    """
    if isinstance(expression, AppliedUndef) or not expression.has(x):
        return True
    if isinstance(expression, sp.exp):
        return bool(expression.args[0].is_polynomial(x) and sp.degree(expression.args[0], x) == 1)
    return bool(expression.is_polynomial(x))


def slope_of(expression: sp.Expr) -> sp.Expr:
    """The derivative where it is easy, otherwise the derivative not yet taken."""
    if isinstance(expression, AppliedUndef):
        return Slope(expression)
    return smooth_derivative(expression) if is_easy(expression) else Slope(expression)


def differentiate(expression: sp.Expr) -> Expansion:
    """One rule applied at the top of a formula.

    Raises:
        UnsupportedError: for a function without a rule.
    """
    if isinstance(expression, AppliedUndef):
        return Expansion(Slope(expression), ())
    if expression.is_polynomial(x):
        return Expansion(smooth_derivative(expression), _polynomial_rules(expression))
    if expression.is_Add:
        return _sum(expression)
    if expression.is_Mul:
        return _product(expression)
    if expression.is_Pow:
        return _power(expression)
    row = outer_rules().get(expression.func)
    if row is None or len(expression.args) != 1:
        raise UnsupportedError(f"no rule for the derivative of {expression.func.__name__}")
    inner = expression.args[0]
    inner_slope = smooth_derivative(inner) if inner.is_polynomial(x) else Slope(inner)
    outside = row.slope(inner)
    if row.head in (sp.exp, sp.log) or inner_slope == 1 or inner_slope.has(Slope):
        return Expansion(times(outside, inner_slope), (row,))
    return Expansion(times(inner_slope, outside, side_by_side=True), (row,))


def _polynomial_rules(expression: sp.Expr) -> tuple[Rule, ...]:
    if not expression.has(x):
        return (SHAPES["constant"],)
    return (SHAPES["power"],) if sp.degree(expression, x) > 1 else ()


def _sum(expression: sp.Add) -> Expansion:
    terms = [_term(term) for term in expression.args]
    rules = [rule for term in terms for rule in term.rules]
    kept = [term.expression for term in terms if term.expression != 0]
    if not kept:
        return Expansion(sp.S.Zero, (SHAPES["constant"],))
    if not any(term.has(Slope) for term in kept):
        return Expansion(sp.Add(*kept), tuple(dict.fromkeys(rules)) or (SHAPES["sum"],))
    total = kept[0] if len(kept) == 1 else Plus(*kept)
    return Expansion(total, (SHAPES["sum"],))


def _term(term: sp.Expr) -> Expansion:
    """The slope of a term of a sum, constant factors taken out."""
    if is_easy(term):
        named = (outer_rules()[term.func],) if isinstance(term, sp.exp) else ()
        return Expansion(slope_of(term), named)
    outside, inside = term.as_independent(x, as_Add=False)
    if is_easy(inside):
        named = (outer_rules()[inside.func],) if isinstance(inside, sp.exp) else ()
        return Expansion(outside * slope_of(inside), named)
    return Expansion(times(outside, Slope(inside), side_by_side=True), ())


def _product(expression: sp.Mul) -> Expansion:
    outside, inside = expression.as_independent(x, as_Add=False)
    above, under = _fraction(inside)
    factors = sorted(sp.Mul.make_args(inside), key=_product_key)
    if outside != 1 and (under != 1 or len(factors) == 1 or not is_easy(factors[0])):
        below = differentiate(inside)
        return Expansion(_scaled(outside, below.expression), below.rules)
    if under != 1:
        return _quotient(above, under)
    factors[0] *= outside
    terms = []
    for i, factor in enumerate(factors):
        others = [f for j, f in enumerate(factors) if j != i]
        change = slope_of(factor)
        terms.append(
            times(*others, change, side_by_side=True)
            if change.has(Slope)
            else times(*sorted([change, *others], key=factor_key), side_by_side=True)
        )
    return Expansion(Plus(*terms), (SHAPES["product"],))


def _product_key(factor: sp.Expr) -> tuple[bool, tuple[int, int, str]]:
    return (not is_easy(factor), factor_key(factor))


def _scaled(outside: sp.Expr, inside: sp.Expr) -> sp.Expr:
    """A constant before a formula: into each term of a held sum, beside anything else."""
    if isinstance(inside, Plus):
        return Plus(*(times(outside, term, side_by_side=True) for term in inside.args))
    if isinstance(inside, (Times, Beside)):
        return times(outside, *inside.args, side_by_side=isinstance(inside, Beside))
    if inside.has(Slope) or isinstance(inside, Over):
        return times(outside, inside, side_by_side=True)
    return outside * inside


def _fraction(expression: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Numerator and denominator; exponentials stay on top."""
    above = [f for f in expression.args if not _is_below(f)]
    below = [1 / f for f in expression.args if _is_below(f)]
    return sp.Mul(*above), sp.Mul(*below)


def _is_below(factor: sp.Expr) -> bool:
    return bool(factor.is_Pow and factor.exp.is_Rational and factor.exp < 0)


def _quotient(above: sp.Expr, below: sp.Expr) -> Expansion:
    rises = times(below, slope_of(above), side_by_side=True)
    falls = times(above, slope_of(below), side_by_side=True)
    top = Plus(rises, sp.Mul(-1, falls, evaluate=not falls.is_Add))
    return Expansion(Over(top, below**2), (SHAPES["quotient"],))


def _power(expression: sp.Pow) -> Expansion:
    base, exponent = expression.args
    if not exponent.has(x):
        less = exponent - 1
        outer = times(exponent, Raised(base, less) if less != 1 else base, side_by_side=True)
        inner = smooth_derivative(base) if base.is_polynomial(x) else Slope(base)
        return Expansion(times(outer, inner), (SHAPES["power"],))
    if not base.has(x):
        return Expansion(
            times(expression, sp.log(base), slope_of(exponent)), (SHAPES["exponential"],)
        )
    inside = Plus(
        times(slope_of(exponent), sp.log(base), side_by_side=True),
        Over(times(exponent, slope_of(base), side_by_side=True), base),
    )
    return Expansion(times(expression, inside, side_by_side=True), (SHAPES["general-power"],))
