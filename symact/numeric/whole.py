"""The regions of a function whose cases are decided at each point: the two half lines."""

import numpy as np
import sympy as sp

from symact.numeric.pointwise import by_sign, tie
from symact.numeric.regions import Line, Region, best_form, region_of, written


def whole_line(formula: sp.Expr) -> tuple[Region, ...]:
    """The half lines below and above 0; each smooth part of the formula has its own safe form."""
    return tuple(_half(formula, sign) for sign in (-1, 1))


def _half(formula: sp.Expr, sign: int) -> Region:
    lines: list[Line] = []
    names: dict[sp.Expr, sp.Expr] = {}

    def named(part: sp.Expr) -> sp.Expr:
        if part.is_number:
            return part
        if part not in names:
            if isinstance(part, (by_sign, tie)):
                value = part.func(*map(named, part.args))
            else:
                own, value = written(best_form(part, sign, 0.0, np.inf)[0])
                # Two forms may use one name for different exponentials.
                apart = {
                    name: sp.Symbol(f"{name}_{len(names) + 1}", positive=True) for name, _ in own
                }
                lines.extend((apart[name], by.xreplace(apart)) for name, by in own)
                value = value.xreplace(apart)
            symbol = sp.Symbol(f"c{len(names) + 1}", real=True)
            names[part] = symbol
            lines.append((symbol, value))
        return names[part]

    result = named(formula)
    return region_of(sign, (0.0, np.inf), lines, result)
