"""What a derivation says where two formulas meet: one-sided derivatives, and the whole of f'."""

from collections.abc import Iterator

import sympy as sp

from symact.core.activation import x
from symact.core.step import Step
from symact.core.typeset import brackets, tex
from symact.core.typeset_held import settle
from symact.derive.branches import Branch
from symact.derive.lines import Line, prime
from symact.derive.notation import unfold
from symact.derive.rules import smooth_derivative


def kink_lines(
    notation: str,
    expression: sp.Expr,
    parts: tuple[Branch, ...],
    slopes: tuple[Branch, ...],
    constants: dict[sp.Symbol, sp.Rational],
) -> Iterator[Line]:
    """A line per bend, then the derivative of the whole.

    Args:
        constants: the values of letters that stand for numbers, by which sides are compared.
    """
    joined = []
    for i, point in enumerate(part.upper for part in parts[:-1]):
        if parts[i + 1].lower != point:
            continue  # a gap of the domain lies between
        sides = (parts[i], parts[i + 1]), (slopes[i], slopes[i + 1])
        line = _bend(notation, point, expression.subs(x, point), *sides, constants)
        if line is None:
            continue
        joined += [point] if line.step.rule == "smooth-join" else []
        yield line
    yield _summary(notation, slopes, joined, parts)


def _bend(
    notation: str,
    point: sp.Expr,
    here: sp.Expr,
    parts: tuple[Branch, Branch],
    slopes: tuple[Branch, Branch],
    constants: dict[sp.Symbol, sp.Rational],
) -> Line | None:
    """The line about one bend; None where the formulas have no value there."""
    values = [part.expression.subs(x, point) for part in parts]
    sides = [settle(slope.expression).subs(x, point) for slope in slopes]
    if not all(value.is_finite for value in (*values, *sides)):
        return None
    at = tex(point)
    if values[0] == values[1] != here:
        return _gap(notation, at, values[0], here)
    difference = sp.expand(values[0] - values[1])
    if difference != 0:
        return _jump(notation, at, values)
    left, right = (tex(side) for side in sides)
    gap = sp.expand(unfold(sides[0] - sides[1]).subs(constants))
    step = _join_step(notation, at, (left, right), gap)
    target = smooth_derivative(parts[0].expression).subs(x, point)
    return Line(step, sides[0], unfold(sides[0]), target)


def _gap(notation: str, at: str, limit: sp.Expr, here: sp.Expr) -> Line:
    step = Step(
        f"{notation}({at})",
        rf"{tex(here)} \ne {tex(limit)}",
        f"the value is not the limit: a gap, and no derivative at ${at}$",
        "jump",
    )
    return Line(step, here, here, here)


def _jump(notation: str, at: str, values: list[sp.Expr]) -> Line:
    left, right = (tex(value) for value in values)
    near = at if at.isalnum() else brackets(at)
    step = Step(
        f"{notation}({near}^{{-}})",
        rf"{left} \ne {right} = {notation}({near}^{{+}})",
        f"the limits from the left and from the right differ: a jump, and no derivative at ${at}$",
        "jump",
    )
    return Line(step, values[0], values[0], values[0])


def _join_step(notation: str, at: str, sides: tuple[str, str], gap: sp.Expr) -> Step:
    left, right = sides
    lhs, other = f"{notation}'_{{-}}({at})", f"{notation}'_{{+}}({at})"
    if gap == 0:
        why = f"both one-sided derivatives agree: the derivative exists at ${at}$"
        return Step(lhs, f"{left} = {other}", why, "smooth-join")
    if gap.is_number or gap.is_nonzero:
        why = f"the one-sided derivatives differ: a corner, and no derivative at ${at}$"
        return Step(lhs, rf"{left} \ne {right} = {other}", why, "kink")
    why = f"while ${other} = {right}$: {_when_equal(gap)}"
    return Step(lhs, left, why, "kink")


def _when_equal(gap: sp.Expr) -> str:
    letters = sorted(gap.free_symbols, key=lambda s: s.name)
    if len(letters) == 1 and gap.is_polynomial() and sp.degree(gap, letters[0]) == 1:
        slope, rest = sp.Poly(gap, letters[0]).all_coeffs()
        return f"a corner unless ${tex(letters[0])} = {tex(-rest / slope)}$"
    return "a corner unless these agree"


def _summary(
    notation: str, slopes: tuple[Branch, ...], joined: list[sp.Expr], parts: tuple[Branch, ...]
) -> Line:
    """The derivative of the whole, the bends left out where it does not exist."""
    cases = _even(slopes, joined)
    if cases is None:
        cases = sp.Piecewise(*((slope.expression, _condition(slope, joined)) for slope in slopes))
    text = tex(cases)
    if isinstance(cases, sp.Piecewise) and len(cases.args) == 1:
        ((value, condition),) = cases.args
        text = rf"{tex(value)} \text{{ for }} {tex(condition)}"
    step = Step(prime(notation), text, "all pieces together", "summary")
    target = sp.Piecewise(*((smooth_derivative(p.expression), p.condition) for p in parts))
    return Line(step, cases, unfold(cases), target)


def _even(slopes: tuple[Branch, ...], joined: list[sp.Expr]) -> sp.Expr | None:
    """One formula in |x| for two mirrored pieces that meet smoothly at 0."""
    if len(slopes) != 2 or joined != [sp.S.Zero]:
        return None
    left, right = (slope.expression for slope in slopes)
    if left != right.subs(x, -x):
        return None
    return right.subs(x, sp.Abs(x))


def _condition(slope: Branch, joined: list[sp.Expr]) -> sp.Basic:
    """The interval of a piece, with the ends at which the derivative exists."""
    above = x >= slope.lower if slope.lower in joined else x > slope.lower
    below = x <= slope.upper if slope.upper in joined else x < slope.upper
    return sp.And(
        sp.true if slope.lower == -sp.oo else above, sp.true if slope.upper == sp.oo else below
    )
