"""Table twins of the recovery page, each with its CSV."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pvsilver.charts import recovery_claims
from pvsilver.screens import draw, recovery_results
from pvsilver.screens.state import say
from pvsilver.studies import recovery_views
from pvsilver.world.frames import Projection
from pvsilver.world.regions import WORLD

CHAIN = (
    "year", "retired_silver_t", "uncollected_silver_t", "collected_silver_t", "no_silver_line_silver_t",
    "residue_silver_t", "recovered_silver_t", "returned_silver_t", "need_t", "covered_pct",
    "recovered_over_discarded_pct",
)  # fmt: skip
CLAIMS = ("who", "region", "year", "capacity_gw", "regular_gw", "early_gw", "late_gw", "module_mt", "regular_mt",
          "early_mt", "late_mt", "silver_t", "t_per_mw", "cny_per_t", "cny_per_w")  # fmt: skip


def show(name: str, projected: Projection, region: str) -> None:
    """One table, what it holds if that needs saying, and its CSV."""
    intro, frame, columns = TABLES[name](projected, region)
    if intro:
        st.markdown(intro)
    draw.table(name, frame, columns)
    regional = region != WORLD and name in REGIONAL
    file = f"{name}_{region}" if regional else name
    draw.csv(frame, file, projected.scenario, f"download_{name}")


REGIONAL = ("retired", "mine")
"""Tables of the region chosen alone."""

Part = tuple[str, pd.DataFrame, tuple[str, ...] | None]


def _chain(projected: Projection, region: str) -> Part:
    need = recovery_views.need_covered(projected)
    fresh = [column for column in need if column not in projected.recovery]
    frame = pd.concat([projected.recovery, need[fresh]], axis=1)
    return (say("chart.river.world") if region != WORLD else ""), frame, CHAIN


def _retired(projected: Projection, region: str) -> Part:
    frame = recovery_views.retired_by_decade(projected, region)
    drawn = frame[(frame["retired_gw"] > 0.0) | (frame["retired_silver_t"] > 0.0)]
    return say("recovery.table.retired", region=say(f"region.{region}")), drawn, None


def _river(projected: Projection, region: str) -> Part:
    year = int(st.session_state["river_year"])
    flows = recovery_results.river(projected.scenario, year).flows
    frame = flows.rename(columns={"source": "source_node", "target": "target_node"})
    return say("chart.river.title", year=year), frame, None


def _drivers(projected: Projection, region: str) -> Part:
    frame = recovery_results.drivers(projected.scenario)
    columns = ("lever", "low_t", "central_t", "high_t", "swing_t", "swing_pct")
    return say("chart.drivers.caption"), frame, columns


def _survival(projected: Projection, region: str) -> Part:
    return "", recovery_results.survival(projected.scenario)[0], None


def _claims(projected: Projection, region: str) -> Part:
    frame = recovery_results.claims(projected.scenario)
    named = {preset: say(f"recovery.preset.{preset}") for preset in recovery_claims.NAMES}
    return say("recovery.table.claims", **named), frame, CLAIMS


def _regions(projected: Projection, region: str) -> Part:
    return say("recovery.table.regions"), projected.by_region, None


def _mine(projected: Projection, region: str) -> Part:
    year = int(projected.scenario.number("headline_year"))
    frame = projected.urban_mine(min(year, int(projected.world.years[-1])))
    if region != WORLD:
        frame = frame[frame["region"] == region]
    return say("recovery.table.mine", year=year), frame, None


TABLES: dict[str, Callable[[Projection, str], Part]] = {
    "chain": _chain,
    "retired": _retired,
    "river": _river,
    "drivers": _drivers,
    "survival": _survival,
    "claims": _claims,
    "regions": _regions,
    "mine": _mine,
}
"""Tab → what it shows."""
