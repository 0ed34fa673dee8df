"""Activations that answer to inputs near one place and fade, or grow, on both sides of it."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, Activation, Parameter, x

_a = sp.Symbol("a", positive=True)
_epsilon = sp.Symbol("epsilon", positive=True)

_ONE = Fraction(1)
_WIDTH = Parameter(_a, POSITIVE, _ONE)
_SHAPE = Parameter(_epsilon, POSITIVE, _ONE)
_COORDINATES = (
    "Ramasinghe and Lucey, Beyond periodicity: Towards a unifying framework for activations in "
    "coordinate-MLPs, arXiv:2111.15135, 2021"
)

ENTRIES = (
    Activation(
        name="gaussian",
        title="Gaussian",
        notation=r"\operatorname{gauss}",
        expression=sp.exp(-(x**2)),
        aliases=("gaussian_rbf", "radbas"),
        source="Broomhead and Lowe, Multivariable functional interpolation and adaptive networks, "
        "Complex Systems 2, 1988",
        intuition="A lamp that lights one place and hardly anything beyond it.",
        use="Networks of radial basis functions.",
    ),
    Activation(
        name="gaussian_coordinate",
        title="Gaussian with a width",
        notation=r"\operatorname{gauss}_{a}",
        expression=sp.exp(-(x**2) / (2 * _a**2)),
        aliases=("gaussian_activation",),
        parameters=(_WIDTH,),
        source=_COORDINATES,
        intuition="A bell as wide as you like.",
        use="Networks that store an image or a scene as a function of position.",
    ),
    Activation(
        name="laplacian_coordinate",
        title="Laplacian",
        notation=r"\operatorname{laplacian}",
        expression=sp.exp(-sp.Abs(x) / _a),
        aliases=("laplacian_activation",),
        parameters=(_WIDTH,),
        source=_COORDINATES,
        intuition="A tent with a sharp top and sides that fall in the same proportion everywhere.",
        use="Networks that store an image or a scene as a function of position.",
    ),
    Activation(
        name="inverse_quadratic",
        title="Inverse quadratic",
        notation=r"\operatorname{IQ}",
        expression=1 / (1 + (_epsilon * x) ** 2),
        aliases=("quadratic_coordinate",),
        parameters=(_SHAPE,),
        source=_COORDINATES,
        intuition="A bell with heavy skirts.",
        use="Radial basis functions whose reach should be long.",
    ),
    Activation(
        name="multiquadric",
        title="Multiquadric",
        notation=r"\operatorname{MQ}",
        expression=sp.sqrt(1 + (_epsilon * x) ** 2),
        parameters=(_SHAPE,),
        source="Hardy, Multiquadric equations of topography and other irregular surfaces, "
        "Journal of Geophysical Research 76(8), 1971",
        intuition="A smooth valley: a hyperbola with its lowest point at zero.",
        use="Interpolation of scattered data.",
    ),
    Activation(
        name="inverse_multiquadric",
        title="Inverse multiquadric",
        notation=r"\operatorname{IMQ}",
        expression=1 / sp.sqrt(1 + (_epsilon * x) ** 2),
        aliases=("multi_quadratic_coordinate",),
        parameters=(_SHAPE,),
        source="Hardy, Theory and applications of the multiquadric-biharmonic method, Computers "
        f"and Mathematics with Applications 19, 1990; {_COORDINATES}",
        intuition="A bell whose skirts never seem to end.",
        use="Radial basis functions whose reach should be very long.",
    ),
    Activation(
        name="mexican_hat",
        title="Mexican hat",
        notation=r"\operatorname{ricker}",
        expression=(1 - x**2) * sp.exp(-(x**2) / 2),
        aliases=("ricker_wavelet",),
        source="Ricker, The form and laws of propagation of seismic wavelets, Geophysics 18(1), "
        "1953; without the factor that makes its energy one",
        intuition="A hill with a ditch around it: near is good, a little off is bad.",
        use="Wavelet networks, and models of cells with an inhibiting surround.",
    ),
    Activation(
        name="triangular_bump",
        title="Triangular basis",
        notation=r"\operatorname{tribas}",
        expression=sp.Max(0, 1 - sp.Abs(x)),
        aliases=("tribas", "hat_function", "mirrored_relu"),
        source="MathWorks, Deep Learning Toolbox, tribas; Kunc and Kléma, Three decades of "
        "activations, arXiv:2402.09092, 2024",
        intuition="A tent between -1 and 1.",
        use="Piecewise linear interpolation, where it is the hat function.",
    ),
    Activation(
        name="sigmoid_derivative",
        title="Sigmoid derivative",
        notation=r"\operatorname{dsigmoid}",
        expression=sp.exp(-x) / (1 + sp.exp(-x)) ** 2,
        aliases=("logistic_density",),
        display=r"\sigma(x)\,(1 - \sigma(x))",
        source="Kunc and Kléma, Three decades of activations, arXiv:2402.09092, 2024, section 3.3",
        intuition="The slope of the sigmoid as a bell of its own.",
        use="Units that answer to the undecided.",
    ),
)
