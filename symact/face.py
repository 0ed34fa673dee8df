"""The functions of the public face that take a name where the layers below take an activation."""

from fractions import Fraction

from symact.activations import activation
from symact.activations.catalogue import is_known
from symact.core.activation import Activation
from symact.derive.build import profile as profile_of
from symact.derive.cases import Case
from symact.derive.cases import cases as cases_of
from symact.derive.identify import Identification
from symact.derive.identify import identify as identified
from symact.derive.profile import Profile
from symact.reading.expression import read_activation


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


def identify(subject: str | Activation, **parameters: Fraction | int) -> Identification:
    """The activations of the catalogue that a function is, each with a proof.

    Args:
        subject: an activation, the name of one, or an expression in ``x`` or LaTeX.

    Raises:
        InputError: for a text that is neither a name nor such an expression.

    Example:
        >>> (match, *_) = identify("x/(1 + exp(-sqrt(3)*x))").matches
        >>> match.relation.entry.title, match.relation.values
        ('Swish', (sqrt(3),))
    """
    if isinstance(subject, str):
        subject = activation(subject) if is_known(subject) else read_activation(subject)
    return identified(subject.with_parameters(**parameters))
