"""/outlook: a projection to file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from pvsilver import catalogue
from pvsilver.charts import demand
from pvsilver.exchange import drawn
from pvsilver.screens import (
    acts,
    compared,
    draw,
    exporting,
    figures,
    headlines,
    outlook_adoption,
    outlook_announcements,
    outlook_compare,
    outlook_intensity,
    outlook_matrix,
    outlook_tables,
    outlook_views,
    outlook_why,
    parts,
    results,
    state,
    statement,
    warned,
    widgets,
)
from pvsilver.screens.state import say
from pvsilver.studies import survey_years
from pvsilver.world.data_end import data_end
from pvsilver.world.frames import Projection

HEADLINES = ("net_silver_t", "bought_silver_t", "cell_production_gw", "silver_mg_per_w", "share_of_mine_pct")
SPLIT_KEYS = {"technology": ("year", "technology"), "route": ("year", "technology", "route")}
SPLIT_MEASURES = ("bought_silver_t", "contained_silver_t", "cell_production_gw")
SLOW, CENTRAL = "slow_thrift", "central"
TABS = (
    "technology",
    "route",
    "intensity",
    "why",
    "matrix",
    "views",
    "annual",
    "reconciliation",
    "compare",
    "own",
)
LAST_OF_ADOPTION = "route_adoption_ceiling_pct"
"""Lever after which the break-even price of the adoption is said."""


def page() -> Callable[[], None]:
    """Levers at the side; headlines, demand, splits and tables."""
    with st.sidebar:
        widgets.levers(widgets.page_levers("outlook", "visible"))
        widgets.more(widgets.page_levers("outlook", "more"), {LAST_OF_ADOPTION: outlook_adoption.line})
    st.title(say("outlook.title"), anchor=False)
    parts.part(parts.FIGURES, _figures)
    opened = draw.tabs("outlook", TABS)
    for id, tab in opened.items():
        if tab.open:
            with tab:
                parts.part(parts.TAB, partial(_tab, id))
    exporting.panel()
    return exporting.text_to_quote


def _figures() -> None:
    now_on = state.face()
    scenario = now_on.scenario
    projected = results.projection(scenario)
    before = results.projection(now_on.baseline, like=scenario)

    named = results.preset_of(scenario)
    st.markdown(say(f"preset.{named}.intent") if named else say("outlook.subtitle"))
    warned.show(projected)
    _headlines(projected, before, int(scenario.number("headline_year")))
    lines = _lines()
    draw.demand_chart(projected, before, lines)
    draw.demand_footer(projected)
    _sentences(projected)


def _headlines(projected: Projection, before: Projection, year: int) -> None:
    row, base = results.at(projected, year), results.at(before, year)
    if row is None or base is None:
        st.info(say("headline.no_year", year=year))
        return
    st.markdown(f"###### {say('headline.heading', year=year)}")
    with st.container(horizontal=True, gap="small", key="headlines"):
        headlines.row(HEADLINES, row, base)
        said = results.survey_at(projected, year)
        if said is not None:
            headlines.headline("survey_comparable_t", row["survey_comparable_t"], base["survey_comparable_t"])
            gap = said - row["survey_comparable_t"]
            vintage = draw.vintage_name(str(projected.scenario["survey_vintage"]))
            note = f"{figures.signed(gap, said)} t {say('headline.vs_model')}"
            headlines.headline("survey_t", said, None, note=note, vintage=vintage)


def _lines() -> tuple[str, ...]:
    chosen = st.pills(
        say("chart.demand.measure"),
        list(demand.MEASURES),
        default=list(drawn.LINES),
        selection_mode="multi",
        format_func=widgets.named(demand.MEASURES, lambda name: say(f"chart.demand.{name}")),
        key="lines",
        label_visibility="collapsed",
        on_change=acts.look,
    )
    return tuple(name for name in demand.MEASURES if name in chosen)


def _sentences(projected: Projection) -> None:
    """What the line does, what the central case assumes, and where data end."""
    years, net = projected.yearly["year"], projected.yearly["net_silver_t"]
    scenario = projected.scenario
    peak = int(net.argmax())
    rises = net[-1] >= net[0]
    st.markdown(
        say(
            "chart.demand.sentence",
            direction=say("chart.direction.rises" if rises else "chart.direction.falls"),
            first=figures.number(net[0]), first_year=years[0],
            last=figures.number(net[-1]), last_year=years[-1],
            peak=figures.number(net[peak]), peak_year=years[peak],
        )
    )  # fmt: skip
    year = int(scenario.number("headline_year"))
    silver_share = results.full_silver_share(results.preset(CENTRAL), scenario, year)
    central = results.projection(results.preset(CENTRAL), like=scenario)
    slow = results.projection(results.preset(SLOW), like=scenario)
    central_row, slow_row = results.at(central, year), results.at(slow, year)
    if central_row and slow_row:
        st.markdown(
            say(
                "outlook.copper",
                year=year,
                share=round(100 * (1 - silver_share)),
                slow=say(f"preset.{SLOW}.label"),
                slow_t=figures.number(slow_row["net_silver_t"]),
                central_t=figures.number(central_row["net_silver_t"]),
            )
        )
    last, id = data_end(scenario)
    if last < years[-1]:
        parameter = catalogue.load()[id]
        st.markdown(say("outlook.flat", path=widgets.label(parameter),
                        name=widgets.shown(parameter, scenario[id]), year=last))  # fmt: skip


def _tab(id: str) -> None:
    """What the open tab shows."""
    now = state.face()
    projected = results.projection(now.scenario)
    before = results.projection(now.baseline, like=now.scenario)
    if id in ("technology", "route"):
        _split(id, projected, before)
        if id == "route":
            outlook_announcements.show()
    elif id in ("intensity", "why"):
        (outlook_intensity if id == "intensity" else outlook_why).show(projected, before)
    elif id in ("matrix", "views"):
        (outlook_matrix if id == "matrix" else outlook_views).show(projected, before)
    elif id == "compare":
        outlook_compare.show(projected.scenario)
    elif id == "own":
        outlook_tables.show()
    elif id == "annual":
        draw.table("annual", projected.annual, before=before.annual, against=HEADLINES)
        beside = partial(compared.beside, projected.annual, before.annual, HEADLINES)
        draw.csv(beside, "annual", projected.scenario, "download_annual")
    elif id == "reconciliation":
        _reconciliation(projected, before)


def _split(by: str, projected: Projection, before: Projection) -> None:
    column = st.segmented_control(
        say("measure.label"),
        SPLIT_MEASURES,
        default=SPLIT_MEASURES[0],
        required=True,
        format_func=widgets.named(SPLIT_MEASURES, lambda measure: say(f"measure.short.{measure}")),
        key=f"measure_{by}",
        label_visibility="collapsed",
        on_change=acts.look,
    )
    draw.split_chart(projected, before, by, column or SPLIT_MEASURES[0])
    draw.split_table(projected, before, by, column or SPLIT_MEASURES[0])
    draw.csv(partial(_beside, by, projected, before), by, projected.scenario, f"download_{by}")


def _beside(by: str, projected: Projection, before: Projection) -> pd.DataFrame:
    """The whole split, with the baseline's values and the changes of what can be drawn."""
    now, base = (getattr(found, f"by_{by}") for found in (projected, before))
    return compared.beside(now, base, SPLIT_MEASURES, SPLIT_KEYS[by])


def _reconciliation(projected: Projection, before: Projection) -> None:
    vintage = draw.vintage_name(str(projected.scenario["survey_vintage"]))
    st.markdown(say("outlook.reconciliation.intro", vintage=vintage))
    frame = projected.reconciliation
    last = survey_years.last_surveyed()
    shown, base = (found[found["year"] <= last] for found in (frame, before.reconciliation))
    statement.show("reconciliation", shown, base, vintage)
    draw.csv(frame, "reconciliation", projected.scenario, "download_reconciliation")
