"""Lists of ranges: below "The output ranges are:", each behind the name of its function."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sympy as sp

from symact.activations.catalogue import catalogue
from symact.check.chains import Claim, State
from symact.check.clauses import Topic, either_way, is_closed
from symact.check.extents import judge_interval
from symact.check.intervals import interval_at
from symact.check.judge.outcome import unknown
from symact.check.openings import DECORATION
from symact.check.report import ClaimKind, Judgement
from symact.check.sentences import Sentence
from symact.check.subjects import entry_named
from symact.check.table_facts import named_function
from symact.check.unclear import UnclearError
from symact.core.errors import SymactError

_LABEL = re.compile(r"([^:：.!?。=\n\ue000-\uf8ff]{2,50}?)[*_\s]*[:：→][*_\s`]*")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s")
_BACK = 1500  # characters above an item in which the line that introduces the list stands
# A list of anything else that is called a range ("Plot ranges", "Input ranges") is none of these.
_INTRO = re.compile(
    r"(?:and |here are )?(?:the )?(?:their |respective )?(?:output |value )?ranges?"
    r"(?: of (?:the |these |some |common )?(?:output|value|function|activation)s?(?: functions)?)?"
    r"(?: are| is)?(?: as follows| the following)?",
    re.IGNORECASE,
)


def listed_ranges(sentence: Sentence, state: State) -> Iterator[Claim]:
    """The range of a function in a list of ranges."""
    lead = DECORATION.match(sentence.text)
    label = _LABEL.match(sentence.text, lead.end() if lead else 0)
    name = None if label is None else named_function(label[1].strip(" *_`"))
    if label is None or name is None:
        return
    found = interval_at(sentence, label.end())
    if found is None or not is_closed(sentence.text, found[1]) or not _is_of_ranges(sentence):
        return
    tree, end = found

    def question(f: sp.Expr) -> Judgement:
        try:
            return judge_interval(f, 0, tree, state.context, role="range", tight=True)
        except (UnclearError, SymactError) as error:
            return unknown(str(error))

    usual = catalogue()[name].function
    topic = Topic(entry_named(name).expression, 0, is_sure=True, usual=usual)
    yield Claim(ClaimKind.RANGE, sentence.span(label.end(), end), either_way(topic, question))


def _is_of_ranges(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list that a line on ranges introduces."""
    text, start = sentence.source.text, sentence.offsets[0]
    line = text.rfind("\n", 0, start) + 1
    if not _ITEM.match(text[line : start + 3]):
        return False
    above = text[max(0, line - _BACK) : line].splitlines()
    while above and (not above[-1].strip() or _ITEM.match(above[-1])):
        above.pop()
    return bool(above) and _INTRO.fullmatch(above[-1].strip("#*_:. \t")) is not None


__all__ = ["listed_ranges"]
