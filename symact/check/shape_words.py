"""Shapes in words: "W has shape (3, 4)", "Wx is a 3 x 1 vector", "X W is not defined"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symact.check.chains import Claim
from symact.check.context import Context
from symact.check.linear.dimensions import written_shape
from symact.check.linear.values import Dimension, Shape
from symact.check.phrases import FORMULA
from symact.check.report import ClaimKind
from symact.check.sentences import Sentence
from symact.check.shape_statements import definedness, shaped
from symact.core.errors import SymactError
from symact.reading.held import tree as t
from symact.reading.held.statements import Statement

_SIZE = r"(?:\d{1,6}|[A-Za-z]\w?)"
_TIMES = rf"(?P<rows>{_SIZE})\s*(?:×|x|by|\*|-by-)\s*(?P<columns>{_SIZE})(?![\w.])"
_LIST = rf"[(\[]\s*(?P<first>{_SIZE})\s*,\s*(?P<second>{_SIZE})?\s*[)\]]"
_NOUN = r"(?:matrix|vector|column vector|row vector|column|row|tensor|array)"
_SHAPED = re.compile(
    rf"(?P<of>{FORMULA})[\s*_`]*(?:is|has|will have|with|gets|:|have|are)?\s+"
    rf"(?:(?:an?|the|of)\s+)?(?P<named>(?:shape|size|dimensions?|dimensionality)s?\s*(?:of|is|:|=|are)?\s*)?"
    rf"[(\[]?(?P<by>{FORMULA}|{_TIMES})[)\]]?(?:[\s-]*{_NOUN})?",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"(?P<of>{FORMULA})[\s*_`]*(?:is of|has|will have|with|gets|of|have|are of)?\s+"
    rf"(?:(?:an?|the)\s+)?(?:shape|size|dimensions?)s?\s*(?:of|is|:|=)?\s*{_LIST}",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    rf"(?P<of>{FORMULA})[\s*_`]*(?:is|are)\s+(?:therefore\s+|thus\s+|hence\s+)?(?P<no>not\s+|un)?"
    r"(?:defined|possible|valid|conformable)|"
    rf"(?P<never>{FORMULA})[\s*_`]*(?:cannot|can not|can't) be "
    r"(?:computed|multiplied|evaluated|formed|calculated)|"
    rf"(?P<none>{FORMULA})[\s*_`]*does not exist",
    re.IGNORECASE,
)
# Without any of these a text says nothing of shapes.
SAYS_A_SHAPE = re.compile(
    r"shape|\bsize|dimension|matri|vector|defined|possible|valid|computed|multiplied|evaluated|"
    r"conformable|exist|\\times|×|\d ?x ?\d|\bby\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|unless|should|must|need|needs|require\w*|when|suppose|transpos\w+|instead)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"[\s,*_`]*(?:if|when|unless|only|provided|after|before|once|except|whenever|in case|for|per|"
    r"at|as|instead|or|not)\b",
    re.IGNORECASE,
)


def shape_words(sentence: Sentence, context: Context) -> tuple[list[Claim], Context]:
    """The claims of a sentence on shapes, and the context with the shapes that it declares."""
    claims: list[Claim] = []
    for match in (*_SHAPED.finditer(sentence.text), *_LISTED.finditer(sentence.text)):
        tree, stated = _expression(sentence, match["of"]), _stated(sentence, match)
        if tree is None or stated is None or not _is_said(sentence.text, match):
            continue
        judgement, context = shaped(tree, stated, context)
        if judgement is not None:
            claims.append(Claim(ClaimKind.SHAPE, sentence.span(*match.span()), judgement))
    claims += _definedness(sentence, context)
    return claims, context


def _definedness(sentence: Sentence, context: Context) -> Iterator[Claim]:
    """The claims that a product or a sum is defined, or that it is not."""
    for match in _DEFINED.finditer(sentence.text):
        character = match["of"] or match["never"] or match["none"]
        tree = _expression(sentence, character)
        if not isinstance(tree, t.Product | t.Sum) or not _is_said(sentence.text, match):
            continue
        is_defined = bool(match["of"]) and not match["no"]
        judgement = definedness(tree, context, is_defined=is_defined)
        if judgement is not None:
            yield Claim(ClaimKind.SHAPE, sentence.span(*match.span()), judgement)


def _is_said(text: str, match: re.Match[str]) -> bool:
    """Whether no word around a statement makes it one for some cases, or a question."""
    before = _HYPOTHETICAL.search(text, 0, match.start())
    return before is None and _CHANGES.match(text, match.end()) is None and "?" not in text


def _expression(sentence: Sentence, character: str) -> t.Tree | None:
    """The formula that a character stands for, where it states nothing."""
    match sentence.formula(character):
        case (Statement(operands=(tree,), operators=()),):
            return tree
    return None


def _stated(sentence: Sentence, match: re.Match[str]) -> Shape | None:
    """The shape that words or a formula give."""
    found = match.groupdict()
    if "first" in found:
        sizes = (found["first"], found["second"])
        return tuple(_dimension(size) for size in sizes if size)
    if found["rows"]:
        return _dimension(found["rows"]), _dimension(found["columns"])
    tree = _expression(sentence, found["by"])
    try:
        is_product = isinstance(tree, t.Product)
        return written_shape(tree) if tree is not None and (is_product or found["named"]) else None
    except SymactError:
        return None


def _dimension(text: str) -> Dimension:
    return int(text) if text.isdecimal() else text


__all__ = ["SAYS_A_SHAPE", "shape_words"]
