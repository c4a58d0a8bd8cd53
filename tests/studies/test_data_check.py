"""`data check` finds what a table takes from another and does not get; the model names file and row."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pvsilver import tables
from pvsilver.studies import data_check

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data that a test may damage."""
    return Path(shutil.copytree(tables.ROOT, tmp_path / "data"))


def put(data: Path, name: str, row: int, column: str, text: str) -> None:
    path = data / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row - 1][rows[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def row_of(name: str, fits: Callable[[tables.Row], bool]) -> int:
    return next(n for n, row in enumerate(tables.load(name).rows, start=2) if fits(row))


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pvsilver", *words], cwd=ROOT, capture_output=True, text=True, timeout=120,
        check=False, env={**os.environ, "PVSILVER_DATA": str(data)},
    )  # fmt: skip


WIDTH = row_of(
    "cell_presets", lambda r: (r["preset"], r["parameter"]) == ("topcon-2025", "front_finger_width_um")
)


def test_the_data_hold_together() -> None:
    assert data_check.faults().empty


@pytest.mark.parametrize(
    ("column", "text"), [("value", "abc"), ("value", "1e9"), ("parameter", "no_such_id")]
)
def test_a_damaged_cell_preset_is_a_fault_with_its_row(data: Path, column: str, text: str) -> None:
    put(data, "cell_presets", WIDTH, column, text)
    found = data_check.faults(data)
    assert set(found["table"]) == {"cell_presets"}
    assert f"row {WIDTH}: " in found["fault"].iloc[0]


def test_a_cell_over_a_damaged_preset_names_file_and_row(data: Path) -> None:
    put(data, "cell_presets", WIDTH, "value", "abc")
    done = run(data, "cell", "--technology", "topcon", "--year", "2025")
    assert done.returncode == 2
    assert done.stderr.startswith(f"cell_presets.csv: row {WIDTH}: front_finger_width_um: 'abc'")
    assert done.stderr.count("\n") == 1


def test_a_paste_renamed_leaves_cells_without_one_and_is_a_fault(data: Path) -> None:
    paste = row_of("pastes", lambda r: r["key"] == "ag_ht")
    put(data, "pastes", paste, "key", "silver_paste_of_another_name")
    assert set(data_check.faults(data)["table"]) == {"paste_keys"}
    done = run(data, "cell", "--technology", "perc")
    assert done.returncode == 2
    assert done.stderr == "pastes.csv: has no row with key=ag_ht, which paste_keys.csv names\n"


@pytest.mark.parametrize(
    ("name", "row", "column", "text", "said"),
    [
        ("catalogue", 2, "default_ref", "assumptions:nme=headline_year", "has no column nme"),
        ("catalogue", 4, "type", "choice", "installations_factor"),
        ("catalogue", row_of("catalogue", lambda r: r["id"] == "thrift"), "keys", "foo;year", "key 'foo'"),
        ("evidence", 2, "quantity", "no_such_quantity", "row 2: "),
        ("evidence", 2, "year", "", "row 2: "),
        ("market_checks", 2, "calculation", "no_such_calculation", "row 2: "),
        ("market_checks", 2, "inputs", "silver=96", "row 2: "),
        ("metallization_examples", 2, "inputs", "width=166", "row 2: "),
        ("supply_history", 2, "mine_t", "0", "row 2, column mine_t: 0 is below 1"),
        ("scenario_presets", 2, "preset", "central", "row 2: central sets nothing"),
    ],
)
def test_a_name_that_is_not_there_is_a_fault_and_one_line(
    data: Path, name: str, row: int, column: str, text: str, said: str
) -> None:
    put(data, name, row, column, text)
    checked = run(data, "data", "check")
    assert said in checked.stdout + checked.stderr
    assert f"{name}.csv" in checked.stdout + checked.stderr or name in checked.stdout
    assert checked.returncode in (1, 2)
    asked = run(data, "evidence")
    for done in (checked, asked):
        assert "Traceback" not in done.stderr
        assert "Warning" not in done.stderr
    assert asked.returncode == 2
    assert asked.stderr.startswith(f"{name}.csv: ")
    assert asked.stderr.count("\n") == 1


def test_all_damaged_tables_are_listed_also_those_that_the_catalogue_reads(data: Path) -> None:
    put(data, "assumptions", 2, "central", "abc")
    put(data, "loss_ledger", 2, "central", "abc")
    put(data, "installations_world", 2, "year", "abc")
    for words in ((), ("--format", "csv"), ("--format", "json")):
        done = run(data, "data", "check", *words)
        assert done.returncode == 1
        assert done.stderr == ""
        for name in ("assumptions.csv", "loss_ledger.csv", "installations_world.csv"):
            assert name in done.stdout


def test_every_parameter_that_cannot_be_declared_is_listed(data: Path) -> None:
    put(data, "catalogue", 2, "default_ref", "assumptions:nme=headline_year")
    put(data, "catalogue", 4, "default_ref", "no_such_table:id=x")
    put(data, "catalogue", 6, "step", "0")
    assert len(data_check.faults(data)) >= 2


def test_a_step_of_nothing_is_a_fault(data: Path) -> None:
    row = row_of("catalogue", lambda r: r["id"] == "installations_factor")
    put(data, "catalogue", row, "step", "0")
    assert "step of installations_factor is 0; it must be above 0" in set(data_check.faults(data)["fault"])


def test_data_that_hold_are_said_to_hold() -> None:
    done = run(tables.ROOT, "data", "check")
    assert (done.returncode, done.stdout) == (0, f"all {len(tables.names())} tables hold\n")


def test_a_table_declares_the_sources_of_its_rows(data: Path) -> None:
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    assert all(r["sources"] for r in package["resources"] if tables.load(r["name"]).source_ids)
    package["resources"][0]["sources"] = []
    path.write_text(json.dumps(package), encoding="utf-8")
    found = data_check.faults(data)
    assert list(found["table"]) == [package["resources"][0]["name"]]
    assert "sources in datapackage.json are not those of its rows" in found["fault"].iloc[0]


def numbers_of_paths() -> list[tuple[str, str]]:
    """Every number of a table that is interpolated, as (table, column)."""
    loaded = [tables.load(name) for name in tables.names()]
    return [
        (table.name, field.name)
        for table in loaded
        if table.interpolation in ("linear", "log-linear", "step") and table.name not in SOME_EMPTY
        for field in table.fields
        if field.type != "string"
    ]


SOME_EMPTY = {"forecast_misses", "route_silver"}
"""Extremes of a horizon with one forecast have none; routes without coated copper have no powder."""


@pytest.mark.parametrize(("name", "column"), numbers_of_paths())
def test_an_empty_anchor_is_a_fault_and_not_passed_over(data: Path, name: str, column: str) -> None:
    put(data, name, 3, column, "")
    found = data_check.faults(data)
    assert f"row 3, column {column}: is empty" in " ".join(found["fault"])


@pytest.mark.parametrize("column", ["powder_silver_wt_pct", "pure_silver_share"])
def test_coated_copper_without_its_powder_is_a_fault(data: Path, column: str) -> None:
    row = row_of("route_silver", lambda r: r["route"] == "silver_coated_copper")
    put(data, "route_silver", row, column, "")
    found = data_check.faults(data)
    assert f"row {row}, column {column}: is empty" in " ".join(found["fault"])


def test_sources_of_others_without_a_link_are_noted_and_say_why(data: Path) -> None:
    done = run(data, "data", "check")
    without = [r["id"] for r in tables.load("sources").rows if not r["url"] and not r["doi"]]
    ours = {r["id"] for r in tables.load("sources").rows if r["publisher"] == "pvsilver"}
    noted = [id for id in without if id in done.stderr]
    assert noted == [id for id in without if id not in ours]
    assert done.stderr.count("\n") == 1
    said = data_check.sources().set_index("id")["without_link"]
    assert [id for id, reason in said.items() if reason] == without
