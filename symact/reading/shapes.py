"""The shapes of a dense layer's parts: whether they fit, and which one to change."""

from fractions import Fraction
from typing import TypeAlias

from symact.core.diagnostic import Diagnostic
from symact.core.span import Span

Rows: TypeAlias = tuple[tuple[Fraction, ...], ...]


def shape(matrix: Rows) -> tuple[int, int]:
    """The number of rows and of columns."""
    return len(matrix), len(matrix[0])


def count_of(number: int, word: str) -> str:
    """A number with its word, in the plural where it must be.

    Example:
        >>> count_of(1, "entry"), count_of(3, "entry"), count_of(2, "row")
        ('1 entry', '3 entries', '2 rows')
    """
    if number == 1:
        return f"1 {word}"
    return f"{number} {word[:-1]}ies" if word.endswith("y") else f"{number} {word}s"


def input_misfit(weights: Rows, inputs: Rows, span: Span | None = None) -> Diagnostic | None:
    """What to say of an input that W does not take; None where it does.

    Example:
        >>> one = Fraction(1)
        >>> misfit = input_misfit(((one,) * 3,) * 2, ((one,),) * 2)
        >>> print(misfit.message)
        W is 2x3 and takes 3 entries, but x has 2 entries
    """
    outputs, takes = shape(weights)
    has, width = shape(inputs)
    if has == takes:
        return None
    wanted = count_of(takes, "entry")
    if has == 1 and width == takes:
        mend = f"write x as a column of {wanted}"
    elif has == outputs:
        mend = f"give x {wanted}, or write W transposed, as {takes}x{outputs}"
    else:
        mend = f"give x {wanted}, or W {count_of(has, 'column')}"
    found = count_of(has, "entry" if width == 1 else "row")
    message = f"W is {outputs}x{takes} and takes {wanted}, but x has {found}"
    return Diagnostic("SA605", message, span, help=mend)


def bias_misfit(weights: Rows, bias: Rows, span: Span | None = None) -> Diagnostic | None:
    """What to say of a bias without an entry for each row of W; None where it fits."""
    outputs, takes = shape(weights)
    count, width = shape(bias)
    if (count, width) == (outputs, 1):
        return None
    found = count_of(count, "entry") if width == 1 else f"the shape {count}x{width}"
    return Diagnostic(
        "SA605",
        f"W is {outputs}x{takes} and needs a bias of {count_of(outputs, 'entry')}, "
        f"but b has {found}",
        span,
        help=f"give b {count_of(outputs, 'entry')}, one for each row of W",
    )
