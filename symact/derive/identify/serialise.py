"""The JSON form of an identification, schema ``symact.identify/1``."""

from __future__ import annotations

import sympy as sp

from symact.core.activation import x
from symact.core.typeset import tex
from symact.derive.identify.relation import Identification, Match, Relation

SCHEMA = "symact.identify/1"


def to_dict(found: Identification) -> dict[str, object]:
    """The identification as JSON data.

    Example:
        >>> from symact.derive.identify import identify
        >>> from symact.reading.expression import read_activation
        >>> data = to_dict(identify(read_activation("x*sigmoid(3*x)")))
        >>> data["status"], data["matches"][0]["identity"]
        ('proved', 'f(x) = swish(x; beta = 3)')
    """
    subject = found.subject
    return {
        "schema": SCHEMA,
        "expression": str(subject.function),
        "latex": tex(subject.function),
        "parameters": {
            p.symbol.name: str(value)
            for p, value in zip(subject.parameters, subject.values, strict=True)
        },
        "status": found.verdict.status.value,
        "reason": found.verdict.reason or None,
        "matches": [_match(match) for match in found.matches],
        "different": list(found.different),
        "undecided": list(found.undecided),
    }


def identity(relation: Relation) -> str:
    """The relation in SymPy's spelling, with the entry's name for its function.

    Example:
        >>> from symact.activations import activation
        >>> from symact.derive.identify.relation import Scaling, defaults
        >>> entry = activation("sigmoid")
        >>> scaling = Scaling(sp.Integer(2), sp.S.Zero, sp.Integer(2), sp.S.NegativeOne)
        >>> identity(Relation(entry, defaults(entry), scaling))
        'f(x) = 2*sigmoid(2*x) - 1'
    """
    named = sp.Function(relation.entry.name)
    symbols = [p.symbol for p in relation.entry.parameters]
    settings = ", ".join(f"{s.name} = {v}" for s, v in zip(symbols, relation.values, strict=True))
    inner = sp.sstr(relation.scaling.a * x + relation.scaling.b)
    shown = sp.sstr(relation.scaling.of(named(x)))
    plain = f"{relation.entry.name}({inner})"
    return (
        f"f(x) = {shown}"
        if not settings
        else "f(x) = " + shown.replace(plain, f"{plain[:-1]}; {settings})")
    )


def _match(match: Match) -> dict[str, object]:
    relation, entry = match.relation, match.relation.entry
    scaling = relation.scaling
    return {
        "name": entry.name,
        "title": entry.title,
        "aliases": list(entry.aliases),
        "kind": relation.kind.value,
        "parameters": {
            p.symbol.name: {
                "value": str(value),
                "default": str(p.default),
                "domain": str(p.domain),
            }
            for p, value in zip(entry.parameters, relation.values, strict=True)
        },
        "scaling": {
            "a": str(scaling.a),
            "b": str(scaling.b),
            "c": str(scaling.c),
            "d": str(scaling.d),
        },
        "identity": identity(relation),
        "function": str(relation.function),
        "source": entry.source,
        "use": entry.use,
    }
