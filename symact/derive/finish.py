"""From a derivative with every rule applied to the form in which a textbook leaves it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.typeset_held import Beside, Over, Plus, Raised, Times, settle
from symact.derive.notation import Logistic, fold, logistic_denominator


@final
@dataclass(frozen=True, slots=True)
class Rewriting:
    """A formula written another way, with the reason."""

    expression: sp.Expr
    why: str
    rule: str


def finish(expression: sp.Expr) -> Iterator[Rewriting]:
    """The rewritings that lead from a held derivative to its closed form.

    Example:
        >>> held = Times(1 / (1 + sp.exp(x)), sp.exp(x))
        >>> [(line.rule, str(line.expression)) for line in finish(held)][-1]
        ('name-sigma', 'Logistic(x)')
    """
    current = settle(expression)
    yield Rewriting(_settle_terms(expression), "simplify", "simplify")
    for rewrite in REWRITES:
        for line in rewrite(current):
            yield line
            current = settle(line.expression)


def _settle_terms(expression: sp.Expr) -> sp.Expr:
    """The sum with each term settled, but none multiplied out."""
    if not isinstance(expression, Plus):
        return settle(expression)
    settled = [settle(term) for term in expression.args]
    kept = [
        old if new.is_Add and isinstance(old, Beside) else new
        for old, new in zip(expression.args, settled, strict=True)
    ]
    return sp.Add(*settled) if kept == settled else Plus(*kept)


def _rational(expression: sp.Expr) -> Iterator[Rewriting]:
    """One fraction in lowest terms for a rational function."""
    if not expression.is_rational_function(x) or not expression.has(x):
        return
    if any(node.is_number and not node.is_Rational for node in sp.preorder_traversal(expression)):
        return
    whole = sp.factor(sp.cancel(expression))
    above, below = sp.fraction(whole)
    if below.is_number and below != 1:
        yield Rewriting(Over(above, below), "one fraction", "common-denominator")
    elif whole.count_ops() < expression.count_ops():
        yield Rewriting(whole, "one fraction in lowest terms", "common-denominator")


def _split_logistic(expression: sp.Expr) -> Iterator[Rewriting]:
    """Split e^(-u) / (1 + e^(-u))^2 into the sigmoid and one minus it."""
    factors = list(sp.Mul.make_args(expression))
    for factor in factors:
        found = logistic_denominator(factor)
        if found is None or found[1] != 2 or sp.exp(found[0]) not in factors or len(factors) != 2:
            continue
        u = found[0]
        below = 1 + sp.exp(u)
        yield Rewriting(
            Times(Over(1, below), Over(sp.exp(u), below)),
            "split the fraction into two",
            "split-fraction",
        )
        yield Rewriting(
            Times(Over(1, below), Plus(1, -Over(1, below))),
            r"in the second factor write the numerator as "
            r"$(1 + e^{-x}) - 1$"
            if u == -x
            else "subtract and add one in the numerator",
            "add-and-subtract",
        )


def _split_square(expression: sp.Expr) -> Iterator[Rewriting]:
    """Write (d^2 - n^2) / d^2 as 1 - (n/d)^2."""
    above, below = sp.fraction(expression)
    if not above.is_Add or not (below.is_Pow and below.exp == 2) or below not in above.args:
        return
    rest = above - below
    sign, other = rest.as_coeff_Mul()
    if sign == -1 and other.is_Pow and other.exp == 2:
        yield Rewriting(
            Plus(1, -Raised(Over(other.base, below.base), 2)),
            "divide each square by the denominator",
            "split-fraction",
        )


def _names(expression: sp.Expr) -> Iterator[Rewriting]:
    folded = fold(expression)
    if folded == expression:
        return
    if folded.has(Logistic) and not expression.has(Logistic):
        yield Rewriting(_order_sigma(folded), _sigma_words(expression, folded), "name-sigma")
    elif folded.has(sp.tanh) and not expression.has(sp.tanh):
        yield Rewriting(folded, r"the quotient is $\tanh$ itself", "name-tanh")
    else:
        yield Rewriting(folded, "in the usual names", "name")


def _sigma_words(expression: sp.Expr, folded: sp.Expr) -> str:
    if isinstance(folded, Logistic) and sp.fraction(expression)[0] != 1:
        return "divide above and below by the exponential"
    return r"both factors are known by name, as $\sigma(x) = \frac{1}{1 + e^{-x}}$"


def _order_sigma(expression: sp.Expr) -> sp.Expr:
    """Write s (1 - s) and not (1 - s) s, where that is all there is."""
    for s in expression.atoms(Logistic):
        if expression == s * (1 - s):
            return Beside(s, Plus(1, -s))
    return expression


def _common_exponential(expression: sp.Expr) -> Iterator[Rewriting]:
    """Take out an exponential that every term of a sum carries."""
    if not expression.is_Add:
        return
    shared = set.intersection(
        *({f for f in sp.Mul.make_args(term) if isinstance(f, sp.exp)} for term in expression.args)
    )
    if not shared:
        return
    outside = sp.Mul(*shared)
    inside = sp.Add(*(term / outside for term in expression.args))
    if inside.is_polynomial(x):
        inside = sp.factor(inside)
    yield Rewriting(inside * outside, "take out the common factor", "factor")


REWRITES: tuple[Callable[[sp.Expr], Iterator[Rewriting]], ...] = (
    _rational,
    _common_exponential,
    _split_logistic,
    _split_square,
    _names,
)
