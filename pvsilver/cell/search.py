"""Many designs at once: width × height map, best count, width and height, trade-off curve.

Each works on one side of a design and evaluates arrays through the same model as a single cell.
Source: metallization note, sections 4.6 and 10.5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pvsilver import money
from pvsilver.cell.constants import STC_W_PER_CM2, constant
from pvsilver.cell.design import CellDesign, default_prices
from pvsilver.cell.indicator_rows import expected_breaks
from pvsilver.cell.parameters import parameter
from pvsilver.cell.response import Response
from pvsilver.errors import InputError
from pvsilver.money import Prices
from pvsilver.units import PERCENT

Array = NDArray[np.float64]

LEVERS = ("finger_count", "finger_width_um", "finger_height_um")
OBJECTIVES = ("efficiency", "cost_per_watt", "silver")

REFINEMENTS = 12
UM_PER_CM = 1e4


@dataclass(frozen=True)
class Outcomes:
    """Results of many designs, arrays of one shape.  Designs that cannot be printed are NaN."""

    silver_mg_per_w: Array
    power_change_pct: Array
    """relative to the reference efficiency on the same wafer"""
    cost_usd_per_w: Array
    """silver, and lost watts at their value, per reference watt"""
    breaks_per_cell: Array | None
    """heuristic; None where a gap in the silver is no gap in the line"""


@dataclass(frozen=True)
class Best:
    """The best design found, and the levers that stand at an end of their range."""

    design: CellDesign
    outcome: Mapping[str, float]
    at_limit: tuple[str, ...]


def outcomes(design: CellDesign, side: str, prices: Prices | None = None, **levers: ArrayLike) -> Outcomes:
    """Results of the design with levers of one side replaced by arrays, which broadcast.

    side: front or rear, with fingers.  levers: ids without the side, such as finger_width_um.
    A million designs take about a second or less on one core.
    """
    _check_side(design, side)
    arrays = {f"{side}_{id}": np.asarray(value, dtype=float) for id, value in levers.items()}
    for id in arrays:
        parameter(id)
    response = design.respond(**arrays)
    values: Mapping[str, Any] = {**design.values, **arrays}
    shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
    silver, power = response.silver_mg, response.power_w
    reference = response.area_cm2 * STC_W_PER_CM2 * values["efficiency_pct"] / PERCENT
    printable = _printable(response, values, side, design)
    breaks = expected_breaks(getattr(response, side), values)
    prices = prices or default_prices()
    silver_usd = money.silver_usd_per_w(silver, prices.silver_price_usd_per_oz)
    cost = (silver_usd + values["watt_value_usd"] * (reference - power)) / reference

    def filled(array: Any) -> Array:
        return np.where(printable, np.broadcast_to(array, shape), np.nan)

    return Outcomes(
        silver_mg_per_w=filled(silver / np.where(printable, power, np.nan)),
        power_change_pct=filled(PERCENT * (power / reference - 1.0)),
        cost_usd_per_w=filled(cost),
        breaks_per_cell=None if breaks is None else filled(breaks),
    )


def _printable(response: Response, values: Mapping[str, Any], side: str, design: CellDesign) -> Any:
    polarities = 2 if design.reference.both_polarities_on_rear else 1
    pitch_um = getattr(response, side).pitch_cm * UM_PER_CM / polarities
    contact = values[f"{side}_contact_width_um"]
    width = values[f"{side}_finger_width_um"]
    fits = (width < pitch_um) & (response.shading < 1.0) & (response.efficiency_pct > 0.0)
    return fits if contact is None else fits & (contact <= width)


def width_height_map(
    design: CellDesign, side: str, widths_um: ArrayLike, heights_um: ArrayLike, prices: Prices | None = None
) -> Outcomes:
    """Trade-off map: rows are heights, columns are widths, both 1-D and in um, above 0."""
    widths, heights = np.asarray(widths_um, dtype=float), np.asarray(heights_um, dtype=float)
    return outcomes(
        design, side, prices, finger_width_um=widths[np.newaxis, :], finger_height_um=heights[:, np.newaxis]
    )


def default_bounds(design: CellDesign, side: str) -> dict[str, tuple[float, float]]:
    """Range searched by lever: half to twice the design's own, no width below and no aspect beyond what was seen."""
    values: Mapping[str, Any] = design.values
    count, width, height = (values[f"{side}_{lever}"] for lever in LEVERS)
    narrowest = constant("width_warning_um")
    return {
        "finger_count": (max(1.0, round(0.5 * count)), round(2.0 * count)),
        "finger_width_um": (min(width, narrowest), max(2.0 * width, narrowest)),
        "finger_height_um": (
            0.25 * height,
            max(height, 0.25 * height, constant("aspect_warning") * 2.0 * width),
        ),
    }


def find_best(
    design: CellDesign,
    side: str,
    objective: str,
    levers: Sequence[str] = LEVERS,
    *,
    power_loss_pct: float = 0.0,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    prices: Prices | None = None,
) -> Best:
    """Best finger count, width and height of one side, or any of them.

    objective: `efficiency` (most power), `cost_per_watt` (silver and lost watts, least), or `silver` (least
    mg/W that costs at most power_loss_pct, relative, of the design's own power).  bounds: (low, high) by lever.
    Height over width stays within the best seen.  Raises InputError for an unknown objective or lever, and
    where nothing in range meets the power.
    """
    _check_side(design, side)
    if objective not in OBJECTIVES:
        raise InputError("objective", f"{objective!r} is not one of {', '.join(OBJECTIVES)}")
    unknown = [lever for lever in levers if lever not in LEVERS]
    if unknown or not levers:
        raise InputError("levers", f"{', '.join(unknown) or 'none'}: must be some of {', '.join(LEVERS)}")
    limits = {**default_bounds(design, side), **(bounds or {})}
    start = outcomes(design, side, prices, finger_count=design.values[f"{side}_finger_count"])  # type: ignore[arg-type]
    floor = float(start.power_change_pct) - power_loss_pct * (1.0 + float(start.power_change_pct) / PERCENT)
    span = {lever: limits[lever] for lever in levers}
    best: dict[str, float] = {}
    for _ in range(REFINEMENTS):
        axes = {lever: _axis(lever, *span[lever], points=_points(len(levers))) for lever in levers}
        grid = dict(zip(axes, np.meshgrid(*axes.values(), indexing="ij"), strict=True))
        score = _score(design, side, objective, grid, floor, prices)
        if not np.isfinite(score).any():
            raise InputError(
                "power_loss_pct",
                f"{power_loss_pct:g} % is not reachable on the {side} within the ranges searched",
            )
        at = np.unravel_index(np.nanargmin(score), score.shape)
        best = {lever: float(grid[lever][at]) for lever in levers}
        span = {lever: _narrowed(best[lever], axes[lever], limits[lever]) for lever in levers}
    chosen = {f"{side}_{lever}": int(v) if lever == "finger_count" else v for lever, v in best.items()}
    found = outcomes(design, side, prices, **{lever: np.asarray(value) for lever, value in best.items()})
    return Best(
        design=design.replace(**chosen),
        outcome={
            "silver_mg_per_w": float(found.silver_mg_per_w),
            "power_change_pct": float(found.power_change_pct),
            "cost_usd_per_w": float(found.cost_usd_per_w),
        },
        at_limit=_at_limit(best, limits, chosen, side, design),
    )


def _at_limit(
    best: Mapping[str, float],
    limits: Mapping[str, tuple[float, float]],
    chosen: Mapping[str, float],
    side: str,
    design: CellDesign,
) -> tuple[str, ...]:
    """Levers at an end of their range, and `aspect` where height stands at the most that its width allows."""
    found = [
        lever for lever, value in best.items() if np.isclose(value, limits[lever], rtol=1e-3, atol=0.0).any()
    ]
    values: Mapping[str, Any] = {**design.values, **chosen}
    aspect = values[f"{side}_finger_height_um"] / values[f"{side}_finger_width_um"]
    if aspect >= constant("aspect_warning") * (1.0 - 1e-3):
        found.append("aspect")
    return tuple(found)


def _points(levers: int) -> int:
    return {1: 101, 2: 41, 3: 17}[levers]


def _axis(lever: str, low: float, high: float, points: int) -> Array:
    if lever == "finger_count":
        return np.unique(np.round(np.linspace(low, high, points)))
    return np.linspace(low, high, points)


def _narrowed(best: float, axis: Array, limit: tuple[float, float]) -> tuple[float, float]:
    """Three steps to either side of the best point, inside the range: wide enough not to lose a ridge."""
    step = 3.0 * float(np.max(np.diff(axis))) if len(axis) > 1 else 1.0
    return max(limit[0], best - step), min(limit[1], best + step)


def _score(
    design: CellDesign,
    side: str,
    objective: str,
    grid: Mapping[str, Array],
    floor_pct: float,
    prices: Prices | None,
) -> Array:
    found = outcomes(design, side, prices, **grid)
    values: Mapping[str, Any] = design.values
    width = grid.get("finger_width_um", values[f"{side}_finger_width_um"])
    height = grid.get("finger_height_um", values[f"{side}_finger_height_um"])
    own = values[f"{side}_finger_height_um"] / values[f"{side}_finger_width_um"]
    too_tall = height / width > max(constant("aspect_warning"), own) * (1.0 + 1e-12)
    score = {
        "efficiency": -found.power_change_pct,
        "cost_per_watt": found.cost_usd_per_w,
        "silver": np.where(found.power_change_pct >= floor_pct - 1e-12, found.silver_mg_per_w, np.nan),
    }[objective]
    return np.where(too_tall, np.nan, score)


def _check_side(design: CellDesign, side: str) -> None:
    if side not in design.reference.finger_sides:
        sides = " and ".join(design.reference.finger_sides)
        raise InputError("side", f"{side!r} has no fingers; {design.reference.id} has them on the {sides}")
