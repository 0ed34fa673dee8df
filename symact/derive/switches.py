"""The rules for functions with cases, which the kernel holds so that the verifier has them too."""

from symact.kernel.cases import (
    UndefinedError,
    branch,
    deciders,
    innermost,
    sign_at,
    value_at,
)

__all__ = ["UndefinedError", "branch", "deciders", "innermost", "sign_at", "value_at"]
