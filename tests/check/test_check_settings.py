"""Settings from the project's files, and what they and comments hide."""

from pathlib import Path

import pytest

from symact.check.ignoring import ignored_lines, without_ignored
from symact.check.report import Checked, ClaimKind, Judgement, Report
from symact.check.settings import Settings, settings_for, settings_from
from symact.core.diagnostic import Diagnostic
from symact.core.errors import InputError
from symact.core.span import Source, Span
from symact.core.verdict import Status

WRONG = [
    ('selct = ["SA2"]', "SA740", "did you mean select"),
    ("time_limit = 3", "SA740", "did you mean time-limit"),
    ('time-limit = "long"', "SA741", "seconds"),
    ("time-limit = 0", "SA741", "seconds"),
    ("time-limit = true", "SA741", "seconds"),
    ("memory-limit = 1", "SA741", "megabytes"),
    ('strict = "yes"', "SA741", "true or false"),
    ('output-letter = "yy"', "SA741", "one letter"),
    ('select = "SA2"', "SA741", "a list of codes"),
    ('ignore = ["SA999"]', "SA742", "symact explain"),
    ("ignore = [", "SA741", "mend it"),
]


@pytest.mark.parametrize(("line", "code", "words"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_setting_is_refused(line: str, code: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        settings_from(f"[check]\n{line}\n", "symact.toml", ("check",))

    assert caught.value.diagnostic.code == code
    assert words in caught.value.diagnostic.help


def test_an_unknown_setting_is_shown_in_its_file(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "a"\n\n[tool.symact.check]\nstrct = true\n')
    with pytest.raises(InputError) as caught:
        settings_for(tmp_path)

    assert f"{file.resolve()}:5:1: error[SA740]" in caught.value.diagnostic.render()


def test_the_nearest_table_counts(tmp_path: Path) -> None:
    """A pyproject.toml without the table is passed over; symact.toml comes first."""
    deep = tmp_path / "course" / "week"
    deep.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.symact.check]\nstrict = true\ntime-limit = 2\n")
    (deep / "pyproject.toml").write_text("[project]\nname = 'a'\n")
    assert settings_for(deep) == Settings(strict=True, time_limit=2.0)

    (tmp_path / "course" / "symact.toml").write_text('[check]\noutput-letter = "a"\n')
    assert settings_for(deep) == Settings(output_letter="a")
    assert settings_for(tmp_path) == Settings(strict=True, time_limit=2.0)


CHOICES = [
    ((), (), True),
    ((), ("SA2",), False),
    (("SA1",), (), False),
    (("SA2",), ("SA203",), False),
    (("SA203",), ("SA2",), True),
    (("SA2",), ("SA2",), False),
    ((), ("SA",), False),
]


@pytest.mark.parametrize(("select", "ignore", "reported"), CHOICES)
def test_the_longer_beginning_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], reported: bool
) -> None:
    assert Settings(select=select, ignore=ignore).reports("SA203") is reported


COMMENTS = [
    ("x <!-- symact: ignore -->", {1: ("SA",)}),
    ("<!-- symact: ignore SA203, SA2 -->\nx", {1: ("SA203", "SA2"), 2: ("SA203", "SA2")}),
    ("x % symact: ignore", {1: ("SA",)}),
    ("x # symact:ignore SA203", {1: ("SA203",)}),
    (".. symact: ignore\nx\ny", {1: ("SA",), 2: ("SA",)}),
    ("  % symact: ignore SA20\r\nx", {1: ("SA20",), 2: ("SA20",)}),
    (r"50\% symact: ignore", {}),
    ("x % symact: ignore this", {}),
    ("x % symact: ignored", {}),
    ("symact: ignore", {}),
]


@pytest.mark.parametrize(("text", "lines"), COMMENTS, ids=[row[0] for row in COMMENTS])
def test_comments_that_ignore(text: str, lines: dict[int, tuple[str, ...]]) -> None:
    """What is not such a comment hides nothing."""
    assert dict(ignored_lines(text)) == lines


def report_on(text: str, *judgements: Judgement) -> Report:
    """A claim for each line that begins with x."""
    source = Source("a.md", text)
    starts = [i for i, c in enumerate(text) if c == "x"]
    claims = tuple(
        Checked(ClaimKind.DERIVATIVE, Span(source, i, i + 1), i, i + 1, judgement)
        for i, judgement in zip(starts, judgements, strict=True)
    )
    return Report("a.md", claims)


REFUTED = Judgement(Status.REFUTED, "no")
PROVED = Judgement(Status.PROVED)


def test_a_comment_hides_its_line_and_no_other() -> None:
    report = without_ignored(
        report_on("x % symact: ignore\nx\n% symact: ignore SA204\nx\n", REFUTED, REFUTED, REFUTED),
        Settings(),
    )

    assert [claim.span.line for claim in report.claims] == [2, 4]
    assert report.ignored == 1


def test_what_is_proved_is_not_hidden_but_its_remark_is() -> None:
    remark = Judgement(Status.PROVED, code="SA230", note="a kink", convention="0")
    report = without_ignored(
        report_on("x % symact: ignore\nx\nx % symact: ignore SA203", remark, remark, PROVED),
        Settings(),
    )

    assert [claim.judgement for claim in report.claims] == [PROVED, remark, PROVED]
    assert report.ignored == 1


def test_a_claim_over_several_lines_is_hidden_by_each_of_them() -> None:
    source = Source("a.md", "x\n y % symact: ignore\nz")
    claim = Checked(ClaimKind.STEP, Span(source, 0, 23), 0, 23, REFUTED)

    assert without_ignored(Report("a.md", (claim,)), Settings()).claims == ()


def test_diagnostics_are_hidden_too() -> None:
    source = Source("a.md", "x % symact: ignore SA241\nx")
    unread = tuple(Diagnostic("SA241", "no", Span(source, i, i + 1)) for i in (0, 25))
    report = without_ignored(Report("a.md", (), unread), Settings())

    assert report.diagnostics == unread[1:]
    assert without_ignored(Report("a.md", (), unread), Settings(ignore=("SA24",))).ignored == 2
