"""Table twins of the recovery page beside the baseline, each with its CSV."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pvsilver.charts import recovery_claims
from pvsilver.scenario import Scenario
from pvsilver.screens import compared, draw, recovery_results, state
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


AGAINST: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "chain": (
        ("year",),
        ("recovered_silver_t", "retired_silver_t", "returned_silver_t"),
    ),
    "retired": (("year", "decade"), ("retired_silver_t", "retired_gw")),
    "river": (("source_node", "target_node"), ("silver_t",)),
    "drivers": (("lever",), ("central_t", "swing_t")),
    "survival": (("vintage", "age_years"), ("in_service_share",)),
    "claims": (("id",), ("regular_gw", "early_gw", "late_gw")),
    "regions": (("year", "region"), ("retired_silver_t", "retired_gw", "installations_gw")),
    "mine": (("region", "vintage"), ("in_service_silver_t", "in_service_gw")),
}
"""Table → the columns that tell a row, and those that stand beside the baseline's."""

ON_PHONES = {"claims": ("year", "capacity_gw", "regular_gw"), "drivers": ("lever", "low_t", "high_t")}
"""Table → what a phone shows of it, where it is not what stands beside the baseline."""


def show(name: str, projected: Projection, before: Projection, region: str) -> None:
    """One table, what it holds if that needs saying, and its CSV."""
    like = projected.scenario
    intro, frame, columns = TABLES[name](projected, like, region)
    if intro:
        st.markdown(intro)
    keys, against = AGAINST[name]
    shown = frame
    if before is not projected:
        shown = compared.beside(frame, TABLES[name](before, like, region)[1], against, keys)
        columns = None if columns is None else tuple(compared.named(columns, shown.columns))
    if state.face().narrow and name in ON_PHONES:
        columns = tuple(dict.fromkeys((*ON_PHONES[name], *(columns or map(str, shown.columns)))))
        against = ()
    draw.table(name, shown, columns, against=against, keys=keys)
    regional = region != WORLD and name in REGIONAL
    file = f"{name}_{region}" if regional else name
    draw.csv(frame, file, like, f"download_{name}")


REGIONAL = ("retired", "mine")
"""Tables of the region chosen alone."""

Part = tuple[str, pd.DataFrame, tuple[str, ...] | None]


def _chain(projected: Projection, like: Scenario, region: str) -> Part:
    need = recovery_views.need_covered(projected)
    fresh = [column for column in need if column not in projected.recovery]
    frame = pd.concat([projected.recovery, need[fresh]], axis=1)
    return (say("chart.river.world") if region != WORLD else ""), frame, CHAIN


def _retired(projected: Projection, like: Scenario, region: str) -> Part:
    frame = recovery_views.retired_by_decade(projected, region)
    drawn = frame[(frame["retired_gw"] > 0.0) | (frame["retired_silver_t"] > 0.0)]
    return say("recovery.table.retired", region=say(f"region.{region}")), drawn, None


def _river(projected: Projection, like: Scenario, region: str) -> Part:
    year = int(st.session_state["river_year"])
    flows = recovery_results.river(projected.scenario, year, like).flows
    frame = flows.rename(columns={"source": "source_node", "target": "target_node"})
    return say("chart.river.title", year=year), frame, None


def _drivers(projected: Projection, like: Scenario, region: str) -> Part:
    frame = recovery_results.drivers(projected.scenario)
    columns = ("lever", "low_t", "central_t", "high_t", "swing_t", "swing_pct")
    return say("chart.drivers.caption"), frame, columns


def _survival(projected: Projection, like: Scenario, region: str) -> Part:
    return "", recovery_results.survival_table(projected.scenario), None


def _claims(projected: Projection, like: Scenario, region: str) -> Part:
    frame = recovery_results.claims(projected.scenario)
    named = {preset: say(f"recovery.preset.{preset}") for preset in recovery_claims.NAMES}
    return say("recovery.table.claims", **named), frame, CLAIMS


def _regions(projected: Projection, like: Scenario, region: str) -> Part:
    return say("recovery.table.regions"), projected.by_region, None


def _mine(projected: Projection, like: Scenario, region: str) -> Part:
    year = int(like.number("headline_year"))
    frame = projected.urban_mine(min(year, int(projected.world.years[-1])))
    if region != WORLD:
        frame = frame[frame["region"] == region]
    return say("recovery.table.mine", year=year), frame, None


TABLES: dict[str, Callable[[Projection, Scenario, str], Part]] = {
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
