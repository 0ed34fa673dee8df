"""From the syntax tree to SymPy's objects, with every cost bounded before it is paid."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias, assert_never

import sympy as sp
from sympy.logic.boolalg import Boolean

from symact.core.activation import x
from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading import vocabulary
from symact.reading.bounds import (
    MAX_BITS,
    MAX_DIGITS,
    MAX_EXPONENT,
    MAX_LOGARITHM,
    Truth,
    Value,
    checked,
    combined,
    require_foldable,
    size_of,
    too_large,
    weight_of,
    wrong,
)
from symact.reading.cases import CASES, require_agreement
from symact.reading.nodes import (
    AND,
    COMPARISON,
    OR,
    PRODUCT,
    SUM,
    Call,
    Chain,
    Literal,
    Name,
    Node,
    Pair,
    Power,
    Prefix,
)
from symact.reading.unknown import unknown_name

Built: TypeAlias = Value | Truth
Symbols: TypeAlias = Mapping[str, sp.Symbol]

_RELATIONS = {
    "<": sp.StrictLessThan,
    "<=": sp.LessThan,
    ">": sp.StrictGreaterThan,
    ">=": sp.GreaterThan,
    "==": sp.Equality,
    "!=": sp.Unequality,
}
_MEANS = {"Add": "+", "Mul": "*"}


def build(node: Node, symbols: Symbols) -> Built:
    """The SymPy object that a syntax tree means.

    Raises:
        InputError: for an unknown word, a wrong number of arguments, a condition where a number
            is needed or the reverse, a constant that is not real, and whatever would be too
            large to compute.
    """
    match node:
        case Literal():
            return _literal(node)
        case Name():
            return _name(node, symbols)
        case Call():
            return _call(node, symbols)
        case Pair():
            raise wrong(node.span, "a bracket with a comma is no value", "remove the comma")
        case Chain(level=level):
            if level == COMPARISON:
                return _comparison(node.operands, node.operators, symbols)
            if level in {AND, OR}:
                return _junction(sp.And if level == AND else sp.Or, node.operands, symbols)
            return _arithmetic(node, symbols)
        case Power():
            return _power(node.base, node.exponent, node.span, symbols)
        case Prefix(operator="~"):
            return _negation(node.operand, symbols)
        case Prefix():
            value = _value(node.operand, symbols)
            size = None if value.size is None else -value.size
            return Value(-value.expression, size, value.weight + 1)
        case _:
            assert_never(node)


def _value(node: Node, symbols: Symbols) -> Value:
    built = build(node, symbols)
    if isinstance(built, Truth):
        raise wrong(
            node.span,
            "a condition stands where a number is needed",
            "use it inside Piecewise, as in Piecewise((x, x > 0), (0, True))",
        )
    return built


def _factor(node: Node, symbols: Symbols) -> Value:
    """A factor, where a condition counts 1 if it holds and else 0, as in programs."""
    built = build(node, symbols)
    if isinstance(built, Value):
        return built
    require_foldable(built.condition, built.weight, node.span)
    rows = ((sp.S.One, built.condition), (sp.S.Zero, True))
    return Value(sp.Piecewise(*rows, evaluate=False), None, built.weight + 2)


def _truth(node: Node, symbols: Symbols) -> Truth:
    built = build(node, symbols)
    if isinstance(built, Value):
        raise wrong(
            node.span,
            "a number stands where a condition is needed",
            "write a comparison, as in x > 0, or True",
        )
    return built


def _literal(node: Literal) -> Value:
    mantissa, _, exponent = node.text.lower().partition("e")
    digits = len(mantissa)
    if digits > MAX_DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > MAX_DIGITS:
        raise too_large(node.span, "the number", f"{MAX_DIGITS} digits")
    value = Fraction(node.text)
    if value > 10**MAX_DIGITS:
        raise too_large(node.span, "the number", f"{MAX_DIGITS} digits")
    return Value(sp.Rational(value.numerator, value.denominator), float(value))


def _name(node: Name, symbols: Symbols) -> Built:
    if node.name in symbols:
        return Value(symbols[node.name], None)
    if node.name in vocabulary.CONSTANTS:
        return Value(*vocabulary.CONSTANTS[node.name])
    if node.name in {"True", "False"}:
        return Truth(sp.true if node.name == "True" else sp.false)
    raise InputError(unknown_name(node.name, node.span, symbols))


def _call(node: Call, symbols: Symbols) -> Built:
    name, arguments = node.name, node.arguments
    if name in symbols:
        raise wrong(
            node.name_span,
            f"{name} is a variable and no function",
            f"write {name}*(...) for a product",
            "SA104",
        )
    if name in vocabulary.OPERATORS:
        _arity(node, 2, 2)
        return _comparison(arguments, (vocabulary.OPERATORS[name],), symbols)
    if name in vocabulary.SPECIAL:
        return _special(node, symbols)
    if name == CASES:
        _arity(node, 1, 64)
        require_agreement(arguments, symbols, build)
        return _piecewise(node, symbols)
    if name == "log" and len(arguments) == 2:
        # With a base: the quotient of two logarithms, so that base 0 and base 1 are refused.
        logs = tuple(
            Call("log", (argument,), argument.span, argument.span) for argument in arguments
        )
        return _arithmetic(Chain(PRODUCT, logs, ("/",), node.span), symbols)
    word = vocabulary.WORDS.get(name)
    if word is not None:
        _arity(node, word.fewest, word.most)
        return _word(word, tuple(_value(argument, symbols) for argument in arguments), node)
    if name == "real_root":
        _arity(node, 2, 2)
        return _root(node, symbols)
    function = vocabulary.catalogue_function(name)
    if function is None:
        raise InputError(unknown_name(name, node.name_span, symbols))
    _arity(node, 1, 1)
    return _applied(function, _value(arguments[0], symbols), node)


def _word(word: vocabulary.Word, values: tuple[Value, ...], node: Call) -> Value:
    """A function of SymPy's at its arguments."""
    size = size_of(word, values, node.span)
    weight = weight_of(node.span, *(value.weight for value in values))
    return checked(word.build(*(v.expression for v in values)), size, node.span, weight)


def _root(node: Call, symbols: Symbols) -> Value:
    """The real root whose degree is written as a number; one of odd degree is real everywhere."""
    written = node.arguments[1]
    text = written.text if isinstance(written, Literal) else ""
    if not text.isdecimal() or not 2 <= int(text[:9]) <= MAX_EXPONENT:
        raise wrong(
            written.span,
            "the degree of a root is a whole number from 2",
            "write a power for any other exponent",
            "SA104",
        )
    value, degree = (_value(argument, symbols) for argument in node.arguments)
    known = value.expression.is_Rational and value.expression >= 0
    if int(text) % 2 and not known:
        return _applied(vocabulary.odd_root(int(text)), value, node)
    return _word(vocabulary.WORDS["root"], (value, degree), node)


def _applied(function: sp.Expr, argument: Value, node: Call) -> Value:
    """A function that is given in ``x`` at an argument."""
    if argument.size is not None and abs(argument.size) > MAX_LOGARITHM / 10:
        raise too_large(node.span, f"the argument of {node.name}", f"{MAX_LOGARITHM / 10:.0f}")
    size = None if argument.size is None else 0.0
    if function.has(sp.Piecewise):
        require_foldable(argument.expression, argument.weight, node.span)
    parts = list(sp.preorder_traversal(function))
    weight = weight_of(node.span, len(parts), parts.count(x) * argument.weight)
    return checked(vocabulary.apply(function, argument.expression), size, node.span, weight)


def _arity(node: Call, fewest: int, most: int) -> None:
    count = len(node.arguments)
    if fewest <= count <= most:
        return
    takes = str(fewest) if fewest == most else f"{fewest} to {most}"
    plural = "" if takes == "1" else "s"
    raise wrong(
        node.span,
        f"{node.name} takes {takes} argument{plural}, not {count}",
        f"give {node.name} {takes} argument{plural}",
        "SA104",
    )


def _special(node: Call, symbols: Symbols) -> Built:
    name, arguments = node.name, node.arguments
    if name == "Piecewise":
        return _piecewise(node, symbols)
    if name in {"And", "Or"}:
        _arity(node, 1, 64)
        return _junction(sp.And if name == "And" else sp.Or, arguments, symbols)
    if name == "Not":
        _arity(node, 1, 1)
        return _negation(arguments[0], symbols)
    if name == "Pow":
        _arity(node, 2, 2)
        return _power(arguments[0], arguments[1], node.span, symbols)
    if name in _MEANS:
        _arity(node, 1, 4_000)
        level = SUM if name == "Add" else PRODUCT
        joined = Chain(level, arguments, (_MEANS[name],) * (len(arguments) - 1), node.span)
        return _arithmetic(joined, symbols)
    _arity(node, 1, 1 if name == "Integer" else 2)
    parts = [_value(argument, symbols) for argument in arguments]
    for part, argument in zip(parts, arguments, strict=True):
        if not isinstance(part.expression, sp.Rational):
            raise wrong(argument.span, f"{name} takes numbers only", "write Rational(1, 2)")
    return _arithmetic(Chain(PRODUCT, arguments, ("/",) * (len(arguments) - 1), node.span), symbols)


def _piecewise(node: Call, symbols: Symbols) -> Value:
    """Piecewise held as written; conditions that are plainly true or false are used up here."""
    _arity(node, 1, 64)
    pieces: list[tuple[sp.Expr, sp.Basic]] = []
    weights: list[int] = []
    for argument in node.arguments:
        if not isinstance(argument, Pair) or len(argument.items) != 2:
            raise wrong(
                argument.span,
                "a piece is a value and a condition",
                "write Piecewise((x, x > 0), (0, True))",
                "SA104",
            )
        value = _value(argument.items[0], symbols)
        truth = _truth(argument.items[1], symbols)
        condition = truth.condition
        weights += [value.weight, truth.weight]
        require_foldable(condition, truth.weight, argument.span)
        if condition == sp.false:
            continue
        pieces.append((value.expression, condition))
        if condition == sp.true:
            break
    if not pieces:
        raise wrong(node.span, "no piece is ever taken", "end with a piece (value, True)")
    weight = weight_of(node.span, *weights)
    if pieces[0][1] == sp.true:
        return checked(pieces[0][0], None, node.span, weight)
    return Value(sp.Piecewise(*pieces, evaluate=False), None, weight)


_INFINITE = {sp.oo, -sp.oo}


def _comparison(operands: tuple[Node, ...], operators: tuple[str, ...], symbols: Symbols) -> Truth:
    """A comparison or a chain of them, decided only where both sides are rational.

    SymPy would ask its assumptions, whose cost nothing bounds.
    """
    built = [_value(operand, symbols) for operand in operands]
    span = Span(operands[0].span.source, operands[0].span.start, operands[-1].span.end)
    weight = weight_of(span, *(2 * value.weight for value in built))
    values = [value.expression for value in built]
    links = []
    for lhs, operator, rhs in zip(values, operators, values[1:], strict=False):
        if _INFINITE & {lhs, rhs}:
            links.append(_far(lhs, operator, rhs, span))
            continue
        decided = lhs.is_Rational and rhs.is_Rational
        links.append(_RELATIONS[operator](lhs, rhs, evaluate=bool(decided)))
    return Truth(links[0] if len(links) == 1 else sp.And(*links), weight)


def _far(lhs: sp.Expr, operator: str, rhs: sp.Expr, span: Span) -> sp.Basic:
    """A comparison with an infinity, which is true or false whatever number is compared.

    Raises:
        InputError: when what is compared need not be a number.
    """
    for side in (lhs, rhs):
        if side not in _INFINITE and not side.is_polynomial() and not isinstance(side, sp.Abs):
            raise wrong(
                span,
                "this comparison with infinity may have no value",
                "compare the variable itself, or leave it out: every real number is finite",
            )
    # One of the two is larger, or they are the same infinity: any number stands for a number.
    sizes = [{sp.oo: 1, -sp.oo: -1}.get(side, 0) for side in (lhs, rhs)]
    return _RELATIONS[operator](*map(sp.Integer, sizes))


def _junction(head: type[Boolean], operands: tuple[Node, ...], symbols: Symbols) -> Truth:
    truths = [_truth(operand, symbols) for operand in operands]
    span = Span(operands[0].span.source, operands[0].span.start, operands[-1].span.end)
    weight = weight_of(span, *(truth.weight for truth in truths))
    return Truth(head(*(truth.condition for truth in truths)), weight)


def _negation(operand: Node, symbols: Symbols) -> Truth:
    truth = _truth(operand, symbols)
    return Truth(sp.Not(truth.condition), truth.weight + 1)


def _arithmetic(node: Chain, symbols: Symbols) -> Value:
    read = _factor if node.level == PRODUCT else _value
    values = [read(operand, symbols) for operand in node.operands]
    sizes = [value.size for value in values]
    terms = [values[0].expression]
    size = sizes[0]
    for operand, operator, value in zip(node.operands[1:], node.operators, values[1:], strict=True):
        if operator == "/" and value.expression == 0:
            raise wrong(operand.span, "division by zero", "write a divisor other than 0")
        terms.append(
            -value.expression
            if operator == "-"
            else sp.Pow(value.expression, -1)
            if operator == "/"
            else value.expression
        )
        size = combined(size, operator, value.size)
    if size is not None and math.isinf(size) and all(s is None or math.isfinite(s) for s in sizes):
        raise too_large(node.span, "the value", "1e300")
    head = sp.Add if node.level == SUM else sp.Mul
    weight = weight_of(node.span, *(value.weight for value in values))
    return checked(head(*terms), size, node.span, weight)


def _power(base_node: Node, exponent_node: Node, span: Span, symbols: Symbols) -> Value:
    base, exponent = _value(base_node, symbols), _value(exponent_node, symbols)
    power = exponent.expression
    if isinstance(power, sp.Rational) and max(abs(power.p), power.q) > MAX_EXPONENT:
        raise too_large(exponent_node.span, "the exponent", str(MAX_EXPONENT))
    if exponent.size is not None and abs(exponent.size) > MAX_EXPONENT:
        raise too_large(exponent_node.span, "the exponent", str(MAX_EXPONENT))
    if base.expression == 0 and exponent.size is not None and exponent.size < 0:
        raise wrong(span, "division by zero", "write a base other than 0")
    size: float | None = None
    if base.size is not None and exponent.size is not None:
        logarithm = exponent.size * math.log(abs(base.size)) if base.size else 0.0
        if abs(logarithm) > MAX_LOGARITHM:
            raise too_large(span, "the power", "1e300")
        size = abs(base.size) ** exponent.size if base.size else 0.0
        if base.size < 0:
            if not power.is_Integer:
                raise wrong(
                    span,
                    "a negative number to a power that is no integer is not real",
                    "write -Abs(a)**p if the real root is meant",
                )
            size = -size if power.p % 2 else size
        if isinstance(base.expression, sp.Rational) and isinstance(power, sp.Rational):
            bits = base.expression.p.bit_length() + base.expression.q.bit_length()
            if bits * abs(power.p) > MAX_BITS:
                raise too_large(span, "the power", f"{MAX_BITS} bits")
    weight = weight_of(span, base.weight, exponent.weight)
    return checked(sp.Pow(base.expression, power), size, span, weight)
