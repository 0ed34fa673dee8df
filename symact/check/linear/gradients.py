r"""Verdicts on gradients in matrix form, as ``\frac{\partial L}{\partial W} = \delta x^\top``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from symact.check.linear import indexed, tensors
from symact.check.linear.backward import expanded, gradients, simplified
from symact.check.linear.indexed import Poly
from symact.check.linear.keys import base_key, key_of
from symact.check.linear.layers import LOSSES, model_of
from symact.check.linear.model import Applied, Model
from symact.check.linear.tensor_reading import MisfitError, Reader, read
from symact.check.linear.tensors import Tensor, told
from symact.check.linear.trial import difference
from symact.check.linear.values import UnknownNameError
from symact.check.report import Counterexample, Judgement
from symact.core.errors import SymactError, UnsupportedError
from symact.core.verdict import Status
from symact.kernel.balls import Ball
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

WRONG, ORDER, FACTOR, COUNT, SIGN = "SA212", "SA222", "SA223", "SA224", "SA225"
UNDEFINED, UNDECIDED = "SA242", "SA243"
DIGITS = 12
_NOT_ACTIVATIONS = frozenset({"log", "ln", "softmax"})


def judge_gradient(
    left: Tree,
    right: Tree,
    definitions: Mapping[str, Tree],
    functions: Mapping[str, sp.Expr] | None = None,
) -> Judgement:
    r"""Whether a gradient of a loss is what is claimed, for all dimensions at once.

    The shapes follow from the layer: ``z = Wx + b`` has columns, ``z = xW + b`` rows, a capital X
    many examples. A gradient has the shape of that in which it is taken.

    Args:
        left: ``\frac{\partial L}{\partial W}``, ``\nabla_a L``, ``dW`` or ``\delta``.
        definitions: the right sides of ``z``, ``a`` and the loss, by the keys of `keys.key_of`;
            a loss without a definition may be any function of the last quantity.
        functions: functions of one variable as expressions in ``x``; one that is not given may
            be any function.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> L, W, x, d = (t.Symbol(name, here) for name in ("L", "W", "x", "delta"))
        >>> layer = {"z": t.Product((W, x), ("",), here)}
        >>> slope = t.Derivative(L, (W,), here)
        >>> good = t.Product((d, t.Transpose(x, here)), ("",), here)
        >>> bad = t.Product((x, t.Transpose(d, here)), ("",), here)
        >>> judge_gradient(slope, good, layer).status.value
        'proved'
        >>> judge_gradient(slope, bad, layer).code
        'SA222'
    """
    last = Judgement(Status.UNKNOWN, "the gradient is not read", UNDECIDED)
    for single in (False, True):
        try:
            return _judged(left, right, definitions, functions or {}, single=single)
        except UnknownNameError as error:
            return Judgement(Status.UNKNOWN, str(error), UNDEFINED)
        except SymactError as error:
            if not single:
                last = Judgement(Status.UNKNOWN, str(error), UNDECIDED)
    return last


def _judged(
    left: Tree,
    right: Tree,
    definitions: Mapping[str, Tree],
    functions: Mapping[str, sp.Expr],
    *,
    single: bool,
) -> Judgement:
    made = {key: tree for key, tree in definitions.items() if not _is_named(key, tree)}
    loss = _loss(left, right, definitions)
    model = model_of(made, functions, loss=loss, single=single)
    reader = _reader(model, definitions)
    truth, slipped = read(left, reader), _slipped(left, model, definitions)
    name = _variable(left)
    try:
        claim = read(right, reader)
    except MisfitError as error:
        if _is_free_delta(left, definitions):
            raise
        return Judgement(Status.REFUTED, str(error), ORDER, right=_right(name, model))
    truth = Tensor(truth.size, simplified(truth.entry, model))
    claim = Tensor(claim.size, simplified(claim.entry, model))
    verdict = _compared(truth, claim, model, name, slipped)
    is_scaled = verdict.status is Status.REFUTED and _is_other_scale(truth, claim, model)
    if is_scaled and _uses_loose_names((left, right), definitions):
        reason = "whether dZ or delta holds the factor 1/n is not stated"
        return Judgement(Status.UNKNOWN, reason, UNDECIDED)
    if verdict.status is Status.REFUTED and _is_free_delta(left, definitions):
        return Judgement(Status.UNKNOWN, "what delta stands for is not stated", UNDECIDED)
    if verdict.status is Status.PROVED and model.targets:
        names = ", ".join(sorted(model.targets))
        note = f"for all dimensions, where the entries of {names} sum to 1"
        return Judgement(Status.PROVED, note=note)
    return verdict


def _compared(
    truth: Tensor, claim: Tensor, model: Model, name: str, slipped: list[Poly]
) -> Judgement:
    if truth.size != claim.size:
        return _of_other_size(truth, claim, model, name)
    if truth.entry == claim.entry or _same_expanded(truth, claim, model):
        return Judgement(Status.PROVED, note="for all dimensions")
    place = difference(model, truth, claim)
    if place is None:
        reason = "the two sides are not shown to be equal, and no difference is found"
        return Judgement(Status.UNKNOWN, reason, UNDECIDED)
    at, one, two = place
    counter = Counterexample(
        (("row", str(at[0] + 1)), ("column", str(at[1] + 1))), _shown(one), _shown(two)
    )
    code, reason = _slip(truth, claim, slipped, model)
    return Judgement(Status.REFUTED, reason, code, counter, _right(name, model))


def _same_expanded(truth: Tensor, claim: Tensor, model: Model) -> bool:
    return expanded(truth.entry, model) == expanded(claim.entry, model)


def _of_other_size(truth: Tensor, claim: Tensor, model: Model, name: str) -> Judgement:
    turned = tensors.transposed(claim)
    is_turned = turned.size == truth.size and indexed.normal(turned.entry) == truth.entry
    if "1" in truth.size and is_turned:
        reason = "it is the transpose of the gradient in the shape of the variable: a convention"
        return Judgement(Status.UNKNOWN, reason, UNDECIDED)
    if claim.is_scalar or truth.is_scalar:
        raise UnsupportedError("one side is a number and the other is not")
    shapes = f"the right side is {told(claim.size)}, and {name} is {told(truth.size)}"
    code = ORDER if sorted(claim.size) == sorted(truth.size) else WRONG
    return Judgement(Status.REFUTED, shapes, code, right=_right(name, model))


def _slip(truth: Tensor, claim: Tensor, slipped: list[Poly], model: Model) -> tuple[str, str]:
    """The name of a common slip that leads from the truth to the claim."""
    if claim.entry == indexed.scale(truth.entry, -1):
        return SIGN, "the sign is wrong"
    for count in sorted(model.counts):
        if claim.entry == _without(truth.entry, count):
            return COUNT, f"the factor 1/{count} is missing"
    turned = tensors.transposed(claim)
    if turned.size == truth.size and indexed.normal(turned.entry) == truth.entry:
        return ORDER, "it is the transpose of the gradient"
    if claim.entry in slipped:
        return FACTOR, "the derivative of the activation is missing"
    return WRONG, "it is another matrix than the gradient"


def _reader(model: Model, definitions: Mapping[str, Tree], without: str = "") -> Reader:
    """A reader that knows the gradients, and those of them to which a page has given names."""
    reader = Reader(model, gradients(model, without=without))
    for key, tree in definitions.items():
        if _is_named(key, tree):
            reader = replace(reader, named={**reader.named, key: read(tree, reader)})
    return reader


def _slipped(left: Tree, model: Model, definitions: Mapping[str, Tree]) -> list[Poly]:
    """What the left side would be if the derivative of one activation were left out."""
    found = []
    for name, definition in list(model.defined.items()):
        if isinstance(definition, Applied) and definition.function not in _NOT_ACTIVATIONS:
            bare = read(left, _reader(model, definitions, name))
            found.append(simplified(bare.entry, model))
    return found


def _without(poly: Poly, count: str) -> Poly:
    return indexed.normal(
        {tuple(item for item in m if item[0][0] != count): c for m, c in poly.items()}
    )


def _is_named(key: str, tree: Tree) -> bool:
    """Whether a definition gives a gradient a name, and is no part of the way to the loss."""
    return isinstance(tree, t.Derivative | t.Gradient) or key.startswith("delta")


def _is_free_delta(left: Tree, definitions: Mapping[str, Tree]) -> bool:
    """Whether delta is claimed to be something, and not defined."""
    return isinstance(left, t.Symbol) and left.name == "delta" and key_of(left) not in definitions


def _uses_loose_names(sides: tuple[Tree, Tree], definitions: Mapping[str, Tree]) -> bool:
    """Whether gradients stand in a claim under names that the page has not defined."""
    return any(
        isinstance(node, t.Symbol)
        and (node.name == "delta" or (node.name.startswith("d") and len(node.name) > 1))
        and key_of(node) not in definitions
        for side in sides
        for node in every(side)
    )


def _is_other_scale(truth: Tensor, claim: Tensor, model: Model) -> bool:
    """Whether the sides differ by the number of examples only."""
    if truth.size != claim.size:
        return False
    for count in model.counts:
        factor = indexed.atom(count, indexed.ONLY, indexed.ONLY, -1)
        for one, two in ((truth, claim), (claim, truth)):
            if indexed.multiply(one.entry, factor) == two.entry:
                return True
    return False


def _loss(left: Tree, right: Tree, definitions: Mapping[str, Tree]) -> str:
    """The key of the loss: what is differentiated, or the usual letter that is defined."""
    for tree in (left, right, *definitions.values()):
        for node in every(tree):
            if not isinstance(node, t.Derivative | t.Gradient):
                continue
            if isinstance(node.operand, t.Symbol) and base_key(node.operand) in LOSSES:
                return key_of(node.operand)
    return next((key for key in definitions if key in LOSSES), "L")


def _variable(left: Tree) -> str:
    match left:
        case t.Derivative(variables=(t.Symbol() as symbol,)):
            return key_of(symbol)
        case t.Gradient(variable=t.Symbol() as symbol):
            return key_of(symbol)
        case t.Symbol(name=name) if name.startswith("d") and name != "delta":
            return key_of(left)[1:]
    return "z"


def _right(name: str, model: Model) -> str | None:
    """The gradient of a dense layer in its usual form, where the variable is part of one."""
    for made, definition in model.defined.items():
        if isinstance(definition, Applied) or made.startswith("["):
            continue
        names = sorted(indexed.names_of(definition.entry))
        weights = [n for n in names if n[:1] in {"W", "V", "U"}]
        inputs = [n for n in names if n[:1] in {"x", "X", "a", "A", "h", "H"}]
        if name not in names or len(weights) != 1 or len(inputs) != 1:
            continue
        slope = rf"\frac{{\partial {model.loss}}}{{\partial {made}}}"
        weight, given = weights[0], inputs[0]
        rows, columns = model.sizes[weight]
        if "^" in weight + given or "1" in (rows, columns):
            return None
        by_columns = model.sizes[given][0] == columns and model.sizes[made][0] == rows
        by_rows = model.sizes[given][1] == rows and model.sizes[made][1] == columns
        if name == weight and by_columns:
            return rf"{slope} {given}^\top"
        if name == weight and by_rows:
            return rf"{given}^\top {slope}"
        if name == given and by_columns:
            return rf"{weight}^\top {slope}"
        if name == given and by_rows:
            return rf"{slope} {weight}^\top"
    return None


def _shown(ball: Ball) -> str:
    return str(ball.mid().str(DIGITS, radius=False))
