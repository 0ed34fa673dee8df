"""Worked solutions of dense-layer problems, as a lecturer writes them on the board."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import sympy as sp

from symact.core.activation import Activation, x
from symact.core.number import Number
from symact.core.typeset import tex
from symact.documents.model import (
    Block,
    Display,
    Document,
    Heading,
    Paragraph,
    Statement,
    Strong,
    line,
    paragraph,
)
from symact.documents.worked import (
    LONGEST_RATIONAL,
    aligned,
    approximate,
    bracketed,
    chain,
    entrywise,
    fits,
    given,
    is_short,
    matrix,
    number,
    numbers,
    product,
    terminates,
    together,
    value,
)
from symact.network.dense import Dense, Forward
from symact.reading.problem import Problem
from symact.reading.shapes import Rows, count_of

ROOM_FOR_EXACT = 32.0
_Z = sp.Symbol("z", real=True)


def forward_of(problem: Problem) -> Forward:
    """The forward pass that a problem asks for.

    Raises:
        InputError: where the activation has no value at some entry.
    """
    bias = [row[0] for row in problem.b.rows]
    return Dense(problem.W.rows, bias, problem.activation).forward(problem.x.rows)


def exercise(problem: Problem) -> tuple[Block, ...]:
    """The problem alone: what is given and what is asked."""
    asked = line(
        "Compute the output $y = f(Wx + b)$ of the dense layer, where $f$ is ",
        f"{_activation_words(problem.activation)}, for",
    )
    body: tuple[Block, ...] = (Paragraph(asked), *(Display(formula) for formula in _given(problem)))
    return (Statement("exercise", body, title=line(Strong(problem.title))),)


def solution(problem: Problem) -> tuple[Block, ...]:
    """The worked solution: rule, shapes, product, bias, activation, result, remarks.

    Raises:
        InputError: where the activation has no value at some entry.
    """
    forward = forward_of(problem)
    decimals = problem.decimals
    return (
        *_rule(problem),
        _shapes(forward),
        paragraph(Strong("Product. "), "Each row of $W$ meets the column $x$, term by term:")
        if len(forward.x[0]) == 1
        else paragraph(Strong("Product. "), "Each row of $W$ meets each column of $x$:"),
        *product(forward, decimals=decimals),
        *_bias(forward, decimals=decimals),
        *_activation(forward, decimals=decimals),
        *_result(forward, decimals=decimals),
        *_remarks(forward),
    )


def solutions(problems: Iterable[Problem], title: str = "Worked solutions") -> Document:
    """A document with every problem and its solution."""
    blocks: list[Block] = []
    for problem in problems:
        blocks.append(Heading(1, line(problem.title.replace("$", ""))))
        blocks.extend(_untitled(exercise(problem)))
        blocks.extend(solution(problem))
    return Document(title, tuple(blocks))


def _untitled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The body of an exercise whose title already stands in a heading."""
    return tuple(
        inner
        for block in blocks
        for inner in (block.body if isinstance(block, Statement) else (block,))
    )


def _given(problem: Problem) -> list[str]:
    matrices = (("x", problem.x), ("W", problem.W), ("b", problem.b))
    formulas = [
        formula
        for name, given_matrix in matrices
        for formula in given(name, given_matrix.rows, decimals=problem.decimals)
    ]
    return together(formulas)


def _activation_words(activation: Activation) -> str:
    if not activation.parameters:
        return activation.title
    chosen = " and ".join(
        f"${tex(p.symbol)} = {number(v, decimals=True)}$"
        for p, v in zip(activation.parameters, activation.values, strict=True)
    )
    return f"{activation.title} with {chosen}"


def _rule(problem: Problem) -> tuple[Block, ...]:
    activation = problem.activation
    style = "always" if _decimal_values(activation, decimals=problem.decimals) else "auto"
    formula = tex(activation.function.xreplace({x: _Z}), decimals=style)
    return (
        paragraph(
            Strong("Rule. "),
            f"A dense layer multiplies by its weights, adds its bias and applies its activation, "
            f"$y = f(Wx + b)$. Here $f$ is {_activation_words(activation)}, entry by entry:",
        ),
        Display(f"f(z) = {formula}"),
    )


def _shapes(forward: Forward) -> Paragraph:
    outputs, takes = forward.layer.shape
    width = len(forward.x[0])
    if width == 1:
        vectors = (
            f"$x$ has {count_of(takes, 'entry')}, so $Wx$ has {count_of(outputs, 'entry')}, "
            "as many as $b$. "
        )
    else:
        vectors = (
            rf"$x$ is ${takes} \times {width}$ and holds one input per column, so $Wx$ is "
            rf"${outputs} \times {width}$. "
        )
    return paragraph(
        Strong("Shapes. "),
        rf"$W$ is ${outputs} \times {takes}$ and {vectors}",
        forward.layer.why_not_xW(forward.x),
    )


def _bias(forward: Forward, *, decimals: bool) -> tuple[Block, ...]:
    width = len(forward.x[0])
    repeated: Rows = tuple((bias,) * width for bias in forward.layer.b)
    added, shift, total = (
        numbers(rows, decimals=decimals) for rows in (forward.product, repeated, forward.z)
    )
    words = "Add $b$:" if width == 1 else "Add $b$ to every column:"
    head = paragraph(Strong("Bias. "), words)
    if fits(f"z = {added} + {shift}"):
        return (head, *chain("z = Wx + b", [f"{added} + {shift}", total]))
    name = entrywise("z", forward.z)
    lines = [
        f"{name(i, j)} &= {number(entry, decimals=decimals)} + "
        f"{bracketed(forward.layer.b[i], decimals=decimals)} "
        f"= {number(forward.z[i][j], decimals=decimals)}"
        for i, row in enumerate(forward.product)
        for j, entry in enumerate(row)
    ]
    return (head, *_pages(lines))


def _pages(lines: Sequence[str], count: int = 18) -> tuple[Block, ...]:
    """Aligned lines in displays short enough for a page to be broken between them."""
    return tuple(
        Display(aligned(lines[start : start + count])) for start in range(0, len(lines), count)
    )


def _activation(forward: Forward, *, decimals: bool) -> tuple[Block, ...]:
    activation = forward.layer.activation
    y, z = entrywise("y", forward.y), entrywise("z", forward.z)
    lines: list[str] = []
    for i, row in enumerate(forward.z):
        for j, entry in enumerate(row):
            names = (y(i, j), z(i, j))
            result = forward.y[i][j]
            lines += _entry_lines(activation, names, entry, result, decimals=decimals)
    head = paragraph(Strong("Activation. "), f"Apply {activation.title} to each entry of $z$:")
    return (head, *_pages(lines))


def _entry_lines(
    activation: Activation,
    names: tuple[str, str],
    entry: Fraction,
    result: Number,
    *,
    decimals: bool,
) -> list[str]:
    """``y_1 = f(z_1) = f(2) = ... = value``, on one line or on several."""
    y, z = names
    shown = number(entry, decimals=decimals)
    plain = _decimal_values(activation, decimals=decimals)
    sides = [f"f({z})", *_substituted(activation, entry, shown, decimals=plain)]
    exact = value(result, decimals=plain)
    if len(sides) == 1 and exact != f"f({shown})":
        sides.append(f"f({shown})")
    end = ""
    long = isinstance(result.exact, sp.Rational) and not is_short(result)
    if not long and fits(exact, ROOM_FOR_EXACT) and sides[-1] != exact:
        sides.append(exact)
    if not is_short(result):
        end = rf" \approx {approximate(result)}"
    whole = f"{y} &= {' = '.join(sides)}{end}"
    if fits(whole.replace("&", ""), 34.0):
        return [whole]
    first, *rest = sides
    lines = [f"{y} &= {first}", *(f"&= {side}" for side in rest)]
    return [*lines, f"&{end}"] if end else lines


def _decimal_values(activation: Activation, *, decimals: bool) -> bool:
    """Whether results are wanted as decimals: the author or a parameter uses them."""
    return decimals or any(v.denominator > 1 and terminates(v) for v in activation.values)


def _substituted(
    activation: Activation, entry: Fraction, shown: str, *, decimals: bool
) -> list[str]:
    """The formula with the number in it, where the exact value does not show it already."""
    function = activation.function
    if function == sp.Max(0, x):
        return [rf"\max(0, {shown})"]
    if not isinstance(function, sp.Piecewise):
        return []
    at = sp.Rational(entry.numerator, entry.denominator)
    for piece, condition in function.args:
        if condition.subs(x, at) == sp.true:
            if x not in piece.free_symbols or piece == x:
                return []
            if piece.is_Mul and len(piece.args) == 2 and piece.args[0].is_Rational:
                slope = Fraction(int(piece.args[0].p), int(piece.args[0].q))
                if piece.args[1] == x and len(str(slope)) <= LONGEST_RATIONAL:
                    factor = number(slope, decimals=decimals)
                    return [
                        rf"{factor} \cdot ({shown})" if entry < 0 else rf"{factor} \cdot {shown}"
                    ]
            return []
    return []


def _result(forward: Forward, *, decimals: bool) -> tuple[Block, ...]:
    plain = _decimal_values(forward.layer.activation, decimals=decimals)
    exact = all(is_short(entry) for row in forward.y for entry in row)
    relation = "=" if exact else r"\approx"
    entries = [
        [value(entry, decimals=plain) if is_short(entry) else approximate(entry) for entry in row]
        for row in forward.y
    ]
    boxed = rf"\boxed{{y {relation} {matrix(entries)}}}"
    head = paragraph(Strong("Result. "))
    if fits(boxed):
        return (head, Display(boxed))
    name = entrywise("y", forward.y)
    lines = [
        f"{name(i, j)} &{relation} {entry}"
        for i, row in enumerate(entries)
        for j, entry in enumerate(row)
    ]
    return (head, *_pages(lines))


def _remarks(forward: Forward) -> tuple[Block, ...]:
    """What to know about entries that meet a bend; one remark for each bend."""
    bodies = tuple(
        paragraph(f"{remark.text}. {remark.bend.slopes()}") for remark in forward.remarks
    )
    return (Statement("remark", bodies),) if bodies else ()


def problem_sheet(problems: Iterable[Problem], title: str = "Problems") -> Document:
    """A document with every problem and no solution."""
    return Document(title, tuple(block for problem in problems for block in exercise(problem)))
