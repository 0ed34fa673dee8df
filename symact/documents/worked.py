"""The formulas of a worked dense layer, broken so that none is wider than the page."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction

import sympy as sp

from symact.core.number import Number
from symact.core.typeset import tex
from symact.documents.layout import TEXT_WIDTH
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.model import Block, Display
from symact.network.dense import Forward, Term
from symact.reading.shapes import Rows

ROOM = TEXT_WIDTH - 4.0
SHOWN_DIGITS = 6
LONGEST_DECIMAL = 10
LONGEST_RATIONAL = 16


def terminates(value: Fraction, places: int = LONGEST_DECIMAL) -> bool:
    """Whether a number is a decimal of few places."""
    return bool((value * 10**places).denominator == 1)


def number(value: Fraction, *, decimals: bool = False) -> str:
    r"""A rational as its author would write it.

    Example:
        >>> number(Fraction(-1, 2)), number(Fraction(-1, 2), decimals=True), number(Fraction(4))
        ('-\\frac{1}{2}', '-0.5', '4')
    """
    if value.denominator == 1:
        return str(value.numerator)
    if decimals and terminates(value):
        return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def approximate(value: Number, places: int = SHOWN_DIGITS) -> str:
    r"""The value rounded to a few significant digits.

    Example:
        >>> print(approximate(Number(None, "0.88079707797788244406")))
        0.880797
        >>> print(approximate(Number(None, "1.5E-12")))
        1.5 \cdot 10^{-12}
    """
    wide = Context(prec=places, Emin=-(10**17), Emax=10**17)
    rounded = wide.create_decimal(value.decimal)
    exponent = rounded.adjusted()
    if rounded == 0:
        return "0"
    if -5 <= exponent < places:
        return f"{rounded:f}"
    # str and not a format, whose context has no such exponents.
    figures = "".join(map(str, rounded.as_tuple().digits)).rstrip("0")
    mantissa = f"{figures[0]}.{figures[1:]}" if len(figures) > 1 else figures
    sign = "-" if rounded < 0 else ""
    return rf"{sign}{mantissa} \cdot 10^{{{exponent}}}"


def fits(formula: str, room: float = ROOM) -> bool:
    """Whether a formula stands on one line of the page."""
    return bool(width(parse_math(formula)) <= room)


def matrix(rows: Iterable[Iterable[str]]) -> str:
    r"""A matrix in brackets.

    Example:
        >>> print(matrix([["1", "2"], ["3", "4"]]))
        \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}
    """
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def numbers(rows: Rows, *, decimals: bool = False) -> str:
    """A matrix of rationals."""
    return matrix([[number(entry, decimals=decimals) for entry in row] for row in rows])


def aligned(lines: Sequence[str]) -> str:
    """Lines aligned at their ampersands; a single line stands alone."""
    if len(lines) == 1:
        return lines[0].replace("&", "", 1)
    body = r" \\ ".join(lines)
    return rf"\begin{{aligned}} {body} \end{{aligned}}"


def chain(lhs: str, sides: Sequence[str]) -> tuple[Display, ...]:
    """``lhs = a = b = c`` on one line where it fits, otherwise a line per side."""
    whole = " = ".join([lhs, *sides])
    if fits(whole):
        return (Display(whole),)
    return tuple(Display(f"{lhs} = {side}") for side in sides)


def broken(lhs: str, pieces: Sequence[str], end: str) -> list[str]:
    r"""Lines of ``lhs = piece + piece + ... = end``, broken before a plus where they must.

    Example:
        >>> broken("s", ["a", "b"], "c")
        ['s &= a + b = c']
    """
    lines, begun = [], [pieces[0]]
    head = f"{lhs} &= "
    for piece in pieces[1:]:
        if fits(f"{lhs} = {' + '.join([*begun, piece])}", ROOM - 3.0):
            begun.append(piece)
            continue
        lines.append(head + " + ".join(begun))
        head, begun = r"&\quad {} + ", [piece]
    last = head + " + ".join(begun)
    closed = f"{last} = {end}"
    if fits(f"{lhs} = {' + '.join(begun)} = {end}", ROOM - 3.0):
        return [*lines, closed]
    return [*lines, last, f"&= {end}"]


def given(name: str, rows: Rows, *, decimals: bool) -> list[str]:
    """``name = matrix``, or its rows one by one where the matrix is wider than the page."""
    whole = f"{name} = {numbers(rows, decimals=decimals)}"
    if fits(whole):
        return [whole]
    lines = []
    for i, row in enumerate(rows, start=1):
        entries = [number(entry, decimals=decimals) for entry in row]
        head, begun = rf"\text{{row }} {i} \text{{ of }} {name}\colon & ", entries[:1]
        for entry in entries[1:]:
            if fits(r",\; ".join([*begun, entry]), ROOM - 9.0):
                begun.append(entry)
            else:
                lines.append(head + r",\; ".join(begun) + ",")
                head, begun = "& ", [entry]
        lines.append(head + r",\; ".join(begun))
    return [aligned(lines)]


def together(formulas: Sequence[str]) -> list[str]:
    """The formulas on one line where they fit, otherwise on lines of their own."""
    whole = r",\quad ".join(formulas)
    return [whole] if fits(whole) else list(formulas)


def term(pair: Term, *, decimals: bool) -> str:
    """One product of a row and a column: ``(3)(-1)``."""
    return "".join(bracketed(part, decimals=decimals) for part in pair)


def bracketed(part: Fraction, *, decimals: bool) -> str:
    r"""A number in round brackets that are as tall as it is.

    Example:
        >>> print(bracketed(Fraction(1, 2), decimals=False))
        \left(\frac{1}{2}\right)
    """
    shown = number(part, decimals=decimals)
    return rf"\left({shown}\right)" if "frac" in shown else f"({shown})"


def product(forward: Forward, *, decimals: bool) -> tuple[Block, ...]:
    """``Wx`` with every term written out."""
    terms = [
        [[term(pair, decimals=decimals) for pair in entry] for entry in row]
        for row in forward.terms
    ]
    result = numbers(forward.product, decimals=decimals)
    factors = numbers(forward.layer.W, decimals=decimals) + numbers(forward.x, decimals=decimals)
    written = matrix([[" + ".join(entry) for entry in row] for row in terms])
    if all(fits(f"Wx = {side}", ROOM - 2.0) for side in (factors, written, result)):
        return chain("Wx", [factors, written, result])
    lines = entrywise("Wx", forward.product)
    shown: list[Block] = []
    for i, row in enumerate(terms):
        for j, entry in enumerate(row):
            end = number(forward.product[i][j], decimals=decimals)
            shown.append(Display(aligned(broken(lines(i, j), entry, end))))
    if fits(f"Wx = {result}"):
        shown.append(Display(f"Wx = {result}"))
    return tuple(shown)


def entrywise(name: str, rows: Sequence[Sequence[object]]) -> Callable[[int, int], str]:
    """How an entry is called: by its row, and by its column where there are several."""
    letter = name if len(name) == 1 else f"({name})"
    if len(rows[0]) == 1:
        return lambda i, _: f"{letter}_{{{i + 1}}}"
    return lambda i, j: f"{letter}_{{{i + 1},{j + 1}}}"


def value(result: Number, *, decimals: bool) -> str:
    """An exact value in LaTeX."""
    exact = result.exact
    if isinstance(exact, sp.Rational) and is_short(result):
        return number(Fraction(int(exact.p), int(exact.q)), decimals=decimals)
    if exact is None:
        return approximate(result)
    # e^{-2} as the formula shows it, where the typesetter would write a fraction over e^2.
    small = sorted(
        (e for e in exact.atoms(sp.exp) if e.args[0].is_Rational and e.args[0] < 0), key=str
    )
    letters = {e: sp.Symbol(f"t{i}", real=True) for i, e in enumerate(small)}
    names = {t.name: _exponent(e.args[0], decimals=decimals) for e, t in letters.items()}
    stand_ins = {e: sp.exp(t) for e, t in letters.items()}
    held = exact.xreplace(stand_ins)
    shown = tex(held, names=names, decimals="always" if decimals else "never")
    # An exact value must not be cut to a few digits and dots.
    return tex(held, names=names, decimals="never") if "dots" in shown else shown


def _exponent(power: sp.Rational, *, decimals: bool) -> str:
    exact = Fraction(int(power.p), int(power.q))
    if decimals and terminates(exact):
        return number(exact, decimals=True)
    return tex(power, inline=True)


def is_short(result: Number) -> bool:
    """Whether the exact value is a fraction that one would write out."""
    return isinstance(result.exact, sp.Rational) and len(str(result.exact)) <= LONGEST_RATIONAL
