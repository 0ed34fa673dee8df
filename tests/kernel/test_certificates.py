"""Certificates: true ones are accepted, altered ones are not, and they survive JSON."""

import copy
import json
from dataclasses import replace

import flint
import pytest
import sympy as sp

from symact.activations import catalogue, taught
from symact.core.activation import x
from symact.core.claims import Derivative, Identity, Limit, SignChart, Value
from symact.core.errors import InternalError, SymactError
from symact.derive.build import profile
from symact.kernel.certificates import (
    ChartCertificate,
    LimitCertificate,
    TailData,
    chart_from_json,
    chart_to_json,
)
from symact.kernel.chart import Search, chart
from symact.kernel.check_chart import RejectedError, check_chart
from symact.kernel.field import GENS
from symact.kernel.theorem import Theorem, derivative_of, prove
from symact.verify.archive import theorem_from_json, theorem_to_json

R = (-sp.oo, sp.oo)
SMOOTH = ("sigmoid", "tanh", "softplus", "swish", "mish", "gelu", "gelu_tanh")


def charted(name: str, order: int) -> tuple[object, object, ChartCertificate]:
    """Tower, element and certificate of a derivative of a catalogue function."""
    tower, element = derivative_of(catalogue()[name].function, order)
    return tower, element, chart(tower, element, None, None)


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", SMOOTH)
def test_the_search_writes_certificates_that_the_checker_accepts(name: str, order: int) -> None:
    """Search and checker agree on every smooth entry, through JSON."""
    tower, element, certificate = charted(name, order)

    check_chart(tower, element, chart_from_json(json.loads(json.dumps(chart_to_json(certificate)))))


@pytest.mark.parametrize("factor", [1, 2])
@pytest.mark.parametrize("rule", ["rolle", "cover"])
def test_a_factor_that_cancels_is_no_zero(rule: str, factor: int) -> None:
    """Negative control: a chart of the sigmoid times (x - 1)/(x - 1), with a zero at 1."""
    tower, element, certificate = charted("sigmoid", 0)
    place = flint.fmpq(1)
    line = Search(tower, None, None).node(GENS[0] - 1)
    node = replace(line, rule=rule, cuts=line.cuts if rule == "rolle" else ())
    altered = replace(
        certificate,
        content=certificate.content * factor,
        factors=(*certificate.factors, (node.poly, 1), (node.poly * factor, -1)),
        nodes=(*certificate.nodes, node, replace(node, poly=node.poly * factor)),
        cells=((place, place),),
        signs=certificate.signs * 2,
    )

    with pytest.raises(RejectedError):
        check_chart(tower, element, altered)


def test_the_function_0_has_no_signs() -> None:
    """Negative control: it is called negative by no certificate."""
    tower, element = derivative_of(sp.Integer(3), 1)
    nothing = ChartCertificate(None, None, flint.fmpq(0), (), (), (), (-1,))

    with pytest.raises(RejectedError, match="the function 0"):
        check_chart(tower, element, nothing)


def mutations(data: dict) -> list[tuple[str, dict]]:
    """Altered copies of a certificate's JSON, each of which makes it false or incomplete."""
    found: list[tuple[str, dict]] = []

    def add(label: str, change: object) -> None:
        altered = copy.deepcopy(data)
        change(altered)
        if altered != data:
            found.append((label, altered))

    add("flip all signs", lambda d: d.update(signs=[-s for s in d["signs"]]))
    add(
        "flip the content",
        lambda d: d.update(content=str(-flint.fmpq(int(d["content"].split("/")[0])))),
    )
    add("drop the zeros", lambda d: d.update(cells=[], signs=d["signs"][:1]))
    add("drop a factor", lambda d: d.update(factors=d["factors"][1:]))
    add("drop all nodes", lambda d: d.update(nodes=[]))
    for i, node in enumerate(data["nodes"]):
        add(f"node {i}: other rule", lambda d, i=i: d["nodes"][i].update(rule="because"))
        add(
            f"node {i}: other signs",
            lambda d, i=i: d["nodes"][i].update(signs=[-s for s in d["nodes"][i]["signs"]]),
        )
        if node["rule"] == "rolle":
            add(f"node {i}: called positive", lambda d, i=i: d["nodes"][i].update(rule="positive"))
            add(f"node {i}: no slope", lambda d, i=i: d["nodes"][i].update(slope=[]))
        if node["cells"]:
            add(
                f"node {i}: no zeros",
                lambda d, i=i: d["nodes"][i].update(cells=[], signs=d["nodes"][i]["signs"][:1]),
            )
            add(
                f"node {i}: a zero elsewhere",
                lambda d, i=i: d["nodes"][i].update(
                    cells=[["1000", "1001"]] * len(d["nodes"][i]["cells"])
                ),
            )
        if node["cuts"]:
            add(f"node {i}: no cuts", lambda d, i=i: d["nodes"][i].update(cuts=[]))
    return found


@pytest.mark.parametrize("name", SMOOTH)
def test_altered_certificates_are_rejected(name: str) -> None:
    """Every alteration that claims something false, or hides its evidence, is refused."""
    tower, element, certificate = charted(name, 2)
    data = chart_to_json(certificate)
    altered = mutations(data)
    assert len(altered) >= 5

    accepted = [
        label for label, wrong in altered if is_accepted(tower, element, chart_from_json(wrong))
    ]
    assert accepted == []


def is_accepted(tower: object, element: object, certificate: ChartCertificate) -> bool:
    """Whether the checker believes a certificate."""
    try:
        check_chart(tower, element, certificate)
    except SymactError:
        return False
    return True


def test_a_certificate_of_another_function_is_rejected() -> None:
    """The chart of tanh'' says nothing of sigmoid''."""
    _, _, certificate = charted("tanh", 2)
    tower, element, _ = charted("sigmoid", 2)

    with pytest.raises(SymactError):
        check_chart(tower, element, certificate)


@pytest.mark.parametrize("name", list(taught()))
def test_every_theorem_of_a_profile_is_proved_again_from_json(name: str) -> None:
    """Loading is checking: a theorem read back is proved anew and claims the same."""
    for theorem in profile(catalogue()[name]).theorems:
        again = theorem_from_json(json.loads(json.dumps(theorem_to_json(theorem))))
        assert again.claim == theorem.claim


S = 1 / (1 + sp.exp(-x))
FALSE = [
    Identity(sp.tanh(x), sp.tanh(x) + sp.Rational(1, 10**40), R),
    Derivative(S, S * (1 + S), R),
    Derivative(sp.erf(x), 2 * sp.exp(-(x**2)) / sp.pi, R),
    Value(S, 1, sp.S.Zero, sp.Rational(1, 4) + sp.Rational(1, 10**50)),
    Value(x * S, 1, -1 - sp.LambertW(sp.exp(-1)), sp.Rational(1, 10**50)),
    Value(sp.log(x), 0, -sp.S.One, sp.S.Zero),
]


@pytest.mark.parametrize("claim", FALSE, ids=lambda c: type(c).__name__)
def test_false_claims_are_not_proved(claim: object) -> None:
    """Negative control: near misses are no theorems."""
    with pytest.raises(SymactError):
        prove(claim)


def test_false_limits_are_not_proved() -> None:
    """The limit of the sigmoid is 1 and not a little less."""
    certificate = LimitCertificate(None, None, True, TailData(16, 4))
    assert prove(Limit(S, 0, R, True, sp.S.One), certificate).claim.value == 1

    with pytest.raises(SymactError):
        prove(Limit(S, 0, R, True, 1 - sp.Rational(1, 10**60)), certificate)


def test_an_infinite_end_is_not_the_other_one() -> None:
    """The limit at infinity is none at minus infinity."""
    certificate = LimitCertificate(None, None, True, TailData(16, 4))

    with pytest.raises(SymactError):
        prove(Limit(S, 0, (-sp.oo, -sp.oo), True, sp.S.One), certificate)


def test_a_false_chart_is_not_proved() -> None:
    """A chart that names other cells than its certificate is refused."""
    _, _, certificate = charted("swish", 1)
    cells = ((sp.Integer(5), sp.Integer(6)),)

    with pytest.raises(SymactError):
        prove(SignChart(catalogue()["swish"].function, 1, R, cells, certificate.signs), certificate)


def test_a_logarithm_of_a_negative_number_has_no_chart() -> None:
    """log(-1 - x^2) is not log|1 + x^2|: its condition fails, in the search and in the checker."""
    tower, element = derivative_of(sp.log(-1 - x**2), 0)
    with pytest.raises(SymactError):
        chart(tower, element, None, None)

    _, other = derivative_of(sp.log(1 + x**2), 0)
    certificate = chart(derivative_of(sp.log(1 + x**2), 0)[0], other, None, None)
    with pytest.raises(SymactError):
        check_chart(tower, element, certificate)


def test_a_theorem_cannot_be_made_outside_the_kernel() -> None:
    """The constructor wants a seal that only the kernel holds."""
    with pytest.raises(InternalError):
        Theorem(Identity(x, x + 1, R), None)
