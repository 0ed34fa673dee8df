"""Spellings of Python programs and of keyboards with signs, and declared parameters."""

from fractions import Fraction

import pytest
import sympy as sp

from symact.core import Activation, InputError, x
from symact.core.activation import Domain
from symact.reading.expression import read_activation, read_definition, read_expression
from symact.reading.parameters import declaration, declarations

CUBE_ROOT = sp.sign(x) * sp.Abs(x) ** sp.Rational(1, 3)
SPELLED = {
    "x if x > 0 else 0": "Piecewise((x, x > 0), (0, True))",
    "x if x > 0 else 0.1*x if x > -1 else -0.1":
        "Piecewise((x, x > 0), (0.1*x, x > -1), (-0.1, True))",
    "1 + (x if x > 0 else 0)": "1 + Piecewise((x, x > 0), (0, True))",
    "x if x > 0 and not x > 1 else 0": "Piecewise((x, (x > 0) & (x <= 1)), (0, True))",
    "0 if x < -1 or x > 1 else x": "Piecewise((0, (x < -1) | (x > 1)), (x, True))",
    "np.maximum(0, x)": "Max(0, x)",
    "np.minimum(np.maximum(x, 0), 6)": "Min(6, Max(0, x))",
    "np.where(x > 0, x, 0)": "Piecewise((x, x > 0), (0, True))",
    "where(x > 0, x, 0)": "Piecewise((x, x > 0), (0, True))",
    "np.clip(x, 0, 6)": "Min(6, Max(0, x))",
    "clip(x, 0, 6)": "Min(6, Max(0, x))",
    "torch.clamp(x, -1, 1)": "Min(1, Max(-1, x))",
    "clip(x)": "Min(1, Max(0, x))",
    "np.exp(-x)": "exp(-x)",
    "np.log1p(np.exp(x))": "log(1 + exp(x))",
    "np.expm1(x)": "exp(x) - 1",
    "jnp.logaddexp(x, 0)": "log(exp(x) + 1)",
    "np.log2(x)": "log(x)/log(2)",
    "log10(x)": "log(x)/log(10)",
    "torch.tanh(x)": "tanh(x)",
    "math.erf(x/math.sqrt(2))": "erf(x/sqrt(2))",
    "np.arctan(x)": "atan(x)",
    "np.arcsinh(x)": "asinh(x)",
    "arctan(x)": "atan(x)",
    "np.abs(x)": "Abs(x)",
    "abs(x)": "Abs(x)",
    "np.square(x)": "x**2",
    "np.power(x, 2)": "x**2",
    "x ** 2": "x**2",
    "np.sqrt(2/np.pi)*x": "sqrt(2/pi)*x",
    "math.e**x": "exp(x)",
    "np.sign(x)": "sign(x)",
    "np.heaviside(x, 0.5)": "Heaviside(x)",
    "sigmoid(x)": "1/(1 + exp(-x))",
    "torch.sigmoid(x)": "1/(1 + exp(-x))",
    "F.gelu(x)": "gelu(x)",
    "F.silu(x)": "x*sigmoid(x)",
    "scipy.special.expit(x)": "sigmoid(x)",
    "σ(x)": "sigmoid(x)",
    "x·σ(1.702·x)": "x*sigmoid(1.702*x)",
    "x*Φ(x)": "x*normal_cdf(x)",
    "φ(x)": "exp(-x**2/2)/sqrt(2*pi)",
    "x²": "x**2",
    "-x²": "-(x**2)",
    "(1+x)⁻¹": "1/(1 + x)",
    "2*x¹⁰": "2*x**10",
    "tanh²(x)": "tanh(x)**2",
    "√x": "sqrt(x)",
    "√(1 + x²)": "sqrt(1 + x**2)",
    "e^(−x)": "exp(-x)",
    "e**(-x)": "exp(-x)",
    "e⁻ˣ": "exp(-x)",
    "½*x": "x/2",
    "2 × x ÷ 3": "2*x/3",
    "|x|": "Abs(x)",
    "x/(1 + |x|)": "x/(1 + Abs(x))",
    "||x| - 1|": "Abs(Abs(x) - 1)",
    "|x + 1| - |x - 1|": "Abs(x + 1) - Abs(x - 1)",
    "Piecewise((1, x < -1 | x > 1), (|x|, True))":
        "Piecewise((1, (x < -1) | (x > 1)), (Abs(x), True))",
    "x if x ≤ 0 else 0": "Piecewise((x, x <= 0), (0, True))",
}  # fmt: skip


@pytest.mark.parametrize("text", SPELLED)
def test_meaning(text: str) -> None:
    """A spelling means what SymPy's means."""
    assert read_expression(SPELLED[text]) == read_expression(text)


def test_the_cube_root_of_programs_is_real() -> None:
    """NumPy's is, and the sign is; SymPy's own cbrt stays a power."""
    assert read_expression("np.cbrt(x)") == CUBE_ROOT
    assert read_expression("∛x") == CUBE_ROOT
    assert read_expression("real_root(x, 3)") == CUBE_ROOT
    assert read_expression("cbrt(x)") == x ** sp.Rational(1, 3)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("np.sinc(x)", "SA101", "np.sinc"),  # sin(pi x)/(pi x) there, sin(x)/x here
        ("jax.nn.gelu(x)", "SA101", "jax.nn.gelu"),  # an approximation there
        ("tf.nn.leaky_relu(x)", "SA101", "tf.nn.leaky_relu"),  # another slope there
        ("os.system(x)", "SA101", "os.system"),
        ("x.real", "SA101", "x.real"),
        ("np.where(x > 0, x)", "SA104", "np.where(x > 0, x)"),
        ("np.clip(x)", "SA104", "np.clip(x)"),
        ("np.heaviside(x)", "SA104", "np.heaviside(x)"),
        ("real_root(x, x)", "SA104", "x"),
        ("x if x > 0", "SA103", ""),
        ("x if x else 0", "SA106", "x"),
        ("lambda x: x", "SA102", ":"),
        ("e-x", "SA107", "e"),
        ("e*x", "SA107", "e"),
        ("x²^3", "SA107", "^"),
        ("√x²", "SA107", "²"),
        ("sin⁻¹(x)", "SA107", "⁻¹"),
        ("2½", "SA103", "½"),
        ("|x", "SA103", "|"),
        ("y = 2 = x", "SA102", "="),
        ("1 + (x = 2)", "SA102", "="),
        ("x = 2*x", "SA107", "x"),
        ("σ(x) = 1/(1 + σ(x))", "SA107", "σ"),
        ("2x", "SA103", "x"),
    ],
)
def test_refusals(text: str, code: str, place: str) -> None:
    """What means something else elsewhere is refused, with its place."""
    with pytest.raises(InputError) as refusal:
        read_definition(text)
    found = refusal.value.diagnostic
    assert (code, place) == (found.code, found.span.text if found.span else None)
    assert found.help


def test_definitions() -> None:
    """A left side names the function and its variable."""
    swish = read_activation("swish(t) = t*sigmoid(t)")
    assert (swish.name, swish.expression) == ("swish", x / (1 + sp.exp(-x)))
    assert read_activation("σ(z) = 1/(1 + e^(−z))").notation == r"\sigma"
    assert read_activation("y = x²").name == "y"
    assert read_activation("y = x²", "mine").name == "mine"
    with pytest.raises(InputError, match="unknown name 'x'"):
        read_activation("f(z) = x")


DECLARED = {
    "b > 0": ("b", "(0, oo)", 1),
    "b >= 1/2": ("b", "[1/2, oo)", 1),
    "0 < b": ("b", "(0, oo)", 1),
    "b < 0": ("b", "(-oo, 0)", -1),
    "3 < b": ("b", "(3, oo)", 4),
    "alpha in (0, 1)": ("alpha", "(0, 1)", Fraction(1, 2)),
    "alpha ∈ [0, 1)": ("alpha", "[0, 1)", Fraction(1, 2)),
    "0 < a <= 1": ("a", "(0, 1]", 1),
    r"\beta > 0": ("beta", "(0, oo)", 1),
    r"\alpha_{p} \ge 0": ("alpha_p", "[0, oo)", 1),
    "β > 0": ("beta", "(0, oo)", 1),
    "k in [-1, 0]": ("k", "[-1, 0]", -1),
    "t in (-oo, oo)": ("t", "(-oo, oo)", 1),
    "c": ("c", "(-oo, oo)", 1),
    "c in R": ("c", "(-oo, oo)", 1),
    "s in (0.001, 0.002)": ("s", "(1/1000, 1/500)", Fraction(3, 2000)),
}


@pytest.mark.parametrize("text", DECLARED)
def test_declarations(text: str) -> None:
    """The name, the domain, and a simple number inside."""
    found = declaration(text)
    assert DECLARED[text] == (found.symbol.name, str(found.domain), found.default)
    assert found.default in found.domain
    assert found.symbol.is_real


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("b >", "SA306"), ("2 > 1", "SA306"), ("b > x", "SA306"), ("1/0 < b", "SA306"),
        ("b > 0 > 1", "SA306"), ("", "SA306"), ("b in {0, 1}", "SA306"),
        ("x > 0", "SA307"), ("e > 0", "SA307"), ("pi > 0", "SA307"), ("tanh > 0", "SA307"),
        ("relu > 0", "SA307"), ("b in (1, 0)", "SA307"), ("b in (0, 0)", "SA307"),
        ("b in [2, 2]", "SA307"), ("b in (oo, 0)", "SA307"), ("where > 0", "SA307"),
    ],
)  # fmt: skip
def test_wrong_declarations(text: str, code: str) -> None:
    """Each with a mend."""
    with pytest.raises(InputError) as refusal:
        declaration(text)
    assert refusal.value.diagnostic.code == code
    assert refusal.value.diagnostic.help


def test_parameters_in_python() -> None:
    """Domains as text or as a Domain; the symbol knows its sign; every one must occur."""
    text = "x/(1 + exp(-b*x)) + c"
    given = {"b": "(0, oo)", "c": Domain(upper=Fraction(0))}
    mine = Activation.from_text(text, "mine", parameters=given)

    assert [str(p.domain) for p in mine.parameters] == ["(0, oo)", "(-oo, 0)"]
    assert mine.values == (1, -1)
    assert mine.parameters[0].symbol.is_positive
    assert mine.with_parameters(b=2).function == x / (1 + sp.exp(-2 * x)) - 1
    assert declarations({"b": "positive"})[0].domain == declaration("b > 0").domain
    with pytest.raises(InputError, match="'d' does not occur"):
        Activation.from_text("x", parameters={"d": "real"})
    with pytest.raises(InputError, match="declared twice"):
        declarations({"β": "> 0", "beta": "> 0"})


def test_a_left_side_and_a_parameter_are_kept_apart() -> None:
    """Neither hides the other."""
    given = {"b": "> 0"}
    for text in ("f(b) = b*x", "b = b*x", "b(x) = b*x", r"f(b) = b\,x", r"b(x) = b x^{2}"):
        with pytest.raises(InputError, match="declared as a parameter"):
            Activation.from_text(text, parameters=given)


def test_an_unknown_letter_says_how_to_declare_it() -> None:
    """On the command line, in Python, and as the variable."""
    with pytest.raises(InputError) as refusal:
        read_expression("b*x")
    mend = refusal.value.diagnostic.help
    assert "--parameter 'b > 0'" in mend
    assert "parameters={'b': '(0, oo)'}" in mend
    assert "f(b) = ..." in mend
