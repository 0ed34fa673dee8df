r"""Names that textbooks give to common expressions: sigma, Phi and phi.

``fold`` finds them by pattern, ``unfold`` replaces them by their definitions.
"""

from collections.abc import Callable

import sympy as sp

from symact.core.typeset_held import settle


class Logistic(sp.Function):  # type: ignore[misc]
    """The logistic function, ``sigma``."""

    nargs = 1


class NormalCdf(sp.Function):  # type: ignore[misc]
    """The distribution function of the standard normal law, ``Phi``."""

    nargs = 1


class NormalDensity(sp.Function):  # type: ignore[misc]
    """The density of the standard normal law, ``phi``."""

    nargs = 1


MEANINGS: dict[type, Callable[[sp.Expr], sp.Expr]] = {
    Logistic: lambda u: 1 / (1 + sp.exp(-u)),
    NormalCdf: lambda u: (1 + sp.erf(u / sp.sqrt(2))) / 2,
    NormalDensity: lambda u: sp.exp(-(u**2) / 2) / sp.sqrt(2 * sp.pi),
}


def unfold(expression: sp.Expr) -> sp.Expr:
    """The expression with every name replaced by its definition, and held forms settled.

    Example:
        >>> x = sp.Symbol("x", real=True)
        >>> unfold(Logistic(x))
        1/(1 + exp(-x))
    """
    settled = settle(expression)
    return _walk(settled, lambda e: MEANINGS[e.func](*e.args) if e.func in MEANINGS else e)


def fold(expression: sp.Expr) -> sp.Expr:
    """The expression with sigma, Phi, phi and tanh written for their definitions.

    Example:
        >>> x = sp.Symbol("x", real=True)
        >>> fold(x * (1 + sp.erf(x / sp.sqrt(2))) / 2)
        x*NormalCdf(x)
        >>> fold(sp.exp(x) / (1 + sp.exp(x)))
        Logistic(x)
    """
    return _fold_from_top(settle(expression))


def _fold_from_top(expression: sp.Expr) -> sp.Expr:
    """Fold a product before its factors: e^x / (1 + e^x) is one name, not a product of two."""
    folded = _fold_node(expression)
    if not folded.args:
        return folded
    arguments = [_fold_from_top(argument) for argument in folded.args]
    if all(new is old for new, old in zip(arguments, folded.args, strict=True)):
        return folded
    return folded.func(*arguments)


def _walk(expression: sp.Expr, change: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    if not expression.args:
        return change(expression)
    arguments = [_walk(argument, change) for argument in expression.args]
    rebuilt = expression
    if any(new is not old for new, old in zip(arguments, expression.args, strict=True)):
        rebuilt = expression.func(*arguments)
    return change(rebuilt)


def _fold_node(node: sp.Expr) -> sp.Expr:
    if node.is_Add:
        return _fold_erf(node)
    if node.is_Mul or node.is_Pow:
        return _fold_density(_fold_tanh(_fold_logistic(node)))
    return node


def _fold_erf(node: sp.Add) -> sp.Expr:
    """Write 2c Phi(w sqrt 2) for c + c erf(w)."""
    for term in node.args:
        c, rest = term.as_coeff_Mul()
        if isinstance(rest, sp.erf) and c in node.args:
            others = [a for a in node.args if a not in (c, term)]
            return sp.Add(2 * c * NormalCdf(sp.sqrt(2) * rest.args[0]), *others)
    return node


def logistic_denominator(factor: sp.Expr) -> tuple[sp.Expr, int] | None:
    """The pair (u, n) for a factor (1 + e^u)^(-n) with a positive whole n."""
    if not factor.is_Pow or not factor.exp.is_Integer or factor.exp >= 0:
        return None
    base = factor.base
    if not base.is_Add or len(base.args) != 2 or sp.S.One not in base.args:
        return None
    other = base - 1
    return (other.args[0], -int(factor.exp)) if isinstance(other, sp.exp) else None


def _fold_logistic(node: sp.Expr) -> sp.Expr:
    factors = list(sp.Mul.make_args(node))
    for factor in factors:
        found = logistic_denominator(factor)
        if found is None:
            continue
        u, n = found
        others = [f for f in factors if f is not factor]
        k = _exponential_power(others, u)
        if k is None or not 0 <= k <= n:
            k, rest = 0, others
        else:
            rest = [f for f in others if not isinstance(f, sp.exp)]
        if u.could_extract_minus_sign():
            s = Logistic(-u)
            return sp.Mul(s ** (n - k), (1 - s) ** k, *rest)
        s = Logistic(u)
        return sp.Mul(s**k, (1 - s) ** (n - k), *rest)
    return node


def _exponential_power(factors: list[sp.Expr], u: sp.Expr) -> int | None:
    """The whole k for which the exponential factors multiply to e^(k u)."""
    total = sp.Add(*(f.args[0] for f in factors if isinstance(f, sp.exp)))
    ratio = total / u
    return int(ratio) if ratio.is_Integer else None


def _fold_tanh(node: sp.Expr) -> sp.Expr:
    """Write tanh u for (e^u - e^(-u)) / (e^u + e^(-u)), and its powers likewise."""
    factors = list(sp.Mul.make_args(node))
    for below in factors:
        if not (below.is_Pow and below.exp.is_Integer and below.exp < 0 and below.base.is_Add):
            continue
        u = _cosine_argument(below.base)
        if u is None:
            continue
        above = sp.Pow(sp.exp(u) - sp.exp(-u), -below.exp)
        if above in factors:
            rest = [f for f in factors if f not in (above, below)]
            return sp.Mul(sp.tanh(u) ** (-below.exp), *rest)
    return node


def _cosine_argument(base: sp.Add) -> sp.Expr | None:
    """The u of e^u + e^(-u)."""
    exponents = [term.args[0] for term in base.args if isinstance(term, sp.exp)]
    if len(base.args) != 2 or len(exponents) != 2 or exponents[0] + exponents[1] != 0:
        return None
    return exponents[1] if exponents[0].could_extract_minus_sign() else exponents[0]


def _fold_density(node: sp.Expr) -> sp.Expr:
    """Write phi(u) for e^(-u^2/2) / sqrt(2 pi)."""
    factors = sp.Mul.make_args(node)
    bells = [f for f in factors if isinstance(f, sp.exp)]
    weight = sp.Mul(*(f for f in factors if f.is_number)) * sp.sqrt(2 * sp.pi)
    if len(bells) != 1 or not weight.is_Rational:
        return node
    root = sp.sqrt(-2 * bells[0].args[0])
    inner = root.args[0] if isinstance(root, sp.Abs) else root
    if not inner.is_polynomial():
        return node
    rest = [f for f in factors if not f.is_number and f is not bells[0]]
    return sp.Mul(weight, NormalDensity(inner), *rest)
