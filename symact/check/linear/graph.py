r"""Derivatives in a network of single numbers, as ``\partial E_{total}/\partial w_5``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, final

import sympy as sp

from symact.check.linear.keys import key_of
from symact.core.activation import x
from symact.core.errors import SymactError, UnsupportedError
from symact.derive.rules import derivative
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every

# Letters that count: with one of them below it a name stands for each of many numbers.
_COUNTING = frozenset("ijklmnpqrst")
_CONSTANTS: Final[Mapping[str, sp.Expr]] = {"e": sp.E, "pi": sp.pi}
_SIGNS = frozenset(("", "*", r"\cdot", r"\times"))
_LOSSES = frozenset("LJEC")
_MOST_NODES = 60
_MOST_TERMS = 4_000
_LARGEST_POWER = 8


def graph_holds(
    left: Tree,
    right: Tree,
    definitions: Mapping[str, Tree],
    functions: Mapping[str, sp.Expr],
) -> bool:
    r"""Whether two formulas with derivatives are shown to be one, for numbers that are named.

    Each name stands for its definition, or for any number where it has none. A derivative goes
    along all ways on which the one name depends on the other.

    Args:
        definitions: right sides by the keys of `keys.key_of`.
        functions: functions of one variable as expressions in ``x``.

    Example:
        >>> from symact.core.span import Source, Span
        >>> here = Span(Source("a", ""), 0, 0)
        >>> E, a, z = (t.Symbol(name, here) for name in "Eaz")
        >>> two, one = (t.Number(n, here) for n in "21")
        >>> made = {"E": t.Power(a, two, here), "a": t.Call(t.Symbol("s", here), (z,), here)}
        >>> slope = t.Derivative(E, (z,), here)
        >>> rest = t.Sum(((1, one), (-1, a)), here)
        >>> claim = t.Product((two, a, a, rest), ("", "", ""), here)
        >>> graph_holds(slope, claim, made, {"s": 1 / (1 + sp.exp(-x))})
        True
        >>> graph_holds(slope, t.Product((two, a, rest), ("", ""), here), made, {})
        False
    """
    sides = (left, right)
    if not any(isinstance(n, t.Derivative) for side in sides for n in every(side)):
        return False
    try:
        graph = _Graph(definitions, functions)
        one, other = (graph.expression(side) for side in sides)
        return _is_zero(graph.spread(one - other, None))
    except (SymactError, RecursionError):
        return False


@final
@dataclass(slots=True)
class _Graph:
    """The names of a document as numbers that depend on each other.

    Attributes:
        outputs: the activated names: the function of each, and what it is applied to.
        inner: the definitions of the other names.
    """

    definitions: Mapping[str, Tree]
    functions: Mapping[str, sp.Expr]
    outputs: dict[sp.Symbol, tuple[sp.Expr, sp.Expr]] = field(default_factory=dict)
    inner: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def expression(self, tree: Tree) -> sp.Expr:
        """A formula in names; derivatives in it are taken.

        Raises:
            UnsupportedError: for a formula that is not one in single numbers.
        """
        rule = _RULES.get(type(tree))
        if rule is None:
            raise UnsupportedError("not a formula in single numbers")
        return rule(self, tree)

    def name(self, symbol: t.Symbol) -> sp.Expr:
        key = key_of(symbol)
        base = key.removesuffix("_total")
        if key not in self.definitions and base in self.definitions:
            key = base  # "E_total" for E, the sum of all errors
        if key in _CONSTANTS:
            return _CONSTANTS[key]
        if not _is_single(symbol):
            raise UnsupportedError(f"{key} may stand for many numbers")
        letter = sp.Symbol(key, real=True)
        if key in self.definitions and key not in self.seen:
            self.seen.add(key)
            if len(self.seen) > _MOST_NODES:
                raise UnsupportedError("a network of too many names")
            self._define(letter, self.definitions[key])
        return letter

    def _define(self, letter: sp.Symbol, tree: Tree) -> None:
        match tree:
            case t.Call(function=t.Symbol() as head, arguments=(argument,), primes=0):
                known = self.functions.get(key_of(head))
                if known is not None and known.free_symbols == {x}:
                    self.outputs[letter] = (known, self.expression(argument))
                    return
        self.inner[letter] = self.expression(tree)

    def applied(self, head: str, argument: sp.Expr, order: int) -> sp.Expr:
        """A value of a function or of its derivative; an output has a name of its own."""
        known = self.functions.get(head)
        if known is None or known.free_symbols != {x} or order > 2:
            raise UnsupportedError(f"{head} is not known")
        for _ in range(order):
            known = derivative(known)
        return known.subs(x, argument)

    def total(self, of: sp.Expr, by: sp.Symbol) -> sp.Expr:
        """The derivative along all ways."""
        whole = self.spread(of, by)
        found = sp.diff(whole, by)
        for letter in whole.free_symbols & self.outputs.keys() - {by}:
            function, argument = self.outputs[letter]
            inner = self.total(argument, by)
            if inner != 0:
                outer = _in_output(function, letter, self.spread(argument, by))
                found += sp.diff(whole, letter) * outer * inner
        return found

    def spread(self, expression: sp.Expr, keep: sp.Symbol | None) -> sp.Expr:
        """The expression with the definitions of all names put in but those of outputs."""
        for _ in range(_MOST_NODES):
            known = {s: self.inner[s] for s in expression.free_symbols & self.inner.keys()}
            known = {s: v for s, v in known.items() if s != keep}
            if not known:
                return self._with_outputs(expression)
            if any(s in v.free_symbols for s, v in known.items()):
                raise UnsupportedError("a name that is defined by itself")
            expression = expression.xreplace(known)
        raise UnsupportedError("names that are defined by each other")

    def _with_outputs(self, expression: sp.Expr) -> sp.Expr:
        """The expression in which exponentials of what is activated are told by the output."""
        if not expression.has(sp.exp, sp.tanh):
            return expression
        put: dict[sp.Expr, sp.Expr] = {}
        for letter, (function, argument) in self.outputs.items():
            if function not in (_LOGISTIC, sp.tanh(x)):
                continue
            inside = sp.expand(self.spread_inner(argument))
            growth = letter / (1 - letter) if function == _LOGISTIC else None
            for part in expression.atoms(sp.exp, sp.tanh):
                given = sp.expand(self.spread_inner(part.args[0]))
                if function == sp.tanh(x) and isinstance(part, sp.tanh) and given == inside:
                    put[part] = letter
                if growth is None or not isinstance(part, sp.exp) or inside == 0:
                    continue
                ratio = sp.cancel(given / inside)
                if ratio.is_Integer and abs(ratio) <= _LARGEST_POWER:
                    put[part] = growth ** int(ratio)
        return expression.xreplace(put)

    def reaches(self, of: sp.Expr, by: sp.Symbol) -> bool:
        """Whether a name occurs in an expression, or in what it is made of."""
        letters = self.spread(of, by).free_symbols
        inner = (self.outputs[s][1] for s in letters & self.outputs.keys() - {by})
        return by in letters or any(self.reaches(argument, by) for argument in inner)

    def spread_inner(self, expression: sp.Expr) -> sp.Expr:
        """The expression with the definitions of all names that are no outputs put in."""
        for _ in range(_MOST_NODES):
            known = {s: self.inner[s] for s in expression.free_symbols & self.inner.keys()}
            if not known:
                return expression
            expression = expression.xreplace(known)
        raise UnsupportedError("names that are defined by each other")


_LOGISTIC = 1 / (1 + sp.exp(-x))


def _in_output(function: sp.Expr, letter: sp.Symbol, argument: sp.Expr) -> sp.Expr:
    """The derivative of an activation, told by its output where that is usual."""
    if function == _LOGISTIC:
        return letter * (1 - letter)
    if function == sp.tanh(x):
        return 1 - letter**2
    if function == sp.exp(x):
        return letter
    return derivative(function).subs(x, argument)


def _is_single(symbol: t.Symbol) -> bool:
    """Whether a name can stand for one number: it is no matrix, and counts nothing."""
    if symbol.style not in {"", "hat", "tilde", "bar", "upright"} or symbol.label is not None:
        return False
    if not symbol.indices:
        return len(symbol.name) > 1 or symbol.name.islower() or symbol.name in _LOSSES
    indices = [n for i in symbol.indices for n in every(i)]
    if any(isinstance(n, t.Number) for n in indices):
        return not any(isinstance(n, t.Symbol) and n.name in _COUNTING for n in indices)
    return all(isinstance(n, t.Symbol) and n.name not in _COUNTING for n in indices)


def _is_zero(expression: sp.Expr) -> bool:
    """Whether an expression is 0 as a rational function of what occurs in it."""
    if expression == 0:
        return True
    if expression.count_ops() > _MOST_TERMS or expression.has(sp.Piecewise, sp.Max, sp.Abs):
        return False
    above, _ = sp.fraction(sp.together(expression))
    if above.count_ops() > _MOST_TERMS:
        return False
    return bool(sp.expand(above) == 0)


# -- rules of formulas ---------------------------------------------------------------------------


def _symbol(graph: _Graph, tree: t.Symbol) -> sp.Expr:
    return graph.name(tree)


def _number(_: _Graph, tree: t.Number) -> sp.Expr:
    return sp.Rational(tree.text)


def _sum(graph: _Graph, tree: t.Sum) -> sp.Expr:
    return sp.Add(*(sign * graph.expression(term) for sign, term in tree.terms))


def _product(graph: _Graph, tree: t.Product) -> sp.Expr:
    if not set(tree.signs) <= _SIGNS:
        raise UnsupportedError("a product of vectors")
    return sp.Mul(*(graph.expression(factor) for factor in tree.factors))


def _quotient(graph: _Graph, tree: t.Quotient) -> sp.Expr:
    return graph.expression(tree.numerator) / graph.expression(tree.denominator)


def _negative(graph: _Graph, tree: t.Negative) -> sp.Expr:
    return -graph.expression(tree.operand)


def _power(graph: _Graph, tree: t.Power) -> sp.Expr:
    base, exponent = graph.expression(tree.base), graph.expression(tree.exponent)
    if base != sp.E and not (exponent.is_Integer and abs(exponent) <= _LARGEST_POWER):
        raise UnsupportedError("this exponent")
    return base**exponent


def _bracket(graph: _Graph, tree: t.Bracket) -> sp.Expr:
    if len(tree.items) != 1:
        raise UnsupportedError("a list")
    return graph.expression(tree.items[0])


def _call(graph: _Graph, tree: t.Call) -> sp.Expr:
    if len(tree.arguments) != 1 or tree.is_inverse:
        raise UnsupportedError("a function of several arguments")
    argument = graph.expression(tree.arguments[0])
    return graph.applied(key_of(tree.function), argument, tree.primes)


def _derivative(graph: _Graph, tree: t.Derivative) -> sp.Expr:
    of = graph.expression(tree.operand)
    if len(tree.variables) != 1 or not isinstance(tree.variables[0], t.Symbol):
        raise UnsupportedError("a second derivative")
    by = graph.name(tree.variables[0])
    if not by.is_Symbol:
        raise UnsupportedError("a derivative in a constant")
    if not graph.reaches(of, by):
        raise UnsupportedError("how the one depends on the other is not said")
    return graph.total(of, by)


_RULES: Final[Mapping[type, Callable[[_Graph, Any], sp.Expr]]] = {
    t.Symbol: _symbol, t.Number: _number, t.Sum: _sum, t.Product: _product,
    t.Quotient: _quotient, t.Negative: _negative, t.Power: _power, t.Bracket: _bracket,
    t.Call: _call, t.Derivative: _derivative,
}  # fmt: skip
