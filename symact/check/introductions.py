"""What introduces the items and sentences below it: a label, a line that ends with a colon."""

from __future__ import annotations

import re
from dataclasses import replace

from symact.check import phrases
from symact.check.context import Context
from symact.check.noun_phrases import has_other_characters, is_of_the_subject, names_something_else
from symact.check.openings import DECORATION
from symact.check.subjects import functions_named, names_pattern
from symact.reading.pages.page import Kind

_LABEL = re.compile(r"([^:：.!?。()]{2,60}?(?:\([^()]{1,40}\))?)[\s*_]*[:：]")
_COPULA = re.compile(r"\b(?:is|are|equals?|est|ist|es|é|è)\b|=|是|为", re.IGNORECASE)
_FRAMED = re.compile(r"\s*【\s*(?:\d+[.、])?\s*([^【】\n]{2,60})】")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n")
_NAMING = 5  # words of a line that only names what stands below it
# What makes a text one on functions at large, or on what they should be.
_WISHED = re.compile(
    r"\b(?:good|ideal|desir\w+|required|choos\w+|choice|comparison|requirements?|should|must|want|alternatives?|vs|"
    r"networks?|layers?|training|regression|classif\w+|models?|neurons?|perceptrons?|backprop\w*|cross-?entropy)\b|"
    r"应该|理想|要求|对比|比较|选择",
    re.IGNORECASE,
)
_AT_LARGE = re.compile(
    r"\bfunctions\b|\bactivations\b|\b(?:good|ideal|desir\w+|required|choos\w+|choice|general|common|comparison|requirements?|"
    r"should|must|want|need|why|how|what|which|vs)\b|fonctions\b|funciones\b|funções\b|funktionen\b|激活函数的?(?:要求|选择)|"
    r"应该|理想|对比|比较|选择|为什么|如何|どう|なぜ|왜|neden|nasıl|warum|pourquoi|por qu[eé]",
    re.IGNORECASE,
)


def introduced(kind: Kind, level: int, words: str, context: Context) -> Context:
    """The context in which a block is read: of what a label or the block above makes it speak.

    Args:
        level: of an item, how deep it stands; 0 for another block.
    """
    if kind is Kind.HEADING:
        named = functions_named(words)
        at_large = bool(_WISHED.search(words)) or names_something_else(words)
        at_large = at_large or (not named and _AT_LARGE.search(words) is not None)
        return replace(
            context, label=label_of(words), label_at=0, is_at_large=at_large,
            is_unsettled=at_large, unsettled_at=0, is_below_slope=False,
        )  # fmt: skip
    if kind is Kind.PARAGRAPH and words.strip():
        return replace(context, label=label_of(words), label_at=0, unsettled_at=0,
                       is_unsettled=context.is_at_large, is_below_slope=False)  # fmt: skip
    if kind is not Kind.ITEM:
        return context
    if context.unsettled_at and level <= context.unsettled_at:
        context = replace(context, is_unsettled=context.is_at_large, unsettled_at=0)
    own = label_of(words)
    if own is not None:
        return replace(context, label=own, label_at=level)
    deeper = context.label is not None and level > context.label_at > 0
    return context if deeper else replace(context, label=None, label_at=0)


def introducing(kind: Kind, level: int, words: str, context: Context) -> Context:
    """The context behind a block, whose last words may introduce what stands below."""
    is_item = kind is Kind.ITEM and words.rstrip("* _").endswith((":", "："))
    if not (is_item or (kind is Kind.PARAGRAPH and words.strip())):
        return context
    last = _last(words)
    if _is_name(last) and phrases.DERIVATIVE.search(last):
        context = replace(context, is_below_slope=True)
    if not _unsettles(last, context.title):
        return context
    return replace(context, is_unsettled=True, unsettled_at=level)


def label_of(words: str) -> tuple[str, int] | None:
    """The one function whose name labels a text, and how often it is differentiated.

    Example:
        >>> label_of("**Sigmoid:** it is smooth"), label_of("Tanh derivative: at most 1")
        (('sigmoid', 0), ('tanh', 1))
        >>> label_of("ReLU and the loss: convex"), label_of("Note: tanh is odd")
        (None, None)
    """
    lead = DECORATION.match(words)
    match = _FRAMED.match(words) or _LABEL.match(words, lead.end() if lead else 0)
    if match is None:
        return None
    label = match[1].replace("（", " (").replace("）", ") ")
    names = list(dict.fromkeys(functions_named(label)))
    if len(names) != 1 or phrases.COMPARES.search(label) or _AT_LARGE.search(label):
        return None
    bare = re.sub(r"\([^()]*\)", " ", re.sub(names_pattern(), " ", label.casefold()))
    if not is_of_the_subject(bare) or has_other_characters(bare.strip(" *_")):
        return None
    return names[0], 1 if phrases.DERIVATIVE.search(label) else 0


def names_alone(words: str) -> bool:
    """Whether some words name one function and say nothing of it.

    Example:
        >>> names_alone("Leaky ReLU function:"), names_alone("Smooth ReLU alternative")
        (True, False)
    """
    return (
        _COPULA.search(words) is None and label_of(words.rstrip(" :：*_-–—\n.") + ":") is not None
    )


def _last(words: str) -> str:
    """The last sentence of some words."""
    last = [part for part in _SENTENCE.split(words.strip(" \n*_")) if part][-1:]
    return last[0] if last else ""


def _is_name(said: str) -> bool:
    """Whether a sentence only names what stands below it."""
    return said.rstrip().endswith((":", "：")) or phrases.word_count(said) <= _NAMING


def _unsettles(said: str, title: str) -> bool:
    """Whether what stands below a sentence may be on something else than the section is on."""
    doubtful = (
        "?" in said
        or "？" in said
        or _AT_LARGE.search(said)
        or phrases.COMPARES.search(said)
        or names_something_else(said)
    )
    return bool(doubtful) or not set(functions_named(said)) <= {title}
