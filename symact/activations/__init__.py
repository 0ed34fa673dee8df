"""The catalogue: definitions of activations, a module per family, nothing derivable."""

from symact.activations.catalogue import activation, catalogue, names, taught

__all__ = ["activation", "catalogue", "names", "taught"]
