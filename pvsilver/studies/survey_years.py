"""Which years the survey has, and over which of them the hindcast is judged: all from the data."""

from __future__ import annotations

from functools import cache

from pvsilver import tables
from pvsilver.units import PERCENT
from pvsilver.world import paths


@cache
def last_actual() -> int:
    """Last year that any edition of the survey reports as actual."""
    return max(row["year"] for row in tables.load("survey_vintages").rows if row["status"] == "actual")


@cache
def last_surveyed() -> int:
    """Last year that any edition of the survey has a figure for, its own forecast included."""
    return max(row["year"] for row in tables.load("survey_vintages").rows)


@cache
def good_from() -> int:
    """First year in which the hindcast must come within the band; before it, residuals are shown and not judged."""
    return int(paths.assumption("hindcast_good_from_year"))


@cache
def band() -> float:
    """Relative miss that the hindcast is allowed, a fraction."""
    return paths.assumption("hindcast_band_pct") / PERCENT
