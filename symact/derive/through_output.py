r"""The derivative as a function of the output: ``s' = s (1 - s)`` for the sigmoid.

A proposal is found by eliminating x, and verified at once by exact arithmetic: the output is put
back and both sides are compared as rational functions of one generator.
"""

from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.activation import Activation, x
from symact.core.errors import UnsupportedError
from symact.derive.branches import Branch, branches, has_pieces
from symact.derive.notation import unfold
from symact.derive.rules import smooth_derivative
from symact.derive.solved_output import solved_for_output
from symact.kernel.field import occurring
from symact.kernel.translate import field_of

_T = sp.Symbol("_t", positive=True)


@final
@dataclass(frozen=True, slots=True)
class _Solved:
    """A generator written by the output: ``generator = by_output`` along ``y = f(x)``."""

    generator: sp.Expr
    by_output: sp.Expr
    output: sp.Expr


def through_output(activation: Activation) -> sp.Expr | None:
    """The derivative in the letter of the output, held as written; None where there is none.

    Example:
        >>> from symact.activations import activation
        >>> [str(through_output(activation(n))) for n in ("sigmoid", "tanh", "softplus", "gelu")]
        ['s*(1 - s)', '1 - t**2', '1 - exp(-y)', 'None']
    """
    letter = sp.Symbol(activation.output_letter, real=True)
    found = _eliminated(activation.expression, letter)
    return solved_for_output(activation, letter) if found is None else found


def _eliminated(expression: sp.Expr, letter: sp.Symbol) -> sp.Expr | None:
    """The formula for all values of the parameters, by eliminating x; None for none."""
    if not has_pieces(expression):
        found = _smooth(expression, letter)
        return None if found is None else _shape(found, letter)
    try:
        return _in_pieces(branches(expression), letter)
    except UnsupportedError:
        return None


def _smooth(expression: sp.Expr, letter: sp.Symbol) -> sp.Expr | None:
    """The search over ways to write x, or an exponential in x, by the output."""
    try:
        slope = smooth_derivative(expression)
        if not slope.has(x):
            return slope
        if not _may_be_solved(expression, slope):
            return None
    except UnsupportedError:
        return None
    for rate in _rates(expression):
        f, df = (_in_generator(e, rate) for e in (expression, slope))
        if f is None or df is None:
            continue
        for outer in (_plain, _logarithm):
            solved = outer(f, letter)
            if solved is None:
                continue
            proposal = _eliminate(df, solved)
            if proposal is not None and _verified(proposal, df, solved):
                return _back(proposal, solved, letter)
    return None


def _may_be_solved(expression: sp.Expr, slope: sp.Expr) -> bool:
    """Whether one generator is all that the function, or what it is a logarithm of, is made of."""
    _, inside = expression.as_independent(x, as_Add=False)
    tower, elements = field_of(inside.args[0] if isinstance(inside, sp.log) else expression, slope)
    used = occurring(*(poly for e in elements for poly in (e.num, e.den)))
    return sum(not tower.is_constant_index(i) for i in used) == 1


def _rates(expression: sp.Expr) -> list[sp.Expr]:
    """The k for which e^(kx) may be the generator; 0 stands for x itself."""
    rates: set[sp.Expr] = {sp.S.Zero}
    for node in expression.atoms(sp.exp, sp.tanh, sp.sinh, sp.cosh):
        inner = node.args[0]
        if inner.is_polynomial(x) and sp.degree(inner, x) == 1:
            k = sp.diff(inner, x)
            rates |= {k, -k, 2 * k}
    return sorted(rates, key=lambda k: (k == 0, k.could_extract_minus_sign(), str(k)))


def _in_generator(expression: sp.Expr, rate: sp.Expr) -> sp.Expr | None:
    """The expression in the generator ``_T``, or None when x is left over."""
    if rate == 0:
        return expression.subs(x, _T)
    halves = expression.replace(sp.tanh, lambda u: 1 - 2 / (1 + sp.exp(2 * u)))
    exponentials = halves.rewrite([sp.sinh, sp.cosh], sp.exp)
    result = exponentials.subs(x, sp.log(_T) / rate)
    result = result.replace(lambda e: isinstance(e, sp.exp), _power_of_generator)
    return None if result.atoms(sp.exp) else result


def _power_of_generator(node: sp.exp) -> sp.Expr:
    ratio = sp.expand(node.args[0] / sp.log(_T))
    return _T**ratio if ratio.is_Rational else node


def _plain(f: sp.Expr, letter: sp.Symbol) -> _Solved | None:
    """The output itself as a fractional linear function of the generator."""
    return _moebius(f, letter)


def _logarithm(f: sp.Expr, letter: sp.Symbol) -> _Solved | None:
    """The output as c ln g with g fractional linear: then e^(y/c) = g."""
    c, inside = f.as_independent(_T, as_Add=False)
    if not isinstance(inside, sp.log):
        return None
    return _moebius(inside.args[0], sp.exp(letter / c))


def _moebius(f: sp.Expr, output: sp.Expr) -> _Solved | None:
    if not f.is_rational_function(_T):
        return None
    above, below = sp.fraction(sp.cancel(sp.together(f)))
    if max(sp.degree(above, _T), sp.degree(below, _T)) != 1:
        return None
    a, b = sp.Poly(above, _T).coeff_monomial(_T), above.subs(_T, 0)
    c, d = sp.Poly(below, _T).coeff_monomial(_T), below.subs(_T, 0)
    stand_in = sp.Symbol("_w")
    if sp.expand(a * d - b * c) == 0:
        return None
    return _Solved(f, (b - d * stand_in) / (c * stand_in - a), output)


def _eliminate(slope: sp.Expr, solved: _Solved) -> sp.Expr | None:
    if not slope.is_rational_function(_T):
        return None
    return sp.factor(sp.cancel(sp.together(slope.subs(_T, solved.by_output))))


def _verified(proposal: sp.Expr, slope: sp.Expr, solved: _Solved) -> bool:
    """Whether the proposal with the output put back is the slope, as rational functions."""
    returned = proposal.subs(sp.Symbol("_w"), solved.generator)
    above, _below = sp.fraction(sp.together(returned - slope))
    return bool(sp.expand(above) == 0)


def _back(proposal: sp.Expr, solved: _Solved, letter: sp.Symbol) -> sp.Expr:
    plain = proposal.subs(sp.Symbol("_w"), solved.output)
    if solved.output == letter:
        return plain
    return sp.expand(plain)


def _shape(expression: sp.Expr, letter: sp.Symbol) -> sp.Expr:
    """The formula as written: expanded when short, else with its factors turned positive."""
    if not expression.is_rational_function(letter):
        return expression
    above, below = sp.fraction(expression)
    if below.has(letter) or not above.has(letter):
        return expression
    expanded = sp.expand(expression)
    terms = sp.Add.make_args(expanded)
    if len(terms) <= 2 and any(not term.has(letter) for term in terms):
        return expanded
    return _positive_factors(expression, letter)


def _positive_factors(expression: sp.Expr, letter: sp.Symbol) -> sp.Expr:
    """A minus sign before a product moved into the factor ``y - c``: ``s (1 - s)``."""
    c, rest = expression.as_coeff_Mul()
    factors = list(sp.Mul.make_args(rest))
    for i, factor in enumerate(factors):
        base, exponent = factor.as_base_exp()
        turned = base.is_Add and base.subs(letter, 0).is_negative
        if turned and exponent.is_Integer and exponent % 2 == 0:
            factors[i] = (-base) ** exponent
        elif turned and c.is_negative and exponent == 1:
            c, factors[i] = -c, -base
    factors.sort(key=lambda f: f.is_Add)
    kept = factors if c == 1 else [c, *factors]
    return kept[0] if len(kept) == 1 else sp.Mul(*kept, evaluate=False)


def _in_pieces(parts: tuple[Branch, ...], letter: sp.Symbol) -> sp.Expr | None:
    """The pieces in the output, where equal outputs always have equal slopes.

    That is so when f is continuous and each piece is strictly increasing or constant: then the
    pieces meet the outputs in the order in which they meet the line.
    """
    slopes = [smooth_derivative(part.expression) for part in parts]
    if all(slope == slopes[0] and not slope.has(x) for slope in slopes):
        return slopes[0]
    found = []
    for part, slope in zip(parts, slopes, strict=True):
        if not (slope == 0 or _is_positive(slope, part)):
            return None
        formula = _smooth(part.expression, letter)
        if formula is None:
            return None
        found.append(_shape(formula, letter))
    return _mirrored(found, parts, letter) or _join(found, slopes, parts, letter)


def _is_positive(slope: sp.Expr, part: Branch) -> bool:
    """Whether a slope is plainly positive on a piece: a square, an exponential, a number."""
    if slope.is_positive:
        return True
    # On a piece that lies to one side of 0 the letter has a sign.
    if part.lower.is_nonnegative:
        probe = slope.subs(x, sp.Symbol("p", positive=True) + part.lower)
    elif part.upper.is_nonpositive:
        probe = slope.subs(x, part.upper - sp.Symbol("p", positive=True))
    else:
        return False
    return bool(sp.factor(sp.together(probe)).is_positive)


def _mirrored(found: list[sp.Expr], parts: tuple[Branch, ...], letter: sp.Symbol) -> sp.Expr | None:
    """One formula in |y| for an odd function of two pieces."""
    if len(found) != 2 or parts[0].upper != 0:
        return None
    if any(part.expression.subs(x, 0) != 0 for part in parts):
        return None
    if sp.expand(found[0] - found[1].subs(letter, -letter)) != 0:
        return None
    return found[1].subs(letter, sp.Abs(letter))


def _join(
    found: list[sp.Expr], slopes: list[sp.Expr], parts: tuple[Branch, ...], letter: sp.Symbol
) -> sp.Expr | None:
    rows = []
    for i, (formula, slope, part) in enumerate(zip(found, slopes, parts, strict=True)):
        if slope == 0:
            rows.append((formula, sp.Eq(letter, part.expression)))
            continue
        conditions = []
        if i > 0:
            start = part.expression.subs(x, part.lower)
            if sp.expand(start - parts[i - 1].expression.subs(x, part.lower)) != 0:
                return None
            conditions.append(letter > start)
        if i < len(parts) - 1:
            end = part.expression.subs(x, part.upper)
            if sp.expand(end - parts[i + 1].expression.subs(x, part.upper)) != 0:
                return None
            conditions.append(letter < end)
        rows.append((formula, sp.And(*conditions)))
    return sp.Piecewise(*rows)


def meaning(proposal: sp.Expr, activation: Activation) -> sp.Expr:
    """The proposal with the output put back, as an expression in x."""
    letter = sp.Symbol(activation.output_letter, real=True)
    return proposal.subs(letter, unfold(activation.expression))
