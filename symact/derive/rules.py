r"""The rules of differentiation, as tables, and the derivative that they give.

A row of ``OUTER`` states the slope of one named function and the set on which it is valid. The
chain rule is written once, in ``derivative``; so are those for sums, products and powers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import final

import sympy as sp

from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.core.isolated import Isolated
from symact.derive.branches import Branch, branches, has_pieces
from symact.derive.notation import Logistic, NormalCdf, NormalDensity
from symact.derive.pieces import EndlessError
from symact.derive.switches import innermost, value_at
from symact.kernel.reals import closed_form, compare

REALS = sp.S.Reals
POSITIVE = sp.Interval.open(0, sp.oo)
UNIT = sp.Interval.open(-1, 1)


@final
@dataclass(frozen=True, slots=True)
class OuterRule:
    """d/du f(u) for one named f, valid for every u in ``on``.

    Attributes:
        code: permanent, never reused.
        words: the rule in LaTeX.
    """

    code: str
    name: str
    head: type
    slope: Callable[[sp.Expr], sp.Expr]
    words: str
    on: sp.Set = REALS


@final
@dataclass(frozen=True, slots=True)
class ShapeRule:
    """A rule for a way of putting functions together."""

    code: str
    name: str
    words: str


SHAPES = {
    rule.name: rule
    for rule in (
        ShapeRule("D01", "constant", "a constant has slope 0"),
        ShapeRule("D02", "sum", "term by term"),
        ShapeRule("D03", "product", "product rule, $(uv)' = u'v + uv'$"),
        ShapeRule(
            "D04",
            "quotient",
            r"quotient rule, $\left(\frac{u}{v}\right)' = \frac{v\,u' - u\,v'}{v^{2}}$",
        ),
        ShapeRule("D05", "power", r"power rule, $\left(u^{n}\right)' = n\,u^{n-1}\,u'$"),
        ShapeRule("D06", "exponential", r"exponential, $\left(a^{u}\right)' = a^{u}\,\ln(a)\,u'$"),
        ShapeRule(
            "D07",
            "general-power",
            r"$\left(u^{v}\right)' = u^{v}\left(v'\,\ln(u) + \frac{v\,u'}{u}\right)$",
        ),
    )
}

OUTER = (
    OuterRule("D10", "exp", sp.exp, sp.exp, r"$\left(e^{u}\right)' = e^{u}\,u'$"),
    OuterRule(
        "D11", "ln", sp.log, lambda u: 1 / u, r"$\left(\ln(u)\right)' = \frac{u'}{u}$", POSITIVE
    ),
    OuterRule(
        "D12",
        "tanh",
        sp.tanh,
        lambda u: 1 - sp.tanh(u) ** 2,
        r"$\tanh' = 1 - \tanh^{2}$",
    ),
    OuterRule("D13", "sinh", sp.sinh, sp.cosh, r"$\sinh' = \cosh$"),
    OuterRule("D14", "cosh", sp.cosh, sp.sinh, r"$\cosh' = \sinh$"),
    OuterRule("D15", "sin", sp.sin, sp.cos, r"$\sin' = \cos$"),
    OuterRule("D16", "cos", sp.cos, lambda u: -sp.sin(u), r"$\cos' = -\sin$"),
    OuterRule(
        "D17",
        "tan",
        sp.tan,
        lambda u: 1 + sp.tan(u) ** 2,
        r"$\tan' = 1 + \tan^{2}$",
        sp.Interval.open(-sp.pi / 2, sp.pi / 2),
    ),
    OuterRule(
        "D18", "arctan", sp.atan, lambda u: 1 / (1 + u**2), r"$\arctan'(u) = \frac{1}{1 + u^{2}}$"
    ),
    OuterRule(
        "D19",
        "arcsin",
        sp.asin,
        lambda u: 1 / sp.sqrt(1 - u**2),
        r"$\arcsin'(u) = \frac{1}{\sqrt{1 - u^{2}}}$",
        UNIT,
    ),
    OuterRule(
        "D20",
        "arccos",
        sp.acos,
        lambda u: -1 / sp.sqrt(1 - u**2),
        r"$\arccos'(u) = -\frac{1}{\sqrt{1 - u^{2}}}$",
        UNIT,
    ),
    OuterRule(
        "D21",
        "arsinh",
        sp.asinh,
        lambda u: 1 / sp.sqrt(1 + u**2),
        r"$\operatorname{arsinh}'(u) = \frac{1}{\sqrt{1 + u^{2}}}$",
    ),
    OuterRule(
        "D22",
        "artanh",
        sp.atanh,
        lambda u: 1 / (1 - u**2),
        r"$\operatorname{artanh}'(u) = \frac{1}{1 - u^{2}}$",
        UNIT,
    ),
    OuterRule(
        "D23",
        "arcosh",
        sp.acosh,
        lambda u: 1 / sp.sqrt(u**2 - 1),
        r"$\operatorname{arcosh}'(u) = \frac{1}{\sqrt{u^{2} - 1}}$",
        sp.Interval.open(1, sp.oo),
    ),
    OuterRule(
        "D24",
        "erf",
        sp.erf,
        lambda u: 2 / sp.sqrt(sp.pi) * sp.exp(-(u**2)),
        r"$\operatorname{erf}'(u) = \frac{2}{\sqrt{\pi}}\,e^{-u^{2}}$",
    ),
    OuterRule(
        "D25",
        "erfc",
        sp.erfc,
        lambda u: -2 / sp.sqrt(sp.pi) * sp.exp(-(u**2)),
        r"$\operatorname{erfc}'(u) = -\frac{2}{\sqrt{\pi}}\,e^{-u^{2}}$",
    ),
    OuterRule(
        "D26",
        "lambert",
        sp.LambertW,
        lambda u: sp.exp(-sp.LambertW(u)) / (1 + sp.LambertW(u)),
        r"$W'(u) = \frac{e^{-W(u)}}{1 + W(u)}$",
        sp.Interval.open(-sp.exp(-1), sp.oo),
    ),
    OuterRule(
        "D27",
        "sech",
        sp.sech,
        lambda u: -sp.sech(u) * sp.tanh(u),
        r"$\operatorname{sech}' = -\operatorname{sech}\,\tanh$",
    ),
    OuterRule(
        "D28", "coth", sp.coth, lambda u: 1 - sp.coth(u) ** 2, r"$\coth' = 1 - \coth^{2}$", POSITIVE
    ),
    OuterRule(
        "D29",
        "cot",
        sp.cot,
        lambda u: -1 - sp.cot(u) ** 2,
        r"$\cot' = -1 - \cot^{2}$",
        sp.Interval.open(0, sp.pi),
    ),
    OuterRule(
        "D33",
        "sec",
        sp.sec,
        lambda u: sp.sec(u) * sp.tan(u),
        r"$\sec' = \sec\,\tan$",
        sp.Interval.open(-sp.pi / 2, sp.pi / 2),
    ),
    OuterRule(
        "D34",
        "csc",
        sp.csc,
        lambda u: -sp.csc(u) * sp.cot(u),
        r"$\csc' = -\csc\,\cot$",
        sp.Interval.open(0, sp.pi),
    ),
    OuterRule(
        "D30",
        "sigma",
        Logistic,
        lambda u: Logistic(u) * (1 - Logistic(u)),
        r"$\sigma' = \sigma\,(1 - \sigma)$",
    ),
    OuterRule(
        "D31",
        "Phi",
        NormalCdf,
        NormalDensity,
        r"$\Phi' = \varphi$ with the density $\varphi(u) = \frac{1}{\sqrt{2\pi}}\,e^{-u^{2}/2}$",
    ),
    OuterRule(
        "D32",
        "phi",
        NormalDensity,
        lambda u: -u * NormalDensity(u),
        r"$\varphi'(u) = -u\,\varphi(u)$",
    ),
)


@cache
def outer_rules() -> dict[type, OuterRule]:
    """The rows of ``OUTER`` by the function they speak of."""
    return {row.head: row for row in OUTER}


def derivative(expression: sp.Expr) -> sp.Expr:
    """The derivative with respect to x, by the rules of this module.

    With Piecewise, Abs, Max, Min, sign or Heaviside inside, the line is split where they bend
    and each piece is differentiated. The result is a Piecewise that says nothing where the function
    has no value, nor at a bend, unless its pieces and their slopes plainly meet there.

    Raises:
        UnsupportedError: for a function without a row, or bends that cannot be located.

    Example:
        >>> derivative(sp.exp(-(x**2) / 2))
        -x*exp(-x**2/2)
        >>> derivative(sp.Max(0, x))
        Piecewise((0, x < 0), (1, x > 0))
        >>> derivative(sp.Piecewise((x, x > 0), (sp.exp(x) - 1, True)))
        Piecewise((exp(x), x <= 0), (1, True))
    """
    if not has_pieces(expression):
        return smooth_derivative(expression)
    try:
        parts = branches(expression)
    except EndlessError:
        return _by_comparison(expression)
    if any(part.condition.has(Isolated) for part in parts):
        return _by_comparison(expression)
    rows: list[tuple[sp.Expr, sp.Basic, sp.Basic]] = []
    for i, part in enumerate(parts):
        if part.expression is sp.S.NaN:
            continue
        meets = i + 1 < len(parts) and _meet(expression, part, parts[i + 1])
        below = sp.true if part.upper == sp.oo else x <= part.upper if meets else x < part.upper
        above = sp.true if part.lower == -sp.oo else x > part.lower
        slope = smooth_derivative(part.expression)
        if rows and rows[-1][0] == slope and isinstance(rows[-1][2], sp.LessThan):
            above = rows.pop()[1]
        rows.append((slope, above, below))
    if not rows:
        raise UnsupportedError("the function has no value on any interval")
    return sp.Piecewise(*((slope, sp.And(above, below)) for slope, above, below in rows))


def _meet(expression: sp.Expr, left: Branch, right: Branch) -> bool:
    """Whether two neighbouring pieces have one value, which is the function's, and one slope."""
    if right.expression is sp.S.NaN or expression.free_symbols - {x}:
        return False
    pieces = left.expression, right.expression
    try:
        values = [value_at(f, left.upper) for f in (expression, *pieces)]
        slopes = [value_at(smooth_derivative(f), left.upper) for f in pieces]
        ends = [closed_form(number) for number in (*values, *slopes) if number is not None]
        if len(ends) < len(values) + len(slopes):
            return False
        return not any(compare(*pair) for pair in (ends[:2], ends[1:3], ends[3:]))
    except SymactError:
        return False


def _by_comparison(expression: sp.Expr) -> sp.Expr:
    """The derivative where a bend has no closed form or comes again for ever: by what is compared.

    Raises:
        UnsupportedError: for a bend that more than one comparison decides.
    """
    bend = innermost(expression)
    if isinstance(bend, sp.Max | sp.Min) and len(bend.args) == 2:
        values = bend.args
        sides = values if isinstance(bend, sp.Max) else values[::-1]
    elif bend is not None and type(bend) in _SIDES:
        u = bend.args[0]
        sides, values = (u, sp.S.Zero), _SIDES[type(bend)](u)
    else:
        raise UnsupportedError("a bend has no closed form")
    above, below = (derivative(expression.xreplace({bend: value})) for value in values)
    if above == below:
        return above
    return sp.Piecewise((above, sides[0] > sides[1]), (below, sides[0] < sides[1]))


# What a bend is where its argument is positive, and where it is negative.
_SIDES: dict[type[sp.Expr], Callable[[sp.Expr], tuple[sp.Expr, sp.Expr]]] = {
    sp.Abs: lambda u: (u, -u),
    sp.sign: lambda _: (sp.S.One, -sp.S.One),
    sp.Heaviside: lambda _: (sp.S.One, sp.S.Zero),
}


def smooth_derivative(expression: sp.Expr) -> sp.Expr:
    """The derivative of an expression without pieces.

    Raises:
        UnsupportedError: for a function without a row.
    """
    if x not in expression.free_symbols:
        return sp.S.Zero
    if expression == x:
        return sp.S.One
    for kind, rule in _COMPOUND.items():
        if isinstance(expression, kind):
            return rule(expression)
    row = outer_rules().get(expression.func)
    if row is None or len(expression.args) != 1:
        raise UnsupportedError(f"no rule for the derivative of {expression.func.__name__}")
    inner = expression.args[0]
    return row.slope(inner) * smooth_derivative(inner)


def _sum(expression: sp.Add) -> sp.Expr:
    return sp.Add(*(smooth_derivative(term) for term in expression.args))


def _product(expression: sp.Mul) -> sp.Expr:
    factors = expression.args
    return sp.Add(
        *(
            sp.Mul(*(smooth_derivative(f) if i == j else f for j, f in enumerate(factors)))
            for i in range(len(factors))
        )
    )


def _power(expression: sp.Pow) -> sp.Expr:
    base, exponent = expression.args
    if x not in exponent.free_symbols:
        return exponent * base ** (exponent - 1) * smooth_derivative(base)
    if x not in base.free_symbols:
        return expression * sp.log(base) * smooth_derivative(exponent)
    return expression * (
        smooth_derivative(exponent) * sp.log(base) + exponent * smooth_derivative(base) / base
    )


_COMPOUND: dict[type, Callable[[sp.Expr], sp.Expr]] = {
    sp.Add: _sum,
    sp.Mul: _product,
    sp.Pow: _power,
}
