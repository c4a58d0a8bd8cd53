"""What an export holds, whatever its format: tables of results, the scenario, and where all of it comes from."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from pvsilver import catalogue, units, words
from pvsilver.exchange import provenance, reproduce
from pvsilver.scenario import Scenario, differences
from pvsilver.studies import uncertainty
from pvsilver.world.frames import Projection
from pvsilver.world.projection import END, START, project

if TYPE_CHECKING:
    from pvsilver.exchange.answer import Answer


@dataclass(frozen=True)
class Dossier:
    """Tables by name, in the order in which they are shown."""

    scenario: Scenario
    tables: Mapping[str, pd.DataFrame]
    table_names: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
    projection: Projection | None = None
    """What the tables are of, when they are those of a projection."""
    command: tuple[str, ...] = ()
    """Verb and its own arguments, without years of a projection and scenario; empty when it is not known."""
    source_ids: tuple[str, ...] = ()
    """Sources that rows name, beside those of `table_names`."""
    asked: str = ""
    """Table that was asked for; a report shows it whole."""

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of the projection."""
        if self.projection is None:
            return None
        years = self.projection.annual["year"]
        return int(years.iloc[0]), int(years.iloc[-1])

    def record(self) -> dict[str, Any]:
        """Where the numbers come from, with the command that rebuilds them; a scenario file too."""
        found = provenance.record(self.scenario, self.table_names, self.warnings, self.source_ids)
        if not self.command:
            return found
        if self.years is None:
            line = reproduce.command_line(self.scenario, command=self.command)
            return found | {"reproduce": {"command_line": line}}
        start, end = self.years
        commands = {
            "start": start,
            "end": end,
            "command_line": reproduce.command_line(self.scenario, start, end, self.command),
            "python": reproduce.python(self.scenario, start, end, FRAMES[self.asked]),
        }
        return found | {"reproduce": commands}


FRAMES = {
    "reconciliation": "reconciliation",
    "annual": "annual",
    "technology": "by_technology",
    "route": "by_route",
    "region": "by_region",
    "recovery": "recovery",
    "second_life": "second_life",
}
"""Table of a projection's export → its attribute."""

SPREAD = "uncertainty"
"""Table of percentiles, of the draws that the page takes."""


def of_scenario(scenario: Scenario, start: int = START, end: int = END, asked: str = "annual") -> Dossier:
    """All tables of a scenario's projection.  Raises InputError as `project` does."""
    projection = project(scenario, start, end)
    tables = {name: getattr(projection, attribute) for name, attribute in FRAMES.items()}
    tables[SPREAD] = uncertainty.simulate(scenario, start=start, end=end).percentiles
    command = reproduce.COMMANDS.get(asked, ("project", "--by", asked))
    return Dossier(
        scenario,
        tables,
        provenance.UNCERTAIN_TABLES,
        projection.warnings,
        projection,
        command=command,
        asked=asked,
    )


def of_answer(answer: Answer) -> Dossier:
    """The tables behind an answer: all of its projection, or the one that it is."""
    if answer.years is not None:
        return of_scenario(answer.scenario, *answer.years, answer.asked)
    return Dossier(
        answer.scenario,
        {"results": answer.frame},
        answer.table_names,
        answer.warnings,
        command=answer.command,
        source_ids=answer.source_ids,
        asked="results",
    )


def all_inputs(scenario: Scenario, lang: str = "en") -> pd.DataFrame:
    """One row a parameter: its value beside default, range, sources and grade.  Tables are written as JSON."""
    return pd.DataFrame(
        [
            {
                "id": p.id, "label": label(p.id, lang), "unit": p.unit, "value": plain(scenario[p.id]),
                "default": plain(p.default), "low": p.low, "high": p.high, "minimum": p.minimum,
                "maximum": p.maximum, "sources": "; ".join(p.source_ids), "grade": p.grade, "note": p.note,
            }
            for p in catalogue.load().values()
        ]
    ).astype({"value": object, "default": object})  # fmt: skip


def inputs_that_differ(scenario: Scenario, lang: str = "en") -> pd.DataFrame:
    """One row a parameter that is not at its default."""
    declared = catalogue.load()
    return pd.DataFrame(
        [
            {
                "id": id, "label": label(id, lang), "unit": declared[id].unit, "default": plain(before),
                "value": plain(now),
            }
            for id, before, now in differences(Scenario(), scenario)
        ],
        columns=["id", "label", "unit", "default", "value"],
        dtype=object,
    )  # fmt: skip


def source_rows(made: Dossier) -> pd.DataFrame:
    """One row a source."""
    rows = provenance.sources(made.table_names, made.source_ids)
    return pd.DataFrame(rows, columns=list(provenance.SOURCE_COLUMNS))


def label(id: str, lang: str) -> str:
    """The parameter's name in words; its id while it has none."""
    return words.load(lang).get(f"parameter.{id}.label", id)


INDICES = {"first": "first", "total": "total_index"}
"""Columns of Sobol indices → their words; alone, "total" is a sum of costs."""


def heading(column: str, lang: str, beside: Collection[str] = ()) -> str:
    """The column's name in words, with its unit; its id while it has none.  beside: all columns of its table."""
    named = words.load(lang)
    if INDICES.keys() <= set(beside):
        column = INDICES.get(column, column)
    column, percentile = units.split_percentile(column)
    return named.get(f"column.{column}", column) + (f", {percentile.upper()}" if percentile else "")


def plain(value: Any) -> Any:
    """A value as one cell: numbers and names as they are, tables as JSON."""
    return json.dumps(value, separators=(",", ":")) if isinstance(value, Mapping) else value
