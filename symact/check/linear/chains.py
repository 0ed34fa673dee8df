"""Chains of products with several signs, in the orders in which they may be meant."""

from __future__ import annotations

from symact.check.linear import operations
from symact.check.linear.operations import Readings
from symact.check.linear.readings import lifted, reduced
from symact.check.linear.shapes import ELEMENTWISE
from symact.check.linear.values import Misfit


def multiplied(parts: list[Readings], signs: list[str]) -> Readings:
    """A chain of products: factors side by side first, and entry by entry products last."""
    tight, between = _grouped(parts, signs, frozenset({""}))
    loose = frozenset(between) & ELEMENTWISE
    orders = [_chained(tight, between)]
    if loose and len(frozenset(between)) > 1:
        orders.append(_chained(*_grouped(tight, between, frozenset(between) - ELEMENTWISE)))
    found = [value for order in orders if not isinstance(order, Misfit) for value in order]
    return tuple(found) if found else orders[0]


def _grouped(
    parts: list[Readings], signs: list[str], inside: frozenset[str]
) -> tuple[list[Readings], list[str]]:
    """The factors with those joined by the signs *inside* multiplied, and the other signs."""
    groups, between = [[parts[0]]], []
    links: list[list[str]] = [[]]
    for sign, part in zip(signs, parts[1:], strict=True):
        if sign in inside:
            groups[-1].append(part)
            links[-1].append(sign)
        else:
            groups.append([part])
            links.append([])
            between.append(sign)
    return [_chained(group, link) for group, link in zip(groups, links, strict=True)], between


def _chained(parts: list[Readings], signs: list[str]) -> Readings:
    total = parts[0]
    for sign, part in zip(signs, parts[1:], strict=True):
        total = reduced(lifted(lambda a, b, s=sign: operations.products(a, b, s), total, part))
    return total
