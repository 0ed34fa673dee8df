r"""The derivative in the output of a formula that can be solved for x: ``1/cosh y`` for arsinh.

A proposal only: whoever uses it asks the kernel whether it is the derivative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from symact.core.activation import x

_ROOT = sp.Symbol("_r", positive=True)
_OUTPUT = sp.Symbol("_v", real=True)

# What undoes a function, where that is elementary.
_UNDONE: dict[type[sp.Function], Callable[[sp.Expr], sp.Expr]] = {
    sp.exp: sp.log,
    sp.log: sp.exp,
    sp.sinh: sp.asinh,
    sp.asinh: sp.sinh,
    sp.tanh: sp.atanh,
    sp.atanh: sp.tanh,
    sp.atan: sp.tan,
    sp.sin: sp.asin,
}


def slopes_by_inverse(f: sp.Expr, slope: sp.Expr, letter: sp.Symbol) -> Iterator[sp.Expr]:
    """Proposals for the slope of a smooth formula in the letter of its output.

    Example:
        >>> y = sp.Symbol("y", real=True)
        >>> [*slopes_by_inverse(sp.asinh(x), 1 / sp.sqrt(1 + x**2), y)]
        [1/cosh(y)]
        >>> [*slopes_by_inverse(x / sp.sqrt(1 + x**2), (1 + x**2) ** sp.Rational(-3, 2), y)]
        [(1 - y**2)**(3/2), -(1 - y**2)**(3/2)]
    """
    roots = {p.base for p in f.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q == 2 and p.has(x)}
    if len(roots) == 1:
        yield from _algebraic(f, slope, roots.pop(), letter)
    elif not roots:
        for place in _peeled(f, _OUTPUT):
            yield _tidied(slope.xreplace({x: place})).xreplace({_OUTPUT: letter})


def _peeled(f: sp.Expr, output: sp.Expr) -> Iterator[sp.Expr]:
    """The x with ``f(x) = output``, by undoing one function after another."""
    if f == x:
        yield output
        return
    if f.is_Add or f.is_Mul:
        fixed, moved = f.as_independent(x, as_Add=f.is_Add)
        if moved != f:
            yield from _peeled(moved, output - fixed if f.is_Add else output / fixed)
        elif f.is_Add and f.is_polynomial(x) and sp.degree(f, x) == 2:
            yield from _quadratic(f, output)
        return
    if f.is_Pow and not f.exp.has(x) and f.exp.is_Rational:
        undone = output ** (1 / f.exp)
        yield from _peeled(f.base, undone)
        if f.exp.p % 2 == 0:
            yield from _peeled(f.base, -undone)
        elif f.exp.is_Integer:
            yield from _peeled(f.base, sp.sign(output) * sp.Abs(output) ** (1 / f.exp))
    elif type(f) in _UNDONE:
        yield from _peeled(f.args[0], _UNDONE[type(f)](output))


def _quadratic(f: sp.Expr, output: sp.Expr) -> Iterator[sp.Expr]:
    a, b, c = sp.Poly(f, x).all_coeffs()
    root = sp.sqrt(sp.factor(b**2 - 4 * a * (c - output)))
    yield from ((side * root - b) / (2 * a) for side in (1, -1))


def _algebraic(f: sp.Expr, slope: sp.Expr, under: sp.Expr, letter: sp.Symbol) -> Iterator[sp.Expr]:
    """Proposals for a rational function of x and one square root of a polynomial.

    With r for the root, ``f = y`` is an equation linear in r; squared it is one in x alone, which
    is solved where a factor is linear in x or in its square.
    """
    if not under.is_polynomial(x):
        return
    written, risen = (_in_root(e, under) for e in (f, slope))
    above, _ = sp.fraction(sp.together(written - _OUTPUT))
    if not above.is_polynomial(_ROOT, x) or sp.degree(above, _ROOT) != 1:
        return
    v, u = sp.Poly(above, _ROOT).all_coeffs()
    for place in _solutions(sp.expand(u**2 - under * v**2)):
        found = risen.xreplace({_ROOT: -u / v})
        yield _tidied(sp.cancel(sp.together(found)).xreplace({x: place})).xreplace(
            {_OUTPUT: letter}
        )


def _in_root(expression: sp.Expr, under: sp.Expr) -> sp.Expr:
    return expression.replace(
        lambda e: e.is_Pow and e.base == under and e.exp.is_Rational,
        lambda e: _ROOT ** (2 * e.exp),
    )


def _solutions(polynomial: sp.Expr) -> Iterator[sp.Expr]:
    """The zeros in x of the factors that are linear in x or in its square."""
    for factor, _ in sp.factor_list(polynomial)[1]:
        parts = sp.Poly(factor, x).as_dict()
        if set(parts) == {(0,), (1,)}:
            yield -parts[(0,)] / parts[(1,)]
        elif set(parts) == {(0,), (2,)}:
            share = sp.cancel(-(_OUTPUT**2) * parts[(2,)] / parts[(0,)])
            yield from (_OUTPUT / sp.sqrt(share), -_OUTPUT / sp.sqrt(share))


# Sums of squares by their shorter names.
_SQUARES: dict[type[sp.Function], Callable[[sp.Expr], sp.Expr]] = {
    sp.sinh: lambda u: sp.cosh(u) ** 2,
    sp.tan: lambda u: sp.cos(u) ** -2,
    sp.cot: lambda u: sp.sin(u) ** -2,
}


def _tidied(proposal: sp.Expr) -> sp.Expr:
    """A shorter form; equal or not, the kernel sees."""
    names = {1 + e**2: _SQUARES[type(e)](e.args[0]) for e in proposal.atoms(*_SQUARES)}
    proposal = proposal.xreplace({**names, sp.sign(_OUTPUT) ** 2: sp.S.One})
    forms = [proposal]
    if proposal.is_rational_function(_OUTPUT):
        forms.append(sp.factor(proposal))
    else:
        forms += [sp.powsimp(sp.expand_power_base(proposal)), sp.factor_terms(sp.expand(proposal))]
    return min(forms, key=lambda form: form.count_ops())
