"""The function that a heading or a sentence is about, found by its name in the words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from symact.activations.catalogue import catalogue, normal
from symact.check import phrases
from symact.check.context import Context
from symact.check.other_languages import NAMES
from symact.check.usual_names import Function, in_letters

# Names that are also words of every text about functions.
_EVERYDAY = frozenset(
    ("linear", "identity", "step", "sine", "cosine", "absolute value", "absolute", "exponential",
     "square", "cube", "logarithm", "gaussian", "sign", "reciprocal", "quadratic", "cubic",
     "maximum", "minimum", "power", "root", "constant", "binary", "sinc", "abs", "rational")
)  # fmt: skip
_SHORT = 12  # words that may stand between a name and its formula
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# Headings that name a part and nothing else, in scripts without spaces.
_PART = re.compile(
    r"[\W\d]*(?:数学|基本|主要|其|的|与|和|及|定义|性质|性質|特点|特性|导数|導數|导函数|值域|公式|优缺点|优点|缺点|图像|推导|"
    r"求导|微分|勾配|導関数|도함수|기울기|정의|성질|미분|치역|특징)+[\W\d]*"
)
# The same in others, such as "Pros" and "Key Properties & Shape".
_NEUTRAL = re.compile(
    r"[\W\d]*(?:(?:key|main|mathematical|mathematics|basic|its|and|the|of|pros?|cons?|advantages?|disadvantages?|drawbacks?|"
    r"limitations?|benefits?|strengths?|weaknesses|properties|property|characteristics|features?|behaviou?r|shape|definition|"
    r"description|formula|equation|eigenschaften|vorteile|nachteile|definition|formel|propriétés|avantages|inconvénients|"
    r"propiedades|ventajas|desventajas|definición|características|propriedades|vantagens|desvantagens|definição|"
    r"avantajları|dezavantajları|avantajlar|dezavantajlar|özellikleri|özellikler|tanım|vantaggi|svantaggi|proprietà|"
    r"特徴|長所|短所|性質|数式|장점|단점|특징|성질|정의)[\W\d]*)+",
    re.IGNORECASE,
)
# What makes a function of another name only a means, as in "Tanh approximation" of the GELU.
_DERIVED = re.compile(
    r"\bapproximat\w*|\bversions?\b|\bvariants?\b|\bbased\b|\busing\b|近似|näherung", re.IGNORECASE
)
_OWN = {
    "sigmoid": "sigmoid", "logistic": "sigmoid", "tanh": "tanh", "hyperbolic tangent": "tanh",
    "leaky relu": "leaky_relu", "elu": "elu", **NAMES,
}  # fmt: skip
# What makes a heading one on two functions, of which the section's own stays the subject.
_RELATES = re.compile(
    r"\b(?:relation(?:ship|s)?|connections?|links?|improve\w*|fix(?:es|ing)|similarit\w+|differences?|"
    r"relaci[oó]n|conexi[oó]n|beziehung|zusammenhang|rapport|lien|relação|relazione)\b|关系|联系|区别|改进|関係",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all names of functions, the longest first, and whose name each is.

    The parts of a name may be joined by a space, a dash or nothing.
    """
    found: dict[str, str] = dict(_OWN)
    for entry in catalogue().values():
        for key in (entry.name, *entry.aliases):
            word = key.replace("_", " ").casefold()
            # "The sigmoid derivative" is one of the sigmoid, by its words.
            if len(word) > 3 and word not in _EVERYDAY and "deriv" not in word:
                found.setdefault(word, entry.name)
    ordered = sorted(found, key=len, reverse=True)
    choice = "|".join("[ _-]?".join(map(re.escape, word.split())) for word in ordered)
    owners = {normal(word): name for word, name in reversed(found.items())}
    return re.compile(rf"(?<![a-z])(?:{choice})(?![a-z])"), owners


def names_pattern() -> str:
    """A pattern of all names of functions, the longest first; in small letters."""
    return _names()[0].pattern


def functions_named(words: str) -> list[str]:
    """The functions of the catalogue that are named in some words, in their order.

    Example:
        >>> functions_named("The Leaky ReLU and the sigmoid")
        ['leaky_relu', 'sigmoid']
    """
    return list(_named(words.casefold()))


@lru_cache(maxsize=4096)
def _named(words: str) -> tuple[str, ...]:
    pattern, owners = _names()
    return tuple(owners[normal(match.group())] for match in pattern.finditer(words))


def entry_named(name: str) -> Function:
    """The function of an entry of the catalogue; with its parameters as letters."""
    return in_letters(catalogue()[name])


def subject_in(words: str, context: Context, *, is_heading: bool = False) -> Context:
    """The context after some words: of a heading that names one function, that is its subject.

    What other words name is a hint to what is defined next.
    """
    if not is_heading:
        named_here = tuple(dict.fromkeys(functions_named(words[:600])))
        if named_here or len(words.split()) > _SHORT:
            return context.hinted(named_here)
        return context
    # "Range:" alone below "Derivative" may be that of the derivative.
    stays = context.is_on_derivative and _is_range_alone(words)
    is_on_slope = stays or bool(phrases.DERIVATIVE.search(words))
    context = replace(context, is_on_derivative=is_on_slope)
    if phrases.COMPARES.search(words) or _RELATES.search(words):
        return context.in_new_scope()  # it sets another function beside the subject
    named = list(dict.fromkeys(functions_named(words[:200])))
    is_means = len(named) == 1 and named[0] != context.title and _DERIVED.search(words)
    if len(named) != 1 or is_means:
        if not is_means and _goes_on(words):
            return context.in_new_scope()
        return context.in_new_section().about("", None)
    if context.title == named[0]:
        # What was defined in between may be another function.
        return context.in_new_scope().with_subject(entry_named(named[0]))
    return context.without_letters().about(named[0], entry_named(named[0]))


def owned(owner: str, context: Context) -> Context:
    """The context of a text that belongs to a part of a program.

    Args:
        owner: the names of a class and of a function in it; the inner one counts if it names one.
    """
    parts = owner.split(" > ")
    named = next((p for p in reversed(parts) if len(functions_named(p)) == 1), "")
    if not named:
        return context
    words = f"{named} {' '.join(parts[parts.index(named) + 1 :])}"
    return subject_in(words, context, is_heading=True)


def _goes_on(words: str) -> bool:
    """Whether a heading names a part of what is spoken of, as "Derivative" does."""
    part = {"derivative", "gradient", "range", "proof", "definition", "properties", "formula",
            "example", "plot", "graph", "derivada", "dérivée", "ableitung", "result"}  # fmt: skip
    return bool(part & {word.casefold() for word in _WORD.findall(words)}) or bool(
        _PART.fullmatch(words) or _NEUTRAL.fullmatch(words)
    )


def _is_range_alone(words: str) -> bool:
    """Whether a heading says "Range" and not of what."""
    return phrases.RANGE.search(words) is not None and phrases.word_count(words) <= 1
