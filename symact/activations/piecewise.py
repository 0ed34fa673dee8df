"""Activations with bends and jumps, made of rational pieces."""

import sympy as sp

from symact.core.activation import Activation, Convention, x

ENTRIES = (
    Activation(
        name="hard_sigmoid",
        title="Hard sigmoid",
        notation=r"\operatorname{hardsigmoid}",
        expression=sp.Piecewise((0, x <= -3), (x / 6 + sp.Rational(1, 2), x < 3), (1, True)),
        aliases=("hardsigmoid",),
        conventions=(
            Convention("PyTorch", sp.Integer(-3), sp.S.Zero, "torch.autograd"),
            Convention("PyTorch", sp.Integer(3), sp.S.Zero, "torch.autograd"),
        ),
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
        conventions=(
            Convention("PyTorch", sp.Integer(-3), sp.S.Zero, "torch.autograd, release 2.13"),
            Convention("PyTorch", sp.Integer(3), sp.S.One, "torch.autograd, release 2.13"),
        ),
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
)
