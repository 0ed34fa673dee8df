"""The nouns of symact: frozen types that hold mathematics and say nothing about it.

The names are loaded when they are used: a command that only prints its help must not wait for
SymPy.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symact.core.activation import Activation, Convention, Domain, Parameter, x
    from symact.core.claims import Claim, Derivative, Identity, Limit, SignChart, Value
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

_MODULES = {
    "activation": ("Activation", "Convention", "Domain", "Parameter", "x"),
    "claims": ("Claim", "Derivative", "Identity", "Limit", "SignChart", "Value"),
    "diagnostic": ("Diagnostic", "Severity"),
    "errors": ("DomainError", "InputError", "InternalError", "SymactError", "UnsupportedError"),
    "number": ("Interval", "Number"),
    "span": ("Source", "Span"),
    "step": ("Step",),
    "verdict": ("Status", "Verdict"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """The noun of that name, from the module that defines it."""
    if name not in _HOME:
        raise AttributeError(f"module 'symact.core' has no attribute {name!r}")
    return getattr(import_module(f"symact.core.{_HOME[name]}"), name)
