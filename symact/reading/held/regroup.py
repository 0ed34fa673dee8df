r"""Lexemes in the order in which the grammar reads them.

It reads ``x_i^2`` for ``x^2_i``, ``(0, 1)`` for ``]0, 1[``, ``W^{[2]}^T`` for ``W^{[2]T}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symact.reading.held.lexer import Lexeme

_TRANSPOSES = frozenset(("T", "top"))
_ENDS = frozenset(
    ("end", "close", "comma", "semicolon", "period", "relation", "row", "amp", "wide", "words",
     "implies", "rbrace")
)  # fmt: skip
_MODULES = frozenset(("np", "numpy", "math", "torch", "tf", "jnp", "nn", "functional", "F"))
_OPERANDS = frozenset(
    ("letter", "number", "word", "close", "rbrace", "raised", "lowered", "prime", "part")
)
# What takes a group as its argument.
_ARGUED = frozenset(("caret", "under", "frac", "sqrt", "binom", "accent", "rbrace", "substack"))
_FACTORS = frozenset(("letter", "number", "word", "open", "frac", "function", "sqrt", "partial"))
_LONGEST = 60  # lexemes of an interval with brackets that turn outward


def regrouped(lexemes: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """The same lexemes, of which each keeps its place, in the usual order."""
    kinds = {token.kind for token in lexemes}
    if "lbrace" in kinds and kinds & {"words", "begin"}:
        lexemes = tuple(_without_groups(lexemes))
    if "period" in kinds:
        lexemes = tuple(_dotted(_without_modules(lexemes)))
    if "caret" in kinds:
        lexemes = tuple(_transposes_apart(_scripts_in_order(lexemes)))
    if any(token.text == "]" for token in lexemes if token.kind == "close"):
        lexemes = _inward(lexemes)
    if any(token.text == "[" for token in lexemes if token.kind == "open"):
        lexemes = _closed(lexemes)
    return lexemes


# -- groups -------------------------------------------------------------------------------------


def _without_groups(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    r"""The lexemes without braces around words, ``{\mbox{for}}``, or around one environment."""
    found = list(tokens)
    for index in range(len(found) - 3, -1, -1):
        if found[index].kind != "lbrace" or (index and found[index - 1].kind in _ARGUED):
            continue
        inside = found[index + 1].kind
        end = index + 2 if inside == "words" else _environment_end(found, index + 1)
        if end is not None and found[end].kind == "rbrace":
            del found[end]
            del found[index]
    return found


def _environment_end(tokens: Sequence[Lexeme], start: int) -> int | None:
    """The place behind the environment that begins at a place, or None where none does."""
    level = 0
    for index in range(start, len(tokens) - 1):
        level += {"begin": 1, "finish": -1}.get(tokens[index].kind, 0)
        if level == 0:
            return index + 1 if index > start else None
    return None


# -- dots ----------------------------------------------------------------------------------------


def _without_modules(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes without the modules of programs, as in ``np.exp(x)``."""
    found = list(tokens)
    for index in range(len(found) - 3, -1, -1):
        module, dot, name = found[index : index + 3]
        is_one = module.text in _MODULES and dot.kind == "period" and not dot.gap
        if is_one and name.kind in {"word", "function", "letter"} and not name.gap:
            found[index + 2] = replace(name, start=module.start, gap=module.gap)
            del found[index : index + 2]
    return found


def _dotted(tokens: Sequence[Lexeme]) -> Iterator[Lexeme]:
    r"""The lexemes with dots as products where blanks stand on both sides of them or on none."""
    for index, token in enumerate(tokens):
        if token.kind == "period" and 0 < index < len(tokens) - 1:
            before, after = tokens[index - 1], tokens[index + 1]
            beside = before.kind in _OPERANDS and after.kind in _FACTORS
            is_name = after.kind == "word" and not token.gap  # x.shape
            if beside and token.gap == after.gap and not is_name:
                yield replace(token, kind="operator", text=r"\cdot")
                continue
        yield token


# -- below before above -------------------------------------------------------------------------


def _scripts_in_order(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    """What stands below a base before what stands above it."""
    found: list[Lexeme] = []
    at = 0
    while at < len(tokens):
        above = _script(tokens, at, "caret")
        below = _script(tokens, above, "under") if above > at else at
        if below > above > at and _may_swap(found, tokens[at:above]):
            last = tokens[below - 1].end
            found += tokens[above:below]
            found += tokens[at : above - 1]
            # The whole ends where its last part ends.
            found.append(replace(tokens[above - 1], end=last))
            at = below
        else:
            found.append(tokens[at])
            at += 1
    return found


def _script(tokens: Sequence[Lexeme], at: int, kind: str) -> int:
    """The position behind a script, or the one given where there is none."""
    if tokens[at].kind != kind or at + 1 >= len(tokens):
        return at
    if tokens[at + 1].kind != "lbrace":
        return at + 2 if tokens[at + 1].kind in {"letter", "number", "word"} else at
    depth = 0
    for index in range(at + 1, len(tokens)):
        depth += {"lbrace": 1, "rbrace": -1}.get(tokens[index].kind, 0)
        if depth == 0:
            return index + 1
    return at


def _may_swap(before: Sequence[Lexeme], above: Sequence[Lexeme]) -> bool:
    """Whether a script above belongs to the base alone, unlike the one in ``W^T_{ij}``."""
    if not before or any(token.text in _TRANSPOSES for token in above):
        return False
    base = before[-1]
    if base.kind in {"dbar", "bar"} or (base.kind == "close" and base.text == "‖"):
        return True
    return base.kind == "letter" and base.text != "e" and not _is_below(before)


def _is_below(before: Sequence[Lexeme]) -> bool:
    """Whether the last lexeme is a script itself."""
    return len(before) > 1 and before[-2].kind in {"under", "caret"}


# -- layers and transposes ----------------------------------------------------------------------


def _transposes_apart(tokens: Sequence[Lexeme]) -> list[Lexeme]:
    r"""A layer and a transpose in one script, ``^{[2]\top}``, as two scripts."""
    found: list[Lexeme] = []
    at = 0
    while at < len(tokens):
        end = _label_end(tokens, at)
        if end is None:
            found.append(tokens[at])
            at += 1
            continue
        closing, transpose = tokens[end + 1], tokens[end]
        found += tokens[at:end]
        found.append(replace(closing, start=transpose.start, end=transpose.start))
        found.append(Lexeme("caret", "^", transpose.start, transpose.start))
        found.append(replace(transpose, end=closing.end))
        at = end + 2
    return found


def _label_end(tokens: Sequence[Lexeme], at: int) -> int | None:
    """Where the transpose stands behind a layer in brackets, in the script that begins here."""
    opens = [token.kind for token in tokens[at : at + 3]] == ["caret", "lbrace", "open"]
    if not opens or tokens[at + 2].text not in "([":
        return None
    for index in range(at + 3, min(at + 9, len(tokens) - 2)):
        if tokens[index].kind == "close":
            transpose, closing = tokens[index + 1], tokens[index + 2]
            is_one = transpose.text in _TRANSPOSES and closing.kind == "rbrace"
            return index + 1 if is_one else None
    return None


# -- brackets that turn outward -----------------------------------------------------------------


def _inward(tokens: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """``]a, b[`` and ``]a, b]`` with a round bracket where they begin."""
    found = list(tokens)
    depth = 0
    for index, token in enumerate(tokens):
        if found[index].kind == "open":
            depth += 1
        elif found[index].kind == "close":
            if depth == 0 and token.text == "]" and (end := _end_of(found, index)) is not None:
                found[index] = replace(token, kind="open", text="(")
                if found[end].text == "[":
                    found[end] = replace(found[end], kind="close", text=")")
                depth = 1
            else:
                depth = max(0, depth - 1)
    return tuple(found)


def _closed(tokens: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """``[a, b[`` with a round bracket where it ends."""
    found = list(tokens)
    for index, token in enumerate(tokens):
        if found[index].kind != "open" or token.text not in "[(":
            continue
        end = _end_of(found, index)
        if end is not None and found[end].text == "[" and found[end].kind == "open":
            found[end] = replace(found[end], kind="close", text=")")
    return tuple(found)


def _end_of(tokens: Sequence[Lexeme], start: int) -> int | None:
    """Where an interval ends that begins here: behind one comma, before what ends an operand."""
    commas = depth = 0
    for index in range(start + 1, min(start + _LONGEST, len(tokens) - 1)):
        token = tokens[index]
        if depth == 0 and token.kind in {"comma", "semicolon"}:
            commas += 1
        elif depth == 0 and token.text in {"[", "]", ")"} and token.kind in {"open", "close"}:
            if token.kind == "close" or tokens[index + 1].kind in _ENDS:
                return index if commas == 1 else None
            depth += 1
        elif token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth -= 1
        elif token.kind in {"relation", "row", "amp", "wide", "words"} and depth == 0:
            return None
    return None
