"""The argument a lecturer would write, one level deep: domain, signs, limits, and what follows."""

from collections.abc import Iterator

from symact.core.errors import SymactError
from symact.core.typeset import tex
from symact.derive.profile import End, Points, Profile
from symact.derive.steps import named_constants
from symact.derive.variation import Course, course
from symact.documents.approach import limit_words
from symact.documents.card import definition
from symact.documents.grounds import Ground, ground
from symact.documents.model import (
    Block,
    Display,
    Document,
    Heading,
    Items,
    Line,
    line,
    paragraph,
)
from symact.documents.reasons import piece_reasons, primed
from symact.documents.variation import break_words, constant_letters, variation
from symact.documents.words import attained, equals, full, listed, settings, union

SYMMETRY = {
    "even": "${0}(-x) = {0}(x)$ identically: the function is even, and its graph is symmetric "
    "about the vertical axis.",
    "odd": "${0}(-x) = -{0}(x)$ identically: the function is odd, and its graph is symmetric "
    "about the origin.",
    "none": "The function is neither even nor odd.",
}
KINDS = {"minimum": "a local minimum", "maximum": "a local maximum"}


def argument_document(profile: Profile) -> Document:
    """The proof of the course of an activation, on a page of its own."""
    return Document(f"The course of {profile.activation.title}", tuple(argument_blocks(profile)))


def argument_blocks(profile: Profile) -> Iterator[Block]:
    """The argument; where a part is unknown, a sentence that gives the reason."""
    activation = profile.activation
    name = activation.notation
    yield Display(definition(activation))
    yield from _values(profile)
    yield Heading(1, line("Domain and symmetry"))
    yield from _domain(profile)
    try:
        found = course(activation)
    except SymactError as error:
        yield Heading(1, line("Course"))
        yield _unknown(f"The course of ${name}$", str(error))
        yield from _conclusion(profile, is_drawn=False)
        return
    for order in found.orders:
        yield Heading(1, line(f"The sign of ${primed(name, order)}$"))
        yield from _signs(found, order, profile)
    for order, reason in found.missing:
        yield Heading(1, line(f"The sign of ${primed(name, order)}$"))
        yield _unknown(f"The sign of ${primed(name, order)}$", reason)
    yield from _limits(found, profile)
    yield Heading(1, line("Table of variations"))
    yield variation(found, name, letters=constant_letters(activation), with_notes=False)
    yield from _conclusion(profile, is_drawn=True)


def _values(profile: Profile) -> Iterator[Block]:
    """The values of the parameters and of the author's constants that are in force."""
    activation = profile.activation
    parts = [
        f"${tex(letter)} = {tex(value, decimals='always')}$"
        for letter, value in named_constants(activation)
    ]
    if activation.parameters:
        parts.append(f"${settings(activation)}$")
    if parts:
        yield paragraph(f"Here {listed(parts)}.")


def _unknown(what: str, reason: str) -> Block:
    return paragraph(f"{what} is not known, because {reason}.")


# -- domain ---------------------------------------------------------------------------------


def _domain(profile: Profile) -> Iterator[Block]:
    name = profile.activation.notation
    if profile.domain:
        spans = union(profile.domain)
        where = "for every real $x$" if spans == r"\mathbb{R}" else f"on ${spans}$"
        yield paragraph(f"${name}(x)$ is defined {where}. {_symmetry(profile)}")
    else:
        yield _unknown(
            f"The domain of ${name}$", profile.reasons.get("domain", "it is not decided")
        )


def _symmetry(profile: Profile) -> str:
    if profile.symmetry is None:
        reason = profile.reasons.get("symmetry", "it is not decided")
        return f"Its symmetry is not known, because {reason}."
    return SYMMETRY[profile.symmetry].format(profile.activation.notation)


# -- signs ----------------------------------------------------------------------------------


def _signs(found: Course, order: int, profile: Profile) -> Iterator[Block]:
    """The factors of a derivative with the reason for the sign of each, piece by piece."""
    activation = profile.activation
    name, letters = activation.notation, constant_letters(activation)
    pieces = sorted({lane.piece for lane in found.lanes if lane.piece is not None})
    sentences: list[Line] = []
    for piece in pieces:
        local = found.locals[piece]
        if local is None:
            continue
        try:
            own = ground(local, order, letters)
        except SymactError as error:
            sentences.append(
                line(f"The sign of ${primed(name, order)}$ is not known, because {error}.")
            )
            continue
        if len(pieces) == 1 and own.shown and own.constant is None:
            yield from _displayed(name, own)
            return
        sentences.append(line(piece_reasons(name, own, alone=len(pieces) == 1)))
    row = found.orders.index(order)
    sentences += [
        line(words)
        for place in found.places
        if (words := break_words(place, name, found, rows=(row,)))
    ]
    yield Items(tuple(sentences))


def _displayed(name: str, own: Ground) -> Iterator[Block]:
    """A function of one formula: its derivative on a line of its own, then the reasons."""
    whole = piece_reasons(name, own, alone=True)
    start = f"${primed(name, own.order)}(x) = {own.shown}$. "
    yield paragraph("In factors,")
    yield Display(f"{primed(name, own.order)}(x) = {own.shown}.")
    yield paragraph(whole.removeprefix(start))


def _limits(found: Course, profile: Profile) -> Iterator[Block]:
    if found.period is not None:
        return
    activation = profile.activation
    letters = constant_letters(activation)
    sentences = tuple(line(words) for words in limit_words(found, activation.notation, letters))
    if sentences:
        yield Heading(1, line("Limits"))
        yield Items(sentences)


# -- conclusion -----------------------------------------------------------------------------


def _conclusion(profile: Profile, *, is_drawn: bool) -> Iterator[Block]:
    yield Heading(1, line("Conclusion"))
    yield Items(tuple(line(words) for words in _findings(profile)))
    known = (profile.range, profile.local_extrema, profile.monotone)
    if is_drawn and all(v is not None for v in known):
        yield paragraph(
            "Each of these is read off the table: between two neighbouring entries of its last row "
            "the function is continuous and monotone."
        )


def _findings(profile: Profile) -> Iterator[str]:
    name = profile.activation.notation
    if profile.monotone is None:
        yield f"Whether ${name}$ is monotone is not known, because {_reason(profile, 'monotone')}."
    elif profile.monotone != "none":
        yield f"${name}$ is {profile.monotone}."
    else:
        yield f"${name}$ is not monotone."
    yield from _range(profile)
    yield from _points(profile, "local_extrema", "local extrema", name)
    yield from _points(profile, "inflection_points", "points of inflection", name)


def _reason(profile: Profile, field: str) -> str:
    return profile.reasons.get(field, "it is not decided")


def _range(profile: Profile) -> Iterator[str]:
    values = profile.range
    if values is None:
        yield f"The range is not known, because {_reason(profile, 'range')}."
        return
    ends = [("infimum", values.infimum), ("supremum", values.supremum)]
    parts = [_end(label, end) for label, end in ends if end.number.is_finite]
    rest = f"; {listed(parts)}" if parts else ""
    yield f"The range is ${union(values.intervals)}${rest}."


def _end(label: str, end: End) -> str:
    if end.family is not None:
        return f"the {label} ${full(end.number)}$ is attained infinitely often"
    return f"the {label} ${full(end.number)}$ is {attained(end)}"


def _beyond(found: Points) -> str:
    """What stands for the places of a set that are not listed."""
    if not found.infinite:
        return ""
    if found.family is None:
        return "; there are infinitely many more, for which no formula is known."
    places = found.family.replace("*", r" ").replace("pi", r"\pi")
    return f"; the places are ${places}$ for every integer $k$."


def _points(profile: Profile, field: str, words: str, name: str) -> Iterator[str]:
    found: Points | None = getattr(profile, field)
    if found is None:
        yield f"The {words} are not known, because {_reason(profile, field)}."
    elif not found.points:
        yield f"There are no {words}."
    else:
        parts = [
            f"{KINDS.get(p.kind, 'a point of inflection')} at ${equals('x', p.at)}$, where "
            f"${equals(f'{name}(x)', p.value)}$"
            for p in found.points
        ]
        yield f"There is {'; '.join(parts)}{'' if found.infinite else '.'}" + _beyond(found)
