"""Every permanent code of symact, with its explanation."""

import difflib
import re
import textwrap
from collections.abc import Mapping
from types import MappingProxyType

from symact.check.explanations.claims import CLAIMS
from symact.check.explanations.code import Code
from symact.check.explanations.files import FILES
from symact.check.explanations.layers import LAYERS
from symact.check.explanations.parameters import PARAMETERS
from symact.check.explanations.reading import READING
from symact.check.explanations.remarks import REMARKS
from symact.check.report import ClaimKind, Judgement
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.verdict import Status

_ROWS = (*READING, *CLAIMS, *REMARKS, *PARAMETERS, *LAYERS, *FILES)
CODES: Mapping[str, Code] = MappingProxyType({row.code: row for row in _ROWS})

_PREFIX = re.compile(r"SA\d{0,3}\Z")
_WIDTH = 88
_LETTERS = str.maketrans("OIL", "011")  # read as digits

# What a refuted claim of a kind is called when its judge named nothing more special.
_OF_KIND = {
    ClaimKind.IDENTITY: "SA201",
    ClaimKind.DEFINITION: "SA202",
    ClaimKind.DERIVATIVE: "SA203",
    ClaimKind.STEP: "SA204",
    ClaimKind.RANGE: "SA205",
    ClaimKind.EXTREMUM: "SA206",
    ClaimKind.LIMIT: "SA207",
    ClaimKind.PROPERTY: "SA208",
    ClaimKind.MATRIX: "SA209",
    ClaimKind.SHAPE: "SA210",
    ClaimKind.NUMERIC: "SA211",
    ClaimKind.GRADIENT: "SA212",
    ClaimKind.APPROXIMATION: "SA213",
}
_UNDECIDED = "SA243"


def explain(code: str) -> str:
    """What a code means, with an example that has the fault and one that has not.

    Raises:
        InputError: SA742 for a code that does not exist.

    Example:
        >>> print(explain("SA115"))
        SA115: double script
        <BLANKLINE>
        One base has two subscripts or two superscripts; TeX refuses this too. Braces say what
        belongs together.
        <BLANKLINE>
        Wrong:
            x^2^3
        <BLANKLINE>
        Right:
            x^{2^3}
    """
    row = CODES.get(code.upper())
    if row is None:
        raise unknown_code(code)
    return "\n".join(
        [
            f"{row.code}: {row.title}",
            "",
            textwrap.fill(row.text, _WIDTH),
            "",
            "Wrong:",
            textwrap.indent(row.wrong, "    "),
            "",
            "Right:",
            textwrap.indent(row.right, "    "),
        ]
    )


def code_of(kind: ClaimKind, judgement: Judgement) -> str:
    """The code under which a verdict is reported; empty for what is proved without remark.

    Example:
        >>> code_of(ClaimKind.RANGE, Judgement(Status.REFUTED))
        'SA205'
    """
    if judgement.code or judgement.status is Status.PROVED:
        return judgement.code
    return _OF_KIND[kind] if judgement.status is Status.REFUTED else _UNDECIDED


def title_of(code: str) -> str:
    """The title of a code, empty for one that is not in the table."""
    return CODES[code].title if code in CODES else ""


def is_prefix(text: str) -> bool:
    """Whether a text is a code, or the beginning that some codes have in common.

    Example:
        >>> is_prefix("SA203"), is_prefix("SA2"), is_prefix("SA99"), is_prefix("2")
        (True, True, False, False)
    """
    return bool(_PREFIX.match(text)) and any(code.startswith(text) for code in CODES)


def unknown_code(text: str) -> InputError:
    """The refusal of a code that does not exist."""
    meant = text.upper().translate(_LETTERS)
    near = difflib.get_close_matches(meant, CODES, n=1, cutoff=0.7)
    guess = f"did you mean {near[0]}? " if near else ""
    mend = f"{guess}symact explain lists all codes"
    return InputError(Diagnostic("SA742", f"no code is called {text!r}", help=mend))
