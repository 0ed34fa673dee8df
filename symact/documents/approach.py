"""How a function behaves near its ends and breaks: limits, with the term that dominates."""

from collections.abc import Iterator

import sympy as sp

from symact.core.activation import x
from symact.core.errors import InternalError, SymactError
from symact.core.number import Number
from symact.core.typeset import tex
from symact.derive.local import Local
from symact.derive.variation import Course, Place
from symact.documents.grounds import NO_LETTERS, Letters
from symact.documents.mathspacing import width
from symact.documents.mathtree import parse_math
from symact.documents.reasons import primed
from symact.documents.words import full, short
from symact.kernel.field import RING, Fraction, Poly, Tower, fraction
from symact.kernel.signs import ORDERS, Signs, find_limit
from symact.kernel.tails import End
from symact.kernel.translate import named

MOST_TERMS = 12
WIDEST = 22.0


def limit_words(found: Course, name: str, letters: Letters = NO_LETTERS) -> Iterator[str]:
    """A sentence for each limit at an end of the line, and for each side of a break that needs it.

    Args:
        found: the course of the function or of one of its derivatives.
        name: how the function is written.
        letters: what constants of many digits are called.
    """
    shown = f"{primed(name, found.order)}(x)"
    for index, place in enumerate(found.places):
        if place.is_defined and place.is_continuous:
            continue
        for upper in (True, False):
            lane = index - 1 if upper else index
            if not 0 <= lane < len(found.lanes):
                continue
            piece = found.lanes[lane].piece
            local = None if piece is None else found.locals[piece]
            if local is not None:
                yield _side(local, (found.order, shown), place, letters, upper=upper)


def _side(
    local: Local, subject: tuple[int, str], place: Place, letters: Letters, *, upper: bool
) -> str:
    order, shown = subject
    number = place.left if upper else place.right
    where = _approach(place.at, upper=upper)
    if number is None:
        return f"The limit of ${shown}$ as {where} is not known."
    end = f"${shown} \\to {full(number)}$ as {where}"
    simpler = _leading(local, order, letters, upper=upper)
    return f"{end}: {simpler}." if simpler else f"{end}."


def _approach(at: Number, *, upper: bool) -> str:
    if not at.is_finite:
        return rf"$x \to {short(at)}$"
    return rf"$x \to {short(at)}$ from {'below' if upper else 'above'}"


def _leading(local: Local, order: int, letters: Letters, *, upper: bool) -> str:
    """Which terms dominate near an end, as a clause; empty where there is nothing to say."""
    region = local.region
    at = region.right if upper else region.left
    end = End(at, -1 if upper else 1)
    tower, element = local.frame(order)
    if element.num.is_zero():
        return ""
    if region.rate is not None or len(element.num) > MOST_TERMS or len(element.den) > MOST_TERMS:
        return ""
    top, bottom = (leading_term(tower, poly, end) for poly in (element.num, element.den))
    if top is None or bottom is None:
        return "no term alone decides, but the asymptotic series of all of them together do"
    simple = element.den.is_constant()
    clauses = [
        f"${_shown(local, tower, fraction(term), letters)}$ "
        + ("" if simple else f"in the {place}")
        for term, poly, place in (
            (top, element.num, "numerator"),
            (bottom, element.den, "denominator"),
        )
        if len(poly) > 1
    ]
    if not clauses:
        return ""
    whole, like = (_shown(local, tower, e, letters) for e in (element, fraction(top, bottom)))
    parts = f" of ${whole}$" if width(parse_math(whole)) <= WIDEST else ""
    if simple:
        return f"the term {clauses[0].strip()} dominates{parts and f' in ${whole}$'}"
    plural = len(clauses) > 1
    return (
        f"the term{'s' if plural else ''} {' and '.join(clauses)}{parts} "
        f"dominate{'' if plural else 's'}, so that the quotient behaves like ${like}$"
    )


def _shown(local: Local, tower: Tower, element: Fraction, letters: Letters) -> str:
    table = {
        value: letter
        for size, name in letters.items()
        for value, letter in ((size, name), (-size, -name))
    }
    return tex(named(element, tower.names).xreplace({x: local.region.inverse} | table))


def leading_term(tower: Tower, poly: Poly, end: End) -> Poly | None:
    """The term whose quotient by the whole polynomial tends to 1; None where none is shown to.

    Example:
        >>> from symact.kernel.translate import field_of
        >>> tower, (element,) = field_of(x**2 + sp.exp(x))
        >>> named(fraction(leading_term(tower, element.num, End(None, -1))), tower.names)
        exp(x)
    """
    terms = [RING.from_dict({monomial: value}) for monomial, value in poly.terms()]
    if len(terms) == 1:
        return terms[0]
    signs = Signs(tower)
    for term in terms:
        try:
            limit, _ = find_limit(signs, fraction(term, poly), end, ORDERS[:2])
        except InternalError:
            raise
        except (SymactError, ZeroDivisionError):
            continue
        if isinstance(limit, sp.Expr) and limit == 1:
            return term
    return None
