"""Silver on a watt beside what others have published: the scenario, the slow case, and each figure's own basis."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from pvsilver.charts import intensity
from pvsilver.charts.intensity import BASELINE, FLEET, SLOW, Line, Published
from pvsilver.exchange import drawn
from pvsilver.names import TECHNOLOGIES
from pvsilver.scenario import Scenario
from pvsilver.screens import acts, draw, figures, grid, results, state, widgets
from pvsilver.screens.state import say
from pvsilver.studies import trajectories
from pvsilver.studies.trajectories import own
from pvsilver.world import paths
from pvsilver.world.frames import Projection

ALL = "all"
PHONE = {"publisher": 178, "year": 60, "mg_per_w": 96}
ORDER = {SLOW: 0, FLEET: 1}
"""Columns of the table that stand before the technologies."""

VIEWS = (ALL, FLEET, "topcon", "perc", "hjt", "xbc")


@lru_cache(maxsize=16)
def _frame(scenario: Scenario, start: int, end: int) -> pd.DataFrame:
    return trajectories.trajectories(scenario, start, end)


def show(projected: Projection, before: Projection) -> None:
    """Which lines, on which axis; the chart, what it says, the published figures, the table and its CSV."""
    scenario = projected.scenario
    view, log = _choice()
    slow = results.projection(results.preset(trajectories.SLOW), like=scenario)
    years = projected.annual["year"].to_numpy()
    frame = _frame(scenario, int(years[0]), int(years[-1]))
    published = frame[frame["kind"] != "model"]
    lines = _lines(view, projected, before, slow)
    shown = published if view == ALL else published[published["technology"] == view]
    height = draw.PHONE_CHART_PX if state.face().narrow else intensity.HEIGHT_PX
    chart = intensity.draw(
        _words(view, lines), log, years=years.astype(float), lines=lines, published=_published(shown),
        last_label=say("chart.intensity.last"), last=paths.last_observed_year(), named=view != ALL,
        height_px=height,
    )  # fmt: skip
    draw.chart("intensity", chart, height)
    st.markdown(_sentence(projected, slow, view))
    st.caption(f"{say('chart.intensity.caption')} {drawn.footer('intensity', state.face().lang)}")
    st.caption(_mode(scenario))
    _table(years, lines)
    draw.csv(frame, "intensity", scenario, "download_intensity")
    st.markdown(f"###### {say('chart.intensity.published.heading')}")
    _published_table(shown)


def _choice() -> tuple[str, bool]:
    with st.container(
        horizontal=not state.face().narrow, gap="small", vertical_alignment="center", key="intensity_choice"
    ):
        view = st.segmented_control(
            say("chart.intensity.view"), VIEWS, default=VIEWS[0], required=True, key="intensity_view",
            format_func=widgets.named(VIEWS, _view_name), label_visibility="collapsed", on_change=acts.look,
        )  # fmt: skip
        log = st.toggle(say("chart.intensity.log"), key="intensity_log", on_change=acts.look)
    return view or ALL, bool(log)


def _view_name(view: str) -> str:
    return say(f"technology.{view}") if view in TECHNOLOGIES else say(f"chart.intensity.view.{view}")


def _lines(view: str, projected: Projection, before: Projection, slow: Projection) -> list[Line]:
    """Ours, the heavy one last but for the baseline, which appears only where it differs."""
    about = FLEET if view == ALL else view
    heavy = Line(about, True, own(projected, about))
    found = [Line(SLOW, False, own(slow, about)), heavy]
    if view == ALL:
        found = [Line(name, False, own(projected, name)) for name in TECHNOLOGIES] + found
    elif view != FLEET:
        found = [Line(FLEET, False, own(projected, FLEET)), *found]
    base = own(before, about)
    if not np.allclose(base, heavy.mg_per_w, rtol=1e-9, equal_nan=True):
        found.append(Line(BASELINE, False, base))
    return [line for line in found if not np.isnan(line.mg_per_w).all()]


def _words(view: str, lines: list[Line]) -> intensity.Words:
    names = {line.id: _line_name(line.id, view) for line in lines}
    what = say("chart.intensity.of.all") if view in (ALL, FLEET) else _view_name(view)
    return intensity.Words(
        say("chart.intensity.title", what=what), say("chart.intensity.second"),
        say("chart.intensity.alt", what=what), say("column.year"), say("chart.views.published"), say("column.scope"),
        tuple(names.items()),
    )  # fmt: skip


def _line_name(id: str, view: str) -> str:
    if id == SLOW:
        return say("chart.intensity.slow")
    if id == BASELINE:
        return say("chart.demand.baseline")
    return say("chart.intensity.fleet") if id == FLEET else say(f"technology.{id}")


def _published(frame: pd.DataFrame) -> list[Published]:
    found = []
    for id, part in frame.groupby("trajectory", sort=False):
        written = tuple(
            f"{mg:.1f} ({say(f'view.basis.{basis}')})"
            for mg, basis in zip(part["silver_mg_per_w"], part["basis"], strict=True)
        )
        found.append(Published(
            str(id), str(part["technology"].iloc[0]), publisher(str(part["publisher"].iloc[0])),
            say(f"trajectory.{id}"), tuple(part["year"]), tuple(part["silver_mg_per_w"]), tuple(part["basis"]),
            written,
        ))  # fmt: skip
    return found


def publisher(name: str) -> str:
    """A publisher's name; one that is described rather than named, in the visitor's language."""
    return say(f"publisher.{name}") if name == trajectories.DERIVED else name


def _sentence(projected: Projection, slow: Projection, view: str) -> str:
    year = int(projected.scenario.number("headline_year"))
    about = FLEET if view == ALL else view
    place = year - int(projected.annual["year"].iloc[0])
    ours, slowly = (float(own(one, about)[place]) for one in (projected, slow))
    return say(
        "chart.intensity.sentence", year=year, ours=figures.number(ours), slow=figures.number(slowly),
        what=say("chart.intensity.fleet") if about == FLEET else say(f"technology.{about}"),
    )  # fmt: skip


def _mode(scenario: Scenario) -> str:
    """How thrift is made in this scenario, and which other way there is."""
    learned = scenario["thrift_learning_pct"]
    if learned is not None:
        return say("chart.intensity.mode.learned", pct=f"{learned:g}")
    return say("chart.intensity.mode.path", path=say(f"choice.thrift_path.{scenario['thrift_path']}"))


def _table(years: np.ndarray[Any, Any], lines: list[Line]) -> None:
    """The table twin: a row a year, a column a line of ours; the heavy one beside its baseline."""
    names = {
        FLEET: "fleet_mg_per_w",
        SLOW: "slow_mg_per_w",
        **{name: f"{name}_mg_per_w" for name in TECHNOLOGIES},
    }
    heavy = next(line for line in lines if line.heavy)
    base = next((line for line in lines if line.id == BASELINE), heavy)
    ordered = sorted(
        (line for line in lines if line.id != BASELINE), key=lambda line: ORDER.get(line.id, len(ORDER))
    )
    ordered = [heavy, *(line for line in ordered if line is not heavy)]
    frame = pd.DataFrame({"year": years} | {names[line.id]: line.mg_per_w for line in ordered})
    column = names[heavy.id]
    before = pd.DataFrame({"year": years, column: base.mg_per_w})
    draw.table("intensity", frame, None, before, (column,))


def _published_table(frame: pd.DataFrame) -> None:
    """The published figures of the view: year, basis, scope, grade and source of each."""
    shown = pd.DataFrame({
        "publisher": [publisher(name) for name in frame["publisher"]],
        "technology": [_view_name(name) for name in frame["technology"]],
        "year": frame["year"], "mg_per_w": frame["silver_mg_per_w"],
        "basis": [say(f"view.basis.{name}") for name in frame["basis"]],
        "scope": [say(f"trajectory.{id}") for id in frame["trajectory"]],
        "kind": [say(f"trajectory.kind.{name}") for name in frame["kind"]],
        "grade": [say(f"grade.{name}") for name in frame["grade"]],
        "url": frame["url"].replace("", None),
    })  # fmt: skip
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(say(f"column.{name}")) for name in map(str, shown)
    }
    config["year"] = st.column_config.NumberColumn(say("column.year"), format="%d")
    config["mg_per_w"] = st.column_config.NumberColumn(
        "mg/W" if state.face().narrow else say("column.mg_per_w"), format="%.1f"
    )
    config["url"] = st.column_config.LinkColumn(say("column.url"), display_text=r"https?://(?:www\.)?([^/]+)")
    columns = {name: pa.array(shown[name], from_pandas=True) for name in map(str, shown)}
    grid.show("published_intensity", columns, config, PHONE, height="auto", row_height=None)
