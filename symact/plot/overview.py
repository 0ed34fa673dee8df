"""Several activations in one figure: overlaid with direct labels, or in small panels."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.derive.profile import Profile
from symact.numeric import numeric
from symact.plot.marks import Marks, continued, derivative_marks, function_marks
from symact.plot.single import textbook_axes
from symact.plot.style import COLOURS, DERIVATIVE, FUNCTION, STROKES, new_figure, style
from symact.plot.window import Curve, horizontal, sampled, vertical

Array = NDArray[np.float64]

OVERLAID_AT_MOST = 8
_COLUMNS = 4
_MANY = 12
_LINE = 0.062  # the height of a direct label, as a share of the panel


def overlay(profiles: Sequence[Profile], *, derivative: bool = True) -> Any:
    """One panel with every f, one with every f'; each curve is named at its right end."""
    rows = [[(numeric(p.activation).f, function_marks(p)) for p in profiles]]
    if derivative:
        rows.append([(numeric(p.activation).df, derivative_marks(p)) for p in profiles])
    half = horizontal(marks for row in rows for _, marks in row)
    rows = [[(curve, continued(marks, half)) for curve, marks in row] for row in rows]
    with style():
        figure = new_figure(8.2 if derivative else 4.6, 3.3)
        for index, row in enumerate(rows):
            width = 1 / len(rows)
            axes = figure.add_axes((width * index + 0.03, 0.05, width - 0.14, 0.85))
            axes.set_title(("$f(x)$", "$f'(x)$")[index], fontsize=11, pad=5)
            curves = [sampled(curve, half, marks.breaks) for curve, marks in row]
            windows = [
                vertical(heights, marks, half)
                for (_, heights), (_, marks) in zip(curves, row, strict=True)
            ]
            axes.set_xlim(-half, half)
            axes.set_ylim(min(w[0] for w in windows), max(w[1] for w in windows))
            textbook_axes(axes)
            for k, (places, heights) in enumerate(curves):
                axes.plot(places, heights, linewidth=1.6, zorder=3, **_look(k))
                for dot in row[k][1].dots:
                    if dot.is_open:
                        _open_dot(axes, dot.x, dot.y, _look(k)["color"])
            _names_at_the_right(axes, profiles, curves, half)
    return figure


def panels(profiles: Sequence[Profile], *, derivative: bool = True) -> Any:
    """A small panel for each activation with f and, dashed, f'."""
    columns = min(_COLUMNS + (len(profiles) > _MANY), len(profiles))
    count = -(-len(profiles) // columns)
    with style():
        figure = new_figure(8.2 if columns > 3 else 2.05 * columns, 1.75 * count + 0.35)
        head = 0.35 / (1.75 * count + 0.35)
        for index, profile in enumerate(profiles):
            row, column = divmod(index, columns)
            height = (1 - head) / count
            axes = figure.add_axes(
                (
                    (column + 0.06) / columns,
                    (1 - head) - (row + 1) * height + 0.08 * height,
                    0.88 / columns,
                    0.74 * height,
                )
            )
            _small_panel(axes, profile, derivative=derivative)
        _legend(figure, head, derivative=derivative)
    return figure


def _small_panel(axes: Any, profile: Profile, *, derivative: bool) -> None:
    computed = numeric(profile.activation)
    shown: list[tuple[Curve, Marks, str, Any]] = [
        (computed.f, function_marks(profile), FUNCTION, "-")
    ]
    if derivative:
        shown.append((computed.df, derivative_marks(profile), DERIVATIVE, (0, (4, 1.3))))
    half = horizontal(marks for _, marks, _, _ in shown)
    axes.set_xlim(-half, half)
    windows = []
    for curve, single, colour, stroke in shown:
        marks = continued(single, half)
        places, heights = sampled(curve, half, marks.breaks)
        windows.append(vertical(heights, marks, half))
        axes.plot(places, heights, color=colour, linestyle=stroke, linewidth=1.4, zorder=3)
        for dot in marks.dots:
            if dot.is_open:
                _open_dot(axes, dot.x, dot.y, colour)
    axes.set_ylim(min(w[0] for w in windows), max(w[1] for w in windows))
    textbook_axes(axes, ticks=4)
    axes.set_title(profile.activation.title, fontsize=9.5, pad=3)


def _legend(figure: Any, head: float, *, derivative: bool) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    lines = [Line2D([], [], color=FUNCTION, linewidth=1.4)]
    names = ["$f(x)$"]
    if derivative:
        lines.append(Line2D([], [], color=DERIVATIVE, linewidth=1.4, linestyle=(0, (4, 1.3))))
        names.append("$f'(x)$")
    figure.legend(
        lines, names, loc="center", bbox_to_anchor=(0.5, 1 - head / 2), ncols=2, frameon=False
    )


def _look(index: int) -> dict[str, Any]:
    """A colour and a stroke of which no two among the first 28 agree."""
    return {
        "color": COLOURS[index % len(COLOURS)],
        "linestyle": STROKES[(index % len(COLOURS) + index // len(COLOURS)) % len(STROKES)],
    }


def _open_dot(axes: Any, x: float, y: float, colour: str) -> None:
    axes.plot(
        [x], [y], marker="o", markersize=3.6, markerfacecolor="white", markeredgecolor=colour,
        markeredgewidth=1.0, linestyle="none", zorder=5,
    )  # fmt: skip


def _names_at_the_right(
    axes: Any, profiles: Sequence[Profile], curves: list[tuple[Array, Array]], half: float
) -> None:
    """The curves' names beside their right ends, pushed apart, each tied to its curve."""
    low, high = axes.get_ylim()
    ends = [float(np.clip(heights[-1], low, high)) for _, heights in curves]
    order = sorted(range(len(ends)), key=lambda k: (ends[k], curves[k][1][len(curves[k][1]) // 2]))
    step = _LINE * (high - low)
    spots = _apart([ends[k] for k in order], step, low, high)
    for k, spot in zip(order, spots, strict=True):
        colour = _look(k)["color"]
        axes.annotate(
            profiles[k].activation.title,
            xy=(half, ends[k]), xytext=(1.08 * half + 0.3, spot),
            fontsize=8.5, color=colour, va="center", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6, "shrinkA": 1,
                        "shrinkB": 0, "relpos": (0, 0.5)},
        )  # fmt: skip


def _apart(wanted: list[float], step: float, low: float, high: float) -> list[float]:
    """Increasing places at least a step apart, as near to the wanted ones as a sweep finds.

    Example:
        >>> _apart([0.0, 0.0, 5.0], 1.0, -10.0, 10.0)
        [-0.5, 0.5, 5.0]
    """
    clusters: list[list[float]] = []
    for place in wanted:
        clusters.append([place])
        while len(clusters) > 1 and _spread(clusters[-1], step)[0] - _spread(clusters[-2], step)[
            -1
        ] < step * (1 - 1e-9):
            clusters[-2:] = [clusters[-2] + clusters[-1]]
    spots = [spot for cluster in clusters for spot in _spread(cluster, step)]
    over = max(0.0, spots[-1] - high)
    return [max(low, spot - over) if over else spot for spot in spots]


def _spread(cluster: list[float], step: float) -> list[float]:
    middle = sum(cluster) / len(cluster)
    return [middle + (k - (len(cluster) - 1) / 2) * step for k in range(len(cluster))]
