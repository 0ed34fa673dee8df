"""The shapes of a dense layer, from the order in which its weights and its input are written."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from symact.check.linear.keys import base_key, key_of
from symact.check.linear.model import SOFTMAX, Applied, Model
from symact.check.linear.tensor_reading import COUNTS, Reader, applied_definition, read
from symact.check.linear.tensors import SCALAR, Size
from symact.core.errors import UnsupportedError
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

WEIGHTS = frozenset({"W", "V", "U", "Theta", "w"})
LOSSES = frozenset(
    {"L", "J", "E", "C", "ell", "loss", "Loss", "Cost", "cost", "CE", "BCE", "MSE", "NLL"}
)


def model_of(
    definitions: Mapping[str, Tree],
    functions: Mapping[str, sp.Expr],
    *,
    loss: str,
    single: bool = False,
) -> Model:
    """The model of a page from its definitions.

    Args:
        definitions: the right sides by the keys of `keys.key_of`: ``z``, ``a``, the loss.
        functions: functions of one variable as expressions in ``x``.
        loss: the key of the loss.
        single: whether a quantity without a layer is one number, and not a column of them.

    Raises:
        UnsupportedError: for definitions that are circular, or are no layer.
    """
    model = Model(functions, loss=loss)
    reader = Reader(model)
    for name in _ordered(definitions):
        tree = definitions[name]
        _infer(tree, model, single=single)
        applied = applied_definition(tree, reader)
        if applied is None:
            tensor = read(tree, reader)
            model.defined[name] = tensor
            model.sizes[name] = tensor.size
        else:
            model.defined[name] = applied
            model.sizes[name] = model.sizes[applied.argument]
    _find_targets(model, definitions.get(loss))
    return model


def _ordered(definitions: Mapping[str, Tree]) -> list[str]:
    """The names, each after those of which it is made."""
    done: list[str] = []
    waiting = dict(definitions)
    while waiting:
        ready = [name for name, tree in waiting.items() if not _mentioned(tree) & set(waiting)]
        if not ready:
            raise UnsupportedError("the definitions are circular")
        for name in ready:
            done.append(name)
            del waiting[name]
    return done


def _mentioned(tree: Tree) -> set[str]:
    symbols = [node for node in every(tree) if isinstance(node, t.Symbol)]
    return {key(symbol) for symbol in symbols for key in (key_of, base_key)}


def _infer(tree: Tree, model: Model, *, single: bool) -> None:
    """Sizes for the new names of a formula."""
    terms = [term for _, term in tree.terms] if isinstance(tree, t.Sum) else [tree]
    biases = [size for size in (_layer(term, model) for term in terms) if size is not None]
    for node in every(tree):
        if not isinstance(node, t.Symbol) or _is_named(node, tree, model):
            continue
        if node.name in WEIGHTS:
            raise UnsupportedError("a layer that is not of the form Wx + b or xW + b")
        model.sizes[_plain_key(node)] = biases[0] if biases else _beside(model, single=single)


def _layer(term: Tree, model: Model) -> Size | None:
    """The size of the bias of ``Wx``, ``W^T x``, ``xW`` or ``x W^T``; W and x get sizes too.

    A bias is one row or one column, also where there are many examples.
    """
    if not isinstance(term, t.Product) or len(term.factors) != 2:
        return None
    parts = [(_untransposed(factor), isinstance(factor, t.Transpose)) for factor in term.factors]
    symbols = [part for part, _ in parts if isinstance(part, t.Symbol)]
    if len(symbols) != 2:
        return None
    is_weight = [symbol.name in WEIGHTS for symbol in symbols]
    if is_weight.count(True) != 1:
        return None
    place = is_weight.index(True)
    weight, given = symbols[place], symbols[1 - place]
    turned, given_turned = parts[place][1], parts[1 - place][1]
    if given_turned:
        raise UnsupportedError("a layer with a transposed input")
    if weight.name == "w" and not (turned and place == 0):
        raise UnsupportedError("whether w is a number or a vector is not stated")
    on_left = place == 0
    inner = _input_size(given, model, on_left=on_left)
    outer = "1" if weight.name == "w" else model.new_size()
    meeting = inner[0] if on_left else inner[1]
    upright = (outer, meeting) if on_left else (meeting, outer)
    model.sizes[key_of(weight)] = upright[::-1] if turned else upright
    return (outer, "1") if on_left else ("1", outer)


def _input_size(symbol: t.Symbol, model: Model, *, on_left: bool) -> Size:
    key = key_of(symbol)
    if key not in model.sizes:
        length = model.new_size()
        many = "B" if symbol.name[:1].isupper() else "1"
        model.sizes[key] = (length, many) if on_left else (many, length)
    return model.sizes[key]


def _untransposed(tree: Tree) -> Tree:
    return tree.operand if isinstance(tree, t.Transpose) else tree


def _beside(model: Model, *, single: bool) -> Size:
    """The size of a target: that of the output."""
    outputs = [
        model.sizes[name]
        for name, definition in model.defined.items()
        if not (isinstance(definition, Applied) and definition.order) and not name.startswith("[")
    ]
    if outputs:
        return outputs[-1]
    return SCALAR if single else ("m", "1")


def _is_named(symbol: t.Symbol, tree: Tree, model: Model) -> bool:
    """Whether a symbol has a size, or is a function, an index or a count."""
    key = _plain_key(symbol)
    if key in model.sizes or key_of(symbol) in model.sizes or key in COUNTS:
        return True
    for node in every(tree):
        if isinstance(node, t.Call) and node.function is symbol:
            return True
        if isinstance(node, t.Symbol) and any(symbol is index for index in node.indices):
            return True
        if isinstance(node, t.BigOperator) and symbol in (node.index, node.lower, node.upper):
            return True
        if isinstance(node, t.Power) and node.exponent is symbol:
            return True
        if isinstance(node, t.Norm | t.Indexed) and symbol in _marks(node):
            return True
        if isinstance(node, t.Symbol) and node.label is symbol:
            return True
    return False


def _marks(node: t.Norm | t.Indexed) -> tuple[Tree | None, ...]:
    return node.indices if isinstance(node, t.Indexed) else (node.kind,)


def _plain_key(symbol: t.Symbol) -> str:
    """The key of the whole quantity of which an entry is written with letters as indices."""
    letters = symbol.indices and all(isinstance(item, t.Symbol) for item in symbol.indices)
    return (
        key_of(t.Symbol(symbol.name, symbol.span, (), symbol.label, symbol.style))
        if (letters)
        else key_of(symbol)
    )


def _find_targets(model: Model, loss: Tree | None) -> None:
    """The labels of a softmax with cross-entropy, whose entries sum to 1."""
    outputs = {
        name
        for name, definition in model.defined.items()
        if isinstance(definition, Applied) and definition.function == SOFTMAX
    }
    if loss is None or not outputs:
        return
    for node in every(loss):
        if isinstance(node, t.Symbol) and node.name in {"y", "t", "Y", "T", "p"}:
            key = _plain_key(node)
            if key in model.sizes and key not in model.defined:
                model.targets.add(key)
