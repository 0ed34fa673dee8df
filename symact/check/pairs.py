"""Verdicts on one relation between two formulas, by what kind of relation it is."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symact.check.context import Context, letter, resolved
from symact.check.extents import judge_extremum, judge_limit
from symact.check.judge.derivatives import derivative_of, slope_at
from symact.check.judge.equality import equal
from symact.check.judge.outcome import refuted, unknown
from symact.check.linear.gradients import judge_gradient
from symact.check.linear.judge import judge_equation
from symact.check.linear.keys import key_of
from symact.check.meaning import Meaning, swapped
from symact.check.report import ClaimKind, Judgement
from symact.check.sides import Sides, sides_of, variable_of
from symact.check.unclear import UnclearError
from symact.core.activation import x
from symact.core.errors import InternalError, SymactError
from symact.core.typeset import tex as tex_of
from symact.core.verdict import Status
from symact.derive.rules import derivative
from symact.kernel.balls import enclose, precision
from symact.reading.held import tree as t
from symact.reading.held.walk import every

_MATRICES = (t.Matrix, t.Transpose, t.Norm, t.Indexed, t.BigOperator, t.Gradient)
_LOSSES = frozenset(("L", "J", "E", "C", "l", "ell", "loss", "Loss", "cost"))
_QUANTITIES = frozenset(("W", "w", "b", "x", "X", "z", "Z", "a", "A", "y", "h", "H"))
WRONG_STEP, WRONG_OUTPUT = "SA204", "SA221"
_APART = 0.05
_LONG_DECIMAL = 4
_LARGE = sp.Rational(1, 20)


def judge_equality(
    left: t.Tree,
    right: t.Tree,
    context: Context,
    condition: t.Tree | None = None,
    *,
    approximate: bool = False,
    is_step: bool = False,
) -> tuple[ClaimKind, Judgement]:
    """What sort of statement ``left = right`` is, and whether it holds.

    Args:
        condition: under which it is stated.
        approximate: whether only ``\\approx`` is claimed.
        is_step: whether it goes on a chain, so that it is meant for all values of its letters.
    """
    kind, found = _judged(left, right, context, condition, approximate=approximate)
    if found.status is Status.REFUTED and condition is None:
        found = _unless_solved(left, right, kind, found, is_step=is_step)
    return kind, found


def _unless_solved(
    left: t.Tree, right: t.Tree, kind: ClaimKind, found: Judgement, *, is_step: bool
) -> Judgement:
    """The verdict, but open for what may be an equation that holds at some places only."""
    named = left.base if isinstance(left, t.Power) else left
    if kind is ClaimKind.NUMERIC and isinstance(named, t.Symbol) and not is_step:
        return unknown("it may say which value a name has, or which index")
    if kind not in {ClaimKind.IDENTITY, ClaimKind.DERIVATIVE}:
        return found
    if (_is_constant(right) and not _compares_places(left)) or _is_constant(left):
        return unknown("it may be an equation to be solved: it holds at some places at most")
    if kind is ClaimKind.IDENTITY and not _takes_function(left) and not is_step:
        return unknown("it may be an equation to be solved: it does not hold for all values")
    return found


def _is_constant(tree: t.Tree) -> bool:
    """Whether a formula holds no letter."""
    return not any(isinstance(n, t.Symbol) and n.name not in {"e", "pi"} for n in every(tree))


def _compares_places(tree: t.Tree) -> bool:
    """Whether a function is taken at two places that vary, as in ``f(x) - f(-x)``."""
    seen = {
        (n.function.name, n.primes, n.arguments[0].span.text)
        for n in every(tree)
        if isinstance(n, t.Call) and not _is_constant(n.arguments[0])
    }
    return any(one[:2] == other[:2] and one != other for one in seen for other in seen)


def _takes_function(tree: t.Tree) -> bool:
    """Whether a named function of something that varies occurs in a formula."""
    return any(
        isinstance(n, t.Call | t.Derivative | t.Prime | t.Absolute)
        and not all(map(_is_constant, _inside(n)))
        for n in every(tree)
    )


def _inside(node: t.Call | t.Derivative | t.Prime | t.Absolute) -> tuple[t.Tree, ...]:
    match node:
        case t.Call(arguments=arguments):
            return arguments
        case t.Absolute(inside=inside):
            return (inside,)
        case _:
            return (node.operand,)


def _judged(
    left: t.Tree, right: t.Tree, context: Context, condition: t.Tree | None, *, approximate: bool
) -> tuple[ClaimKind, Judgement]:
    """The verdict on an equation for all values of its letters."""
    if isinstance(left, t.Limit | t.Extremum):
        return _extent(left, right, context)
    if is_gradient(left, context):
        whole = {k: v for k, v in context.formulas.items() if "_" not in k}
        found = judge_gradient(left, right, whole, functions_of(context))
        if found.status is not Status.UNKNOWN:
            return ClaimKind.GRADIENT, found
    if is_linear(left, context) or is_linear(right, context):
        return ClaimKind.MATRIX, _numeric(left, right, context, approximate=approximate)
    if (slope := slope_in(left)) is not None:
        found = _derivative(left, slope, right, context, condition)
        if approximate and found.status is not Status.PROVED:
            found = unknown("how close an approximation of a derivative must be is not said")
        return ClaimKind.DERIVATIVE, found
    if (slope := slope_in(right)) is not None and slope_in(left) is None:
        if not isinstance(left, t.Number):
            return _judged(right, left, context, condition, approximate=approximate)
    try:
        sides = sides_of(left, right, context, condition)
    except UnclearError as error:
        return _fallback(left, right, context, error, approximate=approximate)
    if sides.are_numbers:
        return ClaimKind.NUMERIC, _number(left, right, sides, context, approximate=approximate)
    valued = _with_numbers(sides, context)
    if valued is not None:
        return ClaimKind.NUMERIC, _numeric(left, right, context, approximate=approximate)
    if approximate:
        found = equal(sides.left, sides.right, sides.assumptions)
        if found.status is not Status.PROVED:
            found = unknown("how close an approximation of a function must be is not said")
        return ClaimKind.APPROXIMATION, found
    if _is_assignment(sides):
        return ClaimKind.IDENTITY, unknown("it gives a letter a value", "SA242")
    found = equal(sides.left, sides.right, sides.assumptions)
    return ClaimKind.IDENTITY, guarded(found, sides, (left, right))


def is_gradient(tree: t.Tree, context: Context) -> bool:
    """Whether a left side is the gradient of a loss in something of a layer."""
    match tree:
        case t.Derivative(operand=t.Symbol() as of, variables=(t.Symbol() as variable,)):
            return _is_loss(of) and _is_quantity(variable, context)
        case t.Gradient(operand=t.Symbol() as of):
            return _is_loss(of)
        case t.Symbol(name=name, style="differential"):
            return len(name) == 2 and name[1] in _QUANTITIES  # noqa: PLR2004 -- dW
        case t.Symbol(name="delta"):
            return bool(context.formulas)
        case _:
            return False


def _is_loss(symbol: t.Symbol) -> bool:
    return symbol.name in _LOSSES


def _is_quantity(symbol: t.Symbol, context: Context) -> bool:
    """Whether a letter is a weight, a bias or a vector of a layer that the document has defined."""
    known = any(n in context.formulas for n in ("z", "Z", "y", "a", "A", "h", "hat y"))
    return known and symbol.name in _QUANTITIES


def _extent(
    left: t.Limit | t.Extremum, right: t.Tree, context: Context
) -> tuple[ClaimKind, Judgement]:
    """The verdict on the value of a limit or an extremum."""
    is_limit = isinstance(left, t.Limit)
    try:
        if isinstance(left, t.Limit):
            return judge_limit(left, right, context)
        return judge_extremum(left, right, context)
    except UnclearError as error:
        kind = ClaimKind.LIMIT if is_limit else ClaimKind.EXTREMUM
        return kind, unknown(str(error), error.code)


def _fallback(
    left: t.Tree, right: t.Tree, context: Context, error: UnclearError, *, approximate: bool
) -> tuple[ClaimKind, Judgement]:
    """The verdict where a side is no formula in numbers: perhaps it is one in vectors."""
    found = _numeric(left, right, context, approximate=approximate)
    if found.status is not Status.UNKNOWN:
        return ClaimKind.MATRIX, found
    return ClaimKind.IDENTITY, unknown(str(error), error.code)


# -- derivatives ------------------------------------------------------------------------------


def slope_in(tree: t.Tree) -> tuple[t.Tree, int] | None:
    """What a formula differentiates and how often, where that is all it does; else None."""
    match tree:
        case t.Call(primes=primes, arguments=(t.Symbol(),)) if primes:
            return replace(tree, primes=0), primes
        case t.Derivative(operand=operand, variables=variables):
            return operand, len(variables)
        case t.Prime(operand=operand, order=order):
            return operand, order
        case _:
            return None


def _derivative(
    left: t.Tree,
    slope: tuple[t.Tree, int],
    right: t.Tree,
    context: Context,
    condition: t.Tree | None,
) -> Judgement:
    """Whether the right side is the derivative that the left side names."""
    inside, order = slope
    name = variable_of((left, right), context)
    if isinstance(left, t.Call) and isinstance(left.arguments[0], t.Symbol):
        name = key_of(left.arguments[0])
    hidden = context.values.get(name)
    inner = context.without_value(name)
    try:
        meaning = Meaning(inner, name)
        variable = letter(name)
        f = resolved(meaning.scalar(inside), inner)
        if hidden is not None and f.free_symbols & hidden.free_symbols:
            raise UnclearError("SA245", f"a derivative in {name}, which has a value", left.span)
        if variable not in f.free_symbols and (f.free_symbols or not _is_constant(inside)):
            raise UnclearError("SA242", f"how this depends on {name} is not said", left.span)
        sides = sides_of(inside, right, inner, condition)
        claimed = resolved(meaning.scalar(right), inner)
    except UnclearError as error:
        return unknown(str(error), error.code)
    if hidden is not None:
        if claimed.free_symbols & hidden.free_symbols:
            return unknown(f"{name} stands for an expression, and both occur")
    f, claimed = swapped(f, variable), swapped(claimed, variable)
    found = derivative_of(f, claimed, order, sides.assumptions)
    sides = replace(sides, left=f, right=claimed, assumed=sides.assumed | meaning.assumed)
    if found.status is Status.REFUTED and order == 1 and _is_in_output(f, claimed):
        reason = "it holds with the output in place of the input"
        found = replace(found, reason=reason, code=WRONG_OUTPUT)
    return guarded(found, sides, (left, right))


def _is_in_output(f: sp.Expr, claimed: sp.Expr) -> bool:
    """Whether a claimed derivative is right once its variable is read as the output."""
    try:
        composed = claimed.subs(x, f)
        return equal(derivative(f), composed).status is Status.PROVED
    except SymactError:
        return False


# -- numbers ----------------------------------------------------------------------------------


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
    found = {name: f.expression for name, f in context.functions.items() if not f.parameters}
    for name in ("sigma", "phi", "Phi", "varphi"):
        known = context.function(name)
        if name not in found and known is not None and known.origin != "assumed":
            found[name] = known.expression
    return {n: f for n, f in found.items() if f.free_symbols <= {x}}


def _numeric(left: t.Tree, right: t.Tree, context: Context, *, approximate: bool) -> Judgement:
    """The verdict on formulas in numbers, vectors and matrices."""
    try:
        return judge_equation(
            left, right, context.numbers, functions_of(context), approximate=approximate
        )
    except InternalError:
        raise
    except (SymactError, RecursionError) as error:
        return unknown(str(error) or "nested too deeply")


def _number(
    left: t.Tree, right: t.Tree, sides: Sides, context: Context, *, approximate: bool
) -> Judgement:
    """The verdict on two constants, of which the right one may be rounded."""
    found = _numeric(left, right, context, approximate=approximate)
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
        elif exact.status is Status.REFUTED and not approximate and not _has_decimals(left, right):
            found = refuted("SA211", "the two numbers differ", exact.counterexample,
                            right=exact.right)  # fmt: skip
    return _guarded_names(found, sides)


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


def _with_numbers(sides: Sides, context: Context) -> Sides | None:
    """The sides where the letters that stand for numbers are gone, if that leaves no letter."""
    left = {s.name for s in sides.left.free_symbols}
    right = {s.name for s in sides.right.free_symbols}
    names = {sides.variable if n == "x" else n for n in left | right}
    if not names or left == right:
        return None
    known = {n for n in names if n in context.numbers}
    return sides if known == names else None


def _is_assignment(sides: Sides) -> bool:
    """Whether one side is a letter alone that the other side does not hold."""
    for one, other in ((sides.left, sides.right), (sides.right, sides.left)):
        if one.is_Symbol and one not in other.free_symbols:
            return True
    return False


def decimal_in(tree: t.Tree) -> str | None:
    """The text of a number in digits, with its sign; None for anything else."""
    match tree:
        case t.Number(text=text):
            return text
        case t.Negative(operand=t.Number(text=text)):
            return f"-{text}"
        case _:
            return None


def _has_decimals(*trees: t.Tree, least: int = 1) -> bool:
    return any(
        isinstance(node, t.Number) and len(node.text.partition(".")[2]) >= least
        for tree in trees
        for node in every(tree)
    )


# -- caution ----------------------------------------------------------------------------------


def guarded(found: Judgement, sides: Sides, trees: tuple[t.Tree, ...]) -> Judgement:
    """The verdict, but open where the reading of the document is not certain enough to refute."""
    if found.status is Status.REFUTED and (lone := _lone_letters(sides)):
        return unknown(f"{', '.join(lone)} is not defined here", "SA242")
    found = _named(found, sides)
    if found.status is not Status.REFUTED:
        return found
    if _has_decimals(*trees, least=_LONG_DECIMAL) and not _is_far(found):
        return unknown("the decimals may be rounded, and the two sides differ by little")
    if _unnatural_logarithm(trees):
        return unknown("it fails for the natural logarithm, and no base is written")
    return _guarded_names(found, sides)


def _lone_letters(sides: Sides) -> list[str]:
    """The letters, other than the variable, that one side alone holds: nothing defines them."""
    return sorted(str(s) for s in (sides.right.free_symbols ^ sides.left.free_symbols) - {x})


def _guarded_names(found: Judgement, sides: Sides) -> Judgement:
    if found.status is Status.REFUTED and sides.assumed:
        names = ", ".join(sorted(sides.assumed))
        return unknown(f"{names} may mean another thing here; as it is read, it fails", "SA242")
    return found


def _named(found: Judgement, sides: Sides) -> Judgement:
    """The verdict with the counterexample in the letters of the document."""
    example = found.counterexample
    if example is None or sides.variable == "x":
        return found
    turn = {"x": sides.variable, sides.variable: "x"}
    at = tuple((turn.get(name, name), value) for name, value in example.at)
    return replace(found, counterexample=replace(example, at=at))


def _is_far(found: Judgement) -> bool:
    """Whether the two values of a counterexample differ by more than a rounding."""
    example = found.counterexample
    if example is None:
        return False
    try:
        left, right = (sp.Rational(text) for text in (example.left, example.right))
    except (TypeError, ValueError):
        return False
    return abs(left - right) > _LARGE * max(abs(left), abs(right))


def _unnatural_logarithm(trees: tuple[t.Tree, ...]) -> bool:
    """Whether constants under a logarithm without a base are all there is."""
    calls = [n for tree in trees for n in every(tree) if isinstance(n, t.Call)]
    logs = [c for c in calls if c.function.name == "log" and not c.function.indices]
    return bool(logs) and all(isinstance(c.arguments[0], t.Number) for c in logs)
