"""The catalogue's functions once more, in plain floating point and with their usual settings.

Written from the sources and not from the catalogue, so that a slip in either shows.
"""

import math
from collections.abc import Callable
from math import asinh, atan, cos, cosh, erf, exp, expm1, log, log1p, pi, sin, sqrt, tanh


def sigma(x: float) -> float:
    """The logistic function."""
    return 1 / (1 + exp(-x))


def softplus(x: float) -> float:
    """log(1 + e^x)."""
    return log1p(exp(x))


def phi(x: float) -> float:
    """The standard normal distribution function."""
    return (1 + erf(x / sqrt(2))) / 2


def clip(x: float, low: float, high: float) -> float:
    """The nearest number between two bounds."""
    return min(max(x, low), high)


def sinc(x: float) -> float:
    """sin(x)/x, and 1 at zero."""
    return sin(x) / x if x else 1.0


def signed(x: float, size: float) -> float:
    """A size with the sign of x."""
    return math.copysign(size, x) if x else 0.0


def squares(x: float) -> float:
    """SQNL."""
    return signed(x, 1.0) if abs(x) > 2 else x - signed(x, x * x / 4)


def onnx_selu(x: float) -> float:
    """Selu with the attributes' defaults in the operator's own words."""
    alpha, gamma = 1.67326319217681884765625, 1.05070102214813232421875
    return gamma * (alpha * exp(x) - alpha) if x <= 0 else gamma * x


def hard_elish(x: float) -> float:
    """HardELiSH."""
    gate = max(0.0, min(1.0, (x + 1) / 2))
    return x * gate if x >= 0 else expm1(x) * gate


def xielu(x: float) -> float:
    """xIELU at the values it starts from."""
    return 0.8 * x * x + 0.5 * x if x > 0 else 0.8 * expm1(x) - 0.8 * x + 0.5 * x


def smooth_step(x: float) -> float:
    """Smooth step with gamma = 1."""
    return 0.0 if x <= -0.5 else 1.0 if x >= 0.5 else -2 * x**3 + 1.5 * x + 0.5


def bounded_leaky(x: float) -> float:
    """Bounded leaky ReLU with slope 0.01 and bound 1."""
    return 0.01 * x if x <= 0 else x if x < 1 else 0.01 * x + 0.99


def keras_threshold(x: float) -> float:
    """threshold(x, threshold=0, default_value=0.5)."""
    return x if x > 0 else 0.5


def keras_hard_silu(x: float) -> float:
    """hard_silu in the words of Keras."""
    return 0.0 if x < -3 else x if x > 3 else x * (x + 3) / 6


FORMULAS: dict[str, Callable[[float], float]] = {
    # Keras 3 and ONNX, in the words of their documentation.
    "exponential": exp,
    "leaky_relu_keras": lambda x: x if x > 0 else 0.2 * x,
    "hard_sigmoid": lambda x: 0.0 if x <= -3 else 1.0 if x >= 3 else x / 6 + 0.5,
    "hardswish": keras_hard_silu,
    "hard_shrink": lambda x: x if abs(x) > 0.5 else 0.0,
    "soft_shrink": lambda x: signed(x, max(abs(x) - 0.5, 0.0)),
    "tanh_shrink": lambda x: x - tanh(x),
    "threshold_torch": keras_threshold,
    "squareplus": lambda x: (x + sqrt(x * x + 4)) / 2,
    "sparse_plus": lambda x: 0.0 if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4,
    "sparse_sigmoid": lambda x: 0.0 if x <= -1 else 1.0 if x >= 1 else 0.5 * (x + 1),
    "hard_tanh": lambda x: clip(x, -1, 1),
    "celu": lambda x: max(0.0, x) + min(0.0, expm1(x)),
    "hard_sigmoid_onnx": lambda x: max(0.0, min(1.0, 0.2 * x + 0.5)),
    "selu_onnx": onnx_selu,
    "shrink": lambda x: x if abs(x) > 0.5 else 0.0,
    "thresholded_relu": lambda x: x if x > 1 else 0.0,
    "erf": erf,
    "clip": lambda x: clip(x, 0, 1),
    "step": lambda x: float(x >= 0),
    # The literature.
    "very_leaky_relu": lambda x: max(x, x / 3),
    "bounded_relu": lambda x: clip(x, 0, 1),
    "bounded_leaky_relu": bounded_leaky,
    "shifted_relu": lambda x: max(-1.0, x),
    "displaced_relu": lambda x: max(-0.05, x),
    "squared_relu": lambda x: max(0.0, x) ** 2,
    "cubed_relu": lambda x: max(0.0, x) ** 3,
    "star_relu": lambda x: 0.8944 * max(0.0, x) ** 2 - 0.4472,
    "maxsig": lambda x: max(x, sigma(x)),
    "maxtanh": lambda x: max(x, tanh(x)),
    "hard_mish": lambda x: 0.5 * x * clip(x + 2, 0, 2),
    "pelu": lambda x: x if x >= 0 else expm1(x),
    "mpelu": lambda x: x if x > 0 else expm1(x),
    "pdelu": lambda x: x if x > 0 else max(0.0, 1 + 0.1 * x) ** (1 / 0.1) - 1,
    "isrlu": lambda x: x if x >= 0 else x / sqrt(1 + x * x),
    "serlu": lambda x: 1.07862 * (x if x >= 0 else 2.90427 * x * exp(x)),
    "reu": lambda x: x * exp(min(x, 0.0)),
    "slu": lambda x: x if x >= 0 else 2 * softplus(x) - 2 * log(2),
    "polylu": lambda x: x if x >= 0 else 1 / (1 - x) - 1,
    "elish": lambda x: (x if x >= 0 else expm1(x)) / (1 + exp(-x)),
    "hard_elish": hard_elish,
    "xielu": xielu,
    "flatten_t_swish": lambda x: (x / (1 + exp(-x)) if x >= 0 else 0.0) - 0.2,
    "penalised_tanh": lambda x: tanh(x) * (1.0 if x > 0 else 0.25),
    "arctan": atan,
    "isru": lambda x: x / sqrt(1 + x * x),
    "elliott": lambda x: 0.5 * x / (1 + abs(x)) + 0.5,
    "lecun_tanh": lambda x: 1.7159 * tanh(2 / 3 * x),
    "bipolar_sigmoid": lambda x: 2 * sigma(x) - 1,
    "scaled_sigmoid": lambda x: 2 * tanh(x / 2),
    "cloglog": lambda x: -expm1(-exp(x)),
    "loglog": lambda x: exp(-exp(-x)),
    "gompertz": lambda x: exp(-exp(-x)),
    "aranda_ordaz": sigma,
    "probit": phi,
    "cauchit": lambda x: 0.5 + atan(x) / pi,
    "laplace_attention": lambda x: phi((x - sqrt(0.5)) / sqrt(0.25 / pi)),
    "rectified_tanh": lambda x: tanh(max(0.0, x)),
    "rootsig": lambda x: x / (1 + sqrt(1 + x * x)),
    "hexpo": lambda x: signed(x, -expm1(-abs(x))),
    "soft_clipping": lambda x: softplus(x) - softplus(x - 1),
    "smooth_step": smooth_step,
    "sqnl": squares,
    "dsilu": lambda x: sigma(x) + x * sigma(x) * sigma(-x),
    "quick_gelu": lambda x: x * sigma(1.702 * x),
    "e_swish": lambda x: 2 * x * sigma(x),
    "aria2": lambda x: x * sigma(2 * x) ** 1.5,
    "lisht": lambda x: x * tanh(x),
    "sgelu": lambda x: x * phi(x) - x * phi(-x),
    "tanhexp": lambda x: x * tanh(exp(x)),
    "tanhsoft1": lambda x: tanh(0.87 * x) * softplus(x),
    "tanhsoft2": lambda x: x * tanh(0.6 * exp(x)),
    "eis1": lambda x: x * softplus(x) / (x + 1.16 * exp(-x)),
    "eis2": lambda x: x * softplus(x) / sqrt(1 + x * x),
    "logish": lambda x: x * log1p(sigma(x)),
    "smish": lambda x: x * tanh(log1p(sigma(x))),
    "serf": lambda x: x * erf(softplus(x)),
    "phish": lambda x: x * tanh(x * phi(x)),
    "gish": lambda x: x * log(2 - exp(-exp(x))),
    "golu": lambda x: x * exp(-exp(-x)),
    "loglogish": lambda x: -x * expm1(-exp(x)),
    "colu": lambda x: x / (1 - x * exp(-x - exp(x))),
    "atlu": lambda x: x * (atan(x) + pi / 2) / pi,
    "lalu": lambda x: x * (1 - exp(-x) / 2 if x >= 0 else exp(x) / 2),
    "pflu": lambda x: x * (1 + x / sqrt(1 + x * x)) / 2,
    "swish_t": lambda x: x * sigma(x) + 0.1 * tanh(x),
    "soft_root_sign": lambda x: x / (x / 2 + exp(-x / 3)),
    "oaf": lambda x: max(0.0, x) + x * sigma(x),
    "x_sech": lambda x: 2 * x / (exp(x) + exp(-x)),
    "x_arctan": lambda x: x * atan(x),
    "shifted_softplus": lambda x: softplus(x) - log(2),
    "softplus_beta": lambda x: softplus(2 * x) / 2,
    "soft_plus_plus": lambda x: softplus(x) + x / 2 - log(2),
    "rand_softplus": lambda x: (max(0.0, x) + softplus(x)) / 2,
    "smelu": lambda x: 0.0 if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4,
    "smu": lambda x: (1.25 * x + 0.75 * x * erf(750000 * x)) / 2,
    "smu1": lambda x: (1.25 * x + sqrt(0.5625 * x * x + 4.352665993287951e-09**2)) / 2,
    "soft_exponential": lambda x: 2 * expm1(x / 2) + 0.5,
    "bent_identity": lambda x: (sqrt(x * x + 1) - 1) / 2 + x,
    "symlog": lambda x: signed(x, log1p(abs(x))),
    "symexp": lambda x: signed(x, expm1(abs(x))),
    "nlrelu": lambda x: log1p(max(0.0, x)),
    "asinh": asinh,
    "signed_sqrt": lambda x: signed(x, sqrt(abs(x))),
    "quadratic": lambda x: x * x,
    "cubic": lambda x: x * x * x,
    "ncu": lambda x: x * (1 - x) * (1 + x),
    "squ": lambda x: x * (1 + x),
    "sqlu": lambda x: x if x > 0 else x + x * x / 4 if x >= -2 else -1.0,
    "log_sqnl": lambda x: (squares(x) + 1) / 2,
    "gaussian": lambda x: exp(-x * x),
    "gaussian_coordinate": lambda x: exp(-x * x / 2),
    "laplacian_coordinate": lambda x: exp(-abs(x)),
    "inverse_quadratic": lambda x: 1 / (1 + x * x),
    "multiquadric": lambda x: math.hypot(1, x),
    "inverse_multiquadric": lambda x: 1 / math.hypot(1, x),
    "mexican_hat": lambda x: (1 - x * x) * exp(-x * x / 2),
    "triangular_bump": lambda x: max(0.0, 1 - abs(x)),
    "sigmoid_derivative": lambda x: 1 / (2 * cosh(x / 2)) ** 2,
    "sine": sin,
    "siren": lambda x: sin(30 * x),
    "cosine_squasher": lambda x: (1 + sin(clip(x, -pi / 2, pi / 2))) / 2,
    "gcu": lambda x: x * cos(x),
    "asu": lambda x: x * sin(x),
    "snake": lambda x: x + sin(x) ** 2,
    "sinlu": lambda x: (x + sin(x)) * sigma(x),
    "sinc": sinc,
    "ssu": lambda x: pi * sinc(x - pi),
    "dsu": lambda x: pi / 2 * (sinc(x - pi) - sinc(x + pi)),
    "cosid": lambda x: cos(x) - x,
    "minsin": lambda x: min(x, sin(x)),
    "expsin": lambda x: exp(sin(x)),
    "sine_relu": lambda x: x if x > 0 else 0.0025 * (sin(x) - cos(x)),
}
