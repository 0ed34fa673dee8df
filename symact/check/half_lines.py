"""Half-lines that words name: "for positive inputs", "when x < 0", "当 x > 0 时"."""

from __future__ import annotations

import re
from typing import TypeAlias

import sympy as sp

from symact.check import predicates
from symact.check.sentences import Sentence
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

Side: TypeAlias = "tuple[sp.Expr, sp.Expr]"

_POSITIVE, _NEGATIVE = (sp.S.Zero, sp.oo), (-sp.oo, sp.S.Zero)
_OF_SIGN: dict[str, Side] = {
    ">": _POSITIVE, ">=": _POSITIVE, "<": _NEGATIVE, "<=": _NEGATIVE,
}  # fmt: skip
_FORMULA = r"(?P<formula>[\ue000-\uf8ff])"
_WHEN_ZH, _WHEN_KO = (
    r"(?:的?(?:时候?|情况下|区域内?|部分))",
    r"(?:면|이면|일\s*때|[를을]?\s*때|인\s*경우|일\s*경우)(?:에?는|에)?",
)
_WHEN_JA = r"(?:い|の)?(?:とき|時|場合|ならば|領域で)(?:に|は|には)?"
# Behind a formula, or before it, what makes it a condition on what follows.
_AHEAD = re.compile(
    rf"\s*(?:(?:for|when|if|where|whenever|für|wenn|falls|pour|si|para|se|quand|lorsque|quando|cuando|per|pro|když|pokud|dla|"
    rf"для|при|если)\s+(?:all\s+|any\s+|every\s+)?{_FORMULA.replace('formula', 'one')}|"
    rf"(?:当|若|如果|在|对于|对)\s*{_FORMULA.replace('formula', 'two')}\s*(?:{_WHEN_ZH})?|"
    rf"{_FORMULA.replace('formula', 'three')}\s*(?:{_WHEN_ZH}|{_WHEN_KO}|{_WHEN_JA}|için|olduğunda|iken))",
    re.IGNORECASE,
)  # fmt: skip
_X_ZH, _X_KO, _X_JA = (
    r"(?:输入值?|自变量|[xz])",
    r"(?:입력(?:값)?[이은]?|[xz]\s*[가는이]?)?",
    r"(?:入力|[xz])\s*[がは]",
)
_IN_WORDS = tuple(
    (re.compile(rf"\s*(?:{pattern})", re.IGNORECASE), side)
    for pattern, side in (
        (rf"(?:当|若|如果|在)\s*{_X_ZH}\s*[为是]?\s*(?:正(?:数|值)?|大于\s*(?:0|零)|>\s*0)\s*{_WHEN_ZH}?|{_X_ZH}?\s*大于\s*(?:0|零)\s*(?:时|的(?:部分|区域|时候)?|部分)", _POSITIVE),
        (rf"(?:当|若|如果|在)\s*{_X_ZH}\s*[为是]?\s*(?:负(?:数|值)?|小于\s*(?:0|零)|<\s*0)\s*{_WHEN_ZH}?|{_X_ZH}?\s*小于\s*(?:0|零)\s*(?:时|的(?:部分|区域|时候)?|部分)", _NEGATIVE),
        (rf"{_X_KO}\s*(?:양수\s*{_WHEN_KO}|0\s*보다\s*(?:크면|클\s*(?:때|경우)(?:에?는)?)|0\s*(?:이상|초과)\s*{_WHEN_KO})", _POSITIVE),
        (rf"{_X_KO}\s*(?:음수\s*{_WHEN_KO}|0\s*보다\s*(?:작으면|작을\s*(?:때|경우)(?:에?는)?)|0\s*(?:이하|미만)\s*{_WHEN_KO})", _NEGATIVE),
        (rf"{_X_JA}\s*(?:正|0\s*より大き){_WHEN_JA}", _POSITIVE),
        (rf"{_X_JA}\s*(?:負|0\s*より小さ){_WHEN_JA}", _NEGATIVE),
    )
)  # fmt: skip
_THEN = re.compile(
    r"\s*[,，、:：]?\s*(?:(?:then|alors|dann|entonces|então|allora|pak|то)\s+|则|那么|就)?",
    re.IGNORECASE,
)


def side_before(sentence: Sentence, place: int) -> tuple[Side, int] | None:
    """The half-line for which what follows is said, and where that begins."""
    found = _in_words(sentence.text, place) or _in_a_formula(sentence, place)
    if found is None:
        return None
    side, end = found
    then = _THEN.match(sentence.text, end)
    return side, then.end() if then else end


def _in_words(text: str, place: int) -> tuple[Side, int] | None:
    for pattern, side in (*predicates.SIDES, *_IN_WORDS):
        if match := pattern.match(text, place):
            return side, match.end()
    return None


def _in_a_formula(sentence: Sentence, place: int) -> tuple[Side, int] | None:
    match = _AHEAD.match(sentence.text, place)
    if match is None:
        return None
    side = _of_formula(sentence, match["one"] or match["two"] or match["three"])
    return None if side is None else (side, match.end())


def _of_formula(sentence: Sentence, character: str) -> Side | None:
    """The half-line of a formula that compares the argument with zero."""
    match sentence.formula(character):
        case (Statement(operands=(t.Symbol(), t.Number(text="0")), operators=(sign,)),):
            return _OF_SIGN.get(sign)
    return None


def side_behind(sentence: Sentence, place: int, before: Side | None) -> tuple[Side, int] | None:
    """The half-line that a condition behind a value names, and where the condition ends.

    Args:
        before: the half-line of the value before, of which "otherwise" leaves the other one.
    """
    text = sentence.text
    for pattern, side in predicates.SIDES:
        if match := pattern.match(text, place):
            return side, match.end()
    if (other := predicates.ELSEWHERE.match(text, place)) and before is not None:
        return (_NEGATIVE if before == _POSITIVE else _POSITIVE), other.end()
    if match := predicates.AT_FORMULA.match(text, place):
        found = _of_formula(sentence, match["formula"])
        return None if found is None else (found, match.end())
    return None


__all__ = ["Side", "side_before", "side_behind"]
