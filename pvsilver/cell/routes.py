"""Which metallization route a design is, so that its saving is not counted twice in the world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pvsilver.cell.design import CellDesign


def route_of(design: CellDesign) -> str:
    """silver_paste, silver_coated_copper, seed_layer or silver_free, by the fingers of all sides.

    The furthest from silver paste on any side counts: silver_free asks for every finger without silver paste.
    Seed layer: thin silver, or dashes, under a second layer or a line resistance set directly.
    """
    values: Mapping[str, Any] = design.values
    kinds = [_side_route(side, values) for side in design.reference.finger_sides]
    if all(kind == "silver_free" for kind in kinds):
        return "silver_free"
    for route in ("seed_layer", "silver_coated_copper"):
        if route in kinds:
            return route
    return "silver_coated_copper" if "silver_free" in kinds else "silver_paste"


def _side_route(side: str, values: Mapping[str, Any]) -> str:
    paste = values[f"{side}_finger_paste"]
    top = values[f"{side}_top_height_um"] > 0.0
    if paste in ("cu", "cu_plated") and (not top or values[f"{side}_top_paste"] in ("cu", "cu_plated")):
        return "silver_free"
    if (
        top
        or values[f"{side}_line_resistance_ohm_per_cm"] is not None
        or values[f"{side}_finger_length_share"] < 1.0
    ):
        return "seed_layer"
    if paste.startswith("agcu"):
        powder = values[f"{side}_agcu_powder_silver_wt_pct"]
        return "silver_paste" if powder == 100.0 else "silver_coated_copper"
    return "silver_paste"
