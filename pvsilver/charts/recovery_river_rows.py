"""What a row of the silver river's table holds, and the colour of what it shows."""

from __future__ import annotations

import pyarrow as pa

from pvsilver.charts import theme
from pvsilver.charts.recovery_river_layout import STOCK

GREEN_PARTS = frozenset(
    {"scrap_returned", "recovered", "for_pv", "returned", "other_uses", "carried_after", "carried_before"}
)
GREY_PARTS = frozenset({"factory_lost", "not_installed", "uncollected", "no_silver_line", "residue"})
BLUE_PARTS = frozenset({"bought", "cells", STOCK, "installed"})
"""What a flow runs to → its colour; all others are silver of old modules, orange."""

SCHEMA = pa.schema(
    [("kind", pa.string()), ("part", pa.string())]
    + [(name, pa.float64()) for name in ("x", "x2", "y", "y2")]
    + [("slot", pa.string()), ("name", pa.string()), ("tonnes", pa.string())]
)


def slot_of(node: str) -> str:
    """Colour of what runs to a node."""
    for parts, slot in ((GREEN_PARTS, theme.GREEN), (GREY_PARTS, theme.GREY), (BLUE_PARTS, theme.ACCENT)):
        if node in parts:
            return slot
    return theme.ORANGE
