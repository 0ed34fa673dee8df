"""The rules for functions with cases, which the kernel holds so that the verifier has them too."""

from symact.kernel.cases import (
    SWITCHES,
    UndefinedError,
    branch,
    deciders,
    innermost,
    sign_at,
    value_at,
)

__all__ = ["SWITCHES", "UndefinedError", "branch", "deciders", "innermost", "sign_at", "value_at"]
