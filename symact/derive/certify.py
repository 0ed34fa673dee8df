"""Writing certificates: the verifier is run with a search that answers what it asks.

What the search finds is proved, and kept as a theorem of the file. So a certificate holds just
what its verifier needs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, final

import sympy as sp

from symact.core.activation import Activation, x
from symact.core.claims import Claim, Ends, Limit, SignChart, Value
from symact.core.errors import InputError, InternalError, SymactError
from symact.core.verdict import Status
from symact.derive.closed_forms import name_of_zero
from symact.derive.pieces import pieces_of, places_of_split
from symact.derive.profile import Profile
from symact.derive.regions import Region, end_place, order, region
from symact.derive.serialise import to_dict
from symact.derive.study_waves import turns_for_ever
from symact.kernel.cases import innermost
from symact.kernel.certificates import Cell, ChartCertificate, LimitCertificate
from symact.kernel.chart import chart
from symact.kernel.field import Poly, Tower
from symact.kernel.reals import closed_form, compare
from symact.kernel.signs import Signs, find_limit
from symact.kernel.tails import End
from symact.kernel.theorem import (
    Certificate,
    Theorem,
    derivative_of,
    prove,
    rational_end,
    sympy_end,
)
from symact.verify.archive import theorem_to_json
from symact.verify.check import layout_found, statement_findings
from symact.verify.content import SCHEMA, function_of, piece_of
from symact.verify.evidence import MissingError, Theorems
from symact.verify.kinks import PARTS as KINK
from symact.verify.rules import RULES


def certificate_text(profile: Profile) -> str:
    """The text of a certificate file of everything in a profile that the verifier concludes.

    Raises:
        InternalError: when the verifier rejects what the profile states.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.build import profile
        >>> text = certificate_text(profile(activation("relu")))
        >>> json.loads(text)["statements"]["range"]["infimum"]["on"][0]["upper"]["exact"]
        '0'
    """
    return json.dumps(certificate_of(profile), indent=1, ensure_ascii=False) + "\n"


def certificate_of(profile: Profile) -> dict[str, Any]:
    """The certificate as JSON data; see `certificate_text`."""
    activation = profile.activation
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "name": activation.name,
        "function": _definition(activation),
        "pieces": _pieces(activation.function),
        "theorems": [],
        "statements": _statements(profile),
        "open": {},
    }
    search = _Search(Theorems(profile.theorems), {t.claim: t for t in profile.theorems})
    layout, findings = layout_found(data, function_of(data), search)
    findings += statement_findings(data["statements"], layout)
    for finding in findings:
        if finding.status is Status.REFUTED:
            raise InternalError(f"the verifier rejects {finding.place}: {finding.reason}")
        _, _, name = finding.place.partition("statements.")
        if finding.status is Status.UNKNOWN and name:
            # What the verifier does not conclude is no part of a certificate.
            name = name.partition(".")[0].partition("[")[0]
            data["statements"].pop(name, None)
            data["open"].setdefault(name, finding.reason)
    data["theorems"] = [theorem_to_json(theorem) for theorem in search.used.values()]
    return data


def _definition(activation: Activation) -> dict[str, Any]:
    """The expression with its parameters, or with their values where these read back otherwise."""
    values = zip(activation.parameters, activation.values, strict=True)
    general = {
        "expression": str(activation.expression),
        "parameters": {p.symbol.name: str(value) for p, value in values},
    }
    plain: dict[str, Any] = {"expression": str(activation.function), "parameters": {}}
    try:
        return general if function_of({"function": general}) == activation.function else plain
    except InputError:
        return plain


def _pieces(function: sp.Expr) -> list[dict[str, Any]] | None:
    """The pieces of a function; None where they are not found, or cannot be written.

    A function with infinitely many turns is one piece, where it is one formula.
    """
    try:
        if turns_for_ever(function) and innermost(function) is None:
            return [_piece(region(-sp.oo, sp.oo), function, ())]
        pieces = pieces_of(function)
        cuts = places_of_split(function)
        found = [_piece(p.region, p.expression, cuts) for p in pieces.pieces]
        for entry in found:
            piece_of(entry, Theorems(()))
    except SymactError:
        return None
    return found


def _piece(region: Region, expression: sp.Expr | None, cuts: Sequence[sp.Expr]) -> dict[str, Any]:
    ends = (None if end is None else str(end) for end in (region.left, region.right))
    plain = region.is_plain
    inside = [
        region.inverse.xreplace({x: cut})
        for cut in order(cuts)
        if compare(end_place(region.lower), closed_form(cut)) < 0
        and compare(closed_form(cut), end_place(region.upper)) < 0
    ]
    return {
        "lower": str(region.lower),
        "upper": str(region.upper),
        "expression": None if expression is None else str(expression),
        "cuts": [str(t) for t in inside if t.is_Rational],
        "map": None if plain else {"interval": list(ends), "place": str(region.map)},
    }


def _statements(profile: Profile) -> dict[str, Any]:
    """The statements of a profile about which the verifier has a rule."""
    written: dict[str, Any] = to_dict(profile)
    slope = written["derivative"]
    found: dict[str, Any] = {}
    if profile.status.get("derivative") == "proved":
        found["derivative"] = slope["expression"]
    if profile.derivative.through_output is not None:
        found["through_output"] = _shortcut(profile.activation, profile.derivative.through_output)
    found |= {name: written[name] for name in RULES if written.get(name) is not None}
    if "kinks" in found:
        # What a framework returns there is a convention and no theorem.
        found["kinks"] = [{name: kink[name] for name in KINK} for kink in found["kinks"]]
    return found


def _shortcut(activation: Activation, slope: sp.Expr) -> dict[str, str]:
    """The derivative through the output, with the values of the parameters."""
    values = {
        p.symbol: sp.Rational(value.numerator, value.denominator)
        for p, value in zip(activation.parameters, activation.values, strict=True)
    }
    return {"letter": activation.output_letter, "expression": str(slope.subs(values))}


@final
@dataclass(slots=True)
class _Search:
    """Evidence that is searched for where the profile has none; what is used is kept."""

    known: Theorems
    theorems: dict[Claim, Theorem]
    used: dict[Claim, Theorem] = field(default_factory=dict)

    def chart(self, of: sp.Expr, order: int, on: Ends) -> ChartCertificate:
        tower, element = derivative_of(of, order)
        try:
            found = self.known.chart(of, order, on)
        except MissingError:
            found = chart(tower, element, rational_end(on[0]), rational_end(on[1]))
        cells = tuple((sympy_end(a, upper=False), sympy_end(b, upper=True)) for a, b in found.cells)
        self._keep(SignChart(of, order, on, cells, found.signs), found)
        return found

    def limit(self, of: sp.Expr, order: int, on: Ends, *, at_upper: bool) -> sp.Expr:
        try:
            value = self.known.limit(of, order, on, at_upper=at_upper)
            claim = Limit(of, order, on, at_upper, value)
            self._keep(claim, self.theorems[claim].certificate)
        except MissingError:
            value = self._searched_limit(of, order, on, at_upper=at_upper)
        return value

    def _searched_limit(self, of: sp.Expr, order: int, on: Ends, *, at_upper: bool) -> sp.Expr:
        tower, element = derivative_of(of, order)
        lower, upper = rational_end(on[0]), rational_end(on[1])
        end = End(upper if at_upper else lower, -1 if at_upper else 1)
        found, data = find_limit(Signs(tower), element, end)
        if isinstance(found, int):
            value = found * sp.oo
        elif isinstance(found, sp.Expr):
            value = found
        else:
            raise MissingError("a limit is known as an enclosure only")
        certificate = LimitCertificate(lower, upper, at_upper, data)
        self._keep(Limit(of, order, on, at_upper, value), certificate)
        return value

    def zeros(self, of: sp.Expr, order: int, where: tuple[Tower, Poly, Cell]) -> Sequence[sp.Expr]:
        name = name_of_zero(*where)
        if name is None:
            return ()
        try:
            self._keep(Value(of, order, name, sp.S.Zero), None)
        except SymactError:
            return ()
        return (name,)

    def _keep(self, claim: Claim, certificate: Certificate) -> None:
        if claim not in self.used:
            self.used[claim] = self.theorems.get(claim) or prove(claim, certificate)
