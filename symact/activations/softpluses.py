"""Smooth rectifiers: flat or falling on the left, straight on the right, rounded between."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, REALS, Activation, Parameter, x

_alpha = sp.Symbol("alpha", real=True)
_beta = sp.Symbol("beta", positive=True)
_mu = sp.Symbol("mu", positive=True)
_b = sp.Symbol("b", positive=True)
_c = sp.Symbol("c", positive=True)
_k = sp.Symbol("k", positive=True)
_theta = sp.Symbol("theta", positive=True)
_rho = sp.Symbol("rho", real=True)

_softplus = sp.log(1 + sp.exp(x))

_ONE = Fraction(1)
_SMU = (
    "Biswas, Kumar, Banerjee and Pandey, SMU: Smooth activation function for deep networks using "
    "smoothing maximum technique, arXiv:2111.04682, 2021"
)

ENTRIES = (
    Activation(
        name="log_sigmoid",
        title="Log-sigmoid",
        notation=r"\operatorname{logsigmoid}",
        expression=-sp.log(1 + sp.exp(-x)),
        aliases=("logsigmoid",),
        display=r"\ln \sigma(x)",
        source="torch.nn.LogSigmoid; jax.nn.log_sigmoid; keras.activations.log_sigmoid",
        intuition="A softplus turned upside down: the cost of having been sure and wrong.",
        use="The logarithm of a probability in a loss.",
    ),
    Activation(
        name="softplus_torch",
        title="Softplus (PyTorch)",
        notation=r"\operatorname{Softplus}",
        expression=sp.Piecewise(
            (x, x > _theta / _beta), (sp.log(1 + sp.exp(_beta * x)) / _beta, True)
        ),
        aliases=("torch_softplus", "nn_softplus"),
        parameters=(Parameter(_beta, POSITIVE, _ONE), Parameter(_theta, POSITIVE, Fraction(20))),
        source="torch.nn.Softplus: beta 1, threshold 20; above the threshold the identity",
        intuition="A softplus that gives up its logarithm once nobody would notice, or hardly.",
        use="Models that must reproduce PyTorch's function to the last digit.",
    ),
    Activation(
        name="softplus_beta",
        title="Softplus with a sharpness",
        notation=r"\operatorname{softplus}",
        expression=sp.log(1 + sp.exp(_beta * x)) / _beta,
        aliases=("beta_softplus", "sharp_softplus"),
        parameters=(Parameter(_beta, POSITIVE, Fraction(2)),),
        source="torch.nn.Softplus without its threshold; there beta is 1 unless it is set, and 2 "
        "stands here to tell it from softplus",
        intuition="A softplus that comes as near to ReLU as one likes.",
        use="A smooth ReLU whose corner is as sharp as the task allows.",
    ),
    Activation(
        name="shifted_softplus",
        title="Shifted softplus",
        notation=r"\operatorname{ssp}",
        expression=sp.log((1 + sp.exp(x)) / 2),
        aliases=("ssp",),
        source="Schütt, Kindermans, Sauceda, Chmiela, Tkatchenko and Müller, SchNet: A continuous-"
        "filter convolutional neural network for modeling quantum interactions, "
        "arXiv:1706.08566, 2017",
        intuition="A softplus lowered until it passes through the origin.",
        use="Networks for molecules, whose forces are derivatives of the output.",
    ),
    Activation(
        name="squareplus",
        title="Squareplus",
        notation=r"\operatorname{squareplus}",
        expression=(x + sp.sqrt(x**2 + _b)) / 2,
        parameters=(Parameter(_b, POSITIVE, Fraction(4)),),
        source="Barron, Squareplus: A softplus-like algebraic rectifier, arXiv:2112.11687, 2021; "
        "jax.nn.squareplus; keras.activations.squareplus",
        intuition="A softplus made of a square root: one arm of a hyperbola.",
        use="A softplus where exponentials are expensive or overflow.",
    ),
    Activation(
        name="soft_plus_plus",
        title="Soft++",
        notation=r"\operatorname{softpp}",
        expression=sp.log(1 + sp.exp(_k * x)) + x / _c - sp.log(2),
        aliases=("softplusplus",),
        parameters=(Parameter(_k, POSITIVE, _ONE), Parameter(_c, POSITIVE, Fraction(2))),
        source="Ciuparu, Nagy-Dăbâcan and Mureşan, Soft++, a multi-parametric non-saturating "
        "non-linearity that improves convergence in deep neural architectures, "
        "Neurocomputing 384, 2020",
        intuition="A softplus on a slope, lowered until it passes through the origin.",
        use="Deep networks that should not saturate on either side.",
    ),
    Activation(
        name="rand_softplus",
        title="Rand softplus (fixed mixture)",
        notation=r"\operatorname{RSP}",
        expression=(1 - _rho) * sp.Max(0, x) + _rho * _softplus,
        aliases=("rsp",),
        parameters=(Parameter(_rho, REALS, Fraction(1, 2)),),
        source="Chen, Mai, Xiao and Zhang, Improving the antinoise ability of DNNs via a "
        "bio-inspired noise adaptive activation function Rand softplus, Neural Computation "
        "31(6), 2019; the share is learned there, and the half is ours",
        intuition="A mixture of a ReLU and a softplus.",
        use="Inputs with noise, of which the share of softplus is a measure.",
    ),
    Activation(
        name="smelu",
        title="SmeLU",
        notation=r"\operatorname{SmeLU}",
        expression=sp.Piecewise(
            (0, x <= -_beta), ((x + _beta) ** 2 / (4 * _beta), x < _beta), (x, True)
        ),
        aliases=("smooth_relu_smelu",),
        parameters=(Parameter(_beta, POSITIVE, _ONE),),
        source="Shamir, Lin and Coviello, Smooth activations and reproducibility in deep networks, "
        "arXiv:2010.09931, 2020",
        intuition="A ReLU whose corner is replaced by an arc of a parabola as wide as you like.",
        use="Models that should come out alike when they are trained twice.",
    ),
    Activation(
        name="smu",
        title="SMU",
        notation=r"\operatorname{SMU}",
        expression=((1 + _alpha) * x + (1 - _alpha) * x * sp.erf(_mu * (1 - _alpha) * x)) / 2,
        aliases=("smooth_maximum_unit",),
        parameters=(
            Parameter(_alpha, REALS, Fraction(1, 4)),
            Parameter(_mu, POSITIVE, Fraction(10**6)),
        ),
        source=_SMU,
        intuition="A leaky ReLU whose maximum is smoothed by the error function.",
        use="A trainable smoothing of leaky ReLU; it starts out almost sharp.",
    ),
    Activation(
        name="smu1",
        title="SMU-1",
        notation=r"\operatorname{SMU1}",
        expression=((1 + _alpha) * x + sp.sqrt((1 - _alpha) ** 2 * x**2 + _mu**2)) / 2,
        parameters=(
            Parameter(_alpha, REALS, Fraction(1, 4)),
            Parameter(_mu, POSITIVE, Fraction(4352665993287951, 10**24)),
        ),
        source=_SMU,
        intuition="A leaky ReLU whose maximum is smoothed by a square root.",
        use="A trainable smoothing of leaky ReLU; it starts out almost sharp.",
    ),
    Activation(
        name="exponential",
        title="Exponential",
        notation=r"\exp",
        expression=sp.exp(x),
        source="keras.activations.exponential",
        intuition="Growth in proportion to what is there already.",
        use="Outputs that are rates or scales and therefore positive.",
    ),
    Activation(
        name="soft_exponential",
        title="Soft exponential (positive parameter)",
        notation=r"\operatorname{softexp}",
        expression=(sp.exp(_k * x) - 1) / _k + _k,
        aliases=("softexp",),
        parameters=(Parameter(_k, POSITIVE, Fraction(1, 2)),),
        source="Godfrey and Gashler, A continuum among logarithmic, linear, and exponential "
        "functions, and its potential to improve generalization in neural networks, "
        "arXiv:1602.01321, 2016; the half is ours",
        intuition="A bridge from the identity, as the parameter goes to 0, to the exponential.",
        use="Networks that are to discover sums, products and powers.",
    ),
    Activation(
        name="bent_identity",
        title="Bent identity",
        notation=r"\operatorname{bent}",
        expression=(sp.sqrt(x**2 + 1) - 1) / 2 + x,
        source="Kunc and Kléma, Three decades of activations, arXiv:2402.09092, 2024",
        intuition="The identity with a gentle bend: it climbs more slowly below zero than above.",
        use="Regression, where the output should not saturate.",
    ),
)
