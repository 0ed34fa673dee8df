"""Real numbers given by a closed form, or as the zero that a cell isolates, with any precision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import final

import flint
import sympy as sp

from symact.core.activation import x
from symact.core.errors import UnsupportedError
from symact.core.isolated import PLACE, Isolated
from symact.core.number import DIGITS, Number, digit_count
from symact.kernel.balls import Ball, digits, enclose, evaluate, precision, sign_of, values
from symact.kernel.certificates import Cell
from symact.kernel.field import Fraction, Poly, Rational, Tower
from symact.kernel.parameters import sign_for_all
from symact.kernel.signs import Signs, UndecidedError, vanishes_by_definition
from symact.kernel.translate import field_of, named

COMPARE_BITS = (64, 192, 640)
# Operations in a number from whose denominator roots are taken out.
SHORT = 40


@final
@dataclass(frozen=True, slots=True, eq=False)
class Real:
    """A real number or an end of the line.

    Attributes:
        exact: a closed form, ``oo`` or ``-oo``; None when only enclosures are known.
        enclosure: an enclosure of the number for a precision in bits.
        multiple: for ``offset + factor * other``, these three; the first two hold parameters,
            and no enclosure is known.
    """

    exact: sp.Expr | None
    enclosure: Callable[[int], Ball]
    multiple: tuple[sp.Expr, sp.Expr, Real] | None = None

    @property
    def is_finite(self) -> bool:
        """Whether it is a real number and not an end of the line."""
        return self.exact not in (sp.oo, -sp.oo)

    @property
    def has_parameters(self) -> bool:
        """Whether the number depends on a parameter."""
        closed = self.exact is not None and bool(self.exact.free_symbols)
        return closed or self.multiple is not None

    def number(self, count: int | None = None) -> Number:
        """The number with *count* proved digits, or as many as are in force."""
        count = digit_count() if count is None else count
        if self.exact is sp.oo or self.exact == -sp.oo:
            return Number(self.exact, str(self.exact))
        if self.multiple is not None:
            offset, factor, other = self.multiple
            return Number(None, "", offset + factor * sp.Symbol(other.number(count).decimal))
        if self.has_parameters:
            return Number(self.exact, "")
        exact = None if self.exact is None or self.exact.has(Isolated) else self.exact
        # A digit is 3.33 bits; four times as many leave room for what cancels.
        start = 128 * -(-count // DIGITS)
        for bits in (start, 4 * start, 16 * start):
            with precision(bits):
                text = digits(self.enclosure(bits), count)
            if text is not None:
                return Number(exact, text)
        raise UndecidedError("the digits of a number are not decided")


def closed_form(expression: sp.Expr) -> Real:
    """The number that a constant expression denotes.

    Example:
        >>> closed_form(-sp.LambertW(sp.exp(-1))).number(10).decimal
        '-0.2784645428'
    """

    def enclosure(bits: int) -> Ball:
        with precision(bits):
            return enclose(expression)

    return Real(expression, enclosure)


INFINITY = Real(sp.oo, lambda _: Ball("inf"))
MINUS_INFINITY = Real(-sp.oo, lambda _: -Ball("inf"))


def root(signs: Signs, poly: Poly, cell: Cell) -> Real:
    """The one zero of a polynomial in a cell at whose ends it has opposite signs."""
    if cell[0] == cell[1]:
        return closed_form(sp.Rational(int(cell[0].p), int(cell[0].q)))
    known: dict[int, Cell] = {0: cell}

    def enclosure(bits: int) -> Ball:
        if bits not in known:
            best = known[max(b for b in known if b <= bits)]
            known[bits] = _refined(signs, poly, best, bits)
        with precision(bits + 8):
            return Ball(known[bits][0]).union(Ball(known[bits][1]))

    return Real(None, enclosure)


def value_at(tower: Tower, element: Fraction, at: Real) -> Real:
    """The value of an element of the field at a point."""
    if at.exact is not None:
        try:
            return closed_form(tidy(named(element, tower.names).subs(x, at.exact)))
        except UnsupportedError:
            pass

    if tower.has_parameters:
        return through(named(element, tower.names), at)

    def enclosure(bits: int) -> Ball:
        with precision(bits + 64):
            known = values(tower, at.enclosure(bits + 64))
            return evaluate(element.num, known) / evaluate(element.den, known)

    return Real(None, enclosure)


def tidy(constant_expression: sp.Expr) -> sp.Expr:
    """The shortest of a few forms of a constant; callers prove the one they get.

    Raises:
        UnsupportedError: for a constant outside the tower.
    """
    constant_expression = _reduced(constant_expression)
    tower, (element,) = field_of(constant_expression)
    if tower.is_zero(element) or vanishes_by_definition(constant_expression):
        return sp.S.Zero
    normal = named(element, tower.names)
    forms = [sp.expand(normal), normal, constant_expression]
    short = normal.count_ops() < SHORT and not normal.atoms(sp.Function)
    if short and _is_rationalised(sp.denom(normal)):
        forms.append(sp.radsimp(normal))
    return min(forms, key=lambda form: form.count_ops())


def _is_rationalised(below: sp.Expr) -> bool:
    """Whether a denominator is a number and square roots of numbers, which may be taken out."""
    terms = sp.Add.make_args(below)
    roots = below.atoms(sp.Pow)
    plain = all(root.base.is_Rational and root.exp == sp.S.Half for root in roots)
    return bool(roots) and plain and len(terms) <= 3


def _reduced(expression: sp.Expr) -> sp.Expr:
    """A polynomial in one algebraic number, modulo the equation of that number."""
    constants = expression.atoms(Isolated)
    if len(constants) != 1:
        return expression
    (constant,) = constants
    written, equation = expression.xreplace({constant: PLACE}), constant.args[0]
    if not all(e.is_polynomial(PLACE) and e.free_symbols <= {PLACE} for e in (written, equation)):
        return expression
    try:
        rest = sp.Poly(written, PLACE, domain="QQ").rem(sp.Poly(equation, PLACE, domain="QQ"))
    except sp.CoercionFailed:
        return expression
    return rest.as_expr().xreplace({PLACE: constant})


def compare(a: Real, b: Real) -> int:
    """-1, 0 or 1 as a is less than, equal to or greater than b; 0 only when that is proved.

    Raises:
        UndecidedError: when enclosures overlap at every precision and no identity decides.

    Example:
        >>> compare(closed_form(sp.sqrt(2)), closed_form(sp.Rational(3, 2)))
        -1
    """
    if a is b:
        return 0
    rank = {sp.oo: 1, -sp.oo: -1}
    places = [rank.get(r.exact, 0) for r in (a, b)]
    if any(places):
        return (places[0] > places[1]) - (places[0] < places[1])
    if a.has_parameters or b.has_parameters:
        return _compare_for_all(a, b)
    for bits in COMPARE_BITS:
        with precision(bits):
            sign = sign_of(a.enclosure(bits) - b.enclosure(bits))
        if sign:
            return sign
        if bits == COMPARE_BITS[0] and _identical(a, b):
            return 0
    raise UndecidedError("two numbers are not told apart")


def _compare_for_all(a: Real, b: Real) -> int:
    """The comparison for all values of the parameters."""
    if a.exact is not None and b.exact is not None:
        return sign_for_all(a.exact - b.exact)
    if a.multiple is None:
        return -_compare_for_all(b, a) if b.multiple is not None else _open()
    offset, factor, other = a.multiple
    if b.multiple is not None:
        shift, ratio = (b.multiple[0] - offset) / factor, b.multiple[1] / factor
        form, base = sp.cancel(shift) + sp.cancel(ratio) * x, b.multiple[2]
    elif b.exact is not None:
        form, base = sp.cancel((b.exact - offset) / factor), other
    else:
        return _open()
    if form.free_symbols - {x}:
        return _open()
    return sign_for_all(factor) * compare(other, through(form, base))


def _open() -> int:
    raise UndecidedError("numbers that depend on a parameter are not told apart")


def through(expression: sp.Expr, at: Real) -> Real:
    """The value of an expression in x at a number.

    Parameters are taken out of the expression where the number has no closed form.
    """
    if not at.is_finite:
        return at
    if at.exact is not None:
        return closed_form(expression.xreplace({x: at.exact}))
    if at.multiple is not None:
        offset, factor, other = at.multiple
        return through(sp.cancel(expression.xreplace({x: offset + factor * x})), other)
    if expression.free_symbols - {x}:
        offset, factor, core = _apart(expression)
        return _moving(offset, factor, through(core, at))

    def enclosure(bits: int) -> Ball:
        with precision(bits + 32):
            return enclose(expression, at.enclosure(bits + 32))

    return Real(None, enclosure)


def _apart(expression: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """The parts of ``offset + factor * core``, where only the core holds x and it holds no more.

    Raises:
        UndecidedError: for an expression that has no such parts.
    """
    top, bottom = sp.fraction(sp.factor(expression))
    outside, inside = bottom.as_independent(x, as_Add=False)
    parts: dict[sp.Expr, sp.Expr] = {}
    for term in sp.Add.make_args(sp.expand(top)):
        fixed, moved = term.as_independent(x, as_Add=False)
        number, symbols = fixed.as_coeff_Mul()
        parts[symbols] = parts.get(symbols, sp.S.Zero) + number * moved
    cores = {symbols: sp.cancel(part / inside) for symbols, part in parts.items()}
    core = next((c for c in cores.values() if c.has(x)), x)
    offset = factor = sp.S.Zero
    for symbols, each in cores.items():
        # Every part is to be a multiple of the first, but for a constant.
        ratio = sp.cancel(sp.diff(each, x) / sp.diff(core, x))
        offset += symbols * sp.cancel(each - ratio * core) / outside
        factor += symbols * ratio / outside
    if (offset + factor).has(x) or core.free_symbols - {x}:
        raise UndecidedError("a number that depends on the parameters has no closed form")
    return sp.cancel(offset), sp.cancel(factor), core


def _moving(offset: sp.Expr, factor: sp.Expr, other: Real) -> Real:
    """The number ``offset + factor * other``, which moves with the parameters."""

    def enclosure(_: int) -> Ball:
        raise UndecidedError("a number that depends on the parameters has no enclosure")

    return Real(None, enclosure, (offset, factor, other))


def opposite(value: Real) -> Real:
    """The number with the other sign."""
    exact = None if value.exact is None else -value.exact
    if value.multiple is None:
        return Real(exact, lambda bits: -value.enclosure(bits))
    offset, factor, other = value.multiple
    return _moving(-offset, -factor, other)


def greatest(numbers: Sequence[Real]) -> Real:
    """The greatest of some numbers.

    Raises:
        UndecidedError: when two of them are not told apart.
    """
    best = numbers[0]
    for number in numbers[1:]:
        if compare(number, best) > 0:
            best = number
    return best


def _identical(a: Real, b: Real) -> bool:
    if a.exact is None or b.exact is None:
        return False
    if (a.exact - b.exact).has(Isolated):
        return vanishes_by_definition(a.exact - b.exact)
    try:
        tower, (left, right) = field_of(a.exact, b.exact)
    except UnsupportedError:
        return False
    return tower.is_zero(left - right)


def _refined(signs: Signs, poly: Poly, cell: Cell, bits: int) -> Cell:
    """The same zero in a cell of length at most ``2**-bits`` times its size."""
    slope = signs.tower.poly_derivative(poly)
    while not _is_narrow(cell, bits):
        step = _newton(signs, poly, slope, cell, bits)
        half = (cell[0] + cell[1]) / 2
        if step is not None and step[1] - step[0] < (cell[1] - cell[0]) / 2:
            cell = step
            continue
        sign = signs.at(poly, half)
        if sign == 0:
            return half, half
        cell = (half, cell[1]) if sign == signs.at(poly, cell[0]) else (cell[0], half)
    return cell


def _is_narrow(cell: Cell, bits: int) -> bool:
    size = min(abs(cell[0]), abs(cell[1]))
    return bool((cell[1] - cell[0]) * 2**bits <= size)


def _newton(signs: Signs, poly: Poly, slope: Fraction, cell: Cell, bits: int) -> Cell | None:
    """The interval Newton step: by the mean value theorem the zero is in ``m - P(m)/P'(cell)``."""
    middle = (cell[0] + cell[1]) / 2
    with precision(2 * bits + 64):
        known = values(signs.tower, Ball(cell[0]).union(Ball(cell[1])))
        derivative = evaluate(slope.num, known) / evaluate(slope.den, known)
        if not sign_of(derivative):
            return None
        image = Ball(middle) - signs.ball_at(poly, middle, 2 * bits + 64) / derivative
        lower, upper = dyadic(image.lower()), dyadic(image.upper())
    step = (max(lower, cell[0]), min(upper, cell[1]))
    return step if step[0] < step[1] else None


def dyadic(exact: Ball) -> Rational:
    """The rational number that an exact ball is."""
    mantissa, exponent = exact.man_exp()
    power = flint.fmpq(2) ** int(exponent)
    return flint.fmpq(mantissa) * power
