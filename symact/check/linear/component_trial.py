r"""Claims about components tried with numbers: a place where the sides differ for certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random
from typing import final

import sympy as sp

from symact.check.judge.enclosures import number_text, value
from symact.check.linear.component_numbers import Numbers, function_names, holds, written_out
from symact.check.linear.component_page import LABELS, Page, label_names
from symact.check.linear.entries import ball_of_exact
from symact.check.report import Counterexample
from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.kernel.balls import Ball, precision
from symact.reading.held.tree import Tree

LENGTH, MAX_LENGTH, BITS, SEED = 3, 5, 160, 20
MAX_PLACES = 27
_COUNTS = frozenset("nmNMKBCd")
# Outputs of a softmax under any name: entries between 0 and 1 that sum to 1.
_PROBABILITIES = frozenset({"p", "q", "s", "S", "hat y", "a", "o"})
# A function of which only the name is known may be any of these; a claim must fail for each.
STAND_INS = (
    1 / (1 + sp.exp(-x)),
    sp.tanh(x),
    x**3 / 3 + x,
    sp.log(1 + sp.exp(x)),
    sp.Max(0, x),
)
_SLOPE = "d"


@final
@dataclass(frozen=True, slots=True)
class Trial:
    """Where two sides were tried.

    Attributes:
        scope: the numbers that the free letters of indices stood for.
        differs: the counterexample; None where no difference is certain.
    """

    scope: Mapping[str, int]
    differs: Counterexample | None


def trials(
    sides: tuple[Tree, Tree],
    page: Page,
    letters: tuple[str, ...],
    condition: Tree | None,
    length: int | None,
) -> Iterator[Trial]:
    """The two sides at every choice of indices, for every function that a name may stand for.

    Args:
        letters: the free indices of the claim.
        length: how many entries there are, where the page says it.
    """
    long = length or max(LENGTH, len(letters))
    if long > MAX_LENGTH or long ** len(letters) > MAX_PLACES * MAX_LENGTH:
        raise UnsupportedError("too many entries to be tried")
    names = function_names(sides, page)
    for chosen in product(range(1, long + 1), repeat=len(letters)):
        scope = dict(zip(letters, chosen, strict=True))
        plain = Numbers(page, long, scope)
        if condition is not None and not holds(condition, plain):
            continue
        found: Counterexample | None = None
        for stand_in in STAND_INS if names else STAND_INS[:1]:
            known = Numbers(page, long, scope, functions=dict.fromkeys(names, stand_in))
            found = _difference(sides, known, names)
            if found is None:
                break
        yield Trial(scope, found)


def _difference(
    sides: tuple[Tree, Tree], known: Numbers, names: frozenset[str]
) -> Counterexample | None:
    left, right = (written_out(side, known) for side in sides)
    letters = sorted(left.free_symbols | right.free_symbols, key=str)
    slopes = {s for s in letters if _is_slope(s)}
    if slopes and not _is_linear(left, right, slopes):
        raise UnsupportedError("on what the loss depends is not stated")
    for draw in range(2 * known.length):
        at = _drawn(letters, known, draw)
        with precision(BITS):
            balls = {s: ball_of_exact(q) for s, q in at.items()}
            try:
                one, two = value(left, balls), value(right, balls)
            except SymactError:
                return None
            if _are_apart(one, two):
                return _told(one, two, at, known, names)
    return None


def _are_apart(one: Ball, two: Ball) -> bool:
    gap = one - two
    return bool(one.is_finite() and two.is_finite() and not gap.contains(0))


def _told(
    one: Ball, two: Ball, at: Mapping[sp.Symbol, Fraction], known: Numbers, names: frozenset[str]
) -> Counterexample | None:
    shown = number_text(one), number_text(two)
    if shown[0] is None or shown[1] is None or shown[0] == shown[1]:
        return None
    places = [(name, str(value)) for name, value in known.scope.items()]
    functions = [(f"{name}(x)", str(known.functions[name])) for name in sorted(names)]
    entries = [(str(symbol), str(q)) for symbol, q in at.items()]
    return Counterexample((*places, *functions, *entries), shown[0], shown[1])


def _is_slope(symbol: sp.Symbol) -> bool:
    return str(symbol).startswith(_SLOPE) and "/" in str(symbol)


def _is_linear(left: sp.Expr, right: sp.Expr, slopes: set[sp.Symbol]) -> bool:
    """Whether both sides are sums of multiples of the slopes of one loss in one quantity."""
    kinds = {str(s).partition("_")[0] for s in slopes}
    without = dict.fromkeys(slopes, sp.S.Zero)
    has_both = all(side.free_symbols & slopes or side == 0 for side in (left, right))
    return len(kinds) == 1 and has_both and all(
        sp.expand(side.xreplace(without)) == 0 for side in (left, right)
    )  # fmt: skip


def _drawn(
    letters: list[sp.Symbol], known: Numbers, draw: int
) -> dict[sp.Symbol, Fraction]:
    """Numbers for all entries; what may be a vector of probabilities gets one."""
    random = Random(SEED + draw)  # noqa: S311  (any numbers do)
    found: dict[sp.Symbol, Fraction] = {}
    hot = draw % known.length + 1
    labels = label_names(known.page) | (LABELS - {"p", "q"})
    weights = {name: [random.randint(1, 9) for _ in range(known.length)] for name in _PROBABILITIES}
    for symbol in letters:
        name, _, place = str(symbol).partition("_")
        if name in _COUNTS and not place:
            found[symbol] = Fraction(known.length)
        elif name in labels and place.isdecimal():
            found[symbol] = Fraction(int(place) == hot)
        elif name in _PROBABILITIES and place.isdecimal() and int(place) <= known.length:
            found[symbol] = Fraction(weights[name][int(place) - 1], sum(weights[name]))
        elif not place or draw >= known.length:
            found[symbol] = Fraction(random.randint(10, 60), 32)
        else:
            found[symbol] = Fraction(random.choice((-1, 1)) * random.randint(8, 60), 32)
    return found
