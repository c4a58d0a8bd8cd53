"""The commands in docs/method.md run as they are printed."""

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
    commands = re.findall(r"^    python -m pvsilver (.+)$", METHOD.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        assert main(shlex.split(command)) == DONE
        out = capsys.readouterr().out
        assert out or " -o " in command
        assert out.startswith("year,") or "--format csv" not in command
    assert (tmp_path / "slow.xlsx").exists()
