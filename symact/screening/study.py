"""The study of one candidate in this very process: reads it, profiles it, and sums up."""

import time
from dataclasses import replace

from symact.core.budget import time_budget
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError, InternalError, SymactError
from symact.core.limits import Limits
from symact.derive.build import profile
from symact.derive.serialise import to_dict
from symact.reading.expression import read_activation
from symact.screening.record import (
    PROVED,
    UNKNOWN,
    Candidate,
    Outcome,
    failed,
    unreadable,
)
from symact.screening.summary import summary

# The last part of the time is for the fields that have not been tried when it begins.
_SHARE = 0.7
_EACH = 0.01


def study(candidate: Candidate, limits: Limits) -> Outcome:
    """What is proved about a candidate; what takes too long is unknown, the rest stays proved.

    Example:
        >>> study(Candidate("x*tanh(log(1 + exp(x)))"), Limits()).main["monotone"]
        'none'
        >>> study(Candidate("x*tanhh(x)"), Limits()).message
        "unknown name 'tanhh'"
    """
    start = time.monotonic()
    try:
        subject = read_activation(candidate.expression, name="f")
    except InputError as error:
        return _misread(error.diagnostic)
    if candidate.latex:
        subject = replace(subject, display=candidate.latex)
    try:
        seconds = limits.seconds
        with time_budget(_SHARE * seconds, _EACH * seconds, limits.out_of_time):
            result = profile(subject)
    except InternalError:
        raise
    except SymactError as error:
        return failed(str(error), _since(start))
    data = to_dict(result)
    reasons: dict[str, str] = dict(result.reasons)
    status = result.status.values()
    proved = all(value == "proved" for value in status)
    return Outcome(
        PROVED if proved else UNKNOWN,
        seconds=_since(start),
        main=summary(data),
        reasons={} if proved else reasons,
        profile=data,
    )


def _misread(diagnostic: Diagnostic) -> Outcome:
    offset = diagnostic.span.start if diagnostic.span else 0
    return unreadable(diagnostic.message, diagnostic.help, offset, diagnostic.code)


def _since(start: float) -> float:
    return round(time.monotonic() - start, 3)
