"""/evidence: how the model would have done, what it reproduces, where each number comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from pvsilver import catalogue, tables, words
from pvsilver.errors import TableError
from pvsilver.screens import acts, compared, draw, evidence_score, figures, grid, results, state, widgets
from pvsilver.screens.state import say
from pvsilver.studies import survey_years

METHOD = Path(__file__).resolve().parents[2] / "docs" / "method.md"

LEVERS = ("survey_vintage", "screen_loss_pct", "reject_loss_pct", "breakage_loss_pct")


PARAMETER_COLUMNS = (
    "id", "label", "unit", "default", "low", "high", "minimum", "maximum", "sources", "grade", "note",
)  # fmt: skip
HINDCAST_COLUMNS = (
    "year", "survey_comparable_t", "survey_t", "unexplained_t", "model_over_survey", "cell_production_gw",
    "silver_mg_per_w", "contained_silver_t",
)  # fmt: skip

COMPARED = ("survey_comparable_t",)


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
    frame, base = (
        found.reconciliation[found.reconciliation["year"] <= survey_years.last_surveyed()]
        for found in (projected, before)
    )
    evidence_score.show(frame, base, draw.vintage_name(str(projected.scenario["survey_vintage"])))
    draw.hindcast_charts(projected, before)
    st.markdown(f"##### {say('evidence.unexplained.title')}")
    st.markdown(say("evidence.unexplained.text"))
    shown = frame[list(HINDCAST_COLUMNS)]
    draw.table("hindcast", shown, None, base, COMPARED)
    draw.csv(partial(compared.beside, shown, base, COMPARED), "hindcast", projected.scenario)


def _published() -> None:
    """Failing rows first; beside what is computed stands what the baseline gives, where that differs."""
    now = state.face()
    found, base = results.published(now.scenario), results.published(now.baseline)
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
            "source": [widgets.publishers(tables.split_source_ids(ids), 3) for ids in found["source"]],
            "note": found["note"],
            "id": found["id"],
        }
    )
    beside = compared.beside(found, base, ("computed",), ("id",))
    if (column := "computed" + compared.BASELINE) in beside:
        shown.insert(list(shown).index("unit"), column, [figures.number(value) for value in beside[column]])
    _listing("published", shown, {"verdict": 74, "what": 160, "computed": 76}, PUBLISHED_PX)
    if now.lang != words.LANGUAGES[0]:
        st.caption(say("evidence.published.english"))
    draw.csv(beside, "published", now.scenario, "download_published")


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
    _listing("parameters", frame, {"label": 130, "default": 96, "grade": 84})
    draw.csv(frame, "parameters", state.face().scenario, "download_parameters")


def _unit(unit: str | None) -> str:
    return say(f"unit.{unit}") if unit else ""


def _sources() -> None:
    rows = [dict(row) | {"kind": say(f"source_kind.{row['kind']}")} for row in tables.load("sources").rows]
    columns = ["id", "title", "publisher", "year", "kind", "url", "licence"]
    frame = _found("sources", pd.DataFrame(rows, columns=columns))
    _listing("sources", frame, {"title": 150, "publisher": 110, "year": 56})
    draw.csv(frame, "sources", state.face().scenario, "download_sources")


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


LISTING_PX = 520
PUBLISHED_PX = {"what": 300, "unit": 92, "source": 150, "note": 320}
"""Widths of columns whose texts are broken into lines rather than cut."""


def _listing(
    name: str, frame: pd.DataFrame, phone: Mapping[str, int], widths: Mapping[str, int] | None = None
) -> None:
    """A long list.  phone: the columns that a phone shows, with their widths; widths: of texts in several lines."""
    config = {
        column: st.column_config.LinkColumn(say(f"column.{column}")) if column == "url"
        else st.column_config.NumberColumn(say(f"column.{column}"), format="%d") if column == "year"
        else st.column_config.Column(compared.short(column))
        for column in map(str, frame)
    }  # fmt: skip
    columns = {column: pa.array(frame[column], from_pandas=True) for column in config}
    options: dict[str, Any] = {"height": LISTING_PX}
    if widths:
        config |= {column: config[column] | {"width": px} for column, px in widths.items()}
        options["row_height"] = grid.TALL_ROW_PX
    grid.show(name, columns, config, phone, **options)


def _method() -> None:
    if METHOD.is_file():
        st.markdown(METHOD.read_text(encoding="utf-8"))
    else:
        st.info(say("evidence.method.absent"))
