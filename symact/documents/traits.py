"""What a lecture says of an activation, sentence by sentence, each from the proved profile."""

from collections.abc import Callable

from symact.derive.profile import Profile
from symact.documents.model import Line, Strong, line
from symact.documents.words import digits, full, is_plain, places, short, stretch


def trait_lines(profile: Profile) -> tuple[Line, ...]:
    """The sentences whose fields are known, in a fixed order."""
    found = (rule(profile) for rule in _RULES)
    return tuple(sentence for sentence in found if sentence is not None)


def _centre(p: Profile) -> Line | None:
    centred = p.traits.get("zero_centred")
    if centred is None or p.range is None:
        return None
    if centred:
        return line(Strong("Zero-centred. "), "The range lies symmetrically about $0$.")
    low, high = p.range.infimum.number, p.range.supremum.number
    if not low.decimal.startswith("-") and low.is_finite:
        return line(Strong("Not zero-centred. "), "No output is negative.")
    return line(
        Strong("Not zero-centred. "),
        f"The outputs reach down to ${short(low)}$ and up to ${short(high)}$."
        if high.is_finite
        else f"The outputs are bounded below by ${short(low)}$ and unbounded above.",
    )


def _saturation(p: Profile) -> Line | None:
    left, right = p.traits.get("saturates_left"), p.traits.get("saturates_right")
    if left is None or right is None:
        return None
    flat = r"the gradient tends to $0$ as $x \to "
    if left and right:
        return line(Strong("Saturates at both ends: "), flat + r"-\infty$ and as $x \to \infty$.")
    if left:
        return line(Strong("Saturates on the left only: "), flat + r"-\infty$.")
    if right:
        return line(Strong("Saturates on the right only: "), flat + r"\infty$.")
    return line(Strong("Does not saturate. "), "At neither end does the gradient tend to $0$.")


def _dead(p: Profile) -> Line | None:
    if p.plateaus is None:
        return None
    if not p.plateaus:
        return line(Strong("No dead region. "), "On no interval is the gradient $0$ throughout.")
    where = " and ".join(f"${stretch(plateau.interval)}$" for plateau in p.plateaus)
    consequence = (
        " A unit that only sees such inputs learns nothing any more."
        if p.traits.get("can_die")
        else ""
    )
    return line(Strong("Dead region. "), f"The gradient is $0$ inside {where}.{consequence}")


def _flat_points(p: Profile) -> Line | None:
    if p.critical_points is None or p.plateaus is None:
        return None
    points = p.critical_points.points
    if points:
        where = places([point.at for point in points], ())
        return line(Strong("The gradient is exactly zero "), f"{where}.")
    if p.plateaus:
        return None
    return line(Strong("The gradient is never exactly zero. "), "It may still come close to it.")


def _depth(p: Profile) -> Line | None:
    if p.lipschitz is None:
        return None
    if not p.lipschitz.is_finite:
        return line(Strong("No gradient bound. "), "The function jumps, or its slope is unbounded.")
    size = short(p.lipschitz) if is_plain(p.lipschitz) else digits(p.lipschitz)
    if p.lipschitz.exact == 1:
        return line(
            Strong("Depth. "), "Every gradient is at most $1$ in size, and so is a product of $n$."
        )
    base = rf"\left({size}\right)^{{n}}"
    verdict = (
        "which tends to $0$: the gradient vanishes with depth unless the weights make up for it"
        if p.traits.get("vanishing_gradient")
        else "which grows with depth: no gradient bound below $1$ follows"
    )
    return line(
        Strong("Depth. "),
        f"Through $n$ layers the activations contribute at most ${base}$, {verdict}.",
    )


def _order(p: Profile) -> Line | None:
    words = {
        "strictly increasing": "The function is strictly increasing.",
        "strictly decreasing": "The function is strictly decreasing.",
        "nondecreasing": "The function never falls.",
        "nonincreasing": "The function never rises.",
        "constant": "The function is constant.",
        "none": "The function is not monotone.",
    }
    if p.monotone is None:
        return None
    symmetry = {"odd": " It is odd.", "even": " It is even."}.get(p.symmetry or "", "")
    bend = {"convex": " It is convex.", "concave": " It is concave."}.get(p.convex or "", "")
    return line(Strong("Shape. "), words[p.monotone] + symmetry + bend)


def _negative_slopes(p: Profile) -> Line | None:
    if p.derivative_range is None:
        return None
    low = p.derivative_range.infimum.number
    if not low.decimal.startswith("-"):
        return None
    return line(Strong("Negative gradients. "), f"The gradient goes down to ${full(low)}$.")


_RULES: tuple[Callable[[Profile], Line | None], ...] = (
    _order,
    _centre,
    _saturation,
    _dead,
    _flat_points,
    _negative_slopes,
    _depth,
)
