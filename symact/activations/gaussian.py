"""Activations gated by the normal distribution."""

import sympy as sp

from symact.core.activation import Activation, x

ENTRIES = (
    Activation(
        name="gelu",
        title="GELU",
        notation=r"\operatorname{GELU}",
        expression=x * (1 + sp.erf(x / sp.sqrt(2))) / 2,
        aliases=("gaussian_error_linear_unit", "gelu_erf"),
        display=r"x\,\Phi(x)",
        source="Hendrycks and Gimpel 2016",
        intuition="A gatekeeper who lets the input pass with the probability that a standard "
        "normal variable lies below it.",
        use="Hidden layers of transformers.",
    ),
    Activation(
        name="gelu_tanh",
        title="GELU (tanh form)",
        notation=r"\operatorname{GELU}_{\tanh}",
        expression=x
        * (1 + sp.tanh(sp.sqrt(2 / sp.pi) * (x + sp.Rational(44715, 10**6) * x**3)))
        / 2,
        aliases=("gelu_approximate", "gelu_new"),
        display=r"\frac{x}{2}\left(1 + \tanh\left(\sqrt{\frac{2}{\pi}}\,"
        r"\left(x + 0.044715\,x^{3}\right)\right)\right)",
        source="Hendrycks and Gimpel 2016",
        intuition="GELU with the normal distribution replaced by a hyperbolic tangent.",
        use="Transformers whose published weights were trained with this form, such as GPT-2.",
    ),
)
