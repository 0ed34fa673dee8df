"""Figures as files and as parts of documents."""

from collections.abc import Sequence
from typing import Any

from symact.core.number import Number
from symact.derive.profile import Profile
from symact.plot.marks import number_text
from symact.plot.overview import OVERLAID_AT_MOST, overlay, panels
from symact.plot.single import figure_of
from symact.plot.style import Format, inline_svg, saved


def draw(profiles: Sequence[Profile], form: Format, *, derivative: bool = True) -> bytes:
    """One figure of one or several activations as SVG, PDF or PNG.

    One activation is drawn with all its marks; up to eight are overlaid; more stand in panels.

    Raises:
        ValueError: for no profile at all.
    """
    return saved(_figure(profiles, derivative=derivative), form)


def picture(profile: Profile, *, pdf: bool = True) -> tuple[str, bytes]:
    """The figure of one activation as SVG text, and as PDF unless that is not wanted."""
    return _both(figure_of(profile), profile.activation.name, pdf=pdf)


def all_in_one(
    profiles: Sequence[Profile], name: str = "overview", *, pdf: bool = True
) -> tuple[str, bytes]:
    """The figure of several activations, like ``picture``; the name keeps its ids apart."""
    return _both(_figure(profiles, derivative=True), name, pdf=pdf)


def _both(figure: Any, name: str, *, pdf: bool) -> tuple[str, bytes]:
    return inline_svg(saved(figure, "svg"), name), saved(figure, "pdf") if pdf else b""


def _figure(profiles: Sequence[Profile], *, derivative: bool) -> Any:
    if not profiles:
        raise ValueError("a figure needs at least one profile")
    if len(profiles) == 1:
        return figure_of(profiles[0], derivative=derivative)
    build = overlay if len(profiles) <= OVERLAID_AT_MOST else panels
    return build(profiles, derivative=derivative)


def alt_text(profile: Profile) -> str:
    """What the figure shows, in sentences, for readers who cannot see it."""
    title = profile.activation.title
    said = [f"Graph of {title} and of its derivative."]
    if profile.monotone and profile.monotone not in {"none", "constant"}:
        said.append(f"{title} is {profile.monotone}.")
    if profile.range is not None:
        low, high = profile.range.infimum.number, profile.range.supremum.number
        said.append(f"Its values lie between {_said(low)} and {_said(high)}.")
    said += [
        f"It has a {point.kind} of {_said(point.value)} at x = {_said(point.at)}."
        for point in (profile.local_extrema.points if profile.local_extrema else ())
    ]
    said += [
        f"It has {'an' if kink.kind == 'edge' else 'a'} {kink.kind} at x = {_said(kink.at)}"
        + ("." if kink.period is None else f", and again with the period {_said(kink.period)}.")
        for kink in profile.kinks or ()
        if kink.smoothness <= 0
    ]
    if profile.derivative_range is not None:
        top = profile.derivative_range.supremum
        if top.attained and top.at:
            places = " and ".join(f"x = {_said(at)}" for at in top.at)
            said.append(f"The largest slope is {_said(top.number)} at {places}.")
        elif top.attained:
            said.append(f"The largest slope is {_said(top.number)}.")
        elif top.number.is_finite:
            said.append(f"The slope stays below {_said(top.number)}.")
    return " ".join(said)


def _said(number: Number) -> str:
    if not number.is_finite:
        return "infinity" if float(number) > 0 else "minus infinity"
    spelled = number_text(number)
    return spelled.replace(r"\sqrt{", "the square root of ").replace("}", "").replace(r"\pi", "pi")
