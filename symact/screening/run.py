"""A screening: every candidate of a file, those that are known already left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from symact.core.limits import Limits
from symact.screening.journal import Journal, key_of
from symact.screening.record import Candidate, Record

Work: TypeAlias = Callable[[Mapping[str, Candidate]], Iterator[tuple[str, Record]]]


def screen(
    found: Sequence[Candidate | Record],
    limits: Limits,
    journal: Journal,
    work: Work,
    tell: Callable[[int], None],
) -> list[Record]:
    """The records of a file in its order.

    Expressions that stand in the file twice, or in the journal, are worked on once.

    Args:
        found: candidates, and records of the lines that are none.
        work: gives the records of the candidates that are still to do, in any order.
        tell: called with the number of lines that are done, whenever there are more.
    """
    keys = {id(c): key_of(c, limits) for c in found if isinstance(c, Candidate)}
    outcomes = {key: journal.known[key] for key in keys.values() if key in journal.known}
    waiting: dict[str, list[Candidate]] = {}
    for candidate in found:
        if isinstance(candidate, Candidate) and keys[id(candidate)] not in outcomes:
            waiting.setdefault(keys[id(candidate)], []).append(candidate)
    tell(len(found) - sum(map(len, waiting.values())))
    for key, record in work({key: same[0] for key, same in waiting.items()}):
        journal.add(key, record.outcome)
        outcomes[key] = record.outcome
        tell(len(waiting[key]))
    return [
        entry if isinstance(entry, Record) else Record(entry, outcomes[keys[id(entry)]])
        for entry in found
    ]


def count(records: Iterable[Record]) -> dict[str, int]:
    """How many records have each status.

    Example:
        >>> from symact.screening.record import failed
        >>> count([Record(Candidate("sin(x)"), failed("not decided"))])
        {'proved': 0, 'unknown': 1, 'unreadable': 0}
    """
    counts = dict.fromkeys(("proved", "unknown", "unreadable"), 0)
    for record in records:
        counts[record.status] += 1
    return counts
