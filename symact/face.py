"""The functions of the public face that take a name where the layers below take an activation."""

from fractions import Fraction

from symact.activations import activation
from symact.core.activation import Activation
from symact.derive.build import profile as profile_of
from symact.derive.cases import Case
from symact.derive.cases import cases as cases_of
from symact.derive.profile import Profile


def profile(subject: str | Activation, **parameters: Fraction | int) -> Profile:
    """Everything that symact proves about an activation, given by its name or itself.

    Raises:
        InputError: for a name that is not in the catalogue.
        DomainError: for a parameter that the activation does not have, or outside its domain.

    Example:
        >>> profile("tanh").range.supremum.attained
        False
    """
    chosen = activation(subject) if isinstance(subject, str) else subject
    return profile_of(chosen.with_parameters(**parameters))


def cases(subject: str | Activation) -> tuple[Case, ...]:
    """What symact proves about an activation for all values of its parameters, case by case.

    Raises:
        InputError: for a name that is not in the catalogue.

    Example:
        >>> [(case.when, case.profile.smoothness) for case in cases("elu")]
        [('alpha < 1', '0'), ('alpha = 1', '1'), ('alpha > 1', '0')]
    """
    return cases_of(activation(subject) if isinstance(subject, str) else subject)
