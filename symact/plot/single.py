"""One activation: f on the left, f' on the right, with what the profile knows marked in them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from symact.derive.profile import Profile
from symact.numeric import numeric
from symact.plot.labels import Box, dense, place_label
from symact.plot.marks import Asymptote, Dot, Marks, continued, derivative_marks, function_marks
from symact.plot.style import ASYMPTOTE, DERIVATIVE, FUNCTION, new_figure, style
from symact.plot.window import Curve, horizontal, sampled, vertical

Array = NDArray[np.float64]

_WIDTH, _HEIGHT = 7.0, 2.75


def figure_of(profile: Profile, *, derivative: bool = True) -> Any:
    """The figure of one activation, as a matplotlib Figure.

    Units:
        7 by 2.75 inches; 4 inches wide without the derivative.
    """
    computed = numeric(profile.activation)
    name = math_name(profile)
    rows = [(computed.f, function_marks(profile), FUNCTION, f"${name}(x)$")]
    if derivative:
        rows.append((computed.df, derivative_marks(profile), DERIVATIVE, f"${name}'(x)$"))
    half = horizontal(marks for _, marks, _, _ in rows)
    with style():
        figure = new_figure(_WIDTH if derivative else 4.0, _HEIGHT)
        for index, (curve, marks, colour, title) in enumerate(rows):
            axes = figure.add_axes(_frame(index, len(rows)))
            _panel(axes, curve, continued(marks, half), half, colour)
            axes.set_title(title, fontsize=11, color=colour, pad=5)
    return figure


def math_name(profile: Profile) -> str:
    """The activation's notation in the subset of TeX that figures understand."""
    return profile.activation.notation.replace(r"\operatorname", r"\mathrm")


def _frame(index: int, count: int) -> tuple[float, float, float, float]:
    width = (1 - 0.02 - 0.04 * count) / count
    return (0.03 + index * (width + 0.045), 0.045, width, 0.84)


def _panel(axes: Any, curve: Curve, marks: Marks, half: float, colour: str) -> None:
    """One curve with its marks."""
    places, heights = sampled(curve, half, marks.breaks)
    axes.set_xlim(-half, half)
    axes.set_ylim(*vertical(heights, marks, half))
    textbook_axes(axes)
    for asymptote in marks.asymptotes:
        _draw_asymptote(axes, asymptote, half)
    axes.plot(places, heights, color=colour, linewidth=1.7, zorder=3)
    for dot in marks.dots:
        face = "white" if dot.is_open else colour
        axes.plot(
            [dot.x], [dot.y], marker="o", markersize=5, markerfacecolor=face,
            markeredgecolor=colour, markeredgewidth=1.2, linestyle="none", zorder=5, clip_on=False,
        )  # fmt: skip
    obstacles = _obstacles(axes, places, heights, marks)
    _hide_covered_ticks(axes, places, heights, marks)
    taken = _tick_boxes(axes)
    axes.annotate(
        "$x$", (half, 0), (2, 1), textcoords="offset points", fontsize=9, annotation_clip=False
    )
    for asymptote in marks.asymptotes:
        side = -1 if asymptote.left and not asymptote.right else 1
        place_label(
            axes, asymptote.label, (side * 0.8 * half, asymptote.y), obstacles, taken, ASYMPTOTE
        )
    for dot in _labelled(marks.dots):
        place_label(axes, dot.label, (dot.x, dot.y), obstacles, taken, colour)


def _labelled(dots: tuple[Dot, ...]) -> list[Dot]:
    """One dot for each text: of several equal marks the rightmost carries it."""
    return list({dot.label: dot for dot in sorted(dots, key=lambda d: d.x) if dot.label}.values())


def _draw_asymptote(axes: Any, asymptote: Asymptote, half: float) -> None:
    start = -half if asymptote.left else 0.0
    end = half if asymptote.right else 0.0
    axes.plot(
        [start, end], [asymptote.y] * 2, color=ASYMPTOTE, linewidth=1.1, dashes=(5, 3), zorder=2.8
    )


def textbook_axes(axes: Any, ticks: int = 5) -> None:
    """Axes through the origin, a light grid, few numbers."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_position("zero")
        axes.spines[side].set_color("#333333")
        axes.spines[side].set_zorder(2)
    axes.grid(visible=True, color="#e6e6e6", linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    axes.tick_params(length=2.5, width=0.6, labelsize=7.5, colors="#333333", pad=2)
    axes.xaxis.set_major_locator(MaxNLocator(ticks, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(_number_but_zero)
    axes.yaxis.set_major_formatter(_number_but_zero)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.8})


def _number_but_zero(value: float, _: int) -> str:
    """A tick's number; 0 is where the axes cross and needs none."""
    return "" if abs(value) < 1e-12 else f"{value:g}".replace("-", "\u2212")


def _obstacles(axes: Any, places: Array, heights: Array, marks: Marks) -> Array:
    """Points in pixels that labels should not cover: curve, asymptotes, dots, axes."""
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    lines = [
        np.column_stack([places, np.clip(heights, low, high)]),
        np.array([[left, 0.0], [right, 0.0]]),
        np.array([[0.0, low], [0.0, high]]),
        *(np.array([[left, a.y], [right, a.y]]) for a in marks.asymptotes),
    ]
    found = [dense(axes.transData.transform(line)) for line in lines]
    dots = [np.repeat([[dot.x, dot.y]], 6, axis=0) for dot in marks.dots]
    found += [axes.transData.transform(dot) for dot in dots]
    return np.concatenate(found)


def _hide_covered_ticks(axes: Any, places: Array, heights: Array, marks: Marks) -> None:
    """Leave out the numbers that the curve or an asymptote runs through."""
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    lines = [np.column_stack([places, np.clip(heights, low, high)])]
    lines += [np.array([[left, a.y], [0.0, a.y]]) for a in marks.asymptotes if a.left and a.y]
    curve = np.concatenate([dense(axes.transData.transform(line)) for line in lines])
    renderer = axes.figure.canvas.get_renderer()
    for axis in (axes.xaxis, axes.yaxis):
        texts = []
        for label in axis.get_ticklabels():
            extent = label.get_window_extent(renderer)
            box = Box(extent.x0, extent.y0, extent.x1, extent.y1)
            texts.append("" if box.holds(curve) else label.get_text())
        axis.set_ticks(axis.get_ticklocs(), labels=texts)
    axes.set_xlim(left, right)
    axes.set_ylim(low, high)


def _tick_boxes(axes: Any) -> list[Box]:
    renderer = axes.figure.canvas.get_renderer()
    extents = [
        label.get_window_extent(renderer)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels())
        if label.get_text() and axes.bbox.overlaps(label.get_window_extent(renderer))
    ]
    return [Box(e.x0, e.y0, e.x1, e.y1) for e in extents]
