r"""SymPy expressions in the LaTeX that a lecturer would write.

The vocabulary is small on purpose: ``\frac``, ``\sqrt``, ``\left( \right)``, ``cases``,
``\operatorname``, ``\text`` and the names of functions, so that every writer can parse it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TypeAlias, final

import sympy as sp
from sympy.core.function import AppliedUndef

from symact.core.isolated import Isolated
from symact.core.typeset_cases import condition_phrase, phrases
from symact.core.typeset_held import Beside, Over, Plus, Raised, Slope, Times
from symact.core.typeset_numbers import decimal, is_decimal, symbol_name
from symact.core.typeset_order import sum_order


class Level(IntEnum):
    """How tightly a formula holds together."""

    SUM = 0
    PRODUCT = 1
    POWER = 2
    ATOM = 3


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """A printed formula: its LaTeX without a leading minus sign, and whether there is one."""

    tex: str
    level: Level
    negative: bool = False

    @property
    def full(self) -> str:
        """The LaTeX with its sign."""
        return f"-{self.tex}" if self.negative else self.tex


@final
@dataclass(frozen=True, slots=True)
class Style:
    """How to print.

    Attributes:
        inline: fractions with a slash, as in exponents.
        decimals: ``auto``, ``always`` (terminating ones) or ``never``.
        letters: undefined functions set without their argument, as ``u`` for ``u(x)``.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    decimals: str = "auto"
    as_written: bool = False
    inline: bool = False
    letters: frozenset[str] = frozenset()


Printer: TypeAlias = Callable[[sp.Expr, Style], Piece]

# Names that TeX knows; their powers stand before the argument.
NAMED = {
    **{n: f"\\{n}" for n in ("tanh", "sinh", "cosh", "coth", "sin", "cos", "tan", "cot")},
    "log": r"\ln",
    "atan": r"\arctan",
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "erf": r"\operatorname{erf}",
    "erfc": r"\operatorname{erfc}",
    "sech": r"\operatorname{sech}",
    "csch": r"\operatorname{csch}",
    "asinh": r"\operatorname{arsinh}",
    "acosh": r"\operatorname{arcosh}",
    "atanh": r"\operatorname{artanh}",
    "sign": r"\operatorname{sgn}",
    "LambertW": "W",
    "Heaviside": "H",
    "Logistic": r"\sigma",
    "NormalCdf": r"\Phi",
    "NormalDensity": r"\varphi",
    "floor": r"\operatorname{floor}",
    "ceiling": r"\operatorname{ceil}",
    "Max": r"\max",
    "Min": r"\min",
    "gamma": r"\Gamma",
}
POWER_BEFORE_ARGUMENT = frozenset(
    ("tanh", "sinh", "cosh", "coth", "sin", "cos", "tan", "cot", "sech", "csch")
)
CONSTANTS: dict[sp.Expr, str] = {
    sp.pi: r"\pi",
    sp.E: "e",
    sp.oo: r"\infty",
    sp.I: "i",
    sp.nan: r"\text{undefined}",
    sp.zoo: r"\text{undefined}",
    sp.true: r"\text{true}",
    sp.false: r"\text{false}",
}
TALL = ("^", r"\frac", r"\sqrt", r"\begin", r"\left")
LONGEST_EXPONENT = 24


def tex(
    expression: sp.Basic,
    *,
    names: Mapping[str, str] | None = None,
    decimals: str = "auto",
    as_written: bool = False,
    inline: bool = False,
    letters: frozenset[str] = frozenset(),
) -> str:
    r"""A formula as a textbook sets it, from an expression that is never re-evaluated.

    Args:
        expression: an expression, condition or interval; held forms are kept.
        names: LaTeX for functions and letters by name, such as ``{"f": r"\sigma"}``.
        decimals: ``auto`` prints rationals such as 44715/10^6 as decimals, ``always`` every
            terminating one, ``never`` none.
        as_written: keep the order of terms and factors.
        inline: fractions with a slash.
        letters: names of undefined functions that are set without their argument.

    Example:
        >>> x = sp.Symbol("x", real=True)
        >>> print(tex(1 / (1 + sp.exp(-x))))
        \frac{1}{1 + e^{-x}}
        >>> print(tex(x * (x + 3) / 6))
        \frac{x\,(x + 3)}{6}
    """
    style = Style(names or {}, decimals, as_written, inline, letters)
    return _print(expression, style).full


def brackets(inside: str, *, flat: bool = False) -> str:
    """Round brackets that grow when they must."""
    tall = not flat and any(mark in inside for mark in TALL)
    return rf"\left({inside}\right)" if tall else f"({inside})"


def _print(expression: sp.Basic, style: Style) -> Piece:
    if expression in CONSTANTS:
        return Piece(CONSTANTS[expression], Level.ATOM)
    if expression == -sp.oo:
        return Piece(r"\infty", Level.PRODUCT, negative=True)
    for kind in type(expression).__mro__:
        if kind in PRINTERS:
            return PRINTERS[kind](expression, style)
    return _function(expression, style)


def _closed(piece: Piece, least: Level, style: Style) -> str:
    """A formula fit to stand beside others: in brackets when it is looser than *least*."""
    if piece.negative or piece.level < least:
        return brackets(piece.full, flat=style.inline)
    return piece.tex


def _integer(number: sp.Integer, _: Style) -> Piece:
    return Piece(str(abs(int(number))), Level.ATOM, negative=bool(number < 0))


def _rational(number: sp.Rational, style: Style) -> Piece:
    negative = bool(number < 0)
    if _as_decimal(number, style):
        return Piece(decimal(number), Level.ATOM, negative)
    above, below = abs(int(number.p)), int(number.q)
    if style.inline:
        return Piece(f"{above}/{below}", Level.PRODUCT, negative)
    return Piece(rf"\frac{{{above}}}{{{below}}}", Level.PRODUCT, negative)


def _as_decimal(number: sp.Rational, style: Style) -> bool:
    if number.is_Integer or style.decimals == "never":
        return False
    q = int(number.q)
    if style.decimals == "always":
        return all(p in (2, 5) for p in sp.primefactors(q))
    return is_decimal(number)


def _isolated(number: Isolated, _: Style) -> Piece:
    lower = number.args[1]
    return Piece(decimal(lower), Level.ATOM, negative=bool(lower < 0))


def _float(number: sp.Float, _: Style) -> Piece:
    text = f"{abs(float(number)):.12g}"
    return Piece(text, Level.ATOM, negative=bool(number < 0))


def _symbol(symbol: sp.Symbol, style: Style) -> Piece:
    return Piece(symbol_name(symbol.name, style.names), Level.ATOM)


def _sum(expression: sp.Expr, style: Style) -> Piece:
    fixed = style.as_written or isinstance(expression, Plus)
    shared = None if fixed else shared_coefficient(expression)
    if shared is not None:
        inside = [sp.Mul(*t.as_coeff_Mul(), evaluate=True) / shared for t in expression.args]
        return _product_entry(sp.Mul(shared, sp.Add(*inside), evaluate=False), style)
    terms = list(expression.args) if fixed else list(_flat(expression, sp.Add))
    pieces = [_print(term, style) for term in terms]
    order = list(range(len(terms))) if fixed else _lead_with_plus(sum_order(terms), terms, pieces)
    text = ""
    for i in order:
        piece = pieces[i]
        body = piece.tex
        if piece.level == Level.SUM:
            body = brackets(piece.full, flat=style.inline)
        negative = piece.negative and piece.level != Level.SUM
        if not text:
            text = f"-{body}" if negative else body
        else:
            text += f" {'-' if negative else '+'} {body}"
    return Piece(text, Level.SUM)


def shared_coefficient(expression: sp.Expr) -> sp.Rational | None:
    r"""The positive fraction that every term of a sum carries: 1/2 in ``e^x/2 - e^{-x}/2``.

    Example:
        >>> x = sp.Symbol("x")
        >>> shared_coefficient(sp.exp(x) / 2 - sp.exp(-x) / 2), shared_coefficient(x / 2 + 1)
        (1/2, None)
    """
    sizes = {abs(term.as_coeff_Mul(rational=True)[0]) for term in expression.args}
    if len(sizes) != 1:
        return None
    (size,) = sizes
    return size if not size.is_Integer and (size.p == 1 or is_decimal(size)) else None


def _flat(expression: sp.Expr, kind: type[sp.Expr]) -> list[sp.Expr]:
    if not isinstance(expression, kind):
        return [expression]
    return [leaf for part in expression.args for leaf in _flat(part, kind)]


def _lead_with_plus(order: list[int], terms: list[sp.Expr], pieces: list[Piece]) -> list[int]:
    """Move a term without a minus sign to the front, where only brevity is at stake."""
    positive = [i for i in order if not pieces[i].negative]
    long_polynomial = len(order) > 2 and all(t.is_polynomial() for t in terms)
    if not positive or not pieces[order[0]].negative or long_polynomial:
        return order
    return [positive[0], *(i for i in order if i != positive[0])]


def _plain_function(expression: sp.Expr, style: Style) -> str:
    name = expression.func.__name__
    return style.names.get(name) or NAMED.get(name) or symbol_name(name, style.names)


def _arguments(expression: sp.Expr, style: Style) -> str:
    constant_inline = not expression.free_symbols and expression.func is sp.LambertW
    inner = replace(style, inline=style.inline or constant_inline)
    arguments = list(expression.args)
    if isinstance(expression, (sp.Max, sp.Min)):
        arguments.sort(key=lambda a: (not a.is_number, a.count_ops(), str(a)))
    return brackets(", ".join(_print(a, inner).full for a in arguments), flat=style.inline)


def _function(expression: sp.Expr, style: Style) -> Piece:
    return Piece(_plain_function(expression, style) + _arguments(expression, style), Level.ATOM)


def _undefined(expression: AppliedUndef, style: Style) -> Piece:
    if expression.func.__name__ in style.letters:
        return Piece(_plain_function(expression, style), Level.ATOM)
    return _function(expression, style)


def _exponential(expression: sp.Expr, style: Style) -> Piece:
    argument = expression.args[0]
    if argument.is_Integer and argument < 0 and not style.as_written:
        return _print(sp.Pow(sp.Symbol("e"), argument, evaluate=False), style)
    exponent = _print(argument, replace(style, inline=True))
    if len(exponent.full) > LONGEST_EXPONENT or r"\begin" in exponent.full:
        inside = brackets(_print(argument, style).full, flat=style.inline)
        return Piece(rf"\exp{inside}", Level.ATOM)
    return Piece(f"e^{{{exponent.full}}}", Level.POWER)


def _absolute(expression: sp.Expr, style: Style) -> Piece:
    inside = _print(expression.args[0], style).full
    if not style.inline and any(mark in inside for mark in TALL):
        return Piece(rf"\left|{inside}\right|", Level.ATOM)
    return Piece(f"|{inside}|", Level.ATOM)


def power(base: sp.Expr, exponent: sp.Expr, style: Style) -> Piece:
    """A power with its exponent written as such."""
    shown = _print(exponent, replace(style, inline=True)).full
    name = base.func.__name__
    letter = isinstance(base, AppliedUndef) and name in style.letters
    if name in POWER_BEFORE_ARGUMENT and exponent.is_Integer and exponent > 0 and not letter:
        head = _plain_function(base, style)
        return Piece(f"{head}^{{{shown}}}{_arguments(base, style)}", Level.ATOM)
    below = _print(base, style)
    return Piece(f"{_closed(below, Level.ATOM, style)}^{{{shown}}}", Level.POWER)


def _raised(expression: Raised, style: Style) -> Piece:
    return power(expression.args[0], expression.args[1], style)


def _derivative(expression: sp.Derivative, style: Style) -> Piece:
    inner = _print(expression.expr, style)
    variable = symbol_name(expression.variables[0].name, style.names)
    if isinstance(expression.expr, AppliedUndef) and inner.tex.isalpha():
        return Piece(f"{inner.tex}'", Level.ATOM)
    order = len(expression.variables)
    d = "d" if order == 1 else f"d^{{{order}}}"
    below = f"d{variable}" if order == 1 else f"d{variable}^{{{order}}}"
    body = inner.full if inner.level == Level.ATOM else rf"\left({inner.full}\right)"
    return Piece(rf"\frac{{{d}}}{{{below}}} {body}", Level.PRODUCT)


def _slope(expression: Slope, style: Style) -> Piece:
    inner = _print(expression.args[0], style)
    if inner.tex.isalpha():
        return Piece(f"{inner.tex}'", Level.ATOM)
    body = inner.full if inner.level == Level.ATOM else brackets(inner.full)
    return Piece(rf"\frac{{d}}{{dx}} {body}", Level.PRODUCT)


def _piecewise(expression: sp.Piecewise, style: Style) -> Piece:
    branches = tuple((pair.expr, pair.cond) for pair in expression.args)
    inner = replace(style, inline=False)
    words = phrases(branches, lambda e: _print(e, replace(style, inline=True)).full)
    rows = [
        f"{_print(value, inner).full} & {word}"
        for (value, _), word in zip(branches, words, strict=True)
        if word != r"\text{if } \text{never}"
    ]
    body = r" \\ ".join(rows)
    return Piece(rf"\begin{{cases}} {body} \end{{cases}}", Level.PRODUCT)


def _condition(condition: sp.Basic, style: Style) -> Piece:
    return Piece(condition_phrase(condition, lambda e: _print(e, style).full), Level.SUM)


def _interval(interval: sp.Interval, style: Style) -> Piece:
    left, right = "(" if interval.left_open else "[", ")" if interval.right_open else "]"
    ends = ", ".join(_print(end, style).full for end in (interval.start, interval.end))
    return Piece(f"{left}{ends}{right}", Level.ATOM)


def _product_entry(expression: sp.Expr, style: Style) -> Piece:
    # The product printer needs this module's, so it is bound when first used.
    from symact.core.typeset_products import product  # noqa: PLC0415

    return product(expression, style)


PRINTERS: dict[type, Printer] = {
    sp.Integer: _integer,
    sp.Rational: _rational,
    sp.Float: _float,
    sp.Symbol: _symbol,
    Isolated: _isolated,
    sp.Add: _sum,
    Plus: _sum,
    sp.Mul: _product_entry,
    sp.Pow: _product_entry,
    Beside: _product_entry,
    Times: _product_entry,
    Over: _product_entry,
    Raised: _raised,
    sp.exp: _exponential,
    sp.Abs: _absolute,
    AppliedUndef: _undefined,
    sp.Derivative: _derivative,
    Slope: _slope,
    sp.Piecewise: _piecewise,
    sp.core.relational.Relational: _condition,
    sp.logic.boolalg.BooleanFunction: _condition,
    sp.Interval: _interval,
}
