"""Properties of the course of a function: monotone, convex, odd, injective, linear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, final

import sympy as sp

from symact.check.judge.facts import known, number_tex, order_of
from symact.core.activation import x
from symact.core.number import Interval, Number
from symact.core.verdict import Status
from symact.derive.profile import ConvexPieces, MonotonePieces, Plateau, Profile, RangeSet
from symact.derive.regions import ANGLES, sine_cycle
from symact.derive.switches import put
from symact.derive.verdicts import WHOLE_LINE, identity_verdict
from symact.kernel.signs import UndecidedError


class Maybe(Enum):
    """A proved yes, a proved no, or neither."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@final
@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a property holds, and why or where."""

    holds: Maybe
    why: str = ""


@final
@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a function.

    Attributes:
        on: an open interval, or None for the whole line.
        argument: the number that goes with the property.
    """

    function: sp.Expr
    on: tuple[sp.Expr, sp.Expr] | None = None
    argument: sp.Expr | str | None = None


Rule: TypeAlias = Callable[[Profile, Asked], Answer]


def whether(holds: bool, why: str = "") -> Answer:
    """A proved answer."""
    return Answer(Maybe.YES if holds else Maybe.NO, why)


def whole(asked: Asked) -> None:
    """Refuse a question about a part of the line.

    Raises:
        UndecidedError: for one.
    """
    if asked.on is not None:
        raise UndecidedError("the property is decided for the whole line only")


def _text(p: Profile, name: str) -> str:
    found = known(p, name)
    if not isinstance(found, str):
        raise UndecidedError(f"the field {name} is not decided")
    return found


RISING = {"strictly increasing": 2, "nondecreasing": 1, "constant": 0}
FALLING = {"strictly decreasing": 2, "nonincreasing": 1, "constant": 0}


def _monotone(p: Profile, asked: Asked) -> Answer:
    if asked.on is not None:
        return _or(_directed(1, weak=True)(p, asked), _directed(-1, weak=True)(p, asked))
    found = _text(p, "monotone")
    return whether(found != "none", _turns(p) if found == "none" else f"it is {found}")


def _or(one: Answer, other: Answer) -> Answer:
    for answer in (one, other):
        if answer.holds is Maybe.YES:
            return answer
    return other if one.holds is Maybe.NO else one


def _turns(p: Profile) -> str:
    """Where the direction changes, in words."""
    words = {1: "rises", -1: "falls", 0: "is constant"}
    found = p.monotone_pieces
    if not isinstance(found, MonotonePieces) or found.infinite or not 1 < len(found.pieces) <= 4:
        return "it rises and falls"
    return "it " + " and ".join(
        f"{words[piece.direction]} for {_where(piece.interval)}" for piece in found.pieces
    )


def _where(interval: Interval) -> str:
    lower, upper = (_short(n) for n in (interval.lower, interval.upper))
    if not interval.lower.is_finite:
        return f"x < {upper}" if interval.upper.is_finite else "all x"
    return f"{lower} < x < {upper}" if interval.upper.is_finite else f"x > {lower}"


def _short(number: Number) -> str:
    """A number in a sentence: a short closed form, or ten digits."""
    if number.exact is not None and (number.exact.is_Rational or not number.decimal):
        return str(number.exact)
    return number.decimal[: 11 + number.decimal.startswith("-")] or number_tex(number)


def _directed(side: int, *, weak: bool, strict: bool = False) -> Rule:
    """Rising (+1) or falling (-1): strictly, or with a note where it is not strict."""

    def rule(p: Profile, asked: Asked) -> Answer:
        if asked.on is not None:
            return _directed_on(p, asked, side, (weak, strict))
        found = _text(p, "monotone")
        grade = (RISING if side > 0 else FALLING).get(found)
        if grade is None:
            return whether(False, _turns(p) if found == "none" else f"it is {found}")
        if grade == 2:
            return whether(True)
        if strict:
            return whether(False, f"it is {found}, and constant somewhere")
        if grade == 0 and not weak:
            return Answer(Maybe.OPEN, "it is constant")
        return whether(True, "" if weak else "not strictly")

    return rule


def _directed_on(p: Profile, asked: Asked, side: int, kind: tuple[bool, bool]) -> Answer:
    found = known(p, "monotone_pieces")
    if not isinstance(found, MonotonePieces) or found.infinite:
        raise UndecidedError("the intervals on which it is monotone are not decided")
    words = {1: "rises", -1: "falls", 0: "is constant"}
    for piece in found.pieces:
        if _covers(piece.interval, asked):
            weak, strict = kind
            if piece.direction == 0 and not (weak or strict):
                return Answer(Maybe.OPEN, "it is constant there")
            right = piece.direction == side or (piece.direction == 0 and weak)
            return whether(right, "" if right else f"it {words[piece.direction]} there")
    for piece in found.pieces:
        if piece.direction == -side and _overlaps(piece.interval, asked):
            return whether(False, f"it {words[-side]} for {_where(piece.interval)}")
    raise UndecidedError("the interval is made of several pieces")


def _covers(interval: Interval, asked: Asked) -> bool:
    lower, upper = asked.on or WHOLE_LINE
    return order_of(interval.lower, lower) <= 0 <= order_of(interval.upper, upper)


def _overlaps(interval: Interval, asked: Asked) -> bool:
    lower, upper = asked.on or WHOLE_LINE
    return order_of(interval.lower, upper) < 0 < order_of(interval.upper, lower)


def _strictly(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    found = _text(p, "monotone")
    return whether(found.startswith("strictly"), _turns(p) if found == "none" else f"it is {found}")


def _bent(shape: str) -> Rule:
    def rule(p: Profile, asked: Asked) -> Answer:
        if asked.on is not None:
            return _bent_on(p, asked, shape)
        found = _text(p, "convex")
        return whether(found in {shape, "affine"}, f"it is {found}" if found != shape else "")

    return rule


def _bent_on(p: Profile, asked: Asked, shape: str) -> Answer:
    found = known(p, "convex_pieces")
    if not isinstance(found, ConvexPieces) or found.infinite:
        raise UndecidedError("the intervals on which it is convex are not decided")
    for piece in found.pieces:
        if _covers(piece.interval, asked):
            return whether(piece.shape in {shape, "affine"}, f"it is {piece.shape} there")
    for piece in found.pieces:
        if piece.shape not in {shape, "affine"} and _overlaps(piece.interval, asked):
            return whether(False, f"it is {piece.shape} for {_where(piece.interval)}")
    raise UndecidedError("the interval is made of several pieces")


def _parity(name: str) -> Rule:
    def rule(p: Profile, asked: Asked) -> Answer:
        whole(asked)
        found = _text(p, "symmetry")
        values = known(p, "range")
        ends = (values.infimum, values.supremum) if isinstance(values, RangeSet) else ()
        if ends and all(end.number.exact == 0 for end in ends):
            return whether(True, "it is 0")
        return whether(found == name, f"it is {found}" if found != "none" else "")

    return rule


def _linear(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    found = _text(p, "convex")
    if found != "affine":
        return whether(False)
    crossing = asked.function.xreplace({x: sp.S.Zero})
    return whether(True, "" if crossing == 0 else "a line that does not pass through the origin")


def _injective(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    found = _text(p, "monotone")
    if found.startswith("strictly"):
        return whether(True, f"it is {found}")
    flat = known(p, "plateaus")
    if isinstance(flat, tuple) and any(isinstance(each, Plateau) for each in flat):
        return whether(False, "it is constant on an interval")
    jumps = any(k.smoothness < 0 for k in p.kinks) if p.kinks is not None else True
    if found == "none" and not jumps and len(p.domain) == 1:
        return whether(False, _turns(p))
    raise UndecidedError("it is not decided whether a value is taken twice")


def _periodic(p: Profile, asked: Asked) -> Answer:
    whole(asked)
    f = asked.function
    if f.has(*ANGLES):
        cycle = sine_cycle(f)
        if cycle is not None and cycle[1] == 0:
            moved = put(f, {x: x + cycle[0]})
            if identity_verdict(f, moved, WHOLE_LINE).status is Status.PROVED:
                return whether(True, f"its period divides {cycle[0]}")
    found = _text(p, "monotone")
    if found not in {"none", "constant"}:
        return whether(False, f"it is {found}")
    ends = known(p, "limits")
    if found == "none" and isinstance(ends, tuple) and any(isinstance(e, Number) for e in ends):
        return whether(False, "it has a limit at infinity and is not constant")
    raise UndecidedError("a period is neither found nor excluded")


TABLE: dict[str, Rule] = {
    "monotone": _monotone,
    "strictly monotone": _strictly,
    "increasing": _directed(1, weak=False),
    "decreasing": _directed(-1, weak=False),
    "nondecreasing": _directed(1, weak=True),
    "nonincreasing": _directed(-1, weak=True),
    "strictly increasing": _directed(1, weak=False, strict=True),
    "strictly decreasing": _directed(-1, weak=False, strict=True),
    "convex": _bent("convex"),
    "concave": _bent("concave"),
    "odd": _parity("odd"),
    "even": _parity("even"),
    "linear": _linear,
    "injective": _injective,
    "periodic": _periodic,
}
