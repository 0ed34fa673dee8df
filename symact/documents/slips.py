"""Common slips: statements often heard of activations, beside what is proved."""

from collections.abc import Iterator, Mapping

from symact.derive.profile import Profile
from symact.documents.model import Block, Heading, Line, Table, line
from symact.documents.words import attained, full, places, union


def slips(profiles: Mapping[str, Profile]) -> Iterator[Block]:
    """A table of slips and theorems; a row whose theorem is unknown is left out."""
    yield Heading(1, line("Common slips"))
    rows = [row for row in _rows(profiles) if row is not None]
    yield Table(
        (line("One hears"), line("In truth")),
        tuple(rows),
        caption=line("What is often said, and what is proved."),
        widths=(1.0, 1.6),
    )


def _rows(p: Mapping[str, Profile]) -> Iterator[tuple[Line, Line] | None]:
    yield _open_range(p["sigmoid"], "the sigmoid", "[0, 1]")
    yield _open_range(p["tanh"], "tanh", "[-1, 1]")
    yield _relu_at_zero(p["relu"])
    yield _flat_swish(p["swish"])
    yield _negative_gelu(p["gelu"])
    yield (
        line("$Wx$ and $xW$ are two ways to write the same"),
        line("The first needs as many columns in $W$ as $x$ has entries. With one input per column "
             "the second is only defined when $W$ has one row, and then it is another matrix."),
    )  # fmt: skip


def _open_range(p: Profile, name: str, closed: str) -> tuple[Line, Line] | None:
    values = p.range
    if values is None or values.infimum.attained or values.supremum.attained:
        return None
    low, high = full(values.infimum.number), full(values.supremum.number)
    return (
        line(f"The range of {name} is ${closed}$"),
        line(
            f"It is ${union(values.intervals)}$: the ends ${low}$ and ${high}$ are limits, "
            "and no input attains them."
        ),
    )


def _relu_at_zero(p: Profile) -> tuple[Line, Line] | None:
    if not p.kinks:
        return None
    kink = p.kinks[0]
    if kink.derivative_left is None or kink.derivative_right is None:
        return None
    left, right = full(kink.derivative_left), full(kink.derivative_right)
    return (
        line("The derivative of ReLU at $0$ is $0$"),
        line(
            f"It does not exist: the one-sided derivatives are ${left}$ and ${right}$. Frameworks "
            "return $0$ there by convention."
        ),
    )


def _flat_swish(p: Profile) -> tuple[Line, Line] | None:
    if p.critical_points is None or not p.critical_points.points:
        return None
    where = places([point.at for point in p.critical_points.points], ())
    return (
        line("The gradient of Swish is never zero"),
        line(f"It is zero exactly once, {where}, where the function has its minimum."),
    )


def _negative_gelu(p: Profile) -> tuple[Line, Line] | None:
    if p.derivative_range is None:
        return None
    low, high = p.derivative_range.infimum, p.derivative_range.supremum
    return (
        line("The gradient of GELU lies between $0$ and $1$"),
        line(
            f"It goes down to ${full(low.number)}$, {attained(low)}, and up to "
            f"${full(high.number)}$, {attained(high)}."
        ),
    )
