"""Reading a function that somebody typed, in SymPy's spelling or in LaTeX, without running it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import sympy as sp

from symact.core.activation import Activation, Parameter, x
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError, SymactError
from symact.core.span import Source, Span
from symact.kernel.translate import field_of
from symact.reading.bounds import MAX_EXPONENT, Truth
from symact.reading.build import build
from symact.reading.cancelled import require_kept
from symact.reading.definition import Definition
from symact.reading.latex import looks_like_latex, parse_latex
from symact.reading.measure import measure
from symact.reading.nodes import Node
from symact.reading.syntax import parse, parse_definition


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
    source = _source(source_name, text)
    declared = {x.name: x, **{symbol.name: symbol for symbol in symbols}}
    with _bounded(source):
        return _expression(parse(source), declared, source)


def read_definition(
    text: str,
    *,
    source_name: str = "<text>",
    symbols: Iterable[sp.Symbol] = (),
    latex: bool | None = None,
) -> tuple[Definition, sp.Expr]:
    r"""The function that a text defines, and its expression in ``x`` and the declared symbols.

    Args:
        symbols: the parameters that the text may use beside the variable.
        latex: whether the text is LaTeX; None to see for oneself.

    Raises:
        InputError: as `read_expression`, and for what may mean two things.

    Example:
        >>> found, expression = read_definition(r"\sigma(z) = \frac{1}{1 + e^{-z}}")
        >>> found.name, found.variable, expression
        ('sigma', 'z', 1/(1 + exp(-x)))
    """
    source = _source(source_name, text)
    parameters = {symbol.name: symbol for symbol in symbols}
    with _bounded(source):
        if looks_like_latex(text) if latex is None else latex:
            found = parse_latex(source, parameters)
        else:
            found = parse_definition(source, parameters)
        declared = {found.variable: x, **parameters}
        expression = _expression(found.body, declared, source)
        require_kept(found.body, expression, declared, build)
        for other in found.others:
            same = _expression(other, declared, source)
            require_kept(other, same, declared, build)
            _require_equal(expression, same, other.span)
        return found, expression


def _require_equal(one: sp.Expr, other: sp.Expr, place: Span) -> None:
    """Refuse a second right side that is not shown to be the first one.

    Raises:
        InputError: SA107.
    """
    if one == other:
        return
    try:
        tower, (left, right) = field_of(one, other)
        if tower.is_zero(left - right) and not tower.positive:
            return
    except SymactError:
        pass
    raise InputError(
        Diagnostic(
            "SA107",
            "two values for one function, not shown to be equal",
            place,
            help="write one of them: f(x) = ...",
        )
    )


@contextmanager
def _bounded(source: Source) -> Iterator[None]:
    """Turn a recursion that is too deep, our own or SymPy's over its trees, into a refusal.

    Raises:
        InputError: SA105.
    """
    try:
        yield
    except RecursionError:
        raise InputError(
            Diagnostic(
                "SA105",
                "the functions are nested too deeply",
                Span(source, 0, len(source.text)),
                help="write fewer functions inside each other",
            )
        ) from None


def _source(name: str, text: str) -> Source:
    """The text with its name.

    Raises:
        InputError: SA103 for a text of blanks only.
    """
    source = Source(name, text)
    if not text.strip():
        whole = Span(source, 0, len(text))
        raise InputError(
            Diagnostic("SA103", "the expression is empty", whole, help="write one, such as tanh(x)")
        )
    return source


def _expression(tree: Node, declared: Mapping[str, sp.Symbol], source: Source) -> sp.Expr:
    """The expression that a tree means, with its cost bounded before it is paid."""
    whole = Span(source, 0, len(source.text))
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
    _admissible(built.expression, whole)
    return built.expression


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
    name: str | None = None,
    *,
    parameters: tuple[Parameter, ...] = (),
    source_name: str = "<text>",
    latex: bool | None = None,
    spare: bool = False,
) -> Activation:
    r"""An activation from what somebody typed: an expression, or ``f(z) = ...``.

    Args:
        name: of the function; None for the one on the left side, or else ``f``.
        latex: whether the text is LaTeX; None to see for oneself.
        spare: whether parameters that do not occur are left out instead of refused.

    Raises:
        InputError: as `read_definition`, and SA308 for a parameter that does not occur.

    Example:
        >>> read_activation("x*sigmoid(1.702*x)", name="quick_gelu").expression
        x/(1 + exp(-851*x/500))
        >>> read_activation(r"\text{Mish}(z) = z\tanh(\ln(1 + e^z))").name
        'Mish'
    """
    symbols = tuple(parameter.symbol for parameter in parameters)
    found, expression = read_definition(text, source_name=source_name, symbols=symbols, latex=latex)
    if spare:
        parameters = tuple(p for p in parameters if p.symbol in expression.free_symbols)
    _require_used(parameters, expression)
    own = name is None and found.name
    return Activation(
        name=name or found.name or "f",
        title=name or found.name or "f",
        notation=(found.notation if own else "") or _notation(name or found.name or "f"),
        expression=expression,
        parameters=parameters,
    )


def _require_used(parameters: tuple[Parameter, ...], expression: sp.Expr) -> None:
    """Refuse a parameter that was declared for nothing.

    Raises:
        InputError: SA308.
    """
    unused = [p.symbol.name for p in parameters if p.symbol not in expression.free_symbols]
    if unused:
        raise InputError(
            Diagnostic(
                "SA308",
                f"the parameter {unused[0]!r} does not occur in the expression",
                help="declare and set only what the expression holds",
            )
        )


def _notation(name: str) -> str:
    letters = "".join(ch for ch in name if ch.isascii() and ch.isalnum())
    return letters if len(letters) == 1 else rf"\operatorname{{{letters or 'f'}}}"
