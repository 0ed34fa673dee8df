"""Writing to disk: whole, or not at all and with a reason."""

import os
import sys
from pathlib import Path

import pytest

from symact.core.errors import InputError
from symact.documents.model import Document, Figure, paragraph
from symact.render import files, write
from symact.render.files import write_atomically

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def test_file_and_companions(tmp_path: Path) -> None:
    """The file and what it includes are written; nothing else stays."""
    done = write_atomically(tmp_path / "a.tex", b"main", {"figures/f.pdf": b"figure"})
    assert done == (tmp_path / "figures/f.pdf", tmp_path / "a.tex")
    assert (tmp_path / "figures/f.pdf").read_bytes() == b"figure"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tex", "figures"]


def test_permissions_are_those_of_a_new_file(tmp_path: Path) -> None:
    """The result may be read by whom the user's mask allows."""
    (tmp_path / "b").write_bytes(b"")
    write_atomically(tmp_path / "a", b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize(
    ("name", "code"), [("no/such/a.md", "SA701"), ("", "SA703"), ("a.md/b.md", "SA701")]
)
def test_wrong_places(tmp_path: Path, name: str, code: str) -> None:
    """A missing folder, a folder instead of a file, a file instead of a folder."""
    (tmp_path / "a.md").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        write_atomically(tmp_path / name, b"x")
    assert caught.value.diagnostic.code == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev")
def test_unwritable_place() -> None:
    """A place where nothing can be created is refused with the system's reason."""
    with pytest.raises(InputError) as caught:
        write_atomically("/proc/a.md", b"x")
    assert caught.value.diagnostic.code == "SA702"


@pytest.mark.parametrize("name", ["../a", "/etc/a"])
def test_companion_outside(tmp_path: Path, name: str) -> None:
    """A companion never leaves the folder."""
    with pytest.raises(InputError, match="outside"):
        write_atomically(tmp_path / "a", b"x", {name: b"y"})
    assert list(tmp_path.iterdir()) == []


def test_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted while writing: the old content stays, and no part of the new one."""
    target = tmp_path / "a.md"
    target.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, b"new", {"figures/f.pdf": b"f"})
    assert target.read_bytes() == b"old"
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [target]


def test_full_disk_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk in the midst is reported, and nothing is left."""

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(InputError, match="no space left"):
        write_atomically(tmp_path / "a.md", b"new")
    assert list(tmp_path.iterdir()) == []


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A hyphen is standard output, byte for byte."""
    assert write_atomically("-", b"\x00\xff") == ()
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == b"\x00\xff"


def test_write_a_document(tmp_path: Path) -> None:
    """The suffix chooses the format, and figures come along."""
    page = Document("T", (paragraph("x"), Figure("my plot", SVG, b"%PDF-1.5 x", alt="a plot")))
    done = write(page, tmp_path / "t.tex")
    assert [p.name for p in done] == ["my-plot.pdf", "t.tex"]
    with pytest.raises(InputError, match="docx"):
        write(page, tmp_path / "t.docx")
