"""Statements about activations that are known to be true, and others known to be false."""

from collections.abc import Callable
from fractions import Fraction

import sympy as sp

from symact.check.judge.assumptions import Assumptions
from symact.check.judge.derivatives import derivative_of, slope_at
from symact.check.judge.equality import equal
from symact.check.judge.extrema import extremum
from symact.check.judge.inequalities import compare
from symact.check.judge.limits import limit
from symact.check.judge.numbers import number_equal, rounded
from symact.check.judge.properties import property_holds
from symact.check.judge.ranges import has_range
from symact.check.report import Judgement
from symact.core.activation import Domain, x

Asked = Callable[[], Judgement]

R, oo = sp.Rational, sp.oo
a, b = sp.symbols("a b", real=True)
below_one = Assumptions(domains=((a, Domain(Fraction(0), Fraction(1))),))
right_half = Assumptions(lower=sp.S.Zero)

sigmoid = 1 / (1 + sp.exp(-x))
tanh = sp.tanh(x)
relu = sp.Max(0, x)
leaky = sp.Piecewise((x, x > 0), (x / 100, True))
prelu = sp.Piecewise((x, x > 0), (a * x, True))
elu = sp.Piecewise((x, x > 0), (sp.exp(x) - 1, True))
elu_a = sp.Piecewise((x, x > 0), (a * (sp.exp(x) - 1), True))
softplus = sp.log(1 + sp.exp(x))
swish = x * sigmoid
gelu = x * (1 + sp.erf(x / sp.sqrt(2))) / 2
mish = x * sp.tanh(sp.log(1 + sp.exp(x)))
softsign = x / (1 + sp.Abs(x))
hardswish = sp.Piecewise((0, x <= -3), (x, x >= 3), (x * (x + 3) / 6, True))
step = sp.Piecewise((1, x > 0), (0, True))
gauss = sp.exp(-(x**2))

TRUE: dict[str, Asked] = {
    "sigmoid by tanh": lambda: equal(sigmoid, (1 + sp.tanh(x / 2)) / 2),
    "sigmoid with e^x": lambda: equal(sigmoid, sp.exp(x) / (1 + sp.exp(x))),
    "sigmoid mirrored": lambda: equal(1 / (1 + sp.exp(x)), 1 - sigmoid),
    "tanh by exponentials": lambda: equal(
        tanh, (sp.exp(x) - sp.exp(-x)) / (sp.exp(x) + sp.exp(-x))
    ),
    "tanh by sigmoid": lambda: equal(tanh, 2 / (1 + sp.exp(-2 * x)) - 1),
    "relu by abs": lambda: equal(relu, (x + sp.Abs(x)) / 2),
    "relu by step": lambda: equal(relu, x * step),
    "leaky as max": lambda: equal(sp.Max(x, a * x), prelu, below_one),
    "softplus minus mirror": lambda: equal(softplus - sp.log(1 + sp.exp(-x)), x),
    "stable softplus": lambda: equal(softplus, relu + sp.log(1 + sp.exp(-sp.Abs(x)))),
    "swish mirrored": lambda: equal(x / (1 + sp.exp(x)), x - swish),
    "binomial": lambda: equal((a + b) ** 2, a**2 + 2 * a * b + b**2),
    "swish with beta": lambda: equal(x / (1 + sp.exp(-b * x)), x * (1 + sp.tanh(b * x / 2)) / 2),
    "sigmoid'": lambda: derivative_of(sigmoid, sigmoid * (1 - sigmoid)),
    "sigmoid' in e": lambda: derivative_of(sigmoid, sp.exp(-x) / (1 + sp.exp(-x)) ** 2),
    "sigmoid''": lambda: derivative_of(sigmoid, sigmoid * (1 - sigmoid) * (1 - 2 * sigmoid), 2),
    "tanh'": lambda: derivative_of(tanh, 1 - tanh**2),
    "tanh' by cosh": lambda: derivative_of(tanh, 1 / sp.cosh(x) ** 2),
    "tanh''": lambda: derivative_of(tanh, -2 * tanh * (1 - tanh**2), 2),
    "relu'": lambda: derivative_of(relu, step),
    "leaky'": lambda: derivative_of(leaky, sp.Piecewise((1, x > 0), (R(1, 100), True))),
    "prelu'": lambda: derivative_of(prelu, sp.Piecewise((1, x > 0), (a, True))),
    "elu'": lambda: derivative_of(elu_a, sp.Piecewise((1, x > 0), (a * sp.exp(x), True))),
    "elu' by itself": lambda: derivative_of(elu_a, sp.Piecewise((1, x > 0), (elu_a + a, True))),
    "softplus'": lambda: derivative_of(softplus, sigmoid),
    "swish'": lambda: derivative_of(swish, swish + sigmoid * (1 - swish)),
    "gelu'": lambda: derivative_of(
        gelu, (1 + sp.erf(x / sp.sqrt(2))) / 2 + x * sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)
    ),
    "softsign'": lambda: derivative_of(softsign, 1 / (1 + sp.Abs(x)) ** 2),
    "hardswish'": lambda: derivative_of(
        hardswish, sp.Piecewise((0, x < -3), (1, x > 3), ((2 * x + 3) / 6, True))
    ),
    "step'": lambda: derivative_of(step, sp.S.Zero),
    "relu' on the right": lambda: derivative_of(relu, sp.S.One, 1, right_half),
    "sigmoid'(0)": lambda: slope_at(sigmoid, 1, sp.S.Zero, R(1, 4)),
    "tanh'(0)": lambda: slope_at(tanh, 1, sp.S.Zero, sp.S.One),
    "sigmoid''(0)": lambda: slope_at(sigmoid, 2, sp.S.Zero, sp.S.Zero),
    "swish(0)": lambda: slope_at(swish, 0, sp.S.Zero, sp.S.Zero),
    "sigmoid(log 3)": lambda: number_equal(1 / (1 + sp.exp(-sp.log(3))), R(3, 4)),
    "sigmoid(2)": lambda: rounded(1 / (1 + sp.exp(-2)), "0.8808"),
    "tanh(1)": lambda: rounded(sp.tanh(1), "0.76", loose=True),
    "sigmoid range": lambda: has_range(sigmoid, sp.S.Zero, sp.S.One, False, False),
    "tanh range": lambda: has_range(tanh, -sp.S.One, sp.S.One, False, False),
    "relu range": lambda: has_range(relu, sp.S.Zero, oo, True, False),
    "elu range": lambda: has_range(elu, -sp.S.One, oo, False, False),
    "elu range for all a": lambda: has_range(elu_a, -a, oo, False, False),
    "swish range rounded": lambda: has_range(swish, "-0.278", oo, True, False),
    "softplus range": lambda: has_range(softplus, sp.S.Zero, oo, False, False),
    "sigmoid' range": lambda: has_range(sigmoid, sp.S.Zero, R(1, 4), False, True, order=1),
    "tanh in words": lambda: has_range(tanh, -sp.S.One, sp.S.One, True, True, role="within"),
    "gauss range": lambda: has_range(gauss, sp.S.Zero, sp.S.One, False, True),
    "sigmoid' max": lambda: extremum(sigmoid, "max", 1, R(1, 4), sp.S.Zero),
    "tanh' max": lambda: extremum(tanh, "max", 1, sp.S.One, sp.S.Zero),
    "tanh sup": lambda: extremum(tanh, "sup", 0, sp.S.One),
    "swish min": lambda: extremum(swish, "min", 0, "-0.278", "-1.278"),
    "gelu min": lambda: extremum(gelu, "min", 0, "-0.17", "-0.75"),
    "relu argmin": lambda: extremum(relu, "argmin", 0, None, sp.S(-4)),
    "gauss argmax": lambda: extremum(gauss, "argmax", 0, None, sp.S.Zero),
    "sigmoid limit": lambda: limit(sigmoid, 0, oo, "", sp.S.One),
    "tanh limit": lambda: limit(tanh, 0, -oo, "", -sp.S.One),
    "swish' limit": lambda: limit(swish, 1, oo, "", sp.S.One),
    "elu limit for all a": lambda: limit(elu_a, 0, -oo, "", -a),
    "relu' from the right": lambda: limit(relu, 1, sp.S.Zero, "+", sp.S.One),
    "sinc limit": lambda: limit(sp.sin(x) / x, 0, sp.S.Zero, "", sp.S.One),
    "relu convex": lambda: property_holds(relu, "convex"),
    "relu not linear": lambda: property_holds(relu, "non-linear"),
    "relu not differentiable at 0": lambda: property_holds(
        relu, "not differentiable at", argument=sp.S.Zero
    ),
    "tanh odd": lambda: property_holds(tanh, "symmetric about the origin"),
    "tanh zero-centred": lambda: property_holds(tanh, "zero-centered"),
    "sigmoid not zero-centred": lambda: property_holds(sigmoid, "not zero-centred"),
    "sigmoid increasing": lambda: property_holds(sigmoid, "strictly increasing"),
    "sigmoid saturates": lambda: property_holds(sigmoid, "saturates"),
    "swish not monotone": lambda: property_holds(swish, "non-monotonic"),
    "gelu smooth": lambda: property_holds(gelu, "infinitely differentiable"),
    "softsign c1": lambda: property_holds(softsign, "continuously differentiable"),
    "relu unbounded above": lambda: property_holds(relu, "unbounded above"),
    "tanh lipschitz": lambda: property_holds(tanh, "Lipschitz", argument=sp.S.One),
    "softplus positive": lambda: property_holds(softplus, "positive"),
    "sigmoid injective": lambda: property_holds(sigmoid, "invertible"),
    "sine periodic": lambda: property_holds(sp.sin(x), "periodic"),
    "step discontinuous": lambda: property_holds(step, "discontinuous"),
    "sigmoid < 1": lambda: compare(sigmoid, sp.S.One, "<"),
    "sigmoid' <= 1/4": lambda: compare(sigmoid * (1 - sigmoid), R(1, 4), "<="),
    "relu <= softplus": lambda: compare(relu, softplus, "<="),
    "swish < x": lambda: compare(swish, x, "<", right_half),
    "1 + x <= e^x": lambda: compare(1 + x, sp.exp(x), "<="),
    "x^2 > 0 but at 0": lambda: compare(x**2, sp.S.Zero, ">", Assumptions(without=(sp.S.Zero,))),
}

FALSE: dict[str, tuple[str, Asked]] = {
    "tanh by sigmoid": ("SA201", lambda: equal(tanh, 2 * sigmoid - 1)),
    "sigmoid without minus": ("SA201", lambda: equal(sigmoid, 1 / (1 + sp.exp(x)))),
    "sigmoid even": ("SA201", lambda: equal(sigmoid, 1 / (1 + sp.exp(x)))),
    "root of a square": ("SA201", lambda: equal(sp.sqrt(x**2), x)),
    "freshman's dream": ("SA201", lambda: equal((a + b) ** 2, a**2 + b**2)),
    "exponential of a sum": ("SA201", lambda: equal(sp.exp(a + b), sp.exp(a) + sp.exp(b))),
    "relu as min": ("SA201", lambda: equal(relu, sp.Min(0, x))),
    "leaky as min": ("SA201", lambda: equal(sp.Min(x, a * x), prelu, below_one)),
    "softplus as exp": ("SA201", lambda: equal(softplus, 1 + x)),
    "a slightly wrong root": ("SA201", lambda: equal(sp.sqrt(2) * x, R(1414213562, 10**9) * x)),
    "sigmoid' sign": ("SA203", lambda: derivative_of(sigmoid, sigmoid * (1 + sigmoid))),
    "sigmoid' input": ("SA203", lambda: derivative_of(sigmoid, x * (1 - x))),
    "sigmoid' minus": ("SA203", lambda: derivative_of(sigmoid, -sigmoid * (1 - sigmoid))),
    "sigmoid''": ("SA203", lambda: derivative_of(sigmoid, sigmoid * (1 - sigmoid), 2)),
    "tanh'": ("SA203", lambda: derivative_of(tanh, 1 - tanh)),
    "tanh' +": ("SA203", lambda: derivative_of(tanh, 1 + tanh**2)),
    "relu'": ("SA203", lambda: derivative_of(relu, sp.Piecewise((x, x > 0), (0, True)))),
    "leaky'": ("SA203", lambda: derivative_of(leaky, step)),
    "prelu'": ("SA203", lambda: derivative_of(prelu, sp.Piecewise((1, x > 0), (a * x, True)))),
    "elu' lacks a": (
        "SA203",
        lambda: derivative_of(elu_a, sp.Piecewise((1, x > 0), (sp.exp(x), True))),
    ),
    "elu' by itself": (
        "SA203",
        lambda: derivative_of(elu_a, sp.Piecewise((1, x > 0), (elu_a + 1, True))),
    ),
    "softplus'": ("SA203", lambda: derivative_of(softplus, 1 / (1 + sp.exp(x)))),
    "swish'": ("SA203", lambda: derivative_of(swish, sigmoid + x * sigmoid)),
    "gelu'": ("SA203", lambda: derivative_of(gelu, (1 + sp.erf(x / sp.sqrt(2))) / 2)),
    "softsign'": ("SA203", lambda: derivative_of(softsign, 1 / (1 + x) ** 2)),
    "hardswish'": (
        "SA203",
        lambda: derivative_of(hardswish, sp.Piecewise((0, x < -3), (1, x > 3), (x / 3, True))),
    ),
    "value at a smooth join": (
        "SA203",
        lambda: derivative_of(elu, sp.Piecewise((1, x > 0), (sp.exp(x), x < 0), (2, True))),
    ),
    "e^x by the power rule": ("SA203", lambda: derivative_of(sp.exp(x), x * sp.exp(x - 1))),
    "chain rule forgotten": ("SA203", lambda: derivative_of(sp.exp(a * x), sp.exp(a * x))),
    "relu' on the left": (
        "SA203",
        lambda: derivative_of(relu, sp.S.One, 1, Assumptions(upper=sp.S.Zero)),
    ),
    "sigmoid'(0)": ("SA203", lambda: slope_at(sigmoid, 1, sp.S.Zero, R(1, 2))),
    "relu'(0) = 5": ("SA203", lambda: slope_at(relu, 1, sp.S.Zero, sp.Integer(5))),
    "sigmoid(log 3)": ("SA211", lambda: number_equal(1 / (1 + sp.exp(-sp.log(3))), R(2, 3))),
    "sigmoid(2)": ("SA211", lambda: rounded(1 / (1 + sp.exp(-2)), "0.9808")),
    "e": ("SA213", lambda: rounded(sp.E, "2.18", loose=True)),
    "sigmoid range": ("SA220", lambda: has_range(sigmoid, sp.S.Zero, sp.S.One, True, True)),
    "tanh range": ("SA220", lambda: has_range(tanh, -sp.S.One, sp.S.One, True, True)),
    "relu range": ("SA220", lambda: has_range(relu, sp.S.Zero, oo, False, False)),
    "tanh range of sigmoid": ("SA205", lambda: has_range(tanh, sp.S.Zero, sp.S.One, False, False)),
    "swish range": ("SA205", lambda: has_range(swish, -oo, oo, False, False)),
    "gelu range": ("SA205", lambda: has_range(gelu, "-0.27", oo, True, False)),
    "elu range": ("SA205", lambda: has_range(elu_a, -2 * a, oo, False, False)),
    "sigmoid' range": (
        "SA205",
        lambda: has_range(sigmoid, sp.S.Zero, R(1, 2), False, True, order=1),
    ),
    "step range": ("SA205", lambda: has_range(step, sp.S.Zero, sp.S.One, True, True)),
    "softplus in words": (
        "SA205",
        lambda: has_range(softplus, sp.S.Zero, sp.S.One, True, True, role="within"),
    ),
    "codomain too small": (
        "SA220",
        lambda: has_range(gauss, sp.S.Zero, sp.S.One, False, False, role="codomain"),
    ),
    "sigmoid max": ("SA206", lambda: extremum(sigmoid, "max", 0, sp.S.One)),
    "sigmoid' max": ("SA206", lambda: extremum(sigmoid, "max", 1, R(1, 2), sp.S.Zero)),
    "sigmoid' argmax": ("SA206", lambda: extremum(sigmoid, "max", 1, R(1, 4), sp.S.One)),
    "swish min": ("SA206", lambda: extremum(swish, "min", 0, "-0.578")),
    "swish argmin": ("SA206", lambda: extremum(swish, "argmin", 0, None, "-2.278")),
    "relu max": ("SA206", lambda: extremum(relu, "max", 0, None)),
    "tanh' min": ("SA206", lambda: extremum(tanh, "min", 1, sp.S.Zero)),
    "tanh limit": ("SA207", lambda: limit(tanh, 0, -oo, "", sp.S.Zero)),
    "swish limit": ("SA207", lambda: limit(swish, 0, -oo, "", -oo)),
    "relu' limit": ("SA207", lambda: limit(relu, 1, sp.S.Zero, "", sp.S.One)),
    "sine limit": ("SA207", lambda: limit(sp.sin(x), 0, oo, "", sp.S.Zero)),
    "relu differentiable": ("SA208", lambda: property_holds(relu, "differentiable everywhere")),
    "relu smooth": ("SA208", lambda: property_holds(relu, "smooth")),
    "swish monotone": ("SA208", lambda: property_holds(swish, "monotonic")),
    "relu strictly increasing": ("SA208", lambda: property_holds(relu, "strictly increasing")),
    "sigmoid convex": ("SA208", lambda: property_holds(sigmoid, "convex")),
    "sigmoid odd": ("SA208", lambda: property_holds(sigmoid, "odd")),
    "sigmoid zero-centred": ("SA208", lambda: property_holds(sigmoid, "zero-centered")),
    "relu bounded": ("SA208", lambda: property_holds(relu, "bounded")),
    "tanh unbounded": ("SA208", lambda: property_holds(tanh, "unbounded")),
    "swish never flat": ("SA208", lambda: property_holds(swish, "gradient never vanishes")),
    "sigmoid lipschitz": ("SA208", lambda: property_holds(sigmoid, "lipschitz", argument=R(1, 5))),
    "relu injective": ("SA208", lambda: property_holds(relu, "injective")),
    "gelu non-negative": ("SA208", lambda: property_holds(gelu, "non-negative")),
    "step continuous": ("SA208", lambda: property_holds(step, "continuous")),
    "tanh periodic": ("SA208", lambda: property_holds(tanh, "periodic")),
    "mish does not change direction": ("SA208", lambda: property_holds(mish, "increasing")),
    "sigmoid < 1/2": ("SA201", lambda: compare(sigmoid, R(1, 2), "<")),
    "x^2 > 0": ("SA201", lambda: compare(x**2, sp.S.Zero, ">")),
    "softplus < x": ("SA201", lambda: compare(softplus, x, "<=")),
    "sigmoid' < 1/4": ("SA201", lambda: compare(sigmoid * (1 - sigmoid), R(1, 4), "<")),
    "swish >= -1/4": ("SA201", lambda: compare(swish, R(-1, 4), ">=")),
}
