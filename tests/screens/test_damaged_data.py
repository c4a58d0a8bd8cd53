"""A damaged data file costs what is computed from it, never the page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pvsilver import tables

ROOT = Path(__file__).resolve().parents[2]

OPEN_PAGE = """
import sys
sys.path.insert(0, {tests!r})
from conftest import Visit
opened = Visit({page!r}, lang={lang!r})
print("ERRORS", [error.value for error in opened.app.error])
"""


def opened_over(data, page, lang="en"):
    """What a page says when the data folder is another one."""
    code = OPEN_PAGE.format(tests=str(Path(__file__).parent), page=page, lang=lang)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PVSILVER_DATA": str(data), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return next(line for line in done.stdout.splitlines() if line.startswith("ERRORS"))


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(tables.ROOT, tmp_path / "data"))


def damage(data, name, row, column, text):
    lines = (data / name).read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index(column)
    cells = lines[row - 1].split(",")
    cells[place] = text
    lines[row - 1] = ",".join(cells)
    (data / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("page", ["", "outlook", "evidence"])
def test_a_page_over_a_damaged_table_names_file_row_and_column(data, page):
    damage(data, "installations_world.csv", 9, "year", "nineteen")
    said = opened_over(data, page)
    for part in ("installations_world.csv", "row 9", "column year"):
        assert part in said


def test_the_notice_of_a_damaged_table_is_in_the_language_of_the_address(data):
    damage(data, "installations_world.csv", 9, "year", "nineteen")
    assert "数据文件无法读取" in opened_over(data, "outlook", "zh")


def test_a_page_over_a_missing_catalogue_still_opens(data):
    (data / "catalogue.csv").unlink()
    assert "catalogue.csv" in opened_over(data, "outlook")


def test_damaged_sources_cost_only_their_part(data):
    damage(data, "evidence.csv", 3, "year", "x")
    assert opened_over(data, "evidence") == "ERRORS []"


@pytest.mark.parametrize("page", ["", "cell"])
def test_a_page_over_a_cell_preset_that_no_cell_can_have_names_file_and_row(data, page):
    rows = tables.load("cell_presets").rows
    row = next(
        number for number, row in enumerate(rows, start=2)
        if (row["preset"], row["parameter"]) == ("topcon-2025", "front_finger_width_um")
    )  # fmt: skip
    damage(data, "cell_presets.csv", row, "value", "abc")
    said = opened_over(data, page)
    assert "cell_presets.csv" in said
    assert f"row {row}" in said
