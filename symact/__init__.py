"""symact derives, proves and typesets the mathematics of activations and dense layers.

Example:
    >>> import symact
    >>> symact.profile("sigmoid").derivative_range.supremum.number.exact
    1/4
    >>> layer = symact.Dense([[1, 3], [-2, 4]], [1, 0], activation="relu")
    >>> [str(number.exact) for (number,) in layer.forward([2, -1]).y]
    ['0', '0']
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symact.activations import activation, names
    from symact.core.activation import Activation
    from symact.face import cases, identify, profile
    from symact.network.dense import Dense
    from symact.numeric import numeric

__version__ = "0.1.0"

__all__ = [
    "Activation",
    "Dense",
    "__version__",
    "activation",
    "cases",
    "identify",
    "names",
    "numeric",
    "profile",
]

_HOME = {
    "Activation": "symact.core.activation",
    "Dense": "symact.network.dense",
    "activation": "symact.activations",
    "cases": "symact.face",
    "identify": "symact.face",
    "names": "symact.activations",
    "numeric": "symact.numeric",
    "profile": "symact.face",
}


def __getattr__(name: str) -> object:
    """A public name, loaded when it is used so that ``import symact`` stays light."""
    if name not in _HOME:
        raise AttributeError(f"module 'symact' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
