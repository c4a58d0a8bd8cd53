"""A target as people write it: `net_silver_t@2035=4000`, `silver_mg_per_w<=8`; and what a scenario gives for it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields

from pvsilver.cell import design as cells
from pvsilver.cell.result import CellResult
from pvsilver.errors import InputError, shown
from pvsilver.scenario import Scenario
from pvsilver.usertables import number
from pvsilver.world import columns
from pvsilver.world.projection import EARLIEST_START, LATEST_END, assemble

FORM = "COLUMN@YEAR=VALUE of a projection, or COLUMN=VALUE of the cell; <= and >= are allowed too"

_WRITTEN = re.compile(r"\s*([a-z0-9_]+)\s*(?:@\s*([^<>=\s]+)\s*)?(<=|>=|=)\s*(\S+)\s*")

OF_A_YEAR = tuple(name for name in columns.ANNUAL if name != "year")
OF_A_CELL = tuple(field.name for field in fields(CellResult) if field.type == "float")


@dataclass(frozen=True)
class Target:
    """A value that a result should have: of a year of the projection, or of the cell (year None)."""

    column: str
    year: int | None
    relation: str
    """=, <= or >="""
    value: float

    @property
    def text(self) -> str:
        """As `read` takes it."""
        year = "" if self.year is None else f"@{self.year}"
        return f"{self.column}{year}{self.relation}{self.value!r}"

    def measured(self, scenario: Scenario) -> float:
        """What the scenario gives.  Raises InputError where its values do not fit together."""
        if self.year is None:
            design = cells.from_scenario(scenario)
            return float(getattr(cells.evaluate(design, cells.prices_of(scenario)), self.column))
        world = assemble(scenario, self.year)
        return float(columns.annual_columns(world, (self.column,))[self.column][-1])

    def gap(self, measured: float) -> float:
        """By how much a result misses the value; 0 where a bound is kept."""
        over = measured - self.value
        if self.relation == "=":
            return over
        return max(over, 0.0) if self.relation == "<=" else min(over, 0.0)


def read(text: str) -> Target:
    """The target that a text names.  Raises InputError saying what is allowed."""
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise InputError("target", f"{shown(text)} is not {FORM}, such as net_silver_t@2035=4000")
    column, year, relation, value = found.groups()
    if column not in (OF_A_CELL if year is None else OF_A_YEAR):
        raise InputError("target", f"{shown(column)} is not {_known(column, year)}")
    return Target(column, None if year is None else _year(year), relation, _finite(value))


def _known(column: str, year: str | None) -> str:
    """What stands where the column was looked for, and where it would be found."""
    import difflib

    kind, known, others = (
        ("a number of the cell", OF_A_CELL, OF_A_YEAR)
        if year is None
        else ("a yearly column of the projection", OF_A_YEAR, OF_A_CELL)
    )
    if column in others:
        return f"{kind}; " + (
            f"write {column}@2035" if year is None else f"of the cell it is: leave out @{year[:10]}"
        )
    near = difflib.get_close_matches(column, known, n=3)
    return f"{kind}; did you mean {', '.join(near)}?" if near else f"{kind}, such as {', '.join(known[:5])}"


def _year(text: str) -> int:
    if not re.fullmatch("[0-9]{4}", text) or not EARLIEST_START <= int(text) <= LATEST_END:
        raise InputError("target", f"{shown(text)} is not a year from {EARLIEST_START} to {LATEST_END}")
    return int(text)


def _finite(text: str) -> float:
    value = number(text)
    if not math.isfinite(value):
        raise InputError("target", f"{shown(text)} is not a number; {FORM}")
    return value
