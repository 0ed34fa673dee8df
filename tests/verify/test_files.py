"""Files that are no certificates, or cost too much: refused with a message, and soon."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from certified import data_of, places, text_of, verified

from symact.core.errors import InputError
from symact.core.verdict import Status
from symact.verify import paper
from symact.verify.check import verify
from symact.verify.paper import line_of

# A text, the code, and where it points or what it says.
UNREADABLE = {
    "no JSON": ("nothing", "SA730", "c.json:1:1"),
    "a comma too many": ('{"schema": [1,\n 2,]}', "SA730", "c.json:2:4"),
    "cut off": (text_of("relu")[:500], "SA730", "c.json:"),
    "a list": ("[]", "SA730", "one JSON object"),
    "a name twice": ('{"schema": 1, "schema": 1}', "SA730", "'schema' stands twice"),
    "a float": ('{"schema": 1.5}', "SA730", "1.5 is no integer"),
    "not a number": ('{"schema": NaN}', "SA730", "NaN is no integer"),
    "a huge integer": ('{"schema": ' + "9" * 5000 + "}", "SA730", "more than 20 digits"),
    "nested deeply": ('{"schema": ' + "[" * 100_000 + "]" * 100_000 + "}", "SA732", "nesting"),
    "nested a little": ('{"schema": ' + "[" * 50 + "]" * 50 + "}", "SA732", "nesting"),
    "another schema": ('{"schema": "symact.profile/1"}', "SA731", "no certificate"),
    "no function": ('{"schema": "symact.certificate/1"}', "SA731", "no function"),
}


@pytest.mark.parametrize(("text", "code", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_certificate_is_unreadable(text: str, code: str, words: str) -> None:
    """With a code, and a place where there is one."""
    with pytest.raises(InputError) as caught:
        verify(text, "c.json")

    assert caught.value.diagnostic.code == code
    assert words in caught.value.diagnostic.render()


def test_a_file_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything in it is read."""
    monkeypatch.setattr(paper, "MAX_CHARACTERS", 100)

    with pytest.raises(InputError, match="too large"):
        verify(text_of("relu"))


FUNCTIONS = {
    "code": "__import__('os')",
    "an unknown name": "mystery(x)",
    "a tower of powers": "9**9**9**9",
    "a large expression": "+".join(["x"] * 10_000),
    "deep": "tanh(" * 3000 + "x" + ")" * 3000,
}


@pytest.mark.parametrize("expression", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_that_is_none_is_unreadable(expression: str) -> None:
    """By the reader of expressions and its bounds."""
    data = data_of("relu")
    data["function"]["expression"] = expression

    with pytest.raises(InputError):
        verified(data)


def chart(data: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """A theorem whose certificate has a node with a slope."""
    return next(
        (i, t["certificate"])
        for i, t in enumerate(data["theorems"])
        if t["kind"] == "sign-chart" and any(node["slope"] for node in t["certificate"]["nodes"])
    )


def limit(data: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """A theorem about a limit."""
    return next(
        (i, t["certificate"]) for i, t in enumerate(data["theorems"]) if t["kind"] == "limit"
    )


def node(certificate: dict[str, Any]) -> dict[str, Any]:
    return next(node for node in certificate["nodes"] if node["slope"])


COSTLY = {
    "an exponent": (chart, lambda c: node(c).update(poly={"0^999999999": "1"})),
    "an exponent below": (chart, lambda c: node(c).update(poly={"1^9999": "1", "0^1": "1"})),
    "a power": (chart, lambda c: node(c)["slope"][0].__setitem__(1, 10**9)),
    "a product": (chart, lambda c: c.update(factors=[[{"0^300 1^300 2^300": "1"}, 60]])),
    "a coefficient": (chart, lambda c: node(c).update(content="9" * 10_000)),
    "terms": (chart, lambda c: node(c).update(
        poly={f"0^{i} 1^{j}": "1" for i in range(100) for j in range(100)})),
    "nodes": (chart, lambda c: c.update(nodes=c["nodes"] * 200)),
    "a narrow cell": (chart, lambda c: c.update(cells=[["1/" + "9" * 5000, "1"]])),
    "a series far out": (limit, lambda c: c.update(tail=[10**18, 2])),
    "a series of many terms": (limit, lambda c: c.update(tail=[4, 10**6])),
}  # fmt: skip


@pytest.mark.parametrize(("find", "change"), COSTLY.values(), ids=COSTLY)
def test_a_theorem_that_costs_too_much_is_not_tried(find: Any, change: Any) -> None:
    """It is left open, quickly, and what rests on it is not verified."""
    data = data_of("gelu_tanh")
    index, certificate = find(data)
    change(certificate)
    start = time.monotonic()
    report = verified(data)

    assert time.monotonic() - start < 20
    assert f"theorems[{index}]" in places(report, Status.UNKNOWN)
    assert any(p.startswith("statements.") for p in places(report, Status.UNKNOWN))


def test_too_many_theorems_or_pieces_are_not_tried() -> None:
    """Lists have their bounds too."""
    data = data_of("relu")
    data["theorems"] *= 300
    assert "theorems" in places(verified(data), Status.UNKNOWN)

    data = data_of("relu")
    data["pieces"] *= 100
    assert "pieces" in places(verified(data), Status.REFUTED)


HOSTILE_NUMBERS = ("1E999999", "9" * 5000, "1E99999999999", "0x10", "1e5", "", " 1", "1/2", "nan")


@pytest.mark.parametrize("decimal", HOSTILE_NUMBERS)
def test_decimals_that_are_none_are_rejected(decimal: str) -> None:
    """No decimal costs more than its length."""
    data = data_of("relu")
    data["statements"]["lipschitz"]["decimal"] = decimal

    assert places(verified(data), Status.REFUTED) == ["statements.lipschitz.decimal"]


def test_lines_are_those_of_the_file() -> None:
    """A finding says on which line the part stands."""
    text = text_of("relu").replace('"monotone": "nondecreasing"', '"monotone": "none"')
    (finding,) = (f for f in verify(text).findings if f.status is Status.REFUTED)

    assert '"monotone"' in text.splitlines()[(finding.line or 0) - 1]
    assert line_of(text, "statements.no such part") == line_of(text, "statements")
    assert line_of('{"a": []}', "a[3].b") == 1


def test_the_exit_status_says_what_came_of_it(tmp_path: Path) -> None:
    """0 verified, 1 rejected, 2 unreadable, 3 not re-checked."""
    place = tmp_path / "relu.json"
    assert symact("derive", "relu", "--certificate", str(place)).returncode == 0
    assert place.read_text() == text_of("relu")
    good = symact("verify", str(place))
    assert (good.returncode, good.stdout.splitlines()[-1].split(", ")[1:]) == (
        0, ["0 rejected", "0 not re-checked"],
    )  # fmt: skip
    place.write_text(place.read_text().replace("nondecreasing", "none"))
    wrong = symact("verify", str(place), "--quiet")
    assert wrong.returncode == 1
    assert "rejected        statements.monotone (line" in wrong.stdout
    place.write_text(place.read_text()[:300])
    assert symact("verify", str(place)).returncode == 2


def test_the_verifier_loads_no_search(tmp_path: Path) -> None:
    """Neither the search for charts nor anything that derives takes part."""
    place = tmp_path / "gelu.json"
    place.write_text(text_of("gelu"))
    code = (
        "import sys; from pathlib import Path; from symact.verify.check import verify; "
        f"verify(Path({str(place)!r}).read_text()); print(*sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(shown.stdout.split())

    assert "symact.kernel.check_chart" in loaded
    assert not {name for name in loaded if name.startswith("symact.derive")}
    assert "symact.kernel.chart" not in loaded


def test_what_is_not_rechecked_is_not_accepted() -> None:
    """And the findings are JSON when that is asked for."""
    data = data_of("relu")
    data["statements"]["beauty"] = "great"

    found = symact("verify", "-", "--format", "json", text=json.dumps(data))
    assert found.returncode == 3
    assert json.loads(found.stdout)["counts"]["not re-checked"] == 1
    assert symact("verify", "-", "--partial", text=json.dumps(data)).returncode == 0


def test_a_certificate_states_what_its_verifier_concludes() -> None:
    """What is proved otherwise is named as open; stated all the same it is not accepted."""
    data = data_of("sine")

    assert symact("verify", "-", text=json.dumps(data)).returncode == 0
    assert "range" in data["open"]
    assert "range" not in data["statements"]
    data["statements"]["range"] = data_of("tanh")["statements"]["range"]
    assert symact("verify", "-", text=json.dumps(data)).returncode == 3


def symact(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as its users do."""
    return subprocess.run(
        [sys.executable, "-c", "from symact.cli.main import main; main()", *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
