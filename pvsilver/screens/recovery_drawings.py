"""What retires, the silver river and what moves it, with their words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from pvsilver.charts import (
    recovery_drivers,
    recovery_retired,
    recovery_river,
    stack,
    theme,
)
from pvsilver.exchange import drawn
from pvsilver.screens import acts, draw, figures, recovery_results, results, state, widgets
from pvsilver.screens.state import say
from pvsilver.studies import recovery_drivers as driving
from pvsilver.studies import recovery_views, region_ahead, silver_river
from pvsilver.world import paths
from pvsilver.world.frames import Projection
from pvsilver.world.regions import WORLD

MEASURES = {"retired_silver_t": (1.0, "t"), "retired_gw": (1.0, "GW"), "retired_modules_mt": (1e6, "Mt")}
"""Measure → what its column is divided by, and its unit."""

Array = npt.NDArray[Any]

RIVER_YEAR = "river_year"
FIRST_RIVER_YEAR = 2040


def retired(now: Projection, before: Projection, region: str) -> None:
    """Stacked areas by decade of installation, and what they say."""
    measure = st.segmented_control(
        say("measure.label"),
        list(MEASURES),
        default="retired_silver_t",
        required=True,
        format_func=widgets.named(MEASURES, lambda name: say(f"measure.short.{name}")),
        key="measure_retired",
        label_visibility="collapsed",
        on_change=acts.look,
    )
    measure = measure or "retired_silver_t"
    divisor, unit = MEASURES[measure]
    column = measure.removesuffix("_mt") + "_t" if unit == "Mt" else measure
    values, baseline = (_by_decade(each, region, column, divisor) for each in (now, before))
    years = now.yearly["year"]
    place = say(f"region.{region}")
    title = say(f"measure.{measure}")
    words = stack.Words(
        title, say("chart.retired.split", region=place),
        say("chart.retired.alt", measure=f"{title} ({place})"), say("column.year"),
        tuple(say(f"decade.{decade}") for decade in theme.DECADES), say("chart.demand.baseline"),
    )  # fmt: skip
    held = region != WORLD and region_ahead.ahead(now.scenario, region) == region_ahead.WORLD_GROWTH
    notes = recovery_retired.Notes(say("chart.retired.world_growth" if held else "chart.retired.ahead"))
    draw.chart("retired", recovery_retired.draw(
        words, notes, unit, years=years, values=values, baseline=baseline,
        last_observed=paths.last_observed_year(),
    ), draw.PHONE_CHART_PX if state.face().narrow else None)  # fmt: skip
    st.caption(drawn.footer("retired", state.face().lang))
    st.markdown(_retired_sentence(years, values, unit))


@lru_cache(maxsize=16)
def _by_decade(projected: Projection, region: str, column: str, divisor: float) -> Array:
    """(years, decades of the chart), the last of which holds all later ones; not to be changed."""
    decades, values = recovery_views.retired_of(projected, column, region)
    last = decades.searchsorted(int(theme.DECADES[-1][1:]))
    summed: Array = np.column_stack([values[:, :last], values[:, last:].sum(axis=1)]) / divisor
    return summed


def _retired_sentence(years: Array, values: Array, unit: str) -> str:
    total = values.sum(axis=1)
    greatest = int(values[-1].argmax())
    return say(
        "chart.retired.sentence", first=figures.number(float(total[0])), first_year=int(years[0]),
        last=figures.number(float(total[-1])), last_year=int(years[-1]), unit=unit,
        share=round(100 * float(values[-1, greatest] / max(total[-1], 1e-12))),
        decade=say(f"decade.{theme.DECADES[greatest]}"),
    )  # fmt: skip


def river(now: Projection, before: Projection, region: str) -> None:
    """The silver of one year from what is bought to what comes back."""
    st.markdown(f"##### {say('chart.river.heading')}")
    first, last = results.first_year(now.scenario), results.horizon(now.scenario)
    year = st.slider(
        say("chart.river.year"), first, last, min(max(FIRST_RIVER_YEAR, first), last), key=RIVER_YEAR,
        on_change=_turn,
    )  # fmt: skip
    found = recovery_results.river(now.scenario, int(year), now.scenario)
    flows, base = _flows(found), _flows(recovery_results.river(before.scenario, int(year), now.scenario))
    names = {node: say(f"river.{node}") for node in found.nodes["node"]} | {
        "installed": say("river.installed"), "in_service": say("river.in_service"),
    }  # fmt: skip
    bought, back = flows["bought", "cells"] + flows["bought", "factory_scrap"], flows["for_pv", "returned"]
    said: dict[str, Any] = {
        "year": year, "bought": figures.number(bought), "retired": figures.number(flows["in_service", "retired"]),
        "recovered": figures.number(flows["silver_line", "recovered"]), "returned": figures.number(back),
    }  # fmt: skip
    heads = (say("chart.river.flow"), say("chart.river.tonnes"))
    drawn_river = recovery_river.draw(
        say("chart.river.title", year=year), say("chart.river.alt", **said), heads, flows, names,
        lambda tonnes: f"{figures.number(tonnes)} t", base, say("chart.demand.baseline"),
    )  # fmt: skip
    draw.chart("river", drawn_river, recovery_river.LIST_PX if state.face().narrow else None)
    with st.container(key="river_adds_up"):
        st.markdown(
            say(
                "chart.river.adds_up" if found.adds_up else "chart.river.does_not", worst=f"{found.worst:.0e}"
            )
        )
    text = say("chart.river.caption", before=figures.number(flows["standing_before", "in_service"]),
               after=figures.number(flows["in_service", "standing_after"]))  # fmt: skip
    if region != WORLD:
        text = f"{say('chart.river.world')} {text}"
    st.caption(f"{text} {drawn.footer('river', state.face().lang)}")


@acts.act
def _turn(now: state.Face) -> None:
    """Another year of the river, which its table shows too while it is open."""
    now.whole = draw.opened("recovery") == "river"


def _flows(found: silver_river.River) -> dict[tuple[str, str], float]:
    """Tonnes by (source, target)."""
    rows = found.flows.itertuples(index=False)
    return {(str(source), str(target)): float(tonnes) for source, target, tonnes in rows}


def drivers(now: Projection, before: Projection, region: str) -> None:
    """What moves recovered silver most, as bars and in one sentence."""
    year = recovery_results.DRIVERS_YEAR
    found = recovery_results.drivers(now.scenario)
    central = float(found["central_t"].iloc[0])
    words = recovery_drivers.Words(
        say("chart.drivers.title", year=year), say("column.lever"), say("column.low_choice"),
        say("column.high_choice"), say("chart.demand.baseline"),
    )  # fmt: skip
    second = say("chart.drivers.second", central=figures.number(central))
    alt = say("chart.drivers.alt", year=year, lever=say(f"driver.{found['lever'].iloc[0]}"))
    bars = [_bar(row) for row in found.to_dict("records")]
    row = results.at(before, year)
    base = central if row is None else float(row["recovered_silver_t"])
    draw.chart("drivers", recovery_drivers.draw(words, second, alt, bars, central, base))
    with st.container(key="drivers_sentence"):
        st.markdown(drivers_sentence(found, year))
    text = say("chart.drivers.caption")
    text = text if region == WORLD else f"{say('chart.drivers.world')} {text}"
    st.caption(f"{text} {drawn.footer('drivers', state.face().lang)}")


def _bar(row: dict[Any, Any]) -> recovery_drivers.Bar:
    ends = (_end(row["lever"], row["low_choice"]), _end(row["lever"], row["high_choice"]))
    low, high = float(row["low_t"]), float(row["high_t"])
    return recovery_drivers.Bar(
        name=say(f"driver.{row['lever']}"),
        ends=" – ".join(ends),
        low_t=low,
        high_t=high,
        swing=f"{figures.number(low)} – {figures.number(high)} t",
        emphasised=row["lever"] in (driving.COLLECTION_AND_LINES, driving.LIFETIME),
    )


def drivers_sentence(found: pd.DataFrame, year: int) -> str:
    """Which of the two moves it more, by how much."""
    facts = driving.facts(found)
    values = {"year": year, "chain": facts["chain_swing_t"], "lifetime": facts["lifetime_swing_t"]}
    if not facts["lifetime_swing_t"]:
        return say(f"driver.sentence.{'chain_alone' if facts['chain_swing_t'] else 'none'}", **values)
    if facts["chain_beats_lifetime"]:
        return say("driver.sentence.chain", ratio=facts["ratio"], **values)
    return say("driver.sentence.lifetime", **values)


def _end(lever: str, choice: str) -> str:
    """What an end of a lever is called."""
    family = {"lifetime": "lifetime_preset", "installation_outlook": "installation_outlook"}.get(lever)
    if family:
        return say(f"choice.{family}.{choice}")
    return say(f"choice.recovery_path.{choice}") if choice in ("low", "high") else choice
