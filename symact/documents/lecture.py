"""The lecture: activations, their derivatives, the dense layer, and the homework."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from symact.activations import activation, taught
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.derive.build import profile
from symact.derive.profile import Profile
from symact.documents.card import card_blocks
from symact.documents.model import (
    Block,
    Display,
    Document,
    Figure,
    Heading,
    Items,
    Line,
    Statement,
    Table,
    line,
    paragraph,
)
from symact.documents.slips import slips
from symact.documents.solution import exercise, solution
from symact.documents.table import comparison_blocks
from symact.documents.words import digits, is_plain, short
from symact.reading.problem import Problem, read_problems

TITLE = "Activation functions and the dense layer"
SUBTITLE = "Week 3: what an activation does, what its gradient does, and one layer by hand"
MAIN = ("sigmoid", "tanh", "relu", "leaky_relu", "swish", "gelu")
DEPTHS = (1, 5, 10, 20)


def lecture() -> Document:
    """The lecture notes of the course week, every statement from the proved profiles.

    Raises:
        InputError: when the homework files of the package cannot be found or read.
    """
    profiles = {name: profile(entry) for name, entry in taught().items()}
    example, problems = homework()
    return Document(
        TITLE,
        (
            *_opening(),
            *_cards(profiles),
            *_side_by_side(list(profiles.values())),
            *_depth(profiles),
            *_layer(example),
            *slips(profiles),
            *_exercises(problems),
        ),
        subtitle=SUBTITLE,
        appendix=tuple(_solutions(problems)),
    )


def homework() -> tuple[Problem, tuple[Problem, ...]]:
    """The worked example and the problems, read from the files of the course.

    Raises:
        InputError: when they cannot be found or read.
    """
    folder = _folder()
    read = [
        read_problems(path.read_text(encoding="utf-8"), source_name=path.name)
        for path in (folder / "example.md", *sorted(folder.glob("problem-*.md")))
    ]
    (example,), *problems = read
    return example, tuple(problem for group in problems for problem in group)


def _folder() -> Path:
    """The homework: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for root in (package, package.parent):
        folder = root / "derivations" / "homework"
        if folder.is_dir():
            return folder
    raise InputError(
        Diagnostic("SA710", "the homework files are missing", help="install symact again")
    )


# -- opening --------------------------------------------------------------------------------


def _opening() -> Iterator[Block]:
    yield Heading(1, line("What an activation is"))
    yield paragraph(
        "A dense layer takes a vector $x$ of features, mixes them with weights $W$, shifts the "
        "result by a bias $b$, and passes each entry through a function $f$:"
    )
    yield Display("y = f(Wx + b)", label="eq:layer")
    yield Items(
        (
            line("$x$ holds the features, one entry for each input;"),
            line("$W$ says how strongly each input counts for each output: it has a row for every "
                 "output and a column for every input;"),
            line("$b$ shifts each output, whatever the input is;"),
            line("$f$, the activation, decides what flows on."),
        )
    )  # fmt: skip
    yield paragraph(
        "Without $f$ a stack of layers would be one linear map, however deep. During training the "
        "derivative $f'$ says how much of an error reaches the weights before the activation: "
        "where $f'$ is $0$ nothing does, and where many factors $f'$ below $1$ meet, little does. "
        "So for every activation two questions matter: which values it takes, and how large its "
        "gradient can be."
    )
    yield paragraph(
        "Every theorem in these notes was derived from the definition and proved by exact "
        "computation. What a framework returns at a point without derivative is called a "
        "convention; it is not a theorem."
    )


# -- activations ----------------------------------------------------------------------------


def _cards(profiles: dict[str, Profile]) -> Iterator[Block]:
    for name in MAIN:
        found = profiles[name]
        yield Heading(1, line(found.activation.title), label=f"sec:{name}")
        yield from card_blocks(found, level=2)
        if name == "leaky_relu":
            yield from _leaks()
    yield Heading(1, line("Variants"), label="sec:variants")
    yield paragraph("The same questions for the relatives of these six, in brief.")
    for name, found in profiles.items():
        if name not in MAIN:
            yield Heading(2, line(found.activation.title), label=f"sec:{name}")
            yield from card_blocks(found, level=3)


def _leaks() -> Iterator[Block]:
    """The slopes of the lecture beside the usual one."""
    rows = []
    for leak in (Fraction(1, 100), Fraction(1, 50), Fraction(1, 10)):
        found = profile(activation("leaky_relu", alpha=leak))
        if found.derivative_range is None or found.range is None:
            continue
        slopes = found.derivative_range
        rows.append(
            (
                line(rf"${float(leak):g}$"),
                line(f"${short(slopes.infimum.number)}$"),
                line(f"${short(slopes.supremum.number)}$"),
                line(r"$\mathbb{R}$" if len(found.range.intervals) == 1 else "in parts"),
            )
        )
    yield Table(
        (
            line(r"leak $\alpha$"),
            line("slope for $x < 0$"),
            line("slope for $x > 0$"),
            line("range"),
        ),
        tuple(rows),
        caption=line("Leaky ReLU with three leaks."),
    )


def _side_by_side(profiles: Sequence[Profile]) -> Iterator[Block]:
    from symact.plot import all_in_one  # noqa: PLC0415 -- matplotlib is slow to load

    yield Heading(1, line("All in one"))
    svg, pdf = all_in_one([p for p in profiles if p.activation.name in MAIN], pdf=False)
    yield Figure(
        name="all-in-one",
        svg=svg,
        pdf=pdf,
        alt="The six activations of the lecture and their derivatives on common axes.",
        caption=line("The six activations of the lecture, and their derivatives."),
        width=1.0,
    )
    yield from comparison_blocks(profiles, level=2)


# -- depth ----------------------------------------------------------------------------------


def _depth(profiles: dict[str, Profile]) -> Iterator[Block]:
    yield Heading(1, line("Why gradients vanish"))
    yield paragraph(
        "By the chain rule the gradient that reaches a layer is a product with one factor $f'$ "
        "for every layer above it. If no $f'$ is larger than $L$ in size, the activations of $n$ "
        r"layers contribute at most $L^{n}$. For the sigmoid $L = \frac{1}{4}$:"
    )
    yield Display(r"\left|f'(z_{1}) \cdots f'(z_{n})\right| \le \left(\frac{1}{4}\right)^{n}")
    names = ("sigmoid", "tanh", "relu", "swish", "gelu")
    rows = [_powers(profiles[name]) for name in names]
    yield Table(
        (line("Activation"), line("$L$"), *(line(f"$n = {n}$") for n in DEPTHS)),
        tuple(row for row in rows if row is not None),
        caption=line("The bound $L^{n}$ on what the activations contribute."),
        label="tab:depth",
    )
    yield paragraph(
        "The bound says nothing about the weights, which multiply in as well: large weights can "
        "make up for small slopes, and then the product may also explode. For ReLU the bound is "
        "$1$ whatever the depth, and it is attained on every path of active units; but one "
        "inactive unit makes the product of its path $0$."
    )


def _powers(found: Profile) -> tuple[Line, ...] | None:
    size = found.lipschitz
    if size is None or not size.is_finite:
        return None
    cells = [_power(size.decimal, n) for n in DEPTHS]
    shown = short(size) if is_plain(size) else digits(size)
    return (line(found.activation.title), line(f"${shown}$"), *(line(f"${c}$") for c in cells))


def _power(decimal: str, n: int) -> str:
    from decimal import Context, Decimal  # noqa: PLC0415

    value = Context(prec=30).power(Decimal(decimal), n)
    if value == 1:
        return "1"
    rounded = Context(prec=4).plus(value)
    if rounded.adjusted() >= -3:
        return f"{rounded.normalize():f}"
    figures = "".join(map(str, rounded.as_tuple().digits))
    return rf"{figures[0]}.{figures[1:3]} \cdot 10^{{{rounded.adjusted()}}}"


# -- the dense layer ------------------------------------------------------------------------


def _layer(example: Problem) -> Iterator[Block]:
    yield Heading(1, line("The forward pass, by hand"))
    yield paragraph(
        "Three steps lead from the input to the output: multiply by the weights, add the bias, "
        "apply the activation. Before the first of them, check the shapes: $W$ has as many columns "
        "as $x$ has entries, and as many rows as $b$ has."
    )
    yield Heading(2, line("A worked example"), label="sec:example")
    for block in exercise(example):
        yield from block.body if isinstance(block, Statement) else (block,)
    yield from solution(example)
    yield Heading(2, line("The way back"))
    yield paragraph(
        "In the backward pass each entry of the upstream gradient is multiplied by $f'(z_{i})$, "
        "where $z = Wx + b$ is the pre-activation. That is where the table of gradients above is "
        "put to use: an entry whose unit sits in a dead region passes nothing on."
    )


def _exercises(problems: Sequence[Problem]) -> Iterator[Block]:
    yield Heading(1, line("Homework"), label="sec:homework")
    yield paragraph(
        "Compute the product $Wx$, the pre-activation $z$ and the output $y$, and check the shapes "
        "first. The solutions are in the appendix."
    )
    for problem in problems:
        yield from exercise(problem)


def _solutions(problems: Sequence[Problem]) -> Iterator[Block]:
    yield Heading(1, line("Solutions"))
    for problem in problems:
        yield Heading(2, line(problem.title))
        yield from solution(problem)
