"""The order in which a textbook writes the terms of a sum and the factors of a product."""

from collections.abc import Sequence

import sympy as sp

from symact.core.typeset_held import Beside, Over, Plus, Raised, Slope, Times
from symact.core.typeset_numbers import GREEK

LAYOUT = (Times, Beside, Over, Raised)
UNTAKEN = (sp.Derivative, Slope)


def is_variable(symbol: sp.Symbol) -> bool:
    """Whether a letter is a variable and not a parameter: Latin, not Greek."""
    return symbol.name.partition("_")[0].rstrip("'") not in GREEK


def is_constant(expression: sp.Expr) -> bool:
    """Whether no variable occurs."""
    return not any(is_variable(s) for s in expression.free_symbols) and not expression.atoms(
        sp.core.function.AppliedUndef
    )


def has_functions(expression: sp.Expr) -> bool:
    """Whether a variable stands inside something other than sums, products and whole powers."""
    return degree(expression) is None and any(
        degree(node) is None
        for node in sp.preorder_traversal(expression)
        if not isinstance(node, (sp.Add, sp.Mul, Plus, *LAYOUT, sp.Pow))
    )


def degree(term: sp.Expr) -> sp.Rational | None:
    """The degree of a monomial in the variables; None for anything that is not a monomial.

    Example:
        >>> x = sp.Symbol("x")
        >>> degree(3 * x**2), degree(sp.pi), degree(x + 1), degree(sp.exp(x))
        (2, 0, None, None)
    """
    if is_constant(term):
        return sp.S.Zero
    if isinstance(term, sp.Symbol):
        return sp.S.One
    if isinstance(term, (sp.Pow, Raised)) and term.args[1].is_Integer:
        inner = degree(term.args[0])
        return None if inner is None else inner * term.args[1]
    if isinstance(term, Over):
        above, below = degree(term.args[0]), degree(term.args[1])
        return None if above is None or below is None else above - below
    if isinstance(term, (sp.Mul, Times, Beside)):
        parts = [degree(factor) for factor in term.args]
        return None if None in parts else sp.Add(*parts)
    return None


def outer_degree(term: sp.Expr) -> sp.Rational:
    """The degree of the part of a term that stands outside functions and brackets."""
    factors = term.args if isinstance(term, (sp.Mul, Times, Beside)) else (term,)
    if isinstance(term, Over):
        factors = (term.args[0],)
    return sum((degree(factor) or sp.S.Zero for factor in factors), sp.S.Zero)


def _rate(term: sp.Expr) -> sp.Expr:
    """The rate of the fastest exponential factor of a term, which leads among exponentials."""
    rates = [
        node.args[0].as_coeff_Mul()[0]
        for node in (term.args if term.is_Mul else (term,))
        if isinstance(node, sp.exp)
    ]
    return max(rates, default=sp.S.Zero)


def _leading(term: sp.Expr) -> sp.Rational:
    """The rational coefficient of a term."""
    return term.as_coeff_Mul(rational=True)[0]


def _rises(terms: Sequence[sp.Expr], degrees: Sequence[sp.Rational]) -> bool:
    """Whether a polynomial is written with rising powers: ``x + 0.044715 x^3`` and ``1 + x^2``."""
    low, high = min(degrees), max(degrees)
    first = terms[list(degrees).index(low)]
    last = terms[list(degrees).index(high)]
    if _leading(first) != 1 or low == high:
        return False
    small = abs(_leading(last))
    if small < 1:
        return True
    return len(terms) == 2 and first == 1 and high >= 2 and small == 1


def sum_order(terms: Sequence[sp.Expr]) -> list[int]:
    """The places of the terms in textbook order, signs not yet looked at."""
    found = [degree(term) for term in terms]
    places = list(range(len(terms)))
    degrees = [d for d in found if d is not None]
    if len(degrees) == len(terms):
        if all(d == 0 for d in degrees):
            return _order_constants(terms)
        if _rises(terms, degrees):
            return sorted(places, key=lambda i: (degrees[i], str(terms[i])))
        return sorted(places, key=lambda i: (-degrees[i], *_constant_key(terms[i])))
    return sorted(places, key=lambda i: _mixed_key(terms[i], found[i]))


def _order_constants(terms: Sequence[sp.Expr]) -> list[int]:
    """Numbers before irrational constants, parameters before numbers: ``1 + sqrt 2``, ``a + 1``."""
    free = any(term.free_symbols for term in terms)

    def key(i: int) -> tuple[bool, int, str]:
        term = terms[i]
        return (not term.free_symbols, 0 if term.is_Rational else 1, str(term))

    places = range(len(terms))
    return sorted(places, key=key if free else lambda i: key(i)[1:])


def _constant_key(term: sp.Expr) -> tuple[bool, bool, str]:
    return (bool(is_constant(term)), term.is_Rational is True, str(term))


def _mixed_key(term: sp.Expr, d: sp.Rational | None) -> tuple[int, sp.Expr, sp.Expr, int, str]:
    if d == 0:
        return (0, 0, 0, 0 if term.is_Rational else 1, str(term))
    if d is not None:
        return (1, -d, 0, 0, str(term))
    return (2, outer_degree(term), -_rate(term), 0, str(term))


def factor_key(factor: sp.Expr) -> tuple[int, int, str]:
    """The sorting key of a factor: numbers, parameters, variables, polynomials, functions, rest."""
    base = factor.args[0] if isinstance(factor, (sp.Pow, Raised)) else factor
    if factor.is_Rational:
        return (0, 0, "")
    if is_constant(factor):
        letter = isinstance(base, sp.Symbol) or base in (sp.pi, sp.E)
        first = base.is_Rational or base == sp.Symbol("lambda", positive=True)
        return (1, 0 if first else 1 + int(not letter), str(base))
    if isinstance(base, sp.Symbol):
        return (2, base.name.endswith("'"), str(base))
    if isinstance(base, (*UNTAKEN, *LAYOUT)):
        return (6, 0, "")
    if isinstance(base, (sp.Add, Plus)):
        return (5, 0, str(base)) if has_functions(base) else (3, 0, str(base))
    return (4, 0 if isinstance(factor, sp.exp) else 1, str(base))
