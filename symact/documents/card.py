"""One activation on a page: definition, graph, derivation, range, gradient, and what follows."""

from collections.abc import Iterator

import sympy as sp

from symact.core.activation import Activation
from symact.core.errors import SymactError, UnsupportedError
from symact.core.typeset import tex
from symact.derive.corners import is_subgradient
from symact.derive.profile import End, Kink, Profile, RangeSet
from symact.derive.steps import derivation, named_constants
from symact.documents.model import (
    Aligned,
    Block,
    Display,
    Document,
    Emphasis,
    Figure,
    Heading,
    Items,
    Paragraph,
    Row,
    Statement,
    Strong,
    line,
    paragraph,
)
from symact.documents.proofs import gradient_proof, range_proof
from symact.documents.traits import trait_lines
from symact.documents.words import (
    attained,
    equals,
    every,
    full,
    listed,
    settings,
    short,
    union,
)
from symact.kernel.reals import closed_form

UNKNOWN = "not known"


def card(profile: Profile) -> Document:
    """The page of one activation."""
    return Document(profile.activation.title, tuple(card_blocks(profile, level=1)))


def card_blocks(profile: Profile, *, level: int | None) -> Iterator[Block]:
    """The blocks of a card, without its title.

    Args:
        profile: what is known of the activation.
        level: of the headings; None for words in bold instead of headings.
    """
    activation = profile.activation
    if activation.intuition:
        yield Paragraph((Emphasis(activation.intuition),))
    yield Display(definition(activation))
    yield from _values(activation)
    yield from _picture(profile)
    yield _heading(level, "Derivative")
    yield from derivation_blocks(profile)
    yield _heading(level, "Range")
    yield from _range(profile)
    yield _heading(level, "Largest gradient")
    yield from _gradient(profile)
    yield from _kinks(profile)
    lines = trait_lines(profile)
    if lines:
        yield _heading(level, "What to watch for")
        yield Items(lines)
    if activation.use:
        yield paragraph(Strong("Where to use it. "), activation.use)
    if activation.source:
        yield paragraph(Strong("Source. "), f"{activation.source}.")


def _heading(level: int | None, words: str) -> Block:
    return paragraph(Strong(words)) if level is None else Heading(level, line(words))


def _values(activation: Activation) -> Iterator[Block]:
    """Which values of the parameters, or of the author's constants, the numbers are for."""
    constants = named_constants(activation)
    if constants:
        parts = [
            rf"${tex(letter)} = {tex(value, decimals='always')}$" for letter, value in constants
        ]
        yield paragraph(f"The constants are {listed(parts)}.")
    if activation.parameters:
        yield paragraph(
            f"The derivation holds for every {every(activation.parameters[0])}; the graph and the "
            f"theorems are for ${settings(activation)}$."
        )


def definition(activation: Activation) -> str:
    """The defining equation."""
    right = activation.display or tex(activation.expression)
    return f"{activation.notation}(x) = {right}"


def _picture(profile: Profile) -> Iterator[Block]:
    """The graph; a function that cannot be drawn has none, and its card says nothing of it."""
    from symact.plot import alt_text, picture  # noqa: PLC0415 -- matplotlib is slow to load

    if profile.range is None or profile.derivative_range is None:
        return
    # The TeX writer converts the SVG when it needs a PDF; the other writers never do.
    try:
        svg, pdf = picture(profile, pdf=False)
    except (SymactError, ArithmeticError):
        return
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
    try:
        steps = derivation(activation)
    except UnsupportedError as error:
        yield paragraph(f"The derivation is not written out, because {error}.")
        yield from _bare_derivative(profile)
    else:
        yield Aligned(tuple(Row(s.lhs, s.rhs, line(s.why)) for s in steps))
    shortcut = profile.derivative.through_output
    if shortcut is not None and shortcut.free_symbols:
        letter = activation.output_letter
        known = dict(named_constants(activation))
        shortcut = _with_letters(shortcut, known)
        case = "" if profile.derivative.holds_for_all else f" and for ${settings(activation)}$"
        yield paragraph(
            f"In terms of the output ${letter} = {activation.notation}(x)$, which the forward pass "
            f"has already computed{case}:"
        )
        yield Display(f"{activation.notation}'(x) = {tex(shortcut, letters=frozenset({letter}))}")


def _bare_derivative(profile: Profile) -> Iterator[Block]:
    """The derivative without its derivation, where it is known."""
    slope = profile.derivative.expression
    if slope is not sp.S.NaN:
        yield Display(f"{profile.activation.notation}'(x) = {tex(slope)}")


def _with_letters(expression: sp.Expr, letters: dict[sp.Symbol, sp.Rational]) -> sp.Expr:
    """The expression with the author's letters for his constants, products of two included."""
    table = {value: letter for letter, value in letters.items()}
    names = list(letters)
    if len(names) == 2:
        table[letters[names[0]] * letters[names[1]]] = names[0] * names[1]
    return expression.xreplace(table)


# -- range and gradient ---------------------------------------------------------------------


def _range(profile: Profile) -> Iterator[Block]:
    values = profile.range
    if values is None:
        yield _unknown("The range", profile, "range")
        return
    words = f"The range is ${union(values.intervals)}$."
    ends = [(w, e) for w, e in _ends(values) if e.number.is_finite]
    if len(ends) == 2 and not any(end.attained for _, end in ends):
        words += " Neither end is attained."
    else:
        for label, end in ends:
            words += f" The {label} ${full(end.number)}$ is {attained(end)}."
    yield Statement(
        "theorem", (paragraph(words),), title=line(f"Range of ${profile.activation.notation}$")
    )
    yield from range_proof(profile)


def _ends(values: RangeSet) -> tuple[tuple[str, End], tuple[str, End]]:
    return ("infimum", values.infimum), ("supremum", values.supremum)


def _gradient(profile: Profile) -> Iterator[Block]:
    values = profile.derivative_range
    name = profile.activation.notation
    if values is None:
        yield _unknown("The largest gradient", profile, "derivative_range")
        return
    highest, lowest = values.supremum, values.infimum
    if highest.number.decimal == lowest.number.decimal:
        where = "Where it exists, the" if profile.kinks else "The"
        words = f"{where} gradient is ${full(highest.number)}$."
        yield Statement("theorem", (paragraph(words),), title=line("Gradient"))
        return
    words = " ".join(_extreme(name, label, end) for label, end in
                     (("largest", highest), ("smallest", lowest)))  # fmt: skip
    yield Statement("theorem", (paragraph(words),), title=line("Largest gradient"))
    yield from gradient_proof(profile)


def _extreme(name: str, label: str, end: End) -> str:
    """An end of the range of f'."""
    if end.attained:
        return f"The {label} value of ${name}'$ is ${full(end.number)}$, {attained(end)}."
    bound = "supremum" if label == "largest" else "infimum"
    if not end.number.is_finite:
        side = "above" if label == "largest" else "below"
        return f"${name}'$ is unbounded {side}."
    return f"The {bound} of ${name}'$ is ${full(end.number)}$, which it does not attain."


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
    yield from _kind_words(kink)
    if kink.period is not None:
        yield f"The same comes again with the period ${short(kink.period)}$."


def _kind_words(kink: Kink) -> Iterator[str]:
    if kink.kind == "edge":
        yield _edge_words(kink)
        return
    left, right = kink.derivative_left, kink.derivative_right
    if kink.smoothness >= 1:
        times = {1: "once", 2: "twice"}.get(kink.smoothness, f"{kink.smoothness} times")
        yield f"The function is {times} continuously differentiable there, and no smoother."
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
    if kink.subdifferential is not None:
        yield _subdifferential(kink)


def _edge_words(kink: Kink) -> str:
    """What a function does at an end of its domain."""
    side, slope = (
        (kink.right, kink.derivative_right)
        if kink.left is None
        else (kink.left, kink.derivative_left)
    )
    belongs = "belongs" if kink.value is not None else "does not belong"
    words = f"The domain ends there; the point {belongs} to it."
    if side is not None:
        words += f" The function tends to ${full(side)}$"
        words += f", and its one-sided derivative is ${full(slope)}$." if slope else "."
    return words


def _subdifferential(kink: Kink) -> str:
    """Clarke's subdifferential at a corner, and whether the conventions lie in it."""
    span = f"${union([kink.subdifferential])}$" if kink.subdifferential else ""
    inside = {c: is_subgradient(c.value, kink) for c in kink.conventions}
    outside = list(dict.fromkeys(c.framework for c, lies in inside.items() if lies is False))
    if outside:
        returned = "returns" if len(outside) == 1 else "return"
        return f"What {listed(outside)} {returned} lies outside Clarke's subdifferential {span}."
    if inside and all(inside.values()):
        count = len({c.value for c in inside})
        subject = {1: "This lies", 2: "Both lie"}.get(count, "All lie")
        return f"{subject} in Clarke's subdifferential {span}."
    return f"Clarke's subdifferential there is {span}."


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
