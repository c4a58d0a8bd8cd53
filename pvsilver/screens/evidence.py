"""/evidence: how the model would have done, what it reproduces, where each number comes from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from pvsilver import catalogue, tables
from pvsilver.errors import TableError
from pvsilver.screens import acts, draw, figures, results, state, widgets
from pvsilver.screens.state import say
from pvsilver.studies import survey_years

METHOD = Path(__file__).resolve().parents[2] / "docs" / "method.md"

LEVERS = ("survey_vintage", "screen_loss_pct", "reject_loss_pct", "breakage_loss_pct")


PARAMETER_COLUMNS = (
    "id", "label", "unit", "default", "low", "high", "minimum", "maximum", "sources", "grade", "note",
)  # fmt: skip
HINDCAST_COLUMNS = (
    "year", "cell_production_gw", "silver_mg_per_w", "contained_silver_t", "survey_comparable_t", "survey_t",
    "unexplained_t", "model_over_survey",
)  # fmt: skip


def page() -> None:
    """Tabs; only the open one is computed."""
    with st.sidebar:
        widgets.levers(LEVERS)
    st.title(say("evidence.title"), anchor=False)
    st.markdown(say("evidence.subtitle"))
    parts = {"hindcast": _hindcast, "published": _published, "parameters": _parameters, "sources": _sources,
             "method": _method}  # fmt: skip
    for name, tab in draw.tabs("evidence", parts).items():
        if tab.open:
            with tab:
                _guarded(parts[name])


def _guarded(part: Callable[[], None]) -> None:
    """A damaged file costs its own tab, not the page."""
    try:
        part()
    except TableError as problem:
        with st.container(key="notice"):
            st.error(say("evidence.failed", problem=str(problem)), icon=":material/error:")


def _hindcast() -> None:
    now = state.face()
    projected, before = results.projection(now.scenario), results.projection(now.baseline, like=now.scenario)
    frame = projected.reconciliation
    frame = frame[frame["year"] <= survey_years.last_surveyed()]
    _score(frame, draw.vintage_name(str(projected.scenario["survey_vintage"])))
    draw.hindcast_charts(projected, before)
    st.markdown(f"##### {say('evidence.unexplained.title')}")
    st.markdown(say("evidence.unexplained.text"))
    draw.table("hindcast", frame, HINDCAST_COLUMNS, before.reconciliation, ("survey_comparable_t",))
    draw.csv(frame[list(HINDCAST_COLUMNS)], "hindcast", projected.scenario)


def _score(frame: pd.DataFrame, vintage: str) -> None:
    """How near the model comes, in three figures."""
    said = frame[frame["year"] <= survey_years.last_actual()].dropna(subset=["survey_t"])
    if said.empty:
        return
    miss = said.set_index("year")["model_over_survey"] - 1
    recent = miss[miss.index >= survey_years.good_from()]
    worst = int(said["year"].iloc[int(miss.abs().to_numpy().argmax())])
    with st.container(horizontal=True, gap="medium"):
        if len(recent):
            count = int((recent.abs() <= survey_years.band()).sum())
            within = say("evidence.within.value", count=count, total=len(recent))
            judged = {
                "first": survey_years.good_from(), "last": survey_years.last_actual(),
                "percent": f"{100 * survey_years.band():g}", "vintage": vintage,
            }  # fmt: skip
            st.metric(say("evidence.within", **judged), within, width="content")
            st.metric(
                say("evidence.mean_miss", **judged), f"{100 * recent.abs().mean():.1f} %", width="content"
            )
        span = {"first": int(miss.index.min()), "last": int(miss.index.max())}
        value = say("evidence.worst.value", miss=f"{100 * miss[worst]:+.0f}", year=worst)
        st.metric(say("evidence.worst", **span), value, width="content")


def _published() -> None:
    found = results.published(state.face().scenario)
    st.markdown(say("evidence.published.intro"))
    shown = pd.DataFrame(
        {
            "verdict": [say(f"verdict.{verdict}") for verdict in found["verdict"]],
            "what": found["what"],
            "expected": [figures.number(value) for value in found["expected"]],
            "computed": [figures.number(value) for value in found["computed"]],
            "unit": ["" if unit == "1" else unit for unit in found["unit"]],
            "tolerance": [
                _tolerance(*row) for row in zip(found["tolerance"], found["tolerance_kind"], strict=True)
            ],
            "source": found["source"],
            "note": found["note"],
            "id": found["id"],
        }
    )
    _listing("published", shown)


def _tolerance(value: float, kind: str) -> str:
    if kind == "relative":
        return say("tolerance.relative", value=f"{100 * value:g}")
    return say("tolerance.absolute", value=f"{value:g}")


def _parameters() -> None:
    declared = list(catalogue.load().values())
    rows = [
        {
            "id": p.id, "label": say(f"parameter.{p.id}.label"), "unit": _unit(p.unit),
            "default": widgets.shown(p, p.default), "low": p.low, "high": p.high,
            "minimum": p.minimum, "maximum": p.maximum,
            "sources": widgets.publishers(p.source_ids, 3) if p.source_ids else "",
            "grade": say(f"grade.{p.grade}") if p.grade else "", "note": p.note,
        }
        for p in declared
    ]  # fmt: skip
    frame = _found("parameters", pd.DataFrame(rows, columns=list(PARAMETER_COLUMNS)))
    _listing("parameters", frame)


def _unit(unit: str | None) -> str:
    return say(f"unit.{unit}") if unit else ""


def _sources() -> None:
    rows = [dict(row) | {"kind": say(f"source_kind.{row['kind']}")} for row in tables.load("sources").rows]
    columns = ["id", "title", "publisher", "year", "kind", "url", "licence"]
    _listing("sources", _found("sources", pd.DataFrame(rows, columns=columns)))


def _found(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that hold what is searched for, in any column."""
    wanted = (
        st.text_input(say(f"evidence.{name}.search"), key=f"search_{name}", on_change=acts.look)
        .strip()
        .lower()
    )
    text = frame.astype(object).where(frame.notna(), "").astype(str).agg(" ".join, axis=1).str.lower()
    kept = frame[text.str.contains(wanted, regex=False)]
    st.caption(say(f"evidence.{name}.count", count=len(kept), total=len(frame)))
    return kept


def _listing(name: str, frame: pd.DataFrame) -> None:
    config = {
        column: st.column_config.LinkColumn(say(f"column.{column}")) if column == "url"
        else st.column_config.NumberColumn(say(f"column.{column}"), format="%d") if column == "year"
        else st.column_config.Column(say(f"column.{column}"))
        for column in frame.columns
    }  # fmt: skip
    with st.container(key=f"table_{name}"):
        st.dataframe(
            frame, hide_index=True, width="stretch", height=520, placeholder="", column_config=config
        )


def _method() -> None:
    if METHOD.is_file():
        st.markdown(METHOD.read_text(encoding="utf-8"))
    else:
        st.info(say("evidence.method.absent"))
