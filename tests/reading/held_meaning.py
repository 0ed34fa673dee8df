"""What a held formula says, as numbers: to compare it with a meaning in Python's syntax.

Letters and unknown functions have values that follow from their names alone, so that two formulas
with the same values at several places say the same thing, in whatever form they are written.
"""

import ast
import hashlib
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from symact.reading.held import tree as t
from symact.reading.held.statements import Item, Statement

sys.path.insert(0, str(Path(__file__).parent))
import held_shown

Said = tuple[tuple[str, ...], tuple[float, ...]]


class NotComparedError(Exception):
    """The comparison has no rule for this form."""


def opaque(name: str, *parts: object) -> float:
    """A number between 0.1 and 1.1 that belongs to a name and what it is applied to."""
    key = "|".join([name, *(f"{p:.6g}" if isinstance(p, float | int) else str(p) for p in parts)])
    digest = hashlib.sha256(key.encode()).digest()
    return 0.1 + int.from_bytes(digest[:6], "big") / 2**48


FUNCTIONS: dict[str, Callable[..., float]] = {
    "exp": math.exp, "log": math.log, "ln": math.log, "sqrt": math.sqrt, "tanh": math.tanh,
    "sinh": math.sinh, "cosh": math.cosh, "sech": lambda v: 1 / math.cosh(v), "erf": math.erf,
    "abs": abs, "Abs": abs, "atan": math.atan, "arctan": math.atan, "atanh": math.atanh,
    "max": max, "Max": max, "min": min, "Min": min,
    "sign": lambda v: math.copysign(1, v), "sgn": lambda v: math.copysign(1, v),
}  # fmt: skip
CONSTANTS = {"pi": math.pi, "e": math.e, "infty": math.inf, "oo": math.inf}
COMPARED = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
OVER = {"MaxOver": "max", "MinOver": "min", "SupOver": "sup", "ArgMax": "argmax"}
SIDES = {"Eq": ("=",), "ApproxEq": ("~",), "In": ("in",), "Arrow": ("->",), "MapsTo": (":", "->")}
ENDS = {"Interval": "[]", "open": "()", "Ropen": "[)", "Lopen": "(]"}


def letter(name: str, place: int) -> float:
    """The value of a letter at one of the places; Python has no lambda and no indices."""
    if name[1:].isdigit():
        return opaque("Sub", letter(name[0], place), float(name[1:]))
    name = "lambda" if name == "lamda" else name
    return CONSTANTS.get(name.removesuffix("_s"), opaque("letter", name.removesuffix("_s"), place))


def applied(name: str, arguments: Sequence[float]) -> float:
    """The value of a function, known or not."""
    if name in FUNCTIONS:
        return float(FUNCTIONS[name](*arguments))
    return opaque("call", name, *arguments)


def matrix(rows: Sequence[Sequence[float]]) -> float:
    """The number that belongs to a matrix."""
    return opaque("matrix", len(rows), *(entry for row in rows for entry in row))


def slope(name: str, argument: float, order: int = 1) -> float:
    """The number that belongs to a derivative of a function in its argument."""
    return opaque("slope", name, argument, order)


# -- the meaning that is written down ------------------------------------------------------------


def meant(text: str, place: int) -> list[Said]:
    """The statements of a meaning, with the values of their sides."""
    return _statements(ast.parse(text, mode="eval").body, place)


def _statements(node: ast.expr, place: int) -> list[Said]:
    name = _name(node)
    args = node.args if isinstance(node, ast.Call) else []
    if name == "Steps":
        return [said for arg in args for said in _statements(arg, place)]
    if name in SIDES:
        return [(SIDES[name], tuple(_value(arg, place) for arg in args))]
    if name == "Chain":
        return [(("=",) * (len(args) - 1), tuple(_value(arg, place) for arg in args))]
    if name == "Conj":
        (one,), (two,) = _statements(args[0], place), _statements(args[1], place)
        return [(one[0] + two[0], one[1] + two[1][1:])]
    if isinstance(node, ast.Compare):
        signs = tuple(COMPARED[type(op)] for op in node.ops)
        return [(signs, tuple(_value(n, place) for n in (node.left, *node.comparators)))]
    return [((), (_value(node, place),))]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func)
    return node.id if isinstance(node, ast.Name) else ""


BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b, ast.Pow: lambda a, b: a**b,
}  # fmt: skip


def _value(node: ast.expr, place: int) -> float:  # noqa: PLR0912 -- one row for each form
    def inner(*nodes: ast.expr) -> tuple[float, ...]:
        return tuple(_value(n, place) for n in nodes)

    if isinstance(node, ast.Constant):
        return float(node.value) if isinstance(node.value, int | float) else opaque(str(node.value))
    if isinstance(node, ast.Name):
        return opaque("numbers", "R") if node.id == "Reals" else letter(node.id, place)
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, place)
    if isinstance(node, ast.BinOp):
        return float(BINARY[type(node.op)](*inner(node.left, node.right)))
    if isinstance(node, ast.Compare):
        return opaque("relation", *(COMPARED[type(o)] for o in node.ops),
                      *inner(node.left, *node.comparators))  # fmt: skip
    if not isinstance(node, ast.Call):
        raise NotComparedError(ast.dump(node))
    name, args = _name(node), node.args
    if name in ENDS:
        return opaque("bracket", *ENDS[name], *inner(*args))
    match name:
        case "Rational":
            return inner(args[0])[0] / inner(args[1])[0]
        case "FiniteSet":
            return opaque("bracket", "{", "}", *inner(*args))
        case "Union":
            return opaque("union", *inner(*args))
        case "Piecewise":
            return _piecewise(args, place)
        case "Matrix" | "Mat":
            return _matrix(name, args, place)
        case "MM" | "MulNC":
            return math.prod(inner(*args))
        case "Hadamard" | "T" | "Sub" | "Sup" | "Norm" | "Star" | "Grad" | "Dot" | "Prime":
            return opaque(name, *inner(*args))
        case "PrimeAt":
            return slope(_name(args[0]), *inner(args[1]))
        case "D" | "At":
            return _derivative(name, args, place)
        case "Sum" | "SumOver" | "Limit" | "MaxOver" | "MinOver" | "SupOver" | "ArgMax":
            return _over(name, args, place)
    if name == "log" and len(args) == 2:
        return math.log(*inner(*args))
    return applied(name, inner(*args))


def _piecewise(rows: Sequence[ast.expr], place: int) -> float:
    parts: list[float] = []
    for row in rows:
        assert isinstance(row, ast.Tuple)
        value, condition = row.elts
        if isinstance(condition, ast.Constant):
            parts += [_value(value, place), opaque("rest")]
        elif isinstance(condition, ast.Call):
            (said,) = _statements(ast.Call(ast.Name("Conj"), condition.args, []), place)
            parts += [_value(value, place), opaque("relation", *said[0], *said[1])]
        else:
            parts += [_value(value, place), _value(condition, place)]
    return opaque("cases", *parts)


def _matrix(name: str, args: Sequence[ast.expr], place: int) -> float:
    if name == "Mat":
        return opaque("numbers", "R", *(_value(arg, place) for arg in args[1:]))
    (rows,) = args
    assert isinstance(rows, ast.List)
    return matrix([
        [_value(e, place) for e in (row.elts if isinstance(row, ast.List) else [row])]
        for row in rows.elts
    ])  # fmt: skip


def _derivative(name: str, args: Sequence[ast.expr], place: int) -> float:
    operand = args[0]
    if name == "At":
        if _name(operand) == "D" and isinstance(operand, ast.Call):
            return slope(_name(operand.args[0]), _value(args[2], place))
        raise NotComparedError(name)
    order = int(_value(args[2], place)) if len(args) > 2 else 1
    if isinstance(operand, ast.Call) and [_name(a) for a in operand.args] == [_name(args[1])]:
        return slope(_name(operand), _value(args[1], place), order)
    return opaque("D", _value(operand, place), *[_value(args[1], place)] * order)


def _over(name: str, args: Sequence[ast.expr], place: int) -> float:
    operand = _value(args[0], place)
    if name in OVER:
        return opaque("over", OVER[name], operand, _value(args[1], place))
    if name == "Limit":
        side = args[3].value if len(args) > 3 and isinstance(args[3], ast.Constant) else ""
        return opaque("limit", operand, *(_value(a, place) for a in args[1:3]), str(side))
    bounds = args[1].elts if isinstance(args[1], ast.Tuple) else [args[1]]
    return opaque("sum", operand, *(_value(b, place) for b in bounds))


# -- the formula that was read -------------------------------------------------------------------


def said(items: Sequence[Item], place: int) -> list[Said]:
    """The statements that were read, with the values of their sides; chains are put together."""
    found: list[Said] = []
    for item in items:
        if not isinstance(item, Statement):
            raise NotComparedError(item.diagnostic.code)
        values = tuple(of(operand, place) for operand in item.operands if operand is not None)
        if item.words.casefold().startswith("max"):
            found.append((("=",), (letter("Max_label", place), *values)))
        elif item.continues:
            before = found.pop()
            found.append((before[0] + item.operators, before[1] + values))
        else:
            found.append((item.operators, values))
    return [(tuple("=" if o == ":=" else o for o in signs), values) for signs, values in found]


def of(tree: t.Tree, place: int) -> float:  # noqa: PLR0912 -- one row for each node
    """The value of a tree at a place."""

    def inner(*trees: t.Tree) -> tuple[float, ...]:
        return tuple(of(part, place) for part in trees)

    match tree:
        case t.Number():
            return float(tree.text)
        case t.Symbol():
            return _symbol(tree, place)
        case t.Call():
            return _call(tree, place)
        case t.Prime():
            return opaque("Prime", *inner(tree.operand))
        case t.Sum():
            return sum(sign * of(term, place) for sign, term in tree.terms)
        case t.Product():
            return _product(tree, place)
        case t.Quotient():
            return of(tree.numerator, place) / of(tree.denominator, place)
        case t.Negative():
            return -of(tree.operand, place)
        case t.Power():
            return float(of(tree.base, place) ** of(tree.exponent, place))
        case t.Root() if tree.degree is None:
            return math.sqrt(of(tree.radicand, place))
        case t.Absolute():
            return abs(of(tree.inside, place))
        case t.Norm() if tree.kind is not None:
            return opaque("Norm", *inner(tree.inside, tree.kind))
        case t.Norm():
            return opaque("Norm", *inner(tree.inside))
        case t.Transpose(operand=t.Matrix(rows=rows)):
            return matrix(list(zip(*[inner(*row) for row in rows], strict=True)))
        case t.Transpose():
            return opaque("T", *inner(tree.operand))
        case t.Indexed(operand=t.Norm(inside=inside)):
            return opaque("Norm", *inner(inside, *tree.indices))
        case t.Indexed():
            return opaque("Sub", *inner(tree.operand, *tree.indices))
        case t.Cases():
            return opaque("cases", *(v for row in tree.rows for v in _row(row, place)))
        case t.Matrix():
            return matrix([inner(*row) for row in tree.rows])
        case t.Bracket():
            return opaque("bracket", tree.opening, tree.closing, *inner(*tree.items))
        case t.Derivative():
            return _slope(tree, place)
        case t.Gradient():
            variables = () if tree.variable is None else inner(tree.variable)
            return opaque("Grad", *inner(tree.operand), *variables)
        case t.At(operand=t.Call(function=f, primes=1)):
            return slope(f.name, of(tree.value, place))
        case t.At(operand=t.Derivative(operand=t.Call(function=f))):
            return slope(f.name, of(tree.value, place))
        case t.Limit():
            return opaque("limit", *inner(tree.operand, tree.variable, tree.target), tree.side)
        case t.Extremum() if tree.variable is not None:
            return opaque("over", tree.kind, *inner(tree.operand, tree.variable))
        case t.BigOperator(kind="sum") if tree.index is not None:
            bounds = [part for part in (tree.lower, tree.upper) if part is not None]
            return opaque("sum", *inner(tree.operand, tree.index, *bounds))
        case t.Indicator():
            return opaque("cases", 1.0, _relation(tree.condition, place), 0.0, opaque("rest"))
        case t.Numbers():
            return opaque("numbers", tree.letter, *inner(*tree.dimensions))
        case t.Operation(name=r"\cup"):
            return opaque("union", *inner(*tree.operands))
    raise NotComparedError(held_shown.shown(tree))


def _symbol(tree: t.Symbol, place: int) -> float:
    name = {"bold": "bf_", "dot": ""}.get(tree.style, f"{tree.style}_" if tree.style else "")
    value = letter(name + tree.name, place)
    if tree.style == "dot":
        value = opaque("Dot", value)
    if tree.indices:
        value = opaque("Sub", value, *(of(index, place) for index in tree.indices))
    if isinstance(tree.label, t.Symbol) and tree.label.name == "star":
        return opaque("Star", value)
    return value if tree.label is None else opaque("Sup", value, of(tree.label, place))


def _call(tree: t.Call, place: int) -> float:
    arguments = [of(argument, place) for argument in tree.arguments]
    name = tree.function.name
    if tree.is_inverse:
        return applied(f"a{name}", arguments)
    if tree.primes:
        return slope(name, *arguments, tree.primes)
    indices = tree.function.indices
    if name == "log" and indices:
        return math.log(*arguments, of(indices[0], place))
    if name == "diag":
        size = len(arguments)
        return matrix(
            [[a if i == j else 0.0 for j in range(size)] for i, a in enumerate(arguments)]
        )
    if indices and all(isinstance(index, t.Symbol) for index in indices):
        name += "_" + "".join(index.name for index in indices if isinstance(index, t.Symbol))
    return applied(name, arguments)


def _product(tree: t.Product, place: int) -> float:
    value = of(tree.factors[0], place)
    for sign, factor in zip(tree.signs, tree.factors[1:], strict=True):
        other = of(factor, place)
        value = opaque("Hadamard", value, other) if sign == r"\odot" else value * other
    return value


def _row(row: tuple[t.Tree, t.Tree | None], place: int) -> tuple[float, float]:
    value, condition = row
    rest = opaque("rest") if condition is None else _relation(condition, place)
    return of(value, place), rest


def _relation(tree: t.Tree, place: int) -> float:
    if not isinstance(tree, t.Relation):
        raise NotComparedError("a condition")
    return opaque("relation", *tree.operators, *(of(o, place) for o in tree.operands))


def _slope(tree: t.Derivative, place: int) -> float:
    first, order = tree.variables[0], len(tree.variables)
    call = tree.operand
    if isinstance(call, t.Call) and not call.primes and len(call.arguments) == 1:
        argument = call.arguments[0]
        alike = isinstance(argument, t.Symbol) and isinstance(first, t.Symbol)
        if alike and held_shown.shown(argument) == held_shown.shown(first):
            return slope(call.function.name, of(argument, place), order)
    return opaque("D", of(call, place), *(of(v, place) for v in tree.variables))
