"""Numbers and names as a textbook sets them."""

from collections.abc import Mapping

import sympy as sp

# fmt: off
GREEK = frozenset((
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta",
    "vartheta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau",
    "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi",
    "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
))
# fmt: on

ACCENTS = frozenset(("hat", "bar", "tilde", "dot", "widehat", "overline"))

SHORTEST_DECIMAL = 100
LONGEST_DECIMAL = 8
SHOWN_DIGITS = 5


def is_decimal(number: sp.Rational, *, least: int = SHORTEST_DECIMAL) -> bool:
    """Whether the number ends in base ten, has both 2 and 5 below, and is long enough to say so.

    Example:
        >>> [is_decimal(sp.Rational(*pair)) for pair in ((1, 4), (1, 100), (851, 500), (1, 128))]
        [False, True, True, False]
    """
    denominator = int(number.q)
    for prime in (2, 5):
        if denominator % prime:
            return False
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1 and int(number.q) >= least


def decimal(number: sp.Rational) -> str:
    r"""A terminating decimal, cut after five digits with dots where it is long.

    Example:
        >>> decimal(sp.Rational(44715, 10**6)), decimal(sp.Rational(10507009873554804, 10**16))
        ('0.044715', '1.0507\\ldots')
    """
    numerator, denominator = abs(int(number.p)), int(number.q)
    places = 0
    while 10**places % denominator:
        places += 1
    digits = str(numerator * 10**places // denominator).rjust(places + 1, "0")
    whole, fraction = (digits[: len(digits) - places], digits[len(digits) - places :])
    if len((whole + fraction).lstrip("0")) <= LONGEST_DECIMAL:
        return f"{whole}.{fraction}" if fraction else whole
    zeros = len(fraction) - len(fraction.lstrip("0")) if whole == "0" else 0
    shown = max(0, zeros + SHOWN_DIGITS - (0 if whole == "0" else len(whole)))
    return f"{whole}.{fraction[:shown]}\\ldots" if shown else f"{whole}.\\ldots"


def symbol_name(name: str, names: Mapping[str, str]) -> str:
    r"""The LaTeX of a letter, with its subscript.

    Example:
        >>> symbol_name("alpha_1", {}), symbol_name("hat y", {}), symbol_name("rate", {})
        ('\\alpha_{1}', '\\hat{y}', '\\operatorname{rate}')
    """
    if name in names:
        return names[name]
    mark, _, marked = name.partition(" ")
    if mark in ACCENTS and marked:
        return f"\\{mark}{{{symbol_name(marked, names)}}}"
    stem, _, below = name.partition("_")
    bare = stem.rstrip("'")
    primes = stem[len(bare) :]
    if bare in GREEK:
        head = f"\\{bare}"
    elif len(bare) == 1:
        head = bare
    else:
        head = f"\\operatorname{{{bare}}}"
    return f"{head}{primes}" + (f"_{{{below}}}" if below else "")
