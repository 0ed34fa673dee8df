"""Certificates: the evidence that `kernel.check` reads, with a JSON form.

A sign chart's certificate is a table of nodes, one for each irreducible polynomial of the
argument. A node says why its polynomial has the zeros it has: by Rolle's theorem a quotient P/A
has at most one zero between two neighbouring zeros of A and of the numerator of (P/A)', and these
are nodes of their own, earlier in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

import flint

from symact.kernel.field import RING, Poly, Rational

Cell: TypeAlias = tuple[Rational, Rational]
Power: TypeAlias = tuple[Poly, int]


@final
@dataclass(frozen=True, slots=True)
class TailData:
    """From which y on, and with how many terms, a series decides a sign or a limit.

    Attributes:
        vanishing: whether the series shows that the quotient P/A of a Rolle node tends to 0; the
            sign of P then follows from that of the quotient's derivative.
    """

    start: int
    order: int
    vanishing: bool = False


@final
@dataclass(frozen=True, slots=True)
class Cut:
    """A cell that holds zeros of the divisor or the slope, and the sign of the polynomial there.

    Attributes:
        sign: the sign of the polynomial on the whole cell; 0 when the cell is one point, the
            polynomial vanishes there, and ``left`` and ``right`` give its signs beside it.
    """

    cell: Cell
    sign: int
    left: TailData | None = None
    right: TailData | None = None


@final
@dataclass(frozen=True, slots=True)
class Node:
    """Why one polynomial has exactly the zeros ``cells`` on the interval.

    Attributes:
        rule: ``positive`` (all terms are), ``constant``, ``rolle``, or ``cover``: on each gap
            between two cuts the polynomial or its derivative keeps its sign.
        divisor: the factors of the A of (P/A)'.
        slope: the factors whose product, times ``content``, is the numerator of (P/A)'.
        cuts: disjoint cells that hold every zero of A, of the slope and of its denominator; or
            the points of a cover.
        cells: disjoint cells with one zero each.
        signs: the sign on each gap between cells.
        lower: the evidence for the first sign, None when the polynomial is not 0 at that end.
        upper: the same for the last sign.
    """

    poly: Poly
    rule: str
    signs: tuple[int, ...]
    divisor: tuple[Power, ...] = ()
    content: Rational | None = None
    slope: tuple[Power, ...] = ()
    cuts: tuple[Cut, ...] = ()
    cells: tuple[Cell, ...] = ()
    lower: TailData | None = None
    upper: TailData | None = None


@final
@dataclass(frozen=True, slots=True)
class ChartCertificate:
    """The evidence for the signs of an element of a field on an interval.

    Attributes:
        lower: the lower end, None for minus infinity.
        upper: the upper end, None for infinity.
        content: the rational factor of the element.
        factors: its irreducible factors, negative powers for those of the denominator.
        nodes: every polynomial of the argument, each after those it rests on.
        cells: disjoint cells with one zero or pole of the element each.
        signs: the sign on each gap between them.
    """

    lower: Rational | None
    upper: Rational | None
    content: Rational
    factors: tuple[Power, ...]
    nodes: tuple[Node, ...]
    cells: tuple[Cell, ...]
    signs: tuple[int, ...]

    def node(self, poly: Poly) -> Node:
        """The node of a polynomial."""
        return next(node for node in self.nodes if node.poly == poly)


@final
@dataclass(frozen=True, slots=True)
class LimitCertificate:
    """The series that shows a limit."""

    lower: Rational | None
    upper: Rational | None
    at_upper: bool
    tail: TailData


def poly_to_json(poly: Poly) -> dict[str, str]:
    """A polynomial as monomials ``"index^power ..."`` and rational coefficients."""
    return {
        " ".join(f"{i}^{int(e)}" for i, e in enumerate(m) if e): str(c) for m, c in poly.terms()
    }


def poly_from_json(data: Mapping[str, str]) -> Poly:
    """The polynomial that `poly_to_json` wrote."""
    terms: dict[tuple[int, ...], Rational] = {}
    for key, value in data.items():
        exponents = [0] * RING.nvars()
        for part in key.split():
            index, power = part.split("^")
            exponents[int(index)] = int(power)
        terms[tuple(exponents)] = rational_from_json(value)
    return RING.from_dict(terms)


def rational_from_json(text: str) -> Rational:
    """A rational number from ``"p/q"`` or ``"p"``."""
    top, _, bottom = text.partition("/")
    return flint.fmpq(int(top), int(bottom or 1))


def _tail(data: TailData | None) -> list[int] | None:
    return None if data is None else [data.start, data.order, int(data.vanishing)]


def _tail_from(data: list[int] | None) -> TailData | None:
    return None if data is None else TailData(int(data[0]), int(data[1]), bool(data[2]))


def _cell(cell: Cell) -> list[str]:
    return [str(cell[0]), str(cell[1])]


def _cell_from(data: list[str]) -> Cell:
    return rational_from_json(data[0]), rational_from_json(data[1])


def _optional(value: Rational | None) -> str | None:
    return None if value is None else str(value)


def _optional_from(text: str | None) -> Rational | None:
    return None if text is None else rational_from_json(text)


def node_to_json(node: Node) -> dict[str, object]:
    """The JSON form of a node."""
    return {
        "poly": poly_to_json(node.poly),
        "rule": node.rule,
        "signs": list(node.signs),
        "divisor": [[poly_to_json(p), e] for p, e in node.divisor],
        "content": _optional(node.content),
        "slope": [[poly_to_json(p), e] for p, e in node.slope],
        "cuts": [[_cell(c.cell), c.sign, _tail(c.left), _tail(c.right)] for c in node.cuts],
        "cells": [_cell(c) for c in node.cells],
        "ends": [_tail(node.lower), _tail(node.upper)],
    }


def node_from_json(data: dict[str, object]) -> Node:
    """The node that `node_to_json` wrote; nothing in it is believed until it is checked."""
    return Node(
        poly=poly_from_json(_mapping(data["poly"])),
        rule=str(data["rule"]),
        signs=tuple(_list(data["signs"])),
        divisor=tuple((poly_from_json(p), int(e)) for p, e in _list(data["divisor"])),
        content=_optional_from(_text(data["content"])),
        slope=tuple((poly_from_json(p), int(e)) for p, e in _list(data["slope"])),
        cuts=tuple(
            Cut(_cell_from(c), int(s), _tail_from(left), _tail_from(right))
            for c, s, left, right in _list(data["cuts"])
        ),
        cells=tuple(_cell_from(c) for c in _list(data["cells"])),
        lower=_tail_from(_list(data["ends"])[0]),
        upper=_tail_from(_list(data["ends"])[1]),
    )


def chart_to_json(certificate: ChartCertificate) -> dict[str, object]:
    """The JSON form of a chart's certificate."""
    return {
        "kind": "sign-chart",
        "interval": [_optional(certificate.lower), _optional(certificate.upper)],
        "content": str(certificate.content),
        "factors": [[poly_to_json(p), e] for p, e in certificate.factors],
        "nodes": [node_to_json(node) for node in certificate.nodes],
        "cells": [_cell(c) for c in certificate.cells],
        "signs": list(certificate.signs),
    }


def chart_from_json(data: dict[str, object]) -> ChartCertificate:
    """The certificate that `chart_to_json` wrote; nothing in it is believed until checked."""
    lower, upper = _list(data["interval"])
    return ChartCertificate(
        lower=_optional_from(lower),
        upper=_optional_from(upper),
        content=rational_from_json(str(data["content"])),
        factors=tuple((poly_from_json(p), int(e)) for p, e in _list(data["factors"])),
        nodes=tuple(node_from_json(n) for n in _list(data["nodes"])),
        cells=tuple(_cell_from(c) for c in _list(data["cells"])),
        signs=tuple(int(s) for s in _list(data["signs"])),
    )


def _list(value: object) -> list:  # type: ignore[type-arg]
    if not isinstance(value, list):
        raise TypeError("a list was expected in the certificate")
    return value


def _mapping(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError("an object was expected in the certificate")
    return value


def _text(value: object) -> str | None:
    return None if value is None else str(value)
