"""Exceptions: for wrong input and for our own bugs, never for mathematical outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symact.core.diagnostic import Diagnostic

if TYPE_CHECKING:
    import sympy as sp


class SymactError(Exception):
    """The base of every exception that symact raises on purpose."""


class InputError(SymactError):
    """Input that cannot be accepted, with a diagnostic that says where and what to write."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class DomainError(InputError):
    """A value outside the domain on which it would have a meaning."""


class UnsupportedError(SymactError):
    """An expression outside the functions that the kernel decides; the reason is the message."""


class InternalError(SymactError):
    """A fault of symact itself: please report it with the input that led here."""


class AmbiguousError(SymactError):
    """A sign depends on a parameter; ``factor`` is the expression whose sign changes."""

    def __init__(self, factor: sp.Expr) -> None:
        super().__init__(f"the sign of {factor} depends on the parameters")
        self.factor = factor
