"""Functions of which nothing is known but that they are smooth: for rules of differentiation."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp


class Abstract(sp.Function):  # type: ignore[misc]
    """A function without a definition, or a derivative of one."""

    is_real = True
    label = ""
    order = 0

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        """The next derivative, at the same argument."""
        del argindex
        return abstract(self.label, self.order + 1)(*self.args)


@lru_cache(maxsize=512)
def abstract(name: str, order: int = 0) -> type[Abstract]:
    """The function of a name, differentiated so many times.

    Example:
        >>> from symact.core.activation import x
        >>> f, g = abstract("f"), abstract("g")
        >>> sp.diff(f(g(x)), x)
        f'(g(x))*g'(x)
    """
    shown = name + "'" * order
    return type(shown, (Abstract,), {"label": name, "order": order, "nargs": 1})


def is_abstract(expression: sp.Expr) -> bool:
    """Whether a function without a definition occurs in an expression."""
    return expression.has(Abstract)


def as_letters(expression: sp.Expr) -> sp.Expr:
    """The expression with a letter of its own for each value of such a function.

    An identity between the results holds whatever the functions are.
    """
    return expression.replace(
        lambda node: isinstance(node, Abstract), lambda node: sp.Symbol(f"<{node}>", real=True)
    )
