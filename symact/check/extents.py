"""Inequalities, memberships and limits: how far the values of a function reach."""

from __future__ import annotations

from symact.check.context import Context
from symact.check.report import ClaimKind, Judgement
from symact.reading.held import tree as t


def judge_extent(
    operands: tuple[t.Tree, ...],
    operators: tuple[str, ...],
    context: Context,
    condition: t.Tree | None,
) -> tuple[ClaimKind, Judgement] | None:
    """What a relation that is no equation says, and whether it holds; None where it says nothing."""
    del operands, operators, context, condition
    return None
