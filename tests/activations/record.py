"""Records what PyTorch or JAX return, as the test data beside this file.

Usage: python record.py pytorch|jax, with that framework installed; prints JSON.
"""

import json
import sys
from collections.abc import Callable

POINTS = [-7.5, -3.0, -2.5, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 2.5, 3.0, 6.0, 7.5, 25.0]
Row = tuple[str, dict[str, str], Callable]


def pytorch() -> tuple[str, list[Row], Callable]:
    """The functions of torch.nn by the catalogue's names, and value with gradient."""
    import torch  # noqa: PLC0415
    from torch import nn  # noqa: PLC0415

    def both(function: Callable, place: float) -> tuple[float, float]:
        at = torch.tensor([place], dtype=torch.float64, requires_grad=True)
        value = function(at)
        value.sum().backward()
        return value.item(), at.grad.item()

    rows = [
        ("elu", {}, nn.ELU()), ("elu", {"alpha": "2"}, nn.ELU(2.0)),
        ("hard_shrink", {}, nn.Hardshrink()),
        ("hard_shrink", {"lambda": "5/2"}, nn.Hardshrink(2.5)),
        ("hard_sigmoid", {}, nn.Hardsigmoid()), ("hard_tanh", {}, nn.Hardtanh()),
        ("hardswish", {}, nn.Hardswish()), ("leaky_relu", {}, nn.LeakyReLU()),
        ("log_sigmoid", {}, nn.LogSigmoid()), ("prelu", {}, nn.PReLU(dtype=torch.float64)),
        ("relu", {}, nn.ReLU()), ("relu6", {}, nn.ReLU6()), ("rrelu", {}, nn.RReLU().eval()),
        ("selu", {}, nn.SELU()), ("celu", {}, nn.CELU()), ("celu", {"alpha": "2"}, nn.CELU(2.0)),
        ("gelu", {}, nn.GELU()), ("gelu_tanh", {}, nn.GELU("tanh")), ("sigmoid", {}, nn.Sigmoid()),
        ("swish", {}, nn.SiLU()), ("mish", {}, nn.Mish()), ("softplus_torch", {}, nn.Softplus()),
        ("softplus_torch", {"beta": "5", "theta": "3"}, nn.Softplus(5.0, 3.0)),
        ("soft_shrink", {}, nn.Softshrink()), ("softsign", {}, nn.Softsign()),
        ("tanh", {}, nn.Tanh()), ("tanh_shrink", {}, nn.Tanhshrink()),
        ("threshold_torch", {}, nn.Threshold(0.0, 0.5)),
        ("threshold_torch", {"theta": "1", "v": "20"}, nn.Threshold(1.0, 20.0)),
        ("absolute_value", {}, torch.abs), ("signum", {}, torch.sign), ("erf", {}, torch.erf),
        ("clip", {}, lambda t: torch.clamp(t, 0.0, 1.0)),
    ]  # fmt: skip
    return torch.__version__.split("+")[0], rows, both


def jax() -> tuple[str, list[Row], Callable]:
    """The functions of jax.nn by the catalogue's names, and value with gradient."""
    import jax as library  # noqa: PLC0415
    from jax import nn, numpy  # noqa: PLC0415

    library.config.update("jax_enable_x64", val=True)

    def both(function: Callable, place: float) -> tuple[float, float]:
        value, slope = library.value_and_grad(function)(place)
        return float(value), float(slope)

    rows = [
        ("linear", {}, nn.identity), ("relu", {}, nn.relu), ("relu6", {}, nn.relu6),
        ("sigmoid", {}, nn.sigmoid), ("softplus", {}, nn.softplus), ("softsign", {}, nn.soft_sign),
        ("sparse_plus", {}, nn.sparse_plus), ("sparse_sigmoid", {}, nn.sparse_sigmoid),
        ("swish", {}, nn.silu), ("log_sigmoid", {}, nn.log_sigmoid),
        ("leaky_relu", {}, nn.leaky_relu), ("hard_sigmoid", {}, nn.hard_sigmoid),
        ("hardswish", {}, nn.hard_silu), ("hard_tanh", {}, nn.hard_tanh), ("elu", {}, nn.elu),
        ("celu", {}, nn.celu), ("celu", {"alpha": "2"}, lambda t: nn.celu(t, 2.0)),
        ("selu", {}, nn.selu), ("mish", {}, nn.mish), ("squareplus", {}, nn.squareplus),
        ("gelu_tanh", {}, nn.gelu), ("gelu", {}, lambda t: nn.gelu(t, approximate=False)),
        ("tanh", {}, nn.tanh), ("absolute_value", {}, numpy.abs), ("signum", {}, numpy.sign),
        ("clip", {}, lambda t: numpy.clip(t, 0.0, 1.0)),
    ]  # fmt: skip
    return library.__version__, rows, both


def main() -> None:
    """Print a JSON object: the release, and for each entry its points, values and gradients."""
    release, rows, both = {"pytorch": pytorch, "jax": jax}[sys.argv[1]]()
    found = [
        {"entry": name, "parameters": given, "values": [[p, *both(f, p)] for p in POINTS]}
        for name, given, f in rows
    ]
    lines = ",\n  ".join(json.dumps(row) for row in found)
    print(f'{{"release": "{release}", "rows": [\n  {lines}\n]}}')


if __name__ == "__main__":
    main()
