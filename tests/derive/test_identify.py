"""Functions in disguise are found with a proof, near misses are not; entries find themselves."""

import math
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import sympy as sp

import symact
from symact.activations import activation, catalogue
from symact.core.activation import x
from symact.core.verdict import Status
from symact.derive.identify import Identification, Kind, Match, Relation, Scaling, identify
from symact.derive.identify.equality import differ_at, equality
from symact.derive.identify.recognise import forms
from symact.derive.identify.serialise import to_dict
from symact.derive.identify.study import _proved
from symact.kernel.theorem import Theorem
from symact.reading.expression import read_activation

_SPEC = spec_from_file_location("formulas", Path(__file__).parents[1] / "activations/formulas.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
FORMULAS = _MODULE.FORMULAS

EQUAL = [
    ("(1 + tanh(x/2))/2", "sigmoid"),
    ("exp(x)/(exp(x) + 1)", "sigmoid"),
    ("1 - 1/(1 + exp(x))", "sigmoid"),
    ("(1 - exp(-2*x))/(1 + exp(-2*x))", "tanh"),
    ("sinh(x)/cosh(x)", "tanh"),
    ("sinh(2*x)/(1 + cosh(2*x))", "tanh"),
    ("2*sigmoid(2*x) - 1", "tanh"),
    (r"\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}", "tanh"),
    ("x*(1 + erf(x/sqrt(2)))/2", "gelu"),
    ("x*erfc(-x/sqrt(2))/2", "gelu"),
    ("0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))", "gelu_tanh"),
    ("x/(1 + exp(-2*sqrt(2/pi)*(x + 0.044715*x**3)))", "gelu_tanh"),
    ("Max(0, x)", "relu"),
    ("(x + Abs(x))/2", "relu"),
    ("Piecewise((x, x > 0), (0, True))", "relu"),
    ("x*Heaviside(x)", "relu"),
    ("sqrt(x**2)/2 + x/2", "relu"),
    ("-Min(0, -x)", "relu"),
    ("Max(x, 0.01*x)", "leaky_relu"),
    ("Max(0, x) + 0.01*Min(0, x)", "leaky_relu"),
    ("0.505*x + 0.495*Abs(x)", "leaky_relu"),
    ("x*tanh(log(1 + exp(x)))", "mish"),
    ("x*((1 + exp(x))**2 - 1)/((1 + exp(x))**2 + 1)", "mish"),
    ("x*(exp(2*x) + 2*exp(x))/(exp(2*x) + 2*exp(x) + 2)", "mish"),
    ("log(1 + exp(x))", "softplus"),
    ("x + log(1 + exp(-x))", "softplus"),
    ("-log(sigmoid(-x))", "softplus"),
    ("Max(0, x) + log(1 + exp(-Abs(x)))", "softplus"),
    ("x/(1 + exp(-x))", "swish"),
    ("x*exp(x)/(1 + exp(x))", "swish"),
    ("x*(1 + tanh(x/2))/2", "swish"),
    ("x/(1 + exp(-1.702*x))", "quick_gelu"),
    ("Min(6, Max(0, x))", "relu6"),
    ("Piecewise((0, x < 0), (x, x < 6), (6, True))", "relu6"),
    ("Max(0, Min(1, (x + 3)/6))", "hard_sigmoid"),
    ("(Abs(x + 3) - Abs(x - 3))/12 + 1/2", "hard_sigmoid"),
    ("x*Min(6, Max(0, x + 3))/6", "hardswish"),
    ("(Abs(x + 1) - Abs(x - 1))/2", "hard_tanh"),
    ("x - Max(-1/2, Min(1/2, x))", "soft_shrink"),
    ("sign(x)*Max(Abs(x) - 1/2, 0)", "soft_shrink"),
    ("Max(0, x)**2", "squared_relu"),
    ("x*Max(0, x)", "squared_relu"),
    ("log(exp(x)/(1 + exp(x)))", "log_sigmoid"),
    ("Max(x, 0) + Min(0, exp(x) - 1)", "elu"),
    ("log(x + sqrt(1 + x**2))", "asinh"),
    ("sign(x)*log(1 + Abs(x))", "symlog"),
    ("x + (1 - cos(2*x))/2", "snake"),
    ("sech(x/2)**2/4", "sigmoid_derivative"),
    ("exp(x)/(1 + exp(x))**2", "sigmoid_derivative"),
    ("sin(x)/x", "sinc"),
    ("Heaviside(x, 1)", "step"),
]
PARAMETER = [
    ("x*sigmoid(3*x)", "swish", "3"),
    ("x/(1 + exp(-1.702*x))", "swish", "851/500"),
    ("x/(1 + exp(-sqrt(3)*x))", "swish", "sqrt(3)"),
    ("x*(1 + tanh(5*x/2))/2", "swish", "5"),
    ("Max(x, 0.2*x)", "leaky_relu", "1/5"),
    ("Piecewise((x, x >= 0), (-0.1*x, True))", "prelu", "-1/10"),
    ("Abs(x)", "prelu", "-1"),
    ("Piecewise((x, x > 0), (2.5*(exp(x) - 1), True))", "elu", "5/2"),
    ("Max(0, x) + Min(0, 0.5*(exp(2*x) - 1))", "celu", "1/2"),
    ("Max(0, x) + Min(0, 3*(exp(2*x) - 1))", "mpelu", "3, 2"),
    ("Max(-2, Min(3, x))", "clip", "-2, 3"),
    ("Max(0, Min(1, 0.25*x + 0.4))", "hard_sigmoid_onnx", "1/4, 2/5"),
    ("x/sqrt(1 + 3*x**2)", "isru", "3"),
    ("x + sin(2*x)**2/2", "snake", "2"),
    ("(x + sqrt(x**2 + 9))/2", "squareplus", "9"),
    ("sign(x)*Max(Abs(x) - 2, 0)", "soft_shrink", "2"),
    ("sin(5*x)", "siren", "5"),
    ("Piecewise((x, x > 2), (0, True))", "thresholded_relu", "2"),
    ("x*sigmoid(x)**2", "aria2", "2, 1"),
]
SCALED = [
    ("log(1 + exp(2*x))/2", "softplus", "2, 0, 1/2, 0"),
    ("-log(1 + exp(-x))", "softplus", "-1, 0, -1, 0"),
    ("log(1 + exp(x - 3)) + 2", "softplus", "1, -3, 1, 2"),
    ("tanh(x)", "sigmoid", "2, 0, 2, -1"),
    ("sigmoid(x)", "tanh", "1/2, 0, 1/2, 1/2"),
    ("1/(1 + exp(3 - 2*x))", "sigmoid", "2, -3, 1, 0"),
    ("1/(1 + 3*exp(-x))", "sigmoid", "1, -log(3), 1, 0"),
    ("3*tanh(2*x - 1) + 5", "tanh", "2, -1, 3, 5"),
    ("1.7159*tanh(0.5*x)", "tanh", "1/2, 0, 17159/10000, 0"),
    ("E*tanh(pi*x)", "tanh", "pi, 0, E, 0"),
    ("tanh(1000*x)", "tanh", "1000, 0, 1, 0"),
    ("atan(3*x)*2/pi", "arctan", "3, 0, 2/pi, 0"),
    ("x/(3 + Abs(x))", "softsign", "1/3, 0, 1, 0"),
    ("Max(-2, Min(2, x))", "hard_tanh", "1/2, 0, 2, 0"),
    ("Max(-3, Min(3, x)) + 1", "hard_tanh", "1/3, 0, 3, 1"),
    ("Max(0, 2*x - 1)", "relu", "1, -1/2, 2, 0"),
    ("Max(1, x)", "relu", "1, -1, 1, 1"),
    ("2*x*sigmoid(2*x)", "swish", "2, 0, 1, 0"),
    ("x*tanh(log(1 + exp(2*x)))", "mish", "2, 0, 1/2, 0"),
    ("(x + 1)*tanh(log(1 + exp(x + 1))) - 2", "mish", "1, 1, 1, -2"),
    ("sin(3*x + 1)/2", "sine", "3, 1, 1/2, 0"),
    ("-gelu(-x)", "gelu", "-1, 0, -1, 0"),
    ("Piecewise((1, x > 0), (0, True))", "step", "-1, 0, -1, 1"),
    ("1.1*Piecewise((x, x > 0), (1.5*(exp(x) - 1), True))", "elu", "1, 0, 11/10, 0"),
]
STRANGERS = [
    "0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044*x**3)))",
    "0.5*x*(1 + tanh(0.7978*(x + 0.044715*x**3)))",
    "Piecewise((x, x > 0), (1 - exp(x), True))",
    "Piecewise((x, x > 0), (exp(x) - 1, x > -30), (-1, True))",
    "Piecewise((1, x > 0), (0.4, Eq(x, 0)), (0, True))",
    "x*(1 + erf(x/sqrt(2)))/2 + 1e-12*x*tanh(x)",
    "tanh(x) + 1e-30*x",
    "x*tanh(log(2 + exp(x)))",
    "x*sigmoid(-x) + x",
    "x/(1.001 + exp(-x))",
    "1/(1 + exp(-x**3))",
    "log(1 + exp(x)) + 0.001*tanh(x)",
    "Max(0, x)**1.5",
    "Max(0, x) + 0.1*Max(0, -x)**2",
    "Max(x, x**2)",
    "Max(0, Min(1, x)) + Max(0, Min(1, x - 2))",
    "Max(-1, Min(1, x))**3",
    "tanh(x) + x/1000",
    "tanh(x)**3",
    "atan(x) + tanh(x)",
    "sin(x) + sin(2*x)/10",
    "x + sin(x)**3",
    "cos(x)**3",
    "exp(-x**4)",
    "x*exp(-x**2)",
    "x/(1 + x**2)",
    "x/(1 + Abs(x)**3)",
    "sqrt(1 + x**4)",
    "log(1 + x**2)",
    "x**5",
    "1.05070098735548*Piecewise((x, x > 0), (1.6732632423543*(1 - exp(x)), True))",
    "Min(0, x)*0.01 + Max(0, x)*(1 + 0.01*tanh(x))",
]


def found_in(text: str) -> Identification:
    """What an expression is identified as."""
    return identify(read_activation(text))


def match_of(found: Identification, name: str) -> Match:
    """The match with an entry."""
    return next(m for m in found.matches if m.relation.entry.name == name)


def assert_holds(function: sp.Expr, match: Match) -> None:
    """A match is of theorems, and no point refutes it, with the entry from a second source."""
    relation = match.relation
    scaling = relation.scaling
    assert relation.is_in_domain
    assert all(isinstance(theorem, Theorem) for theorem in match.theorems)
    for place in (
        Fraction(-29, 10),
        Fraction(-3, 7),
        Fraction(5, 11),
        Fraction(13, 6),
        Fraction(8),
    ):
        at = sp.Rational(place.numerator, place.denominator)
        value = sp.N(function.subs(x, at), 30)
        assert abs(value - sp.N(relation.function.subs(x, at), 30)) < 1e-20 * (1 + abs(value))
        if relation.has_defaults and relation.entry.name in FORMULAS:
            inner = float(scaling.a) * float(at) + float(scaling.b)
            if abs(inner) > 300:
                continue  # where plain exponentials overflow
            again = float(scaling.c) * FORMULAS[relation.entry.name](inner) + float(scaling.d)
            assert math.isclose(float(value), again, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize(("text", "name"), EQUAL)
def test_an_entry_in_disguise_is_found(text: str, name: str) -> None:
    """Equal at the default values, and before everything looser."""
    found = found_in(text)

    match = match_of(found, name)
    assert found.verdict.status is Status.PROVED
    assert match.relation.kind is Kind.EQUAL
    assert found.matches[0].relation.kind is Kind.EQUAL
    for each in found.matches:
        assert_holds(found.subject.function, each)


@pytest.mark.parametrize(("text", "name", "values"), PARAMETER)
def test_the_values_of_parameters_are_found(text: str, name: str, values: str) -> None:
    """The closed form of every parameter."""
    found = found_in(text)

    match = match_of(found, name)
    kind = Kind.EQUAL if match.relation.has_defaults else Kind.PARAMETER
    assert match.relation.kind is kind
    assert ", ".join(map(str, match.relation.values)) == values
    for each in found.matches:
        assert_holds(found.subject.function, each)


@pytest.mark.parametrize(("text", "name", "numbers"), SCALED)
def test_the_scaling_is_found(text: str, name: str, numbers: str) -> None:
    """The numbers a, b, c, d of ``c g(a x + b) + d``."""
    found = found_in(text)

    scaling = match_of(found, name).relation.scaling
    assert ", ".join(map(str, (scaling.a, scaling.b, scaling.c, scaling.d))) == numbers
    for each in found.matches:
        assert_holds(found.subject.function, each)


@pytest.mark.parametrize("text", STRANGERS)
def test_a_near_miss_is_not_found(text: str) -> None:
    """Nothing matches, that is not called a proof, and what is proved is said."""
    found = found_in(text)

    assert found.matches == ()
    assert found.verdict.status is Status.UNKNOWN
    assert "may have missed" in found.verdict.reason
    assert found.undecided == ()
    assert len(found.different) >= len(catalogue()) - 1


@pytest.mark.parametrize("name", catalogue())
def test_every_entry_finds_itself(name: str) -> None:
    """With the entries that are equal to it, all others proved to be different."""
    found = identify(activation(name))

    equal = {m.relation.entry.name for m in found.matches if m.relation.kind is Kind.EQUAL}
    assert name in equal
    assert set(found.different) == set(catalogue()) - equal
    assert found.undecided == ()


def test_a_value_outside_the_domain_is_not_claimed() -> None:
    """Swish with beta = -2 and ELU with alpha = -1 are no Swish and no ELU."""
    swish, elu = activation("swish"), activation("elu")
    wrong = read_activation("x/(1 + exp(2*x))").function
    bent = read_activation("Piecewise((x, x > 0), (1 - exp(x), True))").function

    assert _proved(wrong, Relation(swish, (sp.Integer(-2),)))[1] is None
    assert _proved(bent, Relation(elu, (sp.Integer(-1),)))[1] is None


@pytest.mark.parametrize(
    ("name", "scaling"),
    [
        ("sigmoid", Scaling(c=sp.Integer(2))),
        ("sigmoid", Scaling(a=sp.Rational(2000001, 1000000), c=sp.Integer(2), d=-sp.S.One)),
        ("relu", Scaling()),
    ],
)
def test_a_wrong_suggestion_is_not_a_match(name: str, scaling: Scaling) -> None:
    """Negative control: the search may suggest what it likes."""
    suggestion = Relation(activation(name), (), scaling)

    assert _proved(sp.tanh(x), suggestion)[1] is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("log(x)", "log(x**2)/2"),
        ("sqrt(x)", "sqrt(Abs(x))"),
        ("1/x", "Piecewise((1, Eq(x, 0)), (1/x, True))"),
        ("Piecewise((1, x > 0), (0, True))", "Piecewise((1, x >= 0), (0, True))"),
        ("Max(0, x)", "Piecewise((x, x > 0), (0, x > -1000), (1, True))"),
        ("sin(x)/x", "Piecewise((2, Eq(x, 0)), (sin(x)/x, True))"),
        ("log(x)*sin(x)", "log(Abs(x))*sin(x)"),
    ],
)
def test_functions_that_differ_at_a_point_or_in_domain_are_not_equal(one: str, other: str) -> None:
    """Negative control of the proof: equal almost everywhere is not equal."""
    functions = [read_activation(text).function for text in (one, other)]

    assert equality(*functions).verdict.status is not Status.PROVED


def test_a_difference_is_an_enclosure_not_a_rounding() -> None:
    """Values that agree to 40 digits differ, and equal ones never do."""
    tiny = sp.tanh(x) + sp.Rational(1, 10**40)

    assert differ_at(sp.tanh(x), tiny, [sp.S.One]) == 1
    assert differ_at(sp.log(sp.exp(x) + 1), x + sp.log(1 + sp.exp(-x)), [sp.S.One]) is None


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("1/3", "1/3"),
        ("1.702", "851/500"),
        ("sqrt(3)/4", "sqrt(3)/4"),
        ("sqrt(2/pi)", None),
        ("log(3)", "log(3)"),
        ("-2.71828182845904523", "-E"),
        ("0.44715", "8943/20000"),
    ],
)
def test_numbers_are_recognised(value: str, form: str | None) -> None:
    """The simplest closed form comes first."""
    wanted = sp.sqrt(2) / sp.sqrt(sp.pi) if form is None else read_activation(form).function

    assert forms(float(read_activation(value).function), [])[0] == wanted


def test_the_face_takes_names_expressions_and_latex() -> None:
    """And gives parameters their values."""
    assert symact.identify("SiLU").matches[0].relation.entry.name == "swish"
    assert symact.identify(r"\max(0, x)").matches[0].relation.entry.name == "relu"
    quick = symact.identify("swish", beta=Fraction(851, 500))
    assert quick.matches[0].relation.entry.name == "quick_gelu"


def test_the_json_form() -> None:
    """Schema, numbers that read back, and the identity."""
    data = to_dict(found_in("log(1 + exp(x - 3)) + 2"))

    first = data["matches"][0]
    assert data["schema"] == "symact.identify/1"
    assert (data["status"], first["name"], first["kind"]) == ("proved", "softplus", "scaled")
    assert first["identity"] == "f(x) = softplus(x - 3) + 2"
    assert (
        read_activation(first["function"]).function == read_activation(data["expression"]).function
    )


def test_out_of_time_is_no_claim() -> None:
    """Without time nothing is found, and that is not called a search."""
    found = identify(activation("gelu"), seconds=0.0)

    assert found.matches == ()
    assert found.verdict.status is Status.UNKNOWN
    assert "time" in found.verdict.reason


def test_a_function_outside_floating_point_is_unknown() -> None:
    """A reason, and no fault."""
    found = identify(activation("relu").__class__("g", "g", "g", sp.gamma(x**2 + 1)))

    assert found.matches == ()
    assert "gamma" in found.verdict.reason
