"""/outlook: a projection to file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from pvsilver.screens import (
    acts,
    compared,
    draw,
    exporting,
    find,
    outlook_adoption,
    outlook_announcements,
    outlook_compare,
    outlook_figures,
    outlook_intensity,
    outlook_matrix,
    outlook_tables,
    outlook_views,
    outlook_why,
    parts,
    results,
    split_table,
    state,
    statement,
    widgets,
)
from pvsilver.screens.state import say
from pvsilver.studies import survey_years
from pvsilver.world.frames import Projection

SPLIT_KEYS = {"technology": ("year", "technology"), "route": ("year", "technology", "route")}
SPLIT_MEASURES = ("bought_silver_t", "contained_silver_t", "cell_production_gw")
TABS = (
    "technology",
    "route",
    "intensity",
    "why",
    "matrix",
    "views",
    "find",
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
    parts.part(parts.FIGURES, outlook_figures.show)
    opened = draw.tabs("outlook", TABS)
    for id, tab in opened.items():
        if tab.open:
            with tab:
                parts.part(parts.TAB, partial(_tab, id))
    exporting.panel()
    return exporting.text_to_quote


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
    elif id == "find":
        find.world()
    elif id == "compare":
        outlook_compare.show(projected.scenario)
    elif id == "own":
        outlook_tables.show()
    elif id == "annual":
        draw.table("annual", projected.annual, before=before.annual, against=outlook_figures.HEADLINES)
        beside = partial(compared.beside, projected.annual, before.annual, outlook_figures.HEADLINES)
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
    split_table.show(projected, before, by, column or SPLIT_MEASURES[0])
    draw.csv(partial(_beside, by, projected, before), by, projected.scenario, f"download_{by}")


def _beside(by: str, projected: Projection, before: Projection) -> pd.DataFrame:
    """The whole split, with the baseline's values and the changes of what can be drawn."""
    now, base = (getattr(found, f"by_{by}") for found in (projected, before))
    return compared.beside(now, base, SPLIT_MEASURES, SPLIT_KEYS[by])


def _reconciliation(projected: Projection, before: Projection) -> None:
    vintage = draw.vintage_name(str(projected.scenario["survey_vintage"]))
    st.markdown(say("outlook.reconciliation.intro", vintage=vintage))
    frame = projected.reconciliation
    # Years that the survey covers; the file has all.
    shown = frame[frame["survey_t"].notna()]
    shown = frame[frame["year"] <= survey_years.last_surveyed()] if shown.empty else shown
    statement.show("reconciliation", shown, before.reconciliation, vintage)
    draw.csv(frame, "reconciliation", projected.scenario, "download_reconciliation")
