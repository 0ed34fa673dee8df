"""The benchmark scripts run, judge what they are told, and their facts are not refuted.

Nothing here is about speed.
"""

import copy
import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import mpmath
import pytest
import sympy as sp

import symact

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
giac, judge, maxima, questions = (
    import_module(f"sides.{name}") for name in ("giac", "judge", "maxima", "questions")
)
THIRTY = questions.thirty()
X = sp.Symbol("x", real=True)


def run(script: str, *args: str, path: str | None = None) -> str:
    """What a benchmark prints."""
    environment = {**os.environ, **({} if path is None else {"PATH": path})}
    return subprocess.run(
        [sys.executable, str(BENCHMARKS / script), *args],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    ).stdout


def test_catalogue_times_each_entry_once(tmp_path: Path) -> None:
    """Two entries: a table, and the statuses of both in the JSON."""
    out = tmp_path / "times.json"
    table = run("catalogue.py", "--only", "sigmoid,relu", "-o", str(out))

    rows = json.loads(out.read_text())["entries"]
    assert [row["name"] for row in rows] == ["sigmoid", "relu"]
    assert all(row["seconds"] > 0 and "range" in row["proved"] for row in rows)
    assert "| entries | 2 |" in table


def test_side_by_side_judges_and_reports_what_is_missing(tmp_path: Path) -> None:
    """symact on two functions; a system that is not installed has no failures."""
    out = tmp_path / "answers.json"
    args = ("--only", "tanh,relu", "--systems", "symact,Giac,Maxima", "--questions", "range")
    table = run("side_by_side.py", *args, "--limit", "60", "-o", str(out), path=str(tmp_path))

    record = json.loads(out.read_text())
    assert f"| symact {symact.__version__} | 2 / 0 / 0 / 0 | 2 / 0 / 0 / 0 |" in table
    assert table.count("not installed") == 4
    assert record["systems"]["Giac"] == {"installed": False}
    assert {a["system"] for a in record["answers"]} == {"symact"}
    assert all(a["verdict"] == "right" and a["said"] for a in record["answers"])


def answer_of(name: str, question: str) -> dict[str, object]:
    """The right answer, made of the facts."""
    facts = THIRTY[name].facts
    return {
        "range": {"intervals": facts["range"]},
        "largest_slope": {"value": facts["largest_slope"]},
        "smallest_slope": {"value": facts["smallest_slope"]},
        "stationary": facts["stationary"],
        "attained": {
            "attained": [facts["range"][0]["lower_closed"], facts["range"][-1]["upper_closed"]]
        },
    }[question]


@pytest.mark.parametrize("question", questions.QUESTIONS)
@pytest.mark.parametrize("name", THIRTY)
def test_the_judge_takes_the_facts_and_nothing_else(name: str, question: str) -> None:
    """The recorded answer is right; with one thing changed it is wrong."""
    function = THIRTY[name]
    right = answer_of(name, question)
    wrong = copy.deepcopy(right)
    match question:
        case "range":
            wrong["intervals"][0]["lower"] = "-123.5"
        case "stationary":
            wrong["points"] = [*wrong["points"], "3.0000001", "19.5"]
            wrong["points"] = [p for p in wrong["points"] if p]
            wrong["intervals"] = []
            wrong["infinite"] = not wrong["infinite"]
        case "attained":
            wrong["attained"][0] = not wrong["attained"][0]
        case _:
            wrong["value"] = str(float(wrong["value"]) + 1e-8)

    assert judge.verdict(function, question, right) == "right"
    assert judge.verdict(function, question, wrong) == "wrong"
    assert judge.verdict(function, question, {"none": "an error"}) == "none"


@pytest.mark.parametrize("name", THIRTY)
def test_samples_do_not_refute_the_facts(name: str) -> None:
    """Values and slopes at many points lie within the facts, and come near to them."""
    function = THIRTY[name]
    formula = sp.parse_expr(function.expression, local_dict={"x": X})
    f, slope = (sp.lambdify(X, g, "mpmath") for g in (formula, sp.diff(formula, X)))
    spread = [mpmath.mpf(k) / 16 + mpmath.mpf("0.0137") for k in range(-192, 192)]
    facts = function.facts
    low, high = (mpmath.mpf(facts[end].replace("oo", "inf")) for end in SLOPES)
    bottom = mpmath.mpf(facts["range"][0]["lower"].replace("oo", "inf"))
    top = mpmath.mpf(facts["range"][-1]["upper"].replace("oo", "inf"))
    values, slopes = [f(q) for q in spread], [slope(q) for q in spread]

    slack = mpmath.mpf("1e-12")
    assert all(bottom - slack <= v <= top + slack for v in values)
    assert all(low - slack <= v <= high + slack for v in slopes)
    assert max(slopes) > high - mpmath.mpf("0.1")
    assert min(slopes) < low + mpmath.mpf("0.1")
    for place in facts["stationary"]["points"]:
        assert abs(slope(mpmath.mpf(place))) < slack


SLOPES = ("smallest_slope", "largest_slope")

# What the programs wrote, so that the readers are tested where they are not installed.
SAID = [
    ("silu", "stationary", "list[-LambertW(1/exp(1))-1]", "right"),
    ("silu", "largest_slope", "[]\n1.09983932013", "right"),
    ("silu", "range", "[]\n[-LambertW(1/exp(1)),-LambertW(1/exp(1))]", "wrong"),
    ("tanh", "range", "[]\n[undef,undef]", "none"),
    ("tanh", "smallest_slope", "[]\n1", "wrong"),
    ("relu", "stationary", "[]", "wrong"),
    ("softshrink", "stationary", "list[not(((x>(1/2)) or ((-1/2)>x)))]", "right"),
    ("sqnl", "stationary", '"solve(...) \n Error: Bad Argument Value"', "none"),
]


@pytest.mark.parametrize(("name", "question", "out", "expected"), SAID)
def test_what_giac_says_is_read(name: str, question: str, out: str, expected: str) -> None:
    """Values, lists and errors."""
    found = giac.read(question, out, "")
    assert judge.verdict(THIRTY[name], question, found) == expected


def test_a_variation_table_of_giac_is_read() -> None:
    """Of an even function it has the right half."""
    log = (
        "Even function exp(-x^2). Reflection Oy\n"
        '[[x,0," ",sqrt(2)/2," ",+infinity],'
        '[y\'=(-2*exp(-x^2)*x),0,"-",(-sqrt(2))*exp(-1/2),"-",0],'
        '[y=(exp(-x^2)),1,"↓",exp(-1/2),"↓",0],[(y\')\',-2,"- (∩)",0,"+ (∪)",0]]\n'
    )
    for question in ("range", "attained", *SLOPES):
        found = giac.read_table(question, "", log)
        assert judge.verdict(THIRTY["gaussian"], question, found) == "right"


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("silu", "%union([x = (-lambert_w(%e^((-2*%i*%pi*%z21013)-1)))-1])", "right"),
        ("snake", "%union([x = (2*%pi*%z21169-%pi/2)/2])", "right"),
        ("tanhshrink", "%union([x = %i*%pi*%z21239])", "right"),
        ("tanh", "%union()", "right"),
        ("gaussian", "%union()", "wrong"),
        ("relu", "%solve(['diff(if x >= 0 then x else 0,x,1) = 0],[x])", "none"),
    ],
)
def test_what_maxima_says_is_read(name: str, said: str, expected: str) -> None:
    """Families in an integer, complex solutions, none."""
    found = maxima.read("stationary", f"@@ [{said}] @@\n", "")
    assert judge.verdict(THIRTY[name], "stationary", found) == expected


def test_either_reading_of_a_removable_singularity_counts() -> None:
    """sin(x)/x with and without the value 1 at 0."""
    sinc = THIRTY["sinc"]
    filled = replace(sinc, facts={**sinc.facts, "range": sinc.facts["extended"]})
    assert judge.verdict(filled, "range", answer_of("sinc", "range")) == "right"
    assert judge.verdict(sinc, "attained", {"attained": [True, True]}) == "right"
    assert judge.verdict(sinc, "attained", {"attained": [False, True]}) == "wrong"
