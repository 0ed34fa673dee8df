r"""Operators with something below them: limits, sums, integrals, indicators, sets of numbers."""

from __future__ import annotations

from dataclasses import replace

from symact.reading.held.derivatives import Derivatives
from symact.reading.held.tree import (
    BigOperator,
    Indicator,
    Limit,
    Numbers,
    Operation,
    Power,
    Product,
    Relation,
    Symbol,
    Tree,
)

_SIDES = {"+": "+", "-": "-"}


class Operators(Derivatives):
    """The part of the grammar that binds a variable below an operator."""

    def limit(self, depth: int) -> Tree:
        r"""What ``\lim`` begins."""
        head = self.advance()
        if not self.at("under"):
            raise self.misfit("what tends to what, below the limit")
        self.advance()
        below = self._below(depth)
        match below:
            case Relation(operands=(variable, target), operators=("->",)):
                side = ""
            case _:
                raise self.refusal("SA103", "this is no limit", r"write \lim_{x \to 0}", below.span)
        target, side = one_sided(target)
        operand = self.product(depth + 1)
        found = Limit(operand, variable, target, side, self.place(head.start))
        self.loose.append(found)
        return found

    def _below(self, depth: int) -> Tree:
        """The relation below a limit, whose target may end with a sign."""
        if not self.at("lbrace"):
            return self.group(depth)
        opened = self.advance()
        start = self.here.start
        variable = self.sum(depth + 1)
        if not self.at("relation", "->"):
            raise self.misfit("an arrow")
        arrow = self.advance()
        target = self.sum(depth + 1)
        self.skip("wide")
        self.close_brace(opened)
        return Relation((variable, target), ("->",), (self.of(arrow),), self.place(start))

    def big(self, depth: int) -> Tree:
        r"""What ``\sum``, ``\prod`` or ``\int`` begins."""
        head = self.advance()
        below: Tree | None = None
        upper: Tree | None = None
        while self.here.kind in {"under", "caret", "lowered"}:
            if self.here.kind == "lowered":
                below = self.indices(depth)[0]
            elif self.advance().kind == "under":
                below = self.group(depth)
            else:
                upper = self.group(depth)
        index, lower = below, None
        match below:
            case Relation(operands=(variable, first), operators=("=",)):
                index, lower = variable, first
            case _:
                pass
        if head.text == "int":
            return self._integral(head.start, below, upper, depth)
        operand = self.product(depth + 1)
        return BigOperator(head.text, operand, index, lower, upper, self.place(head.start))

    def _integral(self, start: int, lower: Tree | None, upper: Tree | None, depth: int) -> Tree:
        """An integral with its differential, which ends it."""
        inside = self.sum(depth + 1)
        variable: Tree | None = None
        if isinstance(inside, Product) and _is_differential(inside.factors[-1]):
            rest = inside.factors[:-1]
            last = inside.factors[-1]
            variable = replace(last, name=last.name[1:]) if isinstance(last, Symbol) else None
            inside = rest[0] if len(rest) == 1 else replace(
                inside, factors=rest, signs=inside.signs[:-1]
            )  # fmt: skip
        return BigOperator("int", inside, variable, lower, upper, self.place(start))

    def indicator(self, depth: int) -> Tree:
        r"""What ``\mathbb{1}`` begins."""
        head = self.advance()
        if self.at("under"):
            self.advance()
            condition = self.group(depth)
            if self.at("open", "("):
                self.enclosed(depth)
            return Indicator(condition, self.place(head.start))
        if self.here.kind == "open":
            _, items, _ = self.enclosed(depth)
            if len(items) == 1 and isinstance(items[0], Relation):
                return Indicator(items[0], self.place(head.start))
            raise self.refusal("SA103", "this is no condition", "write x > 0", self.of(head))
        return Symbol("1", self.of(head), style="bold")

    def numbers(self, depth: int) -> Tree:
        r"""A set of numbers, with its dimensions: ``\mathbb{R}^{3 \times 2}``."""
        head = self.advance()
        dimensions: tuple[Tree, ...] = ()
        if self.here.kind == "raised":
            dimensions = (self._raised(),)
        while self.here.kind in {"caret", "under"}:
            if self.advance().kind == "under":
                if self.at("operator"):
                    self.advance()
                else:
                    self.group(depth)
                return Operation(f"part of {head.text}", (), self.place(head.start))
            inside = self.group(depth)
            is_product = isinstance(inside, Product) and set(inside.signs) <= {r"\times", "*"}
            dimensions = inside.factors if is_product and isinstance(inside, Product) else (inside,)
        return Numbers(head.text, dimensions, self.place(head.start))


def one_sided(target: Tree) -> tuple[Tree, str]:
    """The target of a limit, and from which side it is approached: empty for both."""
    match target:
        case Operation(name="positive part", operands=(base,)):
            return base, "+"
        case Power(base=base, exponent=Symbol(name=name)) if name in _SIDES:
            return base, _SIDES[name]
        case Operation(name="from below", operands=(base,)):
            return base, "-"
        case _:
            return target, ""


def _is_differential(tree: Tree) -> bool:
    return isinstance(tree, Symbol) and tree.style == "differential"
