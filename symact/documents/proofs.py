"""The short proofs of a card: the signs of a derivative, the table they give, and what follows."""

from collections.abc import Iterator, Sequence

from symact.core.errors import SymactError
from symact.core.number import Number
from symact.core.typeset import tex
from symact.derive.arguments import Argument, Factor, SlopePiece, argument, slope_pieces
from symact.derive.profile import Profile, RangeSet
from symact.derive.variation import course
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import Block, Display, Statement, Variation, paragraph
from symact.documents.variation import constant_letters, variation
from symact.documents.words import equals, listed, open_stretch, short

WIDEST = 30.0
MOST_PIECES = 4


def range_proof(profile: Profile) -> Iterator[Block]:
    """Why the range is what it is; nothing where a field that it needs is unknown."""
    name = profile.activation.notation
    monotone, values = profile.monotone_pieces, profile.range
    if monotone is None or monotone.infinite or values is None or profile.kinks is None:
        return
    pieces = monotone.pieces
    if len(pieces) > MOST_PIECES:
        return
    if all(piece.direction == 0 for piece in pieces):
        yield _proof(
            paragraph(f"On each piece ${name}$ is constant, so it takes these values only.")
        )
        return
    limits = profile.limits
    if limits is None or None in limits or any(k.smoothness < 0 for k in profile.kinks):
        return
    table = _table(profile, 0)
    if table is None:
        return
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
    table = _table(profile, 1)
    if table is None:
        yield _proof(*_signs(found, f"{name}''(x)"))
        return
    yield _proof(*_signs(found, f"{name}''(x)"), table, paragraph(_reading(name, values)))


def _table(profile: Profile, order: int) -> Variation | None:
    """The variation table of a derivative with the signs of the next; None where it is unknown."""
    try:
        found = course(profile.activation, order=order, depth=1)
    except SymactError:
        return None
    letters = constant_letters(profile.activation)
    return variation(found, profile.activation.notation, letters=letters, with_notes=False)


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
