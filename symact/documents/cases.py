"""What holds for all values of the parameters, case by case, in one table."""

from collections.abc import Callable, Sequence

from symact.core.activation import Activation
from symact.core.typeset import tex
from symact.derive.cases import Case, Chain
from symact.derive.profile import Profile, RangeSet
from symact.documents.model import Block, Display, Document, Line, Table, line, paragraph
from symact.documents.words import every, listed, short, union

UNKNOWN = "not known"
_RELATIONS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "=": "=", "": ""}
_SMOOTH = {"oo": r"$C^\infty$", "-1": "jumps"}


def cases_document(activation: Activation, cases: Sequence[Case]) -> Document:
    """The page of an activation with its parameters as symbols."""
    title = f"{activation.title} for all parameters"
    letters = listed([every(p) for p in activation.parameters])
    blocks: list[Block] = [
        Display(f"{activation.notation}(x) = {activation.display or tex(activation.expression)}"),
        paragraph(f"Every statement is proved for every {letters}."),
        Table(
            head=(line("Values"), *(line(name) for name in _COLUMNS)),
            rows=tuple(_row(case) for case in cases),
            caption=line("What is proved in each case."),
        ),
    ]
    reasons = dict.fromkeys(r for case in cases for r in _reasons(case.profile))
    if reasons:
        blocks.append(paragraph(f"What is not known: {'; '.join(reasons)}."))
    return Document(title, tuple(blocks))


def _reasons(profile: Profile) -> list[str]:
    names = ("all", *_SHOWN)
    return [profile.reasons[name] for name in names if name in profile.reasons]


def condition(case: Case) -> str:
    """The condition in words that may hold mathematics."""
    return " and ".join(f"${_chain(c)}$" for c in case.conditions) or "all"


def _chain(parts: Chain) -> str:
    return " ".join(f"{tex(part)} {_RELATIONS[relation]}".rstrip() for part, relation in parts)


def _row(case: Case) -> tuple[Line, ...]:
    return (line(condition(case)), *(line(cell(case.profile)) for cell in _COLUMNS.values()))


def _set(values: RangeSet | None) -> str:
    return UNKNOWN if values is None else f"${union(values.intervals)}$"


def _word(word: str | None) -> str:
    return UNKNOWN if word is None else word


def _class(profile: Profile) -> str:
    found = profile.smoothness
    return UNKNOWN if found is None else _SMOOTH.get(found, f"$C^{{{found}}}$")


def _lipschitz(profile: Profile) -> str:
    found = profile.lipschitz
    return UNKNOWN if found is None else f"${short(found)}$"


_COLUMNS: dict[str, Callable[[Profile], str]] = {
    "Range": lambda p: _set(p.range),
    "Range of $f'$": lambda p: _set(p.derivative_range),
    "Direction": lambda p: _word(p.monotone),
    "Shape": lambda p: _word(p.convex),
    "Class": _class,
    "Lipschitz": _lipschitz,
}
_SHOWN = ("range", "derivative_range", "monotone", "convex", "smoothness", "lipschitz")
