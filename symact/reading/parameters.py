"""Declared parameters: ``b > 0``, ``alpha in (0, 1)``, ``0 < a <= 1``, or a name alone."""

import math
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

import sympy as sp

from symact.core.activation import REALS, Domain, Parameter, x
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.reading import vocabulary
from symact.reading.spellings import SAME
from symact.reading.tokens import GREEK

_NUMBER = r"[-+−]?(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,2})?(?:/\d{1,30})?"
_END = rf"(?:{_NUMBER}|[-+−]?\s*(?:oo|inf|∞|\\infty))"
_NAME = r"(?P<name>\\?[^\W\d]\w{0,39}(?:\{\w{1,20}\})?)"
_LESS = r"<=|≤|\\leq?(?![a-z])|<"
_MORE = r">=|≥|\\geq?(?![a-z])|>"
_ABOVE = re.compile(rf"{_NAME}\s*(?P<sign>{_MORE}|{_LESS})\s*(?P<end>{_NUMBER})")
_BELOW = re.compile(rf"(?P<end>{_NUMBER})\s*(?P<sign>{_MORE}|{_LESS})\s*{_NAME}")
_CHAIN = re.compile(
    rf"(?P<lower>{_NUMBER})\s*(?P<first>{_LESS})\s*{_NAME}\s*(?P<second>{_LESS})\s*"
    rf"(?P<upper>{_NUMBER})"
)
_IN = r"\s*(?:\bin\b|∈|\\in(?![a-z]))\s*"
_INTERVAL = re.compile(
    rf"(?:{_NAME}{_IN})?(?P<open>[(\[])\s*(?P<lower>{_END})\s*[,;]\s*"
    rf"(?P<upper>{_END})\s*(?P<close>[)\]])"
)
_ALONE = re.compile(rf"{_NAME}(?:{_IN}(?:R|ℝ|\\R|\\mathbb\s*\{{?R\}}?))?")
_ZERO = Fraction(0)
_WORDS = {
    "positive": "> 0",
    "negative": "< 0",
    "nonnegative": ">= 0",
    "nonpositive": "<= 0",
    "real": "in (-oo, oo)",
    "": "in (-oo, oo)",
}
_SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def declaration(text: str) -> Parameter:
    """The parameter that a text declares, with a simple default inside its domain.

    Raises:
        InputError: SA306 for any other text, SA307 for a name that means something already or
            an empty domain.

    Example:
        >>> found = declaration("alpha in (0, 1)")
        >>> str(found.domain), found.default, declaration("b > 0").symbol.is_positive
        ('(0, 1)', Fraction(1, 2), True)
    """
    stripped = text.strip()
    for pattern, domain in ((_CHAIN, _between), (_INTERVAL, _interval), (_ABOVE, _beyond),
                            (_BELOW, _beyond)):  # fmt: skip
        match = pattern.fullmatch(stripped)
        if match is not None and match["name"]:
            return parameter(match["name"], domain(match))
    match = _ALONE.fullmatch(stripped)
    if match is None:
        raise _refused(
            "SA306",
            f"not a declaration: {text!r}",
            "write --parameter 'b > 0', 'alpha in (0, 1)', '0 < a <= 1', or a name for any real",
            text,
        )
    return parameter(match["name"], REALS)


def declarations(given: Mapping[str, str | Domain]) -> tuple[Parameter, ...]:
    """The parameters of a dictionary from names to domains.

    Args:
        given: each domain as ``(0, oo)``, ``[1, 2]``, ``> 0``, ``positive`` or ``real``.

    Raises:
        InputError: as `declaration`.

    Example:
        >>> [str(p.domain) for p in declarations({"beta": "(0, oo)", "c": "real"})]
        ['(0, oo)', '(-oo, oo)']
    """
    found = []
    for name, domain in given.items():
        if isinstance(domain, Domain):
            found.append(parameter(name, domain))
            continue
        text = _WORDS.get(domain.strip(), domain.strip())
        found.append(declaration(f"{name} {'in ' if text[:1] in '([' else ''}{text}"))
    return once(found)


def once(parameters: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """The parameters, unless one is declared twice.

    Raises:
        InputError: SA307.
    """
    found = tuple(parameters)
    names = [p.symbol.name for p in found]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise _refused("SA307", f"{twice[0]!r} is declared twice", "declare it once", twice[0])
    return found


def of_value(name: str, value: Fraction) -> Parameter:
    """The parameter that a setting declares: positive where its value is, else any real.

    Example:
        >>> str(of_value("b", Fraction(3, 2)).domain), str(of_value("c", Fraction(0)).domain)
        ('(0, oo)', '(-oo, oo)')
    """
    return parameter(name, Domain(lower=Fraction(0)) if value > 0 else REALS)


def declared_with(
    texts: Iterable[str], values: Mapping[str, Fraction]
) -> tuple[tuple[Parameter, ...], dict[str, Fraction]]:
    """The parameters that texts declare and settings imply, and the settings by plain names.

    Raises:
        InputError: as `declaration`.

    Example:
        >>> found, values = declared_with(["b > 0"], {"β": Fraction(2)})
        >>> [p.symbol.name for p in found], values
        (['b', 'beta'], {'beta': Fraction(2, 1)})
    """
    found = once(declaration(text) for text in texts)
    settings = {plain_name(name): value for name, value in values.items()}
    names = {p.symbol.name for p in found}
    implied = [of_value(name, value) for name, value in settings.items() if name not in names]
    return (*found, *implied), settings


def plain_name(name: str) -> str:
    r"""The name with Greek letters spelled out.

    Example:
        >>> plain_name(r"\alpha_{p}"), plain_name("β")
        ('alpha_p', 'beta')
    """
    plain = name.strip().removeprefix("\\").replace("{", "").replace("}", "")
    return GREEK.get(plain, plain)


def parameter(name: str, domain: Domain) -> Parameter:
    r"""The parameter of that name, Greek letters spelled out.

    Raises:
        InputError: SA307 for a name that means something already, and for an empty domain.

    Example:
        >>> parameter(r"\beta", REALS).symbol
        beta
    """
    plain = plain_name(name)
    if not re.fullmatch(r"[A-Za-z]\w{0,39}", plain, re.ASCII):
        raise _refused("SA306", f"{name!r} is no name", "write a letter or a word", name)
    if plain == x.name or plain in _TAKEN or plain in SAME or _known(plain):
        raise _refused(
            "SA307", f"{plain!r} has a meaning already", "give the parameter another name", name
        )
    default = _default(domain)
    if default is None:
        raise _refused("SA307", f"no number lies in {domain}", "swap the ends", name)
    if domain.lower == domain.upper is not None:
        raise _refused("SA307", f"only {default} lies in {domain}", "write the number itself", name)
    return Parameter(sp.Symbol(plain, **_assumptions(domain)), domain, default)


_TAKEN = frozenset(
    ("e", "i", "True", "False", "if", "else", "and", "or", "not", "where", *vocabulary.CONSTANTS)
)


def _known(name: str) -> bool:
    """Whether a word of more than a letter names a function."""
    if name in vocabulary.LETTERS:
        return False
    words = {*vocabulary.WORDS, *vocabulary.OPERATORS, *vocabulary.SPECIAL}
    return name in words or vocabulary.catalogue_function(name) is not None


def _assumptions(domain: Domain) -> dict[str, bool]:
    """What SymPy may assume of every number of the domain."""
    lower, upper = domain.lower, domain.upper
    if lower is not None and lower >= 0:
        return {"nonnegative": True} if _ZERO in domain else {"positive": True}
    if upper is not None and upper <= 0:
        return {"nonpositive": True} if _ZERO in domain else {"negative": True}
    return {"real": True}


def _default(domain: Domain) -> Fraction | None:
    """One where it is in the domain, else a simple number there; None for an empty domain."""
    if Fraction(1) in domain:
        return Fraction(1)
    lower, upper = domain.lower, domain.upper
    for denominator in (1, 2, 3, 4, 5, 10, 100):
        guesses = []
        if lower is not None:
            guesses += [Fraction(math.floor(lower * denominator) + i, denominator) for i in (0, 1)]
        if upper is not None:
            guesses += [Fraction(math.ceil(upper * denominator) - i, denominator) for i in (0, 1)]
        good = [guess for guess in guesses if guess in domain and guess]
        if good:
            return min(good, key=abs)
    if lower is None or upper is None:
        return Fraction(0)
    middle = (lower + upper) / 2
    return middle if middle in domain else None


def _between(match: re.Match[str]) -> Domain:
    return Domain(
        _number(match["lower"]),
        _number(match["upper"]),
        lower_closed=_sign(match["first"]) == "<=",
        upper_closed=_sign(match["second"]) == "<=",
    )


def _interval(match: re.Match[str]) -> Domain:
    lower, upper = _number(match["lower"]), _number(match["upper"])
    below, above = (match[end].startswith(("-", "−")) for end in ("lower", "upper"))
    if (lower is None and not below) or (upper is None and above):
        raise _refused(
            "SA307", f"no number lies in {match.group()}", "swap the ends", match.group()
        )
    return Domain(
        lower,
        upper,
        lower_closed=match["open"] == "[" and lower is not None,
        upper_closed=match["close"] == "]" and upper is not None,
    )


def _beyond(match: re.Match[str]) -> Domain:
    sign = _sign(match["sign"])
    if match.re is _BELOW:
        sign = _SWAPPED[sign]
    end = _number(match["end"])
    if sign.startswith(">"):
        return Domain(lower=end, lower_closed=sign == ">=")
    return Domain(upper=end, upper_closed=sign == "<=")


def _sign(text: str) -> str:
    return {"≤": "<=", "≥": ">="}.get(text, "<=" if "l" in text else ">=" if "g" in text else text)


def _number(text: str) -> Fraction | None:
    """The end of a domain; None for an infinite one."""
    text = text.replace("−", "-").replace(" ", "")
    if any(infinite in text for infinite in ("oo", "inf", "∞")):
        return None
    top, _, bottom = text.partition("/")
    if bottom and int(bottom) == 0:
        raise _refused("SA306", f"not a number: {text!r}", "write 3, -0.25 or 1/10", text)
    return Fraction(top) / Fraction(bottom or 1)


def _refused(code: str, message: str, mend: str, text: str) -> InputError:
    source = Source("<parameter>", text)
    return InputError(Diagnostic(code, message, Span(source, 0, len(text)), help=mend))
