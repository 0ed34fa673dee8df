"""The document's tree as JSON: every block with its kind, its number and its parts."""

import json
from base64 import b64encode
from dataclasses import fields, is_dataclass

from symact.documents.mathtree import parse_math
from symact.documents.model import Document
from symact.documents.numbering import Numbered, formulas, number

SCHEMA = "symact.document/1"


def render_json(document: Document) -> str:
    """The document as JSON; formulas stay LaTeX, bytes are base64.

    Raises:
        InputError: for a formula outside the vocabulary (SA11x) or a wrong label (SA12x).
    """
    numbered = number(document)
    for tex in formulas(numbered):
        parse_math(tex)
    tree = {
        "schema": SCHEMA,
        "title": document.title,
        "subtitle": document.subtitle,
        "authors": list(document.authors),
        "date": document.date,
        "blocks": [_numbered(item) for item in numbered.blocks],
        "appendix": [_numbered(item) for item in numbered.appendix],
        "references": {
            label: {"text": target.text, "anchor": target.anchor}
            for label, target in numbered.targets.items()
        },
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _numbered(item: Numbered) -> dict[str, object]:
    tree = _node(item.block)
    assert isinstance(tree, dict)  # noqa: S101  # a block is a dataclass
    if item.number:
        tree["number"] = item.number
    if item.inner:
        tree["body"] = [_numbered(child) for child in item.inner]
    return tree


def _node(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__.lower()
        return {"type": kind} | {f.name: _node(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_node(entry) for entry in value]
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value
