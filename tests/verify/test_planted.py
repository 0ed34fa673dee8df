"""Certificates with a planted fault: each is rejected at its place, or what it claims left open."""

import copy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from certified import data_of, is_verified, places, verified

from symact.core.errors import SymactError
from symact.core.verdict import Status
from symact.verify.content import theorem_of

Change = Callable[[dict[str, Any]], object]


def number(exact: str, decimal: str) -> dict[str, str]:
    return {"exact": exact, "decimal": decimal}


ONE = number("1", "1.000000000000000000000000")
TWO = number("2", "2.000000000000000000000000")
ZERO = number("0", "0.0000000000000000000000000")


def points_gone(name: str) -> Change:
    return lambda d: d["statements"][name]["points"].clear()


# The entry, the change, and the place at which it is rejected.
FALSE: list[tuple[str, str, Change, str]] = [
    ("a range that is too wide", "sigmoid",
     lambda d: d["statements"]["range"]["supremum"].update(TWO), "statements.range.supremum.exact"),
    ("a shortcut that names the input", "sigmoid",
     lambda d: d["statements"]["through_output"].update(expression="exp(-x)/(1 + exp(-x))**2"),
     "statements.through_output"),
    ("a shortcut that is none", "x**2",
     lambda d: d["statements"].update(through_output={"letter": "y", "expression": "2*x"}),
     "statements.through_output"),
    ("an end that is not attained", "sigmoid",
     lambda d: d["statements"]["range"]["supremum"].update(attained=True),
     "statements.range.supremum.attained"),
    ("an attained end without its place", "swish",
     lambda d: d["statements"]["range"]["infimum"]["at"].clear(), "statements.range.infimum.at"),
    ("a closed form of a neighbour", "swish",
     lambda d: d["statements"]["range"]["infimum"].update(exact="-LambertW(exp(-2))"),
     "statements.range.infimum.exact"),
    ("a complex number in disguise", "sigmoid",
     lambda d: d["statements"]["derivative_range"]["supremum"].update(
         exact="1/4 + log(1 - sqrt(2)) - log(sqrt(2) - 1)"),
     "statements.derivative_range.supremum.exact"),
    ("a wrong last digit", "swish",
     lambda d: d["statements"]["critical_points"]["points"][0]["at"].update(
         decimal="-1.278464542761073795109357"),
     "statements.critical_points.points[0].at.decimal"),
    ("too few digits", "swish",
     lambda d: d["statements"]["critical_points"]["points"][0]["at"].update(decimal="-1.28"),
     "statements.critical_points.points[0].at.decimal"),
    ("a zero too few", "gelu", points_gone("critical_points"),
     "statements.critical_points.points"),
    ("an inflection too few", "gelu", points_gone("inflection_points"),
     "statements.inflection_points.points"),
    ("a zero too many", "sigmoid", lambda d: d["statements"]["zeros"]["points"].append(ONE),
     "statements.zeros.points"),
    ("a maximum called a minimum", "gaussian",
     lambda d: d["statements"]["local_extrema"]["points"][0].update(kind="minimum"),
     "statements.local_extrema.points[0].kind"),
    ("the other direction", "tanh",
     lambda d: d["statements"].update(monotone="strictly decreasing"), "statements.monotone"),
    ("strict where it is flat", "relu",
     lambda d: d["statements"].update(monotone="strictly increasing"), "statements.monotone"),
    ("the other bend", "softplus",
     lambda d: d["statements"].update(convex="concave"), "statements.convex"),
    ("a symmetry", "swish", lambda d: d["statements"].update(symmetry="odd"),
     "statements.symmetry"),
    ("a smaller slope", "tanh", lambda d: d["statements"]["lipschitz"].update(
        number("1/2", "0.5000000000000000000000000")), "statements.lipschitz.exact"),
    ("a kink that is none", "relu", lambda d: d["statements"]["kinks"].clear(),
     "statements.kinks"),
    ("a corner that is smooth", "relu",
     lambda d: d["statements"]["kinks"][0].update({"class": 1}), "statements.kinks[0].class"),
    ("one-sided derivatives exchanged", "relu",
     lambda d: d["statements"]["kinks"][0].update(derivative_left=ONE, derivative_right=ZERO),
     "statements.kinks[0].derivative_left.exact"),
    ("smoother than it is", "elu", lambda d: d["statements"].update(smoothness="2"),
     "statements.smoothness"),
    ("a plateau", "tanh", lambda d: d["statements"].update(
        plateaus=[{"interval": d["statements"]["domain"][0], "value": ZERO}]),
     "statements.plateaus"),
    ("a limit", "sigmoid", lambda d: d["statements"]["limits"].update({"oo": TWO}),
     "statements.limits.oo.exact"),
    ("a limit that is not finite", "softplus",
     lambda d: d["statements"]["limits"].update({"oo": ONE}), "statements.limits.oo.exact"),
    ("a larger domain", "sqrt(x)",
     lambda d: d["statements"]["domain"][0].update(lower=number("-oo", "-oo")),
     "statements.domain[0].lower.exact"),
    ("a value at the end of the domain", "x*log(x)",
     lambda d: d["statements"]["domain"][0].update(lower_closed=True),
     "statements.domain[0].lower_closed"),
    ("another derivative", "sigmoid",
     lambda d: d["statements"].update(derivative="exp(-x)/(1 + exp(-x))"),
     "statements.derivative"),
    ("another way through the output", "sigmoid",
     lambda d: d["statements"]["through_output"].update(expression="s*(1 + s)"),
     "statements.through_output"),
    ("a field that no rule knows", "relu",
     lambda d: d["statements"]["range"].update(mean="1/2"), "statements.range.mean"),
    ("another function", "relu",
     lambda d: d["function"].update(expression="Max(0, 2*x)"), "pieces[1]"),
    ("another function between the places", "sigmoid",
     lambda d: d["function"].update(expression="1/(1 + exp(-x)) + 10**(-30)*exp(-x**2)"),
     "pieces[0]"),
    ("another formula of a piece", "relu",
     lambda d: d["pieces"][1].update(expression="x**2"), "pieces[1]"),
    ("a piece that is left out", "relu6", lambda d: d["pieces"].pop(1), "pieces"),
    ("pieces in another order", "relu6", lambda d: d["pieces"].reverse(), "pieces"),
    ("a piece twice", "relu", lambda d: d["pieces"].append(d["pieces"][1]), "pieces"),
    ("pieces that do not reach the end", "relu",
     lambda d: d["pieces"][1].update(upper="10"), "pieces"),
    ("values where there are none", "sqrt(x)",
     lambda d: d["pieces"][0].update(expression="0"), "pieces[0]"),
    ("no values where there are some", "relu",
     lambda d: d["pieces"][0].update(expression=None), "pieces[0]"),
    ("a map that falls", "Max(x**2 - 2, 0)",
     lambda d: d["pieces"][2]["map"].update(place="sqrt(2) - x"), "pieces[2]"),
    ("a map onto something else", "Max(x**2 - 2, 0)",
     lambda d: d["pieces"][2]["map"].update(place="sqrt(3) + x"), "pieces[2]"),
    ("no theorems at all", "relu", lambda d: d.update(theorems=None), "theorems"),
    ("a theorem of another kind", "relu",
     lambda d: d["theorems"].insert(0, {"kind": "identity", "claim": {
         "lhs": "log(-1 - x**2)", "rhs": "log(1 + x**2)", "on": ["-oo", "oo"]},
         "certificate": None}), "theorems[0]"),
    ("no statements at all", "relu", lambda d: d.update(statements=[]), "statements"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "change", "place"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE]
)
def test_a_false_certificate_is_rejected(name: str, change: Change, place: str) -> None:
    """The fault is found where it is, and the reason and line are said."""
    data = data_of(name)
    change(data)
    report = verified(data)

    assert place in places(report, Status.REFUTED)
    (finding,) = (f for f in report.findings if f.place == place)
    assert finding.reason
    assert finding.line == 1


THEOREMS = ("sigmoid", "swish", "relu", "gelu", "Max(x**2 - 2, 0)")


@pytest.mark.parametrize("name", THEOREMS)
def test_a_theorem_with_another_claim_is_rejected(name: str) -> None:
    """Its value, its end, its signs, its order, its subject, its evidence."""
    for entry in data_of(name)["theorems"]:
        for change in _false_theorems(entry):
            wrong = copy.deepcopy(entry)
            change(wrong)
            with pytest.raises(SymactError):
                theorem_of(wrong)


def test_a_theorem_that_is_not_proved_is_rejected() -> None:
    """Also where its claim is outside what the kernel decides."""
    data = data_of("sigmoid")
    index = next(i for i, t in enumerate(data["theorems"]) if t["kind"] == "limit")
    data["theorems"][index]["claim"]["value"] = "sin(1)"

    assert places(verified(data), Status.REFUTED) == [f"theorems[{index}]"]


def _false_theorems(entry: dict[str, Any]) -> list[Change]:
    if entry["kind"] == "limit":
        return [
            lambda t: t["claim"].update(value="12345"),
            lambda t: t["claim"].update(value="sin(1)"),
            lambda t: t["claim"].update(at_upper=not t["claim"]["at_upper"]),
            lambda t: t["certificate"].update(at_upper=not t["certificate"]["at_upper"]),
            lambda t: t.update(certificate=None),
        ]
    if entry["kind"] == "value":
        return [lambda t: t["claim"].update(value="1/12345")]
    return [
        lambda t: t["claim"].update(signs=[-s for s in t["claim"]["signs"]]),
        lambda t: t["certificate"].update(signs=[-s for s in t["certificate"]["signs"]]),
        lambda t: [
            t[k].update(signs=[-s for s in t[k]["signs"]]) for k in ("claim", "certificate")
        ],
        lambda t: t["claim"].update(of=f"-({t['claim']['of']})"),
        lambda t: t.update(certificate=None),
        lambda t: t["certificate"].pop("nodes"),
        *([_inverted] if any(n["divisor"] for n in entry["certificate"]["nodes"]) else []),
    ]


def _inverted(theorem: dict[str, Any]) -> None:
    """A divisor with a negative power."""
    node = next(n for n in theorem["certificate"]["nodes"] if n["divisor"])
    node["divisor"][0][1] *= -1


NEEDS = {
    "limit": ("limits",),
    "sign-chart": ("monotone", "critical_points"),
}


@pytest.mark.parametrize("kind", NEEDS)
@pytest.mark.parametrize("name", ["sigmoid", "relu", "gelu"])
def test_without_evidence_nothing_is_verified(name: str, kind: str) -> None:
    """What is left out is not re-checked, and never believed."""
    data = data_of(name)
    data["theorems"] = [t for t in data["theorems"] if t["kind"] != kind]
    report = verified(data)

    assert places(report, Status.REFUTED) == []
    for part in NEEDS[kind]:
        assert f"statements.{part}" in places(report, Status.UNKNOWN)
        assert not is_verified(report, f"statements.{part}")


def test_without_its_name_a_zero_has_no_closed_form() -> None:
    """The closed form rests on a theorem of its own; the digits stay verified."""
    data = data_of("swish")
    data["theorems"] = [t for t in data["theorems"] if t["kind"] != "value"]
    report = verified(data)

    assert places(report, Status.REFUTED) == []
    at = "statements.critical_points.points[0].at"
    assert f"{at}.exact" in places(report, Status.UNKNOWN)
    assert f"{at}.decimal" not in places(report, Status.UNKNOWN)


def test_what_has_no_rule_is_not_verified() -> None:
    """A statement and a part of which the verifier knows nothing."""
    data = data_of("relu")
    data["statements"]["beauty"] = "great"
    data["appendix"] = []

    assert places(verified(data), Status.UNKNOWN) == ["statements.beauty", "appendix"]
