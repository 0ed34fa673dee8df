"""What a typed expression may cost, decided before SymPy is asked to pay."""

import math
from dataclasses import dataclass
from typing import final

import sympy as sp

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Span
from symact.reading import vocabulary

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


def wrong(span: Span, message: str, help_text: str, code: str = "SA106") -> InputError:
    """The refusal of a part that has no place or no value."""
    return InputError(Diagnostic(code, message, span, help=help_text))


def too_large(span: Span, what: str, bound: str) -> InputError:
    """The refusal of a part that would cost too much."""
    return wrong(span, f"{what} is too large", f"keep it below {bound}", "SA105")


def size_of(word: vocabulary.Word, values: tuple[Value, ...], span: Span) -> float | None:
    """The rough value of a call whose arguments are all constant."""
    sizes = [value.size for value in values if value.size is not None]
    if len(sizes) < len(values):
        return None
    if word.size is None:
        return 0.0
    if word.build is sp.exp and math.isfinite(sizes[0]) and abs(sizes[0]) > MAX_LOGARITHM:
        raise too_large(span, "the exponent", f"{MAX_LOGARITHM:.0f}")
    try:
        result = word.size(*sizes)
    except OverflowError:
        raise too_large(span, "the value", "1e300") from None
    except (ValueError, ZeroDivisionError):
        raise wrong(
            span,
            "the value is not a real number",
            "keep arguments inside the real domain of the function",
        ) from None
    if math.isinf(result) and all(math.isfinite(size) for size in sizes):
        raise too_large(span, "the value", "1e300")
    return result


def weight_of(span: Span, *weights: int) -> int:
    """The bound of the number of nodes of a tree with these branches.

    Raises:
        InputError: for a tree beyond the bound, which is often a short text: mish(mish(mish(...)))
            doubles with every level.
    """
    total = sum(weights) + 1
    if total > MAX_WEIGHT:
        raise too_large(span, "the expression", f"{MAX_WEIGHT} nodes when written out")
    return total


def require_foldable(part: sp.Basic, weight: int, span: Span) -> None:
    """Refuse a large condition with cases inside.

    Raises:
        InputError: where SymPy would multiply out cases against cases.
    """
    if weight > MAX_FOLDED and part.has(sp.Piecewise):
        raise wrong(
            span,
            "cases inside the condition of other cases are too large",
            "write the nested pieces out as one Piecewise",
            "SA105",
        )


def combined(left: float | None, operator: str, right: float | None) -> float | None:
    """The rough value of two constants joined; None where either depends on a symbol."""
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


def checked(expression: sp.Expr, size: float | None, span: Span, weight: int) -> Value:
    """The value, unless SymPy made something of it that is no real number or grew too large."""
    if isinstance(expression, sp.Rational) and (
        expression.p.bit_length() > MAX_BITS or expression.q.bit_length() > MAX_BITS
    ):
        raise too_large(span, "the number", f"{MAX_BITS} bits")
    if expression in (sp.zoo, sp.nan) or (size is not None and math.isnan(size)):
        raise wrong(span, "the value is not a number", "check the divisions and logarithms")
    if expression.is_number and size is not None and expression.has(sp.I):
        raise wrong(
            span,
            "the value is not a real number",
            "keep arguments inside the real domain of the function",
        )
    return Value(expression, size, weight)
