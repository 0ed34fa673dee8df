"""The course of the graph in words: asymptotes, bends, and the point that it is symmetric about."""

from collections.abc import Iterator

from symact.core.number import Number
from symact.derive.profile import Asymptote, Asymptotes, Profile
from symact.documents.model import Line, Strong, line
from symact.documents.words import equals, inside, listed, short

MOST_PIECES = 5


def asymptote_line(p: Profile) -> Line | None:
    """The asymptotes that the function comes close to without being equal to them."""
    if p.asymptotes is None:
        return None
    found = [*_far(p.asymptotes), *(f"${equals('x', pole.at)}$" for pole in p.asymptotes.vertical)]
    if not found:
        return None
    return line(Strong("Asymptote. " if len(found) == 1 else "Asymptotes. "), f"{listed(found)}.")


def _far(found: Asymptotes) -> Iterator[str]:
    ends: dict[str, list[str]] = {}
    for each, end in ((found.left, r"-\infty"), (found.right, r"\infty")):
        # Far out a function of straight pieces is its own asymptote: that says nothing new.
        if each is not None and not each.reached:
            ends.setdefault(line_equation(each), []).append(end)
    for equation, at in ends.items():
        end = at[0] if len(at) == 1 else r"\pm\infty"
        yield rf"${equation}$ as $x \to {end}$"


def line_equation(each: Asymptote) -> str:
    r"""The equation of a line.

    Example:
        >>> from sympy import Rational, pi
        >>> half, far = Number(Rational(1, 2), "0.5"), Number(-1 / pi, "-0.3183098861837906715378")
        >>> print(line_equation(Asymptote(half, far, reached=False)))
        y = \frac{1}{2} x - \frac{1}{\pi}
    """
    slope, height = each.slope, short(each.intercept)
    if slope.exact == 0:
        return f"y = {height}"
    moved = _times_x(slope)
    if each.intercept.exact == 0:
        return f"y = {moved}"
    if height.startswith("-"):
        return f"y = {moved} - {height[1:].lstrip()}"
    return f"y = {moved} + {height}"


def _times_x(slope: Number) -> str:
    if slope.exact in (1, -1):
        return "x" if slope.exact == 1 else "-x"
    factor = short(slope)
    return rf"\left({factor}\right) x" if getattr(slope.exact, "is_Add", False) else f"{factor} x"


def bends(p: Profile) -> str:
    """Where the function is convex, concave and straight; empty where that says nothing new."""
    found = p.convex_pieces
    if found is None or found.infinite or p.convex != "neither" or len(found.pieces) > MOST_PIECES:
        return ""
    places: dict[str, list[str]] = {}
    for piece in found.pieces:
        places.setdefault(piece.shape, []).append(f"for ${inside(piece.interval)}$")
    if set(places) == {"affine"}:
        return ""
    return f" It is {listed([f'{shape} {listed(at)}' for shape, at in places.items()])}."


def mirror(p: Profile) -> str:
    """The parity, or the point or line of symmetry elsewhere."""
    if p.symmetry in {"odd", "even"}:
        return f" It is {p.symmetry}."
    found = p.symmetries
    if found is None:
        return ""
    if found.centre is not None:
        at = rf"({short(found.centre.at)}, {short(found.centre.value)})"
        return rf" The graph is symmetric about the point ${at}$."
    if found.axis is not None:
        return f" The graph is symmetric about the line ${equals('x', found.axis)}$."
    return ""


def density_line(p: Profile) -> Line | None:
    """Whether the gradient is a probability density."""
    if not p.traits.get("derivative_is_density"):
        return None
    return line(
        Strong("The gradient is a probability density. "),
        "It is nowhere negative and integrates to $1$ over the line.",
    )
