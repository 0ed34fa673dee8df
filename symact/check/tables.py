"""Rows of tables: what a column says of the function of the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import sympy as sp

from symact.check import phrases
from symact.check.called import called
from symact.check.cells import lone_expression, slope_claim
from symact.check.chains import Claim, State
from symact.check.extents import function_of
from symact.check.judge.outcome import unknown
from symact.check.noun_phrases import is_of_the_subject, names_something_else
from symact.check.report import ClaimKind
from symact.check.sentences import sentences_of
from symact.check.subjects import functions_named
from symact.check.table_facts import fact_claims, function_above, named_function, slope_of
from symact.check.table_labels import RANGE
from symact.check.unclear import UnclearError
from symact.check.usual_names import Function
from symact.check.words_around import VARIES
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.pages.page import Block, Kind, Language, Page, Run

_RESTRICTED = re.compile(
    r"[<>≤≥+^]|\d\s*[*·×]|[*·×]\s*\d|\s[-−–]\s*[\d.]|/\s*\d|\b(?:for|if|when|where|für|si|pour|para|weighted|gated|"
    r"variants|famil\w+|versions?)\b|当|若",
    re.IGNORECASE,
)
# A letter and its argument above the formulas of functions, or of their derivatives.
_FUNCTION_HEAD = re.compile(r"(?P<name>[fgh]|\\?sigma|\\?phi|σ|φ)(?P<prime>['′’]?)\s*\([xztu]\)")
# Heads that say of a column that it holds the function itself, or its first derivative.
_PLAIN_HEAD = re.compile(
    r"(?:[\s*_`:/&()（）,.$\\]|\b(?:the|its|first|of|and|or|activation|function|functions|formula|formulas|formulae|"
    r"equation|expression|mathematical|math|definition|name|derivative|derivatives|gradient|form|representation|"
    r"ableitung|erste|funktion|aktivierungsfunktion|formel|gleichung|die|der|dérivée|fonction|formule|équation|la|"
    r"d['’]activation|derivada|función|fórmula|ecuación|de|activación|função|ativação|equação|türev|türevi|"
    r"denklem|denklemi|fonksiyon|fonksiyonu|aktivasyon|derivata|funzione|equazione)(?![a-zà-ÿ])|"
    r"一阶|激活|数学|函数|函數|公式|表达式|表達式|定义|定義|方程|导数|導数|導數|导函数|梯度|的|及|和|与|名称|関数|活性化|数式|微分|導関数|함수|활성화|수식|미분|도함수|식|정의|"
    r"[fgh]['’′]?\s*\([xztu]\)|d[fgy]\s*/\s*d[xzt]|\\(?:sigma|phi|varphi)['’′]?\s*\([xztu]\)|[σφ]['’′]?\s*\([xztu]\)|"
    r"[fgh]['’′](?!['’′\w]))++",
    re.IGNORECASE,
)
_GREEK = {"σ": "sigma", "φ": "phi"}
_NAME = 4  # words of a cell that names what its row is about


def columns_of(row: Block, page: Page) -> tuple[str, ...]:
    """What each column is about, by its header: ``function``, ``derivative`` or ``range``."""
    if row.header is None:
        return ("",) * len(row.cells)
    header = page.blocks[row.header]
    names = [_column(runs, page) for runs in header.cells]
    return tuple((*names, *[""] * len(row.cells))[: len(row.cells)])


def _column(runs: Sequence[Run], page: Page) -> str:
    if not runs:
        return ""
    text = page.source.text[runs[0].start : runs[-1].end]
    if phrases.RANGE.search(text) or RANGE.fullmatch(text.strip(" *_")):
        return "range"  # "derivative range" too
    letter = _FUNCTION_HEAD.fullmatch(text.strip(" $`"))
    if letter is not None:
        return "derivative" if letter["prime"] else "function"
    found = next((name for pattern, name in phrases.COLUMNS if pattern.search(text)), "")
    return found if _PLAIN_HEAD.fullmatch(text) else ""  # not "Second derivative", "Inverse"


def row_claims(row: Block, page: Page, state: State) -> tuple[list[Claim], State]:
    """The claims of cells that hold an expression alone, and the state with the row's function."""
    columns = columns_of(row, page)
    claims: list[Claim] = []
    named = _named(row, page)
    is_shown = False  # whether the row's formula is that of the function that it names
    for column, runs in zip(columns, row.cells, strict=True):
        tree = lone_expression(runs, page, state) if column in {"function", "derivative"} else None
        if tree is None:
            continue
        if isinstance(tree, t.Symbol | t.Number):
            claims += _short(tree, column, named, state)
            continue
        try:
            if column == "function":
                f, _, _, assumed = function_of(tree, state.context)
                if named is not None and (found := _definition(f, tree, named, assumed=assumed)):
                    claims.append(found)
                    is_shown = found.judgement.status is Status.PROVED
                state = State(state.context.with_subject(Function(f)), None)
            elif state.context.subject is not None:
                inner = _lettered(row, page, state)
                claims.append(_slope(tree, None if is_shown else named, inner))
        except UnclearError as error:
            claims.append(Claim(ClaimKind.DERIVATIVE, tree.span, unknown(str(error), error.code)))
    claims += fact_claims(row, page, state)
    return claims, state


def _lettered(row: Block, page: Page, state: State) -> State:
    """The state in which the letter above the column of functions is the function of the row."""
    subject = state.context.subject
    if subject is None or row.header is None:
        return state
    heads = (_text(runs, page) for runs in page.blocks[row.header].cells)
    letters = {m["name"] for h in heads if (m := _FUNCTION_HEAD.fullmatch(h)) and not m["prime"]}
    if len(letters) != 1:
        return state
    name = letters.pop().lstrip("\\")
    name = _GREEK.get(name, name)
    return replace(state, context=state.context.with_function(name, subject))


def _named(row: Block, page: Page) -> str | None:
    """The one function that a row names, or the heading above a table whose rows have no names."""
    words = _words(row, page)
    whole = named_function(_text(row.cells[0], page)) if row.cells else None
    found = [whole] if whole is not None else list(dict.fromkeys(functions_named(words)))
    if not found and row.header is not None and not any(c.isalpha() for c in words):
        above = function_above(row.header, page)
        found = [] if above is None else [above]
    return found[0] if len(found) == 1 else None


def _definition(f: sp.Expr, tree: t.Tree, name: str, *, assumed: bool) -> Claim | None:
    """The claim that an expression is the function with a name."""
    found = called(f, name, tree.span)
    if found.status is Status.REFUTED and assumed:
        return None
    return Claim(ClaimKind.DEFINITION, tree.span, found)


def _slope(tree: t.Tree, name: str | None, state: State) -> Claim:
    """The claim on a derivative; what is right for the name and wrong for the formula is open."""
    subject = state.context.subject
    if subject is None:
        raise UnclearError("SA242", "of which function is not said", tree.span)
    claim = slope_claim(tree, subject, state)
    if claim.judgement.status is not Status.REFUTED or name is None:
        return claim
    if slope_of(name, tree, state).judgement.status is Status.REFUTED:
        return claim
    reason = "it is not shown to be wrong for the function that is named"
    return replace(claim, judgement=unknown(reason))


def _short(
    tree: t.Symbol | t.Number, column: str, name: str | None, state: State
) -> Iterator[Claim]:
    """The claim of a lone letter or number: what is not proved may be something else."""
    if name is None:
        return
    try:
        if column == "derivative":
            claim = slope_of(name, tree, state)
        else:
            f, _, _, _ = function_of(tree, state.context)
            claim = Claim(ClaimKind.DEFINITION, tree.span, called(f, name, tree.span))
    except UnclearError:
        return
    if claim.judgement.status is Status.PROVED:
        yield claim


def _words(row: Block, page: Page) -> str:
    return " ".join(
        page.source.text[run.start : run.end]
        for runs in row.cells[:2]
        for run in runs
        if run.language is Language.PROSE
    )


def ranges_in_columns(row: Block, page: Page) -> Iterator[tuple[str, Sequence[Run]]]:
    """The cells of a row that hold ranges, each with the heading of its column.

    An interval by itself in a row without headings is one too.
    """
    header = page.blocks[row.header].cells if row.header is not None else ()
    if _is_restricted(row, page):
        return
    for index, (column, runs) in enumerate(zip(columns_of(row, page), row.cells, strict=True)):
        text = _text(runs, page)
        if column == "range" and is_of_the_subject(_text(header[index], page)):
            yield _text(header[index], page), runs
        elif row.header is None and phrases.INTERVAL.fullmatch(text):
            yield "", runs


def _is_restricted(row: Block, page: Page) -> bool:
    """Whether a row is about a part or a variant: "ReLU for x > 0", "output, scaled"."""
    texts = (_unset(runs, page) for runs in row.cells)
    name = next((text for text in texts if any(c.isalpha() for c in text)), "")
    varies = VARIES.search(name[-60:]) is not None and len(set(functions_named(name))) <= 1
    bare = name.replace("**", "")
    return varies or names_something_else(bare) or _RESTRICTED.search(bare) is not None


def _unset(runs: Sequence[Run], page: Page) -> str:
    """What a cell says without the formulas that are set as such."""
    shown = (run for run in runs if run.language is not Language.LATEX)
    return " ".join(page.source.text[run.start : run.end] for run in shown)


def is_on_derivative(row: Block, page: Page) -> bool:
    """Whether the first cells of a row name a derivative; others may speak of it in passing."""
    names = (_text(runs, page) for runs in row.cells[:2])
    return any(
        phrases.DERIVATIVE.search(name) and phrases.word_count(name) <= _NAME for name in names
    )


def is_below_slope(row: Block, runs: Sequence[Run], page: Page) -> bool:
    """Whether a cell stands in a column whose head names the derivative."""
    if row.kind is not Kind.ROW or row.header is None:
        return False
    heads = page.blocks[row.header].cells
    at = next((index for index, cell in enumerate(row.cells) if cell is runs), len(heads))
    return at < len(heads) and bool(phrases.DERIVATIVE.search(_text(heads[at], page)))


def _text(runs: Sequence[Run], page: Page) -> str:
    return page.source.text[runs[0].start : runs[-1].end].strip(" $*_`") if runs else ""


__all__ = [
    "columns_of", "is_below_slope", "is_on_derivative", "lone_expression", "ranges_in_columns",
    "row_claims", "sentences_of",
]  # fmt: skip
