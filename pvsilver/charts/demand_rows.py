"""Rows of the demand chart beside its lines: points of the survey, the band's name, hatching, names at the ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pvsilver.charts import theme

HATCH_STEP_YEARS = 0.5

BAND_LABEL_SHARE = 0.35
"""How far along the band its label stands, as a share of its years: where it is wide and lines are apart."""

NICE = 1.08
"""How much further than the highest value the axis reaches, on average, for round numbers."""


def point(row: Mapping[str, Any], vintage: str, name: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": "survey" if row["vintage"] == vintage else "edition",
        "year": float(row["year"]),
        "survey": row["silver_t"],
        "label": name[row["vintage"]],
    }


def banded(years: np.ndarray[Any, Any], high: np.ndarray[Any, Any], label: str) -> list[dict[str, Any]]:
    ahead = np.flatnonzero(np.isfinite(high))
    if len(ahead) < 2:
        return []
    place = ahead[int(BAND_LABEL_SHARE * (len(ahead) - 1))]
    return [{"kind": "band", "year": float(years[place]), "height": float(high[place]), "label": label}]


def flat(years: np.ndarray[Any, Any], flat_from: int, label: str) -> list[dict[str, Any]]:
    if years[-1] <= flat_from:
        return []
    stripes = np.arange(flat_from + HATCH_STEP_YEARS, years[-1] + HATCH_STEP_YEARS / 2, HATCH_STEP_YEARS)
    hatch = [{"kind": "flat", "year": float(year)} for year in stripes]
    return [*hatch, {"kind": "note", "year": float(flat_from), "label": label}]


def labels(
    year: Any, ends: Sequence[tuple[str, str, Any]], top: float, height_px: float
) -> list[dict[str, Any]]:
    """Names at the ends of the lines, a line of text apart.

    ends: (name, slot, values by year) of each line.  top: of everything else that the axis reaches up to.
    """
    axis = NICE * max([top, *(values.max() for _, _, values in ends)])
    heights = theme.spread([float(values[-1]) for *_, values in ends], theme.gap_share(height_px) * axis, 0.0)
    return [
        {"kind": "label", "year": float(year), "height": height, "label": name, "slot": slot}
        for (name, slot, _), height in zip(ends, heights, strict=True)
    ]
