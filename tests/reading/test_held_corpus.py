"""The reader of held formulas on a collection of formulas with meanings, where there is one."""

import json
import math
import sys
from pathlib import Path
from typing import Any

import pytest

from symact.core.errors import InputError
from symact.core.span import Source
from symact.reading.held.names import Names
from symact.reading.held.statements import Item, Unread, statements
from symact.reading.held.text import Text
from symact.reading.repair import mend

sys.path.insert(0, str(Path(__file__).parent))
from held_meaning import NotComparedError, meant, said

CORPUS = Path(__file__).parents[3] / "shared" / "research" / "latex-corpus.json"
PLACES = range(3)
needs_corpus = pytest.mark.skipif(not CORPUS.is_file(), reason="the collection is not at hand")


def corpus() -> list[dict[str, Any]]:
    return json.loads(CORPUS.read_text(encoding="utf-8")) if CORPUS.is_file() else []


def mended_items(text: str) -> tuple[Item, ...]:
    mended = mend(Source("f", text), 0, len(text))
    return statements(Text(Source("f", text), mended.text, mended.origins), Names())


def is_read(items: tuple[Item, ...]) -> bool:
    return bool(items) and not any(isinstance(item, Unread) for item in items)


def same(formula: str, meaning: str) -> bool:
    """Whether a formula has the values of a meaning."""
    items = mended_items(formula)
    return all(_agree(said(items, place), meant(meaning, place)) for place in PLACES)


def _agree(ours: list[Any], theirs: list[Any]) -> bool:
    return len(ours) == len(theirs) and all(
        one[0] == two[0]
        and len(one[1]) == len(two[1])
        and all(math.isclose(a, b, rel_tol=1e-6) for a, b in zip(one[1], two[1], strict=True))
        for one, two in zip(ours, theirs, strict=True)
    )


@needs_corpus
def test_nearly_all_are_read() -> None:
    rows = [row for row in corpus() if row["meaning"] != "Reject"]
    unread = [row["id"] for row in rows if not is_read(mended_items(row["latex"]))]
    assert len(rows) > 200
    assert len(unread) <= 0.05 * len(rows), unread


@needs_corpus
def test_what_is_to_be_refused_is_refused() -> None:
    rejected = [row for row in corpus() if row["meaning"] == "Reject"]
    assert rejected
    for row in rejected:
        assert not is_read(mended_items(row["latex"])), row["id"]


@needs_corpus
def test_none_is_misread() -> None:
    compared, misread = 0, []
    for row in corpus():
        try:
            agrees = same(row["latex"], row["meaning"])
        except (NotComparedError, InputError):
            continue
        compared += 1
        if not agrees:
            misread.append((row["id"], row["latex"], row["meaning"]))
    assert not misread
    assert compared >= 200


RIGHT = [
    (r"\sigma'(x)=\sigma(x)(1-\sigma(x))", "Eq(D(sigma(x),x),sigma(x)*(1-sigma(x)))"),
    (r"\frac{e^x}{1+e^x}", "1/(1+exp(-x))"),
    (r"\begin{cases}x&x>0\\0&\text{else}\end{cases}", "Piecewise((x,x>0),(0,True))"),
    (r"a = b = 2", "Chain(a,b,2)"),
]
WRONG = [
    (r"\sigma'(x)=\sigma(x)(1-\sigma(x))", "Eq(D(sigma(x),x),sigma(x)*(1+sigma(x)))"),
    (r"\sigma'(x)", "D(sigma(x),x,2)"),
    (r"x(1-x)", "x-x**3"),
    (r"\begin{cases}x&x>0\\0&\text{else}\end{cases}", "Piecewise((x,x>=0),(0,True))"),
    (r"[0,1)", "Interval.open(0,1)"),
    (r"\begin{bmatrix}1&2\end{bmatrix}", "Matrix([1,2])"),
    (r"a \le b", "a<b"),
    (r"a\odot b", "a*b"),
    (r"\lim_{x\to 0^+}f(x)", "Limit(f(x),x,0)"),
]


@pytest.mark.parametrize(("formula", "meaning"), RIGHT)
def test_the_comparison_sees_what_is_the_same(formula: str, meaning: str) -> None:
    assert same(formula, meaning)


@pytest.mark.parametrize(("formula", "meaning"), WRONG)
def test_the_comparison_sees_what_differs(formula: str, meaning: str) -> None:
    assert not same(formula, meaning)
