"""What a lecture's slides say of an activation, as statements that follow from its profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from symact.core.errors import SymactError
from symact.core.number import Interval, Number
from symact.derive.profile import Profile
from symact.kernel.reals import closed_form, compare

Trait: TypeAlias = "bool | str | None"


def traits_of(profile: Profile) -> Profile:
    """The profile with its traits; a trait that rests on an unknown field is None.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.build import profile
        >>> traits = profile(activation("swish")).traits
        >>> traits["gradient_can_be_zero"], traits["zero_centred"]
        (True, False)
    """
    return replace(profile, traits={name: rule(profile) for name, rule in TRAITS.items()})


def _zero_centred(p: Profile) -> Trait:
    """The range lies symmetrically about 0: its infimum is minus its supremum."""
    if p.range is None:
        return None
    low, high = p.range.infimum.number, p.range.supremum.number
    if p.symmetry == "odd":
        return True
    if not (low.is_finite and high.is_finite):
        return low.is_finite == high.is_finite
    if _apart(low.decimal.lstrip("-"), high.decimal.lstrip("-")) or _is_positive(low):
        return False
    if low.exact is None or high.exact is None:
        return None
    try:
        return compare(closed_form(-low.exact), closed_form(high.exact)) == 0
    except SymactError:
        return None


def _apart(one: str, other: str) -> bool:
    """Whether two numbers of which digits are proved, the last to within one, differ."""
    a, b = Decimal(one), Decimal(other)
    unit = max(a.copy_abs(), b.copy_abs()).scaleb(3 - len(one))
    return abs(a - b) > unit


def _is_positive(number: Number) -> bool:
    return Decimal(number.decimal.replace("oo", "Infinity")) > 0


def _takes_both_signs(p: Profile) -> Trait:
    if p.range is None:
        return None
    low, high = p.range.infimum.number, p.range.supremum.number
    return low.decimal.startswith("-") and _is_positive(high)


def _bounded(p: Profile) -> Trait:
    if p.range is None:
        return None
    return p.range.infimum.number.is_finite and p.range.supremum.number.is_finite


def _saturates(index: int) -> Callable[[Profile], Trait]:
    """At one end f tends to a finite limit and f' to 0."""

    def rule(p: Profile) -> Trait:
        if p.limits is None or p.derivative_limits is None:
            return None
        height, slope = p.limits[index], p.derivative_limits[index]
        if height is None or slope is None:
            return None
        return bool(height.is_finite and slope.exact == 0)

    return rule


def _either(*names: str) -> Callable[[Profile], Trait]:
    def rule(p: Profile) -> Trait:
        known = [TRAITS[name](p) for name in names]
        if True in known:
            return True
        return None if None in known else False

    return rule


def shown(interval: Interval) -> str:
    """An interval in the usual notation, closed forms where they are known.

    Example:
        >>> import sympy as sp
        >>> from symact.core.number import INFINITY
        >>> shown(Interval(Number(sp.S.Zero, "0"), INFINITY, True, False))
        '[0, oo)'
    """
    left, right = "[" if interval.lower_closed else "(", "]" if interval.upper_closed else ")"
    return f"{left}{_text(interval.lower)}, {_text(interval.upper)}{right}"


def _text(number: Number) -> str:
    return str(number.exact) if number.exact is not None else number.decimal


def _dead_region(p: Profile) -> Trait:
    """Where the gradient is exactly 0 on whole intervals."""
    if p.plateaus is None:
        return None
    return ", ".join(shown(plateau.interval) for plateau in p.plateaus) or "none"


def _can_die(p: Profile) -> Trait:
    """A plateau reaches to an end of the line, so that a unit may be stuck without a gradient."""
    if p.plateaus is None:
        return None
    return any(
        not (plateau.interval.lower.is_finite and plateau.interval.upper.is_finite)
        for plateau in p.plateaus
    )


def _gradient_can_be_zero(p: Profile) -> Trait:
    if p.plateaus is None or p.critical_points is None:
        return None
    return bool(p.plateaus or p.critical_points.points or p.critical_points.infinite)


def _largest_gradient(p: Profile) -> Trait:
    return None if p.lipschitz is None else _text(p.lipschitz)


def _bound(p: Profile) -> Trait:
    """The activations' part in the gradient through n layers, at most the n-th power."""
    if p.lipschitz is None:
        return None
    if not p.lipschitz.is_finite:
        return "none"
    base = _text(p.lipschitz)
    return "1" if base == "1" else f"({base})**n"


def _vanishing(p: Profile) -> Trait:
    """The bound through n layers tends to 0: every gradient is below 1 by a fixed factor."""
    if p.lipschitz is None:
        return None
    if p.lipschitz.exact is not None and p.lipschitz.exact.is_Rational:
        return bool(p.lipschitz.exact < 1)
    if not p.lipschitz.is_finite:
        return False
    return Decimal(p.lipschitz.decimal) < 1 if _apart(p.lipschitz.decimal, "1") else None


def _smooth(p: Profile) -> Trait:
    return None if p.smoothness is None else p.smoothness == "oo"


def _monotone(p: Profile) -> Trait:
    return None if p.monotone is None else p.monotone != "none"


def _density(p: Profile) -> Trait:
    """The derivative is nowhere negative and integrates to 1."""
    if p.derivative_range is not None and p.derivative_range.infimum.number.decimal.startswith("-"):
        return False
    if p.derivative_integral is None:
        return None
    value = p.derivative_integral.value
    if value is None or not value.is_finite:
        return False
    if value.exact != 1:
        # Without a closed form only digits are known, which tell it from 1 but prove no equality.
        return None if value.exact is None and value.decimal.rstrip("0") == "1." else False
    return None if p.derivative_range is None else True


TRAITS: dict[str, Callable[[Profile], Trait]] = {
    "zero_centred": _zero_centred,
    "takes_both_signs": _takes_both_signs,
    "bounded": _bounded,
    "monotone": _monotone,
    "smooth": _smooth,
    "saturates_left": _saturates(0),
    "saturates_right": _saturates(1),
    "saturates": _either("saturates_left", "saturates_right"),
    "dead_region": _dead_region,
    "can_die": _can_die,
    "gradient_can_be_zero": _gradient_can_be_zero,
    "largest_gradient": _largest_gradient,
    "gradient_bound_through_n_layers": _bound,
    "vanishing_gradient": _vanishing,
    "derivative_is_density": _density,
}
