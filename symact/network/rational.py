"""Exact rational matrices from whatever holds the numbers."""

from collections.abc import Iterable
from fractions import Fraction
from numbers import Rational

import sympy as sp

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.reading.shapes import Rows

MAX_ENTRIES = 100_000


def rational(entry: object, where: str = "the entry") -> Fraction:
    """The exact value of a number.

    A float means the shortest decimal that names it: 0.1 is one tenth, and not the binary
    fraction nearest to it.

    Raises:
        InputError: SA604 for what is no finite number.

    Example:
        >>> rational(0.1), rational("-3/4"), rational("1.50")
        (Fraction(1, 10), Fraction(-3, 4), Fraction(3, 2))
    """
    # NumPy's scalars hold a Python number; their own repr is not one.
    item = getattr(entry, "item", None)
    plain = item() if callable(item) else entry
    if isinstance(plain, bool):
        raise InputError(_no_number(where, plain))
    if isinstance(plain, Rational):
        return Fraction(int(plain.numerator), int(plain.denominator))
    if isinstance(plain, sp.Rational):
        return Fraction(int(plain.p), int(plain.q))
    text = repr(plain) if isinstance(plain, float) else plain
    if isinstance(text, str) and len(text) <= 400:
        exponent = text.lower().partition("e")[2]
        if len(exponent) <= 4:
            try:
                return Fraction(text.strip().replace("−", "-"))
            except (ValueError, ZeroDivisionError):
                pass
    raise InputError(_no_number(where, plain))


def _no_number(where: str, entry: object) -> Diagnostic:
    return Diagnostic(
        "SA604",
        f"{where} is {str(entry)[:40]!r}, which is no finite number",
        help="write an integer, a decimal or a fraction such as 1/2",
    )


def _listed(values: object) -> list[object] | None:
    """The items of a sequence or array, None for a single number or a word."""
    tolist = getattr(values, "tolist", None)
    if callable(tolist):
        values = tolist()
    if isinstance(values, str) or not isinstance(values, Iterable):
        return None
    return list(values)


def rows(values: object, name: str) -> Rows:
    """A matrix from nested sequences or an array; a flat sequence is a column.

    Raises:
        InputError: SA603 for rows of unequal length or an empty matrix, SA604 for an entry
            that is no number.

    Example:
        >>> rows([1, -1], "x")
        ((Fraction(1, 1),), (Fraction(-1, 1),))
    """
    outer = _listed(values)
    if not outer:
        raise InputError(
            Diagnostic("SA603", f"{name} has no entries", help=f"give {name} as [[1, 2], [3, 4]]")
        )
    lines = [_listed(line) for line in outer]
    if all(line is None for line in lines):
        lines = [[entry] for entry in outer]
    lengths = [len(line or ()) for line in lines]
    for i, (line, length) in enumerate(zip(lines, lengths, strict=True), start=1):
        if line is None or length != lengths[0] or length == 0:
            raise InputError(
                Diagnostic(
                    "SA603",
                    f"row {i} of {name} has {length} entries, and row 1 has {lengths[0]}",
                    help="give every row the same number of entries",
                )
            )
    if sum(lengths) > MAX_ENTRIES:
        raise InputError(
            Diagnostic(
                "SA603",
                f"{name} has {sum(lengths)} entries, more than {MAX_ENTRIES}",
                help="worked steps are for matrices that fit a page",
            )
        )
    return tuple(
        tuple(
            rational(entry, f"entry {j} of row {i} of {name}")
            for j, entry in enumerate(line or (), start=1)
        )
        for i, line in enumerate(lines, start=1)
    )
