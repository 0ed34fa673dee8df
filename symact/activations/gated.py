"""Activations of the form x times a gate that opens smoothly."""

from fractions import Fraction

import sympy as sp

from symact.core.activation import POSITIVE, REALS, Activation, Domain, Parameter, x

_alpha = sp.Symbol("alpha", positive=True)
_beta = sp.Symbol("beta", positive=True)
_gamma = sp.Symbol("gamma", positive=True)
_real_alpha = sp.Symbol("alpha", real=True)

_sigmoid = 1 / (1 + sp.exp(-x))
_softplus = sp.log(1 + sp.exp(x))
_normal = (1 + sp.erf(x / sp.sqrt(2))) / 2

_ONE = Fraction(1)
_SURVEY = "Kunc and Kléma, Three decades of activations, arXiv:2402.09092, 2024"

ENTRIES = (
    Activation(
        name="quick_gelu",
        title="Quick GELU",
        notation=r"\operatorname{QuickGELU}",
        expression=x / (1 + sp.exp(-sp.Rational(1702, 1000) * x)),
        aliases=("quickgelu", "gelu_sigmoid"),
        display=r"x\,\sigma(1.702\,x)",
        source="Hendrycks and Gimpel, Gaussian error linear units (GELUs), arXiv:1606.08415, 2016; "
        "Radford et al., CLIP, arXiv:2103.00020, 2021",
        intuition="GELU with the logistic function in the place of the normal one.",
        use="Models whose published weights were trained with it, such as CLIP.",
    ),
    Activation(
        name="e_swish",
        title="E-swish",
        notation=r"\operatorname{Eswish}",
        expression=_beta * x * _sigmoid,
        aliases=("eswish",),
        parameters=(Parameter(_beta, Domain(Fraction(1), Fraction(2), True, True), Fraction(2)),),
        display=r"\beta x\,\sigma(x)",
        source="Alcaide, E-swish: Adjusting activations to different network depths, "
        "arXiv:1801.07145, 2018; the paper takes 1 to 2 for beta, its upper end stands here",
        intuition="Swish with the volume turned up.",
        use="Image models, with beta chosen by their depth.",
    ),
    Activation(
        name="aria2",
        title="Aria-2",
        notation=r"\operatorname{Aria2}",
        expression=x * (1 + sp.exp(-_beta * x)) ** (-_alpha),
        parameters=(
            Parameter(_alpha, POSITIVE, Fraction(3, 2)),
            Parameter(_beta, POSITIVE, Fraction(2)),
        ),
        source="Patwardhan, Ingalhalikar and Walambe, ARiA: Utilizing Richard's curve for "
        "controlling the non-monotonicity of the activation function in deep neural nets, "
        "arXiv:1805.08878, 2018",
        intuition="Swish whose gate has a second dial.",
        use="Adjusting how deep the dip of Swish is.",
    ),
    Activation(
        name="lisht",
        title="LiSHT",
        notation=r"\operatorname{LiSHT}",
        expression=x * sp.tanh(x),
        source="Roy, Manna, Dubey and Chaudhuri, LiSHT: Non-parametric linearly scaled hyperbolic "
        "tangent activation function for neural networks, arXiv:1901.05894, 2019",
        intuition="A smooth absolute value: a parabola near zero, straight lines far out.",
        use="Features whose sign does not matter.",
    ),
    Activation(
        name="sgelu",
        title="Symmetrical GELU",
        notation=r"\operatorname{SGELU}",
        expression=_alpha * x * sp.erf(x / sp.sqrt(2)),
        parameters=(Parameter(_alpha, POSITIVE, _ONE),),
        source="Yu and Su, Symmetrical Gaussian error linear units (SGELUs), "
        "arXiv:1911.03925, 2019",
        intuition="GELU added to its own mirror image.",
        use="Networks whose weights should stay symmetrically distributed.",
    ),
    Activation(
        name="tanhexp",
        title="TanhExp",
        notation=r"\operatorname{TanhExp}",
        expression=x * sp.tanh(sp.exp(x)),
        aliases=("telu",),
        source="Liu and Di, TanhExp: A smooth activation function with high convergence speed for "
        "lightweight neural networks, arXiv:2003.09855, 2020; as TeLU: Fernandez and Mali, "
        "arXiv:2412.20269, 2024",
        intuition="A gate that opens so quickly that the identity is reached soon after zero.",
        use="Light image models.",
    ),
    Activation(
        name="tanhsoft1",
        title="TanhSoft-1",
        notation=r"\operatorname{TanhSoft1}",
        expression=sp.tanh(_alpha * x) * _softplus,
        parameters=(Parameter(_alpha, POSITIVE, Fraction(87, 100)),),
        source="Biswas, Kumar, Banerjee and Pandey, TanhSoft: A family of activation functions "
        "combining tanh and softplus, arXiv:2009.03863, 2020",
        intuition="A softplus with a sign that comes in gradually.",
        use="Image models, found by a search over the family.",
    ),
    Activation(
        name="tanhsoft2",
        title="TanhSoft-2",
        notation=r"\operatorname{TanhSoft2}",
        expression=x * sp.tanh(_beta * sp.exp(_gamma * x)),
        parameters=(
            Parameter(_beta, POSITIVE, Fraction(3, 5)),
            Parameter(_gamma, POSITIVE, _ONE),
        ),
        source="Biswas, Kumar, Banerjee and Pandey, TanhSoft: A family of activation functions "
        "combining tanh and softplus, arXiv:2009.03863, 2020",
        intuition="TanhExp with two dials for where and how quickly the gate opens.",
        use="Image models, found by a search over the family.",
    ),
    Activation(
        name="eis1",
        title="EIS-1",
        notation=r"\operatorname{EIS1}",
        expression=x * _softplus / (x + sp.Rational(116, 100) * sp.exp(-x)),
        source="Biswas, Kumar, Banerjee and Pandey, EIS: A family of activation functions "
        "combining exponential, ISRU, and softplus, arXiv:2009.13501, 2020",
        intuition="A softplus that an algebraic gate shuts on the left.",
        use="Image models, found by a search over the family.",
    ),
    Activation(
        name="eis2",
        title="EIS-2",
        notation=r"\operatorname{EIS2}",
        expression=x * _softplus / sp.sqrt(1 + x**2),
        source="Biswas, Kumar, Banerjee and Pandey, EIS: A family of activation functions "
        "combining exponential, ISRU, and softplus, arXiv:2009.13501, 2020",
        intuition="A softplus times an algebraic sign.",
        use="Image models, found by a search over the family.",
    ),
    Activation(
        name="logish",
        title="Logish",
        notation=r"\operatorname{Logish}",
        expression=x * sp.log(1 + _sigmoid),
        source="Zhu, Zeng, Liu and Zhang, Logish: A new nonlinear nonmonotonic activation function "
        "for convolutional neural network, Neurocomputing 458, 2021",
        intuition="Swish with its gate seen through a logarithm.",
        use="Image models with large learning rates.",
    ),
    Activation(
        name="smish",
        title="Smish",
        notation=r"\operatorname{Smish}",
        expression=_alpha * x * sp.tanh(sp.log(1 + 1 / (1 + sp.exp(-_beta * x)))),
        parameters=(Parameter(_alpha, POSITIVE, _ONE), Parameter(_beta, POSITIVE, _ONE)),
        source="Wang, Ren and Wang, Smish: A novel activation function for deep learning methods, "
        "Electronics 11(4), 2022",
        intuition="Mish with a sigmoid in its gate, so that the gate never opens all the way.",
        use="Image models.",
    ),
    Activation(
        name="serf",
        title="Serf",
        notation=r"\operatorname{serf}",
        expression=x * sp.erf(_softplus),
        source="Nag and Bhattacharyya, SERF: Towards better training of deep neural networks using "
        "log-softplus error activation function, arXiv:2108.09598, 2021",
        intuition="Mish with the error function in the place of tanh.",
        use="Image and sequence models.",
    ),
    Activation(
        name="phish",
        title="Phish",
        notation=r"\operatorname{Phish}",
        expression=x * sp.tanh(x * _normal),
        display=r"x \tanh(\operatorname{GELU}(x))",
        source="Naveen, Phish: A novel hyper-optimizable activation function, TechRxiv, 2022",
        intuition="The input, gated by the tanh of its GELU.",
        use="Image models.",
    ),
    Activation(
        name="gish",
        title="Gish",
        notation=r"\operatorname{Gish}",
        expression=x * sp.log(2 - sp.exp(-sp.exp(x))),
        source="Kaytan, Aydilek and Yeroğlu, Gish: A novel activation function for image "
        "classification, Neural Computing and Applications 35, 2023",
        intuition="A gate made of the logarithm of a lopsided sigmoid.",
        use="Image models.",
    ),
    Activation(
        name="golu",
        title="GoLU",
        notation=r"\operatorname{GoLU}",
        expression=x * sp.exp(-sp.exp(-x)),
        aliases=("gompertz_linear_unit", "expexpish"),
        source="Das, Safari, Adriaensen and Hutter, Gompertz linear units: Leveraging asymmetry "
        "for enhanced learning dynamics, arXiv:2502.03654, 2025",
        intuition="Swish with a lopsided gate that is quicker to shut than to open.",
        use="Image, language and diffusion models.",
    ),
    Activation(
        name="loglogish",
        title="LogLogish",
        notation=r"\operatorname{LogLogish}",
        expression=x * (1 - sp.exp(-sp.exp(x))),
        source=f"{_SURVEY}, section 3.3",
        intuition="Swish with a lopsided gate that is quicker to open than to shut.",
        use="A counterpart of GoLU.",
    ),
    Activation(
        name="colu",
        title="CoLU",
        notation=r"\operatorname{CoLU}",
        expression=x / (1 - x * sp.exp(-(x + sp.exp(x)))),
        aliases=("collapsing_linear_unit",),
        source="Vagerwal, Deeper learning with CoLU activation, arXiv:2112.12078, 2021",
        intuition="The identity divided by a wall that rises on the left.",
        use="Deep convolutional networks.",
    ),
    Activation(
        name="atlu",
        title="Arctan linear unit",
        notation=r"\operatorname{ATLU}",
        expression=x * (sp.atan(x) / sp.pi + sp.Rational(1, 2)),
        aliases=("calu", "cauchy_linear_unit", "arctan_gelu", "arctan_linear_unit"),
        source="Huang, Expanded gating ranges improve activation functions, arXiv:2405.20768, 2024",
        intuition="A GELU whose gate has heavy tails, so that the left side never quite dies.",
        use="Feed-forward layers of language models.",
    ),
    Activation(
        name="lalu",
        title="Laplace linear unit",
        notation=r"\operatorname{LaLU}",
        expression=sp.Piecewise((x * (1 - sp.exp(-x) / 2), x >= 0), (x * sp.exp(x) / 2, True)),
        aliases=("laplace_linear_unit",),
        source=f"{_SURVEY}, section 3.3",
        intuition="A GELU whose gate is the distribution function of Laplace's law.",
        use="A relative of GELU and Swish for comparison.",
    ),
    Activation(
        name="pflu",
        title="PFLU",
        notation=r"\operatorname{PFLU}",
        expression=x * (1 + x / sp.sqrt(1 + x**2)) / 2,
        aliases=("algebraic_gelu",),
        source="Zhu, Min, Wang, Zou and Chen, PFLU and FPFLU: Two novel non-monotonic "
        "activation functions in convolutional neural networks, Neurocomputing 429, 2021",
        intuition="A GELU with an algebraic gate: no exponential, no error function.",
        use="Convolutional networks on hardware with a quick square root.",
    ),
    Activation(
        name="swish_t",
        title="Swish-T",
        notation=r"\operatorname{SwishT}",
        expression=x / (1 + sp.exp(-_beta * x)) + _real_alpha * sp.tanh(x),
        parameters=(
            Parameter(_beta, POSITIVE, _ONE),
            Parameter(_real_alpha, REALS, Fraction(1, 10)),
        ),
        source="Seo, Kim and Park, Swish-T: Enhancing Swish activation with tanh bias for improved "
        "neural network performance, arXiv:2407.01012, 2024",
        intuition="Swish with a pinch of tanh.",
        use="Image models.",
    ),
    Activation(
        name="soft_root_sign",
        title="Soft root sign",
        notation=r"\operatorname{SRS}",
        expression=x / (x / _alpha + sp.exp(-x / _beta)),
        aliases=("srs",),
        parameters=(
            Parameter(_alpha, POSITIVE, Fraction(2)),
            Parameter(_beta, POSITIVE, Fraction(3)),
        ),
        source="Zhou, Li, Huo and Kung, Soft-root-sign activation function, arXiv:2003.00547, 2020",
        intuition="Like Swish near zero, but with a ceiling that it approaches from below.",
        use="Image models and translation.",
    ),
    Activation(
        name="oaf",
        title="ReLU plus Swish",
        notation=r"\operatorname{OAF}",
        expression=sp.Max(0, x) + x * _sigmoid,
        aliases=("optimal_activation_function",),
        source=f"{_SURVEY}, section 3.6.47",
        intuition="ReLU and Swish, added: the dip of the one and the straight arms of both.",
        use="A comparison of hybrids.",
    ),
    Activation(
        name="x_sech",
        title="Rectified hyperbolic secant",
        notation=r"\operatorname{xsech}",
        expression=x / sp.cosh(x),
        aliases=("rectified_hyperbolic_secant",),
        source="Samatin Njikam and Zhao, A novel activation function for multilayer feed-forward "
        "neural networks, Applied Intelligence 45, 2016",
        intuition="A dip on the left, a crest on the right, and calm beyond them.",
        use="Classifiers that should not react to inputs far out.",
    ),
    Activation(
        name="x_arctan",
        title="Self arctan",
        notation=r"\operatorname{SelfArctan}",
        expression=x * sp.atan(x),
        aliases=("self_arctan",),
        source=f"{_SURVEY}, section 3.3",
        intuition="A smooth absolute value that is steeper than the plain one far out.",
        use="A relative of LiSHT for comparison.",
    ),
)
