"""Labels beside marked places, moved until they cover neither curve, axis nor one another."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_RADII = (9.0, 16.0, 26.0, 38.0, 54.0)
_ANGLES = tuple(range(0, 360, 15))
_PAD = 2.5
_LEADER = 16.0


@final
@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: "Box") -> float:
        """The common area."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, width) * max(0.0, height)

    def holds(self, points: Array) -> int:
        """How many points lie inside, with a little room."""
        x, y = points[:, 0], points[:, 1]
        across = (x > self.left - _PAD) & (x < self.right + _PAD)
        along = (y > self.bottom - _PAD) & (y < self.top + _PAD)
        return int(np.count_nonzero(across & along))


def dense(points: Array, spacing: float = 2.0) -> Array:
    """The polyline in pixels with points so close that none can cross a label unseen."""
    rows: list[Array] = []
    for start, end in pairwise(points):
        if np.isnan(start).any() or np.isnan(end).any():
            continue
        count = int(min(400, max(1, np.hypot(*(end - start)) // spacing)))
        rows.append(start + (end - start) * np.linspace(0, 1, count + 1)[:, None])
    return np.concatenate(rows) if rows else np.empty((0, 2))


def place_label(
    axes: Any, text: str, at: tuple[float, float], obstacles: Array, taken: list[Box], colour: str
) -> None:
    """Write a label near a place of the axes, where it is least in the way; its box is taken."""
    renderer = axes.figure.canvas.get_renderer()
    size = axes.text(0, 0, text, fontsize=8.5).get_window_extent(renderer)
    axes.texts[-1].remove()
    frame = axes.get_window_extent(renderer)
    point = axes.transData.transform(at)
    scale = axes.figure.dpi / 72
    best: tuple[float, Box] | None = None
    for radius in _RADII:
        for angle in _ANGLES:
            box = _box_at(point, radius * scale, angle, size.width, size.height)
            cost = _cost(box, frame, obstacles, taken) + 0.05 * radius + 0.001 * abs(angle - 60)
            if best is None or cost < best[0]:
                best = (cost, box)
    if best is None:
        return
    box = best[1]
    taken.append(box)
    corner = axes.transData.inverted().transform((box.left, box.bottom))
    nearest = (
        min(max(point[0], box.left), box.right),
        min(max(point[1], box.bottom), box.top),
    )
    if np.hypot(*(point - np.array(nearest))) > _LEADER * scale:
        ends = axes.transData.inverted().transform([point, nearest])
        axes.plot(ends[:, 0], ends[:, 1], color=colour, linewidth=0.6, zorder=2.9)
    axes.text(*corner, text, fontsize=8.5, color=colour, va="bottom", ha="left", zorder=6).set_bbox(
        {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    )


def _box_at(point: Array, radius: float, angle: float, width: float, height: float) -> Box:
    """The box of a label whose nearest edge lies at a distance in a direction from a point."""
    turn = np.deg2rad(angle)
    x = point[0] + np.cos(turn) * (radius + width / 2)
    y = point[1] + np.sin(turn) * (radius + height / 2)
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _cost(box: Box, frame: Any, obstacles: Array, taken: list[Box]) -> float:
    inside = Box(frame.x0, frame.y0, frame.x1, frame.y1)
    area = (box.right - box.left) * (box.top - box.bottom)
    outside = area - box.overlap(inside)
    covered = sum(box.overlap(other) for other in taken)
    return 3.0 * box.holds(obstacles) + (60.0 * covered + 2000.0 * outside) / area
