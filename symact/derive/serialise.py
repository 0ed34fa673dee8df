"""The JSON form of a profile, schema ``symact.profile/1``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal

import sympy as sp

from symact.core.number import Interval, Number
from symact.core.typeset import tex
from symact.derive.cases import Case
from symact.derive.corners import is_subgradient
from symact.derive.profile import (
    Asymptote,
    Asymptotes,
    ConvexPieces,
    End,
    Kink,
    MonotonePieces,
    Plateau,
    Point,
    Points,
    PointSet,
    Profile,
    RangeSet,
    Symmetries,
)

# A number by itself, or in an expression in parameters.
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?")
SCHEMA = "symact.profile/1"


def to_dict(profile: Profile) -> dict[str, object]:
    """The profile as JSON data; unknown parts are None, with status and reason.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.build import profile
        >>> data = to_dict(profile(activation("sigmoid")))
        >>> data["derivative_range"]["supremum"]["exact"], data["range"]["infimum"]["attained"]
        ('1/4', False)
    """
    activation = profile.activation
    slope = profile.derivative.expression
    return {
        "schema": SCHEMA,
        "name": activation.name,
        "expression": str(activation.function),
        "latex": activation.display or tex(activation.expression),
        "parameters": {
            p.symbol.name: {"value": str(value), "domain": str(p.domain)}
            for p, value in zip(activation.parameters, activation.values, strict=True)
        },
        "derivative": {
            "expression": None if slope is sp.S.NaN else str(slope),
            "latex": None if slope is sp.S.NaN else tex(slope),
            "through_output": _expression(profile.derivative.through_output),
        },
        **_answers(profile),
        "traits": dict(profile.traits),
        "status": {k: v for k, v in profile.status.items() if k in _STATED},
        "reasons": {k: v for k, v in profile.reasons.items() if k in _STATED},
    }


def cases_to_list(cases: Sequence[Case]) -> list[dict[str, object]]:
    """What holds in each case, with the condition on the parameters.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.cases import cases
        >>> for case in cases_to_list(cases(activation("leaky_relu"))):
        ...     print(case["when"], case["lipschitz"]["exact"], case["convex"])
        alpha < 1 1 convex
        alpha = 1 1 affine
        alpha > 1 alpha concave
    """
    return [
        {
            "when": case.when,
            **_answers(case.profile),
            "status": {k: v for k, v in case.profile.status.items() if k in _STATED},
            "reasons": {k: v for k, v in case.profile.reasons.items() if k in _STATED},
        }
        for case in cases
    ]


def _answers(profile: Profile) -> dict[str, object]:
    return {
        "domain": [interval.to_dict() for interval in profile.domain] or None,
        **{name: _field(profile, name, write) for name, write in _WRITERS.items()},
    }


def shortened(data: object, digits: int) -> object:
    """The JSON form with every decimal rounded to some digits.

    Example:
        >>> shortened({"exact": "1/3", "decimal": "0.3333333333333333333333333"}, 4)
        {'exact': '1/3', 'decimal': '0.3333'}
    """
    if isinstance(data, list):
        return [shortened(part, digits) for part in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _NUMBER.sub(lambda found: _rounded(found.group(), digits), part)
        if key == "decimal" and isinstance(part, str)
        else shortened(part, digits)
        for key, part in data.items()
    }


def _rounded(decimal: str, digits: int) -> str:
    value = Decimal(decimal)
    if len(value.as_tuple().digits) <= digits:
        return decimal
    shown = Context(prec=digits, Emin=-(10**17), Emax=10**17).create_decimal(value)
    return f"{shown:f}" if -12 < shown.adjusted() < digits else str(shown)


def _field(profile: Profile, name: str, write: Callable[..., object]) -> object:
    value = getattr(profile, name)
    return None if value is None else write(value)


def _expression(expression: sp.Expr | None) -> str | None:
    return None if expression is None else str(expression)


def _number(number: Number | None) -> dict[str, str | None] | None:
    return None if number is None else number.to_dict()


def _end(end: End) -> dict[str, object]:
    return {
        **end.number.to_dict(),
        "attained": end.attained,
        "at": [number.to_dict() for number in end.at],
        "on": [interval.to_dict() for interval in end.on],
        "family": end.family,
    }


def _range(values: RangeSet) -> dict[str, object]:
    return {
        "intervals": _intervals(values.intervals),
        "infimum": _end(values.infimum),
        "supremum": _end(values.supremum),
    }


def _intervals(intervals: tuple[Interval, ...]) -> list[dict[str, object]]:
    return [interval.to_dict() for interval in intervals]


def _limits(pair: tuple[Number | None, Number | None]) -> dict[str, object]:
    return {"-oo": _number(pair[0]), "oo": _number(pair[1])}


def _set(places: PointSet) -> dict[str, object]:
    return {
        "points": [p.to_dict() for p in places.points],
        "intervals": _intervals(places.intervals),
        "infinite": places.infinite,
        "family": places.family,
    }


def _point(point: Point) -> dict[str, object]:
    return {
        "at": point.at.to_dict(),
        "value": point.value.to_dict(),
        "kind": point.kind,
        "where": point.where,
    }


def _points(points: Points) -> dict[str, object]:
    return {
        "points": [_point(p) for p in points.points],
        "infinite": points.infinite,
        "family": points.family,
    }


def _plateaus(plateaus: tuple[Plateau, ...]) -> list[dict[str, object]]:
    return [
        {"interval": p.interval.to_dict(), "value": p.value.to_dict(), **_again(p)}
        for p in plateaus
    ]


def _again(part: Plateau | Kink) -> dict[str, object]:
    """The period of what comes again, and what it grows by; nothing for what is single."""
    found = {"period": part.period, "growth": part.growth}
    return {name: number.to_dict() for name, number in found.items() if number is not None}


def _kink(kink: Kink) -> dict[str, object]:
    return {
        "at": kink.at.to_dict(),
        "value": _number(kink.value),
        "left": _number(kink.left),
        "right": _number(kink.right),
        "derivative_left": _number(kink.derivative_left),
        "derivative_right": _number(kink.derivative_right),
        "class": kink.smoothness,
        "kind": kink.kind,
        "convention": [
            {
                "framework": c.framework,
                "value": str(c.value),
                "source": c.source,
                "in_subdifferential": is_subgradient(c.value, kink),
            }
            for c in kink.conventions
        ],
        "subdifferential": None if kink.subdifferential is None else kink.subdifferential.to_dict(),
        **_again(kink),
    }


def _kinks(kinks: tuple[Kink, ...]) -> list[dict[str, object]]:
    return [_kink(k) for k in kinks]


_DIRECTIONS = {1: "increasing", -1: "decreasing", 0: "constant"}


def _monotone_pieces(found: MonotonePieces) -> dict[str, object]:
    pieces = [
        {"interval": p.interval.to_dict(), "direction": _DIRECTIONS[p.direction]}
        for p in found.pieces
    ]
    return {"pieces": pieces, "infinite": found.infinite, "period": _number(found.period)}


def _convex_pieces(found: ConvexPieces) -> dict[str, object]:
    pieces = [{"interval": p.interval.to_dict(), "shape": p.shape} for p in found.pieces]
    return {"pieces": pieces, "infinite": found.infinite, "period": _number(found.period)}


def _asymptote(line: Asymptote | None) -> dict[str, object] | None:
    if line is None:
        return None
    return {
        "slope": line.slope.to_dict(),
        "intercept": line.intercept.to_dict(),
        "reached": line.reached,
    }


def _asymptotes(found: Asymptotes) -> dict[str, object]:
    return {
        "-oo": _asymptote(found.left),
        "oo": _asymptote(found.right),
        "vertical": [
            {"at": p.at.to_dict(), "left": _number(p.left), "right": _number(p.right)}
            for p in found.vertical
        ],
    }


def _symmetries(found: Symmetries) -> dict[str, object]:
    centre = found.centre
    point = None if centre is None else {"at": _number(centre.at), "value": _number(centre.value)}
    return {"centre": point, "axis": _number(found.axis), "infinite": found.infinite}


_WRITERS: dict[str, Callable[..., object]] = {
    "range": _range,
    "derivative_range": _range,
    "limits": _limits,
    "derivative_limits": _limits,
    "zeros": _set,
    "fixed_points": _set,
    "critical_points": _points,
    "local_extrema": _points,
    "inflection_points": _points,
    "plateaus": _plateaus,
    "kinks": _kinks,
    "monotone": str,
    "convex": str,
    "symmetry": str,
    "smoothness": str,
    "lipschitz": _number,
    "monotone_pieces": _monotone_pieces,
    "convex_pieces": _convex_pieces,
    "asymptotes": _asymptotes,
    "symmetries": _symmetries,
    "derivative_integral": lambda found: {"value": _number(found.value)},
}
_STATED = {"domain", "derivative", "through_output", *_WRITERS}
