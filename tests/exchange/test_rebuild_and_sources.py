"""Every file names the command that made it and every source that its rows name, whatever the verb."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import opened
import pytest

from pvsilver import tables
from pvsilver.cli import main
from pvsilver.exchange import drawn, provenance

QUESTIONS = [
    ["cell", "--technology", "hjt"],
    ["data", "show", "lifetimes"],
    ["evidence", "--set", "installations_factor=1.02"],
    ["compare", "low", "high", "--years", "2030"],
    ["market", "--of", "budget", "--start", "2030", "--end", "2032"],
    ["attribute", "--from", "2025", "--to", "2030"],
    ["attribute", "--year", "2030", "--against", "low", "--scenario", "high"],
    ["reconcile", "--start", "2020", "--end", "2026"],
    ["project", "--by", "second_life", "--start", "2030", "--end", "2040"],
]

TABLE = {"reconcile": "reconciliation.csv", "project": "second_life.csv"}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_readme_of_a_package_says_the_command_that_gives_its_table(
    question: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main([*question, "-o", "first.zip"])
    first = opened.members(Path("first.zip").read_bytes())
    Path("scenario.json").write_bytes(first["scenario.json"])
    (command,) = re.findall(
        r"^    python -m pvsilver (.+)$", first["README.md"].decode().rstrip().rpartition("\n\n")[2], re.M
    )
    assert command.split()[0] == question[0]
    main([*shlex.split(command), "-o", "again.csv"])
    assert Path("again.csv").read_bytes() == first[TABLE.get(question[0], "results.csv")]


@pytest.mark.parametrize("question", [*QUESTIONS, ["market", "--of", "stocks"]], ids=" ".join)
def test_every_source_that_a_row_names_is_among_the_sources(
    question: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*question, "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    rows = said["results"] if isinstance(said["results"], list) else [said["results"]]
    named = {
        id
        for row in rows
        for column in ("source", "source_id")
        for id in tables.split_source_ids(str(row.get(column) or ""))
    }
    assert named <= {source["id"] for source in said["sources"]}
    assert named or question[0] != "evidence"


READ = """
import json
from pvsilver import tables
from pvsilver.scenario import Scenario
asked, load = set(), tables.load
scenario = Scenario()
def noting(name, *rest):
    asked.add(name)
    return load(name, *rest)
tables.load = noting
from pvsilver.world.projection import project
found = project(scenario)
found.annual, found.by_technology
print(json.dumps(sorted(asked)))
"""

NOT_DRAWN = {"assumptions", *provenance.REGIONS, *provenance.SUPPLY, *provenance.CELL}


def test_charts_of_net_and_bought_silver_name_every_table_that_the_projection_reads() -> None:
    printed = subprocess.run(
        [sys.executable, "-c", READ], capture_output=True, text=True, check=True, timeout=60
    )
    asked = set(json.loads(printed.stdout)) - NOT_DRAWN
    assert asked <= set(drawn.TABLES["demand"])
    for chart in ("river", "balance", "views"):
        assert asked - set(provenance.SURVEY) <= set(drawn.TABLES[chart])
    assert set(provenance.BOUGHT) <= set(drawn.TABLES["technology"])


@pytest.mark.parametrize("chart", drawn.TABLES)
def test_the_foot_of_every_chart_names_publishers(chart: str) -> None:
    assert all(tables.load(name).rows for name in drawn.TABLES[chart])
    assert "Sources" in drawn.footer(chart)
