"""Silver of a line printed with silver-coated copper, by the silver in its powder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pvsilver import tables, units

Array = npt.NDArray[np.float64]

COATED, PURE = "agcu50", "ag_lt"
"""Pastes whose binder and porosity stand for a coated and for a pure silver line."""


def line_silver_ratio(powder_silver_wt_pct: npt.ArrayLike, root: Path = tables.ROOT) -> Array:
    """Silver of a silver-coated copper line over that of a silver line of the same volume.

    powder_silver_wt_pct: silver in the coated powder, above 0 to 100 wt%; 100 gives 1.  Both lines hold metal
    and binder by `data/pastes.csv` at the densities of `data/cell_constants.csv`:
    c(a) = (1 - φ)·m·a / (m·a/ρ_Ag + m·(1 - a)/ρ_Cu + resin/ρ_resin).
    Source: metallization note, sections 2.3 and 3.
    """
    share = np.asarray(powder_silver_wt_pct, dtype=float) / units.PERCENT
    density = _densities(root)
    metal, resin, solid = _line(COATED, root)
    pure_metal, pure_resin, pure_solid = _line(PURE, root)
    volume = metal * (share / density["ag"] + (1.0 - share) / density["cu"]) + resin / density["resin"]
    pure_volume = pure_metal / density["ag"] + pure_resin / density["resin"]
    return np.asarray(solid * metal * share / volume / (pure_solid * pure_metal / pure_volume))


def silver_factor(
    powder_silver_wt_pct: npt.ArrayLike, pure_share: npt.ArrayLike, root: Path = tables.ROOT
) -> Array:
    """Silver of a cell printed with silver-coated copper over an all-silver one: pure + (1 - pure)·ratio.

    pure_share: fraction of the cell's silver that stays pure (busbars, pads, contact layer), 0 to 1.
    """
    pure = np.asarray(pure_share, dtype=float)
    return pure + (1.0 - pure) * line_silver_ratio(powder_silver_wt_pct, root)


@cache
def _densities(root: Path) -> dict[str, float]:
    rows = {row["id"]: row["value"] for row in tables.load("cell_constants", root).rows}
    return {material: rows[f"density_{material}"] for material in ("ag", "cu", "resin")}


@cache
def _line(paste: str, root: Path) -> tuple[float, float, float]:
    """(metal, resin, solid volume) of a cured line as fractions."""
    row = tables.load("pastes", root).row(key=paste)
    return row["x_ag"] + row["x_cu"], row["x_resin"], 1.0 - row["porosity"]
