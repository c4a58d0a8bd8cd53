"""/: the whole chain on one screen."""

from __future__ import annotations

import streamlit as st

from pvsilver.screens import acts, draw, headlines, navigation, results, state, warned, widgets
from pvsilver.screens.state import say
from pvsilver.world.frames import Projection

LEVERS = (
    "headline_year", "installation_outlook", "market_share_path", "thrift_path", "thrift_bend", "route_path",
    "recovery_path",
)  # fmt: skip
TILES = (
    ("silver_mg_per_w", "outlook"),
    ("cell_production_gw", "outlook"),
    ("net_silver_t", "outlook"),
    ("share_of_mine_pct", "outlook"),
)
EXAMPLES = ("copper_at_scale", "slow_thrift", "terawatt_rush")
REFERENCE_YEAR = 2025
GOOD_FROM = 2019
TONNES_A_KILOTONNE = 1000.0
TABLE = ("year", "net_silver_t", "bought_silver_t", "contained_silver_t", "survey_comparable_t")


def page() -> None:
    """One sentence, the strip of tiles, the demand chart, three other worlds."""
    with st.sidebar:
        widgets.levers(LEVERS)
    now = state.face()
    projected = results.projection(now.scenario)
    before = results.projection(now.baseline, like=now.scenario)
    year = int(now.scenario.number("headline_year"))

    st.title(say("chain.title"), anchor=False)
    st.markdown(_sentence(projected, year))
    warned.show(projected)
    row, base = results.at(projected, year), results.at(before, year)
    if row is not None and base is not None:
        _strip(row, base, year)
    draw.demand_chart(projected, before)
    _accuracy(projected)
    with st.expander(say("chain.table"), key="chain_table", on_change=acts.look) as opened:
        if opened.open:
            draw.table("demand", projected.annual, TABLE)
    _examples()


def _sentence(projected: Projection, year: int) -> str:
    row, reference = results.at(projected, year), results.at(projected, REFERENCE_YEAR)
    if row is None or reference is None:
        return say("headline.no_year", year=year)
    said = results.survey_at(projected, REFERENCE_YEAR)
    own = results.preset_of(projected.scenario) != results.preset_names()[0]
    id = (
        "chain.sentence.unsurveyed"
        if said is None
        else ("chain.sentence.own" if own else "chain.sentence.central")
    )
    return say(
        id,
        year=year,
        net=_kt(row["net_silver_t"]),
        share=f"{row['share_of_mine_pct']:.0f}",
        model=_kt(reference["survey_comparable_t"]),
        survey=_kt(said or 0.0),
        vintage=draw.vintage_name(str(projected.scenario["survey_vintage"])),
    )


def _kt(tonnes: float) -> str:
    return f"{tonnes / TONNES_A_KILOTONNE:.1f}"


def _strip(row: dict[str, float], base: dict[str, float], year: int) -> None:
    st.markdown(f"###### {say('headline.heading', year=year)}")
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="strip"):
        for place, (column, target) in enumerate(TILES):
            if place:
                st.markdown(":material/arrow_forward:", width="content")
            with st.container(border=True, width=headlines.TILE_WIDTH_PX, key=f"tile_{column}"):
                headlines.headline(column, row[column], base[column])
                navigation.link(target, say(f"chain.open.{target}"))


def _accuracy(projected: Projection) -> None:
    worst = results.worst_miss(projected, GOOD_FROM, REFERENCE_YEAR)
    if worst is None:
        return
    first, last, miss = worst
    st.markdown(say("chain.accuracy", first=first, last=last, worst=f"{100 * miss:.0f}",
                    vintage=draw.vintage_name(str(projected.scenario["survey_vintage"]))))  # fmt: skip
    navigation.link("evidence", say("chain.open.evidence"))


def _examples() -> None:
    st.markdown(f"###### {say('chain.examples')}")
    with st.container(horizontal=True, gap="small", key="examples"):
        for name in EXAMPLES:
            st.button(say(f"preset.{name}.label"), key=f"example_{name}", help=say(f"preset.{name}.intent"),
                      on_click=acts.become, args=(name,))  # fmt: skip
