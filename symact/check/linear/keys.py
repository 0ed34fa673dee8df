"""The keys under which a check keeps what it knows: ``W``, ``W^(1)``, ``z_1``, ``hat y``."""

from __future__ import annotations

from symact.reading.held.tree import Number, Product, Sum, Symbol, Tree

# A letter in bold or with an arrow is a vector of the same name.
_PLAIN = frozenset({"", "bold", "vec", "calligraphic", "underline", "upright", "differential"})


def base_key(symbol: Symbol) -> str:
    """A symbol without its indices.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> base_key(Symbol("W", here, label=Number("1", here), style="bold"))
        'W^(1)'
        >>> base_key(Symbol("y", here, style="hat"))
        'hat y'
    """
    name = symbol.name if symbol.style in _PLAIN else f"{symbol.style} {symbol.name}"
    return name if symbol.label is None else f"{name}^({_written(symbol.label)})"


def key_of(symbol: Symbol) -> str:
    """A symbol with its indices."""
    base = base_key(symbol)
    return f"{base}_{','.join(map(_written, symbol.indices))}" if symbol.indices else base


def _written(tree: Tree) -> str:
    match tree:
        case Number(text=text):
            return text
        case Symbol():
            return key_of(tree)
        case Sum(terms=terms):
            signs = "".join(("-" if s < 0 else "+") + _written(t) for s, t in terms)
            return signs.removeprefix("+")
        case Product(factors=factors):
            return "·".join(map(_written, factors))
    return f"<{tree.span.text}>"
