"""Published views beside the scenario on screen, the slow case always with it; nothing is rescaled."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import pandas as pd
import streamlit as st

from pvsilver.charts import market_views
from pvsilver.exchange import drawn
from pvsilver.scenario import Scenario
from pvsilver.screens import draw, state
from pvsilver.screens.state import say
from pvsilver.studies import views
from pvsilver.world.frames import Projection

SCREEN, SLOW, BASELINE = "pvsilver, this scenario", "pvsilver, slow_thrift", "pvsilver, baseline"
OWN = {
    SCREEN: "own_t",
    "pvsilver, central": "central_case_t",
    SLOW: "slow_t",
    "pvsilver, copper_at_scale": "copper_t",
}
"""Our publishers in the frame of views → column of the table."""


@lru_cache(maxsize=16)
def _views(scenario: Scenario) -> pd.DataFrame:
    return views.views(scenario)


def show(projected: Projection, before: Projection) -> None:
    """A row a view with ours in the same year, what the rows are, and our cases by year beside them."""
    frame, base = _views(projected.scenario), _views(before.scenario)
    ours, theirs = _ours(frame), _ours(base)
    moved = not np.allclose(ours[SCREEN], theirs[SCREEN], rtol=1e-9)
    published = frame[~frame["publisher"].isin(list(OWN))]
    rows = [
        _row(group, ours, theirs[SCREEN] if moved else None)
        for _, group in published.groupby(["year", "publisher"], sort=True)
    ]
    words = market_views.Words(say("chart.views.title"), say("chart.views.view"), say("chart.views.published"),
                               say("chart.views.ours"), say("chart.views.slow"),
                               say("chart.demand.baseline"))  # fmt: skip
    second = say(f"chart.views.second{'.moved' if moved else ''}")
    alt = say("chart.views.alt", count=len(rows))
    draw.chart("views", market_views.draw(words, second, alt, rows))
    st.markdown(say("chart.views.sentence"))
    st.caption(f"{say('chart.views.caption')} {drawn.footer('views', state.face().lang)}")
    draw.table("views", _table(ours, published), before=_table(theirs, published), against=(OWN[SCREEN],))
    draw.csv(partial(_beside, frame, base, moved), "views", projected.scenario, "download_views")


def _ours(frame: pd.DataFrame) -> pd.DataFrame:
    """Our cases, a column each, by year."""
    own = frame[frame["publisher"].isin(list(OWN))]
    return own.pivot_table(index="year", columns="publisher", values="silver_t")


def _beside(frame: pd.DataFrame, base: pd.DataFrame, moved: bool) -> pd.DataFrame:
    """All rows, and the baseline's own where they differ."""
    own = base[base["publisher"] == SCREEN].assign(publisher=BASELINE)
    return pd.concat([frame, own], ignore_index=True) if moved else frame


def _row(group: pd.DataFrame, ours: pd.DataFrame, before: pd.Series[float] | None) -> market_views.View:
    year, publisher = int(group["year"].iloc[0]), str(group["publisher"].iloc[0])
    basis = say(f"view.basis.{group['basis'].iloc[0]}")
    named = {"publisher": _publisher(publisher), "year": year, "basis": basis}
    scope = str(group["scope"].iloc[0])
    if scope == views.YEARLY_SCOPE:
        name = say("view.name", **named)
    else:
        unsaid = group["basis"].iloc[0] == "unknown"
        name = say("view.name.unsaid" if unsaid else "view.name.scoped", scope=_scope(scope), **named)
    at = {name: float(tonnes[ours.index == year].iloc[0]) for name, tonnes in ours.items()}
    return market_views.View(name, _scope(scope), float(group["silver_t"].min()),
                             float(group["silver_t"].max()), at[SCREEN], at[SLOW],
                             None if before is None else float(before[year]))  # fmt: skip


DESCRIBED = (
    "Study quoted in press",
    "Chinese broker note 2022",
    "Chinese article 2025",
    "Page citing the IEA",
)
"""Publishers that are described rather than named."""


def _publisher(name: str) -> str:
    return say(f"publisher.{name}") if name in DESCRIBED else name


def _scope(scope: str) -> str:
    return say("view.scope." + scope.replace(", ", "."))


def _table(ours: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Our cases by year, and what others say for it."""
    said = {
        int(part["year"].iloc[0]): "; ".join(_said(g) for _, g in part.groupby("publisher", sort=False))
        for _, part in published.groupby("year")
    }
    shown: dict[str, object] = {"year": ours.index.to_numpy()}
    shown |= {column: ours[name].to_numpy() for name, column in OWN.items()}
    return pd.DataFrame(shown | {"others": [said.get(int(year), "") for year in ours.index]})


def _said(group: pd.DataFrame) -> str:
    low, high = float(group["silver_t"].min()), float(group["silver_t"].max())
    figure = f"{low:,.0f}" if low == high else f"{low:,.0f} – {high:,.0f}"
    return f"{_publisher(str(group['publisher'].iloc[0]))} {figure}"
