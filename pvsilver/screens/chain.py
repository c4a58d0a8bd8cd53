"""/: the whole chain on one screen: move one thing on a cell, see the world move."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pvsilver.charts import demand
from pvsilver.screens import (
    acts,
    cell_drawings,
    cell_state,
    cell_warnings,
    chain_levers,
    chain_moved,
    chain_strip,
    draw,
    exporting,
    navigation,
    parts,
    results,
    state,
    warned,
    widgets,
)
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say
from pvsilver.studies import survey_years
from pvsilver.studies.attribution import Attribution
from pvsilver.world import misses
from pvsilver.world.frames import Projection

EXAMPLES = ("copper_at_scale", "slow_thrift", "terawatt_rush")
TONNES_A_KILOTONNE = 1000.0
TABLE = ("year", "net_silver_t", "bought_silver_t", "contained_silver_t", "survey_comparable_t")
CHART_PX = 390


def page() -> Callable[[], None]:
    """One sentence, the strip of tiles, the demand chart beside a finger and what moved it, three other worlds."""
    with st.sidebar:
        chain_levers.levers(cell_state.now()[0])
    st.title(say("chain.title"), anchor=False)
    parts.part(parts.FIGURES, _figures)
    _examples()
    exporting.compact()
    return _checked


def _figures() -> None:
    now = state.face()
    cell, problem = cell_state.now()
    before_cell = cell_state.before()
    projected = results.projection(now.scenario)
    before = results.projection(now.baseline, like=now.scenario)
    year = int(now.scenario.number("headline_year"))
    found = chain_moved.attribution(now.scenario, now.baseline, year)

    st.markdown(_sentence(projected, year))
    warned.show(projected)
    cell_warnings.show(cell, problem)
    if state.face().narrow:
        # What moves comes first on a phone: the sentence is the headline, the chart stands under it.
        _demand(projected, before, found, year)
        _strip(cell, before_cell, projected, before, year)
        right = st.container()
    else:
        _strip(cell, before_cell, projected, before, year)
        left, right = st.columns([2, 1], gap="medium")
        with left:
            _demand(projected, before, found, year)
    with right:
        cell_drawings.section(cell, before_cell, cell_state.drawn_side(cell.design), brief=True)
        chain_moved.bars(found, year)


def _checked() -> None:
    """What can be quoted, and how good the model is."""
    exporting.text_to_quote()
    _accuracy(results.projection(state.face().scenario))


def _sentence(projected: Projection, year: int) -> str:
    past = survey_years.last_actual()
    row, reference = results.at(projected, year), results.at(projected, past)
    if row is None or reference is None:
        return say("headline.no_year", year=year)
    said = results.survey_at(projected, past)
    own = results.preset_of(projected.scenario) != results.preset_names()[0]
    id = (
        "chain.sentence.unsurveyed"
        if said is None
        else ("chain.sentence.own" if own else "chain.sentence.central")
    )
    return say(
        id,
        year=year,
        past=past,
        net=_kt(row["net_silver_t"]),
        spread=_spread(projected, year),
        share=f"{row['share_of_mine_pct']:.0f}",
        model=_kt(reference["survey_comparable_t"]),
        survey=_kt(said or 0.0),
        vintage=draw.vintage_name(str(projected.scenario["survey_vintage"])),
    )


def _spread(projected: Projection, year: int) -> str:
    """How sure the figure is; empty for observed years, which are no forecast."""
    low, high = results.band_at(projected, "net_silver_t", year)
    return "" if low is None or high is None else say("chain.sentence.spread", low=_kt(low), high=_kt(high))


def _kt(tonnes: float) -> str:
    return f"{tonnes / TONNES_A_KILOTONNE:.1f}"


def _strip(cell: Cell, before_cell: Cell, projected: Projection, before: Projection, year: int) -> None:
    row, base = results.at(projected, year), results.at(before, year)
    if row is None or base is None:
        return
    st.markdown(f"###### {say('chain.strip', cell=cell.name(), year=year)}")
    chain_strip.strip(cell, before_cell, row, base, year)


def _demand(projected: Projection, before: Projection, found: Attribution | None, year: int) -> None:
    """The chart with its toggle, what changed in words, and its table twin."""
    measures = tuple(demand.MEASURES)
    chosen = st.segmented_control(
        say("chart.demand.measure"),
        measures,
        default=measures[0],
        required=True,
        format_func=widgets.named(measures, lambda name: say(f"chart.demand.{name}")),
        key="measure_demand",
        label_visibility="collapsed",
        on_change=acts.look,
    )
    draw.demand_chart(projected, before, (chosen or measures[0],), CHART_PX)
    st.markdown(chain_moved.sentence(found, year))
    with st.expander(say("chain.table"), key="chain_table", on_change=acts.look) as opened:
        if opened.open:
            draw.table("demand", projected.annual, TABLE, before.annual, ("net_silver_t",))
    draw.demand_footer(projected)


def _accuracy(projected: Projection) -> None:
    worst = results.worst_miss(projected, survey_years.good_from(), survey_years.last_actual())
    if worst is None:
        return
    first, last, miss = worst
    st.markdown(say("chain.accuracy", first=first, last=last, worst=f"{100 * miss:.0f}",
                    one=f"{100 * (misses.total_ratio(1) - 1):.0f}", five=f"{misses.total_ratio(5):.1f}",
                    vintage=draw.vintage_name(str(projected.scenario["survey_vintage"]))))  # fmt: skip
    navigation.link("evidence", say("chain.open.evidence"))


def _examples() -> None:
    st.markdown(f"###### {say('chain.examples')}")
    with st.container(horizontal=True, gap="small", key="examples"):
        for name in EXAMPLES:
            st.button(say(f"preset.{name}.label"), key=f"example_{name}", help=say(f"preset.{name}.intent"),
                      on_click=acts.become, args=(name,))  # fmt: skip
