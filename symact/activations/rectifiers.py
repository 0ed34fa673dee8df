"""Activations that are the identity on the positive half line."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, REALS, Activation, Convention, Parameter, x

_alpha = sp.Symbol("alpha", real=True)
_alpha_positive = sp.Symbol("alpha", positive=True)

_SELU_ALPHA = sp.Rational(16732632423543772848170429916717, 10**31)
_SELU_SCALE = sp.Rational(10507009873554804934193349852946, 10**31)


def _at_zero(**values: sp.Expr) -> tuple[Convention, ...]:
    """What each framework returns for the derivative at the kink 0."""
    sources = {
        "PyTorch": "torch.autograd",
        "JAX": "jax.grad",
        "Keras": "tensorflow gradient kernels",
    }
    return tuple(Convention(name, sp.S.Zero, values[name], sources[name]) for name in values)


ENTRIES = (
    Activation(
        name="linear",
        title="Linear",
        notation=r"\operatorname{id}",
        expression=x,
        aliases=("identity",),
        source="",
        intuition="A wire: what goes in comes out.",
        use="The output unit of a regression.",
    ),
    Activation(
        name="relu",
        title="ReLU",
        notation=r"\operatorname{ReLU}",
        expression=sp.Max(0, x),
        aliases=("rectified_linear_unit", "rectifier"),
        conventions=_at_zero(PyTorch=sp.S.Zero, JAX=sp.S.Zero, Keras=sp.S.Zero),
        display=r"\max(0, x)",
        source="Nair and Hinton 2010",
        intuition="A one-way door: a push forward moves it freely, a push backward not at all.",
        use="The first choice for hidden layers.",
    ),
    Activation(
        name="leaky_relu",
        title="Leaky ReLU",
        notation=r"\operatorname{LeakyReLU}",
        expression=sp.Piecewise((x, x > 0), (_alpha_positive * x, True)),
        aliases=("lrelu",),
        parameters=(Parameter(_alpha_positive, POSITIVE, Fraction(1, 100)),),
        conventions=_at_zero(PyTorch=_alpha_positive, JAX=sp.S.One, Keras=_alpha_positive),
        source="Maas, Hannun and Ng 2013",
        intuition="The one-way door with a vent: a push backward still lets a little air through.",
        use="Hidden layers in which units of a ReLU have died.",
    ),
    Activation(
        name="prelu",
        title="PReLU",
        notation=r"\operatorname{PReLU}",
        expression=sp.Piecewise((x, x > 0), (_alpha * x, True)),
        aliases=("parametric_relu",),
        parameters=(Parameter(_alpha, REALS, Fraction(1, 4)),),
        conventions=_at_zero(PyTorch=_alpha),
        source="He, Zhang, Ren and Sun 2015",
        intuition="A leaky rectifier that learns how wide its vent should be.",
        use="Image models with enough data to learn one more number per channel.",
    ),
    Activation(
        name="elu",
        title="ELU",
        notation=r"\operatorname{ELU}",
        expression=sp.Piecewise((x, x > 0), (_alpha_positive * (sp.exp(x) - 1), True)),
        aliases=("exponential_linear_unit",),
        parameters=(Parameter(_alpha_positive, POSITIVE, Fraction(1)),),
        conventions=_at_zero(PyTorch=_alpha_positive, JAX=_alpha_positive),
        source="Clevert, Unterthiner and Hochreiter 2015",
        intuition="A rectifier with a floor: negative inputs sink towards it and never reach it.",
        use="Hidden layers whose mean output should stay near zero.",
    ),
    Activation(
        name="selu",
        title="SELU",
        notation=r"\operatorname{SELU}",
        expression=sp.Piecewise(
            (_SELU_SCALE * x, x > 0), (_SELU_SCALE * _SELU_ALPHA * (sp.exp(x) - 1), True)
        ),
        aliases=("scaled_exponential_linear_unit",),
        conventions=_at_zero(PyTorch=_SELU_SCALE * _SELU_ALPHA, JAX=_SELU_SCALE * _SELU_ALPHA),
        display=r"\lambda \begin{cases} x & x > 0 \\ \alpha (e^{x} - 1) & x \le 0 \end{cases}",
        source="Klambauer, Unterthiner, Mayr and Hochreiter 2017",
        intuition="An ELU scaled so that normalised inputs stay normalised from layer to layer.",
        use="Plain deep networks without batch normalisation.",
    ),
)
