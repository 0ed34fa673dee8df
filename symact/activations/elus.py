"""Activations that are straight on the right and curved on the left: the ELU and its kin."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, REALS, Activation, Parameter, x

_alpha = sp.Symbol("alpha", positive=True)
_beta = sp.Symbol("beta", positive=True)
_beta_real = sp.Symbol("beta", real=True)
_alpha_p = sp.Symbol("alpha_p", positive=True)
_alpha_n = sp.Symbol("alpha_n", positive=True)
_t = sp.Symbol("T", real=True)

_sigmoid = 1 / (1 + sp.exp(-x))
_hard_sigmoid = sp.Max(0, sp.Min(1, (x + 1) / 2))

# The attributes that ONNX gives the operator: the usual constants as float32 stores them.
_ONNX_ALPHA = sp.Rational(167326319217681884765625, 10**23)
_ONNX_GAMMA = sp.Rational(105070102214813232421875, 10**23)
_SERLU_ALPHA = sp.Rational(290427, 10**5)
_SERLU_LAMBDA = sp.Rational(107862, 10**5)

_ONE = Fraction(1)

ENTRIES = (
    Activation(
        name="celu",
        title="CELU",
        notation=r"\operatorname{CELU}",
        expression=sp.Piecewise((x, x > 0), (_alpha * (sp.exp(x / _alpha) - 1), True)),
        aliases=("continuously_differentiable_elu",),
        parameters=(Parameter(_alpha, POSITIVE, _ONE),),
        source="Barron, Continuously differentiable exponential linear units, arXiv:1704.07483, "
        "2017; torch.nn.CELU; jax.nn.celu; keras.activations.celu; ONNX operator Celu",
        intuition="An ELU that joins its two halves smoothly wherever its floor is set.",
        use="An ELU whose floor is a parameter and whose gradient should not jump.",
    ),
    Activation(
        name="selu_onnx",
        title="SELU (ONNX)",
        notation=r"\operatorname{Selu}",
        expression=sp.Piecewise(
            (_ONNX_GAMMA * x, x > 0), (_ONNX_GAMMA * _ONNX_ALPHA * (sp.exp(x) - 1), True)
        ),
        aliases=("onnx_selu",),
        display=r"\gamma \begin{cases} x & x > 0 \\ \alpha (e^{x} - 1) & x \le 0 \end{cases}",
        source="ONNX operator Selu, version 22: alpha 1.67326319217681884765625, "
        "gamma 1.05070102214813232421875",
        intuition="SELU with its two constants rounded to single precision.",
        use="Models exchanged between frameworks.",
    ),
    Activation(
        name="pelu",
        title="PELU",
        notation=r"\operatorname{PELU}",
        expression=sp.Piecewise(
            (_alpha / _beta * x, x >= 0), (_alpha * (sp.exp(x / _beta) - 1), True)
        ),
        aliases=("parametric_elu",),
        parameters=(Parameter(_alpha, POSITIVE, _ONE), Parameter(_beta, POSITIVE, _ONE)),
        source="Trottier, Giguère and Chaib-draa, Parametric exponential linear unit for deep "
        "convolutional neural networks, arXiv:1605.09332, 2016",
        intuition="An ELU that learns its slope, its decay and its floor, and stays smooth.",
        use="Image models with a parameter or two to spare in each layer.",
    ),
    Activation(
        name="mpelu",
        title="MPELU",
        notation=r"\operatorname{MPELU}",
        expression=sp.Piecewise((x, x > 0), (_alpha * (sp.exp(_beta * x) - 1), True)),
        parameters=(Parameter(_alpha, POSITIVE, _ONE), Parameter(_beta, POSITIVE, _ONE)),
        source="Li, Fan, Li, Wu and Ming, Improving deep neural network with multiple parametric "
        "exponential linear units, arXiv:1606.00305, 2016",
        intuition="A family that reaches from PReLU to ELU by the choice of two numbers.",
        use="Deep residual networks that learn the shape of their activation.",
    ),
    Activation(
        name="pdelu",
        title="PDELU",
        notation=r"\operatorname{PDELU}",
        expression=sp.Piecewise(
            (x, x > 0), (_alpha * ((1 + x / 10) ** 10 - 1), x > -10), (-_alpha, True)
        ),
        aliases=("parametric_deformable_elu",),
        parameters=(Parameter(_alpha, POSITIVE, _ONE),),
        source="Cheng, Li, Wu, Ma and Ngan, Parametric deformable exponential linear units for "
        "deep neural networks, Neural Networks 125, 2020: deformation t = 0.9",
        intuition="An ELU with a deformed exponential, which reaches its floor at -10.",
        use="Pushing the mean of the outputs closer to zero than ELU does.",
    ),
    Activation(
        name="isrlu",
        title="ISRLU",
        notation=r"\operatorname{ISRLU}",
        expression=sp.Piecewise((x, x >= 0), (x / sp.sqrt(1 + _alpha * x**2), True)),
        aliases=("inverse_square_root_linear_unit",),
        parameters=(Parameter(_alpha, POSITIVE, _ONE),),
        source="Carlile, Delamarter, Kinney, Marti and Whitney, Improving deep learning by inverse "
        "square root linear units (ISRLUs), arXiv:1710.09967, 2017",
        intuition="An ELU without an exponential: its left half bends like a square root.",
        use="Processors on which a square root is quicker than an exponential.",
    ),
    Activation(
        name="serlu",
        title="SERLU",
        notation=r"\operatorname{SERLU}",
        expression=sp.Piecewise(
            (_SERLU_LAMBDA * x, x >= 0), (_SERLU_LAMBDA * _SERLU_ALPHA * x * sp.exp(x), True)
        ),
        source="Zhang and Li, Effectiveness of scaled exponentially-regularized linear units "
        "(SERLUs), arXiv:1807.10117, 2018",
        intuition="A SELU whose left half sinks into a dip and comes back up to zero.",
        use="Self-normalising networks that should forget very negative inputs.",
    ),
    Activation(
        name="reu",
        title="REU",
        notation=r"\operatorname{REU}",
        expression=sp.Piecewise((x, x > 0), (x * sp.exp(x), True)),
        aliases=("rectified_exponential_unit",),
        source="Ying, Su, Shan, Miao, Wang and Peng, Rectified exponential units for convolutional "
        "neural networks, IEEE Access 7, 2019",
        intuition="The identity on the right; on the left a dip that fades like an exponential.",
        use="Image models, as a cheaper Swish.",
    ),
    Activation(
        name="slu",
        title="SLU",
        notation=r"\operatorname{SLU}",
        expression=sp.Piecewise((x, x >= 0), (2 * sp.log((sp.exp(x) + 1) / 2), True)),
        aliases=("softplus_linear_unit",),
        source="Zhao, Liu, Li and Luo, A novel softplus linear unit for deep convolutional neural "
        "networks, Applied Intelligence 48, 2018",
        intuition="The identity that runs over into a softplus, stretched so that they fit.",
        use="Convolutional networks whose mean output should be near zero.",
    ),
    Activation(
        name="polylu",
        title="PolyLU",
        notation=r"\operatorname{PolyLU}",
        expression=sp.Piecewise((x, x >= 0), (1 / (1 - x) - 1, True)),
        aliases=("polynomial_linear_unit",),
        source="Feng and Yang, PolyLU: A simple and robust polynomial-based linear unit activation "
        "function for deep learning, IEEE Access 11, 2023",
        intuition="An ELU whose left half is a hyperbola and nears its floor far more slowly.",
        use="An ELU without an exponential.",
    ),
    Activation(
        name="elish",
        title="ELiSH",
        notation=r"\operatorname{ELiSH}",
        expression=sp.Piecewise((x * _sigmoid, x >= 0), ((sp.exp(x) - 1) * _sigmoid, True)),
        aliases=("exponential_linear_squashing",),
        source="Basirat and Roth, The quest for the golden activation function, "
        "arXiv:1808.00783, 2018",
        intuition="Swish on the right and a gated ELU on the left.",
        use="Found by a genetic search over compositions of activations.",
    ),
    Activation(
        name="hard_elish",
        title="HardELiSH",
        notation=r"\operatorname{HardELiSH}",
        expression=sp.Piecewise(
            (x * _hard_sigmoid, x >= 0), ((sp.exp(x) - 1) * _hard_sigmoid, True)
        ),
        source="Basirat and Roth, The quest for the golden activation function, "
        "arXiv:1808.00783, 2018",
        intuition="ELiSH with a gate drawn by ruler: below -1 it is shut.",
        use="Found by a genetic search over compositions of activations.",
    ),
    Activation(
        name="xielu",
        title="xIELU",
        notation=r"\operatorname{xIELU}",
        expression=sp.Piecewise(
            (_alpha_p * x**2 + _beta_real * x, x > 0),
            (_alpha_n * (sp.exp(x) - 1 - x) + _beta_real * x, True),
        ),
        parameters=(
            Parameter(_alpha_p, POSITIVE, Fraction(4, 5)),
            Parameter(_alpha_n, POSITIVE, Fraction(4, 5)),
            Parameter(_beta_real, REALS, Fraction(1, 2)),
        ),
        source="Huang and Schlag, Deriving activation functions using integration, "
        "arXiv:2411.13010, 2024",
        intuition="The area under an ELU: its slope is the ELU, stretched and lifted.",
        use="Feed-forward layers of language models.",
    ),
    Activation(
        name="flatten_t_swish",
        title="Flatten-T Swish",
        notation=r"\operatorname{FTS}",
        expression=sp.Max(0, x) * _sigmoid + _t,
        aliases=("fts",),
        parameters=(Parameter(_t, REALS, Fraction(-1, 5)),),
        source="Chieng, Wahid, Ong and Perla, Flatten-T Swish: A thresholded ReLU-Swish-like "
        "activation function for deep learning, arXiv:1812.06247, 2018",
        intuition="Swish on the right, a flat floor a little below zero on the left.",
        use="Networks with ReLU that should let the left side carry a value.",
    ),
    Activation(
        name="penalised_tanh",
        title="Penalised tanh",
        notation=r"\operatorname{ptanh}",
        expression=sp.Piecewise((sp.tanh(x), x > 0), (sp.tanh(x) / 4, True)),
        aliases=("penalized_tanh",),
        source="Xu, Huang and Li, Revise saturated activation functions, arXiv:1602.05980, 2016",
        intuition="A tanh that takes bad news at a quarter of its size.",
        use="Recurrent and text models, where it proved steady across tasks.",
    ),
)
