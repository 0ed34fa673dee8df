"""Alterations of JSON data: one change anywhere, chosen by a random source."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

PARTS = ("function", "pieces", "theorems", "theorems", "statements", "statements")
Path = tuple[str | int, ...]


def paths(data: Any, start: Path = ()) -> Iterator[Path]:
    """The places of all parts of some data, but the whole."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*start, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*start, key))


def at(data: Any, path: Path) -> Any:
    """The part at a place."""
    for key in path:
        data = data[key]
    return data


def altered(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """A copy with one change somewhere below one of its parts, large ones more likely."""
    data = copy.deepcopy(data)
    known = [part for part in PARTS if data.get(part)]
    part = random.choice(known)
    path = random.choice([(part, *p) for p in paths(data[part])])
    parent, key = at(data, path[:-1]), path[-1]
    if random.random() < 0.2:
        _rearranged(parent, key, random)
    elif random.random() < 0.2:
        others = [at(data, other) for other in paths(data)]
        same = [o for o in others if type(o) is type(parent[key]) and o != parent[key]]
        parent[key] = copy.deepcopy(random.choice(same or others))
    else:
        parent[key] = _other(parent[key], random)
    return data


def _rearranged(parent: Any, key: Any, random: Random) -> None:
    """The part left out, doubled, or exchanged with a neighbour."""
    if isinstance(parent, list):
        kind = random.randrange(3)
        if kind == 0:
            del parent[key]
        elif kind == 1:
            parent.insert(key, copy.deepcopy(parent[key]))
        else:
            parent[key], parent[key - 1] = parent[key - 1], parent[key]
        return
    if random.random() < 0.5:
        del parent[key]
        return
    other = random.choice(list(parent))
    parent[key], parent[other] = parent[other], parent[key]


def _other(value: Any, random: Random) -> Any:
    """Something near a value, of the same kind most of the time."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return random.choice(
            [-value, value + 1, value - 1, 2 * value, 0, value + random.randrange(9)]
        )
    if value is None:
        return random.choice(["0", "1", "oo", 0, [], {}])
    if isinstance(value, list):
        return random.choice([[], value[1:], value[:-1], value[::-1], value * 2, None])
    if isinstance(value, dict):
        return random.choice([{}, dict(list(value.items())[1:]), None])
    return _other_text(value, random)


def _other_text(text: str, random: Random) -> str | None:
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    kinds = ["sign", "more", "none", "times", "oo", "plus", "double"] + ["digit"] * 6 * bool(digits)
    kind = random.choice(kinds)
    if kind == "digit":
        i = random.choice(digits)
        return text[:i] + str(random.randrange(10)) + text[i + 1 :]
    if kind == "sign":
        return text[1:] if text.startswith("-") else f"-{text}"
    return {
        "more": f"{text}0",
        "none": None,
        "times": text.replace("+", "-", 1) if "+" in text else text.replace("-", "+", 1),
        "oo": random.choice(["oo", "-oo"]),
        "plus": f"{text} + 1/10**30",
        "double": f"2*({text})/2",
    }[kind]
