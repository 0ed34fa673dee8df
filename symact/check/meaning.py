"""From held formulas to SymPy: what a formula means where it stands, or why that is not clear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from symact.check.abstract import abstract, is_abstract
from symact.check.context import Context, resolved
from symact.check.coverage import fault
from symact.check.linear.keys import key_of
from symact.check.normal_law import below_normal
from symact.check.unclear import UnclearError, undefined
from symact.check.usual_names import Function, letter
from symact.core.activation import x
from symact.core.span import Span
from symact.core.typeset_numbers import GREEK
from symact.derive.rules import derivative
from symact.reading.held import tree as t
from symact.reading.held.walk import every
from symact.reading.vocabulary import apply, catalogue_function, odd_root

MAX_EXPONENT = 400
MAX_NODES = 3000
_CONSTANTS = {"pi": sp.pi, "infty": sp.oo}
_EXTREME = {"max": sp.Max, "min": sp.Min, "maximum": sp.Max, "minimum": sp.Min}
_LOGS = frozenset(("log", "ln"))
_SCALAR_SIGNS = frozenset(("", "*", r"\cdot", r"\times", r"\odot"))


class Meaning:
    r"""The reading of formulas in one context.

    Attributes:
        variable: the letter of which bare functions are taken, as ``\sigma`` in ``1 - \sigma``.
        free: names of functions without a definition, which may be any smooth function.
        assumed: the names whose usual meaning has been taken without a word in the document.
    """

    def __init__(
        self, context: Context, variable: str = "x", free: frozenset[str] = frozenset()
    ) -> None:
        self.context = context
        self.variable = variable
        self.free = free
        self.assumed: set[str] = set()
        self.nodes = 0

    def scalar(self, tree: t.Tree) -> sp.Expr:
        """The real expression that a formula means.

        Raises:
            UnclearError: where it means none, or not one that is known.
        """
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise UnclearError("SA105", "the formula is too long", tree.span)
        if isinstance(tree, t.Words):
            raise UnclearError("SA241", tree.text, tree.span)
        handler = _HANDLERS.get(type(tree))
        if handler is None:
            raise UnclearError("SA245", "this is not a formula in numbers", tree.span)
        return handler(self, tree)

    # -- leaves -----------------------------------------------------------------------------

    def number(self, tree: t.Number) -> sp.Expr:
        """A number, exactly as its digits say."""
        return sp.Rational(tree.text)

    def symbol(self, tree: t.Symbol) -> sp.Expr:
        """A letter: a constant, a value with a name, a function of the variable, or a variable."""
        key = key_of(tree)
        if key in self.context.values:
            self._doubt(key)
            return letter(key)
        if not tree.indices and tree.label is None and not tree.style:
            if tree.name in _CONSTANTS:
                return _CONSTANTS[tree.name]
            if tree.name == "e" and key not in self.context.numbers:
                return sp.E
            function = self.function_of(tree)
            if function is not None and key not in self.context.numbers:
                variable = letter(self.variable)
                if variable in function.expression.free_symbols - {x}:
                    return function.expression  # a derivative in a parameter
                return self.at(function, variable)
            if tree.name in self.free and key not in self.context.numbers:
                return abstract(tree.name)(letter(self.variable))
            if len(tree.name) > 1 and tree.name not in _GREEK_NAMES | _PARAMETERS:
                raise undefined(tree.name, tree.span)
        return letter(key)

    def function_of(self, symbol: t.Symbol) -> Function | None:
        """The function that a symbol stands for, with its index as a parameter."""
        function = self.context.function(key_of(symbol))
        if function is None and symbol.indices:
            function = self.context.function(symbol.name)
            if function is not None and len(function.parameters) == len(symbol.indices):
                values = [self.scalar(index) for index in symbol.indices]
                put = dict(zip(function.parameters, values, strict=True))
                return Function(function.expression.subs(put), function.origin)
            if function is not None and key_of(symbol) != symbol.name:
                function = None
        if function is not None and function.origin == "assumed":
            self.assumed.add(symbol.name)
        self._doubt(symbol.name)
        return function

    def _doubt(self, name: str) -> None:
        if name in self.context.doubtful:
            self.assumed.add(name)

    def at(self, function: Function, argument: sp.Expr) -> sp.Expr:
        """The value of a function at an argument."""
        if argument == x:
            return function.expression
        if argument.is_number:
            return function.expression.subs(x, argument)  # the case is chosen
        return apply(function.expression, argument)

    # -- arithmetic -------------------------------------------------------------------------

    def sum(self, tree: t.Sum) -> sp.Expr:
        """A sum."""
        return sp.Add(*(sign * self.scalar(term) for sign, term in tree.terms))

    def product(self, tree: t.Product) -> sp.Expr:
        """A product of numbers."""
        if not set(tree.signs) <= _SCALAR_SIGNS:
            raise UnclearError("SA245", "a product of matrices", tree.span)
        return sp.Mul(*(self.scalar(factor) for factor in tree.factors))

    def quotient(self, tree: t.Quotient) -> sp.Expr:
        """A quotient."""
        below = self.scalar(tree.denominator)
        if below == 0:
            raise UnclearError("SA243", "a division by 0", tree.span)
        return self.scalar(tree.numerator) / below

    def negative(self, tree: t.Negative) -> sp.Expr:
        """The opposite."""
        return -self.scalar(tree.operand)

    def power(self, tree: t.Power) -> sp.Expr:
        """A power with a bounded exponent."""
        is_euler = isinstance(tree.base, t.Symbol) and key_of(tree.base) == "e"
        if is_euler and "e" not in self.context.values:
            return sp.exp(self._bounded(self.scalar(tree.exponent), tree.span))
        base = self.scalar(tree.base)
        exponent = self._bounded(self.scalar(tree.exponent), tree.span)
        if base == 0 and exponent.is_number and not exponent.is_positive:
            raise UnclearError("SA243", "a division by 0", tree.span)
        return base**exponent

    def _bounded(self, exponent: sp.Expr, span: Span) -> sp.Expr:
        """An exponent whose numbers stay small.

        Raises:
            UnclearError: for larger ones.
        """
        large = any(
            isinstance(part, sp.Rational) and (abs(part.p) > 10**6 or part.q > 10**6)
            for part in sp.preorder_traversal(exponent)
        )
        if large or (exponent.is_Rational and abs(exponent) > MAX_EXPONENT):
            raise UnclearError("SA105", f"an exponent beyond {MAX_EXPONENT}", span)
        return exponent

    def root(self, tree: t.Root) -> sp.Expr:
        """A real root; of odd degree also of negative numbers."""
        inside = self.scalar(tree.radicand)
        if tree.degree is None:
            return sp.sqrt(inside)
        degree = self.scalar(tree.degree)
        if not (degree.is_Integer and 2 <= degree <= 20):
            raise UnclearError("SA245", "a root of this degree", tree.span)
        if degree % 2:
            return apply(odd_root(int(degree)), inside)
        return inside ** (1 / degree)

    def absolute(self, tree: t.Absolute) -> sp.Expr:
        """An absolute value."""
        return sp.Abs(self.scalar(tree.inside))

    def bracket(self, tree: t.Bracket) -> sp.Expr:
        """A bracket around one thing: an Iverson bracket, or a group."""
        if len(tree.items) != 1:
            raise UnclearError("SA245", "a list where a number is expected", tree.span)
        item = tree.items[0]
        if isinstance(item, t.Relation | t.Logic):
            return sp.Piecewise((1, self.condition(item)), (0, True))
        return self.scalar(item)

    def indicator(self, tree: t.Indicator) -> sp.Expr:
        """An indicator of a condition."""
        return sp.Piecewise((1, self.condition(tree.condition)), (0, True))

    def operation(self, tree: t.Operation) -> sp.Expr:
        """A positive part; other operations are not for numbers."""
        if tree.name == "positive part":
            return sp.Max(0, self.scalar(tree.operands[0]))
        raise UnclearError("SA245", f"{tree.name} is not supported", tree.span)

    # -- functions --------------------------------------------------------------------------

    def call(self, tree: t.Call) -> sp.Expr:
        """A function at its argument, or one of its derivatives there."""
        name = tree.function.name
        if name in _EXTREME and not tree.primes and not tree.function.indices:
            items = tree.arguments
            if len(items) == 1 and isinstance(items[0], t.Bracket):
                items = items[0].items
            return _EXTREME[name](*(self.scalar(item) for item in items))
        if name in _LOGS and tree.function.indices:
            return self._logarithm(tree)
        if (below := below_normal(tree)) is not None and "gelu" in self.context.words:
            return self.at(Function(catalogue_function("normal_cdf")), self.scalar(below))
        function = self.function_of(tree.function)
        if function is None and name in self.free and len(tree.arguments) == 1:
            return abstract(name, tree.primes)(self.scalar(tree.arguments[0]))
        if function is None:
            raise undefined(tree.function.span.text, tree.function.span)
        if tree.is_inverse:
            return self._inverse(function, tree)
        first, *others = tree.arguments
        if len(others) > len(function.parameters):
            raise UnclearError("SA104", f"{name} takes one argument", tree.span)
        if others:
            put = dict(zip(function.parameters, map(self.scalar, others), strict=False))
            function = Function(function.expression.subs(put), function.origin)
        body = function.expression
        for _ in range(tree.primes):
            body = derivative(body)
        return self.at(Function(body), self.scalar(first))

    def _logarithm(self, tree: t.Call) -> sp.Expr:
        base = self.scalar(tree.function.indices[0])
        if not (base.is_number and (base.is_positive and base != 1)):
            raise UnclearError("SA245", "a logarithm with this base", tree.span)
        return sp.log(self.scalar(tree.arguments[0])) / sp.log(base)

    def _inverse(self, function: Function, tree: t.Call) -> sp.Expr:
        """The inverse of a function that has one in closed form."""
        inverses = {sp.tanh(x): sp.atanh, sp.sinh(x): sp.asinh, sp.cosh(x): sp.acosh,
                    sp.tan(x): sp.atan, sp.sin(x): sp.asin, sp.cos(x): sp.acos,
                    sp.exp(x): sp.log}  # fmt: skip
        head = inverses.get(function.expression)
        inside = self.scalar(tree.arguments[0])
        if head is not None:
            return head(inside)
        if function.expression == 1 / (1 + sp.exp(-x)):
            return sp.log(inside / (1 - inside))
        raise UnclearError("SA107", "an inverse function or a reciprocal", tree.span)

    def cases(self, tree: t.Cases) -> sp.Expr:
        """A function by cases; rows may leave single places without a value.

        Raises:
            UnclearError: for rows that leave more, or contradict each other.
        """
        rows = [
            (self.scalar(value), True if condition is None else self.condition(condition))
            for value, condition in tree.rows
        ]
        if why := fault(rows):
            raise UnclearError("SA107", why, tree.span)
        return sp.Piecewise(*rows, evaluate=False)

    def condition(self, tree: t.Tree) -> Any:
        """A condition as SymPy has it.

        Raises:
            UnclearError: for relations that are none.
        """
        if isinstance(tree, t.Logic):
            join = sp.And if tree.operator == "and" else sp.Or
            return join(*(self.condition(part) for part in tree.operands))
        if not isinstance(tree, t.Relation):
            raise UnclearError("SA103", "this is no condition", tree.span)
        parts = []
        for k, operator in enumerate(tree.operators):
            parts.append(self._comparison(tree.operands[k], operator, tree.operands[k + 1]))
        return parts[0] if len(parts) == 1 else sp.And(*parts)

    def _comparison(self, left: t.Tree, operator: str, right: t.Tree) -> Any:
        if operator == "in" and isinstance(right, t.Bracket) and len(right.items) == 2:
            low, high = (self.scalar(item) for item in right.items)
            value = self.scalar(left)
            below = low < value if right.opening in "(]" else low <= value
            above = value < high if right.closing in ")[" else value <= high
            return sp.And(below, above)
        if operator not in _COMPARISONS:
            raise UnclearError("SA103", "this is no condition", left.span)
        return _COMPARISONS[operator](self.scalar(left), self.scalar(right))

    # -- derivatives ------------------------------------------------------------------------

    def prime(self, tree: t.Prime) -> sp.Expr:
        """A derivative in the variable of what stands before the prime."""
        inside = self._opened(resolved(self.scalar(tree.operand), self.context))
        return self.slope(inside, letter(self.variable), tree.order, tree.span)

    def _opened(self, inside: sp.Expr) -> sp.Expr:
        """The expression in which letters that are differentiated too are functions."""
        variable = letter(self.variable)
        return inside.xreplace({letter(n): abstract(n)(variable) for n in self.free})

    def leibniz(self, tree: t.Derivative) -> sp.Expr:
        """A derivative in Leibniz's notation."""
        names = {self._variable_name(v) for v in tree.variables}
        if len(names) != 1:
            raise UnclearError("SA245", "a derivative in several variables", tree.span)
        name = names.pop()
        hidden = self.context.values.get(name)
        if hidden is not None and isinstance(tree.operand, t.Symbol) and len(tree.variables) == 1:
            return self._through(tree.operand, hidden, tree.span)
        inner = Meaning(self.context.without_value(name), name, self.free)
        inside = resolved(inner.scalar(tree.operand), inner.context)
        self.assumed |= inner.assumed
        if hidden is not None and inside.free_symbols & hidden.free_symbols:
            raise UnclearError("SA245", f"a derivative in {name}, which has a value", tree.span)
        return self.slope(inside, letter(name), len(tree.variables), tree.span)

    def _through(self, operand: t.Symbol, hidden: sp.Expr, span: Span) -> sp.Expr:
        """The derivative in an intermediate that has a value in the variable of both."""
        variable = letter(self.variable)
        inside = resolved(self.scalar(operand), self.context)
        between = resolved(hidden, self.context)
        if inside.free_symbols != {variable} or between.free_symbols != {variable}:
            raise UnclearError("SA242", "what this depends on is not certain", span)
        slopes = [derivative(swapped(part, variable)) for part in (inside, between)]
        return swapped(slopes[0] / slopes[1], variable)

    def _variable_name(self, tree: t.Tree) -> str:
        if not isinstance(tree, t.Symbol):
            raise UnclearError("SA245", "a derivative in an expression", tree.span)
        return key_of(tree)

    def slope(self, inside: sp.Expr, variable: sp.Symbol, order: int, span: Span) -> sp.Expr:
        """The derivative of an expression in one of its letters.

        Raises:
            UnclearError: where the letter has a value of its own, or does not occur at all.
        """
        if variable not in inside.free_symbols and inside.free_symbols:
            raise UnclearError("SA242", f"how this depends on {variable} is not said", span)
        if is_abstract(inside):
            return sp.diff(inside, variable, order)
        found = swapped(inside, variable)
        for _ in range(order):
            found = derivative(found)
        return swapped(found, variable)

    def evaluated(self, tree: t.At) -> sp.Expr:
        """An expression at a point."""
        variable = letter(self.variable)
        if tree.variable is not None:
            variable = letter(self._variable_name(tree.variable))
        inside = self.scalar(tree.operand)
        value = self.scalar(tree.value)
        return (
            apply(swapped(inside, variable), value) if variable in inside.free_symbols else inside
        )


def swapped(expression: sp.Expr, variable: sp.Symbol) -> sp.Expr:
    """The expression with a letter and ``x`` exchanged, so that the kernel sees ``x``."""
    if variable == x:
        return expression
    return expression.xreplace({variable: x, x: variable})


def letters_in(tree: t.Tree) -> set[str]:
    """The keys of the plain letters in a formula."""
    return {key_of(node) for node in every(tree) if isinstance(node, t.Symbol)}


_COMPARISONS: dict[str, Callable[[sp.Expr, sp.Expr], Any]] = {
    "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "=": sp.Eq, "!=": sp.Ne,
}  # fmt: skip
_GREEK_NAMES = GREEK | {"ell"}
# Names by which frameworks write the parameters of their functions.
_PARAMETERS = frozenset(
    ("negative_slope", "scale", "slope", "lambd", "max_val", "min_val", "threshold", "lower",
     "upper", "min_value", "max_value", "leak", "leakiness")
)  # fmt: skip
_HANDLERS: dict[type, Callable[[Meaning, Any], sp.Expr]] = {
    t.Number: Meaning.number, t.Symbol: Meaning.symbol, t.Sum: Meaning.sum,
    t.Product: Meaning.product, t.Quotient: Meaning.quotient, t.Negative: Meaning.negative,
    t.Power: Meaning.power, t.Root: Meaning.root, t.Absolute: Meaning.absolute,
    t.Bracket: Meaning.bracket, t.Indicator: Meaning.indicator, t.Operation: Meaning.operation,
    t.Call: Meaning.call, t.Cases: Meaning.cases, t.Prime: Meaning.prime,
    t.Derivative: Meaning.leibniz, t.At: Meaning.evaluated,
}  # fmt: skip
