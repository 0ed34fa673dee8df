"""Maxima: ``to_poly_solve`` for the stationary points; it has no call for the rest."""

from __future__ import annotations

import re

import sympy as sp

from sides.questions import Answer, Function, none
from sides.values import decimal, expression

_BEGIN = "display2d:false$ linel:100000$ load(to_poly_solve)$ "
_CALL = 'print("@@", errcatch(to_poly_solve(diff({f},x)=0,x)), "@@")$'
_INTEGERS = range(-60, 61)


def command(function: Function | None, question: str) -> list[str] | None:
    """What is run for a question; None where Maxima has no call for it."""
    if function is not None and question != "stationary":
        return None
    call = "" if function is None else _CALL.format(f=function.maxima)
    return ["maxima", "--very-quiet", f"--batch-string={_BEGIN}{call}"]


def read(question: str, out: str, err: str) -> Answer:
    """The real solutions among those that Maxima gives, for all values of its integer."""
    del question, err
    found = re.findall(r"^@@ (.*?) @@", out, re.MULTILINE)
    said = found[-1] if found else ""
    if not said or "%solve" in said or "%union" not in said:
        return none(said or out.strip()[-200:], "unevaluated")
    solutions = re.findall(r"x = (.*?)(?=\]|,\[)", said)
    points: dict[str, None] = {}
    infinite = False
    for solution in solutions:
        near = _near(solution)
        infinite = infinite or ("%z" in solution and len(near) > 1)
        points.update(dict.fromkeys(near))
    return {
        "said": said,
        "exact": "." not in said,
        "points": list(points),
        "intervals": [],
        "infinite": infinite,
    }


def _near(solution: str) -> list[str]:
    """The real values of a solution as its integer runs, each once."""
    plain = re.sub(r"%z\d+", "z", solution)
    formula = expression(plain)
    found: dict[str, None] = {}
    for k in _INTEGERS if "z" in plain else (0,):
        value = sp.N(formula.subs("z", k), 30)
        real, imaginary = value.as_real_imag()
        if abs(imaginary) < sp.Float("1e-25"):
            found[decimal(sp.N(real, 25))] = None
    return list(found)
