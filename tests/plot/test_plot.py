"""Figures: what is marked comes from the profile, and the files are the same on every run."""

import importlib.util
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest

from symact.core import Number
from symact.core.activation import Activation
from symact.derive.build import profile as profile_of
from symact.derive.profile import Points
from symact.numeric import numeric
from symact.plot import alt_text, draw, figure_of, picture
from symact.plot.marks import continued, derivative_marks, function_marks
from symact.plot.window import sampled

_spec = importlib.util.spec_from_file_location("profiles", Path(__file__).with_name("profiles.py"))
_hand = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_hand)
PROFILES = _hand.PROFILES
MAGIC = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}


@pytest.mark.parametrize("form", MAGIC)
def test_files_are_deterministic(form):
    """Two runs give the same bytes, of the right kind, without a date."""
    first, second = (draw([PROFILES["relu"]], form) for _ in range(2))
    assert first == second
    assert first.startswith(MAGIC[form])
    assert b"CreationDate" not in first


@pytest.mark.parametrize("name", PROFILES)
def test_marks_lie_on_the_curve(name):
    """Every filled mark is a point of the computed curve; a wrong profile would be seen."""
    computed = numeric(PROFILES[name].activation)
    for curve, marks in (
        (computed.f, function_marks(PROFILES[name])),
        (computed.df, derivative_marks(PROFILES[name])),
    ):
        for dot in marks.dots:
            if not dot.is_open:
                assert float(curve(dot.x)) == pytest.approx(dot.y, abs=1e-4)


def test_a_wrong_mark_is_drawn_where_the_profile_says():
    """Marks follow the profile and not the curve: a planted extremum moves the dot."""
    wrong = replace(PROFILES["swish"], local_extrema=Points((_hand.minimum(2, 1),)))
    assert [(dot.x, dot.y) for dot in function_marks(wrong).dots] == [(2.0, 1.0)]


def test_relu_breaks_at_its_kink():
    """The derivative's curve has a gap at 0 and two open circles there."""
    profile = PROFILES["relu"]
    marks = derivative_marks(profile)
    places, heights = sampled(numeric(profile.activation).df, 5.0, marks.breaks)
    assert np.isnan(heights[places == 0]).all()
    assert {(dot.x, dot.y) for dot in marks.dots if dot.is_open} == {(0.0, 0.0), (0.0, 1.0)}


def test_asymptotes_are_approached_not_taken():
    """Sigmoid has two; ReLU is its own left limit and has none; SELU has one on the left."""
    found = {
        name: function_marks(PROFILES[name]).asymptotes for name in ("sigmoid", "relu", "selu")
    }
    assert [a.y for a in found["sigmoid"]] == [0.0, 1.0]
    assert found["relu"] == ()
    assert [(a.left, a.right) for a in found["selu"]] == [(True, False)]


LABELS = [
    ("sigmoid", "maximum $1/4$ at $x = 0$"),
    ("gelu", r"maximum $\approx 1.1289$ at $x = \sqrt{2}$"),
    ("swish", r"maximum $\approx 1.0998$ at $x \approx 2.3994$"),
]


@pytest.mark.parametrize(("name", "label"), LABELS)
def test_the_largest_slope_is_labelled(name, label):
    """Exact where the profile is exact, and marked as rounded where it is not."""
    assert label in [dot.label for dot in derivative_marks(PROFILES[name]).dots]


@pytest.mark.parametrize("name", PROFILES)
def test_labels_stay_clear_of_curves_and_of_each_other(name):
    """No label covers a point of its panel's curve, another label, or the world outside."""
    figure = figure_of(PROFILES[name])
    for axes in figure.axes:
        boxes = label_boxes(axes)
        for k, box in enumerate(boxes):
            assert not covers_a_curve(axes, box)
            assert not any(box.overlaps(other) for other in boxes[:k])
            assert axes.figure.bbox.contains(box.x0, box.y0)
            assert axes.figure.bbox.contains(box.x1, box.y1)


def label_boxes(axes):
    """The extents of the labels of a panel, in pixels, a hair smaller than their boxes."""
    renderer = axes.figure.canvas.get_renderer()
    texts = [text for text in axes.texts if text.get_text() != "$x$"]
    return [text.get_window_extent(renderer).shrunk(0.98, 0.9) for text in texts]


def covers_a_curve(axes, box):
    """Whether a box holds a point of the panel's thick curve."""
    for line in axes.lines:
        if line.get_linewidth() > 1.5 and line.get_linestyle() != "None":
            points = axes.transData.transform(np.column_stack(line.get_data()))
            points = points[~np.isnan(points).any(axis=1)]
            if box.count_contains(points):
                return True
    return False


def test_a_label_on_the_curve_would_be_seen():
    """The check above is not blind: text written onto the curve is reported."""
    axes = figure_of(PROFILES["tanh"]).axes[0]
    axes.text(-3, -1, "in the way", va="center")
    assert covers_a_curve(axes, label_boxes(axes)[-1])


@pytest.mark.parametrize(
    ("text", "tears", "steepest"),
    [
        ("x/2 + Abs(sin(x))", np.pi, 1.0),
        ("Max(0, sin(3*x))", np.pi / 3, 9.0),
        ("Max(0, sin(50*x))", np.pi / 50, 2500.0),
    ],
)
def test_every_kink_of_a_family_tears_the_derivative(text, tears, steepest):
    """No vertical stroke joins the two sides of a kink, nor of one that comes again."""
    profile = profile_of(Activation.from_text(text, name="f"))
    marks = continued(derivative_marks(profile), 5.0)
    expected = [k * tears for k in range(-200, 200) if abs(k * tears) <= 5]
    assert sorted(marks.breaks) == pytest.approx(expected)

    def slope(breaks):
        places, heights = sampled(numeric(profile.activation).df, 5.0, breaks)
        return np.nanmax(np.abs(np.diff(heights)) / np.diff(places))

    assert slope(marks.breaks) < 1.01 * steepest
    assert slope(marks.breaks[:-1]) > 2 * steepest


def test_what_comes_again_lies_on_the_curve():
    """The dots of a family climb with the function; none of them has a label of its own."""
    profile = profile_of(Activation.from_text("x/2 + Abs(sin(x))", name="f"))
    marks = continued(function_marks(profile), 10.0)
    again = [dot for dot in marks.dots if not dot.label]
    assert sorted(dot.x for dot in again) == pytest.approx(
        [k * np.pi for k in (-3, -2, -1, 1, 2, 3)]
    )
    for dot in again:
        assert float(numeric(profile.activation).f(dot.x)) == pytest.approx(dot.y, abs=1e-9)


@pytest.mark.parametrize("name", PROFILES)
def test_every_mark_is_inside_its_window(name):
    """No marked point is cut off."""
    profile = PROFILES[name]
    both = (function_marks(profile), derivative_marks(profile))
    for axes, marks in zip(figure_of(profile).axes, both, strict=True):
        (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
        for dot in marks.dots:
            assert left < dot.x < right
            assert low < dot.y < high


@pytest.mark.parametrize("name", PROFILES)
def test_pictures_can_stand_in_one_page(name):
    """The SVG is small and well-formed, and its ids are its own and complete."""
    svg, pdf = picture(PROFILES[name])
    assert len(svg.encode()) < 60_000
    assert pdf.startswith(b"%PDF")
    assert svg.startswith("<svg")
    ET.fromstring(svg)  # noqa: S314
    ids = re.findall(r'\bid="([^"]+)"', svg)
    used = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', svg)
    assert ids
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{name}-") for each in ids)
    assert {a or b for a, b in used} <= set(ids)


@pytest.mark.parametrize("count", [2, 8, 9, len(PROFILES)])
def test_several_in_one_figure(count):
    """Overlaid up to eight, in panels beyond."""
    assert draw(list(PROFILES.values())[:count], "png").startswith(MAGIC["png"])


def test_nothing_is_no_figure():
    """A figure of nothing is a programming mistake."""
    with pytest.raises(ValueError, match="at least one"):
        draw([], "svg")


def test_settings_of_the_caller_survive():
    """Drawing changes no global setting of matplotlib."""
    before = dict(mpl.rcParams)
    draw([PROFILES["tanh"]], "png")
    assert dict(mpl.rcParams) == before


def test_alt_text_speaks():
    """What the picture shows, without a formula language."""
    said = alt_text(PROFILES["gelu"])
    assert "largest slope is 1.1289 at x = the square root of 2" in said
    assert "minimum of -0.1700 at x = -0.7518" in said
    assert not re.search(r"[\\${}]", said)


def test_unknown_parts_of_a_profile_are_left_out():
    """A profile that knows nothing still gives a curve, without marks."""
    bare = replace(
        PROFILES["swish"], range=None, derivative_range=None, limits=None,
        derivative_limits=None, local_extrema=None, kinks=None, plateaus=None,
    )  # fmt: skip
    assert draw([bare], "svg")
    assert function_marks(bare).dots == ()


def test_number_of_a_far_mark_widens_the_window():
    """A mark at 12 is inside the window."""
    far = replace(
        PROFILES["swish"],
        local_extrema=Points((_hand.minimum(Number(None, "12").decimal, "12"),)),
    )
    assert figure_of(far).axes[0].get_xlim()[1] > 12
