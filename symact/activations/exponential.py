"""Activations built from the exponential: the logistic function and its relatives."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, Activation, Parameter, x

_beta = sp.Symbol("beta", positive=True)

ENTRIES = (
    Activation(
        name="sigmoid",
        title="Sigmoid",
        notation=r"\sigma",
        expression=1 / (1 + sp.exp(-x)),
        aliases=("logistic", "logistic_sigmoid", "expit"),
        output_letter="s",
        source="Verhulst 1838; Rumelhart, Hinton and Williams 1986",
        intuition="A dimmer: it answers changes near the middle and hardly any near its ends.",
        use="An output unit that states the probability of one of two classes; gates of an LSTM.",
    ),
    Activation(
        name="tanh",
        title="Tanh",
        notation=r"\tanh",
        expression=sp.tanh(x),
        aliases=("hyperbolic_tangent",),
        display=r"\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
        output_letter="t",
        source="LeCun, Bottou, Orr and Müller 1998",
        intuition="A thermometer with both signs: cold below zero, warm above, mild at zero.",
        use="Hidden units of recurrent networks, and outputs that lie between two opposite values.",
    ),
    Activation(
        name="softplus",
        title="Softplus",
        notation=r"\operatorname{softplus}",
        expression=sp.log(1 + sp.exp(x)),
        aliases=("smooth_relu",),
        source="Dugas, Bengio, Bélisle, Nadeau and Garcia 2001",
        intuition="A ReLU whose corner has been sanded down.",
        use="An output that must be positive, such as a variance.",
    ),
    Activation(
        name="swish",
        title="Swish",
        notation=r"\operatorname{swish}",
        expression=x / (1 + sp.exp(-_beta * x)),
        aliases=("silu", "sigmoid_linear_unit"),
        parameters=(Parameter(_beta, POSITIVE, Fraction(1)),),
        display=r"x\,\sigma(\beta x)",
        source="Elfwing, Uchibe and Doya 2017; Ramachandran, Zoph and Le 2017",
        intuition="A water tap: the input decides, through the sigmoid, how much of itself flows.",
        use="Hidden layers of deep convolutional and language models.",
    ),
    Activation(
        name="mish",
        title="Mish",
        notation=r"\operatorname{mish}",
        expression=x * sp.tanh(sp.log(1 + sp.exp(x))),
        display=r"x \tanh(\ln(1 + e^{x}))",
        source="Misra 2019",
        intuition="Swish with a softer gate: a dip on the left, the identity on the right.",
        use="Hidden layers of image models, as an alternative to Swish.",
    ),
)
