"""Activations with bends and jumps, made of rational pieces."""

from fractions import Fraction

import sympy as sp

from symact.activations.conventions import measured
from symact.core.activation import POSITIVE, REALS, Activation, Domain, Parameter, x

_alpha = sp.Symbol("alpha", positive=True)
_beta = sp.Symbol("beta", real=True)
_a = sp.Symbol("a", nonpositive=True)
_b = sp.Symbol("b", positive=True)

_UP_TO_ZERO = Domain(upper=Fraction(0), upper_closed=True)

ENTRIES = (
    Activation(
        name="hard_sigmoid",
        title="Hard sigmoid",
        notation=r"\operatorname{hardsigmoid}",
        expression=sp.Piecewise((0, x <= -3), (x / 6 + sp.Rational(1, 2), x < 3), (1, True)),
        aliases=("hardsigmoid",),
        conventions=measured(pytorch={-3: 0, 3: 0}, jax={-3: 0, 3: 0}),
        source="Courbariaux, Bengio and David 2015; slope 1/6 of Howard et al. 2019",
        intuition="A sigmoid drawn with a ruler: off, a straight ramp, on.",
        use="Gates on hardware where an exponential is expensive.",
    ),
    Activation(
        name="hardswish",
        title="Hard swish",
        notation=r"\operatorname{hardswish}",
        expression=sp.Piecewise((0, x <= -3), (x * (x + 3) / 6, x < 3), (x, True)),
        aliases=("hard_swish", "hard_silu"),
        conventions=measured(pytorch={-3: 0, 3: 1}, jax={-3: 0, 3: 1}),
        source="Howard et al. 2019",
        intuition="Swish with the ruler-drawn sigmoid as its gate.",
        use="Image models on telephones.",
    ),
    Activation(
        name="softsign",
        title="Softsign",
        notation=r"\operatorname{softsign}",
        expression=x / (1 + sp.Abs(x)),
        display=r"\frac{x}{1 + |x|}",
        source="Bergstra, Desjardins, Lamblin and Bengio 2009",
        intuition="A slower tanh: it nears its ends like 1/x and not like an exponential.",
        use="A tanh whose gradient dies more slowly.",
    ),
    Activation(
        name="step",
        title="Step",
        notation=r"H",
        expression=sp.Piecewise((1, x >= 0), (0, True)),
        aliases=("heaviside", "threshold", "binary_step", "perceptron"),
        source="McCulloch and Pitts 1943; Rosenblatt 1958",
        intuition="A light switch: below the threshold nothing, from the threshold on everything.",
        use="The perceptron; it cannot be trained by gradients.",
    ),
    Activation(
        name="hard_sigmoid_onnx",
        title="Hard sigmoid (ONNX, Keras 2)",
        notation=r"\operatorname{HardSigmoid}",
        expression=sp.Max(0, sp.Min(1, _alpha * x + _beta)),
        aliases=("hard_sigmoid_keras2", "hard_sigmoid_theano"),
        parameters=(
            Parameter(_alpha, POSITIVE, Fraction(1, 5)),
            Parameter(_beta, REALS, Fraction(1, 2)),
        ),
        source="ONNX operator HardSigmoid: alpha 0.2, beta 0.5; theano.tensor.nnet.hard_sigmoid; "
        "tf.keras.activations.hard_sigmoid of Keras 2",
        intuition="The older ruler-drawn sigmoid: it is steeper, and full at 2.5 and not at 3.",
        use="Recurrent layers of models from the years of Theano and Keras 2.",
    ),
    Activation(
        name="sparse_sigmoid",
        title="Sparse sigmoid",
        notation=r"\operatorname{sparsesigmoid}",
        expression=sp.Piecewise((0, x <= -1), ((x + 1) / 2, x < 1), (1, True)),
        aliases=("hard_sigmoid_binaryconnect",),
        conventions=measured(jax={-1: sp.Rational(1, 4), 1: sp.Rational(1, 4)}),
        source="Courbariaux, Bengio and David, BinaryConnect, arXiv:1511.00363, 2015; "
        "jax.nn.sparse_sigmoid; keras.activations.sparse_sigmoid",
        intuition="A sigmoid that says no and yes for certain once the input leaves -1 to 1.",
        use="Gates that should really close; it is the slope of SparsePlus.",
    ),
    Activation(
        name="hard_tanh",
        title="Hard tanh",
        notation=r"\operatorname{hardtanh}",
        expression=sp.Piecewise((-1, x < -1), (x, x <= 1), (1, True)),
        aliases=("hardtanh", "relu_n1_to_1", "symmetric_saturating_linear", "satlins"),
        conventions=measured(pytorch={-1: 0, 1: 0}, jax={-1: 1, 1: 1}),
        source="Collobert, Large scale machine learning, PhD thesis, Université Paris VI, 2004; "
        "torch.nn.Hardtanh; jax.nn.hard_tanh; keras.activations.hard_tanh",
        intuition="A spring between two stops: it follows the hand until it hits one of them.",
        use="A tanh for hardware without exponentials, and quantised networks.",
    ),
    Activation(
        name="clip",
        title="Clip",
        notation=r"\operatorname{clip}",
        expression=sp.Min(_b, sp.Max(_a, x)),
        aliases=("clamp", "saturating_linear", "satlin"),
        parameters=(Parameter(_a, _UP_TO_ZERO, Fraction(0)), Parameter(_b, POSITIVE, Fraction(1))),
        conventions=measured(
            pytorch={0: 1, 1: 1}, jax={0: sp.Rational(1, 2), 1: sp.Rational(1, 2)}
        ),
        source="ONNX operator Clip; torch.clamp; jax.numpy.clip; here with zero inside the bounds",
        intuition="A lift between two floors: it goes neither below the one nor above the other.",
        use="Keeping a value inside the range that a fixed-point format can hold.",
    ),
    Activation(
        name="signum",
        title="Sign",
        notation=r"\operatorname{sgn}",
        expression=sp.sign(x),
        aliases=("bipolar_step",),
        conventions=measured(pytorch={0: 0}, jax={0: 0}),
        source="Widrow and Hoff, Adaptive switching circuits, IRE WESCON Convention Record, 1960",
        intuition="A judge who knows only against, undecided and for.",
        use="Binary networks, whose weights and outputs are -1 and 1.",
    ),
    Activation(
        name="hard_mish",
        title="Hard Mish",
        notation=r"\operatorname{hardmish}",
        expression=x * sp.Min(2, sp.Max(0, x + 2)) / 2,
        aliases=("h_mish",),
        source="Misra, H-Mish, github.com/digantamisra98/H-Mish, 2020; timm.layers.HardMish",
        intuition="Mish drawn with two arcs of parabolas and a ruler.",
        use="Image models on hardware where Mish itself is too dear.",
    ),
    Activation(
        name="sparse_plus",
        title="SparsePlus",
        notation=r"\operatorname{sparseplus}",
        expression=sp.Piecewise((0, x <= -1), ((x + 1) ** 2 / 4, x < 1), (x, True)),
        aliases=("sparseplus",),
        source="jax.nn.sparse_plus; keras.activations.sparse_plus",
        intuition="A ReLU whose corner is replaced by an arc of a parabola from -1 to 1.",
        use="A softplus that is exactly zero for very negative inputs.",
    ),
)
