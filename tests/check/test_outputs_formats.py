"""One report in every format: what people and programs read is what the report says."""

import json
import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from symact.check.outputs.entries import Mark, entries, tally
from symact.check.outputs.github import as_github
from symact.check.outputs.html import as_html
from symact.check.outputs.json_report import as_json
from symact.check.outputs.junit import as_junit
from symact.check.outputs.sarif import as_sarif
from symact.check.outputs.text import as_text
from symact.check.report import Checked, ClaimKind, Counterexample, Judgement, Report
from symact.core.diagnostic import Diagnostic, Severity
from symact.core.span import Source, Span
from symact.core.verdict import Status

TEXT = r"""# Sigmoid & <friends>

The function $\sigma(x) = \frac{1}{1+e^{-x}}$ has range $[0, 1]$.
Its slope: $\sigma'(x) = \sigma(x)(1+\sigma(x))$, 函数 $y' = x(1-x)$.

$$
\sigma'(x) = \sigma(x) \\
  - \sigma(x)^2
$$

ReLU: $f'(0) = 0$, and $\Gamma(x+1) = x\Gamma(x)$, $\foo{x}$.
"""
EXAMPLE = Counterexample((("x", "1"),), "0.19661…", "1.26549…")
JUDGED = [
    (r"\sigma(x) = \frac{1}{1+e^{-x}}", ClaimKind.DEFINITION, Judgement(Status.PROVED)),
    (
        "[0, 1]",
        ClaimKind.RANGE,
        Judgement(Status.REFUTED, "0 and 1 are not attained", "SA220", right="(0, 1)"),
    ),
    (
        r"\sigma'(x) = \sigma(x)(1+\sigma(x))",
        ClaimKind.DERIVATIVE,
        Judgement(
            Status.REFUTED,
            "the derivative is another function",
            counterexample=EXAMPLE,
            right=r"\sigma'(x) = \sigma(x)(1-\sigma(x))",
        ),
    ),
    ("y' = x(1-x)", ClaimKind.DERIVATIVE, Judgement(Status.UNKNOWN, "y is <not> known", "SA242")),
    (
        "\\sigma'(x) = \\sigma(x) \\\\\n  - \\sigma(x)^2",
        ClaimKind.STEP,
        Judgement(Status.PROVED),
    ),
    (
        "f'(0) = 0",
        ClaimKind.DERIVATIVE,
        Judgement(
            Status.PROVED, code="SA230", note="0 is a kink", convention="PyTorch returns 0 there"
        ),
    ),
    (r"\Gamma(x+1) = x\Gamma(x)", ClaimKind.IDENTITY, Judgement(Status.UNKNOWN, "out of reach")),
]


def span_of(text: str, source: Source) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


def made(name: str = "notes.md", text: str = TEXT) -> Report:
    """A report with every kind of verdict."""
    source = Source(name, text)
    claims = []
    for part, kind, judgement in JUDGED:
        span = span_of(part, source)
        claims.append(Checked(kind, span, span.start, span.end, judgement, "Gamma" in part))
    unread = Diagnostic("SA241", "unknown command \\foo", span_of(r"\foo{x}", source), "define it")
    remark = Diagnostic("SA240", "mended", span_of("ReLU", source), severity=Severity.REMARK)
    return Report(name, tuple(claims), (unread, remark), raw=text, ignored=1)


def test_text_underlines_what_is_wrong() -> None:
    """File, line, column, verdict and code; the line; both values; the right statement."""
    shown = as_text([made()], quiet=True)

    assert "notes.md:4:13: refuted[SA203] derivative: the derivative is another function" in shown
    assert "= shown by: at x = 1 the left side is 0.19661… and the right side is 1.26549…" in shown
    assert r"= right: \sigma'(x) = \sigma(x)(1-\sigma(x))" in shown
    lines = shown.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("notes.md:4:13"))
    column = lines[at + 2].index(r"\sigma'(x)")
    assert lines[at + 3].index("^") == column
    assert lines[at + 3].count("^") == len(r"\sigma'(x) = \sigma(x)(1+\sigma(x))")
    assert shown.splitlines()[-2] == "3 proved, 2 refuted, 2 unknown; 1 not read; 1 ignored"
    assert "proved definition" not in shown
    assert "SA240" not in shown
    assert "SA240" in as_text([made()])
    assert "notes.md:3:15: proved definition" in as_text([made()])


def test_text_underlines_behind_wide_characters() -> None:
    """Two columns of a terminal for each Chinese character."""
    lines = as_text([made()], quiet=True).splitlines()
    at = next(i for i, line in enumerate(lines) if "unknown[SA242]" in line)

    assert lines[at + 3].index("^") == lines[at + 2].index("y' =") + 2


def test_text_has_colours_only_when_asked() -> None:
    assert "\x1b[" not in as_text([made()])
    assert "\x1b[31m" in as_text([made()], colour=True)


def test_nothing_in_a_document_steers_the_terminal() -> None:
    source = Source("a\x1b[2J.md", "x = \x1b[2J1")
    claim = Checked(
        ClaimKind.IDENTITY,
        Span(source, 0, 9),
        0,
        9,
        Judgement(Status.REFUTED, "\x1b[2J", right="\r"),
    )

    assert "\x1b" not in as_text([Report("a\x1b[2J.md", (claim,))])
    assert "\x1b" not in as_github([Report("a\x1b[2J.md", (claim,))])


def test_json_is_of_the_documented_schema() -> None:
    """Every field of the schema, with nulls where there is nothing to say."""
    data = json.loads(as_json([made()]))

    assert (data["schema"], data["file"]) == ("symact.check/1", "notes.md")
    by_code = {claim["code"]: claim for claim in data["claims"]}
    wrong = by_code["SA203"]
    assert TEXT[wrong["start"] : wrong["end"]] == wrong["source"]
    assert (wrong["line"], wrong["column"]) == (4, 13)
    assert wrong["counterexample"] == {"at": {"x": "1"}, "lhs": "0.19661…", "rhs": "1.26549…"}
    assert set(wrong) == {
        "start", "end", "line", "column", "source", "kind", "verdict", "code", "message",
        "counterexample", "right", "convention", "reason", "repaired",
    }  # fmt: skip
    assert wrong["reason"] is None
    assert by_code["SA230"]["verdict"] == "proved"
    assert by_code["SA230"]["convention"] == "PyTorch returns 0 there"
    assert by_code["SA243"]["reason"] == "out of reach"
    assert by_code["SA243"]["repaired"] is True
    assert by_code[None]["counterexample"] is None
    assert [d["code"] for d in data["diagnostics"]] == ["SA240", "SA241"]
    summary = {"proved": 3, "refuted": 2, "unknown": 2, "not_read": 1, "repaired": 1, "ignored": 1}
    assert data["summary"] == summary
    both = json.loads(as_json([made(), made("b.md")]))
    assert [file["file"] for file in both["files"]] == ["notes.md", "b.md"]


def test_offsets_of_a_notebook_are_those_of_its_file() -> None:
    """Line and column are computed in the file, not in the text of its cells."""
    raw = '{"a":\n "x=1"}'
    source = Source("n.ipynb", "x=1")
    claim = Checked(ClaimKind.IDENTITY, Span(source, 0, 3), 8, 11, Judgement(Status.PROVED))
    unread = Diagnostic("SA241", "no", Span(source, 2, 3))
    report = Report("n.ipynb", (claim,), (unread,), raw=raw, offsets=(8, 9, 10, 11))
    places = [entry.place for entry in entries(report)]

    assert [(p.line, p.column, p.end_column) for p in places if p] == [(2, 3, 6), (2, 5, 6)]


def test_sarif_has_what_the_standard_demands() -> None:
    """Rules with help, results that refer to them, regions counted from 1, no result for proofs."""
    log = json.loads(as_sarif([made()]))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert log["version"] == "2.1.0"
    assert {result["level"] for result in run["results"]} == {"error", "note"}
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["endLine"], region["endColumn"]) > (
            region["startLine"],
            region["startColumn"],
        )
        part = TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert part == region["snippet"]["text"]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels["SA203"] == "error"
    assert levels["SA242"] == levels["SA241"] == levels["SA230"] == "note"


@pytest.mark.parametrize(
    ("name", "uri"),
    [("a b/c:d.md", "a%20b/c%3Ad.md"), ("/tmp/ü.md", "file:///tmp/%C3%BC.md")],  # noqa: S108
)
def test_sarif_names_files_by_valid_uris(name: str, uri: str) -> None:
    log = json.loads(as_sarif([made(name)]))

    assert log["runs"][0]["artifacts"][0]["location"]["uri"] == uri


def test_junit_fails_what_is_refuted_and_skips_what_is_unknown() -> None:
    suites = ET.fromstring(as_junit([made()]))  # noqa: S314 -- our own output
    suite = suites[0]

    assert suites.attrib["tests"] == "9"
    assert (suite.attrib["failures"], suite.attrib["skipped"]) == ("2", "3")
    failed = [case for case in suite if case.find("failure") is not None]
    assert [case.find("failure").attrib["type"] for case in failed] == ["SA220", "SA203"]  # type: ignore[union-attr]
    reasons = [
        case.find("skipped").attrib["message"] for case in suite if len(case.findall("skipped"))
    ]  # type: ignore[union-attr]
    assert "[SA242] y is <not> known" in reasons


def test_junit_is_xml_whatever_the_document_holds() -> None:
    text = "x = \x00\x0b\ufffe<&]]>1"
    source = Source("a\x01.md", text)
    span = Span(source, 0, len(text))
    claim = Checked(ClaimKind.IDENTITY, span, 0, len(text), Judgement(Status.REFUTED, text))

    assert len(ET.fromstring(as_junit([Report("a\x01.md", (claim,))]))) == 1  # noqa: S314


def test_github_annotations_are_escaped() -> None:
    """A line for each; colons, commas, percent signs and line ends cannot end a property."""
    name = "a,b:c%.md"
    lines = as_github([made(name)]).splitlines()

    assert all(re.fullmatch(r"::(error|notice) [^:]*::.*", line) for line in lines)
    assert lines[1].startswith("::error file=a%2Cb%3Ac%25.md,line=4,endLine=4,col=13,endColumn=47,")
    assert "title=SA203 refuted%3A derivative::the derivative is another function%0A" in lines[1]
    assert len(lines) == 7


class _Page(HTMLParser):
    """The marks, the notes, the text and what would be loaded or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.inside:
            self.text.append(data)


def page_of(reports: Sequence[Report]) -> _Page:
    page = _Page()
    page.feed(as_html(reports))
    return page


def test_html_marks_the_document_and_stands_alone() -> None:
    page = page_of([made()])
    shown = "".join(page.text)
    names = {attributes["id"] for _, attributes in page.tags if attributes.get("id")}
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]

    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe"} == set()
    assert all(link and link.startswith("#") and link[1:] in names for link in links)
    assert "# Sigmoid & <friends>" in shown
    for sign in "✓✗?!":
        assert sign in shown
    assert "3 proved, 2 refuted, 2 unknown" in shown
    marks = [attributes["class"] for tag, attributes in page.tags if tag == "mark"]
    assert marks.count("refuted") == 2
    assert marks.count("proved") == 3  # one of the two has two lines
    assert "1.26549…" in shown


def test_html_runs_nothing_from_a_document() -> None:
    """A document that tries to be HTML is shown as it is."""
    text = '<script>alert(1)</script> "><img src=x onerror=alert(1)> & \u202e\x00'
    source = Source(text, text)
    span = Span(source, 0, len(text))
    claim = Checked(
        ClaimKind.IDENTITY, span, 0, len(text), Judgement(Status.REFUTED, text, text, right=text)
    )
    page = page_of([Report(text, (claim,), (Diagnostic(text, text, span, text),))])

    assert {tag for tag, _ in page.tags} & {"script", "img"} == set()
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "\u202e" not in "".join(page.text)


def test_marks_that_overlap_keep_the_text_as_it_is() -> None:
    """Claims inside claims, and across lines: every character once and in its place."""
    source = Source("a.md", TEXT)
    claims = tuple(
        Checked(ClaimKind.IDENTITY, Span(source, i, j), i, j, Judgement(Status.UNKNOWN, "no"))
        for i, j in [(0, 40), (20, 60), (20, 30), (30, 30), (50, len(TEXT)), (0, len(TEXT))]
    )
    html = as_html([Report("a.md", claims)])
    lines = re.findall(r'<div class="text">(.*?)</div>', html)
    bare = [re.sub(r"<a class.*?</a>|<[^>]*>", "", line) for line in lines]

    assert [unescape(line) for line in bare] == TEXT.split("\n")


def test_all_formats_agree_on_the_numbers() -> None:
    report = made()
    refuted = report.count(Status.REFUTED)

    assert sum(entry.mark is Mark.REFUTED for entry in entries(report)) == refuted
    assert json.loads(as_json([report]))["summary"]["refuted"] == refuted
    assert as_github([report]).count("::error ") == refuted
    assert as_junit([report]).count("<failure") == refuted
    assert as_sarif([report]).count('"level": "error",\n          "message"') == refuted
    assert f"{refuted} refuted" in tally([report])


def test_files_are_not_needed() -> None:
    """A report without its file's text has the places of the page."""
    bare = Report("a.md", made().claims)

    assert [e.place.line for e in entries(bare) if e.place] == [3, 3, 4, 4, 7, 11, 11]


def test_what_is_told_twice_is_shown_once() -> None:
    """An unread formula that is an undecided claim too; and the repairs of one line."""
    source = Source("a.md", "x = egin egin egin\n")
    claim = Checked(
        ClaimKind.IDENTITY, Span(source, 0, 18), 0, 18, Judgement(Status.UNKNOWN, "odd", "SA241")
    )
    unread = Diagnostic("SA103", "odd", Span(source, 4, 8))
    mended = tuple(
        Diagnostic("SA240", "mended", Span(source, i, i + 4), severity=Severity.REMARK)
        for i in (4, 9, 14)
    )
    report = Report("a.md", (claim,), (unread, *mended))

    assert "0 proved, 0 refuted, 1 unknown\n" in as_text([report])
    assert as_text([report]).count("SA240") == 1
    assert "mended, and 2 more on this line" in as_text([report])
    assert len(json.loads(as_json([report]))["diagnostics"]) == 3
