"""What to say of a name that means nothing here, and how to declare it."""

from collections.abc import Iterable

from symact.core.diagnostic import Diagnostic
from symact.core.span import Span
from symact.reading import vocabulary

_LONGEST_LETTER = 10


def unknown_name(name: str, span: Span, symbols: Iterable[str]) -> Diagnostic:
    """What to say of a name that is neither declared nor a function, with near ones.

    Example:
        >>> from symact.core.span import Source
        >>> print(unknown_name("k", Span(Source("f", "k*x"), 0, 1), ["x"]).help)
        declared here: x; a parameter is declared with --parameter 'k > 0'
        (in Python parameters={'k': '(0, oo)'}), a variable with f(k) = ...
    """
    # Imported only on the way to a message.
    import difflib  # noqa: PLC0415

    declared = list(symbols)
    words = dict.fromkeys((*declared, *vocabulary.known_words()))
    folded = {word.casefold(): word for word in reversed(words)}
    near = difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)
    suggestion = f"did you mean {', '.join(folded[key] for key in near)}? " if near else ""
    return Diagnostic(
        "SA101",
        f"unknown name {name!r}",
        span,
        help=f"{suggestion}declared here: {', '.join(declared)}; {_declaring(name)}",
    )


def _declaring(name: str) -> str:
    """How to declare a name, for one that can be."""
    if len(name) > _LONGEST_LETTER or not name.isidentifier():
        return "a parameter is declared with --parameter 'b > 0'"
    return (
        f"a parameter is declared with --parameter '{name} > 0' "
        f"(in Python parameters={{'{name}': '(0, oo)'}}), a variable with f({name}) = ..."
    )
