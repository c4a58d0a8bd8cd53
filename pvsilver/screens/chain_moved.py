"""What moved net silver of the headline year against the baseline, as bars and as a sentence."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from pvsilver.charts import moved
from pvsilver.scenario import Scenario
from pvsilver.screens import draw, figures, results
from pvsilver.screens.state import say
from pvsilver.studies.attribution import Attribution, between

KEPT = 48
LEAST_T = 0.5
"""A change that is written as zero tonnes is none."""


@lru_cache(maxsize=KEPT)
def attribution(scenario: Scenario, baseline: Scenario, year: int) -> Attribution | None:
    """The parts of the change; None for a year that is not projected."""
    now, before = results.projection(scenario), results.projection(baseline, like=scenario)
    years = now.world.years
    return between(before, year, now, year) if years[0] <= year <= years[-1] else None


def bars(found: Attribution | None, year: int) -> None:
    """A bar for each part; while nothing has moved, an invitation."""
    if found is None or _still(found):
        st.markdown(f"###### {say('chart.moved.title', year=year)}")
        st.caption(say("chart.moved.empty"))
        return
    drawn = [moved.Bar(say(f"part.{part}"), tonnes, _tonnes(tonnes)) for part, tonnes in found.parts.items()]
    drawn.append(moved.Bar(say("chart.moved.total"), found.change_t, _tonnes(found.change_t), total=True))
    alt = say("chart.moved.alt", year=year, change=_tonnes(found.change_t), most=_most(found))
    draw.chart("moved", moved.draw(say("chart.moved.title", year=year), alt, drawn))


def sentence(found: Attribution | None, year: int) -> str:
    """The change in words, with its greatest part."""
    if found is None:
        return say("headline.no_year", year=year)
    net = figures.number(found.after_t)
    if _still(found):
        return say("chain.delta.none", year=year, net=net)
    share = "" if not found.before_t else figures.minus(f"{100 * found.change_t / found.before_t:+.1f} %")
    change = figures.minus(f"{found.change_t:+,.0f}")
    return say("chain.delta", year=year, net=net, change=change, share=share, most=_most(found))


def _still(found: Attribution) -> bool:
    return all(abs(tonnes) < LEAST_T for tonnes in found.parts.values())


def _most(found: Attribution) -> str:
    """The part that moved most, with its tonnes."""
    part, tonnes = max(found.parts.items(), key=lambda item: abs(item[1]))
    return say("chain.delta.most", part=say(f"part.{part}"), tonnes=_tonnes(tonnes))


def _tonnes(tonnes: float) -> str:
    return "0" if abs(tonnes) < LEAST_T else figures.minus(f"{tonnes:+,.0f}")
