"""The reasons for signs in sentences: for one interval of a table, and for a whole piece."""

from collections.abc import Sequence

from symact.core.number import Number
from symact.derive.variation import Lane
from symact.documents.grounds import Factor, Ground
from symact.documents.words import equals, listed, open_stretch

RELATION = {1: ">", -1: "<"}
SIDE = {1: "positive", -1: "negative"}
# Reasons that are given of factors without zeros, too.
SHOWN_ALWAYS = {"polynomial", "rolle", "cover"}
COUNT = {0: "no", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def primed(name: str, order: int) -> str:
    """A derivative by its order.

    Example:
        >>> primed("f", 2), primed("f", 4)
        ("f''", 'f^{(4)}')
    """
    return name + "'" * order if order < 4 else f"{name}^{{({order})}}"


def lane_reason(name: str, ground: Ground, lane: Lane) -> str:
    """Why a derivative has its sign between two neighbouring places, in one sentence."""
    slope = f"{primed(name, ground.order)}(x)"
    if ground.constant is not None:
        return f"${slope} = {ground.shown}$ there" if ground.shown else f"${slope}$ is constant"
    equation = f"${slope} = {ground.shown}$: " if ground.shown else ""
    where = f"for ${open_stretch(lane.lower, lane.upper)}$"
    parts = [_factor_sign(factor, lane, where) for factor in ground.changing]
    rest = _fixed(ground, [f for f in ground.factors if f.is_fixed])
    return equation + "; ".join(words for words in (listed(parts), rest) if words)


def _factor_sign(factor: Factor, lane: Lane, where: str) -> str:
    sign = factor.sign_from(lane.lower)
    if factor.shown:
        return f"${factor.shown} {RELATION[sign]} 0$ {where}"
    return f"the factor that vanishes {at(factor.zeros)} is {SIDE[sign]} {where}"


def _fixed(ground: Ground, factors: Sequence[Factor]) -> str:
    """What is said of factors without zeros; nothing where there are none."""
    if not factors:
        return ""
    negative = [f for f in factors if f.signs[0] < 0 and f.power % 2]
    shown = [f"${f.shown} < 0$" for f in negative if f.shown]
    others = "the other factor" if ground.changing else "every factor"
    if len(factors) > 1 and ground.changing:
        others += "s"
    several = others.endswith("s")
    if len(shown) < len(negative):
        return f"{others} keep{'' if several else 's'} {'their' if several else 'its'} sign"
    if negative and len(negative) < len(factors):
        return f"{listed(shown)} throughout, and what is left is positive"
    if negative:
        return f"{listed(shown)} throughout"
    minus = ", behind a minus sign" if ground.is_negated and not ground.changing else ""
    return f"{others} {'are' if several else 'is'} positive{minus}"


def piece_reasons(name: str, ground: Ground, *, alone: bool) -> str:
    """Why a derivative has its signs on a piece: its factors, and the reason for each.

    Args:
        alone: whether the piece is the whole line, so that it need not be named.
    """
    slope = f"{primed(name, ground.order)}(x)"
    where = "" if alone else f"For ${open_stretch(ground.lower, ground.upper)}$: "
    if ground.constant is not None:
        value = f" = {ground.shown}" if ground.shown else f" {RELATION.get(ground.constant, '=')} 0"
        return f"{where}${slope}{value}$."
    start = f"{where}${slope} = {ground.shown}$"
    words = [f"{start}."] if ground.shown else [f"{where}${slope}$ is written in factors."]
    fixed = [f for f in ground.factors if f.is_fixed]
    words += [f"{_start(factor_reason(f))}." for f in ground.changing]
    words += [
        f"{_start(factor_reason(f))}."
        for f in fixed
        if f.power % 2 and (f.kind in SHOWN_ALWAYS or (f.kind == "monotone" and f.slope))
    ]
    rest = _fixed(ground, fixed)
    return " ".join([*words, f"{_start(rest)}."] if rest else words)


def factor_reason(factor: Factor) -> str:
    """Why a factor has the zeros and signs that it has, as a sentence."""
    subject = f"${factor.shown}$" if factor.shown else "the long factor"
    return f"{subject} {_conclusion(factor)}: {_because(factor)}"


def _conclusion(factor: Factor) -> str:
    if factor.is_fixed:
        return f"is {SIDE[factor.signs[0]]} throughout"
    if len(factor.zeros) == 1 and factor.signs[0] != factor.signs[1]:
        before, after = (SIDE[sign] for sign in factor.signs)
        return f"is {before} before its only zero {at(factor.zeros)[3:]} and {after} after it"
    return f"vanishes {at(factor.zeros)} only, with the signs ${signs(factor.signs)}$"


def _because(factor: Factor) -> str:
    match factor.kind:
        case "terms":
            return "all its terms are of that sign"
        case "constant":
            return "it is constant"
        case "linear":
            return f"it is linear and {'rises' if factor.rises else 'falls'}"
        case "polynomial":
            found = COUNT.get(len(factor.zeros), str(len(factor.zeros)))
            plural = "" if len(factor.zeros) == 1 else "s"
            inner = f" in ${factor.slope}$" if factor.slope else ""
            return f"it is a polynomial{inner} with {found} real zero{plural} there"
        case "monotone":
            verb, sign = ("rises", ">") if factor.rises else ("falls", "<")
            slope = f", its derivative being ${factor.slope} {sign} 0$" if factor.slope else ""
            return f"it {verb} strictly{slope}"
        case "cover":
            return _cover(factor)
        case _:
            return _rolle(factor)


def _cover(factor: Factor) -> str:
    """Taylor polynomials with remainders, part by part, in one sentence."""
    if factor.turns == 1:
        return (
            "its Taylor polynomial with remainder shows it between the ends, its series near them"
        )
    return (
        f"the line is cut into {factor.turns} parts, on each of which Taylor's theorem with "
        "remainder shows that it or its derivative keeps its sign; the signs at the cuts decide"
    )


def _rolle(factor: Factor) -> str:
    """Rolle's theorem in one sentence."""
    subject, divided = "its derivative", factor.divisor != "1"
    if divided:
        divisor = f"${factor.divisor}$" if factor.divisor else "its leading coefficient"
        subject = f"the derivative of its quotient by {divisor}"
    core = (
        f", which is ${factor.slope}$ up to a constant and positive factors,"
        if factor.slope
        else ""
    )
    thing = "the quotient" if divided else "it"
    if not factor.turns:
        return f"{subject}{core} has no zero there, so that {thing} is monotone and its ends decide"
    number = COUNT.get(factor.turns, str(factor.turns))
    plural, both = "" if factor.turns == 1 else "s", " and the divisor" if divided else ""
    verb = "vanish" if both else "vanishes"
    return (
        f"{subject}{core}{both} {verb} at {number} point{plural} only; between "
        f"{'it and the ends' if factor.turns == 1 else 'these'} {thing} is monotone and so has, "
        "as Rolle's theorem says, at most one zero, which the signs at both sides decide"
    )


def signs(values: Sequence[int]) -> str:
    """A list of signs.

    Example:
        >>> signs((1, -1, 0))
        '+, -, 0'
    """
    return ", ".join({1: "+", -1: "-"}.get(sign, "0") for sign in values)


def at(zeros: Sequence[Number]) -> str:
    """Where something vanishes."""
    return "at " + listed([f"${equals('x', zero)}$" for zero in zeros])


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]
