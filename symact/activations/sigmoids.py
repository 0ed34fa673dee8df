"""Activations with the shape of an S between two levels."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, Activation, Parameter, x

_alpha = sp.Symbol("alpha", positive=True)
_lambda = sp.Symbol("lambda", positive=True)
_a = sp.Symbol("a", positive=True)
_b = sp.Symbol("b", positive=True)
_c = sp.Symbol("c", positive=True)
_d = sp.Symbol("d", positive=True)
_gamma = sp.Symbol("gamma", positive=True)

_ONE = Fraction(1)
_SURVEY = "Kunc and Kléma, Three decades of activations, arXiv:2402.09092, 2024"
_GOMES = (
    "Gomes, Ludermir and Lima, Comparison of new activation functions in neural network for "
    "forecasting financial time series, Neural Computing and Applications 20, 2011"
)

ENTRIES = (
    Activation(
        name="arctan",
        title="Arctangent",
        notation=r"\arctan",
        expression=sp.atan(x),
        aliases=("atan", "inverse_tangent"),
        source="Kamruzzaman and Aziz, A note on activation function in multilayer feedforward "
        "learning, IJCNN 2002",
        intuition="The angle under which a point at height x is seen from one step away.",
        use="A tanh whose slope fades like 1/x squared.",
    ),
    Activation(
        name="erf",
        title="Error function",
        notation=r"\operatorname{erf}",
        expression=sp.erf(x),
        aliases=("error_function",),
        source="ONNX operator Erf; Williams, Computing with infinite networks, NIPS 1996",
        intuition="How likely a normal variable is to land within x, with a sign.",
        use="Networks of infinite width, whose covariance it gives in closed form.",
    ),
    Activation(
        name="isru",
        title="ISRU",
        notation=r"\operatorname{ISRU}",
        expression=x / sp.sqrt(1 + _alpha * x**2),
        aliases=("inverse_square_root_unit",),
        parameters=(Parameter(_alpha, POSITIVE, _ONE),),
        source="Carlile, Delamarter, Kinney, Marti and Whitney, Improving deep learning by inverse "
        "square root linear units (ISRLUs), arXiv:1710.09967, 2017",
        intuition="The sine of the angle whose tangent is x: a tanh made of a square root.",
        use="Recurrent layers on processors with a quick inverse square root.",
    ),
    Activation(
        name="elliott",
        title="Elliott sigmoid",
        notation=r"\operatorname{Elliott}",
        expression=x / (2 * (1 + sp.Abs(x))) + sp.Rational(1, 2),
        aliases=("fann_elliot", "elliott_sigmoid"),
        source="Elliott, A better activation function for artificial neural networks, "
        "technical report TR 93-8, University of Maryland, 1993; FANN_ELLIOT",
        intuition="A sigmoid that a processor computes with one division.",
        use="Networks on very small processors.",
    ),
    Activation(
        name="lecun_tanh",
        title="LeCun's tanh",
        notation=r"\operatorname{lecuntanh}",
        expression=sp.Rational(17159, 10**4) * sp.tanh(2 * x / 3),
        aliases=("scaled_tanh",),
        source="LeCun, Bottou, Orr and Müller, Efficient BackProp, in: Neural networks: Tricks of "
        "the trade, 1998",
        intuition="A tanh stretched so that inputs of -1 and 1 come out as about -1 and 1.",
        use="Networks for targets of -1 and 1, which it reaches without saturating.",
    ),
    Activation(
        name="bipolar_sigmoid",
        title="Bipolar sigmoid",
        notation=r"\sigma_{2}",
        expression=(1 - sp.exp(-x)) / (1 + sp.exp(-x)),
        aliases=("symmetric_sigmoid",),
        source="Karlik and Olgac, Performance analysis of various activation functions in "
        "generalized MLP architectures of neural networks, International Journal of Artificial "
        "Intelligence and Expert Systems 1(4), 2011",
        intuition="A sigmoid stretched to reach from -1 to 1.",
        use="Hidden units whose output should be centred.",
    ),
    Activation(
        name="scaled_sigmoid",
        title="Scaled sigmoid",
        notation=r"\operatorname{sigmoid}^{*}",
        expression=4 / (1 + sp.exp(-x)) - 2,
        source="Xu, Huang and Li, Revise saturated activation functions, arXiv:1602.05980, 2016",
        intuition="A sigmoid moved and stretched until it passes through zero with slope one.",
        use="Deep networks of sigmoids, which it makes trainable.",
    ),
    Activation(
        name="cloglog",
        title="Complementary log-log",
        notation=r"\operatorname{cloglog}",
        expression=1 - sp.exp(-sp.exp(x)),
        aliases=("complementary_log_log", "complementary_loglog"),
        source=_GOMES,
        intuition="A lopsided sigmoid: it leaves zero slowly and arrives at one in a hurry.",
        use="Probabilities of rare events.",
    ),
    Activation(
        name="loglog",
        title="Log-log",
        notation=r"\operatorname{loglog}",
        expression=sp.exp(-sp.exp(-x)),
        source=_GOMES,
        intuition="A lopsided sigmoid: it leaves zero in a hurry and arrives at one slowly.",
        use="Forecasts of series whose rises and falls differ in shape.",
    ),
    Activation(
        name="gompertz",
        title="Gompertz",
        notation=r"\operatorname{Gompertz}",
        expression=_a * sp.exp(-_b * sp.exp(-_c * x)),
        parameters=(
            Parameter(_a, POSITIVE, _ONE),
            Parameter(_b, POSITIVE, _ONE),
            Parameter(_c, POSITIVE, _ONE),
        ),
        source="Gompertz, On the nature of the function expressive of the law of human mortality, "
        "Philosophical Transactions of the Royal Society 115, 1825; Das, Safari, Adriaensen and "
        "Hutter, arXiv:2502.03654, 2025",
        intuition="A growth curve: quick at first, and slow towards its ceiling.",
        use="The gate of GoLU.",
    ),
    Activation(
        name="aranda_ordaz",
        title="Aranda-Ordaz",
        notation=r"\operatorname{Aranda}",
        expression=1 - (1 + _lambda * sp.exp(x)) ** (-1 / _lambda),
        aliases=("aranda",),
        parameters=(Parameter(_lambda, POSITIVE, _ONE),),
        source="Aranda-Ordaz, On two families of transformations to additivity for binary response "
        "data, Biometrika 68(2), 1981; Gomes and Ludermir, Optimization of the weights and "
        "asymmetric activation function family of neural network for time series forecasting, "
        "Expert Systems with Applications 40(16), 2013",
        intuition="A family of sigmoids from the balanced one to the complementary log-log.",
        use="Forecasts whose asymmetry is to be fitted.",
    ),
    Activation(
        name="probit",
        title="Probit",
        notation=r"\Phi",
        expression=(1 + sp.erf(x / sp.sqrt(2))) / 2,
        aliases=("normal_cdf",),
        source=_GOMES,
        intuition="How likely a standard normal variable is to lie below x.",
        use="Outputs that are probabilities under normal noise; the gate of GELU.",
    ),
    Activation(
        name="cauchit",
        title="Cauchit",
        notation=r"\operatorname{cauchit}",
        expression=sp.atan(x) / sp.pi + sp.Rational(1, 2),
        aliases=("cauchy_cdf",),
        source="McCullagh and Nelder, Generalized linear models, second edition, 1989: the inverse "
        "of the Cauchy link",
        intuition="A sigmoid with heavy tails, which never takes a stray point too seriously.",
        use="Probabilities in the presence of outliers; the gate of the arctan linear unit.",
    ),
    Activation(
        name="laplace_attention",
        title="Laplace attention function",
        notation=r"\operatorname{laplace}",
        expression=(1 + sp.erf((x - sp.sqrt(sp.Rational(1, 2))) * sp.sqrt(2 * sp.pi))) / 2,
        aliases=("mega_laplace",),
        display=r"\frac{1}{2}\left(1 + \operatorname{erf}\left(\frac{x - \mu}{\sigma \sqrt{2}}"
        r"\right)\right)",
        source="Ma, Zhou, Kong, He, Gui, Neubig, May and Zettlemoyer, Mega: Moving average "
        "equipped gated attention, arXiv:2209.10655, 2022: mean sqrt(1/2), deviation "
        "sqrt(1/(4 pi))",
        intuition="A smooth step by the normal law, which imitates a bounded squared ReLU.",
        use="Attention weights whose size and slope must stay bounded.",
    ),
    Activation(
        name="rectified_tanh",
        title="Rectified tanh",
        notation=r"\operatorname{ReTanh}",
        expression=sp.Max(0, sp.tanh(x)),
        source=f"{_SURVEY}, section 3.2.26: the pair of tanh and zero",
        intuition="A tanh whose negative half is shut.",
        use="Sparse and bounded features.",
    ),
    Activation(
        name="rootsig",
        title="Rootsig",
        notation=r"\operatorname{rootsig}",
        expression=_a * x / (1 + sp.sqrt(1 + _a**2 * x**2)),
        parameters=(Parameter(_a, POSITIVE, _ONE),),
        source="Duch and Jankowski, Survey of neural transfer functions, Neural Computing Surveys "
        f"2, 1999; {_SURVEY}",
        intuition="The tangent of half the angle whose tangent is x.",
        use="A tanh without an exponential.",
    ),
    Activation(
        name="hexpo",
        title="Hexpo",
        notation=r"\operatorname{Hexpo}",
        expression=sp.Piecewise(
            (-_a * (sp.exp(-x / _b) - 1), x >= 0), (_c * (sp.exp(x / _d) - 1), True)
        ),
        parameters=(
            Parameter(_a, POSITIVE, _ONE),
            Parameter(_b, POSITIVE, _ONE),
            Parameter(_c, POSITIVE, _ONE),
            Parameter(_d, POSITIVE, _ONE),
        ),
        source="Kong and Takatsuka, Hexpo: A vanishing-proof activation function, IJCNN 2017",
        intuition="Two exponential curves back to back, each with a level and a pace of its own.",
        use="A tanh whose two halves are set apart.",
    ),
    Activation(
        name="soft_clipping",
        title="Soft clipping",
        notation=r"\operatorname{SC}",
        expression=sp.log((1 + sp.exp(_alpha * x)) / (1 + sp.exp(_alpha * (x - 1)))) / _alpha,
        parameters=(Parameter(_alpha, POSITIVE, _ONE),),
        source="Klimek and Perelstein, Neural network-based approach to phase space integration, "
        "arXiv:1810.11509, 2018",
        intuition="Clipping to the interval from 0 to 1 with rounded corners.",
        use="Outputs that must fill a unit cube evenly.",
    ),
    Activation(
        name="smooth_step",
        title="Smooth step",
        notation=r"\operatorname{smoothstep}",
        expression=sp.Piecewise(
            (0, x <= -_gamma / 2),
            (-2 * x**3 / _gamma**3 + 3 * x / (2 * _gamma) + sp.Rational(1, 2), x < _gamma / 2),
            (1, True),
        ),
        parameters=(Parameter(_gamma, POSITIVE, _ONE),),
        source="Hazimeh, Ponomareva, Mol, Tan and Mazumder, The tree ensemble layer: "
        "Differentiability meets conditional computation, arXiv:2002.07772, 2020",
        intuition="A cubic ramp that starts and ends level, and is exactly 0 and 1 beyond.",
        use="Routing in soft decision trees, where an exact 0 saves work.",
    ),
    Activation(
        name="sqnl",
        title="SQNL",
        notation=r"\operatorname{SQNL}",
        expression=sp.Piecewise(
            (-1, x < -2), (x + x**2 / 4, x < 0), (x - x**2 / 4, x <= 2), (1, True)
        ),
        aliases=("square_nonlinearity",),
        source="Wuraola and Patel, SQNL: A new computationally efficient activation function, "
        "IJCNN 2018",
        intuition="A tanh of two arcs of parabolas between -2 and 2.",
        use="Microcontrollers, where a square is all that can be afforded.",
    ),
    Activation(
        name="dsilu",
        title="dSiLU",
        notation=r"\operatorname{dSiLU}",
        expression=(1 + x * (1 - 1 / (1 + sp.exp(-x)))) / (1 + sp.exp(-x)),
        aliases=("derivative_of_silu",),
        display=r"\sigma(x)\,(1 + x\,(1 - \sigma(x)))",
        source="Elfwing, Uchibe and Doya, Sigmoid-weighted linear units for neural network "
        "function approximation in reinforcement learning, arXiv:1702.03118, 2017",
        intuition="A steeper sigmoid that overshoots its two levels before it settles.",
        use="Hidden units in reinforcement learning.",
    ),
)
