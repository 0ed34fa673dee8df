"""The rules of the house, read off the source."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "symact"
SOURCES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("sympy", "numpy", "matplotlib", "typst", "flint", "scipy")

HEURISTICS = {
    "simplify", "nsimplify", "solve", "solveset", "limit", "function_range", "maximum", "minimum",
    "evalf", "equals", "n", "N", "is_increasing", "is_decreasing",
}  # fmt: skip
EVALUATORS = {"eval", "exec", "sympify", "parse_expr", "S"}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def heuristics_in(source: str) -> set[str]:
    """SymPy's heuristics that a source calls as methods or through the module."""
    return {
        node.func.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in HEURISTICS
    }


def evaluators_in(source: str) -> set[str]:
    """Calls that would evaluate text."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in EVALUATORS:
                found.add(name)
    return found


def blanket_excepts_in(source: str) -> int:
    """Handlers that catch everything."""
    return sum(
        isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in node.body)
        for node in ast.walk(ast.parse(source))
    )


def test_imports_point_downwards() -> None:
    """The contracts of pyproject.toml hold."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def modules_after(code: str) -> set[str]:
    """The heavy modules that some code loads, in a fresh process."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    return {name for name in HEAVY if name in shown.split()}


@pytest.mark.parametrize(
    "code",
    [
        "import symact",
        "from symact.cli.main import group\n"
        "try: group.main(['--help'], standalone_mode=False)\nexcept SystemExit: pass",
        "from symact.cli.main import group\n"
        "try: group.main(['solve', '--help'], standalone_mode=False)\nexcept SystemExit: pass",
    ],
    ids=["import", "help", "solve-help"],
)
def test_help_is_light(code: str) -> None:
    """Neither the import nor the help loads SymPy, NumPy, Matplotlib or Typst."""
    assert modules_after(code) == set()


def test_the_light_import_test_can_fail() -> None:
    """Negative control: a use of the face loads SymPy."""
    assert "sympy" in modules_after("import symact; symact.names()")


@pytest.mark.parametrize("path", sorted((PACKAGE / "kernel").glob("*.py")), ids=relative)
def test_the_kernel_uses_no_heuristics(path: Path) -> None:
    """No simplify, solve, limit, function_range, maximum or evalf in the kernel."""
    assert heuristics_in(path.read_text()) == set()


def test_the_heuristics_test_can_fail() -> None:
    """Negative control."""
    assert heuristics_in("def f(e):\n    return e.simplify() == sp.limit(e, x, 0)") == {
        "simplify",
        "limit",
    }


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_no_text_is_evaluated(path: Path) -> None:
    """No eval, exec, sympify, parse_expr or S(...) anywhere in the package."""
    assert evaluators_in(path.read_text()) == set()


def test_the_evaluation_test_can_fail() -> None:
    """Negative control."""
    assert evaluators_in("import sympy as sp\nsp.sympify(text); eval(text)") == {"sympify", "eval"}


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_are_short_and_excepts_are_narrow(path: Path) -> None:
    """At most 400 lines; only the last door of the command line catches everything."""
    source = path.read_text()

    assert len(source.splitlines()) <= 400
    if path != PACKAGE / "cli" / "main.py":
        assert blanket_excepts_in(source) == 0


def undocumented(source: str) -> list[str]:
    """Public functions and classes without a docstring, and the module itself."""
    tree = ast.parse(source)
    missing = [] if ast.get_docstring(tree) else ["module"]
    bodies = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name[0] != "_")]
    for body in bodies:
        for node in body.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            overloaded = any(getattr(d, "id", "") == "overload" for d in node.decorator_list)
            if not overloaded and not ast.get_docstring(node):
                missing.append(node.name)
    return missing


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_everything_public_has_a_docstring(path: Path) -> None:
    """Modules, classes, functions and methods."""
    allowed = {"list_commands", "get_command", "format_commands", "resolve_command"}

    assert [name for name in undocumented(path.read_text()) if name not in allowed] == []


def test_theorems_are_made_in_one_place() -> None:
    """Every construction of a Theorem stands in kernel/theorem.py."""
    sites = {
        relative(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Theorem"
    }

    assert sites == {"symact/kernel/theorem.py"}


def test_the_readme_and_ci_run_the_same_commands() -> None:
    """CI takes its two commands from the README's first block."""
    readme = (ROOT / "README.md").read_text()
    (first, second) = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)[0].strip().splitlines()

    assert "symact notes -o notes.pdf" in first
    assert second == "make check"
    assert "README.md" in (ROOT / ".ci" / "run").read_text()
    assert len(readme.splitlines()) <= 80
