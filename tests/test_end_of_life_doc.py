"""docs/end_of_life.md: its commands run, and the figures it quotes are the model's."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pvsilver import cli
from pvsilver.scenario import Scenario
from pvsilver.studies import recovery_drivers

TEXT = (Path(__file__).resolve().parent.parent / "docs" / "end_of_life.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    python -m pvsilver (.+)$", TEXT, re.MULTILINE)


def test_every_documented_command_of_end_of_life_runs(capsys):
    assert len(COMMANDS) == 5
    for command in COMMANDS:
        assert cli.main(shlex.split(command)) == cli.DONE
        assert capsys.readouterr().out


def test_the_quoted_swings_of_2040_are_those_of_the_central_case():
    swing = recovery_drivers.frame(Scenario(), 2040).set_index("lever").swing_t
    said = [int(x.replace(",", "")) for x in re.findall(r"by ([\d,]+) t", TEXT)]
    expected = [swing[lever] for lever in ("collection_and_silver_lines", "lifetime", "collection")]
    assert said == pytest.approx(expected, rel=0.01)
