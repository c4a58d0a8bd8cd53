"""Uncertainty of one cell: what its ranges make of mg/W and of the break-even price.

Triangular draws from low, central and high of `data/cell_ranges.csv` and `data/pastes.csv`, around the
design's own values.  Contact resistivity and J0 under metal of a side share one rank, since both come with the
paste.  Source: metallization note, section 10.4.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pvsilver import money, tables
from pvsilver.catalogue import Parameter
from pvsilver.cell.design import CellDesign
from pvsilver.cell.parameters import cell_parameters
from pvsilver.cell.response import Response, respond
from pvsilver.distributions import triangular
from pvsilver.errors import InputError
from pvsilver.units import PERCENT

Array = NDArray[np.float64]

MAXIMUM_DRAWS = 1_000_000

# One rank for both: a paste is good at contacting or not.
SHARED_RANK = {"j0_metal_fa_cm2": "contact_resistivity_mohm_cm2"}


@dataclass(frozen=True)
class Spread:
    """Percentiles by result, and the share of draws in which anything is saved against the baseline."""

    draws: int
    percentiles: Mapping[str, tuple[float, float, float]]
    """(low, median, high); silver_mg_per_w, paste_mg_per_w, efficiency_pct, and break_even_usd_per_oz"""
    saving_share: float | None


def spread(
    design: CellDesign,
    baseline: CellDesign | None = None,
    *,
    draws: int = 2000,
    seed: int = 1,
    interval_pct: float = 80.0,
    vary: Collection[str] | None = None,
) -> Spread:
    """Percentiles of a cell over its ranges, 10 and 90 by default; the same seed gives the same figures.

    baseline: adds the break-even silver price of the design over it, from draws that save silver; both cells
    are drawn with common ranks, as prints of one line.  vary: ids to draw (`front_paste` and `rear_paste` stand
    for porosity and resistivity); all with a range when not given, none for an empty collection.
    Raises InputError for draws outside 1…1,000,000 or an id without a range.
    """
    if isinstance(draws, bool) or not isinstance(draws, int) or not 1 <= draws <= MAXIMUM_DRAWS:
        raise InputError("draws", f"{draws} is not a whole number from 1 to {MAXIMUM_DRAWS}")
    if not 0.0 < interval_pct < PERCENT:
        raise InputError("interval_pct", f"{interval_pct} is not between 0 and 100")
    drawn = tuple(_ids(design) if vary is None else _checked(vary, design))
    ranks = _ranks(draws, seed)
    new = _draw(design, drawn, ranks)
    tail = 0.5 * (PERCENT - interval_pct)
    quantiles = [tail, 50.0, PERCENT - tail]
    found = {
        name: _percentiles(getattr(new, name), quantiles)
        for name in ("silver_mg_per_w", "paste_mg_per_w", "efficiency_pct")
    }
    if baseline is None:
        return Spread(draws, found, None)
    old = _draw(baseline, drawn, ranks)
    price, saves = _break_even(design, old, new, drawn, ranks, draws)
    if price.size:
        found["break_even_usd_per_oz"] = _percentiles(price, quantiles)
    return Spread(draws, found, float(np.mean(saves)))


def _ids(design: CellDesign) -> list[str]:
    sides = design.reference.finger_sides
    ids = [
        id
        for id, p in cell_parameters().items()
        if p.declared.distribution == "triangular" and _present(id, design)
    ]
    return ids + [f"{side}_paste" for side in sides]


def _present(id: str, design: CellDesign) -> bool:
    side, _, _ = id.partition("_")
    if id.endswith(("line_quality_factor", "optical_ratio")):
        return False  # drawn with the paste, and not drawn while the reference is anchored
    return design.values[id] is not None and (
        side not in ("front", "rear") or side in design.reference.finger_sides
    )


def _checked(vary: Collection[str], design: CellDesign) -> list[str]:
    known = _ids(design)
    for id in vary:
        if id not in known:
            raise InputError("vary", f"{id} has no range here; there are {', '.join(known)}")
    return list(vary)


@dataclass(frozen=True)
class _Ranks:
    """One stream of uniform numbers by name, the same for a name whatever else is drawn."""

    draws: int
    seed: int

    def __call__(self, name: str) -> Array:
        key = int.from_bytes(name.encode(), "little")
        return np.random.default_rng([self.seed, key]).random(self.draws)


def _ranks(draws: int, seed: int) -> _Ranks:
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise InputError("seed", f"{seed} is not a whole number from 0")
    return _Ranks(draws, seed)


@lru_cache(maxsize=2)
def _draw(design: CellDesign, ids: tuple[str, ...], ranks: _Ranks) -> Response:
    """Kept for the last two cells: while one is changed the baseline stays."""
    values: dict[str, Any] = dict(design.values)
    factors: dict[str, tuple[Any, Any]] = {}
    for id in ids:
        side, _, name = id.partition("_")
        if name == "paste":
            if side in design.reference.finger_sides:
                factors[side] = _paste_factors(str(values[f"{side}_finger_paste"]), side, ranks)
        elif id not in ("watt_value_usd", "added_cost_usd_per_w") and _present(id, design):
            rank = ranks(f"{side}_{SHARED_RANK[name]}" if name in SHARED_RANK else id)
            values[id] = _drawn(cell_parameters()[id].declared, design.values[id], rank)
            if name == "finger_count":
                values[id] = np.round(values[id])
    return respond(values, design.reference, factors)


def _drawn(parameter: Parameter, value: Any, rank: Array) -> Array:
    low, central, high = parameter.low, parameter.central, parameter.high
    assert low is not None
    assert central is not None
    assert high is not None
    if parameter.range_kind == "relative":
        return value * triangular(rank, low, central, high)
    return triangular(rank, min(low, value), value, max(high, value))


def _paste_factors(key: str, side: str, ranks: _Ranks) -> tuple[Any, Any]:
    """Density and resistivity of a side's pastes over their central values.

    Density follows the remaining porosity of the finger paste; a custom paste has no range of its own.
    """
    rows = tables.load("pastes").select(key=key)
    if not rows:
        return 1.0, 1.0
    row = rows[0]
    central = row["resistivity_uohm_cm"]
    resistivity = triangular(
        ranks(f"{side}_resistivity"), row["resistivity_low_uohm_cm"], central, row["resistivity_high_uohm_cm"]
    )
    density: Any = np.ones_like(resistivity)
    if row["porosity"] > 0.0:
        porosity = triangular(
            ranks(f"{side}_porosity"), row["porosity_low"], row["porosity"], row["porosity_high"]
        )
        density = (1.0 - porosity) / (1.0 - row["porosity"])
    return density, resistivity / central


def _break_even(
    design: CellDesign, old: Response, new: Response, ids: Collection[str], ranks: _Ranks, draws: int
) -> tuple[Array, NDArray[np.bool_]]:
    saving = np.broadcast_to(old.silver_mg_per_w - new.silver_mg_per_w, (draws,))
    penalty = np.broadcast_to(1.0 - new.efficiency_pct / old.efficiency_pct, (draws,))
    money_ids = ("watt_value_usd", "added_cost_usd_per_w")
    value, cost = (
        _drawn(cell_parameters()[id].declared, design.values[id], ranks(id))
        if id in ids
        else np.full(draws, float(design.values[id]))  # type: ignore[arg-type]
        for id in money_ids
    )
    saves = saving > 0.0
    if not saves.any():
        return np.empty(0), saves
    price = money.break_even_usd_per_oz(saving[saves], penalty[saves], value[saves], cost[saves])
    return np.asarray(price), saves


def _percentiles(values: Any, quantiles: list[float]) -> tuple[float, float, float]:
    low, median, high = np.percentile(values, quantiles)
    return float(low), float(median), float(high)
