"""Conditions of piecewise functions, each branch with the region on which it really holds."""

from collections.abc import Callable
from typing import TypeAlias

import sympy as sp

from symact.core.typeset_order import is_constant

Printer: TypeAlias = Callable[[sp.Expr], str]

RELATIONS: dict[type, str] = {
    sp.StrictGreaterThan: ">",
    sp.GreaterThan: r"\ge",
    sp.StrictLessThan: "<",
    sp.LessThan: r"\le",
    sp.Equality: "=",
    sp.Unequality: r"\ne",
}

_HALF_LINES: dict[type, Callable[[sp.Expr], sp.Set]] = {
    sp.StrictGreaterThan: lambda a: sp.Interval.open(a, sp.oo),
    sp.GreaterThan: lambda a: sp.Interval(a, sp.oo),
    sp.StrictLessThan: lambda a: sp.Interval.open(-sp.oo, a),
    sp.LessThan: lambda a: sp.Interval(-sp.oo, a),
    sp.Equality: sp.FiniteSet,
    sp.Unequality: lambda a: sp.Union(sp.Interval.open(-sp.oo, a), sp.Interval.open(a, sp.oo)),
}


def region(condition: sp.Basic) -> sp.Set | None:
    """The set of numbers that satisfy a condition on one letter; None where it is not so simple.

    Example:
        >>> x = sp.Symbol("x", real=True)
        >>> region(sp.And(x > -3, x <= 3))
        Interval.Lopen(-3, 3)
    """
    if condition == sp.true:
        return sp.S.Reals
    if condition == sp.false:
        return sp.S.EmptySet
    if isinstance(condition, (sp.And, sp.Or)):
        parts = [region(part) for part in condition.args]
        if None in parts:
            return None
        return (sp.Intersection if isinstance(condition, sp.And) else sp.Union)(*parts)
    if type(condition) not in RELATIONS:
        return None
    if condition.lhs.is_number:
        condition = condition.reversed
    if not condition.lhs.is_Symbol or not condition.rhs.is_number:
        return None
    return _HALF_LINES[type(condition)](condition.rhs)


def phrases(branches: tuple[tuple[sp.Expr, sp.Basic], ...], show: Printer) -> list[str]:
    r"""The phrase that stands beside each branch, such as ``\text{if } x > 0``."""
    letters = sorted(
        {s for _, condition in branches for s in condition.free_symbols}, key=lambda s: s.name
    )
    regions = [region(condition) for _, condition in branches]
    if len(letters) == 1 and None not in regions:
        return [_if(_set_phrase(part, letters[0], show)) for part in _disjoint(regions)]
    return [_loose(branches, i, show) for i in range(len(branches))]


def _disjoint(regions: list[sp.Set]) -> list[sp.Set]:
    left: sp.Set = sp.S.Reals
    result = []
    for part in regions:
        result.append(sp.Intersection(left, part))
        left = sp.Complement(left, part)
    return result


def _if(phrase: str | None) -> str:
    return r"\text{otherwise}" if phrase is None else rf"\text{{if }} {phrase}"


def _loose(branches: tuple[tuple[sp.Expr, sp.Basic], ...], i: int, show: Printer) -> str:
    condition = branches[i][1]
    if condition != sp.true:
        return _if(condition_phrase(condition, show))
    if i == 1 and type(branches[0][1]) in RELATIONS:
        return _if(condition_phrase(branches[0][1].negated, show))
    return _if(None)


def _set_phrase(part: sp.Set, letter: sp.Symbol, show: Printer) -> str | None:
    name = show(letter)
    if isinstance(part, sp.FiniteSet):
        return r" \text{ or } ".join(f"{name} = {show(a)}" for a in sorted(part.args))
    if isinstance(part, sp.Union):
        hole = sp.Complement(sp.S.Reals, part)
        if isinstance(hole, sp.FiniteSet) and len(hole.args) == 1:
            return rf"{name} \ne {show(hole.args[0])}"
        phrases_ = [_set_phrase(piece, letter, show) for piece in _by_place(part.args)]
        return None if None in phrases_ else r" \text{ or } ".join(p or "" for p in phrases_)
    if not isinstance(part, sp.Interval) or part == sp.S.Reals:
        return None
    below = "<" if part.left_open else r"\le"
    above = "<" if part.right_open else r"\le"
    if part.end == sp.oo:
        relation = ">" if part.left_open else r"\ge"
        return f"{name} {relation} {show(part.start)}"
    if part.start == -sp.oo:
        return f"{name} {above} {show(part.end)}"
    return f"{show(part.start)} {below} {name} {above} {show(part.end)}"


def _by_place(pieces: tuple[sp.Set, ...]) -> list[sp.Set]:
    return sorted(pieces, key=lambda piece: piece.inf)


def condition_phrase(condition: sp.Basic, show: Printer) -> str:
    """A condition as it is written, without regard to other branches."""
    if isinstance(condition, (sp.And, sp.Or)):
        word = r" \text{ and } " if isinstance(condition, sp.And) else r" \text{ or } "
        part = region(condition)
        letters = list(condition.free_symbols)
        if part is not None and len(letters) == 1:
            phrase = _set_phrase(part, letters[0], show)
            if phrase is not None:
                return phrase
        return word.join(condition_phrase(a, show) for a in condition.args)
    if type(condition) in RELATIONS:
        if is_constant(condition.lhs) and not is_constant(condition.rhs):
            condition = condition.reversed
        if (-condition.lhs).is_Symbol:
            # As SymPy sorts it, -x > a is written for x < -a.
            condition = condition.reversedsign
        return f"{show(condition.lhs)} {RELATIONS[type(condition)]} {show(condition.rhs)}"
    return r"\text{always}" if condition == sp.true else r"\text{never}"
