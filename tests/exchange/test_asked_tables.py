"""A file holds the table that was asked for, or is refused; never another one in its place."""

from __future__ import annotations

from pathlib import Path

import opened
import pytest
from test_exports import same

from pvsilver import words
from pvsilver.cli import BAD_INPUT, DONE, main
from pvsilver.exchange import figures, report
from pvsilver.scenario import Scenario
from pvsilver.world.projection import project

drawing = pytest.mark.skipif(not figures.installed(), reason="the extra `figures` is not installed")

YEARS = (2030, 2040)
SPAN = ["--start", "2030", "--end", "2040"]
PROJECTION = project(Scenario(), *YEARS)

BY = {
    "technology": ("Technology", PROJECTION.by_technology),
    "route": ("Route", PROJECTION.by_route),
    "region": ("Region", PROJECTION.by_region),
    "recovery": ("Recovery", PROJECTION.recovery),
    "second_life": ("Second life", PROJECTION.second_life),
}


def made(path: Path, *arguments: str) -> bytes:
    assert main(["project", *arguments, *SPAN, "-o", str(path)]) == DONE
    return path.read_bytes()


@pytest.mark.parametrize("by", BY)
def test_workbook_package_and_report_hold_the_split_that_was_asked_for(by: str, tmp_path: Path) -> None:
    sheet, frame = BY[by]
    book = opened.workbook(made(tmp_path / "out.xlsx", "--by", by))
    same(opened.table(book[sheet])[: len(frame)], frame)
    package = opened.members(made(tmp_path / "out.zip", "--by", by))
    same(opened.csv_rows(package[f"{by}.csv"]), frame)
    assert f"pvsilver project --by {by}" in package["README.md"].decode()
    page = made(tmp_path / "out.html", "--by", by).decode()
    assert report.table(frame, "en", most=None) in page
    assert words.text(f"export.table.{by}", "en") in page


@pytest.mark.parametrize("arguments", [["--region", "china"], ["--by", "region", "--region", "china"]])
def test_the_file_of_a_region_holds_that_region_and_no_world(arguments: list[str], tmp_path: Path) -> None:
    frame = PROJECTION.region("china")
    book = opened.workbook(made(tmp_path / "out.xlsx", *arguments))
    assert list(book) == ["Results", "Read me", "Inputs that differ", "All inputs", "Sources"]
    same(opened.table(book["Results"]), frame)
    assert any("--region china --start 2030 --end 2040" in str(row) for row in book["Read me"])
    package = opened.members(made(tmp_path / "out.zip", *arguments))
    same(opened.csv_rows(package["results.csv"]), frame)
    assert "project --region china --start 2030 --end 2040" in package["README.md"].decode()
    page = made(tmp_path / "out.html", *arguments).decode()
    assert report.table(frame, "en") in page
    assert "<figure>" not in page
    assert "bought" not in page.lower().partition("<script")[0]


@drawing
@pytest.mark.parametrize(
    "arguments", [["--region", "china"], *(["--by", by] for by in ("region", "recovery", "second_life"))]
)
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_table_without_a_figure_of_its_own_is_refused_as_one(
    kind: str, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"out.{kind}"
    assert main(["project", *arguments, "-o", str(path)]) == BAD_INPUT
    assert capsys.readouterr().err.startswith("figure: ")
    assert not path.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["project"], "pvsilver project --start 2030"),
        (["project", "--by", "recovery"], "pvsilver project --by recovery --start 2030"),
        (["reconcile"], "pvsilver reconcile --start 2030"),
    ],
)
def test_the_command_that_rebuilds_a_file_asks_the_same_question(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "out.html"
    assert main([*arguments, *SPAN, "-o", str(path)]) == DONE
    page = path.read_text(encoding="utf-8")
    assert said in page
    shown = {"project": "annual", "reconcile": "reconciliation"}[arguments[0]]
    assert f"print(projection.{arguments[-1] if len(arguments) > 1 else shown})" in page
