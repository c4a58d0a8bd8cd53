"""Curves of a design: silver against power, and profit against the number of fingers.

Always the curve, not just the optimum.  Source: metallization note, sections 4.6 and 10.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from pvsilver.cell import optimum
from pvsilver.cell.constants import constant
from pvsilver.cell.design import CellDesign, default_prices
from pvsilver.cell.geometry import CM_PER_UM
from pvsilver.cell.response import finger_optical_ratio
from pvsilver.cell.search import Array, default_bounds, outcomes
from pvsilver.money import Prices

SIZES = {"finger_count": 33, "finger_width_um": 41, "finger_height_um": 41}


@dataclass(frozen=True)
class TradeOff:
    """Designs that no other in the range beats in both silver and power, by rising silver.  Arrays of one length."""

    silver_mg_per_w: Array
    power_change_pct: Array
    finger_count: Array
    finger_width_um: Array
    finger_height_um: Array
    breaks_per_cell: Array | None


def tradeoff_curve(
    design: CellDesign, side: str, bounds: Mapping[str, tuple[float, float]] | None = None
) -> TradeOff:
    """The frontier of silver against power over count, width and height of one side.

    bounds: (low, high) by lever; half to twice the design's own where not given.  Height over width stays
    within the best seen.  Breaks are shown beside it, never subtracted.
    """
    limits = {**default_bounds(design, side), **(bounds or {})}
    axes = {lever: np.linspace(*limits[lever], size) for lever, size in SIZES.items()}
    axes["finger_count"] = np.unique(np.round(axes["finger_count"]))
    grid = {lever: cube.ravel() for lever, cube in zip(axes, np.meshgrid(*axes.values()), strict=True)}
    possible = grid["finger_height_um"] <= constant("aspect_warning") * grid["finger_width_um"]
    grid = {lever: flat[possible] for lever, flat in grid.items()}
    found = outcomes(design, side, None, **grid)
    order = np.lexsort((-found.power_change_pct, found.silver_mg_per_w))
    power = found.power_change_pct[order]
    best_so_far = np.maximum.accumulate(np.where(np.isnan(power), -np.inf, power))
    front = order[np.append(True, power[1:] > best_so_far[:-1]) & np.isfinite(power)]
    breaks = found.breaks_per_cell
    return TradeOff(
        silver_mg_per_w=found.silver_mg_per_w[front],
        power_change_pct=found.power_change_pct[front],
        finger_count=grid["finger_count"][front],
        finger_width_um=grid["finger_width_um"][front],
        finger_height_um=grid["finger_height_um"][front],
        breaks_per_cell=None if breaks is None else breaks[front],
    )


class PitchTerms(NamedTuple):
    """Coefficients of the loss K/p + B·p + A2·p² per unit pitch."""

    k_cm: float
    b_per_cm: float
    a2_per_cm2: float


def pitch_terms(design: CellDesign, side: str, silver_usd_per_oz: float) -> PitchTerms:
    """Closed-form coefficients of a design's pitch; a silver price of 0 gives efficiency only.

    Shading counts on the front only.  Of xBC the pitch is the pair's: two lines, two contacts, and no lateral
    term, so its optimum leaves out what speaks for more fingers and is a lower bound of their count.
    """
    values: Mapping[str, Any] = design.values
    preset = design.reference
    response = design.respond()
    made = response.front if side == "front" else response.rear
    polarities = 2 if preset.both_polarities_on_rear else 1
    j, v = values["jmpp_ma_cm2"], values["vmpp_v"]
    share = values[f"{side}_finger_length_share"]
    width_cm = values[f"{side}_finger_width_um"] * CM_PER_UM
    contact = values[f"{side}_contact_width_um"]
    contact_cm = width_cm if contact is None else contact * CM_PER_UM
    added = sum(
        getattr(response, name).metal_share
        * (values[f"{name}_j0_metal_fa_cm2"] - preset.j0_passivated_fa_cm2[name])
        for name in preset.finger_sides
    )
    less = values[f"{side}_j0_metal_fa_cm2"] - preset.j0_passivated_fa_cm2[side]
    k = optimum.recombination_width_cm(contact_cm, less, preset.j0_rest_fa_cm2 + added, v, share)
    k += optimum.silver_equivalent_width_cm(
        made.silver_g_per_cm, silver_usd_per_oz, values["watt_value_usd"], j, v
    )
    if side == "front":
        k += finger_optical_ratio(values, preset) * width_cm
    b = optimum.line_coefficient_per_cm(
        made.line_resistance_ohm_per_cm, made.busbar_distance_cm,
        values[f"{side}_contact_resistivity_mohm_cm2"], contact_cm, j, v, share,
    )  # fmt: skip
    a2 = (
        0.0
        if polarities == 2
        else optimum.lateral_coefficient_per_cm2(values[f"{side}_sheet_resistance_ohm"], j, v)
    )
    return PitchTerms(float(k) * polarities, float(b) * polarities, float(a2))


def best_finger_count(design: CellDesign, side: str, silver_usd_per_oz: float) -> float:
    """Finger count at the closed-form best pitch, not rounded; xBC per polarity."""
    values: Mapping[str, Any] = design.values
    pitch_mm = 10.0 * optimum.optimum_pitch_cm(*pitch_terms(design, side, silver_usd_per_oz))
    return (values["wafer_height_mm"] - 2.0 * values["edge_margin_mm"]) / pitch_mm


@dataclass(frozen=True)
class CountCurve:
    """Profit against the number of fingers, in percent of the value of the reference watts."""

    finger_count: Array
    profit_pct: Mapping[float, Array]
    """by silver price in USD/oz; price 0 is efficiency only.  Power change less silver over the watts' value."""


def count_curve(
    design: CellDesign, side: str, counts: ArrayLike, silver_usd_per_oz: tuple[float, ...]
) -> CountCurve:
    """Profit of a cell at each finger count, for several silver prices."""
    axis = np.asarray(counts, dtype=float)
    curves = {}
    for price in silver_usd_per_oz:
        found = outcomes(design, side, _priced(price), finger_count=axis)
        curves[price] = -100.0 * found.cost_usd_per_w / float(design.values["watt_value_usd"])  # type: ignore[arg-type]
    return CountCurve(axis, curves)


def _priced(silver_usd_per_oz: float) -> Prices:
    return default_prices()._replace(silver_price_usd_per_oz=silver_usd_per_oz)
