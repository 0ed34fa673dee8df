"""The profile of an activation: every field derived, each one proved or left unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import sympy as sp

from symact.core.activation import Activation, x
from symact.core.errors import InternalError, SymactError
from symact.core.number import INFINITY, Interval, Number
from symact.core.verdict import Status, Verdict
from symact.derive import courses
from symact.derive.corners import kink_at
from symact.derive.curves import Curve, Local, Locals, Spot, Stretch, curve, gap
from symact.derive.images import Span, image, interval, merged, place_set
from symact.derive.pieces import Piece, Pieces, pieces_of
from symact.derive.profile import DerivativeForm, PointSet, Profile
from symact.derive.regions import end_place
from symact.derive.rules import derivative
from symact.derive.symmetry import symmetry
from symact.derive.through_output import through_output
from symact.derive.traits import traits_of
from symact.derive.verdicts import WHOLE_LINE, derivative_verdict, output_verdict
from symact.kernel.reals import Real, closed_form, compare, greatest
from symact.kernel.theorem import Theorem

T = TypeVar("T")


class _Record:
    """The fields as they are found, each with its status or the reason why it is unknown."""

    def __init__(self) -> None:
        self.fields: dict[str, object] = {}
        self.status: dict[str, str] = {}
        self.reasons: dict[str, str] = {}

    def state(self, name: str, verdict: Verdict) -> None:
        """Record the verdict on a field that is kept elsewhere."""
        proved = verdict.status is Status.PROVED
        self.status[name] = "proved" if proved else "unknown"
        if not proved:
            self.reasons[name] = verdict.reason

    def attempt(self, name: str, work: Callable[[], T]) -> T | None:
        """The result of *work*, or None with the reason that the kernel gives."""
        try:
            result = work()
        except InternalError:
            raise
        except (SymactError, ZeroDivisionError) as error:
            self.status[name] = "unknown"
            self.reasons[name] = str(error)
            return None
        self.fields[name] = result
        self.status[name] = "proved"
        return result


def profile(activation: Activation) -> Profile:
    """Everything that symact proves about an activation with its parameters' values in force.

    Fields that are not decided are None, with the reason in ``reasons``.

    Example:
        >>> from symact.activations import activation
        >>> p = profile(activation("sigmoid"))
        >>> p.monotone, p.derivative_range.supremum.number.exact
        ('strictly increasing', 1/4)
    """
    return _Study(activation).profile()


class _Study:
    """One pass over one activation; used once and thrown away."""

    def __init__(self, activation: Activation) -> None:
        self.activation = activation
        self.function = activation.function
        self.record = _Record()
        self.form = DerivativeForm(sp.S.NaN)

    def profile(self) -> Profile:
        record = self.record
        self._slope()
        pieces = record.attempt("domain", lambda: pieces_of(self.function))
        locals_ = None
        if pieces is not None:
            locals_ = record.attempt("pieces", lambda: tuple(map(Local.of, pieces.pieces)))
        if pieces is None or locals_ is None:
            return self._unknown()
        if record.status["derivative"] == "unknown":
            self.form = DerivativeForm(_derivative_of_pieces(locals_))
            record.state("derivative", Verdict(Status.PROVED))
            record.reasons.pop("derivative", None)
        theorems: list[Theorem] = []
        f = record.attempt("curve", lambda: curve(pieces, locals_, 0))
        df = record.attempt("slope", lambda: curve(pieces, locals_, 1))
        record.attempt("limits", lambda: _limits(locals_, 0))
        record.attempt("derivative_limits", lambda: _limits(locals_, 1))
        self._values(f, df)
        record.attempt("zeros", lambda: _zeros(pieces, locals_))
        record.attempt("fixed_points", lambda: _fixed_points(pieces))
        self._course(f, df, locals_)
        kinks = record.attempt(
            "kinks",
            lambda: tuple(
                kink_at(middle, locals_[i], locals_[i + 1], self.activation)
                for i, middle in enumerate(pieces.breaks)
                if not middle.is_smooth
            ),
        )
        if kinks is not None:
            shape = record.attempt("symmetry", lambda: symmetry(pieces)[0])
            if f is not None and df is not None:
                record.attempt("lipschitz", lambda: _lipschitz(f, df, shape))
            worst = [k.smoothness for k in kinks if k.kind not in {"hole", "edge"}]
            record.attempt("smoothness", lambda: str(min(worst)) if worst else "oo")
        for local in locals_:
            theorems.extend(local.theorems if local else ())
        return self._finished(pieces, theorems)

    def _slope(self) -> None:
        """The derivative as a formula, and through the output where that is proved too."""
        try:
            slope = derivative(self.function)
        except SymactError as error:
            self.record.state("derivative", Verdict(Status.UNKNOWN, str(error)))
            return
        verdict = derivative_verdict(self.function, slope, WHOLE_LINE)
        self.record.state("derivative", verdict)
        shortcut = _shortcut(self.activation)
        if shortcut is not None:
            proof = output_verdict(self.function, shortcut, self.activation)
            self.record.state("through_output", proof)
            if proof.status is not Status.PROVED:
                shortcut = None
        self.form = DerivativeForm(slope, shortcut)

    def _values(self, f: Curve | None, df: Curve | None) -> None:
        if f is not None:
            self.record.attempt("range", lambda: image(f))
        if df is not None:
            self.record.attempt("derivative_range", lambda: image(df))

    def _course(self, f: Curve | None, df: Curve | None, locals_: Locals) -> None:
        attempt = self.record.attempt
        if f is None:
            return
        attempt("local_extrema", lambda: courses.local_extrema(f))
        attempt("plateaus", lambda: courses.plateaus(f))
        attempt("monotone_pieces", lambda: courses.monotone_pieces(f))
        attempt("monotone", lambda: courses.monotone(f))
        if df is None:
            return
        attempt("critical_points", lambda: courses.critical_points(f, df))
        attempt(
            "inflection_points", lambda: courses.inflections(df, lambda at: _height(f, locals_, at))
        )
        attempt("convex", lambda: courses.convexity(f, df))

    def _unknown(self) -> Profile:
        reason = next(iter(self.record.reasons.values()))
        return Profile(
            activation=self.activation,
            domain=(),
            derivative=self.form,
            status={**dict.fromkeys(_FIELDS, "unknown"), **self._formula_status()},
            reasons={**dict.fromkeys(_FIELDS, reason), **self.record.reasons},
        )

    def _formula_status(self) -> dict[str, str]:
        names = ("derivative", "through_output")
        return {k: v for k, v in self.record.status.items() if k in names}

    def _finished(self, pieces: Pieces, theorems: list[Theorem]) -> Profile:
        found = {k: v for k, v in self.record.fields.items() if k in _FIELDS}
        reasons = {k: v for k, v in self.record.reasons.items() if k in _SHOWN}
        because = next(iter(self.record.reasons.values()), "not asked for")
        for name in _FIELDS:
            if name not in found:
                reasons.setdefault(name, because)
        status = {name: "proved" if name in found else "unknown" for name in _FIELDS}
        result = Profile(
            activation=self.activation,
            domain=_domain(pieces),
            derivative=self.form,
            status={**status, **self._formula_status()},
            reasons=reasons,
            theorems=tuple(theorems),
            **{k: v for k, v in found.items() if k != "domain"},  # type: ignore[arg-type]
        )
        return traits_of(result)


def _shortcut(activation: Activation) -> sp.Expr | None:
    """The derivative through the output, where one is found."""
    try:
        return through_output(activation)
    except SymactError:
        return None


def _derivative_of_pieces(locals_: Locals) -> sp.Expr:
    """The derivative piece by piece, as the kernel has it, without the points between."""
    branches = [
        (local.derivative(1), sp.And(local.region.lower < x, x < local.region.upper))
        for local in locals_
        if local is not None
    ]
    if not branches:
        return sp.S.NaN
    return branches[0][0] if len(locals_) == 1 else sp.Piecewise(*branches)


_FIELDS = (
    "domain",
    "range",
    "derivative_range",
    "limits",
    "derivative_limits",
    "zeros",
    "fixed_points",
    "critical_points",
    "local_extrema",
    "inflection_points",
    "plateaus",
    "kinks",
    "monotone_pieces",
    "monotone",
    "convex",
    "symmetry",
    "smoothness",
    "lipschitz",
)


_SHOWN = {*_FIELDS, "derivative", "through_output"}


def _domain(pieces: Pieces) -> tuple[Interval, ...]:
    """The places where the function has a value."""
    spans = [
        Span(end_place(p.lower), end_place(p.upper), False, False)
        for p in pieces.pieces
        if p.expression is not None
    ]
    for middle in pieces.breaks:
        if middle.value is not None:
            at = closed_form(middle.at)
            spans.append(Span(at, at, True, True))
    return tuple(interval(span) for span in merged(spans))


def _limits(locals_: Locals, order: int) -> tuple[Number | None, Number | None]:
    first, last = locals_[0], locals_[-1]
    return (
        None if first is None else first.limit(order, upper=False).number(),
        None if last is None else last.limit(order, upper=True).number(),
    )


def _height(f: Curve, locals_: Locals, at: Real) -> Real | None:
    """The value of the function at a point that is a break or inside a smooth piece."""
    for spot in f.spots:
        if compare(spot.at, at) == 0:
            return spot.value
    for local in locals_:
        if local is None:
            continue
        lower, upper = local.ends
        if compare(lower, at) < 0 and compare(at, upper) < 0:
            return local.value(0, at)
    return None


def _lipschitz(f: Curve, df: Curve, shape: str | None) -> Number:
    """The supremum of |f'|, and infinity where the function jumps."""
    for index, spot in enumerate(f.spots):
        if spot.is_break and not courses.is_continuous_at(f, index):
            return INFINITY
    heights = [h for s in df.stretches if not s.is_gap for h in (s.left, s.right)]
    heights += [s.value for s in df.spots if s.value is not None]
    if any(not h.is_finite for h in heights):
        return INFINITY
    zero = closed_form(sp.S.Zero)
    positive = [h for h in heights if compare(h, zero) >= 0]
    negative = [_negated(h) for h in heights if compare(h, zero) < 0]
    if shape == "even":
        # The slope is odd, so its values below 0 repeat those above.
        negative = []
    return greatest([*positive, *negative]).number()


def _negated(value: Real) -> Real:
    exact = None if value.exact is None else -value.exact
    return Real(exact, lambda bits: -value.enclosure(bits))


def _sign_curve(pieces: Pieces, locals_: Locals, shift: sp.Expr) -> Curve:
    """The stretches on which the function minus *shift* keeps a sign, and the spots between."""
    stretches: list[Stretch] = []
    spots: list[Spot] = []
    nothing = closed_form(sp.S.Zero)
    for index, (piece, local) in enumerate(zip(pieces.pieces, locals_, strict=True)):
        if index:
            middle = pieces.breaks[index - 1]
            value = None
            if middle.value is not None:
                value = closed_form(middle.value - shift.xreplace({x: middle.at}))
            spots.append(Spot(closed_form(middle.at), value, True))
        if local is None:
            stretches.append(gap(piece))
            continue
        lower, upper = local.ends
        if local.vanishes(0):
            stretches.append(Stretch(lower, upper, 0, nothing, nothing))
            continue
        edges = [lower, *local.zeros_of(0), upper]
        for i, sign in enumerate(local.chart(0).signs):
            stretches.append(Stretch(edges[i], edges[i + 1], sign, nothing, nothing))
        spots.extend(Spot(zero, nothing, False) for zero in edges[1:-1])
    return Curve(tuple(stretches), tuple(spots))


def _roots(signs: Curve) -> PointSet:
    nothing = closed_form(sp.S.Zero)
    return place_set(
        signs,
        [s.direction == 0 and not s.is_gap for s in signs.stretches],
        [s.value is not None and compare(s.value, nothing) == 0 for s in signs.spots],
    )


def _zeros(pieces: Pieces, locals_: Locals) -> PointSet:
    return _roots(_sign_curve(pieces, locals_, sp.S.Zero))


def _fixed_points(pieces: Pieces) -> PointSet:
    shifted = tuple(
        Local.of(Piece(p.region, None if p.expression is None else p.expression - x))
        for p in pieces.pieces
    )
    return _roots(_sign_curve(pieces, shifted, x))
