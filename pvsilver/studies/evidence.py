"""Published results beside our own: what holds, what is off, and the gaps that are known and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from pvsilver import tables
from pvsilver.cell import examples
from pvsilver.errors import TableError, shown
from pvsilver.scenario import Scenario
from pvsilver.studies import (
    evidence_cell,
    evidence_hindcast,
    evidence_market,
    evidence_recycling,
    evidence_waste_claims,
)
from pvsilver.studies.evidence_hindcast import Computation, Hindcast
from pvsilver.world.projection import project

COLUMNS = (
    "id",
    "what",
    "expected",
    "computed",
    "unit",
    "tolerance",
    "tolerance_kind",
    "verdict",
    "source",
    "note",
)

EXPECTED_VERDICT = "ok"

VERDICTS = ("off", "known_miss", "wrong", "outdated", "loose", "ok")
"""From what asks for a look to what holds."""


def _rank(verdicts: pd.Series) -> pd.Series:
    return verdicts.map({verdict: place for place, verdict in enumerate(VERDICTS)})


COMPUTATIONS: Mapping[str, Computation] = {
    **evidence_hindcast.COMPUTATIONS,
    **evidence_cell.COMPUTATIONS,
    **evidence_recycling.COMPUTATIONS,
    **evidence_waste_claims.COMPUTATIONS,
}
"""Quantity of a row of evidence → its computation; one file a field."""


def frame(scenario: Scenario) -> pd.DataFrame:
    """One row a piece of evidence; what is off first, then known misses, false claims, loose rows, then what holds.

    Columns: id, what, expected, computed, unit, tolerance, tolerance_kind, verdict, source, note.  verdict:
    `ok` within tolerance, `off` outside it although it should hold, `known_miss` outside it as known.
    """
    model = Hindcast(project(scenario, start=2010, end=2050))
    rows = [_row(piece.declared, piece.computed()) for piece in _pieces(model)]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    return found.sort_values("verdict", key=_rank, kind="stable", ignore_index=True)


def faults() -> Iterator[tuple[str, str]]:
    """(table, fault) for each row of evidence that cannot be computed in the central case."""
    for piece in _pieces(Hindcast(project(Scenario(), start=2010, end=2050))):
        try:
            piece.computed()
        except TableError as error:
            yield piece.table.name, str(error)


BROKEN = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What a computation raises that is asked for what there is not: a name, an input or a year."""


@dataclass(frozen=True)
class Piece:
    """One row of evidence, its table and how to compute it."""

    table: tables.Table
    row: tables.Row
    compute: Callable[[], float]

    @property
    def declared(self) -> tables.Row:
        """The row as the evidence has it; checks of arithmetic have a title and a verdict instead."""
        if "title" not in self.row:
            return self.row
        return {**self.row, "what": self.row["title"], "published_verdict": self.row["verdict"]}

    def computed(self) -> float:
        """Our figure.  Raises TableError naming file and row where the row asks for what there is not."""
        try:
            return self.compute()
        except TableError:
            raise
        except BROKEN as error:
            asked = {name: self.row[name] for name in ASKED if self.row.get(name) is not None}
            said = " ".join(f"{name}={shown(value)}" for name, value in asked.items())
            reason = f"{type(error).__name__} {str(error)[:60]}".strip()
            raise self.table.fault(self.row, f"cannot be computed from {said}: {reason}") from None


ASKED = ("quantity", "calculation", "year", "inputs")


def _pieces(model: Hindcast) -> Iterator[Piece]:
    table = tables.load("evidence")
    for row in table.rows:
        yield Piece(table, row, partial(_of_model, model, row))
    for name, compute in CHECKS.items():
        table = tables.load(name)
        for row in table.rows:
            yield Piece(table, row, partial(compute, row))


def _of_model(model: Hindcast, row: tables.Row) -> float:
    return COMPUTATIONS[row["quantity"]](model, row["year"])


CHECKS: Mapping[str, Callable[[tables.Row], float]] = {
    "metallization_examples": examples.compute,
    "market_checks": evidence_market.compute,
}
"""Tables of published arithmetic, which need no projection."""


def _row(declared: tables.Row, computed: float) -> dict[str, Any]:
    row = {column: declared.get(column) for column in COLUMNS}
    within = _within(computed, declared["expected"], declared["tolerance"], declared["tolerance_kind"])
    known = declared["published_verdict"]
    verdict = known if known != EXPECTED_VERDICT and not within else ("ok" if within else "off")
    return row | {"computed": computed, "verdict": verdict, "source": declared["source_id"]}


def _within(computed: float, expected: float, tolerance: float, kind: str) -> bool:
    allowed = tolerance * abs(expected) if kind == "relative" else tolerance
    return abs(computed - expected) <= allowed


def holds(evidence: pd.DataFrame) -> bool:
    """Whether every row that should hold does."""
    return not bool((evidence["verdict"] == "off").any())
