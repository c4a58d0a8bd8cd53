"""The worked examples of metallization as rows of evidence, and cell presets beside the world's history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pvsilver import tables
from pvsilver.cell import examples
from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.studies.evidence_hindcast import Computation

PRESET_QUANTITY = "preset_silver_mg_per_w_{}"


def _preset_silver(technology: str) -> Computation:
    def computed(_: Any, year: int | None) -> float:
        assert year is not None
        return evaluate(CellDesign.preset(technology, year)).silver_mg_per_w

    return computed


COMPUTATIONS: Mapping[str, Computation] = {
    PRESET_QUANTITY.format(technology): _preset_silver(technology)
    for technology in ("perc", "topcon", "hjt", "xbc")
}


def worked_examples() -> Iterator[tuple[tables.Row, float]]:
    """(row as the evidence table has it, our figure) for each example of the metallization note."""
    for row in tables.load("metallization_examples").rows:
        declared = {**row, "what": row["title"], "published_verdict": row["verdict"]}
        yield declared, examples.compute(row)
