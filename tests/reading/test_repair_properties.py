r"""Properties of repair, over formulas that a grammar of commands makes."""

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from symact.core.span import Source
from symact.reading.repair import Mended, is_suspect, mend
from symact.reading.repair_rules import (
    CONTROLS,
    DECISIVE,
    ENVIRONMENTS,
    INFIX,
    KNOWN,
    LEFTOVERS,
    SIZED,
    TAKING,
)


def mended(text: str) -> Mended:
    return mend(Source("f", text), 0, len(text))


# -- formulas without damage ---------------------------------------------------------------------

LETTERS = st.sampled_from([*"abcdefghijklmnpqrstuvwxyzWXL", "dx", "Wx", "xy"])
NUMBERS = st.sampled_from(["0", "1", "2", "0.25", "10"])
GREEK = st.sampled_from([r"\alpha", r"\beta", r"\eta", r"\theta", r"\nu", r"\rho", r"\tau", r"\mu"])
OTHER = st.sampled_from(
    [r"\infty", r"\nabla", r"\partial", r"\mathbb{R}", r"\bm{x}", r"\mathrm{ReLU}", r"\bar{x}",
     r"\text{if }", r"\text{for all times}", r"\operatorname{softmax}", r"\dfrac12", r"\vec{v}"]
)  # fmt: skip
RELATIONS = st.sampled_from(
    ["=", "<", r"\le", r"\neq", r"\to", r"\approx", r"\in", r"\Rightarrow", r"\notin", "≤"]
)
OPERATORS = st.sampled_from(["+", "-", r"\cdot", r"\times", r"\odot", "*", "/", "", r"\,", r"\ "])
BLANKS = st.sampled_from([" ", "  ", "\n", "\n  "])
FUNCTIONS = st.sampled_from([r"\tanh", r"\exp", r"\sigma", "f", "f'", r"\max", r"\arctan", "tanh"])
PAIRS = st.sampled_from(
    [("(", ")"), (r"\left(", r"\right)"), (r"\left[", r"\right]"), (r"\bigl(", r"\bigr)"),
     (r"\left\{", r"\right\}"), ("|", "|"), (r"\lfloor ", r" \rfloor")]
)  # fmt: skip


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds(r"\sqrt{{{}}}".format, inner),
        st.builds("{}^{{{}}}".format, LETTERS, inner),
        st.builds("{}_{{{}}}".format, GREEK, inner),
        st.builds(lambda f, pair, x: f"{f}{pair[0]}{x}{pair[1]}", FUNCTIONS, PAIRS, inner),
        st.builds("{}{} {}{}{}".format, inner, BLANKS, OPERATORS, BLANKS, inner),
        st.builds("{} {} {}".format, inner, RELATIONS, inner),
        st.builds(_table, st.sampled_from(["bmatrix", "pmatrix"]), st.lists(inner, min_size=2)),
        st.builds(
            r"\begin{{cases}} {} & \text{{if }} {} > 0 \\ {} & \text{{else}} \end{{cases}}".format,
            inner, LETTERS, inner,
        ),
    )  # fmt: skip


def _table(name: str, entries: list[str]) -> str:
    rows = [" & ".join(entries[i : i + 2]) for i in range(0, len(entries) // 2 * 2, 2)]
    return f"\\begin{{{name}}}" + r" \\ ".join(rows) + f"\\end{{{name}}}"


FORMULAS = st.recursive(st.one_of(LETTERS, NUMBERS, GREEK, OTHER), _larger, max_leaves=12)


@given(FORMULAS)
def test_text_without_damage_comes_back(text: str) -> None:
    result = mended(text)
    assert (result.text, result.repairs) == (text, ())
    assert result.origins == tuple(range(len(text) + 1))


# -- the same with one sort of damage ------------------------------------------------------------


def eaten(text: str, escape: str, *, keep: bool) -> str:
    """What a string leaves of a formula, with the control character or without."""
    control = next(c for c, letter in CONTROLS.items() if letter == escape)
    return text.replace(f"\\{escape}", control if keep else "")


@given(FORMULAS, st.sampled_from("abfv"))
@example(r"\begin{cases} \alpha & x \\ \beta & \bm{x} \end{cases}", "b")
@example(r"\left\{\beta x\right\}", "b")
def test_control_characters_that_no_one_types_give_the_formula_back(text: str, escape: str) -> None:
    damaged = eaten(text, escape, keep=True)
    assert mended(damaged).text == text


@given(FORMULAS, st.sampled_from("abfnrtv"), st.booleans())
def test_a_repair_is_right_or_not_made(text: str, escape: str, keep: bool) -> None:
    result = mended(eaten(text, escape, keep=keep)).text
    letters, places = escapes(text, escape)
    kept, found = escapes(result, escape)
    assert kept == letters
    assert found <= places


def escapes(text: str, escape: str) -> tuple[str, frozenset[int]]:
    """The text without an escape and without blanks, and where in it the escape stood."""
    control = next(c for c, letter in CONTROLS.items() if letter == escape)
    first, *others = (
        "".join(part.replace(control, "").split()) for part in text.split(f"\\{escape}")
    )
    places, letters = set(), first
    for part in others:
        places.add(len(letters))
        letters += part
    return letters, frozenset(places)


@given(FORMULAS)
def test_doubled_backslashes(text: str) -> None:
    # With a command at the start, where no row can end.
    text = rf"\sigma = {text}"
    assert mended(text.replace("\\", "\\\\")).text == text


@given(FORMULAS)
def test_names_of_characters(text: str) -> None:
    damaged = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert mended(damaged).text == text


@given(st.lists(st.sampled_from(["1", "-2", "30", "0.5"]), min_size=2, max_size=5))
def test_halved_row_breaks_of_a_column(entries: list[str]) -> None:
    whole = r"\begin{bmatrix}" + r"\\".join(entries) + r"\end{bmatrix}"
    damaged = r"\begin{bmatrix}" + "\\".join(entries) + r"\end{bmatrix}"
    assert mended(damaged).text == whole


# -- any text ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [*"x1+-=(){}[]&_^|,.'\\ \n\t\r\x07\x08\x0b\x0c%", "\\\\", "\\\\\\\\", "\\ ", "\\1", "\\x",
     "egin{cases}", "\\begin{bmatrix}", "\\end{bmatrix}", "\\end{cases}", "rac{1}{2}", "frac{1}{2}",
     "imes", "times", "ximes", "ext{", "text{", "lpha", "alpha", "eta", "ho(x)=", "m{x}", "ight)",
     "right)", "left(", "\\left(", "\\left{", "\\right}", "\\sigma", "\\\\sigma", "&lt;", "&amp;",
     "\\_", "\\*", "abla", "sum_", "leq", "eq", "o", "\\operatorname{ a b }", "the", "and",
     "oldsymbol{x}", "\\lfloor", "floor"]
)  # fmt: skip
ANY = st.lists(PIECES, max_size=25).map("".join)


@given(ANY)
def test_mended_text_needs_no_repair(text: str) -> None:
    once = mended(text)
    again = mended(once.text)
    assert (again.text, again.repairs) == (once.text, ())


@given(ANY)
def test_origins_never_fall_and_stay_inside(text: str) -> None:
    result = mended(text)
    assert len(result.origins) == len(result.text) + 1
    assert list(result.origins) == sorted(result.origins)
    assert result.origins[-1] == len(text)
    assert all(0 <= place <= len(text) for place in result.origins)
    assert bool(result.repairs) is (result.text != text)


@given(st.one_of(ANY, FORMULAS))
def test_only_what_is_suspect_is_mended(text: str) -> None:
    # The quick look in front must not hide anything from the rules.
    with patch("symact.reading.repair.is_suspect", return_value=True):
        repairs = mended(text).repairs
    assert is_suspect(text) or not repairs


# -- every command -------------------------------------------------------------------------------

EATABLE = sorted(name for name in KNOWN if name[0] in "abfnrtv" and len(name) > 1)


def whole(name: str) -> str:
    """A formula with a command and what it needs."""
    if name in {"begin", "end"}:
        return rf"\{name}{{cases}}"
    behind = "{x}" if name in TAKING else "(x" if name in SIZED else " y"
    return rf"2 \{name}{behind}" if name in INFIX else rf"\{name}{behind}"


@pytest.mark.parametrize("name", [name for name in EATABLE if name[0] in "abfv"])
def test_each_command_comes_back_from_its_control_character(name: str) -> None:
    control = next(c for c in DECISIVE if CONTROLS[c] == name[0])
    assert mended(whole(name).replace(f"\\{name[0]}", control)).text == whole(name)


@pytest.mark.parametrize("name", sorted(LEFTOVERS.values()))
def test_each_command_comes_back_from_its_letters(name: str) -> None:
    assert mended(whole(name).replace(f"\\{name[0]}", "")).text == whole(name)


@pytest.mark.parametrize(
    "name", [name for name in EATABLE if name[1:] not in LEFTOVERS.keys() | KNOWN]
)
def test_letters_that_are_not_enough_stay(name: str) -> None:
    damaged = whole(name).replace(f"\\{name[0]}", "")
    assert mended(damaged).text == damaged


def test_the_tables_agree() -> None:
    assert "eta" not in LEFTOVERS
    assert LEFTOVERS["imes"] == "times"
    assert all(rest not in KNOWN for rest in LEFTOVERS)
    assert "bmatrix" in ENVIRONMENTS
