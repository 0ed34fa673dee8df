"""The columns by which candidates are compared, read off a profile's JSON form."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Data: TypeAlias = Mapping[str, Any]


def summary(profile: Data) -> dict[str, Any]:
    """The main columns of a profile in the schema ``symact.profile/1``; None where unknown.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.build import profile
        >>> from symact.derive.serialise import to_dict
        >>> main = summary(to_dict(profile(activation("tanh"))))
        >>> main["range_attained"], main["critical_points"], main["symmetry"]
        ('neither', 0, 'odd')
    """
    return {column: read(profile) for column, read in MAIN.items()}


def number(data: Data | None) -> str | None:
    """A number as its proved digits, or ``oo``."""
    return None if data is None else str(data["decimal"])


def interval(data: Data) -> str:
    """An interval in brackets, and a single point in braces."""
    if data["lower"] == data["upper"]:
        return f"{{{number(data['lower'])}}}"
    left = "[" if data["lower_closed"] else "("
    right = "]" if data["upper_closed"] else ")"
    return f"{left}{number(data['lower'])}, {number(data['upper'])}{right}"


def _range(profile: Data) -> str | None:
    found = profile.get("range")
    return None if found is None else " U ".join(interval(part) for part in found["intervals"])


def _attained(profile: Data) -> str | None:
    found = profile.get("range")
    if found is None:
        return None
    low, high = (bool(found[end]["attained"]) for end in ("infimum", "supremum"))
    return {(1, 1): "both", (1, 0): "infimum", (0, 1): "supremum", (0, 0): "neither"}[low, high]


def _slope(end: str) -> Callable[[Data], str | None]:
    def read(profile: Data) -> str | None:
        found = profile.get("derivative_range")
        return None if found is None else number(found[end])

    return read


def _critical(profile: Data) -> int | str | None:
    found = profile.get("critical_points")
    if found is None:
        return None
    return "oo" if found.get("infinite") else len(found["points"])


def _word(name: str) -> Callable[[Data], str | None]:
    return lambda profile: profile.get(name)


MAIN: dict[str, Callable[[Data], Any]] = {
    "range": _range,
    "range_attained": _attained,
    "sup_slope": _slope("supremum"),
    "inf_slope": _slope("infimum"),
    "lipschitz": lambda profile: number(profile.get("lipschitz")),
    "monotone": _word("monotone"),
    "convex": _word("convex"),
    "symmetry": _word("symmetry"),
    "smoothness": _word("smoothness"),
    "critical_points": _critical,
}
