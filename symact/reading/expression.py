"""Reading an expression in SymPy's spelling, without ever running it."""

from collections.abc import Iterable

import sympy as sp

from symact.core.activation import Activation, Parameter, x
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading.bounds import MAX_EXPONENT, Truth
from symact.reading.build import build
from symact.reading.measure import measure
from symact.reading.syntax import parse


def read_expression(
    text: str, *, source_name: str = "<text>", symbols: Iterable[sp.Symbol] = ()
) -> sp.Expr:
    """The expression in ``x`` and the declared symbols that a text spells.

    Decimals are read as the rationals they denote. Nothing in the text is executed, and its cost
    is bounded before anything is computed.

    Args:
        symbols: the parameters that the text may use beside ``x``.

    Raises:
        InputError: with the place and the mend, for text that is not such an expression, that
            has no real value, or that would be too large.

    Example:
        >>> read_expression("0.1*x + Max(0, x)")
        x/10 + Max(0, x)
        >>> read_expression("Piecewise((x, x > 0), (a*x, True))", symbols=[sp.Symbol("a")])
        Piecewise((x, x > 0), (a*x, True))
    """
    source = Source(source_name, text)
    whole = Span(source, 0, len(text))
    if not text.strip():
        raise InputError(
            Diagnostic("SA103", "the expression is empty", whole, help="write one, such as tanh(x)")
        )
    declared = {x.name: x, **{symbol.name: symbol for symbol in symbols}}
    try:
        tree = parse(source)
        measure(tree)
        built = build(tree, declared)
        if isinstance(built, Truth):
            raise InputError(
                Diagnostic(
                    "SA106",
                    "the text is a condition and not a function",
                    whole,
                    help="write Piecewise((1, x > 0), (0, True)) for a step",
                )
            )
        expression = built.expression
        _admissible(expression, whole)
    except RecursionError:
        # SymPy recurses over its own trees; the reader itself never goes deeper than its bound.
        raise InputError(
            Diagnostic(
                "SA105",
                "the functions are nested too deeply",
                whole,
                help="write fewer functions inside each other",
            )
        ) from None
    return expression


def _admissible(expression: sp.Expr, whole: Span) -> None:
    """Refuse what arithmetic turned into something no activation can be.

    Raises:
        InputError: for infinities, undefined values, complex numbers and huge exponents.
    """
    walk = sp.preorder_traversal(expression)
    for part in walk:
        if isinstance(part, sp.core.relational.Relational):
            walk.skip()  # x < oo is a fair condition
            continue
        if part in (sp.zoo, sp.nan, sp.I, sp.oo, -sp.oo):
            raise InputError(
                Diagnostic(
                    "SA106",
                    "the expression has no real value",
                    whole,
                    help="check divisions, roots and logarithms of constants",
                )
            )
        exponent = part.exp if isinstance(part, sp.Pow) else sp.S.Zero
        if isinstance(exponent, sp.Rational) and max(abs(exponent.p), exponent.q) > MAX_EXPONENT:
            raise InputError(
                Diagnostic(
                    "SA105",
                    f"the exponent {exponent} is too large",
                    whole,
                    help=f"keep it below {MAX_EXPONENT}",
                )
            )


def read_activation(
    text: str,
    name: str = "f",
    *,
    parameters: tuple[Parameter, ...] = (),
    source_name: str = "<text>",
) -> Activation:
    """An activation from SymPy's spelling of its expression in ``x`` and its parameters.

    Raises:
        InputError: as `read_expression`.

    Example:
        >>> read_activation("x*sigmoid(1.702*x)", name="quick_gelu").expression
        x/(1 + exp(-851*x/500))
    """
    expression = read_expression(
        text, source_name=source_name, symbols=tuple(p.symbol for p in parameters)
    )
    return Activation(
        name=name,
        title=name,
        notation=_notation(name),
        expression=expression,
        parameters=parameters,
    )


def _notation(name: str) -> str:
    letters = "".join(ch for ch in name if ch.isascii() and ch.isalnum())
    return letters if len(letters) == 1 else rf"\operatorname{{{letters or 'f'}}}"
