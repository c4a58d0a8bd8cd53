"""Pastes: how much of a printed line is silver, what it weighs wet, how well it conducts.

Source: metallization note, sections 2.3 to 2.5 and 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pvsilver import tables
from pvsilver.cell.constants import constant
from pvsilver.errors import InputError, TableError

CUSTOM = "custom"
"""The paste whose figures the user gives."""

MATERIALS = ("ag", "cu", "al", "glass", "resin")


class Paste(NamedTuple):
    """A printed line material.  Numbers may be arrays."""

    key: str
    silver_share: Any
    """silver, mass fraction of the fired or cured line"""
    density_g_cm3: Any
    """line density, pores included"""
    resistivity_uohm_cm: Any
    cured_to_wet: Any
    """mass of the line over mass of the wet paste; None where nothing is printed (plated)"""
    coated_copper: bool = False
    """silver-coated copper powder"""
    powder_silver_share: Any = None
    """silver weight fraction of the coated powder, for the shell"""

    @property
    def silver_g_cm3(self) -> Any:
        """Silver per volume of line, c_Ag."""
        return self.density_g_cm3 * self.silver_share

    @property
    def wet_g_cm3(self) -> Any:
        """Wet paste per volume of line; 0 where nothing is printed."""
        return 0.0 if self.cured_to_wet is None else self.density_g_cm3 / self.cured_to_wet


def line_density_g_cm3(shares: Mapping[str, Any], porosity: Any) -> Any:
    """Density of a line, (1 − φ)/Σ(x_i/ρ_i), in g/cm³.

    shares: mass fractions of the fired or cured line by material (ag, cu, al, glass, resin), sum 1.
    porosity: 0…1.  Never bulk × (1 − φ): 4 wt% of resin is a quarter of the volume.
    """
    volume: Any = 0.0
    for material, share in shares.items():
        volume = volume + share / constant(f"density_{material}")
    return (1.0 - porosity) / volume


def known_pastes() -> tuple[str, ...]:
    """Keys of the pastes in `data/pastes.csv`, in file order."""
    return tuple(row["key"] for row in tables.load("pastes").rows)


@cache
def named_paste(key: str) -> Paste:
    """A paste of `data/pastes.csv`.  Raises InputError for an unknown key."""
    row = _row(key)
    return Paste(
        key=key,
        silver_share=row["x_ag"],
        density_g_cm3=line_density_g_cm3({m: row[f"x_{m}"] for m in MATERIALS}, row["porosity"]),
        resistivity_uohm_cm=row["resistivity_uohm_cm"],
        cured_to_wet=row["cured_to_wet"],
        coated_copper=row["powder_silver_share"] is not None,
        powder_silver_share=row["powder_silver_share"],
    )


@cache
def _row(key: str) -> Mapping[str, Any]:
    for row in tables.load("pastes").rows:
        if row["key"] == key:
            return row
    if key in tables.load("paste_keys").distinct("key"):
        raise TableError("pastes.csv", f"has no row with key={key}, which paste_keys.csv names")
    raise InputError("paste", f"{key!r} is not one of {', '.join(known_pastes())}, custom")


def coated_copper_paste(key: str, powder_silver_share: Any = None, blend_share: Any = 0.0) -> Paste:
    """Silver-coated copper with any silver in its powder, and pure silver powder blended in.

    key: agcu50, agcu30 or agcu15, which gives binder, porosity and solids.
    powder_silver_share: silver weight fraction a of the powder, 0.05…1; None: as the key says.
    blend_share: mass share B of pure silver powder, 0…1.  Effective silver a_eff = B + (1 − B)·a.
    Resistivity is the table's for an unchanged paste, else ρ_Ag,LT·[1 + κ(1 − a_eff)].
    """
    base = named_paste(key)
    row = _row(key)
    if powder_silver_share is None and isinstance(blend_share, (int, float)) and blend_share == 0.0:
        return base
    powder = row["powder_silver_share"] if powder_silver_share is None else powder_silver_share
    effective = blend_share + (1.0 - blend_share) * powder
    metal = row["x_ag"] + row["x_cu"]
    shares = {"ag": metal * effective, "cu": metal * (1.0 - effective), "resin": row["x_resin"]}
    return base._replace(
        silver_share=shares["ag"],
        density_g_cm3=line_density_g_cm3(shares, row["porosity"]),
        resistivity_uohm_cm=coated_copper_resistivity_uohm_cm(effective),
        powder_silver_share=powder,
    )


def coated_copper_resistivity_uohm_cm(silver_share_of_metal: Any) -> Any:
    """Line resistivity of silver-coated copper, ρ_Ag,LT·[1 + κ(1 − a)], in µΩ·cm; a in 0…1."""
    pure = named_paste("ag_lt").resistivity_uohm_cm
    return pure * (1.0 + constant("coated_copper_kappa") * (1.0 - silver_share_of_metal))


def custom_paste(solids_pct: Any, silver_pct_of_solids: Any, resistivity_uohm_cm: Any, fired: bool) -> Paste:
    """A paste described by its data sheet.

    solids_pct: line mass over wet mass, above 0…100; silver_pct_of_solids: 0…100; resistivity above 0.
    Binder and porosity are those of ag_ht (fired) or ag_lt (cured); what is neither silver nor binder is
    copper.  Wet mass × solids × silver share is the silver, whatever the density.
    """
    base = _row("ag_ht" if fired else "ag_lt")
    silver = silver_pct_of_solids / 100.0
    binder_name = "glass" if fired else "resin"
    # A paste with more silver than the base paste has less binder, never negative copper.
    room = 1.0 - silver
    binder = _smaller(base[f"x_{binder_name}"], room)
    shares = {"ag": silver, "cu": room - binder, binder_name: binder}
    return Paste(
        key=CUSTOM,
        silver_share=silver,
        density_g_cm3=line_density_g_cm3(shares, base["porosity"]),
        resistivity_uohm_cm=resistivity_uohm_cm,
        cured_to_wet=solids_pct / 100.0,
    )


def _smaller(limit: float, value: Any) -> Any:
    if isinstance(value, float):
        return min(limit, value)
    import numpy as np

    return np.minimum(limit, value)


def powder_density_g_cm3(silver_share: Any) -> Any:
    """Density of silver-coated copper powder in g/cm³; silver_share: weight fraction 0…1."""
    return 1.0 / (silver_share / constant("density_ag") + (1.0 - silver_share) / constant("density_cu"))


def silver_volume_share(silver_share: Any) -> Any:
    """Volume fraction of silver in the powder; silver_share: weight fraction 0…1."""
    return silver_share / constant("density_ag") * powder_density_g_cm3(silver_share)


def shell_thickness_nm(silver_share: Any, diameter_um: Any) -> Any:
    """Silver shell on a sphere, (d/2)·[1 − (1 − v)^(1/3)], in nm.  Flakes have thinner shells."""
    radius_nm = 500.0 * diameter_um
    return radius_nm * (1.0 - (1.0 - silver_volume_share(silver_share)) ** (1.0 / 3.0))
