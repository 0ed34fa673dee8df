"""What the automatic differentiation of a framework returns at a kink, and where that was read."""

from collections.abc import Mapping

import sympy as sp

from symact.core.activation import Convention

Values = Mapping[sp.Expr | int, sp.Expr | int]

PYTORCH = "torch.autograd, release 2.13"
JAX = "jax.grad, release 0.10.2"
# Keras leaves the gradient to its backend; this is the one of TensorFlow, read in its source.
KERAS = "TensorFlow backend, tensorflow/core/kernels/relu_op_functor.h"


def measured(
    *, pytorch: Values | None = None, jax: Values | None = None, keras: Values | None = None
) -> tuple[Convention, ...]:
    """The derivatives that the frameworks return, as ``{where: value}``.

    Example:
        >>> [(c.framework, c.at, c.value) for c in measured(pytorch={0: 0}, jax={0: 1})]
        [('PyTorch', 0, 0), ('JAX', 0, 1)]
    """
    tables = (("PyTorch", PYTORCH, pytorch), ("JAX", JAX, jax), ("Keras", KERAS, keras))
    return tuple(
        Convention(framework, sp.Integer(at) if isinstance(at, int) else at, _exact(value), source)
        for framework, source, table in tables
        for at, value in (table or {}).items()
    )


def _exact(value: sp.Expr | int) -> sp.Expr:
    return sp.Integer(value) if isinstance(value, int) else value
