"""Other spellings of the same functions, such as those of Python programs, as syntax trees."""

from collections.abc import Callable
from typing import TypeAlias

from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.reading.nodes import PRODUCT, SUM, Call, Chain, Literal, Name, Node, Pair, Power

Rewrite: TypeAlias = Callable[[Call], Node]

_AREA = ("sinh", "cosh", "tanh")
_ARC = ("sin", "cos", "tan")
# The same function under another name.
SAME = {
    **{f"arc{name}": f"a{name}" for name in (*_ARC, *_AREA)},
    **{f"ar{name}": f"a{name}" for name in _AREA},
    "maximum": "Max",
    "minimum": "Min",
    "fmax": "Max",
    "fmin": "Min",
    "absolute": "Abs",
    "fabs": "Abs",
    "sgn": "sign",
    "power": "Pow",
    "pow": "Pow",
    "ndtr": "normal_cdf",
    "relu_6": "relu6",
    "logsigmoid": "log_sigmoid",
}
# What a program may call through a module, and which of its names means something else there.
MODULES = (
    "np", "numpy", "jnp", "jax.numpy", "math", "torch", "tf", "tf.math", "tensorflow", "special",
    "scipy.special", "sp", "sympy", "F", "nn.functional", "torch.nn.functional", "torch.special",
    "jax.nn", "tf.nn", "keras.ops", "ops",
)  # fmt: skip
_TORCH = ("torch", "F", "nn.functional", "torch.nn.functional")
_ANYWHERE = frozenset(
    (
        "exp", "expm1", "log", "log1p", "log2", "log10", "sqrt", "square", "reciprocal", "abs",
        "absolute", "fabs", "sign", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos",
        "atan", "asinh", "acosh", "atanh", "arcsin", "arccos", "arctan", "arcsinh", "arccosh",
        "arctanh", "maximum", "minimum", "fmax", "fmin", "where", "clip", "clamp", "power", "pow",
        "erf", "erfc", "sigmoid", "expit", "ndtr", "relu", "relu6", "softplus", "silu", "mish",
        "softsign", "elu", "selu", "log_sigmoid", "logsigmoid", "logaddexp", "cbrt", "heaviside",
    )
)  # fmt: skip
_IN_TORCH = frozenset(
    ("gelu", "leaky_relu", "hardswish", "hardsigmoid", "hardtanh", "celu", "tanhshrink")
)
_CONSTANTS = {"pi": "pi", "e": "E", "inf": "oo"}


def unqualified(name: str) -> str | None:
    """The name without its module, or None where the two are not known together.

    A name that means different functions in different modules, as ``sinc`` does, is not known.

    Example:
        >>> unqualified("np.tanh"), unqualified("math.pi"), unqualified("np.sinc")
        ('tanh', 'pi', None)
    """
    module, _, last = name.rpartition(".")
    if module not in MODULES:
        return None
    if last in _CONSTANTS:
        return _CONSTANTS[last]
    if last == "cbrt":
        return "odd_cbrt" if module not in {"sp", "sympy"} else "cbrt"
    if last in _ANYWHERE or (module in _TORCH and last in _IN_TORCH):
        return last
    return None


def called(name: str, call: Call) -> Node:
    """The syntax tree of a call of that name, in terms of functions that the builder knows.

    Raises:
        InputError: SA104 for a wrong number of arguments of a name that is rewritten.

    Example:
        >>> from symact.core.span import Source, Span
        >>> span = Span(Source("f", "np.maximum(0, x)"), 0, 16)
        >>> called("maximum", Call("maximum", (), span, span)).name
        'Max'
    """
    rewrite = _REWRITES.get(name)
    entry = name in _ALSO_CATALOGUE and len(call.arguments) == 1 and "." not in call.name
    if rewrite is not None and not entry:
        return rewrite(call)
    return Call(SAME.get(name, name), call.arguments, call.span, call.name_span)


# Names that with one argument are entries of the catalogue.
_ALSO_CATALOGUE = frozenset(("clip", "clamp", "heaviside"))


def _require(call: Call, count: int) -> tuple[Node, ...]:
    if len(call.arguments) != count:
        plural = "" if count == 1 else "s"
        raise InputError(
            Diagnostic(
                "SA104",
                f"{call.name} takes {count} argument{plural}, not {len(call.arguments)}",
                call.span,
                help=f"give {call.name} {count} argument{plural}",
            )
        )
    return call.arguments


def _number(text: str, call: Call) -> Literal:
    return Literal(text, call.name_span)


def _apply(name: str, arguments: tuple[Node, ...], call: Call) -> Call:
    return Call(name, arguments, call.span, call.name_span)


def _where(call: Call) -> Node:
    condition, value, other = _require(call, 3)
    always = Pair((other, Name("True", other.span)), other.span)
    return _apply("Piecewise", (Pair((value, condition), value.span), always), call)


def _clip(call: Call) -> Node:
    value, lower, upper = _require(call, 3)
    return _apply("Min", (upper, _apply("Max", (lower, value), call)), call)


def _expm1(call: Call) -> Node:
    (value,) = _require(call, 1)
    one = _number("1", call)
    return Chain(SUM, (_apply("exp", (value,), call), one), ("-",), call.span)


def _log1p(call: Call) -> Node:
    (value,) = _require(call, 1)
    return _apply("log", (Chain(SUM, (_number("1", call), value), ("+",), call.span),), call)


def _log_to(base: str) -> Rewrite:
    def rewrite(call: Call) -> Node:
        (value,) = _require(call, 1)
        return _apply("log", (value, _number(base, call)), call)

    return rewrite


def _square(call: Call) -> Node:
    (value,) = _require(call, 1)
    return Power(value, _number("2", call), call.span)


def _reciprocal(call: Call) -> Node:
    (value,) = _require(call, 1)
    return Chain(PRODUCT, (_number("1", call), value), ("/",), call.span)


def _logaddexp(call: Call) -> Node:
    first, second = (_apply("exp", (value,), call) for value in _require(call, 2))
    return _apply("log", (Chain(SUM, (first, second), ("+",), call.span),), call)


def _heaviside(call: Call) -> Node:
    return _apply("Heaviside", _require(call, 2), call)


def _cbrt(call: Call) -> Node:
    (value,) = _require(call, 1)
    return _apply("real_root", (value, _number("3", call)), call)


_REWRITES: dict[str, Rewrite] = {
    "where": _where,
    "clip": _clip,
    "clamp": _clip,
    "expm1": _expm1,
    "log1p": _log1p,
    "log2": _log_to("2"),
    "log10": _log_to("10"),
    "square": _square,
    "reciprocal": _reciprocal,
    "logaddexp": _logaddexp,
    "heaviside": _heaviside,
    "odd_cbrt": _cbrt,
}
