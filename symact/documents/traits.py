"""What a lecture says of an activation, sentence by sentence, each from the proved profile."""

from collections.abc import Callable

from symact.derive.profile import Kink, Profile
from symact.documents.graph import asymptote_line, bends, density_line, mirror
from symact.documents.model import Line, Strong, line
from symact.documents.words import digits, full, inside, is_plain, listed, places, short


def trait_lines(profile: Profile) -> tuple[Line, ...]:
    """The sentences whose fields are known, in a fixed order."""
    found = (rule(profile) for rule in _RULES)
    return tuple(sentence for sentence in found if sentence is not None)


def _centre(p: Profile) -> Line | None:
    centred = p.traits.get("zero_centred")
    if centred is None or p.range is None:
        return None
    if centred and p.symmetry == "odd":
        return line(Strong("Zero-centred. "), "The function is odd: opposite inputs have opposite "
                    "outputs.")  # fmt: skip
    if centred:
        bounded = p.range.supremum.number.is_finite
        reach = "reach as far below $0$ as above" if bounded else "are unbounded on either side"
        return line(Strong("Zero-centred range. "), f"The outputs {reach}, but the "
                    "function is not odd.")  # fmt: skip
    low, high = p.range.infimum.number, p.range.supremum.number
    if not low.decimal.startswith("-") and low.is_finite:
        return line(Strong("Not zero-centred. "), "No output is negative.")
    if low.is_finite and not high.is_finite:
        words = f"The outputs are bounded below by ${short(low)}$ and unbounded above."
    elif high.is_finite and not low.is_finite:
        words = f"The outputs are bounded above by ${short(high)}$ and unbounded below."
    else:
        words = f"The outputs reach down to ${short(low)}$ and up to ${short(high)}$."
    return line(Strong("Not zero-centred. "), words)


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


def _zero_gradient(p: Profile) -> Line | None:
    """Where the gradient is exactly 0: on intervals, at points, or nowhere."""
    if p.plateaus is None:
        return None
    points = p.critical_points
    at = "" if points is None or points.infinite else places([q.at for q in points.points], ())
    if not p.plateaus:
        if points is None or points.infinite:
            return line(
                Strong("No dead region. "), "On no interval is the gradient $0$ throughout."
            )
        if at:
            return line(
                Strong("No dead region, but a flat spot. "),
                f"The gradient is exactly $0$ {at}, and nowhere else.",
            )
        return line(Strong("No dead region. "), "The gradient is $0$ nowhere.", _closeness(p))
    where = listed([f"for ${inside(plateau.interval)}$" for plateau in p.plateaus])
    more = f" It is $0$ {at} too." if at else ""
    if p.derivative_range is not None and p.derivative_range.supremum.number.exact == 0 and (
        p.derivative_range.infimum.number.exact == 0
    ):  # fmt: skip
        fate = "No unit that feeds it learns by gradient descent."
    elif p.traits.get("can_die"):
        fate = "A unit that meets only such inputs learns nothing any more."
    else:
        fate = ""
    return line(Strong("Dead region. "), f"The gradient is $0$ {where}. {fate}{more}".rstrip())


def _closeness(p: Profile) -> str:
    low = None if p.derivative_range is None else p.derivative_range.infimum
    if low is None or low.number.decimal.startswith("-"):
        return ""
    if low.number.exact == 0:
        return " It comes as close to $0$ as one likes, though."
    return f" It is at least ${short(low.number)}$."


def _is_finite(kink: Kink) -> bool:
    """Whether both one-sided limits are numbers, so that a jump is no pole."""
    return all(side is not None and side.is_finite for side in (kink.left, kink.right))


def _depth(p: Profile) -> Line | None:
    if p.lipschitz is None:
        return None
    if not p.lipschitz.is_finite:
        jumps = any(kink.kind == "jump" and _is_finite(kink) for kink in p.kinks or ())
        words = "The function jumps." if jumps else "The slope is unbounded."
        return line(Strong("No Lipschitz bound. "), words)
    size = short(p.lipschitz) if is_plain(p.lipschitz) else digits(p.lipschitz)
    if p.lipschitz.exact == 1:
        return line(
            Strong("Depth. "),
            "Every gradient is at most $1$ in size, and so is every product of them.",
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
    bend = {"convex": " It is convex.", "concave": " It is concave."}.get(p.convex or "", "")
    return line(Strong("Shape. "), words[p.monotone] + mirror(p) + (bend or bends(p)))


def _negative_slopes(p: Profile) -> Line | None:
    if p.derivative_range is None:
        return None
    low = p.derivative_range.infimum.number
    if not low.decimal.startswith("-"):
        return None
    return line(Strong("Negative gradients. "), f"The gradient goes down to ${full(low)}$.")


_RULES: tuple[Callable[[Profile], Line | None], ...] = (
    _order,
    asymptote_line,
    _centre,
    _saturation,
    _zero_gradient,
    _negative_slopes,
    density_line,
    _depth,
)
