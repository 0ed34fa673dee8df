"""Activations with a sine or a cosine in them."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, REALS, Activation, Parameter, x

_a = sp.Symbol("a", positive=True)
_b = sp.Symbol("b", positive=True)
_alpha = sp.Symbol("alpha", positive=True)
_omega = sp.Symbol("omega", positive=True)
_real_a = sp.Symbol("a", real=True)

_ONE = Fraction(1)
_SEARCH = "Ramachandran, Zoph and Le, Searching for activation functions, arXiv:1710.05941, 2017"
_OSCILLATING = (
    "Noel, Bharadwaj, Muthiah-Nakarajan, Dutta and Amali, Biologically inspired oscillating "
    "activation functions can bridge the performance gap between biological and artificial "
    "neurons, arXiv:2111.04020, 2021"
)


def _sinc(argument: sp.Expr) -> sp.Expr:
    """sin(u)/u with the value 1 where u is 0."""
    return sp.Piecewise((1, sp.Eq(argument, 0)), (sp.sin(argument) / argument, True))


ENTRIES = (
    Activation(
        name="sine",
        title="Sine",
        notation=r"\sin",
        expression=sp.sin(x),
        aliases=("sin",),
        source="Parascandolo, Huttunen and Virtanen, Taming the waves: Sine as activation function "
        "in deep neural networks, submitted to ICLR 2017",
        intuition="A swing: however hard the push, it comes back.",
        use="Signals that repeat.",
    ),
    Activation(
        name="siren",
        title="SIREN",
        notation=r"\sin_{\omega}",
        expression=sp.sin(_omega * x),
        parameters=(Parameter(_omega, POSITIVE, Fraction(30)),),
        source="Sitzmann, Martel, Bergman, Lindell and Wetzstein, Implicit neural representations "
        "with periodic activation functions, arXiv:2006.09661, 2020",
        intuition="A sine fast enough to draw fine detail.",
        use="Networks that store an image, a sound or a scene as a function.",
    ),
    Activation(
        name="cosine_squasher",
        title="Cosine squasher",
        notation=r"\operatorname{cs}",
        expression=sp.Piecewise(
            (0, x <= -sp.pi / 2), ((1 + sp.cos(x + 3 * sp.pi / 2)) / 2, x <= sp.pi / 2), (1, True)
        ),
        source="Gallant and White, There exists a neural network that does not make avoidable "
        "mistakes, IEEE International Conference on Neural Networks, 1988",
        intuition="A sigmoid cut out of a cosine: level, one half wave up, level.",
        use="The proof that one hidden layer contains Fourier series.",
    ),
    Activation(
        name="gcu",
        title="Growing cosine unit",
        notation=r"\operatorname{GCU}",
        expression=x * sp.cos(x),
        aliases=("growing_cosine_unit",),
        source="Noel, Arunkumar, Trivedi and Dutta, Growing cosine unit: A novel oscillatory "
        "activation function that can speedup training and reduce parameters in convolutional "
        "neural networks, arXiv:2108.12943, 2021",
        intuition="A cosine whose swings grow with the distance from zero.",
        use="Image models, with units that can learn the exclusive or alone.",
    ),
    Activation(
        name="asu",
        title="Amplifying sine unit",
        notation=r"\operatorname{ASU}",
        expression=x * sp.sin(x),
        aliases=("amplifying_sine_unit",),
        source="Rahman, Makhdoom and Lu, Amplifying sine unit: An oscillatory activation "
        "function for deep neural networks to recover nonlinear oscillations efficiently, "
        "arXiv:2304.09759, 2023",
        intuition="A sine whose swings grow with the distance from zero.",
        use="Vibrating systems.",
    ),
    Activation(
        name="snake",
        title="Snake",
        notation=r"\operatorname{snake}",
        expression=x + sp.sin(_a * x) ** 2 / _a,
        parameters=(Parameter(_a, POSITIVE, _ONE),),
        source="Ziyin, Hartwig and Ueda, Neural networks fail to learn periodic functions and how "
        "to fix it, arXiv:2006.08195, 2020",
        intuition="A staircase with round steps, which climbs for ever.",
        use="Series with a trend and a season; the sound of speech.",
    ),
    Activation(
        name="sinlu",
        title="SinLU",
        notation=r"\operatorname{SinLU}",
        expression=(x + _a * sp.sin(_b * x)) / (1 + sp.exp(-x)),
        aliases=("sinu_sigmoidal_linear_unit",),
        parameters=(Parameter(_a, POSITIVE, _ONE), Parameter(_b, POSITIVE, _ONE)),
        source="Paul, Bandyopadhyay, Yoon, Geem and Sarkar, SinLU: Sinu-sigmoidal linear unit, "
        "Mathematics 10(3), 2022",
        intuition="Swish with a ripple.",
        use="Image models with trainable ripples.",
    ),
    Activation(
        name="sinc",
        title="Sinc",
        notation=r"\operatorname{sinc}",
        expression=_sinc(x),
        aliases=("cardinal_sine",),
        source="Efe, Novel neuronal activation functions for feedforward neural networks, Neural "
        "Processing Letters 28, 2008",
        intuition="A stone in a pond: one crest, and rings that die away.",
        use="Control and identification of systems.",
    ),
    Activation(
        name="ssu",
        title="Shifted sinc unit",
        notation=r"\operatorname{SSU}",
        expression=sp.pi * _sinc(x - sp.pi),
        aliases=("shifted_sinc_unit",),
        source=_OSCILLATING,
        intuition="The pond's crest moved to the right, so that the water is level at zero.",
        use="Single units that can learn the exclusive or.",
    ),
    Activation(
        name="dsu",
        title="Decaying sine unit",
        notation=r"\operatorname{DSU}",
        expression=sp.pi / 2 * (_sinc(x - sp.pi) - _sinc(x + sp.pi)),
        aliases=("decaying_sine_unit",),
        source=_OSCILLATING,
        intuition="A crest on the right, a trough on the left, and rings that die away.",
        use="Single units that can learn the exclusive or.",
    ),
    Activation(
        name="cosid",
        title="Cosine minus x",
        notation=r"\operatorname{Cosid}",
        expression=sp.cos(x) - x,
        source=_SEARCH,
        intuition="A way down with terraces.",
        use="A by-product of the search that found Swish.",
    ),
    Activation(
        name="minsin",
        title="Minimum of x and sine",
        notation=r"\operatorname{Minsin}",
        expression=sp.Min(x, sp.sin(x)),
        source=_SEARCH,
        intuition="A slope up to zero, and a wave from there on.",
        use="A by-product of the search that found Swish.",
    ),
    Activation(
        name="expsin",
        title="Exponential of sine",
        notation=r"\operatorname{ExpSin}",
        expression=sp.exp(sp.sin(_alpha * x)),
        parameters=(Parameter(_alpha, POSITIVE, _ONE),),
        source="Ramasinghe and Lucey, Beyond periodicity: Towards a unifying framework for "
        "activations in coordinate-MLPs, arXiv:2111.15135, 2021",
        intuition="A wave with sharp crests and broad troughs.",
        use="Networks that store an image or a scene as a function of position.",
    ),
    Activation(
        name="sine_relu",
        title="SineReLU",
        notation=r"\operatorname{SineReLU}",
        expression=sp.Piecewise((x, x > 0), (_real_a * (sp.sin(x) - sp.cos(x)), True)),
        parameters=(Parameter(_real_a, REALS, Fraction(25, 10**4)),),
        source="Rodrigues, SineReLU: an alternative to the ReLU activation function, 2018 (in "
        "keras_contrib.layers.SineReLU it is the maximum of both parts instead)",
        intuition="A ReLU whose dead side hums quietly.",
        use="A ReLU whose units should not die.",
    ),
)
