"""Asks one checker whether formulas are equal, in its own process: ``ask_pairs.py SYSTEM LIMIT``.

Reads a JSON list of pairs of LaTeX formulas and writes ``{"start": seconds, "answers": [...]}``.
Runs in the environment of the checker, so it imports nothing of this folder.
"""

from __future__ import annotations

import json
import logging
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, TypeAlias

EQUAL, UNEQUAL, UNDECIDED = "equal", "unequal", "undecided"
Asked: TypeAlias = Callable[[str, str], "tuple[str, str]"]


# What the letters of the pairs mean, for a reader that takes nothing for granted.
_MEANINGS = {
    r"\sigma": r"Let $\sigma(x) = \frac{1}{1+e^{-x}}$.",
    r"\Phi": r"Let $\Phi(x) = \frac{1}{2}(1+\operatorname{erf}(\frac{x}{\sqrt{2}}))$.",
    r"\phi": r"Let $\phi(x) = \frac{1}{\sqrt{2\pi}}e^{-x^2/2}$.",
}  # fmt: skip
_FREE = re.compile(r"(?<![A-Za-z\\])x(?![A-Za-z])")
_BOUND = re.compile(r"\\(?:lim|sup|inf|max_|min_|begin\{[bp]matrix)")


def symact() -> Asked:
    """The verdict on the document ``$left = right$``: it may also be an equation to be solved."""
    judge = _judge()
    return lambda left, right: judge("", f"${left} = {right}$")


def symact_for_all() -> Asked:
    """The verdict where the document defines the letters and says that it is meant for all x."""
    judge = _judge()

    def ask(left: str, right: str) -> tuple[str, str]:
        pair = f"{left} = {right}"
        before = "".join(f"{line}\n\n" for sign, line in _MEANINGS.items() if sign in pair)
        is_open = _FREE.search(pair) and not _BOUND.search(pair)
        return judge(before, f"${pair}{FOR_ALL if is_open else ''}$")

    return ask


FOR_ALL = r" \quad \forall x \in \mathbb{R}"


def _judge() -> Asked:
    """The verdict on what stands behind some text."""
    from symact.check.document import check_text  # noqa: PLC0415
    from symact.core.verdict import Status  # noqa: PLC0415

    def judge(before: str, text: str) -> tuple[str, str]:
        claims = check_text("pair.md", before + text).claims
        judged = [c.judgement for c in claims if c.start >= len(before)]
        statuses = {j.status for j in judged}
        said = "; ".join(
            f"{j.status.value}: {j.reason or j.note}".removesuffix(": ") for j in judged
        )
        if Status.REFUTED in statuses:
            return UNEQUAL, said
        return (EQUAL if statuses == {Status.PROVED} else UNDECIDED), said

    return judge


def math_verify() -> Asked:
    """``verify(parse(left), parse(right))``; undecided where only the text was compared."""
    from math_verify import parse, verify  # noqa: PLC0415

    def ask(left: str, right: str) -> tuple[str, str]:
        gold, target = (parse(f"${side}$") for side in (left, right))
        found = verify(gold, target)
        is_read = all(any(not isinstance(o, str) for o in side) for side in (gold, target))
        said = f"{found}: {gold} / {target}"
        return (EQUAL if found else UNEQUAL if is_read else UNDECIDED), said

    return ask


def latex2sympy2_extended() -> Asked:
    """Whether SymPy simplifies the difference of what was read, with real letters, to 0."""
    import sympy as sp  # noqa: PLC0415
    from latex2sympy2_extended import latex2sympy  # noqa: PLC0415

    def ask(left: str, right: str) -> tuple[str, str]:
        a, b = (latex2sympy(side, is_real=True) for side in (left, right))
        said = f"{a} / {b}"
        if isinstance(a, sp.Set) or isinstance(b, sp.Set):
            return (EQUAL if a == b else UNEQUAL), said
        rest = sp.simplify((a - b).doit())
        is_zero = rest.is_zero_matrix if isinstance(rest, sp.MatrixBase) else rest == 0
        return (EQUAL if is_zero else UNEQUAL), said

    return ask


class _LateError(BaseException):
    """The time of a pair is used up; no ``except Exception`` on the way holds it back."""


def _ring(number: int, frame: Any) -> None:
    del number, frame
    raise _LateError


def answer(ask: Asked, left: str, right: str, limit: float) -> dict[str, Any]:
    """What a checker says to one pair within a time, and the processor time that it took."""
    begun = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_REAL, limit)
        verdict, said = ask(left, right)
    except _LateError:
        verdict, said = UNDECIDED, f"over {limit:g} s"
    except Exception:  # noqa: BLE001 -- whatever a reader raises is no answer
        verdict, said = UNDECIDED, traceback.format_exc(limit=0).strip().splitlines()[0]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    seconds = time.process_time() - begun
    return {"verdict": verdict, "seconds": round(seconds, 5), "said": said[:300]}


ASKED = {f.__name__: f for f in (symact, symact_for_all, math_verify, latex2sympy2_extended)}


def main() -> None:
    """Answer everything on standard input in its order, after one pair to warm up."""
    logging.disable(logging.CRITICAL)
    begun = time.process_time()
    ask = ASKED[sys.argv[1]]()
    start = time.process_time() - begun
    limit = float(sys.argv[2])
    signal.signal(signal.SIGALRM, _ring)
    pairs = json.load(sys.stdin)
    answer(ask, r"\frac{d}{dt}e^{2t}", r"2e^{2t}", limit)
    answers = [answer(ask, left, right, limit) for left, right in pairs]
    print(json.dumps({"start": round(start, 3), "answers": answers}))


if __name__ == "__main__":
    main()
