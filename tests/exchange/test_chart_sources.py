"""The foot of a chart names every table that its numbers rest on: found by scaling each table and drawing again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import chart_influence
import pytest

from pvsilver.exchange import drawn, provenance

ROOT = Path(__file__).resolve().parents[2]

OF_PARAMETERS = {"assumptions", "catalogue"}
"""Defaults and ranges of parameters, whose sources stand at their levers and in every list of inputs."""

WITHIN_CHOICES = {"recovery_processes", "vintage_silver_series", "silver_prices", "forecast_misses"}
"""Read by the world for choices that the central case does not make."""


@pytest.fixture(scope="module")
def moved() -> dict[str, list[str]]:
    """Table → charts whose numbers it moves."""
    done = subprocess.run(
        [sys.executable, chart_influence.__file__], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_every_chart_with_a_list_of_tables_is_watched() -> None:
    assert set(chart_influence.NUMBERS) == set(drawn.TABLES)


@pytest.mark.parametrize("chart", drawn.TABLES)
def test_a_table_that_moves_a_chart_is_in_the_charts_list(chart: str, moved: dict[str, list[str]]) -> None:
    rests_on = {table for table, charts in moved.items() if chart in charts}
    assert rests_on
    assert rests_on - OF_PARAMETERS <= set(drawn.TABLES[chart])


def test_a_listed_table_moves_some_chart_or_is_there_for_a_choice(moved: dict[str, list[str]]) -> None:
    idle = {table for table, charts in moved.items() if not charts}
    listed = {table for tables in drawn.TABLES.values() for table in tables}
    assert listed & idle <= WITHIN_CHOICES


def test_the_watch_sees_what_it_should(moved: dict[str, list[str]]) -> None:
    assert {"demand", "technology", "balance"} <= set(moved["intensity_history"])
    assert "survival" not in moved["intensity_history"]
    assert moved["route_economics"] == ["break_even"]


def test_a_file_of_a_projection_names_what_moves_its_numbers(moved: dict[str, list[str]]) -> None:
    own = {"demand", "technology", "route", "hindcast", "retired"}
    assert {table for table, charts in moved.items() if own & set(charts)} <= set(provenance.WORLD_TABLES)
