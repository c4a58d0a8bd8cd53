"""Figures of the outlook: headlines of the year, the demand chart, and what the line does in words."""

from __future__ import annotations

import streamlit as st

from pvsilver import catalogue
from pvsilver.charts import demand
from pvsilver.exchange import drawn
from pvsilver.screens import acts, chain_strip, draw, figures, headlines, results, state, warned, widgets
from pvsilver.screens.state import say
from pvsilver.world import paths
from pvsilver.world.data_end import data_end
from pvsilver.world.frames import Projection

HEADLINES = ("net_silver_t", "bought_silver_t", "cell_production_gw", "silver_mg_per_w", "share_of_mine_pct")
FIRST_ON_A_PHONE = ("net_silver_t", "share_of_mine_pct")
THEN_ON_A_PHONE = ("bought_silver_t", "share_of_supply_pct", "cell_production_gw", "silver_mg_per_w")
WIDTH_PX, SURVEYED_PX = 155, 190
"""Of a headline, and of one of the survey, whose words are longer: five stand in a row on a small laptop."""

SLOW, CENTRAL = "slow_thrift", "central"


def show() -> None:
    """Headlines, chart and sentences of the scenario beside its baseline."""
    now_on = state.face()
    scenario = now_on.scenario
    projected = results.projection(scenario)
    before = results.projection(now_on.baseline, like=scenario)
    year = int(scenario.number("headline_year"))
    named = results.preset_of(scenario)
    intent = say(f"preset.{named}.intent") if named else say("outlook.subtitle")
    if now_on.narrow:
        _on_a_phone(projected, before, year, intent)
        return
    st.markdown(intent)
    warned.show(projected)
    _headlines(projected, before, year, HEADLINES)
    lines = _lines()
    draw.demand_chart(projected, before, lines)
    draw.demand_footer(projected)
    _sentences(projected)


def _on_a_phone(projected: Projection, before: Projection, year: int, intent: str) -> None:
    """Two headlines, the chart, the change in words; then what else there is."""
    warned.show(projected)
    _headlines(projected, before, year, FIRST_ON_A_PHONE, "headlines_first", surveyed=False)
    drawing = st.container()
    lines = _lines()
    with drawing:
        draw.demand_chart(projected, before, lines)
        st.markdown(_change(projected, before, year))
    _headlines(projected, before, year, THEN_ON_A_PHONE, again=True)
    draw.demand_footer(projected)
    st.markdown(intent)
    _sentences(projected)


def _change(projected: Projection, before: Projection, year: int) -> str:
    """Net silver of the headline year and its change, in words."""
    row, base = results.at(projected, year), results.at(before, year)
    if row is None or base is None:
        return ""
    net = figures.number(row["net_silver_t"])
    moved = figures.change(row["net_silver_t"], base["net_silver_t"])
    if not moved:
        return say("chain.delta.none", year=year, net=net)
    return say("outlook.delta", year=year, net=net, change=figures.signed(moved, row["net_silver_t"]))


def _headlines(
    projected: Projection,
    before: Projection,
    year: int,
    columns: tuple[str, ...],
    key: str = "headlines",
    surveyed: bool = True,
    again: bool = False,
) -> None:
    """Figures of the year; surveyed: what the survey says too, for a year that it covers; again: no heading."""
    row, base = results.at(projected, year), results.at(before, year)
    if row is None or base is None:
        st.info(say("headline.no_year", year=year))
        return
    if not again:
        st.markdown(f"###### {say('headline.heading', year=year)}")
    with st.container(horizontal=True, gap="xsmall" if state.face().narrow else "small", key=key):
        for column in columns:
            _headline(column, row[column], base[column], sure=_spread(projected, column, year))
        said = results.survey_at(projected, year) if surveyed else None
        if said is not None:
            model, model_before = row["survey_comparable_t"], base["survey_comparable_t"]
            _headline("survey_comparable_t", model, model_before, width=SURVEYED_PX)
            gap = said - model
            vintage = draw.vintage_name(str(projected.scenario["survey_vintage"]))
            note = f"{figures.signed(gap, said)} t {say('headline.vs_model')}"
            _headline("survey_t", said, None, note, width=SURVEYED_PX, vintage=vintage)


def _headline(
    column: str,
    now: float,
    before: float | None,
    note: str | None = None,
    sure: str = "",
    width: int = WIDTH_PX,
    **named: str,
) -> None:
    """A figure; sure: its P10–P90 in small print.  On a phone two stand in a row, without question marks."""
    narrow = state.face().narrow
    with headlines.place(column, width=chain_strip.PHONE_WIDTH_PX if narrow else width, gap="xxsmall"):
        help_id = headlines.NO_HELP if narrow else ""
        headlines.metric(column, now, before, note=note, help_id=help_id, **named)
        if sure:
            st.caption(f":small[{sure}]")


def _spread(projected: Projection, column: str, year: int) -> str:
    """How sure the first figure is, whose band is drawn; empty for observed years, which are no forecast."""
    if column != HEADLINES[0]:
        return ""
    low, high = results.band_at(projected, column, year)
    if low is None or high is None:
        return ""
    return say("headline.interval", low=figures.number(low), high=figures.number(high))


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
    if central_row and slow_row and year > paths.last_observed_year():
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
