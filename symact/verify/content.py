"""What a certificate file says, read but not believed: its function, pieces and theorems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from flint.utils.flint_exceptions import FlintError

from symact.core.activation import x
from symact.core.claims import Ends
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.kernel.certificates import rational_from_json
from symact.kernel.check_chart import RejectedError, require
from symact.kernel.theorem import Theorem
from symact.reading.expression import read_expression
from symact.verify.archive import theorem_from_json
from symact.verify.bounds import MAX_PIECES, require_affordable
from symact.verify.evidence import Evidence
from symact.verify.layout import Piece
from symact.verify.part import Part

SCHEMA = "symact.certificate/1"
KINDS = frozenset({"sign-chart", "limit", "value"})
MAX_PARAMETERS = 16
# What Python and the arithmetic raise for data of another shape than a certificate's.
MISSHAPEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    FlintError,
)


def require_schema(data: Mapping[str, Any]) -> None:
    """Accept the schema that this verifier knows.

    Raises:
        InputError: SA731 for any other.
    """
    if data.get("schema") != SCHEMA:
        raise _unreadable("this is no certificate", f"its schema is to be {SCHEMA}")


def function_of(data: Mapping[str, Any]) -> sp.Expr:
    """The function of a certificate: its expression with the values of its parameters.

    Raises:
        InputError: when there is none, or it cannot be read.
    """
    definition = data.get("function")
    if not isinstance(definition, dict) or set(definition) != {"expression", "parameters"}:
        raise _unreadable("there is no function", "give its expression and parameters")
    parameters = definition["parameters"]
    is_table = isinstance(parameters, dict) and len(parameters) <= MAX_PARAMETERS
    is_table = is_table and all(name.isidentifier() and name != "x" for name in parameters)
    if not is_table or not isinstance(definition["expression"], str):
        raise _unreadable("the function is no text with parameters", "write it as symact does")
    values = {sp.Symbol(name, real=True): _value(text) for name, text in parameters.items()}
    text = definition["expression"]
    return read_expression(text, source_name="function.expression", symbols=values).subs(values)


def _value(text: Any) -> sp.Rational:
    is_text = isinstance(text, str)
    value = read_expression(text, source_name="function.parameters") if is_text else None
    if not isinstance(value, sp.Rational):
        raise _unreadable("the value of a parameter is no number", "write 3, -0.25 or 1/10")
    return value


def _unreadable(message: str, mend: str) -> InputError:
    return InputError(Diagnostic("SA731", message, help=mend))


def theorem_of(data: Any) -> Theorem:
    """The theorem that an entry of a file claims, proved from its certificate.

    Raises:
        SymactError: when its certificate does not prove it.
    """
    require(isinstance(data, dict), "a theorem is an object")
    require(data.get("kind") in KINDS, f"a theorem here is one of {sorted(KINDS)}")
    require_affordable(data)
    try:
        return theorem_from_json(data)
    except MISSHAPEN as error:
        raise RejectedError(f"this is no certificate of symact: {error}") from error


def piece_of(data: Any, evidence: Evidence) -> Piece:
    """The piece that an entry of a file describes.

    Raises:
        SymactError: when it describes none.
    """
    keys = {"lower", "upper", "expression", "map", "cuts"}
    require(isinstance(data, dict) and set(data) == keys, f"a piece has {sorted(keys)}")
    lower, upper = expression(data["lower"]), expression(data["upper"])
    require(not (lower.has(x) or upper.has(x)), "an end of a piece is a constant")
    on, place = _map(data["map"], (lower, upper))
    formula = data["expression"]
    require(isinstance(data["cuts"], list) and len(data["cuts"]) <= MAX_PIECES, "too many cuts")
    cuts = tuple(_end(cut, sp.oo) for cut in data["cuts"])
    part = Part(lower, upper, on, place, evidence)
    return Piece(part, None if formula is None else expression(formula), cuts)


def _map(data: Any, ends: Ends) -> tuple[Ends, sp.Expr]:
    """The interval in t and the place: those of the piece itself where there is no map."""
    if data is None:
        plain = all(end.is_Rational or end in (sp.oo, -sp.oo) for end in ends)
        require(plain, "a piece with irrational ends needs a map")
        return ends, x
    require(isinstance(data, dict) and set(data) == {"interval", "place"}, "a map is no map")
    lower, upper = data["interval"]
    on = _end(lower, -sp.oo), _end(upper, sp.oo)
    return on, expression(data["place"])


def _end(text: Any, infinity: sp.Expr) -> sp.Expr:
    if text is None:
        return infinity
    value = rational_from_json(text)
    return sp.Rational(int(value.p), int(value.q))


def expression(text: Any) -> sp.Expr:
    """An expression in ``x``, or an end of the line."""
    if text in {"oo", "-oo"}:
        return sp.oo if text == "oo" else -sp.oo
    require(isinstance(text, str), "an expression is a text")
    return read_expression(text)
