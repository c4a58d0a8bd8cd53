"""How near the model comes to the survey, in three figures, each beside the baseline's."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from pvsilver.screens import chain_strip, figures, headlines, state
from pvsilver.screens.state import say
from pvsilver.studies import survey_years


class Score(NamedTuple):
    """Miss of the survey as a share of it: years near enough, years judged, mean, largest and latest miss."""

    near: int
    judged: int
    mean: float
    worst: float
    worst_year: int
    latest: float
    first: int
    last: int


def score(frame: pd.DataFrame) -> Score | None:
    """The score of a reconciliation; None where the survey says nothing."""
    said = frame[frame["year"] <= survey_years.last_actual()].dropna(subset=["survey_t"])
    if said.empty:
        return None
    miss = said.set_index("year")["model_over_survey"] - 1
    recent = miss[miss.index >= survey_years.good_from()]
    worst = int(said["year"].iloc[int(miss.abs().to_numpy().argmax())])
    near = int((recent.abs() <= survey_years.band()).sum())
    return Score(near, len(recent), float(recent.abs().mean()), float(miss[worst]), worst,
                 float(miss.iloc[-1]), int(miss.index.min()), int(miss.index.max()))  # fmt: skip


def show(frame: pd.DataFrame, before: pd.DataFrame, vintage: str) -> None:
    """The figures, with their change against the baseline."""
    now, base = score(frame), score(before)
    if now is None:
        return
    moved = base is not None and now != base
    with st.container(horizontal=True, gap="xsmall" if state.face().narrow else "medium", key="headlines"):
        if now.judged:
            judged = {
                "first": survey_years.good_from(), "last": survey_years.last_actual(),
                "percent": f"{100 * survey_years.band():g}", "vintage": vintage,
            }  # fmt: skip
            value = say("evidence.within.value", count=now.near, total=now.judged)
            years = now.near - base.near if moved and base else None
            _metric("within", say(f"evidence.within{_short()}", **judged), value, years, 0)
            points = 100 * (now.mean - base.mean) if moved and base else None
            _metric(
                "mean_miss",
                say(f"evidence.mean_miss{_short()}", **judged),
                f"{100 * now.mean:.1f} %",
                points,
                1,
            )
        value = say("evidence.worst.value", miss=_percent(now.worst), year=now.worst_year)
        label = say("evidence.worst", first=now.first, last=now.last)
        note = (
            say(f"evidence.worst.baseline{_short()}", miss=_percent(base.worst), year=base.worst_year)
            if base
            else ""
        )
        with headlines.place("worst_miss", width=_width()):
            st.metric(label, value, delta=note if moved else None, delta_color="off", delta_arrow="off")
        points = 100 * (now.latest - base.latest) if moved and base else None
        _metric("latest_miss", say("evidence.latest", year=now.last), f"{_percent(now.latest)} %", points, 1)


def _metric(name: str, label: str, value: str, change: float | None, decimals: int) -> None:
    """A figure and, where something moved, by how much; a miss is in percent, its change in points."""
    delta: str | None = None
    arrow: Any = "off"
    if change is not None:
        unit = f" {say('unit.pp')}" if decimals else ""
        moved = bool(round(change, decimals))
        delta = figures.minus(f"{change:+.{decimals}f}") + unit if moved else say("headline.unchanged")
        arrow = "off" if not moved else ("up" if change > 0 else "down")
    with headlines.place(name, width=_width()):
        st.metric(label, value, delta=delta, delta_color="off", delta_arrow=arrow)


def _short() -> str:
    """End of the id of words that fit a phone, on a phone."""
    return ".short" if state.face().narrow else ""


def _width() -> Any:
    """As wide as its words; on a phone two stand in a row."""
    return chain_strip.PHONE_WIDTH_PX if state.face().narrow else "content"


def _percent(share: float) -> str:
    return figures.minus(f"{100 * share:+.0f}")
