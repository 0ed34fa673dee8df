"""The short proofs of a card: the signs of a derivative, the table they give, and what follows."""

from collections.abc import Iterator, Sequence

from symact.core.number import Number
from symact.core.typeset import tex
from symact.derive.arguments import Argument, Factor, SlopePiece, argument, slope_pieces
from symact.derive.profile import MonotonePiece, Profile, RangeSet
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import Block, Display, Line, Statement, Table, line, paragraph
from symact.documents.words import equals, listed, open_stretch, short

WIDEST = 30.0
MOST_PIECES = 4
ARROWS = {1: r"\nearrow", -1: r"\searrow", 0: r"\rightarrow"}
SIGNS = {1: "+", -1: "-", 0: "0"}


def range_proof(profile: Profile) -> Iterator[Block]:
    """Why the range is what it is; nothing where a field that it needs is unknown."""
    name = profile.activation.notation
    pieces, values = profile.monotone_pieces, profile.range
    if pieces is None or values is None or profile.kinks is None or len(pieces) > MOST_PIECES:
        return
    if all(piece.direction == 0 for piece in pieces):
        yield _proof(
            paragraph(f"On each piece ${name}$ is constant, so it takes these values only.")
        )
        return
    limits, heights = profile.limits, _heights(profile, pieces)
    if limits is None or None in limits or heights is None:
        return
    stations = [n for n in (limits[0], *(h for h, _ in heights), limits[1]) if n is not None]
    table = _tableau(
        name, pieces, [p.interval.upper for p in pieces[:-1]], stations, [m for _, m in heights]
    )
    found = argument(profile.activation, 1)
    reason = (
        list(_signs(found, f"{name}'(x)"))
        if found is not None
        else [paragraph(f"The formula for ${name}'$ gives its signs piece by piece:")]
    )
    yield _proof(*reason, table, paragraph(_conclusion(name, values)))


def gradient_proof(profile: Profile) -> Iterator[Block]:
    """Why the largest and the smallest gradient are what they are."""
    name = profile.activation.notation
    limits, values = profile.derivative_limits, profile.derivative_range
    if limits is None or values is None or profile.kinks is None:
        return
    found = argument(profile.activation, 2)
    if found is None:
        pieces = slope_pieces(profile.activation)
        words = None if pieces is None else _by_pieces(profile, pieces)
        if words is not None:
            yield _proof(paragraph(words))
        return
    if None in limits:
        return
    if not found.zeros:
        left, right = (short(n) for n in limits if n is not None)
        verb = "rises" if found.signs[0] > 0 else "falls"
        yield _proof(
            *_signs(found, f"{name}''(x)"),
            paragraph(
                rf"Hence ${name}'$ {verb} strictly from the limit ${left}$ as $x \to -\infty$ to "
                rf"the limit ${right}$ as $x \to \infty$, and attains neither."
            ),
        )
        return
    known = {p.decimal: e.number for e in (values.infimum, values.supremum) for p in e.at}
    between = [known.get(zero.decimal) for zero in found.zeros]
    if None in between:
        yield _proof(*_signs(found, f"{name}''(x)"))
        return
    stations = [n for n in (limits[0], *between, limits[1]) if n is not None]
    yield _proof(
        *_signs(found, f"{name}''(x)"),
        _tableau(f"{name}'", found.signs, found.zeros, stations, ["$0$"] * len(between)),
        paragraph(_reading(name, values)),
    )


def _proof(*body: Block) -> Statement:
    return Statement("proof", body)


# -- signs ----------------------------------------------------------------------------------


def _signs(found: Argument, slope: str) -> Iterator[Block]:
    """The derivative in factors, and where it vanishes."""
    factored = tex(found.factored)
    if width(parse_math(factored)) > WIDEST:
        yield paragraph(_vanishing(found, slope))
        return
    if not found.factored.free_symbols:
        yield paragraph(f"${slope} = {factored}$ for every $x$.")
        return
    yield paragraph("In factors,")
    yield Display(f"{slope} = {factored}{'.' if found.zeros else ','}")
    if not found.zeros:
        sign = "positive" if found.signs[0] > 0 else "negative"
        why = ", since every term is positive" if found.plain and found.signs[0] > 0 else ""
        yield paragraph(f"which is {sign} for every $x${why}.")
        return
    yield paragraph(" ".join(_factor_words(factor) for factor in found.changing))


def _vanishing(found: Argument, slope: str) -> str:
    if not found.zeros:
        return f"${slope}$ is {'positive' if found.signs[0] > 0 else 'negative'} for every $x$."
    return f"${slope}$ vanishes only {_at(found.zeros)}, and has these signs:"


def _factor_words(factor: Factor) -> str:
    shown = tex(factor.expression)
    if factor.slope is None:
        return f"Only the factor ${shown}$ changes its sign, {_at(factor.zeros)}:"
    verb, sign = ("rises", ">") if factor.rises else ("falls", "<")
    slope = tex(factor.slope)
    return (
        f"Only the factor ${shown}$ changes its sign: it {verb} strictly, with slope "
        f"${slope} {sign} 0$, and vanishes {_at(factor.zeros)}."
    )


def _at(zeros: Sequence[Number]) -> str:
    return "at " + listed([f"${equals('x', zero)}$" for zero in zeros])


# -- the table of signs and arrows ------------------------------------------------------------


def _heights(profile: Profile, pieces: Sequence[MonotonePiece]) -> list[tuple[Number, str]] | None:
    """The value at each end between two pieces, and the slope there; None where f jumps."""
    kinks = profile.kinks or ()
    if any(k.smoothness < 0 for k in kinks) or profile.local_extrema is None:
        return None
    found: dict[str, tuple[Number, str]] = {}
    for points in (profile.local_extrema, profile.critical_points):
        for point in () if points is None else points.points:
            found[point.at.decimal] = (point.value, "$0$" if point.where == "smooth" else "none")
    for kink in kinks:
        if kink.value is not None:
            slope = kink.derivative_left if kink.smoothness >= 1 else None
            shown = "none" if slope is None else f"${short(slope)}$"
            found[kink.at.decimal] = (kink.value, shown)
    ends = [found.get(piece.interval.upper.decimal) for piece in pieces[:-1]]
    return None if None in ends else [end for end in ends if end is not None]


def _tableau(
    name: str,
    pieces: Sequence[MonotonePiece] | Sequence[int],
    ends: Sequence[Number],
    stations: Sequence[Number],
    slopes: Sequence[str],
) -> Table:
    """The variation table: *stations* are the values or limits at the ends of the pieces."""
    directions = [p.direction if isinstance(p, MonotonePiece) else p for p in pieces]
    head: list[Line] = [line("$x$"), line(r"$-\infty$")]
    sign: list[Line] = [line(f"${name}'(x)$"), ()]
    course: list[Line] = [line(f"${name}(x)$"), line(f"${short(stations[0])}$")]
    for i, direction in enumerate(directions):
        last = i + 1 == len(directions)
        head += [(), line(r"$\infty$" if last else f"${short(ends[i])}$")]
        sign += [line(f"${SIGNS[direction]}$"), () if last else line(slopes[i])]
        course += [line(f"${ARROWS[direction]}$"), line(f"${short(stations[i + 1])}$")]
    return Table(tuple(head), (tuple(sign), tuple(course)))


# -- conclusions ----------------------------------------------------------------------------


def _conclusion(name: str, values: RangeSet) -> str:
    """From the table to the range: continuity fills the gaps, and limits are not reached."""
    words = f"Since ${name}$ is continuous, it takes every value between those in the table"
    return words + _missed(values)


def _reading(name: str, values: RangeSet) -> str:
    """From the table of f' to its extreme values."""
    label = {
        (True, True): "the largest and the smallest value",
        (False, True): "the largest value",
        (True, False): "the smallest value",
    }.get((values.infimum.attained, values.supremum.attained), "the course")
    rest = _missed(values).replace(", and only", "; it only")
    return f"The table shows {label} of ${name}'$" + rest


def _missed(values: RangeSet) -> str:
    ends = [e for e in (values.infimum, values.supremum) if e.number.is_finite]
    missed = [f"${short(e.number)}$" for e in ends if not e.attained]
    if not missed:
        return "."
    return f", and only approaches {listed(missed)}."


def _by_pieces(profile: Profile, pieces: Sequence[SlopePiece]) -> str | None:
    """The course of the derivative, piece by piece, in one sentence."""
    limits = profile.derivative_limits
    kinks = {k.at.decimal: k for k in profile.kinks or ()}
    if limits is None:
        return None
    parts = []
    for piece in pieces:
        left = (
            kinks[piece.lower.decimal].derivative_right
            if piece.lower.decimal in kinks
            else limits[0]
        )
        right = (
            kinks[piece.upper.decimal].derivative_left
            if piece.upper.decimal in kinks
            else limits[1]
        )
        if left is None or right is None:
            return None
        where = f"for ${open_stretch(piece.lower, piece.upper)}$"
        if piece.direction == 0:
            parts.append(f"is ${short(left)}$ {where}")
        else:
            verb = "rises" if piece.direction > 0 else "falls"
            parts.append(f"{verb} from ${short(left)}$ to ${short(right)}$ {where}")
    return f"By its formula the derivative {listed(parts)}."
