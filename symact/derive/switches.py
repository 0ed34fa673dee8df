"""The rules for functions with cases, which the kernel holds so that the verifier has them too."""

from collections.abc import Mapping

import sympy as sp

from symact.kernel.cases import (
    SWITCHES,
    UndefinedError,
    branch,
    deciders,
    innermost,
    sign_at,
    value_at,
)

__all__ = [
    "SWITCHES",
    "UndefinedError",
    "branch",
    "deciders",
    "innermost",
    "put",
    "sign_at",
    "value_at",
]


def put(expression: sp.Expr, table: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """An expression with others in place of letters, its cases left to the kernel.

    SymPy would try to decide each of them by its assumptions, which takes long.

    Example:
        >>> from symact.core.activation import x
        >>> y = sp.Symbol("y", real=True)
        >>> put(sp.Piecewise((y, y < 0), (1, y > 0)), {y: sp.exp(x)})
        Piecewise((exp(x), exp(x) < 0), (1, exp(x) > 0))
    """
    if isinstance(expression, sp.Piecewise):
        rows = [(put(value, table), _condition(c, table)) for value, c in expression.args]
        # A row that is not real is none.
        return sp.Piecewise(*(row for row in rows if not row[0].has(sp.I)), evaluate=False)
    if not expression.has(*SWITCHES):
        return expression.xreplace(table)
    parts = [put(part, table) for part in expression.args]
    # A power is soon put in order, and then found to be one.
    plain = all(part.is_Pow or part.is_polynomial() for part in parts)
    held = isinstance(expression, SWITCHES) and not plain
    return expression.func(*parts, evaluate=False) if held else expression.func(*parts)


def _condition(condition: sp.Basic, table: Mapping[sp.Symbol, sp.Expr]) -> sp.Basic:
    if isinstance(condition, sp.core.relational.Relational):
        return condition.func(*(side.xreplace(table) for side in condition.args), evaluate=False)
    return condition.xreplace(table)
