"""Expressions as NumPy functions: stable, silent, and finite wherever the true value is."""

from symact.numeric.functions import NumericFunction, numeric

__all__ = ["NumericFunction", "numeric"]
