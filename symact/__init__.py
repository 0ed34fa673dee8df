"""symact derives, proves and typesets the mathematics of activations and dense layers."""

__version__ = "0.1.0"
