"""The steps of a check: one for each statement, which can be counted, watched and given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import final


@final
@dataclass(slots=True)
class Pace:
    """A counter of steps.

    Attributes:
        given_up: steps that are not taken, counted from 1, and why.
        beat: called when a step begins.
        rest: why no other step is taken either, or empty.
        steps: how many have begun.
    """

    given_up: Mapping[int, str] = field(default_factory=dict)
    beat: Callable[[], None] | None = None
    rest: str = ""
    steps: int = 0

    def begin(self) -> str | None:
        """Begin a step; the reason why it is not taken, or None."""
        self.steps += 1
        if self.beat is not None:
            self.beat()
        return self.given_up.get(self.steps) or self.rest or None
