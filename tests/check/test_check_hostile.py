"""Documents made to stop the check: each is answered in time, nothing in them is evaluated."""

import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symact.check import runs
from symact.check.document import check_page, check_text
from symact.check.isolated import MOST, check_isolated
from symact.check.paced import CAN_FORK, paced
from symact.check.report import Report
from symact.check.settings import Settings
from symact.core.errors import InputError
from symact.core.limits import Limits
from symact.core.verdict import Status
from symact.reading.pages.read import read_page

ROOT = Path(__file__).parents[2]
NAMES = ("notes.md", "notes.tex", "notes.txt", "module.py", "notes.ipynb", "notes.rst")
BOUND = 60  # seconds for all the texts below together, far above what they take
PROGRAM = """
import json, sys
from symact.check.document import check_text
from symact.core.errors import InputError
for text in json.load(sys.stdin):
    for name in ("notes.md", "notes.tex", "notes.txt"):
        try:
            said = [c.judgement.status.value for c in check_text(name, text).claims]
        except InputError as error:
            said = [error.diagnostic.code]
        except BaseException as error:
            said = [type(error).__name__]
        print(json.dumps(said), flush=True)
"""


def nested(depth: int, before: str, after: str) -> str:
    return f"${before * depth}x{after * depth} = 2$"


def matrix(size: int, entry: str = "1") -> str:
    rows = r"\\".join("&".join([entry] * size) for _ in range(size))
    return rf"\begin{{bmatrix}}{rows}\end{{bmatrix}}"


HOSTILE = {
    "a tower of nines": r"$9^{9^{9^9}} = 1$ and $x = 9^{9^{9^{9^9}}}$",
    "a tower of tens": r"$10^{10^{10}} = 1$, $10^{10^{10}} > 1$ and $x^{10^{10}} = x$",
    "a tower on the keyboard": "9**9**9**9 = 1\n\n9^(9^(9^9)) = 1\n",
    "factorials": r"$1000000! = 3$, $(100!)! = 2$ and $((9!)!)! = 1$",
    "a binomial": r"$\binom{1000000}{500000} = 1$",
    "large powers": r"$(1+x)^{100000} = 1$ and $((1+x)^{999})^{999} = 1$",
    "500 brackets": nested(500, "(", ")"),
    "500 calls": nested(500, r"\exp(", ")"),
    "500 fractions": nested(500, r"\frac{1}{1+", "}"),
    "500 exponents": nested(500, "x^{", "}"),
    "5000 braces": nested(5000, "{", "}"),
    "50 fractions": nested(50, r"\frac{1}{1+", "}"),
    "30 cases": nested(30, r"\begin{cases}1+", r" & x>0\\ 0 & x\le 0\end{cases}"),
    "10000 terms": f"${'+'.join(['x'] * 10_000)} = x$",
    "3000 different terms": f"${'+'.join(f'x^{{{i}}}' for i in range(3000))} = x$",
    "3000 equations": f"${'='.join(['x'] * 3000)}$",
    "a matrix of 10000 entries": f"${matrix(100)} = 1$",
    "products of matrices": f"${matrix(20)}{matrix(20)}{matrix(20)} = {matrix(20)}$",
    "a power of a matrix": f"$A = {matrix(8, '10^{300}')}$ and $A^{{1000}} = A$",
    "a large shape": r"$W\in\mathbb{R}^{10^{10}\times 10^{10}}$, $x \in \mathbb{R}$, $Wx = 1$",
    "large sums": r"$\sum_{i=1}^{10^{10}} i = 1$ and $\prod_{i=1}^{10^9} i = 2$",
    "100000 digits": f"$x = {'9' * 100_000}$",
    "a far decimal": "$1e100000 = 1$ and $1e-100000 x = 2$",
    "derivatives of a high order": r"$\frac{d^{1000}}{dx^{1000}} e^{x^2} = 1$",
    "primes without end": f"$f{chr(39) * 10_000}(x) = 1$",
    "10000 dollars": "$" * 10_000,
    "10000 marks of a heading": "#" * 10_000,
    "a wide table": "|".join(["a"] * 3000) + "\n|" + "---|" * 3000 + "\n",
    "bars": f"${'|' * 500}$ and ${'|x' * 60}{'|' * 60}$",
    "macros that call each other": r"\newcommand{\a}{\b\b}\newcommand{\b}{\a\a} $\a = 1$",
    "macros that double": "".join(
        rf"\newcommand{{\{chr(97 + i)}x}}{{\{chr(98 + i)}x\{chr(98 + i)}x}}" for i in range(20)
    ) + r"$\ax = 1$",
    "control characters": "$\x00 = \x1b[2J$ \ud800 $x\u202e = 1$",
    "open environments": r"\begin{align} " * 300,
    "open fences": "```\n" * 999,
    "quotes": ">" * 3000 + " $x = 1$",
    "lists": "".join(" " * i + "- $x$\n" for i in range(200)),
}  # fmt: skip
PAYLOADS = [
    "__import__('os').system('touch {file}')",
    'eval(\'open("{file}", "w")\')',
    "exec(\"open('{file}', 'w')\")",
    "().__class__.__bases__[0].__subclasses__()",
    "lambda: open('{file}', 'w')",
    "{{open('{file}', 'w')}}",
    "\\input{{{file}}}\\write18{{touch {file}}}",
    "f(x) = open('{file}', 'w')",
]


@pytest.fixture(scope="module")
def answers() -> dict[str, list[list[str]]]:
    """The verdicts on every text under three names, from one process with bounded time."""
    shown = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=json.dumps(list(HOSTILE.values())),
        capture_output=True, text=True, check=True, timeout=BOUND, cwd=ROOT,
    ).stdout.splitlines()  # fmt: skip
    said = [json.loads(line) for line in shown]
    return {name: said[3 * i : 3 * i + 3] for i, name in enumerate(HOSTILE)}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_answered(name: str, answers: dict[str, list[list[str]]]) -> None:
    for said in answers[name]:
        statuses = {"proved", "refuted", "unknown"}
        assert set(said) <= statuses or said[0].startswith("SA"), said


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", NAMES[:3])
def test_nothing_is_evaluated(payload: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "written"
    text = payload.format(file=file)
    for raw in (f"${text} = 1$", f"`{text} = 1`", f"$f(x) = {text}$\n\n{text}\n"):
        report = check_text(name, raw)
        assert not [c for c in report.claims if c.judgement.status is Status.REFUTED]
    assert not file.exists()


def test_a_program_is_not_run(tmp_path: Path) -> None:
    file = tmp_path / "written"
    raw = f'"""$\\\\tanh(0) = 0$"""\nopen({str(file)!r}, "w")\nraise SystemExit\n'
    assert len(check_text("module.py", raw).claims) == 1
    assert not file.exists()


# -- anything at all -----------------------------------------------------------------------------


def answered(name: str, raw: str) -> Report | None:
    """The report, or None where the text is refused; whatever else is raised is a fault."""
    refusal = ""
    try:
        report = check_text(name, raw)
    except InputError as error:
        refusal = error.diagnostic.code
    if refusal:
        assert refusal.startswith("SA")
        return None
    for claim in report.claims:
        assert 0 <= claim.start <= claim.end <= len(raw)
        assert claim.judgement.status is Status.PROVED or claim.judgement.reason
    return report


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.text(max_size=120))
def test_any_text_is_answered(name: str, raw: str) -> None:
    answered(name, raw)


WORDS = (
    "x", "y", "f", "f(x)", "f'(x)", r"\sigma(x)", r"\sigma'(x)", "1", "0", "0.5", "2", r"\alpha",
    r"\frac{1}{x}", r"\frac{1}{1+e^{-x}}", "e^{-x}", r"\tanh x", r"\max(0,x)", r"\sqrt{x}", "|x|",
    r"\ln x", r"\frac{d}{dx}", r"\lim_{x\to 0}", r"\infty", "W", "Wx", "b", r"W^\top", "(0, 1)",
    r"\mathbb{R}", r"\begin{bmatrix}1\\2\end{bmatrix}", r"\nabla_W L",
    r"\begin{cases} x & x>0 \\ 0 & x \le 0\end{cases}", r"\sum_{i=1}^n x_i", r"\max_x",
)  # fmt: skip
JOINTS = ("+", "-", r"\cdot", "/", "^", "=", "=", "=", "<", r"\le", r"\in", r"\approx", ",", "",
          r"\Rightarrow", r"\\", "&", "'", "(", ")", "{", "}", "_", r"\quad", ":")  # fmt: skip
LEADS = (
    "",
    "# Sigmoid\n\n",
    "Range: ",
    "The derivative is ",
    "Let ",
    "For $x > 0$: ",
    "| a | b |\n",
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Short documents of formulas that make sense in parts only."""
    text = draw(st.sampled_from(LEADS))
    for _ in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 5))
        parts = [draw(st.sampled_from(WORDS)) for _ in range(size)]
        joints = [draw(st.sampled_from(JOINTS)) for _ in range(size)]
        formula = " ".join(itertools.chain.from_iterable(zip(parts, joints, strict=True)))
        text += draw(st.sampled_from(["${}$ ", "$${}$$\n", "`{}`, ", "{}\n\n", r"\[{}\]"])).replace(
            "{}", formula
        )
    return text


@settings(max_examples=80)
@given(st.sampled_from(NAMES[:3]), documents())
def test_any_formulas_are_answered(name: str, raw: str) -> None:
    answered(name, raw)


@settings(max_examples=30)
@given(st.sampled_from(NAMES[3:5]), documents())
def test_any_formulas_in_programs_and_notebooks_are_answered(name: str, raw: str) -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": raw}
    book = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    docstring = f'r"""{raw}"""\n' if '"""' not in raw else '"""none"""\n'
    report = answered(name, book if name.endswith("ipynb") else docstring)
    assert report is None or report.file == name


# -- work that does not end ----------------------------------------------------------------------

needs_fork = pytest.mark.skipif(not CAN_FORK, reason="the system cannot fork")
DOCUMENT = "$\\tanh(0) = 0$\n\n$\\cosh(0) = 1$\n\n$\\sinh(0) = 0$\n\n$\\tanh(0) = 1$\n"
QUICK = Settings(time_limit=0.6, memory_limit=256)


def sleeps() -> NoReturn:
    while True:
        time.sleep(3600)


def loops() -> NoReturn:
    while True:
        pass


def computes() -> int:
    """Work in compiled code, which no signal handler of Python interrupts."""
    return sum(itertools.repeat(1))


def hoards() -> NoReturn:
    held = []
    while True:
        held.append(bytearray(1 << 24))


def leaves() -> NoReturn:
    os._exit(3)


ENDLESS = [sleeps, loops, computes, hoards, leaves]


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let the statement with cosh do something else."""
    judge = runs.judge_statement

    def install(work: Callable[[], object]) -> None:
        def judged(item, state):  # type: ignore[no-untyped-def]
            if "cosh" in item.span.text:
                work()
            return judge(item, state)

        monkeypatch.setattr(runs, "judge_statement", judged)

    return install


def verdicts(report: Report) -> list[tuple[str, str]]:
    return [(c.judgement.status.value, c.judgement.code) for c in report.claims]


GIVEN_UP = [("proved", ""), ("unknown", "SA244"), ("proved", ""), ("refuted", "SA211")]


@needs_fork
@pytest.mark.parametrize("work", ENDLESS)
def test_a_step_that_does_not_end_stops_nothing_else(
    work: Callable[[], object], stuck: Callable[[Callable[[], object]], None]
) -> None:
    stuck(work)
    start = time.monotonic()
    report = check_isolated(read_page("notes.md", DOCUMENT), QUICK)
    assert verdicts(report) == GIVEN_UP
    assert report.claims[1].judgement.reason
    assert time.monotonic() - start < 20


@needs_fork
@pytest.mark.parametrize("work", [loops, hoards])
def test_a_step_is_given_up_in_a_thread_too(
    work: Callable[[], object], stuck: Callable[[Callable[[], object]], None]
) -> None:
    stuck(work)
    reports: list[Report] = []
    page = read_page("notes.md", DOCUMENT)
    thread = threading.Thread(target=lambda: reports.append(check_isolated(page, QUICK)))
    thread.start()
    thread.join(30)
    assert [verdicts(report) for report in reports] == [GIVEN_UP]


@needs_fork
def test_without_such_a_step_the_report_is_the_same() -> None:
    page = read_page("notes.md", DOCUMENT)
    assert verdicts(check_isolated(page, QUICK)) == verdicts(check_page(page))


@needs_fork
def test_a_document_of_such_steps_is_given_up_after_some(
    stuck: Callable[[Callable[[], object]], None],
) -> None:
    stuck(sleeps)
    page = read_page("notes.md", "$\\cosh(0) = 1$\n\n" * (MOST + 3) + "$\\tanh(0) = 0$\n")
    start = time.monotonic()
    report = check_isolated(page, Settings(time_limit=0.05))
    assert set(verdicts(report)) == {("unknown", "SA244")}
    assert len(report.claims) == MOST + 4
    assert time.monotonic() - start < 20


@needs_fork
def test_a_real_document_is_bounded() -> None:
    text = f"$\\tanh(0) = 0$ and {nested(30, 'e^{', '}')} and $\\tanh(0) = 1$\n"
    report = check_isolated(read_page("notes.md", text), QUICK)
    assert verdicts(report)[0] == ("proved", "")
    assert verdicts(report)[-1] == ("refuted", "SA211")


# -- the process that shows signs of life --------------------------------------------------------


@needs_fork
def test_the_result_of_paced_work() -> None:
    outcome = paced(lambda beat: [beat(), beat(), "done"][-1], Limits(5))
    assert (outcome.result, outcome.steps, outcome.reason) == ("done", 2, "")


@needs_fork
@pytest.mark.parametrize("work", ENDLESS)
def test_paced_work_is_ended(work: Callable[[], object]) -> None:
    def begins(beat: Callable[[], None]) -> object:
        beat()
        return work()

    outcome = paced(begins, Limits(0.3, 200))
    assert (outcome.result, outcome.steps) == (None, 1)
    assert outcome.reason


@needs_fork
def test_slow_work_that_shows_signs_of_life_goes_on() -> None:
    def slow(beat: Callable[[], None]) -> str:
        for _ in range(6):
            beat()
            time.sleep(0.1)
        return "done"

    assert paced(slow, Limits(0.4)).result == "done"


@needs_fork
def test_large_results_come_through() -> None:
    assert paced(lambda _: b"x" * 3_000_000, Limits(10)).result == b"x" * 3_000_000


@needs_fork
def test_what_paced_work_changes_nobody_sees() -> None:
    seen: list[int] = []
    assert paced(lambda _: seen.append(1), Limits(5)).result is None
    assert seen == []


@needs_fork
def test_no_processes_and_no_pipes_are_left() -> None:
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    for work in (sleeps, leaves):
        paced(lambda _, work=work: work(), Limits(0.1))
    after = len(list(Path("/proc/self/fd").iterdir())) if before else 0
    assert after == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
