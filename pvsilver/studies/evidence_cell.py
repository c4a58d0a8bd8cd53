"""Cell presets beside the world's history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
