"""docs/walkthrough_zhang.md: its commands run as printed and give the quoted and the published figures."""

import json
import re
import shlex
from pathlib import Path

import pytest

from pvsilver import Scenario, cli, project
from pvsilver.studies.silver_budget import budget

TEXT = (Path(__file__).resolve().parent.parent / "docs" / "walkthrough_zhang.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^    python -m pvsilver (.+)\n\n(?:gives )?([\d.,]+) GW", TEXT, re.MULTILINE)
PUBLISHED_GW = (377, 227, 171, 2900)
"""Zhang et al. 2021; heterojunction by silver alone, from the market note."""


@pytest.mark.parametrize(("step", "published"), zip(STEPS, PUBLISHED_GW, strict=True))
def test_a_step_gives_the_figure_it_quotes_and_the_published_one(step, published, capsys):
    command, quoted = step
    assert cli.main(shlex.split(command)) == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    gw = answer["results"][0]["silver_budget_gw"]
    assert f"{gw:,.1f}" == quoted
    assert gw == pytest.approx(published, rel=0.01)


def test_three_levers_are_all_that_a_step_moves():
    for command, _ in STEPS:
        assert command.count("--set") == 3


def test_the_survey_of_2020_would_allow_what_the_text_says():
    for mg_per_w, gw in ((15.36, 414), (25.63, 248)):
        moved = Scenario(silver_budget_supply_t=31822, silver_budget_mg_per_w=mg_per_w)
        assert budget(project(moved, 2026, 2026))["silver_budget_gw"].iloc[0] == pytest.approx(gw, rel=0.003)


def test_the_budget_of_the_central_case_is_as_quoted():
    year = project(Scenario(), 2025, 2025)
    allowed, made = budget(year)["silver_budget_gw"].iloc[0], year.annual["cell_production_gw"].iloc[0]
    assert f"{allowed:.1f} GW, beside {made:.0f} GW" in TEXT


def test_the_budget_does_not_move_the_projection():
    moved = Scenario(silver_budget_pct=5, silver_budget_supply_t=29000, silver_budget_mg_per_w=2)
    assert project(moved).annual.equals(project(Scenario()).annual)


def test_the_market_commands_of_the_method_run(capsys):
    method = (Path(__file__).resolve().parent.parent / "docs" / "method.md").read_text(encoding="utf-8")
    section = method.partition("## Market and money")[2].partition("\n## ")[0]
    commands = re.findall(r"^    python -m pvsilver (.+)$", section, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        assert cli.main(shlex.split(command)) == cli.DONE
        assert capsys.readouterr().out
