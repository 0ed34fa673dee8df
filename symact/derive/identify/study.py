"""From the relations that the search suggests to those that the kernel proves."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from typing import final

import sympy as sp

from symact.activations import catalogue
from symact.activations.catalogue import LECTURE
from symact.core.activation import Activation, x
from symact.core.budget import OutOfTimeError
from symact.core.errors import SymactError
from symact.core.verdict import Status, Verdict
from symact.derive.identify.equality import differ_at, equality
from symact.derive.identify.floats import program
from symact.derive.identify.recognise import constants, is_plain
from symact.derive.identify.relation import Identification, Kind, Match, Relation, defaults
from symact.derive.identify.search import Freedom, Target, may_relate, relations, target
from symact.derive.identify.shape import places
from symact.derive.pieces import pieces_of
from symact.derive.switches import value_at

SECONDS = 20.0
_NOT_FOUND = "no match was found, and the search may have missed one"
_STOPPED = "no match was found in the time given"
# Places at which a difference may show: where activations bend, far out, and close to zero.
_PROBES = tuple(
    sp.Rational(p, q)
    for p, q in (
        (7, 5), (-13, 10), (31, 10), (-47, 10), (1, 7), (101, 5), (-151, 10), (-613, 10), (823, 10),
        (1, 997), (-1, 991), (1, 100_003), (-1, 100_019), (1, 10_000_019),
    )
)  # fmt: skip
_MOST_HINTS = 24


@final
@dataclass(frozen=True, slots=True)
class Step:
    """A pass over the catalogue.

    Attributes:
        freedoms: what to try for an entry, the closest relations first.
        gate: the loosest of them, which is tried before the others are; None for none.
        is_loose: whether it is left out where something closer is known.
    """

    freedoms: Callable[[Activation], tuple[Freedom, ...]]
    gate: Callable[[Activation], Freedom] | None = None
    is_loose: bool = False


_MAPS = tuple(Freedom(a=a, b=b, outer=True) for b in (False, True) for a in (False, True))


def _subsets(entry: Activation) -> tuple[tuple[int, ...], ...]:
    """Each parameter alone, and then all of them."""
    every = tuple(range(len(entry.parameters)))
    return tuple(dict.fromkeys((*((i,) for i in every), every))) if every else ()


STEPS = (
    Step(lambda _: (Freedom(),)),
    Step(lambda entry: tuple(Freedom(values=free) for free in _subsets(entry))),
    Step(lambda _: _MAPS, lambda _: _MAPS[-1]),
    Step(
        lambda entry: tuple(replace(m, values=free) for free in _subsets(entry) for m in _MAPS),
        lambda entry: replace(_MAPS[-1], values=tuple(range(len(entry.parameters)))),
        is_loose=True,
    ),
)
_UNSCALED = 2
_LAST = 2.0  # seconds more in which to tell entries apart
_MOST_TRIALS, _MOST_DOUBTS = 20, 2


class _Outcome(Enum):
    PROVED = 1
    REFUTED = 2
    OPEN = 3


def identify(subject: Activation, seconds: float = SECONDS) -> Identification:
    """The entries of the catalogue that a function is, at their parameters' or other values.

    Every match is a theorem: the function is the entry, or the entry with other values of its
    parameters, or the entry with its input and output scaled and shifted. No match is no
    theorem: the search may have missed one.

    Args:
        seconds: after which no further entry is tried.

    Example:
        >>> from symact.reading.expression import read_activation
        >>> found = identify(read_activation("x*(1 + erf(x/sqrt(2)))/2"))
        >>> [(m.relation.entry.name, m.relation.kind.value) for m in found.matches]
        [('gelu', 'equal'), ('smu', 'parameter')]
    """
    return _Study(subject, seconds).result()


class _Study:
    """One pass over the catalogue; used once and thrown away."""

    def __init__(self, subject: Activation, seconds: float) -> None:
        self.subject = subject
        self.function = subject.function
        self.deadline = time.monotonic() + seconds
        self.matches: dict[str, Match] = {}
        self.open: dict[str, None] = {}
        self.reason = _NOT_FOUND

    def result(self) -> Identification:
        """Everything that is found in the time."""
        try:
            self._search()
        except OutOfTimeError:
            self.reason = _STOPPED
        except SymactError as error:
            self.reason = str(error)
        ordered = tuple(sorted(self.matches.values(), key=_closeness))
        verdict = Verdict(Status.PROVED) if ordered else Verdict(Status.UNKNOWN, self.reason)
        return Identification(
            self.subject,
            ordered,
            verdict,
            tuple(self._different()),
            tuple(name for name in self.open if name not in self.matches),
        )

    def _search(self) -> None:
        wanted = _target(self.function)
        for step in STEPS if self.function.has(x) else STEPS[:_UNSCALED]:
            if step.is_loose and self.matches:
                return
            for entry in catalogue().values():
                if time.monotonic() > self.deadline:
                    self.reason = _STOPPED
                    return
                if entry.name not in self.matches:
                    self._try(wanted, entry, step)

    def _try(self, wanted: Target, entry: Activation, step: Step) -> None:
        if step.gate is not None and not may_relate(wanted, entry, step.gate(entry)):
            return
        doubts = 0
        every = (r for f in step.freedoms(entry) for r in relations(wanted, entry, f))
        for relation in islice(every, _MOST_TRIALS):
            outcome, match = _proved(self.function, relation)
            if match is not None:
                self.matches[entry.name] = match
                return
            if outcome is _Outcome.OPEN:
                self.open[entry.name] = None
                doubts += 1
            if doubts == _MOST_DOUBTS:
                return

    def _different(self) -> Iterator[str]:
        """The entries that are another function at their default values, each by a point."""
        late = self.deadline + _LAST
        for entry in catalogue().values():
            if time.monotonic() > late:
                return
            match = self.matches.get(entry.name)
            if match is not None and match.relation.kind is Kind.EQUAL:
                continue
            usual = Relation(entry, defaults(entry)).function
            if differ_at(self.function, usual, _PROBES) is not None:
                yield entry.name


def _proved(function: sp.Expr, relation: Relation) -> tuple[_Outcome, Match | None]:
    """What the kernel says of a suggested relation."""
    try:
        if not relation.is_in_domain:
            return _Outcome.REFUTED, None
        other = relation.function
        if other.has(sp.nan, sp.zoo, sp.oo) or differ_at(function, other, _PROBES):
            return _Outcome.REFUTED, None
    except SymactError:
        return _Outcome.OPEN, None
    answer = equality(function, other)
    if answer.verdict.status is Status.PROVED:
        return _Outcome.PROVED, Match(relation, answer.theorems)
    refuted = answer.verdict.status is Status.REFUTED
    return (_Outcome.REFUTED if refuted else _Outcome.OPEN), None


def _target(function: sp.Expr) -> Target:
    return target(function, places(program(function, [x])), _hints(function))


def _hints(function: sp.Expr) -> Sequence[sp.Expr]:
    """Constants that relations are likely to hold: those of the formula, breaks, values at them."""
    found = dict.fromkeys(constants(function))
    with suppress(SymactError):
        breaks = pieces_of(function).breaks
        found |= dict.fromkeys(c for b in breaks for c in (b.at, b.value) if c is not None)
    with suppress(SymactError):
        at_zero = value_at(function, sp.S.Zero)
        found |= {} if at_zero is None else {at_zero: None}
    return [c for c in found if c != 0 and is_plain(c)][:_MOST_HINTS]


def _closeness(match: Match) -> tuple[object, ...]:
    """The order of matches: the closest kind, and then the simplest relation."""
    relation = match.relation
    scaling = relation.scaling
    changed = sum(
        value != usual
        for value, usual in ((scaling.a, 1), (scaling.b, 0), (scaling.c, 1), (scaling.d, 0))
    )
    name = relation.entry.name
    taught = LECTURE.index(name) if name in LECTURE else len(LECTURE)
    return (
        list(Kind).index(relation.kind),
        relation.kind is Kind.SCALED and not relation.has_defaults,
        name not in LECTURE,
        changed,
        relation.function.count_ops(),
        taught,
    )
