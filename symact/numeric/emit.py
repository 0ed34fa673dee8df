"""Formulas as Python text over NumPy, with the spelling that loses the fewest digits."""

import sympy as sp


# Heads that stand in formulas only after the rewriting; NumPy and SciPy know them as functions.
class log1p(sp.Function):  # type: ignore[misc]  # noqa: N801
    """log(1 + z), known at 0 so that a dead exponential takes its logarithm along."""

    @classmethod
    def eval(cls, z: sp.Expr) -> sp.Expr | None:
        """The value where it is a number without further work."""
        return sp.S.Zero if z.is_zero else None


class lambertw(sp.Function):  # type: ignore[misc]  # noqa: N801
    """The principal branch of Lambert's W, with a slope that is no quotient 0/0 at 0."""

    @classmethod
    def eval(cls, u: sp.Expr) -> sp.Expr | None:
        """The value where it is a number."""
        return sp.LambertW(u) if u.is_number else None

    def fdiff(self, argindex: int = 1) -> sp.Expr:  # noqa: ARG002
        """The slope by the argument."""
        return sp.exp(-self) / (1 + self)


class wrightomega(sp.Function):  # type: ignore[misc]  # noqa: N801
    """Wright's omega function W(exp(v)), without the exponential, which overflows."""

    @classmethod
    def eval(cls, v: sp.Expr) -> sp.Expr | None:
        """The value where it is a number."""
        return sp.LambertW(sp.exp(v)) if v.is_number else None

    def fdiff(self, argindex: int = 1) -> sp.Expr:  # noqa: ARG002
        """The slope by the argument."""
        return self / (1 + self)


def with_lambert(expression: sp.Expr) -> sp.Expr:
    """An expression with Lambert's W by the functions that NumPy is given."""

    def rewritten(u: sp.Expr) -> sp.Expr:
        c, power = u.as_coeff_Mul()
        return wrightomega(power.args[0] + sp.log(c)) if power.func is sp.exp else lambertw(u)

    return expression.replace(sp.LambertW, rewritten) if expression.has(sp.LambertW) else expression


expm1 = sp.Function("expm1")
erfcx = sp.Function("erfcx")
exp_square = sp.Function("exp_square")

FUNCTIONS = {
    "log1p": "np.log1p",
    "expm1": "np.expm1",
    "erfcx": "special.erfcx",
    "exp_square": "exp_square",
    "lambertw": "lambertw",
    "by_sign": "by_sign",
    "tie": "tie",
    "wrightomega": "special.wrightomega",
    "exp": "np.exp",
    "log": "np.log",
    "sin": "np.sin",
    "cos": "np.cos",
    "tan": "np.tan",
    "asin": "np.arcsin",
    "acos": "np.arccos",
    "atan": "np.arctan",
    "sinh": "np.sinh",
    "cosh": "np.cosh",
    "tanh": "np.tanh",
    "asinh": "np.arcsinh",
    "acosh": "np.arccosh",
    "atanh": "np.arctanh",
    "erf": "special.erf",
    "erfc": "special.erfc",
    "floor": "np.floor",
    "ceiling": "np.ceil",
    "gamma": "special.gamma",
    "loggamma": "special.gammaln",
    "sinc": "np.sinc",
}
_LARGEST_UNROLLED = 4


def text(expression: sp.Expr) -> str:
    """A formula in Python, for double-precision arrays.

    Raises:
        NotImplementedError: for a function without a counterpart in NumPy or SciPy.

    Example:
        >>> t = sp.Symbol("t")
        >>> text(t**3 / (1 + t))
        't*t*t/(t + 1)'
    """
    if expression.is_number:
        return _number(expression)
    match expression:
        case sp.Symbol():
            return str(expression.name)
        case sp.Add():
            return _sum(expression)
        case sp.Mul():
            return _product(expression)
        case sp.Pow():
            return _product(expression)
        case sp.Function() if type(expression).__name__ in FUNCTIONS:
            inner = ", ".join(text(arg) for arg in expression.args)
            return f"{FUNCTIONS[type(expression).__name__]}({inner})"
        case _:
            raise NotImplementedError(f"no NumPy function for {type(expression).__name__}")


def _number(value: sp.Expr) -> str:
    if value.is_Integer and abs(int(value)) < 2**53:
        return str(value)
    approximate = sp.N(value, 30)
    if not approximate.is_extended_real or approximate is sp.nan:
        return "np.nan"
    if approximate.is_infinite:
        return "np.inf" if approximate > 0 else "-np.inf"
    return repr(float(approximate))


def _sum(expression: sp.Expr) -> str:
    pieces = [text(term) for term in expression.as_ordered_terms()]
    head, *rest = pieces
    return head + "".join(f" - {p[1:]}" if p.startswith("-") else f" + {p}" for p in rest)


def _product(expression: sp.Expr) -> str:
    coefficient, varying = expression.as_independent(*expression.free_symbols, as_Add=False)
    factors = sp.Mul.make_args(varying)
    above: list[str] = []
    below: list[str] = []
    for factor in factors:
        base, exponent = factor.as_base_exp()
        if isinstance(factor, sp.exp):
            above.append(text(factor))
        elif exponent.is_number and exponent.could_extract_minus_sign():
            below.append(_power(base, -exponent))
        else:
            above.append(_power(base, exponent))
    numerator, denominator = coefficient, sp.S.One
    if coefficient.is_Rational and max(abs(coefficient.p), coefficient.q) < 2**53:
        numerator, denominator = sp.Integer(coefficient.p), sp.Integer(coefficient.q)
    if denominator != 1:
        below.insert(0, _number(denominator))
    sign = ""
    if numerator != 1 or not above:
        if numerator == -1 and above:
            sign = "-"
        else:
            above.insert(0, _number(numerator))
    top = sign + "*".join(factor for factor in above if factor != "1" or above == ["1"])
    if not below:
        return top
    if len(below) == 1 and _is_atom(below[0]):
        return f"{top}/{below[0]}"
    return f"{top}/({'*'.join(below)})"


def _power(base: sp.Expr, exponent: sp.Expr) -> str:
    inner = _wrapped(base)
    if exponent == 1:
        return inner
    if exponent == sp.S.Half:
        return f"np.sqrt({text(base)})"
    if exponent.is_Integer and 1 < exponent <= _LARGEST_UNROLLED and isinstance(base, sp.Symbol):
        return "*".join([inner] * int(exponent))
    if exponent.is_Rational and exponent.q == 2:
        whole = (exponent - sp.S.Half).p
        return (
            f"np.sqrt({text(base)})*{inner}**{whole}"
            if whole > 1
            else (f"np.sqrt({text(base)})*{inner}")
        )
    return f"{inner}**{_wrapped(exponent)}"


def _wrapped(expression: sp.Expr) -> str:
    spelled = text(expression)
    return spelled if _is_atom(spelled) else f"({spelled})"


def _is_atom(spelled: str) -> bool:
    """Whether a text is a name, a non-negative number, or one call."""
    if spelled.replace(".", "").replace("_", "").isalnum():
        return True
    head, _, tail = spelled.partition("(")
    name = head.replace(".", "").replace("_", "")
    if not tail.endswith(")") or not (name.isalnum() or name == ""):
        return False
    depth = 0
    for ch in tail[:-1]:
        depth += (ch == "(") - (ch == ")")
        if depth < 0:
            return False
    return True
