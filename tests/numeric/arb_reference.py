"""Enclosures of f, f', f'' by power series in Arb: a reference that shares nothing with symact."""

from fractions import Fraction

import sympy as sp
from flint import arb, arb_series, ctx, fmpq

UNARY = {
    sp.exp: arb_series.exp,
    sp.log: arb_series.log,
    sp.tanh: lambda s: 1 - 2 / (1 + (2 * s).exp()),
    sp.erf: arb_series.erf,
    sp.atan: arb_series.atan,
    sp.sin: arb_series.sin,
}
MOST_BITS = 16000


def enclosures(expression, place, order):
    """The arb balls of f, ..., f^(order) at a double, narrower than 60 digits where possible."""
    bits = 300
    while True:
        with_bits, with_cap = ctx.prec, ctx.cap
        ctx.prec, ctx.cap = bits, order + 1
        try:
            series = _series(expression, Fraction(place))
            balls = [series[k] * arb(fmpq(1)) for k in range(order + 1)]
            balls = [ball * arb(_factorial(k)) for k, ball in enumerate(balls)]
            narrow = all(b.rel_accuracy_bits() > 200 or b == 0 or _tiny(b) for b in balls)
        finally:
            ctx.prec, ctx.cap = with_bits, with_cap
        if narrow or bits >= MOST_BITS:
            return balls
        bits *= 3


def _tiny(ball):
    return bool(abs(ball) < arb("1e-330"))


def _factorial(k):
    return int(sp.factorial(k))


def _constant(value):
    """An exact constant such as sqrt(2/pi) as a ball, read off its tree."""
    match value:
        case sp.Rational():
            return arb(fmpq(int(value.p), int(value.q)))
        case sp.Add() | sp.Mul():
            parts = [_constant(arg) for arg in value.args]
            total = parts[0]
            for part in parts[1:]:
                total = total + part if isinstance(value, sp.Add) else total * part
            return total
        case sp.Pow():
            return _constant(value.base) ** _constant(value.exp)
        case _ if value == sp.pi:
            return arb.pi()
        case _ if value == sp.E:
            return arb(1).exp()
    raise NotImplementedError(value)


def _series(node, place):  # noqa: PLR0912
    if node.is_number:
        return arb_series([_constant(node)])
    match node:
        case sp.Symbol():
            q = fmpq(place.numerator, place.denominator)
            return arb_series([arb(q), arb(1)])
        case sp.Add() | sp.Mul():
            parts = [_series(arg, place) for arg in node.args]
            total = parts[0]
            for part in parts[1:]:
                total = total + part if isinstance(node, sp.Add) else total * part
            return total
        case sp.Pow() if node.exp.is_Integer:
            base = _series(node.base, place)
            power = arb_series([arb(1)])
            for _ in range(abs(int(node.exp))):
                power = power * base
            return power if node.exp > 0 else 1 / power
        case sp.Pow() if node.exp == sp.S.Half:
            return _series(node.base, place).sqrt()
        case sp.Pow() if node.exp == -sp.S.Half:
            return 1 / _series(node.base, place).sqrt()
        case sp.Piecewise():
            exact = sp.Rational(place.numerator, place.denominator)
            for formula, condition in node.args:
                if condition.subs(node.free_symbols.pop(), exact) == sp.true:
                    return _series(formula, place)
        case sp.Max():
            parts = [_series(arg, place) for arg in node.args]
            return max(parts, key=lambda part: float(part[0].mid()))
        case sp.Abs():
            inner = _series(node.args[0], place)
            return inner if inner[0] > 0 else -inner
    return UNARY[node.func](_series(node.args[0], place))
