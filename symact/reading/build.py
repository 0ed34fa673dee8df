"""From the syntax tree to SymPy's objects, with every cost bounded before it is paid."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, assert_never, final

import sympy as sp
from sympy.logic.boolalg import Boolean

from symact.core.activation import x
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading import vocabulary
from symact.reading.syntax import (
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

MAX_DIGITS = 300
MAX_BITS = 20_000
MAX_EXPONENT = 1_000
MAX_WEIGHT = 3_000
MAX_FOLDED = 50  # nodes of a condition that itself holds a Piecewise, which SymPy multiplies out
MAX_LOGARITHM = 690.0  # e**690 is the last round number below the largest double


@final
@dataclass(frozen=True, slots=True)
class Value:
    """A real number or function.

    Attributes:
        size: roughly its value where it is constant, None where it depends on a symbol.
        weight: a bound of the number of nodes of its tree, which sharing may hide from memory
            and which every later walk over the tree has to pay.
    """

    expression: sp.Expr
    size: float | None
    weight: int = 1


@final
@dataclass(frozen=True, slots=True)
class Truth:
    """A condition."""

    condition: sp.Basic
    weight: int = 1


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
            raise _wrong(node.span, "a bracket with a comma is no value", "remove the comma")
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


def _wrong(span: Span, message: str, help_text: str, code: str = "SA106") -> InputError:
    return InputError(Diagnostic(code, message, span, help=help_text))


def _too_large(span: Span, what: str, bound: str) -> InputError:
    return _wrong(span, f"{what} is too large", f"keep it below {bound}", "SA105")


def _value(node: Node, symbols: Symbols) -> Value:
    built = build(node, symbols)
    if isinstance(built, Truth):
        raise _wrong(
            node.span,
            "a condition stands where a number is needed",
            "use it inside Piecewise, as in Piecewise((x, x > 0), (0, True))",
        )
    return built


def _truth(node: Node, symbols: Symbols) -> Truth:
    built = build(node, symbols)
    if isinstance(built, Value):
        raise _wrong(
            node.span,
            "a number stands where a condition is needed",
            "write a comparison, as in x > 0, or True",
        )
    return built


def _literal(node: Literal) -> Value:
    mantissa, _, exponent = node.text.lower().partition("e")
    digits = len(mantissa)
    if digits > MAX_DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > MAX_DIGITS:
        raise _too_large(node.span, "the number", f"{MAX_DIGITS} digits")
    value = Fraction(node.text)
    if value > 10**MAX_DIGITS:
        raise _too_large(node.span, "the number", f"{MAX_DIGITS} digits")
    return Value(sp.Rational(value.numerator, value.denominator), float(value))


def _name(node: Name, symbols: Symbols) -> Built:
    if node.name in symbols:
        return Value(symbols[node.name], None)
    if node.name in vocabulary.CONSTANTS:
        return Value(*vocabulary.CONSTANTS[node.name])
    if node.name in {"True", "False"}:
        return Truth(sp.true if node.name == "True" else sp.false)
    raise InputError(_unknown(node.name, node.span, symbols))


def _unknown(name: str, span: Span, symbols: Symbols) -> Diagnostic:
    # Imported only on the way to a message.
    import difflib  # noqa: PLC0415

    words = dict.fromkeys((*symbols, *vocabulary.known_words()))
    folded = {word.casefold(): word for word in reversed(words)}
    near = difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)
    suggestion = f"did you mean {', '.join(folded[key] for key in near)}? " if near else ""
    declared = ", ".join(symbols)
    return Diagnostic(
        "SA101",
        f"unknown name {name!r}",
        span,
        help=f"{suggestion}the variables declared here are {declared}",
    )


def _call(node: Call, symbols: Symbols) -> Built:
    name, arguments = node.name, node.arguments
    if name in symbols:
        raise _wrong(
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
    if name == "log" and len(arguments) == 2:
        # With a base: the quotient of two logarithms, so that base 0 and base 1 are refused.
        logs = tuple(
            Call("log", (argument,), argument.span, argument.span) for argument in arguments
        )
        return _arithmetic(Chain(PRODUCT, logs, ("/",), node.span), symbols)
    word = vocabulary.WORDS.get(name)
    if word is not None:
        _arity(node, word.fewest, word.most)
        values = tuple(_value(argument, symbols) for argument in arguments)
        size = _size(word, values, node.span)
        weight = _weight(node.span, *(value.weight for value in values))
        return _checked(word.build(*(v.expression for v in values)), size, node.span, weight)
    function = vocabulary.catalogue_function(name)
    if function is None:
        raise InputError(_unknown(name, node.name_span, symbols))
    _arity(node, 1, 1)
    argument = _value(arguments[0], symbols)
    if argument.size is not None and abs(argument.size) > MAX_LOGARITHM / 10:
        raise _too_large(node.span, f"the argument of {name}", f"{MAX_LOGARITHM / 10:.0f}")
    size = None if argument.size is None else 0.0
    if function.has(sp.Piecewise):
        _foldable(argument.expression, argument.weight, node.span)
    parts = list(sp.preorder_traversal(function))
    weight = _weight(node.span, len(parts), parts.count(x) * argument.weight)
    return _checked(vocabulary.apply(function, argument.expression), size, node.span, weight)


def _weight(span: Span, *weights: int) -> int:
    """The bound of the number of nodes of a tree with these branches.

    Raises:
        InputError: for a tree beyond the bound, which is often a short text: mish(mish(mish(...)))
            doubles with every level.
    """
    total = sum(weights) + 1
    if total > MAX_WEIGHT:
        raise _too_large(span, "the expression", f"{MAX_WEIGHT} nodes when written out")
    return total


def _foldable(part: sp.Basic, weight: int, span: Span) -> None:
    """Refuse a large condition with cases inside.

    Raises:
        InputError: where SymPy would multiply out cases against cases.
    """
    if weight > MAX_FOLDED and part.has(sp.Piecewise):
        raise _wrong(
            span,
            "cases inside the condition of other cases are too large",
            "write the nested pieces out as one Piecewise",
            "SA105",
        )


def _arity(node: Call, fewest: int, most: int) -> None:
    count = len(node.arguments)
    if fewest <= count <= most:
        return
    takes = str(fewest) if fewest == most else f"{fewest} to {most}"
    plural = "" if takes == "1" else "s"
    raise _wrong(
        node.span,
        f"{node.name} takes {takes} argument{plural}, not {count}",
        f"give {node.name} {takes} argument{plural}",
        "SA104",
    )


def _size(word: vocabulary.Word, values: tuple[Value, ...], span: Span) -> float | None:
    """The rough value of a call whose arguments are all constant."""
    sizes = [value.size for value in values if value.size is not None]
    if len(sizes) < len(values):
        return None
    if word.size is None:
        return 0.0
    if word.build is sp.exp and math.isfinite(sizes[0]) and abs(sizes[0]) > MAX_LOGARITHM:
        raise _too_large(span, "the exponent", f"{MAX_LOGARITHM:.0f}")
    try:
        result = word.size(*sizes)
    except OverflowError:
        raise _too_large(span, "the value", "1e300") from None
    except (ValueError, ZeroDivisionError):
        raise _wrong(
            span,
            "the value is not a real number",
            "keep arguments inside the real domain of the function",
        ) from None
    if math.isinf(result) and all(math.isfinite(size) for size in sizes):
        raise _too_large(span, "the value", "1e300")
    return result


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
            raise _wrong(argument.span, f"{name} takes numbers only", "write Rational(1, 2)")
    return _arithmetic(Chain(PRODUCT, arguments, ("/",) * (len(arguments) - 1), node.span), symbols)


def _piecewise(node: Call, symbols: Symbols) -> Value:
    """Piecewise held as written; conditions that are plainly true or false are used up here."""
    _arity(node, 1, 64)
    pieces: list[tuple[sp.Expr, sp.Basic]] = []
    weights: list[int] = []
    for argument in node.arguments:
        if not isinstance(argument, Pair) or len(argument.items) != 2:
            raise _wrong(
                argument.span,
                "a piece is a value and a condition",
                "write Piecewise((x, x > 0), (0, True))",
                "SA104",
            )
        value = _value(argument.items[0], symbols)
        truth = _truth(argument.items[1], symbols)
        condition = truth.condition
        weights += [value.weight, truth.weight]
        _foldable(condition, truth.weight, argument.span)
        if condition == sp.false:
            continue
        pieces.append((value.expression, condition))
        if condition == sp.true:
            break
    if not pieces:
        raise _wrong(node.span, "no piece is ever taken", "end with a piece (value, True)")
    weight = _weight(node.span, *weights)
    if pieces[0][1] == sp.true:
        return _checked(pieces[0][0], None, node.span, weight)
    return Value(sp.Piecewise(*pieces, evaluate=False), None, weight)


def _comparison(operands: tuple[Node, ...], operators: tuple[str, ...], symbols: Symbols) -> Truth:
    """A comparison or a chain of them, decided only where both sides are rational.

    SymPy would ask its assumptions, whose cost nothing bounds.
    """
    built = [_value(operand, symbols) for operand in operands]
    span = Span(operands[0].span.source, operands[0].span.start, operands[-1].span.end)
    weight = _weight(span, *(2 * value.weight for value in built))
    values = [value.expression for value in built]
    links = []
    for lhs, operator, rhs in zip(values, operators, values[1:], strict=False):
        decided = lhs.is_Rational and rhs.is_Rational
        links.append(_RELATIONS[operator](lhs, rhs, evaluate=bool(decided)))
    return Truth(links[0] if len(links) == 1 else sp.And(*links), weight)


def _junction(head: type[Boolean], operands: tuple[Node, ...], symbols: Symbols) -> Truth:
    truths = [_truth(operand, symbols) for operand in operands]
    span = Span(operands[0].span.source, operands[0].span.start, operands[-1].span.end)
    weight = _weight(span, *(truth.weight for truth in truths))
    return Truth(head(*(truth.condition for truth in truths)), weight)


def _negation(operand: Node, symbols: Symbols) -> Truth:
    truth = _truth(operand, symbols)
    return Truth(sp.Not(truth.condition), truth.weight + 1)


def _arithmetic(node: Chain, symbols: Symbols) -> Value:
    values = [_value(operand, symbols) for operand in node.operands]
    sizes = [value.size for value in values]
    terms = [values[0].expression]
    size = sizes[0]
    for operand, operator, value in zip(node.operands[1:], node.operators, values[1:], strict=True):
        if operator == "/" and value.expression == 0:
            raise _wrong(operand.span, "division by zero", "write a divisor other than 0")
        terms.append(
            -value.expression
            if operator == "-"
            else sp.Pow(value.expression, -1)
            if operator == "/"
            else value.expression
        )
        size = _combine(size, operator, value.size)
    if size is not None and math.isinf(size) and all(s is None or math.isfinite(s) for s in sizes):
        raise _too_large(node.span, "the value", "1e300")
    head = sp.Add if node.level == SUM else sp.Mul
    weight = _weight(node.span, *(value.weight for value in values))
    return _checked(head(*terms), size, node.span, weight)


def _combine(left: float | None, operator: str, right: float | None) -> float | None:
    if left is None or right is None:
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            # A divisor that only rounds to zero is as good as a very small one.
            return left / right if right else math.copysign(1e300, left)


def _power(base_node: Node, exponent_node: Node, span: Span, symbols: Symbols) -> Value:
    base, exponent = _value(base_node, symbols), _value(exponent_node, symbols)
    power = exponent.expression
    if isinstance(power, sp.Rational) and max(abs(power.p), power.q) > MAX_EXPONENT:
        raise _too_large(exponent_node.span, "the exponent", str(MAX_EXPONENT))
    if exponent.size is not None and abs(exponent.size) > MAX_EXPONENT:
        raise _too_large(exponent_node.span, "the exponent", str(MAX_EXPONENT))
    if base.expression == 0 and exponent.size is not None and exponent.size < 0:
        raise _wrong(span, "division by zero", "write a base other than 0")
    size: float | None = None
    if base.size is not None and exponent.size is not None:
        logarithm = exponent.size * math.log(abs(base.size)) if base.size else 0.0
        if abs(logarithm) > MAX_LOGARITHM:
            raise _too_large(span, "the power", "1e300")
        size = abs(base.size) ** exponent.size if base.size else 0.0
        if base.size < 0:
            if not power.is_Integer:
                raise _wrong(
                    span,
                    "a negative number to a power that is no integer is not real",
                    "write -Abs(a)**p if the real root is meant",
                )
            size = -size if power.p % 2 else size
        if isinstance(base.expression, sp.Rational) and isinstance(power, sp.Rational):
            bits = base.expression.p.bit_length() + base.expression.q.bit_length()
            if bits * abs(power.p) > MAX_BITS:
                raise _too_large(span, "the power", f"{MAX_BITS} bits")
    weight = _weight(span, base.weight, exponent.weight)
    return _checked(sp.Pow(base.expression, power), size, span, weight)


def _checked(expression: sp.Expr, size: float | None, span: Span, weight: int) -> Value:
    """The value, unless SymPy made something of it that is no real number or grew too large."""
    if isinstance(expression, sp.Rational) and (
        expression.p.bit_length() > MAX_BITS or expression.q.bit_length() > MAX_BITS
    ):
        raise _too_large(span, "the number", f"{MAX_BITS} bits")
    if expression in (sp.zoo, sp.nan) or (size is not None and math.isnan(size)):
        raise _wrong(span, "the value is not a number", "check the divisions and logarithms")
    if expression.is_number and size is not None and expression.has(sp.I):
        raise _wrong(
            span,
            "the value is not a real number",
            "keep arguments inside the real domain of the function",
        )
    return Value(expression, size, weight)
