"""Figures of activations and their derivatives, marked from the profile."""

from symact.plot.figures import all_in_one, alt_text, draw, picture
from symact.plot.single import figure_of

__all__ = ["all_in_one", "alt_text", "draw", "figure_of", "picture"]
