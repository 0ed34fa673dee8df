"""Held formulas in a compact text form, with every bracket written, for tests to compare."""

from symact.core.span import Source
from symact.reading.held.names import Names
from symact.reading.held.statements import Item, Statement, Unread, statements
from symact.reading.held.text import text_of
from symact.reading.held.tree import (
    Absolute,
    At,
    BigOperator,
    Bracket,
    Call,
    Cases,
    Derivative,
    Dots,
    Extremum,
    Gradient,
    Indexed,
    Indicator,
    Limit,
    Logic,
    Matrix,
    Negative,
    Norm,
    Number,
    Numbers,
    Operation,
    Power,
    Prime,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Transpose,
    Tree,
    Words,
)


def read(text: str, names: Names | None = None, *, plain: bool = False) -> tuple[Item, ...]:
    """The statements of a text that is mathematics as a whole."""
    source = Source("f", text)
    return statements(text_of(source, 0, len(text)), names or Names(), plain=plain)


def told(text: str, names: Names | None = None, *, plain: bool = False) -> str:
    """The statements of a text in the compact form, with `` ; `` between them."""
    return " ; ".join(stated(item) for item in read(text, names, plain=plain))


def stated(item: Item) -> str:
    """A statement: its link and words, its operands with relations between them, its condition."""
    if isinstance(item, Unread):
        return f"unread {item.diagnostic.code}"
    text = shown(item.operands[0]) if item.operands[0] is not None else "…"
    for operator, operand in zip(item.operators, item.operands[1:], strict=True):
        text += f" {operator} {shown(operand)}"
    link = f"<{item.link}> " if item.link else ""
    words = f'"{item.words}" ' if item.words else ""
    return link + words + text + _under(item)


def _under(item: Statement) -> str:
    rest = " [otherwise]" if item.is_rest else ""
    return rest if item.condition is None else f" [{shown(item.condition)}]{rest}"


def _list(trees: tuple[Tree, ...]) -> str:
    return ", ".join(shown(tree) for tree in trees)


def _symbol(tree: Symbol) -> str:
    style = f"{tree.style}:" if tree.style else ""
    indices = f"[{_list(tree.indices)}]" if tree.indices else ""
    label = f"<{shown(tree.label)}>" if tree.label is not None else ""
    return f"{style}{tree.name}{indices}{label}"


def _below(*parts: str | None) -> str:
    kept = [part for part in parts if part]
    return "{" + " ".join(kept) + "}" if kept else ""


def shown(tree: Tree | None) -> str:  # noqa: PLR0912 -- one row for each node
    """The compact form of a tree."""
    match tree:
        case None:
            return ""
        case Number(text) | Words(text):
            return text
        case Symbol():
            return _symbol(tree)
        case Call():
            inverse = "^-1" if tree.is_inverse else ""
            return (
                f"{_symbol(tree.function)}{inverse}{tree.primes * chr(39)}({_list(tree.arguments)})"
            )
        case Prime():
            return shown(tree.operand) + "'" * tree.order
        case Sum():
            signed = [("+ " if sign > 0 else "- ") + shown(term) for sign, term in tree.terms]
            return "(" + " ".join(signed).removeprefix("+ ") + ")"
        case Product():
            text = shown(tree.factors[0])
            for sign, factor in zip(tree.signs, tree.factors[1:], strict=True):
                text += (f" {sign} " if sign else " ") + shown(factor)
            return f"({text})"
        case Quotient():
            return f"({shown(tree.numerator)} / {shown(tree.denominator)})"
        case Negative():
            return f"(-{shown(tree.operand)})"
        case Power():
            return f"({shown(tree.base)}^{shown(tree.exponent)})"
        case Root():
            return f"root{shown(tree.degree)}({shown(tree.radicand)})"
        case Absolute():
            return f"|{shown(tree.inside)}|"
        case Norm():
            kind = f"_{shown(tree.kind)}" if tree.kind is not None else ""
            return f"||{shown(tree.inside)}||{kind}"
        case Transpose():
            return f"{shown(tree.operand)}^T"
        case Indexed():
            return f"{shown(tree.operand)}[{_list(tree.indices)}]"
        case Cases():
            rows = [
                f"{shown(value)} if {shown(condition)}" if condition is not None
                else f"{shown(value)} otherwise"
                for value, condition in tree.rows
            ]  # fmt: skip
            return "{" + "; ".join(rows) + "}"
        case Matrix():
            return "[" + "; ".join(_list(row) for row in tree.rows) + "]"
        case Bracket():
            return f"{tree.opening}{_list(tree.items)}{tree.closing}"
        case Derivative():
            mark = "∂" if tree.is_partial else "d"
            return f"{mark}{_below(_list(tree.variables))}({shown(tree.operand)})"
        case Gradient():
            return f"grad{_below(shown(tree.variable))}({shown(tree.operand)})"
        case At():
            name = f"{shown(tree.variable)}=" if tree.variable is not None else ""
            return f"at{_below(name + shown(tree.value))}({shown(tree.operand)})"
        case Limit():
            place = f"{shown(tree.variable)}->{shown(tree.target)}{tree.side and ' ' + tree.side}"
            return f"lim{_below(place)}({shown(tree.operand)})"
        case Extremum():
            domain = f"in {shown(tree.domain)}" if tree.domain is not None else None
            return f"{tree.kind}{_below(shown(tree.variable), domain)}({shown(tree.operand)})"
        case BigOperator():
            bounds = f"{shown(tree.lower)}..{shown(tree.upper)}" if tree.upper is not None else ""
            return f"{tree.kind}{_below(shown(tree.index), bounds)}({shown(tree.operand)})"
        case Indicator():
            return f"1[{shown(tree.condition)}]"
        case Numbers():
            return tree.letter + (f"^({_list(tree.dimensions)})" if tree.dimensions else "")
        case Relation():
            text = shown(tree.operands[0])
            for operator, operand in zip(tree.operators, tree.operands[1:], strict=True):
                text += f" {operator} {shown(operand)}"
            return text
        case Logic():
            return "(" + f" {tree.operator} ".join(shown(o) for o in tree.operands) + ")"
        case Operation():
            return f"{tree.name}({_list(tree.operands)})"
        case Dots():
            return "..."
