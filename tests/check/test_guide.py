"""The example of docs/check.md is what the command says."""

import re
import subprocess
import sys
from pathlib import Path

GUIDE = (Path(__file__).parents[2] / "docs" / "check.md").read_text(encoding="utf-8")
CALL = [sys.executable, "-c", "from symact.cli.main import main; main()"]


def test_the_example_is_what_the_command_says(tmp_path: Path) -> None:
    page = re.search(r"```markdown\n(.*?)```", GUIDE, re.DOTALL)
    shown = re.search(r"```console\n\$ symact (.*?)\n(.*?)```", GUIDE, re.DOTALL)
    assert page
    assert shown
    (tmp_path / "notes.md").write_text(page[1], encoding="utf-8")
    result = subprocess.run(
        [*CALL, *shown[1].split()], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert result.returncode == 1
    assert result.stdout + result.stderr == shown[2]
