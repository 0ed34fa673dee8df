"""Activations that set small inputs to zero, or almost."""

from fractions import Fraction

import sympy as sp

from symact.activations.conventions import measured
from symact.core.activation import POSITIVE, REALS, Activation, Parameter, x

_lambda = sp.Symbol("lambda", positive=True)
_bias = sp.Symbol("beta", real=True)

_HALF = sp.Rational(1, 2)
_THRESHOLD = Parameter(_lambda, POSITIVE, Fraction(1, 2))

ENTRIES = (
    Activation(
        name="hard_shrink",
        title="Hard shrink",
        notation=r"\operatorname{hardshrink}",
        expression=sp.Piecewise((x, x > _lambda), (x, x < -_lambda), (0, True)),
        aliases=("hardshrink", "hard_thresholding"),
        parameters=(_THRESHOLD,),
        conventions=measured(pytorch={-_HALF: 0, _HALF: 0}),
        source="Donoho and Johnstone, Ideal spatial adaptation by wavelet shrinkage, "
        "Biometrika 81(3), 1994; torch.nn.Hardshrink; keras.activations.hard_shrink",
        intuition="A customs officer who waves large goods through and keeps every small one.",
        use="Denoising: what is smaller than the noise is taken for noise.",
    ),
    Activation(
        name="soft_shrink",
        title="Soft shrink",
        notation=r"\operatorname{softshrink}",
        expression=sp.Piecewise((x - _lambda, x > _lambda), (x + _lambda, x < -_lambda), (0, True)),
        aliases=("softshrink", "soft_thresholding"),
        parameters=(_THRESHOLD,),
        conventions=measured(pytorch={-_HALF: 0, _HALF: 0}),
        source="Donoho, De-noising by soft-thresholding, IEEE Transactions on Information "
        "Theory 41(3), 1995; torch.nn.Softshrink; keras.activations.soft_shrink",
        intuition="A toll: every input pays the same amount, and who cannot pay becomes zero.",
        use="Sparse coding, where it is the step that solves for an absolute-value penalty.",
    ),
    Activation(
        name="shrink",
        title="Shrink (ONNX)",
        notation=r"\operatorname{Shrink}",
        expression=sp.Piecewise((x + _bias, x < -_lambda), (x - _bias, x > _lambda), (0, True)),
        aliases=("onnx_shrink",),
        parameters=(_THRESHOLD, Parameter(_bias, REALS, Fraction(0))),
        source="ONNX operator Shrink, version 9: lambd 0.5, bias 0",
        intuition="Hard and soft shrinkage in one: the threshold and the toll are set apart.",
        use="Models exchanged between frameworks.",
    ),
    Activation(
        name="tanh_shrink",
        title="Tanh shrink",
        notation=r"\operatorname{tanhshrink}",
        expression=x - sp.tanh(x),
        aliases=("tanhshrink",),
        source="torch.nn.Tanhshrink; keras.activations.tanh_shrink",
        intuition="What tanh leaves over: almost nothing near zero, almost everything far out.",
        use="A shrinkage without a bend.",
    ),
)
