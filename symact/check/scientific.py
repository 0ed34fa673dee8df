r"""Numbers in scientific notation: ``9.5 \times 10^{-7}`` is one decimal, and so rounded."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held import tree as t
from symact.reading.held.exchange import exchanged
from symact.reading.held.statements import Statement

_TIMES = frozenset(("*", r"\times", r"\cdot", "×", "·", "⋅"))
_LARGEST = 3  # digits of an exponent


def with_scientific(statement: Statement) -> Statement:
    """The statement in which a decimal times a power of ten is one number.

    Behind a sign of approximation a power of ten alone is one, too: it tells a size.
    """
    if "10" not in statement.span.text and "⁻" not in statement.span.text:
        return statement
    operands = list(statement.operands)
    for index, operand in enumerate(operands):
        if operand is None:
            continue
        about = index > 0 and statement.operators[index - 1] == "~"
        power = _power_of_ten(operand) if about else None
        operands[index] = (
            t.Number(f"1e{power}", operand.span) if power else exchanged(operand, _number)
        )
    return replace(statement, operands=tuple(operands))


def _number(tree: t.Tree) -> t.Tree | None:
    match tree:
        case t.Product(factors=(t.Number(text=text), t.Power() as power), signs=(sign,)):
            exponent = _power_of_ten(power)
            is_decimal = text.replace(".", "", 1).isdecimal() and 1 <= float(text) < 10
            if exponent and sign in _TIMES and is_decimal:
                return t.Number(f"{text}e{exponent}", tree.span)
    return None


def _power_of_ten(tree: t.Tree) -> str | None:
    """The exponent of a power of ten; None for another formula."""
    match tree:
        case t.Power(base=t.Number(text="10"), exponent=t.Negative(operand=t.Number(text=text))):
            return f"-{text}" if _is_short(text) else None
        case t.Power(base=t.Number(text="10"), exponent=t.Number(text=text)):
            return text if _is_short(text) else None
    return None


def _is_short(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LARGEST


__all__ = ["with_scientific"]
