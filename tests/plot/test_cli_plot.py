"""``symact plot``: files by suffix, parameters, and refusals that leave nothing behind."""

import pytest
from click.testing import CliRunner

from symact.cli.plot import command

MAGIC = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}


def run(*args):
    return CliRunner().invoke(command, [str(arg) for arg in args])


@pytest.mark.parametrize("suffix", MAGIC)
def test_writes_the_kind_that_the_suffix_says(tmp_path, suffix):
    """One figure of two activations in each format."""
    target = tmp_path / f"figure.{suffix}"
    result = run("relu", "sigmoid", "-o", target)
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(MAGIC[suffix])


REFUSED = [
    (("sigmoyd",), "a.svg", "SA303"),
    (("relu",), "a.bmp", "SA705"),
    (("relu",), "a", "SA705"),
    (("relu",), "missing/a.svg", "SA701"),
    (("elu", "--alpha", "-1"), "a.svg", "SA302"),
    (("elu", "--alpha", "two"), "a.svg", "SA304"),
    (("elu", "--alpha", "1/0"), "a.svg", "SA304"),
    (("relu", "--set", "alpha=1"), "a.svg", "SA301"),
    (("elu", "--set", "alpha"), "a.svg", "SA304"),
]


@pytest.mark.parametrize(("args", "name", "code"), REFUSED)
def test_refusals(tmp_path, args, name, code):
    """Exit status 2, one coded message, no file."""
    result = run(*args, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert f"error[{code}]" in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_parameter_changes_the_figure(tmp_path):
    """--alpha reaches the curve, and --set is the same thing."""
    for name, args in (("a", ()), ("b", ("--alpha", "0.5")), ("c", ("--set", "alpha=1/2"))):
        assert run("elu", *args, "-o", tmp_path / f"{name}.svg").exit_code == 0
    plain, short, long = ((tmp_path / f"{name}.svg").read_bytes() for name in "abc")
    assert plain != short
    assert short == long
