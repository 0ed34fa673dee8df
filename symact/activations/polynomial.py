"""Activations made of polynomials."""

import sympy as sp

from symact.core.activation import Activation, x

_OSCILLATING = (
    "Noel, Bharadwaj, Muthiah-Nakarajan, Dutta and Amali, Biologically inspired oscillating "
    "activation functions can bridge the performance gap between biological and artificial "
    "neurons, arXiv:2111.04020, 2021"
)

ENTRIES = (
    Activation(
        name="quadratic",
        title="Square",
        notation=r"\operatorname{sq}",
        expression=x**2,
        aliases=("square_activation",),
        source="Gilad-Bachrach, Dowlin, Laine, Lauter, Naehrig and Wernsing, CryptoNets: Applying "
        "neural networks to encrypted data with high throughput and accuracy, ICML 2016",
        intuition="The only bend that can be computed on encrypted numbers with one product.",
        use="Networks on encrypted data.",
    ),
    Activation(
        name="cubic",
        title="Cube",
        notation=r"\operatorname{cube}",
        expression=x**3,
        aliases=("cube_activation",),
        source="Chen and Manning, A fast and accurate dependency parser using neural networks, "
        "EMNLP 2014",
        intuition="A sum, cubed: every product of three features appears in it.",
        use="Text models in which words, tags and labels must meet in triples.",
    ),
    Activation(
        name="ncu",
        title="Non-monotonic cubic unit",
        notation=r"\operatorname{NCU}",
        expression=x - x**3,
        aliases=("non_monotonic_cubic_unit",),
        source=_OSCILLATING,
        intuition="A neuron that turns around when it is pushed too far.",
        use="Single units that can learn the exclusive or.",
    ),
    Activation(
        name="squ",
        title="Shifted quadratic unit",
        notation=r"\operatorname{SQU}",
        expression=x**2 + x,
        aliases=("shifted_quadratic_unit",),
        source=_OSCILLATING,
        intuition="A parabola that passes through the origin with slope one.",
        use="Single units that can learn the exclusive or.",
    ),
    Activation(
        name="sqlu",
        title="SQLU",
        notation=r"\operatorname{SQLU}",
        expression=sp.Piecewise((-1, x < -2), (x + x**2 / 4, x <= 0), (x, True)),
        aliases=("square_linear_unit",),
        source="Wuraola, Patel and Nguang, Efficient activation functions for embedded inference "
        "engines, Neurocomputing 442, 2021",
        intuition="An ELU whose left half is an arc of a parabola down to a flat floor.",
        use="Microcontrollers, where a square is all that can be afforded.",
    ),
    Activation(
        name="log_sqnl",
        title="Log-SQNL",
        notation=r"\operatorname{LogSQNL}",
        expression=sp.Piecewise(
            (0, x < -2),
            ((x + x**2 / 4) / 2 + sp.Rational(1, 2), x < 0),
            ((x - x**2 / 4) / 2 + sp.Rational(1, 2), x <= 2),
            (1, True),
        ),
        aliases=("square_sigmoid",),
        source="Wuraola, Patel and Nguang, Efficient activation functions for embedded inference "
        "engines, Neurocomputing 442, 2021",
        intuition="A sigmoid of two arcs of parabolas between -2 and 2.",
        use="Gates on microcontrollers.",
    ),
)
