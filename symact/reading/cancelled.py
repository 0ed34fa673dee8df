"""Logarithms and roots that SymPy cancels as it reads, and with them the bounds of a domain.

Of ``exp(log(x))`` SymPy makes x, which has values where the logarithm has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import sympy as sp

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError, SymactError
from symact.core.span import Span
from symact.kernel.translate import field_of
from symact.reading.bounds import Truth, Value
from symact.reading.nodes import Call, Chain, Literal, Node, Pair, Power, Prefix

_MOST = 64
_LONGEST = 60  # operations in what is divided to see whether a bound is still there
_LOGARITHMS = frozenset({"log", "ln"})
_ROOTS = frozenset({"sqrt", "root", "cbrt"})
# What is positive where an inverse function has values.
_WITHIN: dict[str, Callable[[sp.Expr], sp.Expr]] = {
    "asin": lambda u: 1 - u**2,
    "acos": lambda u: 1 - u**2,
    "atanh": lambda u: 1 - u**2,
    "acosh": lambda u: u - 1,
    "LambertW": lambda u: u + sp.exp(-1),
}


def require_kept(
    tree: Node,
    expression: sp.Expr,
    symbols: Mapping[str, sp.Symbol],
    build: Callable[[Node, Mapping[str, sp.Symbol]], Value | Truth],
) -> None:
    """Refuse a text of which SymPy cancels a logarithm, root or inverse that bounds its domain.

    Raises:
        InputError: SA107, with the place.
    """
    powers = [p for p in expression.atoms(sp.Pow) if not p.exp.is_Integer]
    logarithms = [node.args[0] for node in expression.atoms(sp.log)]
    logarithms += [p.base for p in powers if not p.exp.is_Rational]
    roots = [*logarithms, *(p.base for p in powers)]
    for count, (node, argument) in enumerate(_bounding(tree)):
        if count == _MOST:
            return
        try:
            part, whole = build(argument, symbols), build(node, symbols)
            power = build(node.exponent, symbols) if isinstance(node, Power) else None
        except InputError:
            continue  # inside a function whose variable has another name
        if not isinstance(part, Value) or not isinstance(whole, Value):
            continue
        if isinstance(power, Value) and power.expression.is_Integer:
            continue
        name = node.name if isinstance(node, Call) else ""
        if name in _WITHIN:
            kept = expression.has(whole.expression)
            kept = kept or _is_kept(_WITHIN[name](part.expression), [], is_root=True)
        else:
            bounds = logarithms if name in _LOGARITHMS else roots
            kept = _is_kept(part.expression, bounds, is_root=name not in _LOGARITHMS)
        if not kept:
            raise _refusal(node.span)


def _refusal(span: Span) -> InputError:
    return InputError(
        Diagnostic(
            "SA107",
            f"{span.text!r} would be cancelled, and with it the bounds of the domain",
            span,
            help="write what is left with its condition: Piecewise((x, x > 0)) for exp(log(x))",
        )
    )


def _bounding(tree: Node) -> Iterator[tuple[Node, Node]]:
    """The logarithms, roots and inverse functions of a text, each with what it is applied to."""
    match tree:
        case Call(name, arguments):
            if name in {*_LOGARITHMS, *_ROOTS, *_WITHIN} and arguments:
                yield tree, arguments[0]
            for part in arguments:
                yield from _bounding(part)
        case Power(base, exponent):
            if not _is_integer(exponent):
                yield tree, base
            yield from _bounding(base)
            yield from _bounding(exponent)
        case Chain(_, operands) | Pair(operands):
            for part in operands:
                yield from _bounding(part)
        case Prefix(_, operand):
            yield from _bounding(operand)
        case _:
            return


def _is_integer(exponent: Node) -> bool:
    if isinstance(exponent, Prefix):
        return _is_integer(exponent.operand)
    return isinstance(exponent, Literal) and exponent.text.isdecimal()


def _is_kept(u: sp.Expr, bounds: list[sp.Expr], *, is_root: bool) -> bool:
    """Whether u is positive all over, or what is left is still bounded where u is."""
    if u.is_number or (is_root and u.is_nonnegative) or u in bounds:
        return True
    try:
        tower, (element,) = field_of(u)
        if tower.is_positive(element.num) and tower.is_positive(element.den):
            return True
    except SymactError:
        return bool(u.is_positive)
    if u.count_ops() > _LONGEST:
        return True
    return any(
        bound.count_ops() <= _LONGEST and sp.cancel(u / bound).is_nonnegative for bound in bounds
    )
