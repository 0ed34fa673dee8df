"""The profile of an activation: every field derived, each one proved or left unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import sympy as sp

from symact.core.activation import Activation, x
from symact.core.budget import searching_for
from symact.core.errors import AmbiguousError, InternalError, SymactError, UnsupportedError
from symact.core.number import INFINITY, Interval, Number
from symact.core.verdict import Status, Verdict
from symact.derive import courses
from symact.derive.branches import has_pieces
from symact.derive.corners import kink_at
from symact.derive.curves import Curve, Locals, curve, mirrored
from symact.derive.cycles import undisguised
from symact.derive.domains import Pieces
from symact.derive.extras import Graph, study_graph
from symact.derive.flat import is_flat_join
from symact.derive.images import Span, image, interval, merged
from symact.derive.levels import fixed_points, zeros
from symact.derive.local import Local, derivative_of_pieces
from symact.derive.periodic import LINE_INTERVAL
from symact.derive.pieces import pieces_of
from symact.derive.profile import DerivativeForm, Profile, RangeSet, Symmetries
from symact.derive.regions import end_place
from symact.derive.rules import derivative
from symact.derive.study_waves import study_wave, turns_for_ever
from symact.derive.symmetry import slope_parity, symmetry
from symact.derive.through_output import through_output
from symact.derive.traits import traits_of
from symact.derive.verdicts import WHOLE_LINE, derivative_verdict, output_verdict
from symact.kernel.reals import closed_form, compare, greatest, opposite
from symact.kernel.theorem import Theorem
from symact.kernel.translate import field_of

T = TypeVar("T")
# For all searches of one profile together.
SECONDS = 120.0
# Terms of a function whose derivative is looked for in terms of the output.
LONGEST = 40

# Beside the reasons of the kernel: SymPy recurses over expressions, as deep as they are.
FAILURES = (SymactError, ZeroDivisionError, RecursionError, OverflowError)


def reason_of(error: Exception) -> str:
    """Why something is unknown, in words."""
    return (
        "the expression is nested too deeply" if isinstance(error, RecursionError) else str(error)
    )


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
        except (InternalError, AmbiguousError):
            raise
        except FAILURES as error:
            self.status[name] = "unknown"
            self.reasons[name] = reason_of(error)
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
    with searching_for(SECONDS):
        return _Study(activation).profile()


def profile_scaled(activation: Activation, scale: sp.Expr) -> Profile:
    """The profile of a function in which parameters stand for all their positive values.

    Args:
        scale: the parameter that multiplies x wherever it stands inside another function; 1 for
            none.

    Raises:
        AmbiguousError: when an answer is not the same for all values.
    """
    return _Study(activation, scale).profile()


class _Study:
    """One pass over one activation; used once and thrown away."""

    def __init__(self, activation: Activation, scale: sp.Expr = sp.S.One) -> None:
        self.activation = activation
        self.function = undisguised(activation.function)
        self.scale = scale
        self.record = _Record()
        self.form = DerivativeForm(sp.S.NaN)

    def profile(self) -> Profile:
        record = self.record
        self._slope()
        if turns_for_ever(self.function):
            return self._wave()
        pieces = record.attempt("domain", lambda: _somewhere(pieces_of(self.function, self.scale)))
        locals_ = None
        if pieces is not None:
            locals_ = record.attempt("pieces", lambda: tuple(map(Local.of, pieces.pieces)))
        if pieces is None or locals_ is None:
            return self._unknown()
        if record.status["derivative"] == "unknown":
            slope = record.attempt("derivative", lambda: derivative_of_pieces(locals_))
            if slope is not None:
                self.form = DerivativeForm(slope)
                record.reasons.pop("derivative", None)
        theorems: list[Theorem] = []
        shape = record.attempt("symmetry", lambda: symmetry(pieces)[0])
        parity = {"even": 1, "odd": -1}.get(shape or "", 0)
        f = record.attempt("curve", lambda: _course(pieces, locals_, 0, parity))
        df = record.attempt(
            "slope", lambda: _course(pieces, locals_, 1, -parity or slope_parity(pieces, locals_))
        )
        record.attempt("limits", lambda: _limits(locals_, 0))
        record.attempt("derivative_limits", lambda: _limits(locals_, 1))
        self._values(f, df)
        record.attempt("zeros", lambda: zeros(pieces, locals_))
        record.attempt("fixed_points", lambda: fixed_points(pieces))
        self._course(f, df, locals_)
        kinks = record.attempt(
            "kinks",
            lambda: tuple(
                kink_at(middle, locals_[i], locals_[i + 1], self.activation)
                for i, middle in enumerate(pieces.breaks)
                if not middle.is_smooth and not is_flat_join(middle, locals_[i], locals_[i + 1])
            ),
        )
        if kinks is not None:
            if f is not None and df is not None:
                record.attempt("lipschitz", lambda: _lipschitz(f, df, shape))
            worst = [k.smoothness for k in kinks if k.kind not in {"hole", "edge"}]
            record.attempt("smoothness", lambda: str(min(worst)) if worst else "oo")
        study_graph(Graph(pieces, locals_, shape, f, df, kinks), record.attempt)
        for local in locals_:
            theorems.extend(local.theorems if local else ())
        return self._finished(_domain(pieces), theorems)

    def _slope(self) -> None:
        """The derivative as a formula, and through the output where that is proved too."""
        try:
            slope = derivative(self.function)
            verdict = derivative_verdict(self.function, slope, WHOLE_LINE)
        except FAILURES as error:
            self.record.state("derivative", Verdict(Status.UNKNOWN, reason_of(error)))
            return
        self.record.state("derivative", verdict)
        shortcut, holds_for_all = _shortcut(self.activation), True
        if shortcut is None and self.activation.parameters:
            shortcut, holds_for_all = _shortcut(_fixed(self.activation)), False
        if shortcut is not None:
            proof = output_verdict(self.function, shortcut, self.activation)
            self.record.state("through_output", proof)
            if proof.status is not Status.PROVED:
                shortcut = None
        self.form = DerivativeForm(slope, shortcut, holds_for_all)

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
            "inflection_points",
            lambda: courses.inflections(df, lambda at: courses.height(f, locals_, at)),
        )
        attempt("convex", lambda: courses.convexity(f, df))

    def _wave(self) -> Profile:
        """The profile of a function with sines on the whole line."""
        try:
            study_wave(self.function, self.record.attempt)
        except FAILURES as error:
            self.record.reasons.setdefault("domain", reason_of(error))
        if not self.record.fields:
            return self._unknown()
        return self._finished(LINE_INTERVAL if "domain" in self.record.fields else (), [])

    def _unknown(self) -> Profile:
        reason = self._first_reason()
        return Profile(
            activation=self.activation,
            domain=(),
            derivative=self.form,
            status={**dict.fromkeys(_FIELDS, "unknown"), **self._formula_status()},
            reasons={**dict.fromkeys(_FIELDS, reason), **self.record.reasons},
        )

    def _first_reason(self) -> str:
        """The reason for what no step of the study was asked about."""
        formulas = self._formula_status()
        rest = [why for name, why in self.record.reasons.items() if name not in formulas]
        return next(iter(rest), "not asked for")

    def _formula_status(self) -> dict[str, str]:
        names = ("derivative", "through_output")
        return {k: v for k, v in self.record.status.items() if k in names}

    def _mirrored_slopes(self) -> None:
        """Across an axis the slopes are turned, so that the steepest rise is the steepest fall."""
        known = self.record.fields
        shape, slopes = known.get("symmetries"), known.get("derivative_range")
        if (
            "lipschitz" not in known
            and isinstance(shape, Symmetries)
            and shape.axis is not None
            and isinstance(slopes, RangeSet)
            and known.get("smoothness", "-1") != "-1"
        ):
            known["lipschitz"] = slopes.supremum.number
            self.record.reasons.pop("lipschitz", None)

    def _finished(self, domain: tuple[Interval, ...], theorems: list[Theorem]) -> Profile:
        self._mirrored_slopes()
        found = {k: v for k, v in self.record.fields.items() if k in _FIELDS}
        if "kinks" not in found:
            for name in courses.doubtful(found):
                del found[name]
                self.record.reasons[name] = "it is not decided which places are kinks"
        reasons = {k: v for k, v in self.record.reasons.items() if k in _SHOWN}
        because = self._first_reason()
        for name in _FIELDS:
            if name not in found:
                reasons.setdefault(name, because)
        status = {name: "proved" if name in found else "unknown" for name in _FIELDS}
        result = Profile(
            activation=self.activation,
            domain=domain,
            derivative=self.form,
            status={**status, **self._formula_status()},
            reasons=reasons,
            theorems=tuple(theorems),
            **{k: v for k, v in found.items() if k != "domain"},  # type: ignore[arg-type]
        )
        return result if self.function.free_symbols - {x} else traits_of(result)


def _shortcut(activation: Activation) -> sp.Expr | None:
    """The derivative through the output, where one is found."""
    try:
        if not has_pieces(activation.function):
            # What has many terms has no short form, and SymPy would look for it for long.
            _, (f,) = field_of(activation.function)
            if len(f.num) + len(f.den) > LONGEST:
                return None
        return through_output(activation)
    except FAILURES:
        return None


def _fixed(activation: Activation) -> Activation:
    """The activation with its parameters' values for good."""
    return replace(activation, expression=activation.function, parameters=(), values=())


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
    "convex_pieces",
    "convex",
    "symmetry",
    "symmetries",
    "smoothness",
    "lipschitz",
    "asymptotes",
    "derivative_integral",
)


_SHOWN = {*_FIELDS, "derivative", "through_output"}


def _somewhere(pieces: Pieces) -> Pieces:
    """The pieces of a function that has a value somewhere.

    Raises:
        UnsupportedError: for one that has none.
    """
    if all(p.expression is None for p in pieces.pieces) and not any(
        b.value is not None for b in pieces.breaks
    ):
        raise UnsupportedError("the function has no real value anywhere")
    return pieces


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


def _course(pieces: Pieces, locals_: Locals, order: int, parity: int) -> Curve:
    """The course of a derivative, which is even (+1) or odd (-1) itself, or neither (0)."""
    found = curve(pieces, locals_, order)
    return mirrored(found, parity) if parity else found


def _lipschitz(f: Curve, df: Curve, shape: str | None) -> Number:
    """The supremum of |f'|, and infinity where the function jumps."""
    if any(courses.jumps_at(f, index) for index, spot in enumerate(f.spots) if spot.is_break):
        return INFINITY
    heights = [h for s in df.stretches if not s.is_gap for h in (s.left, s.right)]
    heights += [s.value for s in df.spots if s.value is not None]
    if any(not h.is_finite for h in heights):
        return INFINITY
    zero = closed_form(sp.S.Zero)
    if not heights:
        raise UnsupportedError("there is no derivative anywhere")
    # Each number once: no enclosure tells that the opposites of one number are equal.
    heights = list({id(h): h for h in heights}.values())
    positive = [h for h in heights if compare(h, zero) >= 0]
    negative = [opposite(h) for h in heights if compare(h, zero) < 0]
    if shape == "even":
        # The slope is odd, so its values below 0 repeat those above.
        negative = []
    return greatest([*positive, *negative]).number()
