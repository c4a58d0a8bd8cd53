"""What a drawing of a printed side is made from, and the columns of its table."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import theme

POLARITY_SLOT = (theme.GREY, theme.PINK)


class Grid(NamedTuple):
    """What is printed on the side shown.  Lengths in mm, widths in um."""

    width_mm: float
    height_mm: float
    diameter_mm: float | None
    margin_mm: float
    fingers: int
    finger_width_um: float
    length_share: float
    busbars: int
    busbar_width_um: float
    pads: int
    pad_area_mm2: float
    wire_mm: float
    polarities: int = 1


SCHEMA = pa.schema(
    [("kind", pa.string())]
    + [(name, pa.float64()) for name in ("x", "y", "x2", "y2")]
    + [("slot", pa.string()), ("label", pa.string())]
)


def points(found: list[dict[str, Any]]) -> pa.Table:
    """Rows of any kinds."""
    return pa.Table.from_pylist(found, schema=SCHEMA)


def slots(polarity: Any) -> list[str]:
    """Colour slot of each line by its polarity."""
    return [POLARITY_SLOT[int(p)] for p in polarity]
