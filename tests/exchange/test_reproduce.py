"""The command line and the Python that a page shows give its numbers, run as they are printed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from any_scenario import possible_scenarios

from pvsilver.cell.design import evaluate, from_scenario, prices_of
from pvsilver.exchange import reproduce
from pvsilver.scenario import Scenario, presets
from pvsilver.world.projection import project

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


SCENARIOS = [Scenario.preset(name) for name in presets()] + possible_scenarios(6, seed=11)
YEARS = [(2015, 2050), (2010, 2100), (2024, 2031)]

CASES = [(scenario, *YEARS[n % len(YEARS)]) for n, scenario in enumerate(SCENARIOS)]
SHELLS = ["sh", "bash"]


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    assert list(found) == list(expected)
    np.testing.assert_allclose(found.to_numpy(float), expected.to_numpy(float), rtol=1e-12, atol=0)


@pytest.mark.parametrize("case", range(len(CASES)))
def test_the_command_line_gives_the_numbers_on_screen(case: int) -> None:
    shell, (scenario, start, end) = SHELLS[case % 2], CASES[case]
    command = reproduce.command_line(scenario, start, end)
    assert "\n" not in command
    printed = subprocess.run(
        [shell, "-c", f"{command} --format csv"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    same(pd.read_csv(io.StringIO(printed.stdout)), project(scenario, start, end).annual)


@pytest.mark.parametrize(("scenario", "start", "end"), CASES)
def test_the_python_gives_the_numbers_on_screen(
    scenario: Scenario, start: int, end: int, tmp_path: Path
) -> None:
    script = tmp_path / "reproduce.py"
    ask = "projection.annual.to_csv(sys.stderr, index=False)"
    script.write_text(f"{reproduce.python(scenario, start, end)}import sys\n{ask}\n", encoding="utf-8")
    environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT)}
    printed = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
        timeout=60,
    )  # fmt: skip
    assert "net_silver_t" in printed.stdout or "..." in printed.stdout
    same(pd.read_csv(io.StringIO(printed.stderr)), project(scenario, start, end).annual)


def test_a_preset_is_called_by_its_name() -> None:
    assert reproduce.command_line(Scenario()) == "python -m pvsilver project"
    slow = Scenario.preset("slow_thrift")
    assert reproduce.command_line(slow) == "python -m pvsilver project --scenario slow_thrift"
    later = slow.replace(headline_year=2035)
    assert (
        reproduce.command_line(later, end=2060)
        == "python -m pvsilver project --scenario slow_thrift --set headline_year=2035 --end 2060"
    )


def test_what_a_shell_would_read_as_its_own_is_quoted() -> None:
    command = reproduce.command_line(Scenario(installations_gw={"2030": 900}))
    assert """--set 'installations_gw={"2030":900.0}'""" in command


def test_python_of_the_central_case_is_plain() -> None:
    assert reproduce.python(Scenario()).splitlines()[2] == "scenario = pvsilver.Scenario()"


def test_the_command_of_the_cell_gives_the_cell_on_screen() -> None:
    scenario = Scenario(cell_technology="hjt", front_finger_width_um=14, silver_price_usd_per_oz=60)
    command = reproduce.command_line(scenario, command=("cell",))
    printed = subprocess.run(
        ["sh", "-c", f"{command} --format json"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    expected = evaluate(from_scenario(scenario), prices_of(scenario)).as_dict()
    found = json.loads(printed.stdout)["results"]
    for name in ("silver_mg_per_cell", "efficiency_pct", "silver_usd_per_w"):
        assert found[name] == pytest.approx(expected[name], rel=1e-12)
