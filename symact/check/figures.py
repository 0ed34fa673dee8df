"""Verdicts on constants, vectors and matrices, as the digits that are written state them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import sympy as sp

from symact.check.caution import guarded_names, is_unnatural
from symact.check.context import Context
from symact.check.glance import (
    decimal_in,
    has_decimals,
    is_constant,
)
from symact.check.judge.derivatives import slope_at
from symact.check.judge.outcome import refuted, unknown
from symact.check.linear.judge import judge_equation
from symact.check.linear.keys import key_of
from symact.check.report import Judgement
from symact.check.sides import Sides
from symact.core.activation import x
from symact.core.errors import InternalError, SymactError
from symact.core.typeset import tex as tex_of
from symact.core.verdict import Status
from symact.kernel.balls import enclose, precision
from symact.reading.held import tree as t
from symact.reading.held.walk import every

_MATRICES = (t.Matrix, t.Transpose, t.Norm, t.Indexed, t.BigOperator, t.Gradient)
MISFIT = "SA210"
_APART = 0.05


def is_linear(tree: t.Tree, context: Context) -> bool:
    """Whether a formula is one of vectors or matrices."""
    for node in every(tree):
        if isinstance(node, _MATRICES):
            return True
        if isinstance(node, t.Bracket) and len(node.items) > 1 and node.opening in "[(":
            return not _is_argument(node, tree)
        if isinstance(node, t.Symbol):
            value = context.numbers.get(key_of(node))
            if value is not None and not value.is_scalar:
                return True
    return False


def _is_argument(node: t.Bracket, tree: t.Tree) -> bool:
    return any(isinstance(call, t.Call) and node in call.arguments for call in every(tree))


def functions_of(context: Context) -> dict[str, sp.Expr]:
    """The functions of one variable that a document uses, by name."""
    found = {
        name: f.expression
        for name, f in context.functions.items()
        if not f.parameters and name not in context.doubtful
    }
    for name in ("sigma", "phi", "Phi", "varphi"):
        known = context.function(name)
        if name not in context.functions and known is not None and known.origin != "assumed":
            found[name] = known.expression
    return {n: f for n, f in found.items() if f.free_symbols <= {x}}


def judge_numeric(left: t.Tree, right: t.Tree, context: Context, *, approximate: bool) -> Judgement:
    """The verdict on formulas in numbers, vectors and matrices."""
    try:
        functions = functions_of(context)
        found = judge_equation(left, right, context.numbers, functions, approximate=approximate)
        if found.code == MISFIT and not _is_written(left):
            # Only what a page writes out has shapes for certain; names are used loosely.
            again = judge_equation(right, right, context.numbers, functions)
            if again.code != MISFIT:
                return unknown(f"as it is written: {found.reason}", MISFIT)
        return found
    except InternalError:
        raise
    except (SymactError, RecursionError) as error:
        return unknown(str(error) or "nested too deeply")


def _is_written(tree: t.Tree) -> bool:
    """Whether a matrix or a list is written out in a formula."""
    return any(isinstance(node, t.Matrix | t.Bracket) for node in every(tree))


def with_numbers(sides: Sides, context: Context, written: frozenset[str]) -> Sides | None:
    """The sides with the exact numbers that letters stand for, if that leaves no letter.

    Args:
        written: the letters of the equation itself, whose decimals may be rounded; those of a
            function alone are its parameters, whose decimals are exact.
    """
    put: dict[sp.Symbol, sp.Expr] = {}
    for symbol in sides.left.free_symbols | sides.right.free_symbols:
        name = sides.variable if symbol == x else symbol.name
        value = context.numbers.get(name)
        if value is None or not value.is_scalar:
            return None
        if value.scalar.loose is not None and name in written:
            return None
        exact = value.scalar.exact
        is_rational = isinstance(exact, Fraction)
        put[symbol] = sp.Rational(exact.numerator, exact.denominator) if is_rational else exact
    left, right = sides.left.subs(put), sides.right.subs(put)
    return replace(sides, left=left, right=right)


def judge_number(
    left: t.Tree, right: t.Tree, sides: Sides, context: Context, *, approximate: bool
) -> Judgement:
    """The verdict on two constants, of which the right one may be rounded."""
    found = judge_numeric(left, right, context, approximate=approximate)
    if found.status is Status.REFUTED and approximate and _is_scientific(right):
        return unknown("e may stand for a power of ten here", "SA107")
    whole = decimal_in(right)
    if whole is not None and not approximate and "." not in whole and _is_apart(sides):
        found = refuted("SA211", "the two numbers differ", right=tex_of(sides.left))
    if found.code == "SA242" or found.status is Status.UNKNOWN:
        text = decimal_in(right)
        exact = slope_at(sides.left, 0, sp.S.Zero, sides.right)
        if exact.status is Status.PROVED:
            found = exact
        elif text is not None:
            found = _rounded(sides.left, text, loose=approximate)
        elif is_unnatural((left, right)):
            found = unknown("it fails for the natural logarithm, and no base is written")
        elif exact.status is Status.REFUTED and not approximate and not has_decimals(left, right):
            found = refuted("SA211", "the two numbers differ", exact.counterexample,
                            right=exact.right)  # fmt: skip
    return guarded_names(found, sides)


def _is_scientific(tree: t.Tree) -> bool:
    """Whether a number is written like ``3.72 e^{-44}``, where a power of ten may be meant."""
    match tree:
        case t.Product(factors=(t.Number(), t.Power(base=t.Symbol(name="e"), exponent=exponent))):
            return is_constant(exponent)
        case _:
            return False


def _is_apart(sides: Sides) -> bool:
    """Whether two constants are proved to differ by more than any rounding to a whole number."""
    try:
        with precision(128):
            gap = enclose(sides.left - sides.right)
            return bool(abs(gap) > _APART)
    except SymactError:
        return False


def _rounded(value: sp.Expr, text: str, *, loose: bool) -> Judgement:
    from symact.check.judge.numbers import rounded  # noqa: PLC0415

    return rounded(value, text, loose=loose)


def are_known(sides: Sides, context: Context) -> Sides | None:
    """The sides where the letters that stand for numbers are gone, if that leaves no letter."""
    left = {s.name for s in sides.left.free_symbols}
    right = {s.name for s in sides.right.free_symbols}
    names = {sides.variable if n == "x" else n for n in left | right}
    if not names or left == right:
        return None
    known = {n for n in names if n in context.numbers}
    return sides if known == names else None
