r"""Claims about components tried with numbers: a place where the sides differ for certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random
from typing import final

import sympy as sp

from symact.check.judge.enclosures import number_text, value
from symact.check.linear.component_numbers import Numbers, function_names, written_out
from symact.check.linear.component_page import LABELS, Page, label_names, named
from symact.check.linear.component_proof import Indices
from symact.check.linear.entries import ball_of_exact
from symact.check.report import Counterexample
from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.kernel.balls import Ball, precision
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

LENGTH, MAX_LENGTH, BITS, SEED = 3, 5, 160, 20
MAX_CHOICES = 130
_TINY = 1e-25
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
    """What came of trying two sides at one choice of indices.

    Attributes:
        differs: the counterexample; None where no difference is certain.
        is_mixed: whether they differ for some functions that a name may stand for, and not for
            others.
    """

    differs: Counterexample | None
    is_mixed: bool = False


def choices(letters: tuple[str, ...], condition: Indices, length: int) -> list[dict[str, int]]:
    """The numbers that the free indices of a claim may stand for, different ones first.

    Raises:
        UnsupportedError: where there are too many.
    """
    if length > MAX_LENGTH or length ** len(letters) > MAX_CHOICES:
        raise UnsupportedError("too many entries to be tried")
    found = [
        dict(zip(letters, chosen, strict=True))
        for chosen in product(range(1, length + 1), repeat=len(letters))
    ]
    allowed = [scope for scope in found if condition.allow(scope)]
    return sorted(allowed, key=lambda scope: -len(set(scope.values())))


def length_of(sides: tuple[Tree, Tree], letters: tuple[str, ...], bounds: frozenset[str]) -> int:
    """How many entries there are to be where a claim is tried.

    Raises:
        UnsupportedError: where a page says two different numbers.
    """
    written = {int(bound) for bound in bounds if bound.isdecimal()}
    if len(written) > 1:
        raise UnsupportedError("the sums are written up to other bounds")
    symbols = [n for side in sides for n in every(side) if isinstance(n, t.Symbol)]
    marks = [int(i) for s in symbols for i in named(s)[1] if i.isdecimal()]
    least = max([LENGTH, len(letters), *marks])
    if written and max(marks, default=0) > min(written):
        raise UnsupportedError("an index beyond the last one")
    return min(written) if written else least


def tried(sides: tuple[Tree, Tree], page: Page, scope: Mapping[str, int], length: int) -> Trial:
    """The two sides at one choice of indices, for every function that a name may stand for."""
    names = function_names(sides, page)
    found: list[Counterexample | None] = []
    for stand_in in STAND_INS if names else STAND_INS[:1]:
        known = Numbers(page, length, scope, functions=dict.fromkeys(names, stand_in))
        found.append(_difference(sides, known, names))
        if None in found and any(found):
            return Trial(None, is_mixed=True)
    return Trial(found[0] if None not in found else None)


def _difference(
    sides: tuple[Tree, Tree], known: Numbers, names: frozenset[str]
) -> Counterexample | None:
    left, right = (written_out(side, known) for side in sides)
    if any(side.has(sp.zoo, sp.nan, sp.oo) for side in (left, right)):
        return None
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
    shown = _shown(one), _shown(two)
    if shown[0] is None or shown[1] is None or shown[0] == shown[1]:
        return None
    places = [(name, str(value)) for name, value in known.scope.items()]
    functions = [(f"{name}(x)", str(known.functions[name])) for name in sorted(names)]
    entries = [(str(symbol), str(q)) for symbol, q in at.items()]
    return Counterexample((*places, *functions, *entries), shown[0], shown[1])


def _shown(ball: Ball) -> str | None:
    """The number in proved digits; what is all but 0 is 0 to every digit that is shown."""
    return "0" if bool(abs(ball) < _TINY) else number_text(ball)


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


def _drawn(letters: list[sp.Symbol], known: Numbers, draw: int) -> dict[sp.Symbol, Fraction]:
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
