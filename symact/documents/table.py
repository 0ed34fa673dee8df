"""Activations side by side."""

from collections.abc import Iterator, Sequence

import sympy as sp

from symact.core.activation import Activation
from symact.core.errors import UnsupportedError
from symact.core.number import Number
from symact.core.typeset import tex
from symact.derive.profile import Profile
from symact.derive.steps import derivation
from symact.documents.model import Block, Document, Heading, Line, Table, line, paragraph
from symact.documents.words import inside, is_plain, listed, rounded, settings, short, union

# Where the derivative's usual name is shorter than its formula.
_USUAL = {
    "sigmoid": r"\sigma(x)\,(1 - \sigma(x))",
    "tanh": r"1 - \tanh^{2}(x)",
    "softplus": r"\sigma(x)",
    "gelu": r"\Phi(x) + x\,\varphi(x)",
    "gelu_tanh": r"\frac{1}{2}\,(1 + \tanh(u)) + \frac{x\,u'}{2}\,(1 - \tanh^{2}(u))",
}
UNKNOWN = "not known"


def comparison(profiles: Sequence[Profile]) -> Document:
    """A document with the tables that compare the given activations."""
    return Document("Activations compared", tuple(comparison_blocks(profiles, level=1)))


def comparison_blocks(profiles: Sequence[Profile], *, level: int) -> Iterator[Block]:
    """Two tables: formulas with ranges, and gradients with what follows from them."""
    yield Heading(level, line("Formulas and ranges"))
    yield Table(
        head=(line("Name"), line("$f(x)$"), line("$f'(x)$"), line("Range")),
        rows=tuple(_formulas(p) for p in profiles),
        caption=line("Definition, derivative and range."),
        label="tab:formulas",
    )
    yield paragraph(_letters(profiles))
    yield Heading(level, line("Gradients"))
    yield Table(
        head=(
            line("Name"),
            line(r"$\sup f'$"),
            line(r"$\inf f'$"),
            line("Kinks"),
            line("Zero-centred"),
            line("Saturates"),
            line("Can die"),
        ),
        rows=tuple(_gradients(p) for p in profiles),
        caption=line("Gradients: their extreme values, and what follows."),
        label="tab:gradients",
    )


def _letters(profiles: Sequence[Profile]) -> str:
    """What the letters in the table stand for, those that occur in it."""
    names = {p.activation.name for p in profiles}
    words = []
    if names & {"sigmoid", "softplus", "swish", "mish"}:
        words.append(r"$\sigma$ is the sigmoid")
    if "gelu" in names:
        words.append(
            r"$\Phi$ and $\varphi$ are the distribution function and the density of the standard "
            "normal law"
        )
    if "gelu_tanh" in names:
        words.append(r"in the tanh form of GELU $u$ is the argument of $\tanh$")
    kinks = "Where a function has a kink its derivative does not exist, and no value is given."
    values = [
        f"{p.activation.title} ${settings(p.activation)}$" for p in profiles if p.activation.values
    ]
    chosen = f" The ranges and gradients are for {listed(values)}." if values else ""
    return (f"Here {'; '.join(words)}. " if words else "") + kinks + chosen


def _formulas(profile: Profile) -> tuple[Line, ...]:
    activation = profile.activation
    return (
        line(activation.title),
        line(f"${_plain_display(activation)}$"),
        line(f"${_slope(profile)}$"),
        line(UNKNOWN if profile.range is None else f"${union(profile.range.intervals)}$"),
    )


def _plain_display(activation: Activation) -> str:
    return activation.display or tex(activation.expression)


def _slope(profile: Profile) -> str:
    name = profile.activation.name
    if name in _USUAL:
        return _USUAL[name]
    try:
        return derivation(profile.activation)[-1].rhs
    except UnsupportedError:
        slope = profile.derivative.expression
        return rf"\text{{{UNKNOWN}}}" if slope is sp.S.NaN else tex(slope)


def _gradients(profile: Profile) -> tuple[Line, ...]:
    slopes = profile.derivative_range
    ends = (
        (line(UNKNOWN), line(UNKNOWN))
        if slopes is None
        else tuple(
            line(_end(e.number, [short(p) for p in e.at], attained=e.attained))
            for e in (slopes.supremum, slopes.infimum)
        )
    )
    return (line(profile.activation.title), *ends, *_traits(profile))


def _end(number: Number, at: list[str], *, attained: bool) -> str:
    value = short(number) if is_plain(number) else rounded(number)
    if at:
        return f"${value}$ at ${', '.join(at)}$"
    return f"${value}$" if attained else f"${value}$, not attained"


def _traits(profile: Profile) -> tuple[Line, ...]:
    kinks = profile.kinks
    corners = [] if kinks is None else [short(k.at) for k in kinks if k.smoothness < 1]
    return (
        line(UNKNOWN if kinks is None else ", ".join(f"${c}$" for c in corners) or "none"),
        line(_yes(profile.traits.get("zero_centred"))),
        line(_saturation(profile)),
        line(_death(profile)),
    )


def _death(profile: Profile) -> str:
    if profile.plateaus is None or profile.traits.get("can_die") is None:
        return UNKNOWN
    flat = [f"${inside(p.interval)}$" for p in profile.plateaus]
    return f"yes: {listed(flat)}" if profile.traits["can_die"] else "no"


def _yes(value: object) -> str:
    return UNKNOWN if value is None else "yes" if value else "no"


def _saturation(profile: Profile) -> str:
    left, right = (profile.traits.get(f"saturates_{side}") for side in ("left", "right"))
    if left is None or right is None:
        return UNKNOWN
    return {(True, True): "both ends", (True, False): "left", (False, True): "right"}.get(
        (bool(left), bool(right)), "no"
    )
