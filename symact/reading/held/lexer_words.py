r"""Letters and words of formulas: ``Wx`` is two letters, ``tanh`` one function."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, final

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.typeset_numbers import GREEK
from symact.reading.held import lexicon as lex
from symact.reading.held.text import Text

_LETTERS = re.compile(r"[A-Za-z]+")
_GROUP = re.compile(r"\s*\{")
_ONE = re.compile(r"\s*(\\[A-Za-z]+|[A-Za-z0-9])")
_BOLD_PART = re.compile(r"\s*(\\[A-Za-z]+|[A-Za-z]|[0-9]+)\s*")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_FOLLOWS = re.compile(r"\s*(?:[(_'^+*/)=}-]|\\(?:times|cdot|right|left|approx|prime|big[lr]?)\b)")
_PRECEDES = re.compile(r"(?:[=+*/({-]|\\(?:times|cdot|left\(|partial))\s*\Z")
_CONNECTIVES = frozenset(("so", "then", "thus", "hence", "let", "since", "by", "because", "max",
                          "min", "range", "at", "is", "therefore", "here", "note"))  # fmt: skip
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*")
# What an escape eats leaves a command without its beginning.
_EATEN = {letter: f"\\{letter}" for letter in "tnrbfav"}
# Behind "sum", an index, or brackets with something that has one.
_SUMMED = re.compile(r"_\{?[a-z]\b|_\{[a-z]\s*=|\s*\([^()]{0,40}(?:\([^()]{0,40})?_\{?[ijkm]\b")
_SHORT = frozenset(("ln", "lg", "tg", "th", "sh", "ch"))
_LOSS = frozenset(("CE",))  # the cross-entropy, which nobody means as a product


class _Before(Protocol):
    """A lexeme that stands before."""

    @property
    def kind(self) -> str:
        """Its kind."""


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run of letters, or of the argument of a command."""

    kind: str
    text: str
    start: int
    end: int
    extra: str = ""


@lru_cache(maxsize=4096)
def is_function_name(word: str) -> bool:
    """Whether a word of several letters names a function without being declared.

    Example:
        >>> is_function_name("tanh"), is_function_name("LeakyReLU"), is_function_name("bias")
        (True, True, False)
    """
    if word in lex.NAMED:
        return True
    if len(word) < 3 or word.lower() in {"linear", "identity", "step", "sin", "cos", "loss"}:
        return False
    from symact.reading.vocabulary import catalogue_function  # noqa: PLC0415 -- it needs SymPy

    return catalogue_function(word) is not None


@lru_cache(maxsize=1)
def _remains() -> dict[str, tuple[str, ...]]:
    """What is left of commands whose beginning an escape ate, and which they may have been."""
    known = {**lex.LETTERS, **lex.FUNCTIONS, **dict.fromkeys(lex.FRACTIONS), **lex.OPERATORS,
             **lex.RELATIONS, **lex.ACCENTS, **dict.fromkeys(lex.WORDS),
             **dict.fromkeys((r"\nabla", r"\begin", r"\boldsymbol"))}  # fmt: skip
    left: dict[str, tuple[str, ...]] = {}
    for command in known:
        rest = command[2:]
        if command[:2] in _EATEN.values() and len(rest) >= 2 and rest.isalpha():
            left[rest] = (*left.get(rest, ()), command)
    return left


class Words:
    """The reader of letters in one formula."""

    def __init__(self, text: Text, *, plain: bool) -> None:
        self.text = text
        self.chars = text.chars
        self.plain = plain

    # -- letters side by side ---------------------------------------------------------------

    def of_run(self, start: int, end: int, before: Sequence[_Before]) -> Iterator[Piece]:
        """The pieces of letters that stand together.

        Raises:
            InputError: SA108 where they look like what is left of a command.
        """
        run = self.chars[start:end]
        follows = self.chars[end : end + 1]
        named = (len(run) > 2 and is_function_name(run)) or (run in _SHORT and follows in "( ")
        if named:
            yield Piece("word", run, start, end)
        elif self.plain:
            yield from self._keyboard(run, start, end)
        elif len(run) == 1:
            yield Piece("letter", run, start, end)
        elif run.casefold() in lex.IF | lex.OTHERWISE | {"and", "or"} and len(run) > 1:
            yield Piece("words", run, start, end)
        elif split := self._suffix(run, follows):
            yield Piece("letter", run[:split], start, start + split)
            yield Piece("word", run[split:], start + split, end)
        elif run in _LOSS:
            yield Piece("word", run, start, end)
        elif len(run) == 2:
            self._require_whole(run, start, end)
            yield Piece("letter", run[0], start, start + 1)
            yield Piece("letter", run[1], start + 1, end)
        else:
            del before
            self._require_whole(run, start, end)
            yield Piece("word", run, start, end)

    def _suffix(self, run: str, follows: str) -> int:
        """Where a function begins behind a factor that is one letter, as in ``xtanh(x)``; or 0."""
        return 1 if follows == "(" and len(run) > 3 and is_function_name(run[1:]) else 0

    def _require_whole(self, run: str, start: int, end: int) -> None:
        commands = _remains().get(run, ())
        follows = self.chars[end : end + 1]
        if commands and (len(run) > 2 or follows in ("(", "{")):
            raise InputError(
                Diagnostic(
                    "SA108", f"the letters {run!r} may be what is left of {' or '.join(commands)}",
                    self.text.span(start, end), help=f"write {commands[0]}, or spaces",
                )
            )  # fmt: skip

    def _keyboard(self, run: str, start: int, end: int) -> Iterator[Piece]:
        """A name on the keyboard: a letter, a letter's name, a product of two, or a word."""
        low = run.casefold()
        if len(run) == 1 or (low in GREEK and run in GREEK):
            yield Piece("letter", run, start, end)
        elif run == "sum" and _SUMMED.match(self.chars, end):
            yield Piece("big", "sum", start, end)
        elif low in {"infinity", "inf", "infty"}:
            yield Piece("letter", "infty", start, end)
        elif low in lex.IF | lex.OTHERWISE | {"and", "or", "so", "then", "thus"}:
            yield Piece("words", run, start, end)
        elif (len(run) == 2 and run[0] != "d" and (run[0].isupper() != run[1].isupper())) or (
            len(run) == 2 and run[0] in "abckmnw" and run[1] in "xyztu"
        ):
            yield Piece("letter", run[0], start, start + 1)
            yield Piece("letter", run[1], start + 1, end)
        else:
            yield Piece("word", run, start, end)

    # -- commands ---------------------------------------------------------------------------

    def of_command(self, name: str, start: int, end: int) -> tuple[list[Piece], int]:
        r"""What ``\text{...}``, ``\mathbf{...}`` and their kin set, and where they end."""
        inside, after = self._argument(name, start, end)
        shown = self.chars[inside[0] : inside[1]]
        if name in lex.BOLD:
            return list(self._bold(lex.BOLD[name], shown, inside, (start, after))), after
        text = self._cleaned(shown)
        if text in lex.LETTERS:
            return [Piece("letter", lex.LETTERS[text], start, after, "upright")], after
        kind, value = self._kind(name, text)
        if kind == "words" and self._is_term(value, start, after):
            kind = "word"
        if kind == "none":
            return [], after
        return [Piece(kind, value, start, after, "upright")], after

    def _argument(self, name: str, start: int, end: int) -> tuple[tuple[int, int], int]:
        group = _GROUP.match(self.chars, end)
        if group is None:
            one = _ONE.match(self.chars, end)
            if one is None:
                raise InputError(
                    Diagnostic("SA103", f"expected an argument of {name}",
                               self.text.span(start, end), help=f"write {name}{{...}}")
                )  # fmt: skip
            return one.span(1), one.end()
        depth = 0
        for index in range(group.end() - 1, len(self.chars)):
            depth += {"{": 1, "}": -1}.get(self.chars[index], 0)
            if depth == 0:
                return (group.end(), index), index + 1
        raise InputError(
            Diagnostic("SA103", "this brace is never closed", self.text.span(end, group.end()),
                       help="add the missing }")
        )  # fmt: skip

    @staticmethod
    def _cleaned(shown: str) -> str:
        text = re.sub(r"\\[ ,;:!]|~|\\q?quad|\\(?:math|text)[a-z]+|[{}]", " ", shown)
        text = text.replace("\\_", "_")
        spelled = re.sub(r"\s+", " ", text).strip()
        # OCR sets a space between any two letters of a name.
        return (
            spelled.replace(" ", "")
            if re.fullmatch(r"(?:[A-Za-z] )+[A-Za-z]", spelled)
            else spelled
        )

    def _is_term(self, text: str, start: int, after: int) -> bool:
        """Whether one word stands where only a term of the formula can stand."""
        if _NAME.fullmatch(text) is None or " " in text:
            return False
        if text.casefold() in lex.IF | lex.OTHERWISE | lex.AND | lex.OR | _CONNECTIVES:
            return False
        return bool(_FOLLOWS.match(self.chars, after) or _PRECEDES.search(self.chars[:start]))

    @staticmethod
    def _kind(name: str, text: str) -> tuple[str, str]:
        bare = text.strip(" ,;:.")
        if not bare:
            return ("words", text) if text else ("none", "")
        if bare in lex.EXTREMA and bare == text:
            return "function", lex.EXTREMA[bare]
        if bare.replace(".", "", 1).isdecimal():
            return "number", bare
        if len(bare) == 1 and bare.isalpha() and name in lex.UPRIGHT:
            return "letter", bare
        prose = bare.casefold() in lex.IF | lex.OTHERWISE | lex.AND | lex.OR
        if name in lex.UPRIGHT and not prose and _NAME.fullmatch(bare):
            return "word", bare
        if is_function_name(bare) and bare == text:
            return "word", bare
        if len(bare) == 1 and bare.isalpha() and not prose:
            return "letter", bare
        plain_name = _NAME.fullmatch(bare) and " " not in bare and bare == text
        if plain_name and (any(c.isupper() for c in bare[1:]) or bare[-1:].isdigit()):
            return "word", bare
        return "words", text

    def _bold(
        self, style: str, shown: str, inside: tuple[int, int], whole: tuple[int, int]
    ) -> Iterator[Piece]:
        """Letters in another type, one by one; doubled letters are sets and indicators."""
        bare = shown.strip()
        if style == "doubled":
            kind = "indicator" if bare in {"1", "I", "𝟙"} else "numbers"
            yield Piece(kind, bare, *whole)
            return
        if _DECIMAL.fullmatch(bare) and bare != "1":
            yield Piece("number", bare, *whole)
            return
        if bare == "1":
            yield Piece("indicator", "1", *whole, "bold")
            return
        position = 0
        while position < len(shown):
            part = _BOLD_PART.match(shown, position)
            if part is None:
                if shown[position:].strip() in {"", "'"}:
                    return
                yield Piece("words", shown, *whole)
                return
            sign = part[1]
            at = inside[0] + part.start(1)
            kind = "number" if sign.isdecimal() else "letter"
            name = lex.LETTERS.get(sign, sign.removeprefix("\\"))
            yield Piece(kind, name, at, inside[0] + part.end(1), style)
            position = part.end()

    def unknown_command(self, name: str, start: int, end: int) -> Diagnostic:
        """What to say of a command that has no meaning here."""
        import difflib  # noqa: PLC0415 -- only on the way to a message

        known = [*lex.LETTERS, *lex.FUNCTIONS, *lex.OPERATORS, *lex.RELATIONS, *lex.FRACTIONS,
                 *lex.WORDS, *lex.UPRIGHT, *lex.BOLD, *lex.ACCENTS, *lex.BIG]  # fmt: skip
        near = difflib.get_close_matches(name, known, n=2, cutoff=0.75)
        guess = f"did you mean {' or '.join(near)}?" if near else "write it with other commands"
        return Diagnostic(
            "SA101", f"{name} has no meaning here", self.text.span(start, end), help=guess
        )
