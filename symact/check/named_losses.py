"""Which loss words name: a letter for the loss means that one only below them."""

from __future__ import annotations

import re

from symact.check.context import Context

_NAMED = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "squares",
            r"squared?[ -](?:errors?|loss)|\bR?MSE\b|quadrati\w+ (?:loss|cost|error)|\bL2[ -]loss|"
            r"quadratische\w* (?:Fehler|Abweichung)|erreur quadratique|error cuadr[aá]tico|"
            r"erro quadr[aá]tico|均方(?:误差|誤差)?|平方误差|平方損失|二乗(?:和)?誤差|평균 ?제곱",
        ),
        (
            "absolute",
            r"absolute[ -](?:errors?|loss|deviation)|\bMAE\b|\bL1[ -]loss|绝对(?:值)?误差|絶対誤差",
        ),
        ("hinge", r"\bhinge|合页损失|铰链"),
        ("huber", r"\bhuber|smooth[ -]L1"),
        ("divergence", r"\bkullback|\bKL\b|KL[ -]?(?:divergence|散度)"),
        ("focal", r"\bfocal loss"),
        (
            "entropy",
            r"cross[ -]?entropy|\bB?CE\b|\blog(?:istic)?[ -]loss|log[ -]?likelihood|\bNLL\b|"
            r"kreuzentropie|entropie crois[eé]e|entrop[ií]a cruzada|交叉熵|交差エントロピー|"
            r"교차 ?엔트로피",
        ),
    )
)
_LETTERS = frozenset(("L", "J", "E", "C", "l", "ell", "loss", "Loss", "cost", "Cost"))


def under_named_loss(words: str, context: Context) -> Context:
    """The context after some words; where they name another loss, its letters are free again."""
    named = [name for name, pattern in _NAMED if pattern.search(words)]
    if len(named) != 1 or named[0] == context.loss:
        return context
    return context.on_loss(named[0], _LETTERS if context.loss else frozenset())


__all__ = ["under_named_loss"]
