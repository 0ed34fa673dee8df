"""Properties of how smooth a function is: continuous, differentiable, of class C^k."""

from __future__ import annotations

from symact.check.judge.enclosures import is_smooth_near
from symact.check.judge.facts import Match, exact_of, known, match, number_tex, order_of
from symact.check.judge.shape import Answer, Asked, Maybe, Rule, whether, whole
from symact.core.activation import x
from symact.derive.profile import Kink, Profile
from symact.kernel.balls import enclose, precision
from symact.kernel.signs import UndecidedError

_EDGES = ("hole", "edge")


def _kinks(p: Profile) -> tuple[Kink, ...]:
    found = known(p, "kinks")
    if not isinstance(found, tuple):
        raise UndecidedError("it is not decided which places are kinks")
    return found


def _said(kink: Kink) -> str:
    place = f"at x = {number_tex(kink.at)}"
    if kink.smoothness < 0:
        return f"{place} it jumps"
    left, right = kink.derivative_left, kink.derivative_right
    if left is not None and right is not None and kink.smoothness == 0:
        both = f"{number_tex(left)} and {number_tex(right)}"
        return f"{place} the one-sided derivatives are {both}"
    return f"{place} it is of class C^{kink.smoothness}"


def _class(least: int) -> Rule:
    """Of class C^least everywhere; -1 for infinitely often differentiable."""

    def rule(p: Profile, asked: Asked) -> Answer:
        whole(asked)
        kinks = _kinks(p)
        level = float("inf") if least < 0 else least
        for kink in kinks:
            if kink.kind in _EDGES or (kink.value is None and kink.smoothness < 0):
                continue
            if kink.smoothness < level:
                return whether(False, _said(kink))
        if any(kink.kind in _EDGES or kink.value is None for kink in kinks) or len(p.domain) != 1:
            return Answer(Maybe.OPEN, "it is not defined on the whole line")
        return whether(True)

    return rule


def _smooth(p: Profile, asked: Asked) -> Answer:
    """Of class C^oo; of what is C^1 only, people say it too."""
    found = _class(-1)(p, asked)
    if found.holds is Maybe.NO and _class(1)(p, asked).holds is Maybe.YES:
        return Answer(Maybe.OPEN, f"it is C^1, and not infinitely smooth: {found.why}")
    return found


def _differentiable(p: Profile, asked: Asked) -> Answer:
    if asked.argument is None:
        # A kink of class 1 or more has a derivative.
        return _class(1)(p, asked)
    for kink in _kinks(p):
        how = match(kink.at, asked.argument)
        if how is Match.OPEN:
            raise UndecidedError("it is not decided which place is meant")
        if how is not Match.APART:
            if kink.kind in _EDGES or kink.period is not None:
                raise UndecidedError("the function ends at that place")
            return whether(kink.smoothness >= 1, _said(kink))
    with precision(128):
        if is_smooth_near(asked.function, {x: enclose(exact_of(asked.argument))}):
            return whether(True)
    raise UndecidedError(f"it is not decided at x = {asked.argument}")


def _continuous(p: Profile, asked: Asked) -> Answer:
    if asked.argument is None:
        return _class(0)(p, asked)
    for kink in _kinks(p):
        how = match(kink.at, asked.argument)
        if how is Match.OPEN:
            raise UndecidedError("it is not decided which place is meant")
        if how is not Match.APART:
            if kink.kind in _EDGES or kink.value is None or kink.period is not None:
                raise UndecidedError("the function has no value at that place")
            return whether(kink.smoothness >= 0, _said(kink))
    return _differentiable(p, asked)


def _lipschitz(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    number = p.lipschitz
    if number is None:
        raise UndecidedError(p.reasons.get("lipschitz") or "the slope is not bounded by proof")
    right = f"the least constant is {number_tex(number)}"
    if asked.argument is None:
        return whether(number.is_finite, right if number.is_finite else "its slope is unbounded")
    how = match(number, asked.argument)
    if how is Match.OPEN:
        raise UndecidedError(right)
    if how is not Match.APART:
        return whether(True)
    return whether(order_of(number, exact_of(asked.argument)) < 0, right)


def _least_lipschitz(p: Profile, asked: Asked) -> Answer:
    """The least constant of all: a greater one is valid, and not the least."""
    found = _lipschitz(p, asked)
    if found.holds is Maybe.YES and found.why and asked.argument is not None:
        return Answer(Maybe.OPEN, found.why)
    return found


TABLE: dict[str, Rule] = {
    "continuous": _continuous,
    "continuous at": _continuous,
    "differentiable": _differentiable,
    "differentiable at": _differentiable,
    "smooth": _smooth,
    "c0": _class(0),
    "c1": _class(1),
    "c2": _class(2),
    "c3": _class(3),
    "twice differentiable": _class(2),
    "c oo": _class(-1),
    "lipschitz": _lipschitz,
    "lipschitz constant": _least_lipschitz,
}
