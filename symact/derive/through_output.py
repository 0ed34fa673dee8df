r"""The derivative as a function of the output: ``s' = s (1 - s)`` for the sigmoid.

A proposal is found by eliminating the one generator that function and slope are made of, in the
exact arithmetic of the field; whether it is the slope, the kernel is asked by whoever uses it.
"""

import math
from itertools import pairwise

import sympy as sp

from symact.core.activation import Activation, x
from symact.core.errors import UnsupportedError
from symact.derive.branches import Branch, branches, has_pieces
from symact.derive.domains import Piece
from symact.derive.local import Local
from symact.derive.notation import unfold
from symact.derive.regions import region
from symact.derive.rules import smooth_derivative
from symact.derive.solved_output import solved_for_output
from symact.kernel.field import (
    GENS,
    ONE,
    ZERO,
    Fraction,
    Poly,
    Tower,
    coefficients,
    constant,
    fraction,
    irreducible_factors,
    occurring,
)
from symact.kernel.signs import UndecidedError
from symact.kernel.translate import field_of, named_poly

# Stands for the output while the generator is solved for: a constant of the field.
_W = sp.Symbol("_w", real=True)


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
    except (UnsupportedError, UndecidedError):
        return None


def _smooth(expression: sp.Expr, letter: sp.Symbol) -> sp.Expr | None:
    """The slope in the output, which is a fractional linear function of one generator.

    So is what the output is a logarithm of, in the other case that is looked at.
    """
    try:
        slope = smooth_derivative(expression)
        if not slope.has(x):
            return slope
        c, inside = expression.as_independent(x, as_Add=False)
        is_log = isinstance(inside, sp.log)
        tower, (f, df, _) = field_of(inside.args[0] if is_log else expression, slope, _W)
    except UnsupportedError:
        return None
    used = occurring(*(poly for e in (f, df) for poly in (e.num, e.den)))
    moving = [i for i in used if not tower.is_constant_index(i)]
    if len(moving) != 1:
        return None
    parts = [coefficients(poly, moving[0]) for e in (f, df) for poly in (e.num, e.den)]
    # In exp(x) alone, tanh is a quotient of squares: then the square is what is solved for.
    step = math.gcd(*(power for part in parts for power in part)) or 1
    above, below, rise, run = ({k // step: c for k, c in part.items()} for part in parts)
    solved = _solved(above, below, Fraction(GENS[tower.names.index(_W)], ONE))
    if solved is None:
        return None
    found = _at(rise, solved) / _at(run, solved)
    proposal = _factored(tower, fraction(tower.reduce(found.num), tower.reduce(found.den)))
    if not is_log:
        return proposal.subs(_W, letter)
    product = proposal.subs(_W, sp.exp(letter / c))
    return min(sp.expand(product), product, key=lambda form: form.count_ops())


def _factored(tower: Tower, element: Fraction) -> sp.Expr:
    """An element as a product of powers, each factor with its leading coefficient positive."""
    content, above = irreducible_factors(element.num)
    divisor, below = irreducible_factors(element.den)
    number = content / divisor
    powers = [*above, *((poly, -power) for poly, power in below)]
    return sp.Mul(
        sp.Rational(int(number.p), int(number.q)),
        *(named_poly(poly, tower.names) ** power for poly, power in powers),
    )


def _solved(above: dict[int, Poly], below: dict[int, Poly], output: Fraction) -> Fraction | None:
    """The generator by the output, where ``output = (a g + b)/(c g + d)``; else None."""
    if max(*above, *below) != 1:
        return None
    a, c = (Fraction(part.get(1, ZERO), ONE) for part in (above, below))
    b, d = (Fraction(part.get(0, ZERO), ONE) for part in (above, below))
    return (b - d * output) / (c * output - a)


def _at(parts: dict[int, Poly], value: Fraction) -> Fraction:
    """A polynomial in a generator, given by its coefficients, at a value."""
    total = constant(0)
    for power, part in parts.items():
        total = total + Fraction(part, ONE) * value**power
    return total


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
    """Whether a slope is positive on a piece; with parameters, whether that is plain to see."""
    if slope.free_symbols == {x}:
        local = Local.of(Piece(region(part.lower, part.upper), slope))
        return local is not None and not local.vanishes(0) and local.chart(0).signs == (1,)
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
    # Where neighbouring slopes meet the formula says so of the output there, too.
    meets = [
        sp.expand(before.subs(x, part.upper) - after.subs(x, part.upper)) == 0
        for part, (before, after) in zip(parts, pairwise(slopes), strict=False)
    ]
    for i, (formula, slope, part) in enumerate(zip(found, slopes, parts, strict=True)):
        if slope == 0:
            rows.append((formula, sp.Eq(letter, part.expression)))
            continue
        conditions = []
        if i > 0:
            start = part.expression.subs(x, part.lower)
            if sp.expand(start - parts[i - 1].expression.subs(x, part.lower)) != 0:
                return None
            conditions.append(letter >= start if meets[i - 1] else letter > start)
        if i < len(parts) - 1:
            end = part.expression.subs(x, part.upper)
            if sp.expand(end - parts[i + 1].expression.subs(x, part.upper)) != 0:
                return None
            conditions.append(letter <= end if meets[i] else letter < end)
        rows.append((formula, sp.And(*conditions)))
    return sp.Piecewise(*rows)


def meaning(proposal: sp.Expr, activation: Activation) -> sp.Expr:
    """The proposal with the output put back, as an expression in x."""
    letter = sp.Symbol(activation.output_letter, real=True)
    return proposal.subs(letter, unfold(activation.expression))
