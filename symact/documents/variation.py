"""Variation tables as lecturers draw them, from the proved course of a function."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from symact.core.activation import Activation
from symact.core.errors import SymactError
from symact.core.number import Number
from symact.derive.profile import Profile
from symact.derive.steps import named_constants
from symact.derive.variation import (
    UNDEFINED,
    UNKNOWN,
    ZERO,
    Course,
    Lane,
    Place,
    course,
)
from symact.documents.grounds import NO_LETTERS, Ground, Letters, ground
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import (
    Block,
    Document,
    Height,
    Line,
    Sign,
    Signs,
    Station,
    Variation,
    line,
    paragraph,
)
from symact.documents.reasons import lane_reason, piece_reasons, primed
from symact.documents.words import digits, equals, is_plain, listed, short

WIDEST = 4.0
PLACES = 4
SIGN = {1: "+", -1: "-", 0: "0", None: "unknown"}
ARROW = {1: "rise", -1: "fall", 0: "flat", None: "unknown"}


def variation_document(profile: Profile) -> Document:
    """A page with the variation table of an activation alone."""
    activation = profile.activation
    title = f"Variations of {activation.title}"
    return Document(title, tuple(variation_blocks(profile)))


def variation_blocks(profile: Profile) -> Iterator[Block]:
    """The table with its reasons; a sentence with the reason where there is none."""
    activation = profile.activation
    try:
        found = course(activation)
    except SymactError as error:
        yield paragraph(
            f"The variation table of ${activation.notation}$ is not known, because {error}."
        )
        return
    yield variation(found, activation.notation, letters=constant_letters(activation))
    for order, reason in found.missing:
        slope = primed(activation.notation, order)
        yield paragraph(f"The signs of ${slope}$ are not known, because {reason}.")


def variation(
    found: Course, name: str, *, letters: Letters = NO_LETTERS, with_notes: bool = True
) -> Variation:
    r"""The variation table of a course.

    Args:
        found: what is proved of the function, or of one of its derivatives.
        name: how the function is written.
        letters: what constants of many digits are called.
        with_notes: whether the reasons stand below the table as well as in its cells.

    Example:
        >>> from symact.activations import activation
        >>> table = variation(course(activation("relu")), "f")
        >>> table.points, table.arrows
        (('-\\infty', '0', '\\infty'), ('flat', 'rise'))
    """
    grounds = _grounds(found, letters)
    rows = tuple(
        Signs(f"{primed(name, order)}(x)", tuple(_cells(found, row, name, grounds)))
        for row, order in reversed(tuple(enumerate(found.orders)))
    )
    return Variation(
        points=tuple(cell_form(place.at) for place in found.places),
        signs=rows,
        label=f"{primed(name, found.order)}(x)",
        stations=stations(found),
        arrows=tuple(_arrow(lane) for lane in found.lanes),
        notes=tuple(_notes(found, name, grounds)) if with_notes else (),
    )


def constant_letters(activation: Activation) -> Letters:
    """The letters of the author's constants by their values, and by that of the product of two."""
    named = [(value, letter) for letter, value in named_constants(activation)]
    if len(named) == 2:
        (first, one), (second, other) = named
        named.append((first * second, one * other))
    return dict(named)


def cell_form(number: Number) -> str:
    """A number as it stands in a table: its closed form if that is narrow, else a few digits."""
    form = short(number)
    if is_plain(number) or (number.exact is not None and width(parse_math(form)) <= WIDEST):
        return form
    return digits(number, PLACES)


# -- rows of signs --------------------------------------------------------------------------

Grounds = dict[tuple[int, int], Ground]


def _grounds(found: Course, letters: Letters) -> Grounds:
    """The ground of each row on each piece, where it is known."""
    result: Grounds = {}
    for piece, local in enumerate(found.locals):
        for row, order in enumerate(found.orders):
            try:
                if local is not None:
                    result[row, piece] = ground(local, order, letters)
            except SymactError:
                continue
    return result


def _cells(found: Course, row: int, name: str, grounds: Grounds) -> Iterator[Sign]:
    order = found.orders[row]
    for index, place in enumerate(found.places):
        yield Sign(place.marks[row], _point_reason(place, row, primed(name, order)))
        if index < len(found.lanes):
            lane = found.lanes[index]
            own = None if lane.piece is None else grounds.get((row, lane.piece))
            yield Sign(_lane_kind(lane, row), _lane_reason(name, own, lane))


def _lane_kind(lane: Lane, row: int) -> str:
    return "gap" if lane.piece is None else SIGN[lane.signs[row]]


def _lane_reason(name: str, own: Ground | None, lane: Lane) -> Line:
    if lane.piece is None:
        return line(f"${name}$ has no values there")
    return () if own is None else line(lane_reason(name, own, lane))


def _point_reason(place: Place, row: int, slope: str) -> Line:
    where = equals("x", place.at)
    if place.marks[row] == ZERO:
        return line(f"${slope}$ vanishes at ${where}$")
    if place.marks[row] == UNDEFINED:
        return line(f"${slope}$ does not exist at ${where}$")
    if place.marks[row] == UNKNOWN:
        return line(f"whether ${slope}$ exists at ${where}$ is not known")
    return ()


# -- the row of arrows ----------------------------------------------------------------------


def _arrow(lane: Lane) -> str:
    return "gap" if lane.piece is None else ARROW[lane.signs[0]]


def stations(found: Course) -> tuple[Station, ...]:
    """What stands at each place, with the levels that the arrows join."""
    levels = _levels(found)
    result = []
    for index, place in enumerate(found.places):
        before = levels[index - 1][1] if index else None
        after = levels[index][0] if index < len(levels) else None
        result.append(_station(place, before, after))
    return tuple(result)


def _station(place: Place, before: float | None, after: float | None) -> Station:
    level = next((v for v in (before, after) if v is not None), 0.5)
    left = _height(place.left, before) if before is not None else None
    right = _height(place.right, after) if after is not None else None
    if not place.is_break and not place.is_defined:
        return Station(left=left, right=right)
    if not place.is_defined:
        return Station("undefined", left, None, right)
    if place.is_continuous:
        return Station(value=_height(place.value, level))
    value = None
    if place.value is not None and all(
        n is None or n.decimal != place.value.decimal for n in (place.left, place.right)
    ):
        value = _height(place.value, 0.5)
    return Station("jump", left, value, right)


def _height(number: Number | None, level: float | None) -> Height:
    return Height("?" if number is None else cell_form(number), 0.5 if level is None else level)


def _levels(found: Course) -> list[tuple[float, float] | tuple[None, None]]:
    """The levels at which the arrow of each lane starts and ends; none in a gap.

    Neighbouring lanes on which a continuous function never turns share one slope from the bottom
    to the top, or back.
    """
    result: list[tuple[float, float] | tuple[None, None]] = []
    for chain in _chains(found):
        lanes = [found.lanes[i] for i in chain]
        if lanes[0].piece is None:
            result.append((None, None))
            continue
        steps = [lane.signs[0] or 0 for lane in lanes]
        total = sum(map(abs, steps))
        level = 0.0 if sum(steps) > 0 else 1.0 if total else _rest(found, chain)
        for step in steps:
            after = level + step / total if total else level
            result.append((level, after))
            level = after
    return result


def _chains(found: Course) -> Iterator[list[int]]:
    """The numbers of the lanes on which a continuous function does not turn, as long as may be."""
    chain: list[int] = [0]
    for index, (before, after) in enumerate(pairwise(found.lanes), start=1):
        signs = {found.lanes[i].signs[0] for i in chain} | {after.signs[0]}
        turns = {1, -1} <= signs or None in signs
        gap = before.piece is None or after.piece is None
        if turns or gap or not found.places[index].is_continuous:
            yield chain
            chain = []
        chain.append(index)
    yield chain


def _rest(found: Course, chain: Sequence[int]) -> float:
    """The level of a function that is constant between two jumps."""
    own = found.places[chain[0]].right
    others = [found.places[chain[0]].left, found.places[chain[-1] + 1].right]
    if own is None:
        return 0.5
    known = [n for n in others if n is not None]
    if not known:
        return 0.5
    below = sum(_decimal(n) < _decimal(own) for n in known)
    return below / len(known)


def _decimal(number: Number) -> Decimal:
    return Decimal(number.decimal.replace("oo", "Infinity"))


# -- notes ----------------------------------------------------------------------------------


def _notes(found: Course, name: str, grounds: Grounds) -> Iterator[Line]:
    """The reasons: for each row and piece, then for each place where something breaks."""
    alone = len(found.locals) == 1
    for row in range(len(found.orders)):
        for piece in range(len(found.locals)):
            own = grounds.get((row, piece))
            if own is not None and any(lane.piece == piece for lane in found.lanes):
                yield line(piece_reasons(name, own, alone=alone))
    if found.period is not None:
        grown = found.growth is not None and found.growth.decimal.strip("-0.")
        rest = f", in which it grows by ${short(found.growth)}$" if found.growth and grown else ""
        yield line(f"The table shows one period, of length ${short(found.period)}${rest}.")
    for place in found.places:
        words = break_words(place, name, found)
        if words:
            yield line(words)


def break_words(place: Place, name: str, found: Course, rows: Sequence[int] = ()) -> str:
    """What happens at a break, where something does; about some rows of signs, or about all."""
    if not place.is_break:
        return ""
    shown, where = primed(name, found.order), equals("x", place.at)
    gone = [
        f"${primed(name, order)}$"
        for row, (order, mark) in enumerate(zip(found.orders, place.marks, strict=True))
        if mark == UNDEFINED and (not rows or row in rows)
    ]
    if place.is_continuous:
        verb = "does" if len(gone) == 1 else "do"
        if place.value is None or not gone:
            return ""
        height = short(place.value)
        return f"At ${where}$ the value is ${height}$, but {listed(gone)} {verb} not exist there."
    sides = [
        f"${short(limit)}$ from the {side}"
        for side, limit in (("left", place.left), ("right", place.right))
        if limit is not None
    ]
    tends = f" tends to {listed(sides)}, and" if sides else ""
    value = "has no value" if place.value is None else f"has the value ${short(place.value)}$"
    return f"At ${where}$ the function ${shown}${tends} {value}."
