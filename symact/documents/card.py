"""One activation on a page: definition, graph, derivation, range, gradient, and what follows."""

from collections.abc import Iterator

from symact.core.activation import Activation
from symact.core.typeset import tex
from symact.derive.arguments import Argument, argument
from symact.derive.profile import Kink, Profile
from symact.derive.steps import derivation
from symact.documents.model import (
    Aligned,
    Block,
    Display,
    Document,
    Emphasis,
    Figure,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Statement,
    Strong,
    Table,
    line,
    paragraph,
)
from symact.documents.traits import trait_lines
from symact.documents.words import (
    attained,
    equals,
    full,
    listed,
    short,
    stretch,
    union,
)
from symact.kernel.reals import closed_form

UNKNOWN = "not known"
LONGEST_FACTOR = 24


def card(profile: Profile) -> Document:
    """The page of one activation."""
    activation = profile.activation
    return Document(
        activation.title, tuple(card_blocks(profile, level=1)), subtitle=_named(activation)
    )


def card_blocks(profile: Profile, *, level: int, picture: bool = True) -> Iterator[Block]:
    """The blocks of a card, without its title; headings begin at *level*."""
    activation = profile.activation
    if activation.intuition:
        yield Paragraph((Emphasis(activation.intuition),))
    yield Display(definition(activation))
    if picture:
        yield from _picture(profile)
    yield Heading(level, line("Derivative"))
    yield from derivation_blocks(profile)
    yield Heading(level, line("Range and largest gradient"))
    yield from _range(profile)
    yield from _gradient(profile)
    yield from _kinks(profile)
    yield from _variation(profile)
    lines = trait_lines(profile)
    if lines:
        yield Heading(level, line("What to watch for"))
        yield Items(lines)
    if activation.use:
        yield paragraph(Strong("Where to use it. "), activation.use)
    if activation.source:
        yield paragraph(Strong("Source. "), f"{activation.source}.")


def definition(activation: Activation) -> str:
    """The defining equation."""
    right = activation.display or tex(activation.expression)
    return f"{activation.notation}(x) = {right}"


def _named(activation: Activation) -> str:
    parts = [
        f"{p.symbol.name} = {v}"
        for p, v in zip(activation.parameters, activation.values, strict=True)
    ]
    return f"with {listed(parts)}" if parts else ""


def _picture(profile: Profile) -> Iterator[Block]:
    """The graph; a function that cannot be drawn has none, and its card says nothing of it."""
    from symact.plot import alt_text, picture  # noqa: PLC0415 -- matplotlib is slow to load

    if profile.range is None or profile.derivative_range is None:
        return
    # The TeX writer converts the SVG when it needs a PDF; the other writers never do.
    svg, pdf = picture(profile, pdf=False)
    activation = profile.activation
    yield Figure(
        name=activation.name,
        svg=svg,
        pdf=pdf,
        alt=alt_text(profile),
        caption=line(f"{activation.title} and its derivative."),
        width=0.62,
    )


# -- derivative -----------------------------------------------------------------------------


def derivation_blocks(profile: Profile) -> Iterator[Block]:
    """The derivation line by line, and the derivative through the output."""
    activation = profile.activation
    yield Aligned(tuple(Row(s.lhs, s.rhs, line(s.why)) for s in derivation(activation)))
    shortcut = profile.derivative.through_output
    if shortcut is not None and shortcut.free_symbols:
        letter = activation.output_letter
        yield paragraph(
            f"Through the output ${letter} = {activation.notation}(x)$ the derivative needs no "
            "second evaluation of the function:"
        )
        yield Display(f"{activation.notation}'(x) = {tex(shortcut, letters=frozenset({letter}))}")


# -- range and gradient ---------------------------------------------------------------------


def _range(profile: Profile) -> Iterator[Block]:
    values = profile.range
    if values is None:
        yield _unknown("The range", profile, "range")
        return
    name = profile.activation.notation
    words = [f"The range is ${union(values.intervals)}$."]
    for label, end in (("infimum", values.infimum), ("supremum", values.supremum)):
        if end.number.is_finite:
            words.append(f"Its {label} ${full(end.number)}$ is {attained(end)}.")
    yield Statement("theorem", (paragraph(" ".join(words)),), title=line(f"Range of ${name}$"))
    proof = argument(profile.activation, 1)
    if proof is not None:
        yield Statement("proof", (_proof(profile, proof, name),))


def _proof(profile: Profile, proof: Argument, name: str) -> Paragraph:
    """The derivative's signs, the limits, and what they give."""
    prime = "'" * proof.order
    subject = "the function" if proof.order == 1 else "the derivative"
    words = [*_signs(proof, f"{name}{prime}(x)", subject)]
    limits = profile.limits if proof.order == 1 else profile.derivative_limits
    if limits is not None and limits[0] is not None and limits[1] is not None:
        words.append(
            rf"{subject.capitalize()} tends to ${short(limits[0])}$ as $x \to -\infty$ and to "
            rf"${short(limits[1])}$ as $x \to \infty$, and the claim follows."
        )
    return paragraph(" ".join(words))


def _signs(proof: Argument, slope: str, subject: str) -> Iterator[str]:
    if not proof.zeros:
        yield f"${slope}$ is {'positive' if proof.signs[0] > 0 else 'negative'} for every $x$."
        return
    vanishing = [(f, z) for f, z in proof.changing if f.count_ops() <= LONGEST_FACTOR]
    if len(vanishing) < len(proof.changing):
        where = listed([f"${equals('x', zero)}$" for zero in proof.zeros])
        yield f"${slope}$ vanishes only at {where}."
    elif len(vanishing) == 1:
        ((factor, zeros),) = vanishing
        where = listed([f"${equals('x', zero)}$" for zero in zeros])
        yield f"The only factor of ${slope}$ that vanishes is ${tex(factor)}$, at {where}."
    else:
        for factor, zeros in vanishing:
            where = listed([f"${equals('x', zero)}$" for zero in zeros])
            yield f"The factor ${tex(factor)}$ of ${slope}$ vanishes at {where}."
    course = ["rises" if sign > 0 else "falls" for sign in proof.signs]
    yield f"From left to right {subject} {', then '.join(course)}."


def _gradient(profile: Profile) -> Iterator[Block]:
    values = profile.derivative_range
    name = profile.activation.notation
    if values is None:
        yield _unknown("The largest gradient", profile, "derivative_range")
        return
    highest, lowest = values.supremum, values.infimum
    if highest.number.decimal == lowest.number.decimal:
        yield Statement(
            "theorem",
            (paragraph(f"Where it exists, the gradient is ${full(highest.number)}$."),),
            title=line("Largest gradient"),
        )
        return
    words = [
        f"The supremum of ${name}'$ is ${full(highest.number)}$, {attained(highest)}.",
        f"Its infimum is ${full(lowest.number)}$, {attained(lowest)}.",
    ]
    yield Statement("theorem", (paragraph(" ".join(words)),), title=line("Largest gradient"))
    proof = argument(profile.activation, 2)
    if proof is not None and proof.zeros:
        yield Statement("proof", (_proof(profile, proof, name),))


def _unknown(what: str, profile: Profile, name: str) -> Block:
    reason = profile.reasons.get(name, "no reason was recorded")
    return Statement("remark", (paragraph(f"{what} is {UNKNOWN}, because {reason}."),))


def _kinks(profile: Profile) -> Iterator[Block]:
    for kink in profile.kinks or ():
        yield Statement(
            "remark", (paragraph(" ".join(_kink_words(kink))),), title=line(_title(kink))
        )


def _title(kink: Kink) -> str:
    return f"{kink.kind.capitalize()} at ${equals('x', kink.at)}$"


def _kink_words(kink: Kink) -> Iterator[str]:
    left, right = kink.derivative_left, kink.derivative_right
    if kink.smoothness >= 1:
        yield f"The derivative exists there: $C^{{{kink.smoothness}}}$ and no smoother."
        return
    if left is not None and right is not None:
        yield (
            f"The one-sided derivatives are ${full(left)}$ from the left and ${full(right)}$ from "
            "the right, so the derivative does not exist."
        )
    elif kink.left is not None and kink.right is not None:
        yield (
            f"The limits are ${full(kink.left)}$ from the left and ${full(kink.right)}$ from the "
            "right, so the derivative does not exist."
        )
    if kink.conventions:
        yield f"By convention, not by a theorem, {listed(_conventions(kink))}."


def _conventions(kink: Kink) -> list[str]:
    """What frameworks return, those that agree together."""
    by_value: dict[str, list[str]] = {}
    for convention in kink.conventions:
        value = closed_form(convention.value).number()
        by_value.setdefault(full(value), []).append(convention.framework)
    return [
        f"{listed(names)} return{'s' if len(names) == 1 else ''} ${value}$"
        for value, names in by_value.items()
    ]


# -- course ---------------------------------------------------------------------------------

ARROWS = {1: r"\nearrow", -1: r"\searrow", 0: r"\rightarrow"}
SIGNS = {1: "+", -1: "-", 0: "0"}


def _variation(profile: Profile) -> Iterator[Block]:
    """The variation table: the sign of f' and the course of f, stretch by stretch."""
    pieces = profile.monotone_pieces
    if pieces is None or profile.limits is None or len(pieces) > 4:
        return
    extremes = {
        p.at.decimal: p for p in (profile.local_extrema.points if profile.local_extrema else ())
    }
    head: list[Line] = [line("$x$")]
    slopes: list[Line] = [line(f"${profile.activation.notation}'(x)$")]
    course: list[Line] = [line(f"${profile.activation.notation}(x)$")]
    for index, piece in enumerate(pieces):
        head.append(line(f"${stretch(piece.interval)}$"))
        slopes.append(line(f"${SIGNS[piece.direction]}$"))
        course.append(line(f"${ARROWS[piece.direction]}$"))
        point = extremes.get(piece.interval.upper.decimal)
        if index + 1 < len(pieces) and point is not None:
            head.append(line(f"${short(point.at)}$"))
            slopes.append(line("$0$" if point.where == "smooth" else "kink"))
            course.append(line(f"${short(point.value)}$"))
    if len(pieces) > 1:
        yield Table(tuple(head), (tuple(slopes), tuple(course)), caption=line("Variation table."))
