r"""Derivations of f', rule by rule, as a textbook sets them.

Every line keeps the expression that it shows, so that it can be proved: ``checked_lines`` gives
each right side without open derivatives, the expression it must equal, and on which interval.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

import sympy as sp

from symact.core.activation import Activation, x
from symact.core.claims import Ends
from symact.core.errors import UnsupportedError
from symact.core.isolated import Isolated
from symact.core.step import Step
from symact.core.typeset import tex
from symact.core.typeset_held import Over, Raised, Slope
from symact.derive.branches import Branch, branches, has_pieces
from symact.derive.expand import Rule, expand, taken
from symact.derive.finish import finish
from symact.derive.kinks import kink_lines
from symact.derive.lines import (
    BENDS,
    DEFINITIONS,
    LETTERS,
    WHOLE_LINE,
    Line,
    Writing,
    prime,
    substitute,
)
from symact.derive.notation import Logistic, NormalCdf, NormalDensity, fold, unfold
from symact.derive.rules import outer_rules, smooth_derivative
from symact.derive.switches import value_at
from symact.kernel.reals import closed_form, compare

LONGEST_SUBSTITUTED = 32
LONGEST_CONSTANT = 8
SHORTEST_ABBREVIATED = 3
# What a line takes for granted that is not a rule of differentiation.
PREMISES = {
    "Phi": (
        Step(
            r"\Phi'(u)",
            r"\varphi(u)",
            r"the fundamental theorem of calculus: $\Phi(u)$ is the area under $\varphi$ up to $u$",
            "Phi",
        ),
    ),
}


def derivation(activation: Activation) -> tuple[Step, ...]:
    r"""The derivation of f' line by line; a line without left side continues the one above.

    Raises:
        UnsupportedError: for a function that no rule covers.

    Example:
        >>> from symact.activations import activation
        >>> for step in derivation(activation("softplus"))[1:]:
        ...     print(step.rule, "|", step.rhs)
        exp | \frac{1}{1 + e^{x}} \cdot e^{x}
        simplify | \frac{e^{x}}{1 + e^{x}}
        name-sigma | \sigma(x)
    """
    return tuple(line.step for line in checked_lines(activation))


def checked_chain(activation: Activation) -> tuple[sp.Expr, ...]:
    """The right sides that claim to be f', in order, as plain expressions in x.

    Each holds where its own piece does: for a function in pieces the expressions are Piecewise
    over that piece alone.
    """
    return tuple(
        line.value if line.on == WHOLE_LINE else sp.Piecewise((line.value, _condition(line.on)))
        for line in checked_lines(activation)
        if line.step.rule not in DEFINITIONS | BENDS
    )


def checked_lines(activation: Activation) -> tuple[Line, ...]:
    """The lines of the derivation with the expressions behind them."""
    expression = activation.expression
    if has_pieces(expression):
        return tuple(_in_pieces(activation))
    writing = Writing(prime(activation.notation))
    return tuple(_smooth(expression, writing, activation.notation))


def _condition(on: Ends) -> sp.Basic:
    return Branch(on[0], on[1], sp.S.Zero).condition


def _smooth(expression: sp.Expr, writing: Writing, notation: str) -> Iterator[Line]:
    """The lines for a function of one formula."""
    shaped, words = _shape(expression)
    if shaped is not None:
        step = Step(f"{notation}(x)", writing.tex(shaped), words, "definition")
        yield Line(step, shaped, unfold(shaped), expression, writing.on)
    start = expression if shaped is None else _start(shaped)
    start, meanings = _abbreviate(start)
    for letter, meaning in meanings:
        yield from _letter_lines(letter, meaning, writing)
    yield from _chain(start, replace(writing, meanings=meanings), expression)


def _shape(expression: sp.Expr) -> tuple[sp.Expr | None, str]:
    """The form from which a textbook starts, where it is not the definition's own."""
    if isinstance(expression, sp.tanh):
        u = expression.args[0]
        form = Over(sp.exp(u) - sp.exp(-u), sp.exp(u) + sp.exp(-u))
        return form, "definition by exponentials"
    folded = fold(expression)
    if isinstance(folded, Logistic):
        return Raised(1 / expression, -1), "write the fraction as a power"
    if folded == expression:
        return None, ""
    return folded, _name_words(folded)


def _name_words(folded: sp.Expr) -> str:
    words = []
    if folded.has(Logistic):
        words.append(r"$\sigma(u) = \frac{1}{1 + e^{-u}}$")
    if folded.has(NormalCdf):
        words.append(
            r"$\Phi(u) = \frac{1}{2}\left(1 + "
            r"\operatorname{erf}\left(\frac{u}{\sqrt{2}}\right)\right)$, "
            "the normal distribution function"
        )
    if folded.has(NormalDensity):
        words.append(r"$\varphi(u) = \frac{1}{\sqrt{2\pi}}\,e^{-u^{2}/2}$")
    return "with " + " and ".join(words) if words else "in the usual names"


def _start(shaped: sp.Expr) -> sp.Expr:
    return taken(shaped)


def _abbreviate(
    expression: sp.Expr,
) -> tuple[sp.Expr, tuple[tuple[sp.Expr, sp.Expr], ...]]:
    """Letters for long inner functions, so that the product rule stays readable."""
    _, moving = expression.as_independent(x, as_Add=False)
    if not (moving.is_Add or moving.is_Mul):
        return expression, ()
    inner: list[sp.Expr] = []
    for node in sp.preorder_traversal(expression):
        hidden = any(seen.has(node) for seen in inner)
        if node.func in outer_rules() and _is_long(node.args[0]) and not hidden:
            inner.append(node.args[0])
    inner = list(dict.fromkeys(inner))[: len(LETTERS)]
    meanings = []
    for name, meaning in zip(LETTERS, inner, strict=False):
        letter = sp.Function(name, real=True)(x)
        expression = expression.subs(meaning, letter)
        meanings.append((letter, meaning))
    return expression, tuple(meanings)


def _is_long(inner: sp.Expr) -> bool:
    if not inner.has(x) or inner.count_ops() < SHORTEST_ABBREVIATED:
        return False
    return not inner.is_polynomial(x) or len(sp.Poly(inner, x).terms()) > 1


def _letter_lines(letter: sp.Expr, meaning: sp.Expr, writing: Writing) -> Iterator[Line]:
    name = letter.func.__name__
    step = Step(name, writing.tex(meaning), "abbreviate the inner function", "abbreviation")
    yield Line(step, meaning, meaning, meaning, writing.on)
    for line in _chain(meaning, Writing(f"{name}'", on=writing.on), meaning):
        yield replace(line, step=replace(line.step, rule="abbreviation-slope"))


def _chain(start: sp.Expr, writing: Writing, function: sp.Expr) -> Iterator[Line]:
    """The lines that differentiate a formula until nothing is left to do."""
    of = unfold(substitute(function, dict(writing.meanings)))
    slope = smooth_derivative(of)
    shown = ""
    lhs = writing.lhs
    for expression, why, rule in _moves(start, writing):
        text = writing.tex(expression)
        if text == shown or (rule == "simplify" and _letters(text) == _letters(shown)):
            continue
        step = Step(lhs, text, writing.prefix + why, rule, PREMISES.get(rule, ()))
        yield Line(step, expression, writing.plain(expression), slope, writing.on, of)
        shown, lhs = text, ""
        writing = replace(writing, prefix="")


def _letters(text: str) -> list[str]:
    """What is left of a formula when the order of its parts does not matter."""
    return sorted(text.replace(r"\cdot", "").replace(r"\,", "").replace(" ", ""))


def _moves(start: sp.Expr, writing: Writing) -> Iterator[tuple[sp.Expr, str, str]]:
    current: sp.Expr = Slope(start)
    while True:
        result = expand(current)
        if result.expression == current:
            break
        current = result.expression
        rules = tuple(dict.fromkeys(result.rules))
        yield current, _words(rules), rules[0].name if rules else "linear"
    if writing.meanings:
        current, why = _insert_slopes(current, writing)
        yield current, why, "insert-slope"
    for line in finish(current):
        yield line.expression, line.why, line.rule
        current = line.expression
    short = {
        letter: meaning
        for letter, meaning in writing.meanings
        if len(tex(meaning)) <= LONGEST_SUBSTITUTED
    }
    if short:
        names = " and ".join(f"${letter.func.__name__}$" for letter in short)
        yield substitute(current, short), f"put {names} back", "substitute-back"


def _insert_slopes(current: sp.Expr, writing: Writing) -> tuple[sp.Expr, str]:
    """The slopes of the letters, as found before."""
    last = {}
    for letter, meaning in writing.meanings:
        *_, final_line = _chain(meaning, Writing(""), meaning)
        last[Slope(letter)] = final_line.shown
    names = " and ".join(f"${letter.func.__name__}'$" for letter, _ in writing.meanings)
    return substitute(current, last), f"insert {names}"


def _words(rules: tuple[Rule, ...]) -> str:
    return "; ".join(rule.words for rule in rules) or "the slope of a straight line"


def _in_pieces(activation: Activation) -> Iterator[Line]:
    """The lines for a function in pieces: each piece, each bend, and the whole."""
    expression, letters = _name_constants(activation)
    found = branches(expression)
    if any(part.condition.has(Isolated) for part in found):
        raise UnsupportedError("a bend has no closed form")
    parts = tuple(p for p in _merged(found, expression) if p.expression is not sp.S.NaN)
    whole = _as_cases(parts, expression)
    if not isinstance(activation.expression, sp.Piecewise) or letters:
        words = "piece by piece"
        if letters:
            words += ", with " + " and ".join(f"${tex(a)} = {tex(b)}$" for a, b in letters)
        step = Step(f"{activation.notation}(x)", tex(whole), words, "in-pieces")
        yield Line(step, whole, whole.subs(letters), activation.expression)
    slopes = []
    for part in parts:
        words = f"for ${tex(part.condition)}$: "
        writing = Writing(prime(activation.notation), (), (part.lower, part.upper), words)
        lines = list(_chain(part.expression, writing, part.expression))
        yield from (_in_constants(line, letters) for line in lines)
        slopes.append(Branch(part.lower, part.upper, lines[-1].shown))
    yield from (
        _in_constants(line, letters)
        for line in kink_lines(activation.notation, expression, parts, tuple(slopes), dict(letters))
    )


def _merged(parts: tuple[Branch, ...], expression: sp.Expr) -> tuple[Branch, ...]:
    """Neighbouring pieces of one formula as one, where the point between them has its value too."""
    result = [parts[0]]
    for part in parts[1:]:
        last = result[-1]
        at = part.expression.subs(x, part.lower)
        if part.expression == last.expression and at == expression.subs(x, part.lower):
            result[-1] = Branch(last.lower, part.upper, last.expression)
        else:
            result.append(part)
    return tuple(result)


def _in_constants(line: Line, letters: list[tuple[sp.Symbol, sp.Rational]]) -> Line:
    return replace(
        line,
        value=line.value.subs(letters),
        target=line.target.subs(letters),
        of=None if line.of is None else line.of.subs(letters),
    )


def _as_cases(parts: tuple[Branch, ...], expression: sp.Expr) -> sp.Expr:
    """The pieces from left to right, each bend given to a piece that has the function's value."""
    if expression.free_symbols - {x}:
        rows = [(part.expression, x < part.upper) for part in parts[:-1]]
        return sp.Piecewise(*rows, (parts[-1].expression, True))
    rows, starts = [], False
    for part, after in zip_longest(parts, parts[1:]):
        above = sp.true if part.lower == -sp.oo else x >= part.lower if starts else x > part.lower
        value = None if part.upper == sp.oo else value_at(expression, part.upper)
        touches = value is not None and after is not None and after.lower == part.upper
        starts = touches and _has(after.expression, part.upper, value)
        ends = value is not None and not starts and _has(part.expression, part.upper, value)
        below = sp.true if part.upper == sp.oo else x <= part.upper if ends else x < part.upper
        rows.append((part.expression, sp.And(above, below)))
        if value is not None and not starts and not ends:
            rows.append((value, sp.Eq(x, part.upper)))
    return sp.Piecewise(*rows)


def _has(piece: sp.Expr, at: sp.Expr, value: sp.Expr) -> bool:
    """Whether a piece has a value at its end."""
    found = value_at(piece, at)
    return found is not None and compare(closed_form(found), closed_form(value)) == 0


def named_constants(activation: Activation) -> tuple[tuple[sp.Symbol, sp.Rational], ...]:
    """The letters that the derivation gives to constants of many digits, with their values.

    Example:
        >>> from symact.activations import activation
        >>> [str(letter) for letter, _ in named_constants(activation("selu"))]
        ['lambda', 'alpha']
    """
    return tuple(_name_constants(activation)[1])


def _name_constants(activation: Activation) -> tuple[sp.Expr, list[tuple[sp.Symbol, sp.Rational]]]:
    """Letters for constants of many digits: c for one; lambda, and alpha with lambda times it."""
    expression = activation.expression
    sizes = sorted(
        {abs(n) for n in expression.atoms(sp.Rational) if len(str(n.p)) > LONGEST_CONSTANT}
    )
    scale, factor = sp.symbols("lambda alpha" if len(sizes) > 1 else "c alpha", positive=True)
    taken_names = {symbol.name for symbol in expression.free_symbols}
    if not 1 <= len(sizes) <= 2 or taken_names & {scale.name, factor.name}:
        return expression, []
    names = dict(zip(sizes, (scale, scale * factor), strict=False))
    named = expression.xreplace(names | {-size: -name for size, name in names.items()})
    letters = [(scale, sizes[0])]
    letters += [(factor, sizes[1] / sizes[0])] if len(sizes) > 1 else []
    return _factor_branches(named), letters


def _factor_branches(expression: sp.Expr) -> sp.Expr:
    """Common letters taken out in each branch."""
    if not isinstance(expression, sp.Piecewise):
        return sp.factor_terms(expression)
    return sp.Piecewise(*((sp.factor_terms(pair.expr), pair.cond) for pair in expression.args))
