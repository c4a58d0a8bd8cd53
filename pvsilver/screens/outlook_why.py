"""Why net silver changes: a waterfall between two years, or against the baseline in one year."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import streamlit as st

from pvsilver.charts import Chart, market_why
from pvsilver.exchange import drawn
from pvsilver.screens import acts, compared, draw, figures, results, state, widgets
from pvsilver.screens.state import say
from pvsilver.studies import attribution
from pvsilver.studies.attribution import Attribution
from pvsilver.world.frames import Projection

MODES = ("years", "baseline")
YEARS = "why_years"
FROM_YEAR = 2025


def show(projected: Projection, before: Projection) -> None:
    """What is compared with what, the waterfall, one sentence, the table and its CSV."""
    scenario = projected.scenario
    mode = st.segmented_control(
        say("why.mode"), MODES, default=MODES[0], required=True, key="why_mode", on_change=acts.look,
        format_func=widgets.named(MODES, lambda name: say(f"why.mode.{name}")), label_visibility="collapsed",
    )  # fmt: skip
    year = int(scenario.number("headline_year"))
    if mode == "baseline":
        found = _between(before, year, projected, year)
        base = found  # What stands against the baseline has none of its own.
        ends = (say("why.end.baseline", year=year), say("why.end.now", year=year))
        heading = say("why.title.baseline", year=year)
    else:
        first, last = _years(scenario_years(projected), year)
        found, base = (_between(one, first, one, last) for one in (projected, before))
        ends = (str(first), str(last))
        heading = say("why.title.years", first=first, last=last)
    draw.chart("why", _chart(found, base, ends, heading))
    st.markdown(_sentence(found))
    st.caption(f"{say('why.caption')} {drawn.footer('demand', state.face().lang)}")
    frame, other = (one.waterfall.assign(step=_steps(ends)) for one in (found, base))
    draw.table("why", frame, ("step", "value_t", "from_t", "to_t"), other, ("value_t",), ("step",))
    beside = partial(compared.beside, found.frame, base.frame, ("value",), ("part",))
    draw.csv(beside, "why", scenario, "download_why")


def scenario_years(projected: Projection) -> tuple[int, int]:
    """First and last year shown."""
    return results.first_year(projected.scenario), results.horizon(projected.scenario)


def _years(shown: tuple[int, int], headline: int) -> tuple[int, int]:
    """The two years compared; the headline year and 2025 until others are chosen."""
    first = min(FROM_YEAR, headline - 1) if headline > shown[0] else shown[0]
    default = (max(first, shown[0]), min(max(headline, first + 1), shown[1]))
    chosen = st.slider(say("why.years"), *shown, default, key=YEARS, on_change=acts.look)
    return int(chosen[0]), int(chosen[1])


@lru_cache(maxsize=32)
def _between(before: Projection, first: int, after: Projection, last: int) -> Attribution:
    return attribution.between(before, first, after, last)


def _steps(ends: tuple[str, str]) -> list[str]:
    return [ends[0], *(say(f"part.{part}") for part in attribution.PARTS), ends[1]]


def _chart(found: Attribution, base: Attribution, ends: tuple[str, str], heading: str) -> Chart:
    moved = not np.allclose((base.before_t, base.after_t), (found.before_t, found.after_t), rtol=1e-9)
    bars = [
        market_why.Bar(
            name, kind == "total", float(start), float(end),
            figures.number(float(value)) if kind == "total" else _signed(float(value)),
            float(before) if moved and kind == "total" else None,
        )
        for name, (kind, start, end, value), before in zip(
            _steps(ends), found.waterfall[["kind", "from_t", "to_t", "value_t"]].itertuples(index=False),
            base.waterfall["value_t"], strict=True,
        )
    ]  # fmt: skip
    second = say("why.second", change=_signed(found.change_t))
    if moved:
        second = say("why.second.moved", change=_signed(found.change_t), before=_signed(base.change_t))
    alt = say("why.alt", first=ends[0], last=ends[1], change=_signed(found.change_t), most=_largest(found)[0])
    return market_why.draw(heading, second, alt, say("column.step"), bars)


def _signed(tonnes: float) -> str:
    """Whole tonnes with their sign; a true minus."""
    whole = round(tonnes)
    return f"{whole:+,d}".replace("-", "−") if whole else "0"


def _largest(found: Attribution) -> tuple[str, float]:
    part = max(found.parts, key=lambda name: abs(found.parts[name]))
    return say(f"part.{part}"), found.parts[part]


def _sentence(found: Attribution) -> str:
    name, tonnes = _largest(found)
    if abs(found.change_t) < 0.5 and abs(tonnes) < 0.5:
        return say("why.same")
    more = sum(value for value in found.parts.values() if value > 0.0)
    less = sum(value for value in found.parts.values() if value < 0.0)
    return say("why.sentence", change=_signed(found.change_t), more=_signed(more), less=_signed(less), most=name,
               tonnes=_signed(tonnes))  # fmt: skip
