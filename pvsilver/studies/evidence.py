"""Published results beside our own: what holds, what is off, and the gaps that are known and shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pvsilver import tables
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


COMPUTATIONS: Mapping[str, Computation] = {
    **evidence_hindcast.COMPUTATIONS,
    **evidence_cell.COMPUTATIONS,
    **evidence_recycling.COMPUTATIONS,
    **evidence_waste_claims.COMPUTATIONS,
}
"""Quantity of a row of evidence → its computation; one file a field."""


def frame(scenario: Scenario) -> pd.DataFrame:
    """One row a piece of evidence; rows that are off first, then in the order of the data.

    Columns: id, what, expected, computed, unit, tolerance, tolerance_kind, verdict, source, note.  verdict:
    `ok` within tolerance, `off` outside it although it should hold, `known_miss` outside it as known.
    """
    model = Hindcast(project(scenario, start=2010, end=2050))
    rows = [
        _row(row, COMPUTATIONS[row["quantity"]](model, row["year"])) for row in tables.load("evidence").rows
    ]
    for tables_of_checks in (evidence_cell.worked_examples, evidence_market.checks):
        rows += [_row(declared, computed) for declared, computed in tables_of_checks()]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    return found.sort_values("verdict", key=lambda v: v != "off", kind="stable", ignore_index=True)


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
