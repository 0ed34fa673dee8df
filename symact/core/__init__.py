"""The nouns of symact: frozen types that hold mathematics and say nothing about it."""

from symact.core.activation import Activation, Convention, Domain, Parameter, x
from symact.core.claims import (
    Claim,
    Derivative,
    Identity,
    Limit,
    SignChart,
    Value,
)
from symact.core.diagnostic import Diagnostic, Severity
from symact.core.errors import (
    DomainError,
    InputError,
    InternalError,
    SymactError,
    UnsupportedError,
)
from symact.core.number import Interval, Number
from symact.core.span import Source, Span
from symact.core.step import Step
from symact.core.verdict import Status, Verdict

__all__ = [
    "Activation",
    "Claim",
    "Convention",
    "Derivative",
    "Diagnostic",
    "Domain",
    "DomainError",
    "Identity",
    "InputError",
    "InternalError",
    "Interval",
    "Limit",
    "Number",
    "Parameter",
    "Severity",
    "SignChart",
    "Source",
    "Span",
    "Status",
    "Step",
    "SymactError",
    "UnsupportedError",
    "Value",
    "Verdict",
    "x",
]
