"""Look-up of activations by name and alias."""

import difflib
from fractions import Fraction
from functools import cache

from symact.activations import (
    bumps,
    elus,
    exponential,
    gated,
    gaussian,
    logarithmic,
    periodic,
    piecewise,
    polynomial,
    rectifiers,
    shrinks,
    sigmoids,
    softpluses,
)
from symact.core.activation import Activation
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError, InternalError

FAMILIES = (
    exponential,
    rectifiers,
    gaussian,
    piecewise,
    shrinks,
    elus,
    gated,
    softpluses,
    sigmoids,
    bumps,
    periodic,
    polynomial,
    logarithmic,
)

# What the course teaches: the entries of the lecture notes and of the comparison table.
LECTURE = (
    "sigmoid", "tanh", "softplus", "swish", "mish", "linear", "relu", "leaky_relu", "prelu", "elu",
    "selu", "gelu", "gelu_tanh", "hard_sigmoid", "hardswish", "softsign", "step",
)  # fmt: skip


@cache
def catalogue() -> dict[str, Activation]:
    """Every activation by its canonical name, family by family.

    Raises:
        InternalError: when two entries share a name or an alias.
    """
    entries = [entry for family in FAMILIES for entry in family.ENTRIES]
    spelled = [key for entry in entries for key in _spellings(entry)]
    twice = {key for key in spelled if spelled.count(key) > 1}
    if twice:
        raise InternalError(f"two activations share the name {sorted(twice)}")
    return {entry.name: entry for entry in entries}


def taught() -> dict[str, Activation]:
    """The activations of the lecture by their canonical names, in the lecture's order.

    Example:
        >>> tuple(taught())[-2:]
        ('softsign', 'step')
    """
    return {name: catalogue()[name] for name in LECTURE}


def names() -> tuple[str, ...]:
    """The canonical names in catalogue order.

    Example:
        >>> names()[:3]
        ('sigmoid', 'tanh', 'softplus')
    """
    return tuple(catalogue())


def activation(name: str, **parameters: Fraction | int) -> Activation:
    """The activation of that name or alias, with its parameters set.

    Spelling is forgiving in case, hyphens and spaces: ``Leaky ReLU`` is ``leaky_relu``.

    Raises:
        InputError: for a name that is not in the catalogue, with the nearest names.
        DomainError: for a parameter value outside its domain.

    Example:
        >>> activation("SiLU").name, activation("leaky-relu", alpha=Fraction(1, 10)).values
        ('swish', (Fraction(1, 10),))
    """
    found = _by_spelling().get(normal(name))
    if found is None:
        raise InputError(_unknown(name))
    return found.with_parameters(**parameters)


def is_known(name: str) -> bool:
    """Whether an activation has that name or alias, spelled as `activation` allows.

    Example:
        >>> is_known("Leaky ReLU"), is_known("x*tanh(x)")
        (True, False)
    """
    return normal(name) in _by_spelling()


def entry_of(name: str) -> Activation | None:
    """The entry that a name or an alias means, at its defaults; None for one that is not known.

    Example:
        >>> entry_of("Leaky ReLU").name, entry_of("bias") is None
        ('leaky_relu', True)
    """
    return _by_spelling().get(normal(name))


def normal(name: str) -> str:
    """A name without case, hyphens, underscores and spaces.

    Example:
        >>> normal("Leaky ReLU")
        'leakyrelu'
    """
    return "".join(ch for ch in name.casefold() if ch not in "-_ ")


def _spellings(entry: Activation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normal(key) for key in (entry.name, *entry.aliases)))


@cache
def _by_spelling() -> dict[str, Activation]:
    return {key: entry for entry in catalogue().values() for key in _spellings(entry)}


def _unknown(name: str) -> Diagnostic:
    shown = {normal(key): key for e in catalogue().values() for key in (e.name, *e.aliases)}
    near = difflib.get_close_matches(normal(name), shown, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(shown[key] for key in near)}?" if near else ""
    listing = "symact list shows every name"
    return Diagnostic("SA303", f"unknown activation {name!r}", help=f"{hint} {listing}".strip())
