"""Properties of the values of a function and of its slope: bounded, positive, zero-centred."""

from __future__ import annotations

import sympy as sp

from symact.check.judge.assumptions import Assumptions
from symact.check.judge.facts import known, number_tex, order_of, range_in
from symact.check.judge.inequalities import range_on
from symact.check.judge.shape import Answer, Asked, Maybe, Rule, whether, whole
from symact.core.number import Number
from symact.derive.profile import End, Plateau, Points, Profile, RangeSet
from symact.derive.switches import value_at
from symact.kernel.signs import UndecidedError


def _range(p: Profile, asked: Asked) -> RangeSet:
    if asked.on is None:
        return range_in(p, 0)
    return range_on(asked.function, Assumptions(lower=asked.on[0], upper=asked.on[1]))


def _bounded(*names: str) -> Rule:
    def rule(p: Profile, asked: Asked) -> Answer:
        found = _range(p, asked)
        ends = {"below": found.infimum, "above": found.supremum}
        far = [name for name in names if not ends[name].number.is_finite]
        if far:
            return whether(False, f"it is not bounded {far[0]}")
        said = " and ".join(number_tex(ends[name].number) for name in names)
        return whether(True, f"by {said}")

    return rule


def _sign(side: int, *, strict: bool) -> Rule:
    """Positive (+1) or negative (-1), strictly or not."""

    def rule(p: Profile, asked: Asked) -> Answer:
        found = _range(p, asked)
        end = found.infimum if side > 0 else found.supremum
        sign = order_of(end.number, sp.S.Zero) * side
        holds = sign > 0 or (sign == 0 and (not strict or not end.attained))
        return whether(holds, "" if holds else _reached(end))

    return rule


def _reached(end: End) -> str:
    where = f" at x = {number_tex(end.at[0])}" if end.at else ""
    verb = "takes" if end.attained else "comes near"
    if not end.number.is_finite:
        return "it is not bounded on that side"
    return f"it {verb} the value {number_tex(end.number)}{where}"


def _centred(p: Profile, asked: Asked) -> Answer:
    """The range lies symmetrically about 0; where it holds 0 off its middle, that is open."""
    whole(asked)
    found = p.traits.get("zero_centred")
    if found is True:
        return whether(True)
    values = range_in(p, 0)
    low, high = (order_of(e.number, sp.S.Zero) for e in (values.infimum, values.supremum))
    if low >= 0 or high <= 0:
        side = "negative" if low >= 0 else "positive"
        return whether(False, f"it is never {side}")
    return Answer(Maybe.OPEN, "it takes both signs, and its range is not symmetric about 0")


def _saturates(*names: str) -> Rule:
    def rule(p: Profile, asked: Asked) -> Answer:
        whole(asked)
        found = [p.traits.get(f"saturates_{name}") for name in names]
        if None in found:
            raise UndecidedError("the limits are not decided")
        if all(found):
            return whether(True)
        if not any(found):
            return whether(False)
        side = names[found.index(True)]
        return Answer(Maybe.OPEN, f"it saturates on the {side} only")

    return rule


def _never_flat(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    flat, points = known(p, "plateaus"), known(p, "critical_points")
    if not isinstance(flat, tuple) or not isinstance(points, Points):
        raise UndecidedError("the zeros of the slope are not decided")
    if flat and isinstance(flat[0], Plateau):
        return whether(False, f"it is constant, at {number_tex(flat[0].value)}, on an interval")
    smooth = [point for point in points.points if point.where == "smooth"]
    if smooth:
        return whether(False, f"the derivative is 0 at x = {number_tex(smooth[0].at)}")
    if points.points or points.infinite:
        raise UndecidedError("the zeros of the slope lie at joins of pieces")
    return whether(True)


def _flat_far_out(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    found = known(p, "derivative_limits")
    ends = found if isinstance(found, tuple) else ()
    zero = [isinstance(n, Number) and n.exact == 0 for n in ends]
    if len(zero) == 2 and all(zero):
        return whether(True)
    if any(zero) or any(not isinstance(n, Number) for n in ends):
        return Answer(Maybe.OPEN, "the derivative tends to 0 on one side only")
    return whether(False, "the derivative does not tend to 0")


def _dies(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    found = p.traits.get("can_die")
    if not isinstance(found, bool):
        raise UndecidedError("the intervals on which it is constant are not decided")
    return whether(found, "it is constant out to an end of the line" if found else "")


def _through_origin(_: Profile, asked: Asked) -> Answer:
    value = value_at(asked.function, sp.S.Zero)
    if value is None:
        raise UndecidedError("it has no value at 0")
    return whether(value == 0, f"the value at 0 is {value}")


TABLE: dict[str, Rule] = {
    "bounded": _bounded("below", "above"),
    "bounded above": _bounded("above"),
    "bounded below": _bounded("below"),
    "positive": _sign(1, strict=True),
    "non negative": _sign(1, strict=False),
    "negative": _sign(-1, strict=True),
    "non positive": _sign(-1, strict=False),
    "zero centred": _centred,
    "saturates": _saturates("left", "right"),
    "saturates left": _saturates("left"),
    "saturates right": _saturates("right"),
    "gradient never vanishes": _never_flat,
    "gradient vanishes at infinity": _flat_far_out,
    "can die": _dies,
    "passes through the origin": _through_origin,
}
