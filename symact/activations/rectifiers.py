"""Activations that are the identity on the positive half line."""

from fractions import Fraction

import sympy as sp

from symact.activations.conventions import JAX, KERAS, PYTORCH, measured
from symact.core.activation import POSITIVE, REALS, Activation, Convention, Parameter, x

_alpha = sp.Symbol("alpha", real=True)
_alpha_positive = sp.Symbol("alpha", positive=True)

_theta = sp.Symbol("theta", real=True)
_v = sp.Symbol("v", real=True)
_a = sp.Symbol("a", positive=True)
_b = sp.Symbol("b", positive=True)
_s = sp.Symbol("s", real=True)
_offset = sp.Symbol("b", real=True)
_delta = sp.Symbol("delta", positive=True)

SELU_ALPHA = sp.Rational(16732632423543772848170429916717, 10**31)
SELU_SCALE = sp.Rational(10507009873554804934193349852946, 10**31)


def _at_zero(**values: sp.Expr) -> tuple[Convention, ...]:
    """What each framework returns for the derivative at the kink 0."""
    sources = {"PyTorch": PYTORCH, "JAX": JAX, "Keras": KERAS}
    return tuple(Convention(name, sp.S.Zero, values[name], sources[name]) for name in values)


ENTRIES = (
    Activation(
        name="linear",
        title="Linear",
        notation=r"\operatorname{id}",
        expression=x,
        aliases=("identity",),
        source="Widrow and Hoff 1960",
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
            (SELU_SCALE * x, x > 0), (SELU_SCALE * SELU_ALPHA * (sp.exp(x) - 1), True)
        ),
        aliases=("scaled_exponential_linear_unit",),
        conventions=_at_zero(
            PyTorch=SELU_SCALE * SELU_ALPHA, JAX=SELU_SCALE * SELU_ALPHA, Keras=SELU_SCALE
        ),
        display=r"\lambda \begin{cases} x & x > 0 \\ \alpha (e^{x} - 1) & x \le 0 \end{cases}",
        source="Klambauer, Unterthiner, Mayr and Hochreiter 2017",
        intuition="An ELU scaled so that normalised inputs stay normalised from layer to layer.",
        use="Plain deep networks without batch normalisation.",
    ),
    Activation(
        name="leaky_relu_keras",
        title="Leaky ReLU (Keras)",
        notation=r"\operatorname{LeakyReLU}",
        expression=sp.Piecewise((x, x > 0), (_alpha_positive * x, True)),
        aliases=("keras_leaky_relu",),
        parameters=(Parameter(_alpha_positive, POSITIVE, Fraction(1, 5)),),
        conventions=_at_zero(Keras=_alpha_positive),
        source="keras.activations.leaky_relu: negative_slope 0.2 (the layer LeakyReLU takes 0.3)",
        intuition="The leaky rectifier with the wider vent of Keras's function of that name.",
        use="Models written in Keras that call the function and do not name the slope.",
    ),
    Activation(
        name="very_leaky_relu",
        title="Very leaky ReLU",
        notation=r"\operatorname{VLReLU}",
        expression=sp.Piecewise((x, x > 0), (x / 3, True)),
        aliases=("vlrelu",),
        source="Graham, Spatially-sparse convolutional neural networks, arXiv:1409.6070, 2014",
        intuition="A rectifier with a vent so wide that a third of every push backward passes.",
        use="Convolutional networks for small images.",
    ),
    Activation(
        name="rrelu",
        title="RReLU (evaluation mode)",
        notation=r"\operatorname{RReLU}",
        expression=sp.Piecewise((x, x > 0), ((_a + _b) / 2 * x, True)),
        aliases=("randomised_relu", "randomized_relu", "randomized_leaky_relu"),
        parameters=(
            Parameter(_a, POSITIVE, Fraction(1, 8)),
            Parameter(_b, POSITIVE, Fraction(1, 3)),
        ),
        conventions=measured(pytorch={0: (_a + _b) / 2}),
        source="Xu, Wang, Chen and Li, Empirical evaluation of rectified activations in "
        "convolutional network, arXiv:1505.00853, 2015; torch.nn.RReLU",
        intuition="In training the vent flutters at random; in use it stands at its mean width.",
        use="Small data sets, where the random slope acts as a regulariser.",
    ),
    Activation(
        name="relu6",
        title="ReLU6",
        notation=r"\operatorname{ReLU6}",
        expression=sp.Min(6, sp.Max(0, x)),
        conventions=measured(pytorch={0: 0, 6: 0}, jax={0: 0, 6: 0}, keras={0: 0, 6: 0}),
        source="Krizhevsky, Convolutional deep belief networks on CIFAR-10, 2010",
        intuition="A rectifier with a ceiling at six.",
        use="Networks on telephones, where the ceiling keeps fixed-point numbers exact.",
    ),
    Activation(
        name="bounded_relu",
        title="Bounded ReLU",
        notation=r"\operatorname{BReLU}",
        expression=sp.Min(_a, sp.Max(0, x)),
        aliases=("brelu",),
        parameters=(Parameter(_a, POSITIVE, Fraction(1)),),
        source="Liew, Khalil-Hani and Bakhteri, Bounded activation functions for enhanced training "
        "stability of deep neural networks on visual pattern recognition problems, "
        "Neurocomputing 216, 2016",
        intuition="A rectifier with a ceiling of your choice.",
        use="Keeping activations from growing without bound.",
    ),
    Activation(
        name="bounded_leaky_relu",
        title="Bounded leaky ReLU",
        notation=r"\operatorname{BLReLU}",
        expression=sp.Piecewise(
            (_alpha_positive * x, x <= 0),
            (x, x < _a),
            (_alpha_positive * x + (1 - _alpha_positive) * _a, True),
        ),
        aliases=("blrelu",),
        parameters=(
            Parameter(_alpha_positive, POSITIVE, Fraction(1, 100)),
            Parameter(_a, POSITIVE, Fraction(1)),
        ),
        source="Liew, Khalil-Hani and Bakhteri, Bounded activation functions for enhanced training "
        "stability of deep neural networks on visual pattern recognition problems, "
        "Neurocomputing 216, 2016",
        intuition="A ramp with a vent below and a leaking ceiling above.",
        use="A bounded rectifier whose gradient never vanishes altogether.",
    ),
    Activation(
        name="threshold_torch",
        title="Threshold (PyTorch, Keras)",
        notation=r"\operatorname{Threshold}",
        expression=sp.Piecewise((x, x > _theta), (_v, True)),
        aliases=("threshold_keras", "nn_threshold"),
        parameters=(
            Parameter(_theta, REALS, Fraction(0)),
            Parameter(_v, REALS, Fraction(1, 2)),
        ),
        conventions=measured(pytorch={0: 0}),
        source="torch.nn.Threshold; keras.activations.threshold; neither has defaults, and the "
        "ones here are of PyTorch's example",
        intuition="A guard who lets the tall ones pass and replaces all others by the same puppet.",
        use="Models that must reproduce PyTorch's or Keras' function.",
    ),
    Activation(
        name="thresholded_relu",
        title="Thresholded ReLU",
        notation=r"\operatorname{ThresholdedReLU}",
        expression=sp.Piecewise((x, x > _theta), (0, True)),
        aliases=("trec", "truncated_rectifier"),
        parameters=(Parameter(_theta, REALS, Fraction(1)),),
        source="Konda, Memisevic and Krueger, Zero-bias autoencoders and the benefits of "
        "co-adapting features, arXiv:1402.3337, 2014; ONNX operator ThresholdedRelu",
        intuition="A door that opens only to a strong push, and then opens at once.",
        use="Sparse features without a bias.",
    ),
    Activation(
        name="shifted_relu",
        title="Shifted ReLU",
        notation=r"\operatorname{SReLU}",
        expression=sp.Max(-1, x),
        source="Clevert, Unterthiner and Hochreiter, Fast and accurate deep network learning by "
        "exponential linear units (ELUs), arXiv:1511.07289, 2015",
        intuition="A rectifier moved down its own diagonal, so that its corner is at -1.",
        use="Outputs whose mean should be nearer to zero than those of a ReLU.",
    ),
    Activation(
        name="displaced_relu",
        title="Displaced ReLU",
        notation=r"\operatorname{DReLU}",
        expression=sp.Max(-_delta, x),
        aliases=("drelu",),
        parameters=(Parameter(_delta, POSITIVE, Fraction(1, 20)),),
        source="Macêdo, Zanchettin, Oliveira and Ludermir, Enhancing batch normalized "
        "convolutional networks using displaced rectifier linear units: A systematic "
        "comparative study, Expert Systems with Applications 124, 2019",
        intuition="A ReLU whose corner has slid a little way down the diagonal.",
        use="Convolutional networks with batch normalisation.",
    ),
    Activation(
        name="absolute_value",
        title="Absolute value",
        notation=r"\operatorname{abs}",
        expression=sp.Abs(x),
        aliases=("vrelu", "full_wave_rectifier"),
        conventions=measured(pytorch={0: 0}, jax={0: 1}),
        source="Jarrett, Kavukcuoglu, Ranzato and LeCun, What is the best multi-stage architecture "
        "for object recognition?, ICCV 2009",
        intuition="A mirror at zero: what is on the left is seen on the right.",
        use="Features for which a bright edge and a dark edge count the same.",
    ),
    Activation(
        name="squared_relu",
        title="Squared ReLU",
        notation=r"\operatorname{ReLU}^{2}",
        expression=sp.Max(0, x) ** 2,
        aliases=("relu2", "relu_squared"),
        source="So, Mańke, Liu, Dai, Shazeer and Le, Primer: Searching for efficient transformers "
        "for language modeling, arXiv:2109.08668, 2021",
        intuition="A one-way door that swings the wider the harder it is pushed.",
        use="Feed-forward layers of transformers.",
    ),
    Activation(
        name="cubed_relu",
        title="Cubed ReLU",
        notation=r"\operatorname{ReLU}^{3}",
        expression=sp.Max(0, x) ** 3,
        aliases=("relu3",),
        source="E and Yu, The deep Ritz method: A deep learning-based numerical algorithm for "
        "solving variational problems, arXiv:1710.00211, 2017",
        intuition="A rectifier that starts so gently that even its curvature begins at zero.",
        use="Networks that solve differential equations and must be differentiated twice.",
    ),
    Activation(
        name="star_relu",
        title="StarReLU",
        notation=r"\operatorname{StarReLU}",
        expression=_s * sp.Max(0, x) ** 2 + _offset,
        parameters=(
            Parameter(_s, REALS, Fraction(8944, 10000)),
            Parameter(_offset, REALS, Fraction(-4472, 10000)),
        ),
        source="Yu, Si, Zhou, Luo, Zhou, Feng, Yan and Wang, MetaFormer baselines for vision, "
        "arXiv:2210.13452, 2022",
        intuition="A squared ReLU shifted and scaled to mean 0 and variance 1 on normal inputs.",
        use="Vision transformers, in place of GELU at a quarter of its cost.",
    ),
    Activation(
        name="maxsig",
        title="Maximum of x and sigmoid",
        notation=r"\operatorname{Maxsig}",
        expression=sp.Max(x, 1 / (1 + sp.exp(-x))),
        source="Ramachandran, Zoph and Le, Searching for activation functions, "
        "arXiv:1710.05941, 2017",
        intuition="A sigmoid until the identity overtakes it.",
        use="A by-product of the search that found Swish.",
    ),
    Activation(
        name="maxtanh",
        title="Maximum of x and tanh",
        notation=r"\operatorname{Maxtanh}",
        expression=sp.Max(x, sp.tanh(x)),
        source="Ramachandran, Zoph and Le, Searching for activation functions, "
        "arXiv:1710.05941, 2017",
        intuition="Tanh on the left, the identity on the right: whichever is larger.",
        use="A by-product of the search that found Swish.",
    ),
)
