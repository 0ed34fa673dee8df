"""The line in regions, each with a formula that is safe there, chosen by measuring."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import mpmath
import numpy as np
import sympy as sp
from scipy import special

from symact.core.activation import x
from symact.numeric.emit import text
from symact.numeric.halfline import Form, forms, t
from symact.numeric.pieces import Piece
from symact.numeric.primitives import Array, by_sign, exp_square, lambertw, tie
from symact.numeric.tails import Tail, tail, u

_NAMESPACE = {
    "np": np,
    "special": special,
    "exp_square": exp_square,
    "lambertw": lambertw,
    "by_sign": by_sign,
    "tie": tie,
}


def _mp_by_sign(u: mpmath.mpf, below: mpmath.mpf, at: mpmath.mpf, above: mpmath.mpf) -> mpmath.mpf:
    if mpmath.im(u) != 0 or mpmath.isnan(u):
        return mpmath.nan
    side = mpmath.sign(mpmath.re(u))
    return above if side > 0 else below if side < 0 else at


_MPMATH = {
    "by_sign": _mp_by_sign,
    "lambertw": mpmath.lambertw,
    "wrightomega": lambda v: mpmath.lambertw(mpmath.exp(v)),
    "tie": lambda a, b, c, p, q: p if a == b == c and p == q else mpmath.nan,
}

Line = tuple[sp.Symbol, sp.Expr]

_TRUTH_DIGITS = 360  # 1 + erf(u) at u = -27 begins with 316 zeros
_GOOD = 1e-14
_FAR = (30.0, 100.0, 700.0, 1e3, 1e10, np.inf)
_SETTLED_BY = (6.25, 12.5, 25.0, 50.0)
_SAMPLES = tuple(10.0 ** (k / 4) for k in range(-12, 13))


@final
@dataclass(frozen=True, slots=True)
class Region:
    """A closed interval of doubles and the computation that holds on it.

    Attributes:
        sign: the formula is in ``t = sign * x``.
        lines: names to compute first, in order.
    """

    lower: float
    upper: float
    sign: int
    lines: tuple[tuple[str, str], ...]
    result: str
    compute: Callable[[Array], Array]


def regions(
    points: tuple[tuple[sp.Expr, sp.Expr], ...],
    formulas: tuple[sp.Expr, ...],
    parts: tuple[Piece, ...],
) -> tuple[Region, ...]:
    """The regions of a function given by a formula on each part and its values in between."""
    found: list[Region] = []
    for part, formula in zip(parts, formulas, strict=True):
        lower, upper = float(part.lower), float(part.upper)
        if lower < 0:
            found += _half(formula, -1, max(0.0, -upper), -lower)
        if upper > 0:
            found += _half(formula, 1, max(0.0, lower), upper)
    found += [
        _constant(float(place), float(place), value)
        for place, value in points
        if sp.Rational(float(place)) == place
    ]
    return tuple(found)


def region_text(region: Region) -> list[str]:
    """The region as Python text that fills ``y`` from ``x``."""
    sign = "" if region.sign > 0 else "-"
    head = [f"here = {_inside(region.lower, region.upper)}"]
    if "t" in region.result or region.lines:
        head.append(f"t = {sign}x[here]")
    return [*head, *(f"{a} = {b}" for a, b in region.lines), f"y[here] = {region.result}"]


def _inside(lower: float, upper: float) -> str:
    if lower == upper:
        return f"x == {lower!r}"
    sides = [f"x >= {lower!r}"] * (lower > -np.inf) + [f"x <= {upper!r}"] * (upper < np.inf)
    return " & ".join(f"({side})" for side in sides) or "x == x"


def _half(formula: sp.Expr, sign: int, start: float, end: float) -> list[Region]:
    """The regions on ``start <= t <= end`` for ``x = sign * t``, nearest first."""
    if formula.is_number:
        low, high = sorted((sign * start, sign * end))
        return [_constant(low, high, formula)]
    form, far = best_form(formula, sign, start, end)
    if far is None and end == np.inf:
        far = _settled(_near(form, sign, start, end), formula, sign)
    if far is None or far.start >= end:
        return [_near(form, sign, start, end)]
    border = max(far.start, start)
    if far.formula.is_number:
        low, high = sorted((sign * border, sign * end))
        found = [_constant(low, high, far.formula)]
    else:
        found = [_far(far, sign, border, end)]
    return [*found, _near(form, sign, start, border)] if border > start else found


def _settled(direct: Region, formula: sp.Expr, sign: int) -> Tail | None:
    """A constant tail where the direct form breaks far out and the true values stand still.

    An exponential of an exponential defeats every form in powers of one E; its value has settled
    long before the inner one overflows. This is measured with long numbers and not proved.
    """
    with np.errstate(all="ignore"):
        computed = direct.compute(sign * np.asarray(_FAR))
    if not np.isnan(computed).any():
        return None
    for place in _SETTLED_BY:
        values = _truth(formula, sign, [place, 1.5 * place, 2 * place])
        if len(set(values)) == 1 and np.isfinite(values[0]):
            value = sp.Float(values[0], 17)
            return Tail(place, value, value)
    return None


def best_form(formula: sp.Expr, sign: int, start: float, end: float) -> tuple[Form, Tail | None]:
    """The form with the smallest error at sample points, and the first tail that any form has."""
    candidates = forms(formula, sign)
    far = next((found for found in map(tail, candidates) if found is not None), None)
    places = [p for p in _SAMPLES if start < p < end and (far is None or p < far.start)]
    places = places or [(start + min(end, start + 2)) / 2]
    truth = _truth(formula, sign, places)
    best: tuple[float, Form] | None = None
    for form in candidates:
        error = _error(_near(form, sign, start, end), sign, places, truth)
        if best is None or error < best[0]:
            best = (error, form)
        if error < _GOOD:
            break
    assert best is not None  # noqa: S101  (forms always gives at least one)
    return best[1], far


def _truth(formula: sp.Expr, sign: int, places: list[float]) -> list[float]:
    value = sp.lambdify(x, formula, [_MPMATH, "mpmath"])
    with mpmath.workdps(_TRUTH_DIGITS):
        return [float(mpmath.re(value(sign * mpmath.mpf(place)))) for place in places]


def _error(region: Region, sign: int, places: list[float], truth: list[float]) -> float:
    with np.errstate(all="ignore"):
        computed = np.broadcast_to(region.compute(sign * np.asarray(places)), (len(places),))
        gaps = np.abs(computed - np.asarray(truth))
    worst = 0.0
    for off, want in zip(gaps, truth, strict=True):
        worst = max(worst, off / abs(want) if want else off) if np.isfinite(off) else np.inf
    return worst


def _near(form: Form, sign: int, start: float, end: float) -> Region:
    return region_of(sign, (start, end), *written(form))


def written(form: Form) -> tuple[list[Line], sp.Expr]:
    """The names that a form computes first, in order, and its value by them."""
    lines: list[Line] = []
    rest = _with_expm1(form.rest, form)
    result = rest
    for decay, power in zip(form.decays, form.powers, strict=True):
        if rest.has(decay.symbol) or power > 0:
            lines.append((decay.root, decay.value_of_root))
        if rest.has(decay.symbol):
            lines.append((decay.symbol, decay.root**2))
        if power < 0:
            grown = sp.Symbol(f"g{decay.symbol.name[1:]}", positive=True)
            lines.append((grown, sp.exp(sp.expand(power * decay.exponent / 2))))
            result = _times(result, (grown, grown))
        else:
            result = _times(result, (decay.root,) * (2 * power))
    return lines, result


def _times(head: sp.Expr, factors: tuple[sp.Expr, ...]) -> sp.Expr:
    """A product kept in the order in which it is to be multiplied."""
    for factor in factors:
        head = InOrder(head, factor)
    return head


class InOrder(sp.Function):  # type: ignore[misc]
    """A product in an order that SymPy may not choose: small factors come last, one by one."""

    nargs = 2


def _with_expm1(formula: sp.Expr, form: Form) -> sp.Expr:
    """Multiples of E - 1 by expm1, so that it keeps its digits where E is near 1."""

    def rewritten(node: sp.Expr) -> sp.Expr:
        args = node.args if node.is_Add and len(node.args) == 2 else ()
        for decay in form.decays:
            for constant, other in (args, args[::-1]) if args else ():
                if constant.is_number and sp.expand(other + constant * decay.symbol) == 0:
                    return -constant * sp.Function("expm1")(decay.exponent)
        return node

    return formula.replace(lambda node: node.is_Add, rewritten)


def _far(far: Tail, sign: int, start: float, end: float) -> Region:
    lines = [(u, 1 / t)] if far.formula.has(u) else []
    return region_of(sign, (start, end), lines, far.formula)


def region_of(
    sign: int,
    ends: tuple[float, float],
    lines: list[Line],
    result: sp.Expr,
) -> Region:
    """The region of a value in ``t = sign * x`` from one end to the other, and in named values."""
    inner = sp.lambdify(
        (t,),
        result,
        modules=[_NAMESPACE],
        printer=spelled,
        cse=lambda wanted: (lines, wanted),
    )

    def compute(places: Array) -> Array:
        value: Array = inner(sign * places)
        return value

    low, high = sorted((sign * ends[0], sign * ends[1]))
    shown = tuple((str(name), spelled(value)) for name, value in lines)
    return Region(low, high, sign, shown, spelled(result), compute)


def spelled(formula: sp.Expr) -> str:
    """Python text of a formula, products in their given order included."""
    if isinstance(formula, InOrder):
        head, factor = formula.args
        inner = spelled(head)
        return f"{inner if head.is_Mul or not head.is_Add else f'({inner})'}*{spelled(factor)}"
    return text(formula)


def _constant(lower: float, upper: float, value: sp.Expr) -> Region:
    number = text(value) if value is not sp.nan else "np.nan"
    scalar = float(value) if value is not sp.nan else float("nan")

    def compute(places: Array) -> Array:
        return np.full(places.shape, scalar)

    return Region(lower, upper, 1, (), number, compute)
