"""The whole certificate behind the signs of a derivative, node by node, for those who check it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError
from symact.core.typeset import tex
from symact.derive.profile import Profile
from symact.derive.variation import Course, course
from symact.documents.card import definition
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import Block, Display, Document, Heading, Items, line, paragraph
from symact.documents.reasons import RELATION, SIDE, primed, signs
from symact.documents.words import listed, open_stretch
from symact.kernel.certificates import Cell, ChartCertificate, Node, Power, TailData
from symact.kernel.field import Poly, Rational, Tower, irreducible_factors, product
from symact.kernel.identities import slope_of_quotient
from symact.kernel.translate import named_poly

WIDEST = 60.0
PLACES = 6


def certificate_document(profile: Profile) -> Document:
    """The certificates of the signs of f' and f'', on a page of their own."""
    title = f"The certificate of {profile.activation.title}"
    return Document(title, tuple(certificate_blocks(profile)))


def certificate_blocks(profile: Profile) -> Iterator[Block]:
    """Every node of every sign chart, each after those that it rests on."""
    activation = profile.activation
    yield Display(definition(activation))
    try:
        found = course(activation)
    except SymactError as error:
        yield paragraph(f"There is no certificate of its course, because {error}.")
        return
    yield paragraph(
        "Each polynomial below is one in $x$ and in the functions that it shows. A quotient is "
        "monotone where its derivative has no zero, so that it has at most one zero between two "
        "neighbours in the list of critical points (Rolle), and the signs there count its zeros. "
        "Every sign and every cell has been accepted by the checker."
    )
    for order in found.orders:
        for piece in sorted({lane.piece for lane in found.lanes if lane.piece is not None}):
            yield from _chart(found, piece, order, activation.notation)
    for order, reason in found.missing:
        yield paragraph(
            f"The signs of ${primed(activation.notation, order)}$ are not known, because {reason}."
        )


def _chart(found: Course, piece: int, order: int, name: str) -> Iterator[Block]:
    local = found.locals[piece]
    if local is None:
        return
    slope = primed(name, order)
    lower, upper = (end.number() for end in local.ends)
    yield Heading(1, line(f"${slope}$ for ${open_stretch(lower, upper)}$"))
    if local.vanishes(order):
        yield paragraph(f"The normal form of ${slope}$ is $0$ there.")
        return
    if not local.region.is_plain:
        inner = tex(local.region.inverse)
        yield paragraph(rf"In this section $x$ stands for ${inner}$, which rises with the place.")
    tower, _ = local.frame(order)
    chart = local.chart(order)
    writer = _Nodes(tower, chart)
    yield from writer.blocks()
    yield from writer.summary(slope)


class _Nodes:
    """The nodes of one chart as blocks, numbered in the order of the certificate."""

    def __init__(self, tower: Tower, chart: ChartCertificate) -> None:
        self.tower = tower
        self.chart = chart

    def name(self, poly: Poly) -> str:
        """The letter of a polynomial: that of its node, or the polynomial itself."""
        for index, node in enumerate(self.chart.nodes, start=1):
            if node.poly == poly:
                return f"P_{{{index}}}"
        return f"({self.formula(poly)})"

    def formula(self, poly: Poly) -> str:
        """A polynomial as a formula."""
        return tex(named_poly(poly, self.tower.names))

    def product(self, powers: Sequence[Power]) -> str:
        """A product of powers of named polynomials."""
        parts = [self.name(poly) + (f"^{{{e}}}" if e != 1 else "") for poly, e in powers]
        return r" \, ".join(parts) or "1"

    def blocks(self) -> Iterator[Block]:
        """Each node: its polynomial, and then why it has its zeros and signs."""
        for node in self.chart.nodes:
            letter = self.name(node.poly)
            shown = self.formula(node.poly)
            if width(parse_math(shown)) <= WIDEST:
                yield Display(f"{letter} = {shown}")
            else:
                yield paragraph(f"${letter}$ is a polynomial of {len(node.poly)} terms.")
            yield Items(tuple(line(words) for words in self.facts(node)))

    def facts(self, node: Node) -> Iterator[str]:
        """What the certificate says of one node, sentence by sentence."""
        letter = self.name(node.poly)
        if node.rule == "positive":
            side = SIDE[node.signs[0]]
            yield f"${letter} {RELATION[node.signs[0]]} 0$: all its terms are {side}."
            return
        if node.rule == "constant":
            yield f"${letter} {RELATION[node.signs[0]]} 0$: a constant, by its enclosure."
            return
        if node.rule == "cover":
            yield self.cover(node)
        else:
            yield self.quotient(node)
            yield from self.cuts(node)
        yield from self.end(node, upper=False)
        yield from self.end(node, upper=True)
        yield f"Hence {zeros_words(node.cells)}; its signs are ${signs(node.signs)}$."

    def cover(self, node: Node) -> str:
        """The points at which the interval is cut, and what holds between them."""
        between = "it or its derivative keeps its sign, by Taylor's theorem with remainder"
        if not node.cuts:
            return f"Between the ends {between}."
        first, last = node.cuts[0], node.cuts[-1]
        number = f"{len(node.cuts)} points" if len(node.cuts) > 1 else "one point"
        where = (
            f"from ${_place(first.cell)}$ to ${_place(last.cell)}$"
            if first != last
            else (f"${_place(first.cell)}$")
        )
        return f"The interval is cut at {number}, {where}. On each part {between}."

    def quotient(self, node: Node) -> str:
        """The derivative of the quotient, in the polynomials of other nodes."""
        letter = self.name(node.poly)
        above = _times(node.content, self.product(node.slope))
        _, denominator = slope_of_quotient(self.tower, node.poly, product(node.divisor))
        below = [*((p, 2 * e) for p, e in node.divisor), *irreducible_factors(denominator)[1]]
        right = rf"\frac{{{above}}}{{{self.product(below)}}}" if below else above
        if not node.divisor:
            return f"Its derivative is ${letter}' = {right}$."
        divisor = self.product(node.divisor)
        shown = f"$\\left(\\frac{{{letter}}}{{A}}\\right)' = {right}$"
        return f"With the divisor $A = {divisor}$ the derivative of the quotient is {shown}."

    def cuts(self, node: Node) -> Iterator[str]:
        """The critical points, with the sign of the polynomial at each."""
        if not node.cuts:
            yield "Neither the divisor nor that derivative has a zero inside the interval."
            return
        letter = self.name(node.poly)
        parts = [
            f"${_place(cut.cell)}$, where ${letter} {RELATION.get(cut.sign, '=')} 0$"
            for cut in node.cuts
        ]
        yield f"The divisor and that derivative have their zeros at {listed(parts)}."

    def end(self, node: Node, *, upper: bool) -> Iterator[str]:
        """Where the sign next to an end of the interval comes from."""
        at = self.chart.upper if upper else self.chart.lower
        data = node.upper if upper else node.lower
        sign = SIDE[node.signs[-1 if upper else 0]]
        yield f"Near {_end(at, upper=upper)} it is {sign}: {_source(data, at, upper=upper)}."

    def summary(self, slope: str) -> Iterator[Block]:
        """The derivative as a product of the nodes, with its zeros and signs."""
        chart = self.chart
        above = _times(chart.content, self.product([(p, e) for p, e in chart.factors if e > 0]))
        below = [(p, -e) for p, e in chart.factors if e < 0]
        right = rf"\frac{{{above}}}{{{self.product(below)}}}" if below else above
        yield Display(f"{slope} = {right}")
        yield paragraph(
            f"So ${slope}$ has here {zeros_words(chart.cells)}, "
            f"and the signs ${signs(chart.signs)}$."
        )


def _times(content: Rational | None, formula: str) -> str:
    """A formula with a rational factor in front."""
    if content is None or content == 1:
        return formula
    if content == -1:
        return f"-{formula}"
    number = tex(sp.Rational(int(content.p), int(content.q)))
    return number if formula == "1" else rf"{number} \, {formula}"


def zeros_words(cells: Sequence[Cell]) -> str:
    """How many zeros there are, and the cell of each.

    Example:
        >>> zeros_words(())
        'no zero'
    """
    if not cells:
        return "no zero"
    number = "exactly one zero" if len(cells) == 1 else f"exactly {len(cells)} zeros"
    return f"{number}: {listed([f'${_place(cell)}$' for cell in cells])}"


def _place(cell: Cell) -> str:
    """A place as decimals that enclose it, or as the rational number that it is."""
    if cell[0] == cell[1]:
        return f"x = {tex(sp.Rational(int(cell[0].p), int(cell[0].q)))}"
    return rf"x \in [{_decimal(cell[0], up=False)}, {_decimal(cell[1], up=True)}]"


def _decimal(value: Rational, *, up: bool) -> str:
    """A rational number rounded outwards to a few decimals."""
    scale = 10**PLACES
    scaled = value * scale
    whole = int(scaled.ceil() if up else scaled.floor())
    mark = "-" if whole < 0 else ""
    return f"{mark}{abs(whole) // scale}.{abs(whole) % scale:0{PLACES}d}"


def _end(at: Rational | None, *, upper: bool) -> str:
    if at is None:
        return r"$x \to \infty$" if upper else r"$x \to -\infty$"
    return f"$x = {tex(sp.Rational(int(at.p), int(at.q)))}$"


def _source(data: TailData | None, at: Rational | None, *, upper: bool) -> str:
    if data is None:
        return "by an enclosure at that point"
    if data.vanishing:
        return (
            "the quotient tends to $0$ there and is monotone, so that its sign follows from that "
            "of its derivative"
        )
    if at is None:
        region = rf"x \ge {data.start}" if upper else rf"x \le -{data.start}"
    else:
        region = rf"\left|{tex(x - sp.Rational(int(at.p), int(at.q)))}\right| \le 1/{data.start}"
    terms = "one term" if data.order == 1 else f"{data.order} terms"
    return f"its series with {terms} has that sign for ${region}$, the remainder bounded"
