"""/outlook: a projection to file."""

from __future__ import annotations

import streamlit as st

from pvsilver import catalogue
from pvsilver.charts import demand
from pvsilver.exchange import drawn
from pvsilver.screens import (
    acts,
    draw,
    exporting,
    figures,
    headlines,
    outlook_compare,
    outlook_intensity,
    outlook_matrix,
    outlook_tables,
    outlook_views,
    outlook_why,
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
SPLIT_MEASURES = ("bought_silver_t", "contained_silver_t", "cell_production_gw")
SLOW, CENTRAL = "slow_thrift", "central"


def page() -> None:
    """Levers at the side; headlines, demand, splits and tables."""
    with st.sidebar:
        widgets.levers(widgets.page_levers("outlook", "visible"))
        widgets.more(widgets.page_levers("outlook", "more"))
    now_on = state.face()
    scenario = now_on.scenario
    projected = results.projection(scenario)
    before = results.projection(now_on.baseline, like=scenario)

    st.title(say("outlook.title"), anchor=False)
    named = results.preset_of(scenario)
    st.markdown(say(f"preset.{named}.intent") if named else say("outlook.subtitle"))
    warned.show(projected)
    _headlines(projected, before, int(scenario.number("headline_year")))
    lines = _lines()
    draw.demand_chart(projected, before, lines)
    draw.demand_footer(projected)
    _sentences(projected)
    _tabs(projected, before)
    exporting.panel(scenario)


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
    annual = projected.annual
    scenario = projected.scenario
    net = annual["net_silver_t"]
    peak = int(net.to_numpy().argmax())
    rises = net.iloc[-1] >= net.iloc[0]
    st.markdown(
        say(
            "chart.demand.sentence",
            direction=say("chart.direction.rises" if rises else "chart.direction.falls"),
            first=figures.number(net.iloc[0]), first_year=annual["year"].iloc[0],
            last=figures.number(net.iloc[-1]), last_year=annual["year"].iloc[-1],
            peak=figures.number(net.iloc[peak]), peak_year=annual["year"].iloc[peak],
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
    if last < annual["year"].iloc[-1]:
        parameter = catalogue.load()[id]
        st.markdown(say("outlook.flat", path=widgets.label(parameter),
                        name=widgets.shown(parameter, scenario[id]), year=last))  # fmt: skip


def _tabs(projected: Projection, before: Projection) -> None:
    opened = draw.tabs(
        "outlook",
        (
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
        ),
    )
    for by, frame in (("technology", "by_technology"), ("route", "by_route")):
        if opened[by].open:
            with opened[by]:
                _split(by, projected, frame)
    if opened["why"].open:
        with opened["why"]:
            outlook_why.show(projected, before)
    for name, show in (("matrix", outlook_matrix.show), ("views", outlook_views.show)):
    if opened["intensity"].open:
        with opened["intensity"]:
            outlook_intensity.show(projected, before)
        if opened[name].open:
            with opened[name]:
                show(projected)
    if opened["compare"].open:
        with opened["compare"]:
            outlook_compare.show(projected.scenario)
    if opened["own"].open:
        with opened["own"]:
            outlook_tables.show()
    if opened["annual"].open:
        with opened["annual"]:
            draw.table("annual", projected.annual)
            draw.csv(projected.annual, "annual", projected.scenario, "download_annual")
    if opened["reconciliation"].open:
        with opened["reconciliation"]:
            _reconciliation(projected)


def _split(by: str, projected: Projection, name: str) -> None:
    frame = getattr(projected, name)
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
    draw.split_chart(projected, by, column or SPLIT_MEASURES[0])
    draw.split_table(by, frame, column or SPLIT_MEASURES[0])
    draw.csv(frame, by, projected.scenario, f"download_{by}")


def _reconciliation(projected: Projection) -> None:
    vintage = draw.vintage_name(str(projected.scenario["survey_vintage"]))
    st.markdown(say("outlook.reconciliation.intro", vintage=vintage))
    frame = projected.reconciliation
    statement.show("reconciliation", frame[frame["year"] <= survey_years.last_surveyed()], vintage)
    draw.csv(frame, "reconciliation", projected.scenario, "download_reconciliation")
