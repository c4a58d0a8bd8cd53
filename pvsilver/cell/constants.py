"""Constants of the cell model that `data/cell_constants.csv` states once for every cell."""

from __future__ import annotations

from functools import cache

from pvsilver import tables

THERMAL_VOLTAGE_V = 0.025693
"""kT/q at 25 °C, as the metallization note writes it."""

STC_W_PER_CM2 = 0.1
"""Irradiance at standard test conditions: 1000 W/m²."""


@cache
def constant(id: str) -> float:
    """Value in force of one constant.  Raises TableError when the table has none of that id."""
    return float(tables.load("cell_constants").row(id=id)["value"])
