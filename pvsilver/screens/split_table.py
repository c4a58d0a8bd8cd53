"""The table twin of a split by technology or route: a row a year, a column a band, and their sum."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import streamlit as st

from pvsilver.charts import stack
from pvsilver.screens import compared, draw, grid
from pvsilver.screens.state import say
from pvsilver.world.frames import Projection

THOUSAND = 1000.0
SUM_BEFORE, SUM_CHANGE = "sum" + compared.BASELINE, "sum" + compared.CHANGE


def show(now: Projection, before: Projection, by: str, column: str) -> None:
    """The table twin of a split: a row a year, a column a band, and their sum; of the column that is drawn.

    Where the sum of the baseline differs it and the change stand beside.
    """
    years, groups = now.yearly["year"], stack.GROUPS[by]
    values, baseline = (found.split(by, column) for found in (now, before))
    names = {group: say(f"{draw.TEXT_COLUMNS[by]}.{group}") for group in groups}
    names |= {id: compared.short(id) for id in (SUM_BEFORE, SUM_CHANGE)}
    every = dict(zip(groups, values.T, strict=True)) | {"sum": values.sum(axis=1)}
    change = every["sum"] - baseline.sum(axis=1)
    if not np.allclose(change, 0.0, atol=1e-9):
        every |= {SUM_BEFORE: every["sum"] - change, SUM_CHANGE: change}
    columns = {"year": years} | {name: pa.array(column, pa.float32()) for name, column in every.items()}
    decimals = 0 if values.max(initial=0.0) >= THOUSAND else 1
    config: dict[str, Any] = {
        group: st.column_config.NumberColumn(
            names.get(group) or say("column.sum"),
            format=f"%{'+' if group == SUM_CHANGE else ''}.{decimals}f",
            width=compared.WIDTH_PX if group in (SUM_BEFORE, SUM_CHANGE) else None,
        )
        for group in every
    }
    config["year"] = st.column_config.NumberColumn(say("column.year"), format="%d", pinned=True)
    # A phone has room for the sum and its change, or else the greatest band of all.
    greatest = groups[int(values.sum(axis=0).argmax())]
    grid.show(by, columns, config, ("year", "sum", SUM_CHANGE, greatest), height="auto")
