"""The commands in docs/method.md on files and links run as they are printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pvsilver.cli import DONE, main

METHOD = Path(__file__).resolve().parent.parent.parent / "docs" / "method.md"


def test_the_documented_commands_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    section = METHOD.read_text(encoding="utf-8").partition("## Files and links")[2].partition("\n## ")[0]
    commands = re.findall(r"^    python -m pvsilver (.+)$", section, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert main(shlex.split(command)) == DONE
    assert (tmp_path / "slow.xlsx").exists()
    assert capsys.readouterr().out.startswith("year,")
