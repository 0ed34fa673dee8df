"""Covers: Taylor's enclosures hold all values, and a cover that leaves something out fails."""

import json
import random
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import flint
import mpmath
import pytest
import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError
from symact.kernel.certificates import Cut, Node, TailData, chart_from_json, chart_to_json
from symact.kernel.chart import Search, chart
from symact.kernel.check_chart import RejectedError, check_chart
from symact.kernel.field import irreducible_factors
from symact.kernel.jets import signs_over
from symact.kernel.monomials import FartherOutError
from symact.kernel.posts import gaps
from symact.kernel.signs import Signs
from symact.kernel.tails import End
from symact.kernel.translate import field_of

FUNCTIONS = [
    sp.exp(x) - 1 - x,
    x * sp.tanh(sp.log(1 + sp.exp(x))) - sp.Rational(1, 10),
    sp.erf(x) - sp.atan(x) / 2,
    sp.erf(x) ** 2 + 2 * sp.erf(x) + 1 - sp.exp(-3 * x**2) / 4,
    sp.sqrt(1 + x**2) - sp.log(2 + sp.exp(x)),
    sp.sin(3 * sp.tanh(x)) - sp.cos(sp.atan(x)) / 2,
    x**3 - 3 * x + sp.Rational(1, 7),
]


def q(value: float) -> flint.fmpq:
    exact = Fraction(value).limit_denominator(1000)
    return flint.fmpq(exact.numerator, exact.denominator)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_sign_over_a_cell_is_that_of_every_value(function: sp.Expr) -> None:
    """A claimed sign of the polynomial or its derivative meets no sample of the other sign."""
    tower, (element,) = field_of(function)
    slope = tower.derivative(element)
    signs, rng = Signs(tower), random.Random(5)  # noqa: S311
    told = 0
    for _ in range(150):
        lower = q(rng.uniform(-9, 9))
        upper = lower + q(10 ** rng.uniform(-2, 0.6))
        for poly in (element.num, slope.num):
            claim = signs_over(signs, poly, (lower, upper))
            told += any(claim)
            points = [lower + (upper - lower) * flint.fmpq(k, 8) for k in range(9)]
            values = [signs.ball_at(poly, p, 400) for p in points]
            if claim[0]:
                assert all(value * claim[0] > 0 for value in values)
            if claim[1]:
                steps = pairwise(values)
                assert all((after - before) * claim[1] > 0 for before, after in steps)
    assert told > 100


def test_a_cell_with_a_pole_or_an_end_of_a_logarithm_says_nothing() -> None:
    tower, (element,) = field_of(sp.log(x) + sp.exp(1 / x))
    for cell in ((q(-1), q(1)), (q(0), q(1))):
        assert signs_over(Signs(tower), element.num, cell) == (0, 0)


def covered(function: sp.Expr) -> tuple[object, object, Node]:
    """Tower, polynomial and the node of a cover, made by the search whatever is shorter."""
    tower, (element,) = field_of(function)
    search = Search(tower, None, None)
    (poly,) = [p for p, _ in irreducible_factors(element.num)[1] if not tower.is_positive(p)]
    return tower, poly, search._cover(poly)


def accepted(function: sp.Expr, node: Node) -> bool:
    """Whether the checker accepts a chart whose one long node is replaced."""
    tower, (element,) = field_of(function)
    found = chart(tower, element, None, None)
    nodes = tuple(node if n.poly == node.poly else n for n in found.nodes)
    altered = replace(found, nodes=nodes)
    if node.cells != found.node(node.poly).cells:
        side = 1 if found.content > 0 else -1
        altered = replace(altered, cells=node.cells, signs=tuple(side * s for s in node.signs))
    try:
        check_chart(tower, element, altered)
    except SymactError:
        return False
    return True


ONE_ZERO = x + 1 + sp.exp(x)
TWO_ZEROS = sp.exp(x) - x - 2
DOUBLE_ZERO = sp.exp(x) - 1 - x


@pytest.mark.parametrize("function", [ONE_ZERO, TWO_ZEROS, DOUBLE_ZERO])
def test_a_cover_is_accepted_and_survives_json(function: sp.Expr) -> None:
    tower, _, node = covered(function)

    assert node.rule == "cover"
    assert accepted(function, node)
    _, (element,) = field_of(function)
    found = replace(chart(tower, element, None, None), nodes=(node,))
    assert chart_from_json(json.loads(json.dumps(chart_to_json(found)))).nodes == (node,)


def test_a_double_zero_is_one_cut_with_both_signs() -> None:
    _, _, node = covered(DOUBLE_ZERO)

    assert [cut.cell for cut in node.cuts if cut.sign == 0] == [(q(0), q(0))]
    assert node.signs in {(1, 1), (-1, -1)}
    assert node.cells == ((q(0), q(0)),)


def planted(node: Node) -> dict[str, Node]:
    """Covers with something left out or turned round."""
    cuts = node.cuts
    middle = len(cuts) // 2
    return {
        "no cuts": replace(node, cuts=()),
        "a cut at each end only": replace(node, cuts=(cuts[0], cuts[-1])),
        "a cut with the other sign": replace(
            node,
            cuts=(
                *cuts[:middle],
                replace(cuts[middle], sign=-cuts[middle].sign or 1),
                *cuts[middle + 1 :],
            ),
        ),
        "cuts in the wrong order": replace(node, cuts=tuple(reversed(cuts))),
        "a zero too few": replace(node, cells=node.cells[1:], signs=node.signs[1:]),
        "all signs turned": replace(node, signs=tuple(-s for s in node.signs)),
        "an end without its evidence": replace(node, lower=None),
        "an end that is told from too near": replace(node, upper=TailData(1, 2)),
        "an end by a quotient": replace(node, upper=TailData(4, 2, vanishing=True)),
        "a double zero where there is none": replace(
            node, cuts=(Cut((q(5), q(5)), 0, TailData(64, 2), TailData(64, 2)),)
        ),
        "a cell without a zero": replace(
            node, cells=tuple((lower - 7, upper - 7) for lower, upper in node.cells)
        ),
        "a cover called a Rolle node": replace(node, rule="rolle"),
    }


@pytest.mark.parametrize("fault", list(planted(covered(TWO_ZEROS)[2])))
def test_a_planted_fault_in_a_cover_is_rejected(fault: str) -> None:
    node = planted(covered(TWO_ZEROS)[2])[fault]

    assert not accepted(TWO_ZEROS, node)


def test_two_zeros_in_one_gap_are_not_missed() -> None:
    """Negative control: without the cut between them neither sign nor slope is told."""
    tower, poly, node = covered(TWO_ZEROS)
    wide = (node.cells[0][0] - 1, node.cells[1][1] + 1)

    assert signs_over(Signs(tower), poly, wide) == (0, 0)


@pytest.mark.parametrize("start", [-5, 0, 1, 3])
@pytest.mark.parametrize("function", [x, sp.log(x), sp.log(sp.log(x))])
def test_a_series_is_not_believed_too_near(function: sp.Expr, start: int) -> None:
    """Negative control: x is not positive from -5 on, nor log(log(x)) from 1 on."""
    tower, (element,) = field_of(function)

    with pytest.raises(FartherOutError):
        Signs(tower).near(element.num, End(None, -1), TailData(start, 2))
    assert Signs(tower).near(element.num, End(None, -1), TailData(16, 2)) == 1


def test_gaps_leave_out_what_overlaps() -> None:
    cuts = [Cut((q(0), q(0)), 0, TailData(2, 2), TailData(2, 2)), Cut((q(3), q(3)), 1)]

    assert gaps(q(-4), cuts, q(4)) == [(q(-4), q(-0.5)), (q(0.5), q(3)), (q(3), q(4))]
    assert gaps(q(5), [], q(4)) == []


@pytest.mark.parametrize(
    "function",
    [
        x * sp.tanh(x * (1 + sp.erf(x / sp.sqrt(2))) / 2),
        x * (1 + sp.erf(x / sp.sqrt(2))) / 2 - x / (1 + sp.exp(-sp.Rational(851, 500) * x)),
        sp.tanh(sp.tanh(x)) * sp.erf(x),
    ],
)
def test_long_second_derivatives_are_charted(function: sp.Expr) -> None:
    """Zeros and signs against a fine sampling of f'' in floating point of fifty digits."""
    tower, (element,) = field_of(function)
    second = tower.derivative(tower.derivative(element))
    found = chart(tower, second, None, None)
    check_chart(tower, second, found)
    f = sp.lambdify(x, function, "mpmath")
    with mpmath.workdps(50):
        grid = [mpmath.mpf(k) / 16 + mpmath.mpf(1) / 97 for k in range(-110, 111)]
        sampled = [mpmath.sign(mpmath.diff(f, t, 2)) for t in grid]
        zeros = [mpmath.mpf(int(lower.p)) / int(lower.q) for lower, _ in found.cells]
    changes = [
        (a, b)
        for a, b, s, t in zip(grid, grid[1:], sampled, sampled[1:], strict=False)
        if s * t < 0
    ]
    turning = [z for z, s, t in zip(zeros, found.signs, found.signs[1:], strict=False) if s != t]
    inside = [z for z in turning if grid[0] < z < grid[-1]]
    assert len(changes) == len(inside)
    assert all(a - 0.02 <= z <= b + 0.02 for (a, b), z in zip(changes, inside, strict=True))


def test_the_checker_names_what_a_cover_lacks() -> None:
    tower, (element,) = field_of(TWO_ZEROS)
    found = chart(tower, element, None, None)
    node = replace(covered(TWO_ZEROS)[2], cuts=())
    nodes = tuple(node if n.poly == node.poly else n for n in found.nodes)

    with pytest.raises(RejectedError, match="between two cuts"):
        check_chart(tower, element, replace(found, nodes=nodes))
