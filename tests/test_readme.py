"""README.md: its commands and its Python run as printed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pvsilver import cli

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/python -m pvsilver (.+)$", TEXT, re.MULTILINE)
MADE = re.findall(r"^make (\w+)", TEXT, re.MULTILINE) + re.findall(r"`make (\w+)`", TEXT)
PYTHON = re.findall(r"^```python\n(.+?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_readme_has_commands_and_python():
    assert len(COMMANDS) == 6
    assert len(PYTHON) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command, capsys):
    assert cli.main(shlex.split(command)) == cli.DONE
    assert capsys.readouterr().out


def test_the_python_of_the_readme_runs_and_its_identities_hold():
    ran = subprocess.run(
        [sys.executable, "-c", PYTHON[0]], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "net_silver_t" in ran.stdout
    assert float(ran.stdout.splitlines()[-1]) <= 1e-9


@pytest.mark.parametrize("target", sorted(set(MADE)))
def test_a_make_target_of_the_readme_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_pictures_and_files_that_the_readme_names_exist():
    for name in re.findall(r"\]\(([^):#]+)\)", TEXT):
        assert (ROOT / name).exists(), name
