"""The three outcomes of a question, and the one place that turns an error into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

from symact.check.report import Counterexample, Judgement
from symact.core.budget import OutOfTimeError
from symact.core.errors import InternalError, SymactError, UnsupportedError
from symact.core.verdict import Status

Asked = ParamSpec("Asked")

# How SymPy says that it does not compare what is not real.
_NOT_COMPARED = (
    "Invalid comparison",
    "Invalid NaN comparison",
    "cannot determine truth",
    "is not comparable",
    "defined only for Real Values",
)

UNDECIDED = "SA243"
UNSUPPORTED = "SA245"
KINK_ONLY = "SA230"
DOMAIN = "SA231"
DIFFERS = "SA202"  # not the function that its name or the words beside it say


_WORST_FIRST = (Status.REFUTED, Status.UNKNOWN, Status.PROVED)


def worst(found: Iterable[Judgement]) -> Judgement:
    """The verdict on a statement that says several things: the first of the worst."""
    return min(found, key=lambda judgement: _WORST_FIRST.index(judgement.status))


def is_everywhere(found: Judgement) -> bool:
    """Whether equality is proved at every real number, kinks and edges of the domain included."""
    return found.status is Status.PROVED and found.code not in {KINK_ONLY, DOMAIN}


def proved(
    note: str = "", *, code: str = "", convention: str | None = None, right: str | None = None
) -> Judgement:
    """A statement that the kernel has proved, with a remark if there is one."""
    return Judgement(Status.PROVED, code=code, note=note, convention=convention, right=right)


def refuted(
    code: str,
    reason: str,
    counterexample: Counterexample | None = None,
    *,
    right: str | None = None,
    convention: str | None = None,
) -> Judgement:
    """A statement that is false, and why."""
    return Judgement(Status.REFUTED, reason, code, counterexample, right, convention)


def unknown(
    reason: str,
    code: str = UNDECIDED,
    *,
    right: str | None = None,
    convention: str | None = None,
) -> Judgement:
    """A statement that is left open, and why."""
    return Judgement(Status.UNKNOWN, reason, code, right=right, convention=convention)


def honest(question: Callable[Asked, Judgement]) -> Callable[Asked, Judgement]:
    """The question with every failure to decide it turned into the outcome unknown."""

    @wraps(question)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Judgement:
        try:
            return question(*args, **kwargs)
        except InternalError:
            raise
        except OutOfTimeError as error:
            return unknown(str(error))
        except UnsupportedError as error:
            return unknown(str(error), UNSUPPORTED)
        except RecursionError:
            return unknown("the expression is nested too deeply", UNSUPPORTED)
        except (TypeError, ValueError) as error:
            if not any(words in str(error) for words in _NOT_COMPARED):
                raise
            return unknown("a comparison of what has no real value", UNSUPPORTED)
        except (SymactError, ZeroDivisionError, OverflowError) as error:
            return unknown(str(error) or "a division by 0 on the way")

    return asked
