"""Products, quotients and roots as a textbook sets them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import final

import sympy as sp

from symact.core.typeset import Level, Piece, Style, _as_decimal, _closed, _print, power
from symact.core.typeset_held import Beside, Over, Plus, Slope, Times
from symact.core.typeset_order import UNTAKEN, factor_key, has_functions, is_constant

HALF = sp.Rational(1, 2)


@final
@dataclass(slots=True)
class Fraction:
    """The parts of a product while it is taken apart."""

    negative: bool = False
    above: list[sp.Expr] = field(default_factory=list)
    below: list[sp.Expr] = field(default_factory=list)
    roots_above: list[sp.Expr] = field(default_factory=list)
    roots_below: list[sp.Expr] = field(default_factory=list)


def product(expression: sp.Expr, style: Style) -> Piece:
    """A product, power or quotient."""
    if isinstance(expression, Times):
        return _dots(expression, style)
    if isinstance(expression, Over):
        above, below = (_print(part, style) for part in expression.args)
        return _fraction(above, below, style)
    if isinstance(expression, Beside):
        return _beside(expression.args, style)
    if isinstance(expression, sp.Pow) and not _splits(expression):
        return power(expression.base, expression.exp, style)
    return _from_parts(_take_apart(expression, style), style)


def _splits(expression: sp.Pow) -> bool:
    """Whether a power is set as a root or a quotient."""
    exponent = expression.exp
    return exponent == HALF or (exponent.is_Rational and exponent < 0) or exponent == 1


def _take_apart(expression: sp.Expr, style: Style) -> Fraction:
    parts = Fraction()
    for factor in _factors(expression):
        _sort_in(factor, parts, style)
    _cancel_roots(parts)
    return parts


def _factors(expression: sp.Expr) -> list[sp.Expr]:
    if not isinstance(expression, sp.Mul):
        return [expression]
    return [leaf for part in expression.args for leaf in _factors(part)]


def _sort_in(factor: sp.Expr, parts: Fraction, style: Style) -> None:
    if factor.is_Rational and factor.is_number:
        parts.negative ^= bool(factor < 0)
        size = abs(factor)
        if _as_decimal(size, style):
            parts.above.append(size)
            return
        parts.above += [sp.Integer(size.p)] if size.p != 1 else []
        parts.below += [sp.Integer(size.q)] if size.q != 1 else []
    elif isinstance(factor, sp.exp) and factor.args[0].is_Integer and factor.args[0] < 0:
        n = -factor.args[0]
        parts.below.append(sp.E if n == 1 else sp.exp(n, evaluate=False))
    elif isinstance(factor, sp.Add) and _all_negative(factor):
        parts.negative ^= True
        parts.above.append(-factor)
    elif isinstance(factor, sp.Pow) and factor.exp.is_Rational:
        _sort_power(factor.base, factor.exp, parts)
    else:
        parts.above.append(factor)


def _all_negative(expression: sp.Add) -> bool:
    return all(term.as_coeff_Mul()[0] < 0 for term in expression.args)


def _sort_power(base: sp.Expr, exponent: sp.Rational, parts: Fraction) -> None:
    size = abs(exponent)
    if size == HALF and is_constant(base):
        if base.is_Rational and not base.is_Integer:
            (parts.roots_above if exponent > 0 else parts.roots_below).append(sp.Integer(base.p))
            (parts.roots_below if exponent > 0 else parts.roots_above).append(sp.Integer(base.q))
            return
        (parts.roots_above if exponent > 0 else parts.roots_below).append(base)
        return
    written = base if size == 1 else sp.Pow(base, size, evaluate=False)
    (parts.above if exponent > 0 else parts.below).append(written)


def _cancel_roots(parts: Fraction) -> None:
    """Write sqrt(2)/2 as 1/sqrt(2), as a textbook does, and drop roots of one."""
    for root in [r for r in parts.roots_above if r.is_Integer]:
        for number in [n for n in parts.below if n.is_Integer]:
            if root > 1 and number % root == 0 and root in parts.roots_above:
                parts.roots_above.remove(root)
                parts.roots_below.append(root)
                parts.below.remove(number)
                parts.below += [number // root] if number != root else []
    parts.roots_above = [r for r in parts.roots_above if r != 1]
    parts.roots_below = [r for r in parts.roots_below if r != 1]


def _from_parts(parts: Fraction, style: Style) -> Piece:
    above, below = list(parts.above), list(parts.below)
    if parts.roots_above and parts.roots_below and not style.inline:
        above.append(_root(_one(parts.roots_above) / _one(parts.roots_below)))
    else:
        above += [_root(_one(parts.roots_above))] if parts.roots_above else []
        below += [_root(_one(parts.roots_below))] if parts.roots_below else []
    if not style.as_written:
        above.sort(key=factor_key)
        below.sort(key=factor_key)
    if not below:
        return _row(above, style, negative=parts.negative)
    kept, beside = _pull_out(above, below) if not style.inline else (above, [])
    piece = _fraction(_row(kept, style), _row(below, style), style)
    if beside:
        rest = [_closed(_print_factor(f, style), Level.PRODUCT, style) for f in beside]
        piece = Piece(_join([piece.tex, *rest], [sp.S.One, *beside]), Level.PRODUCT)
    return Piece(piece.tex, piece.level, parts.negative)


def _one(factors: Sequence[sp.Expr]) -> sp.Expr:
    return sp.Mul(*factors)


def _root(inside: sp.Expr) -> sp.Expr:
    return sp.Pow(inside, HALF, evaluate=False)


def _pull_out(above: list[sp.Expr], below: list[sp.Expr]) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """Factors that stand beside a constant fraction and not on top of it."""
    if not all(is_constant(factor) for factor in below):
        return above, []
    rooted = any(isinstance(factor, sp.Pow) for factor in below)

    def stands_beside(factor: sp.Expr) -> bool:
        base = factor.base if isinstance(factor, sp.Pow) and factor.exp.is_Integer else factor
        if isinstance(base, (sp.Add, Plus)):
            return has_functions(base)
        if isinstance(base, (sp.Derivative, Slope, sp.Piecewise)):
            return True
        return rooted and not is_constant(base) and has_functions(base)

    beside = [factor for factor in above if stands_beside(factor)]
    if beside == above and len(above) == 1 and isinstance(above[0], sp.Add) and rooted:
        return above, []
    if beside and len(beside) < len(above):
        # Once something stands beside the fraction, every function does.
        beside = [f for f in above if stands_beside(f) or (not is_constant(f) and has_functions(f))]
    return [factor for factor in above if factor not in beside], beside


def _print_factor(factor: sp.Expr, style: Style) -> Piece:
    if isinstance(factor, sp.Pow) and factor.exp == HALF:
        inside = _print(factor.base, replace(style, inline=style.inline)).full
        return Piece(rf"\sqrt{{{inside}}}", Level.ATOM)
    if isinstance(factor, sp.Pow) and not _splits(factor):
        return power(factor.base, factor.exp, style)
    return _print(factor, style)


def _row(factors: Sequence[sp.Expr], style: Style, *, negative: bool = False) -> Piece:
    """Factors side by side."""
    if not factors:
        return Piece("1", Level.ATOM, negative)
    pieces = [_print_factor(factor, style) for factor in factors]
    if len(pieces) == 1:
        only = pieces[0]
        if negative and (only.level == Level.SUM or only.negative):
            return Piece(_closed(only, Level.PRODUCT, style), Level.PRODUCT, negative=True)
        return Piece(only.tex, only.level, negative ^ only.negative)
    texts = [_closed(piece, Level.PRODUCT, style) for piece in pieces]
    return Piece(_join(texts, factors), Level.PRODUCT, negative)


def _join(texts: Sequence[str], factors: Sequence[sp.Expr]) -> str:
    result = texts[0]
    for i in range(1, len(texts)):
        result += _between(texts[i - 1], texts[i], factors[i - 1], factors[i]) + texts[i]
    return result


def _between(left: str, right: str, before: sp.Expr, after: sp.Expr) -> str:
    if right[0].isdigit() or (left == right and right[0] != "("):
        return r" \cdot "
    if right.startswith(r"\frac{") and left[-1].isdigit() and not isinstance(after, UNTAKEN):
        return r" \cdot "
    if right.startswith(r"\left(") or left.endswith(r"\right)"):
        return ""
    small = right[0].isalpha() or _is_letter(after) or isinstance(after, sp.exp)
    if before.is_Number and left[-1].isdigit() and small:
        return r"\," if "(" in right or "." in left else ""
    if _is_letter(before) and _is_letter(after):
        return " "
    return r"\,"


def _is_letter(factor: sp.Expr) -> bool:
    base = factor.base if isinstance(factor, sp.Pow) and factor.exp.is_Integer else factor
    return isinstance(base, sp.Symbol) or base == sp.pi


def _dots(expression: Times, style: Style) -> Piece:
    first, *others = [_print(factor, style) for factor in expression.args]
    negative = first.negative
    opening = first.tex if first.level > Level.SUM else _closed(first, Level.PRODUCT, style)
    rest = [_closed(piece, Level.PRODUCT, style) for piece in others]
    return Piece(r" \cdot ".join([opening, *rest]), Level.PRODUCT, negative)


def _beside(factors: Sequence[sp.Expr], style: Style) -> Piece:
    pieces = [_print_factor(factor, style) for factor in factors]
    negative = pieces[0].negative and pieces[0].level > Level.SUM
    opening = pieces[0].tex if negative else _closed(pieces[0], Level.PRODUCT, style)
    texts = [opening, *(_closed(piece, Level.PRODUCT, style) for piece in pieces[1:])]
    return Piece(_join(texts, factors), Level.PRODUCT, negative)


def _fraction(above: Piece, below: Piece, style: Style) -> Piece:
    negative = above.negative and above.level > Level.SUM
    top = above.tex if negative else above.full
    if style.inline:
        top = _closed(Piece(top, above.level), Level.PRODUCT, style)
        return Piece(f"{top}/{_closed(below, Level.POWER, style)}", Level.PRODUCT, negative)
    return Piece(rf"\frac{{{top}}}{{{below.full}}}", Level.PRODUCT, negative)
