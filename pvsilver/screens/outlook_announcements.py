"""Who announced which metallization route, when, and what became of it: dated evidence beside the route chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pvsilver import tables
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.screens import acts, draw, state, widgets
from pvsilver.screens.markdown import plain
from pvsilver.screens.state import say
from pvsilver.studies import source_links

TABLE = "route_announcements"
ALL, FLEET = "all", "fleet"
WIDTHS_PX = {"announced": 102, "who": 104, "technology": 82, "route": 92, "what": 218, "outcome": 84,
             "what_happened": 208, "url": 112}  # fmt: skip
ROW_PX, HEIGHT_PX = 76, 540
TRIED, CAME = ("pilot", "tested"), ("delivered", "running")


def show() -> None:
    """The announcements of a technology and a route, the newest first, with how earlier ones ended."""
    rows = tables.load(TABLE).rows
    st.markdown(f"##### {say('announcements.heading')}")
    technology, route = _choice(rows)
    shown = [
        row for row in sorted(rows, key=lambda row: str(row["announced"]), reverse=True)
        if technology in (ALL, row["technology"]) and route in (ALL, row["route"])
    ]  # fmt: skip
    if not shown:
        st.info(say("announcements.empty", technology=_technology(technology), route=say(f"route.{route}")))
        return
    st.markdown(_counted(shown))
    _table(shown)
    st.caption(say("announcements.caption", version=tables.version()))
    draw.csv(pd.DataFrame(shown), TABLE, state.face().scenario, "download_announcements")


def _choice(rows: tuple[Mapping[str, Any], ...]) -> tuple[str, str]:
    """Technologies that have a row, and all routes: an empty answer tells something too."""
    known = {row["technology"] for row in rows}
    technologies = (ALL, *(name for name in (*TECHNOLOGIES, FLEET) if name in known))
    routes = (ALL, *(name for name in ROUTES if any(row["route"] == name for row in rows)))
    with st.container(horizontal=not state.face().narrow, gap="small", key="announcements_choice"):
        technology = st.selectbox(
            say("announcements.technology"), technologies, key="announced_technology", width=200,
            format_func=widgets.named(technologies, _technology), on_change=acts.look,
        )  # fmt: skip
        route = st.selectbox(
            say("announcements.route"), routes, key="announced_route", width=240, on_change=acts.look,
            format_func=widgets.named(routes, _route),
        )  # fmt: skip
    return technology or ALL, route or ALL


def _technology(name: str) -> str:
    return say("announcements.filter.all" if name == ALL else f"technology.{name}")


def _route(name: str) -> str:
    return say("announcements.filter.all" if name == ALL else f"route.{name}")


def _counted(rows: list[Mapping[str, Any]]) -> str:
    """How many came, are open, are being tried, and failed."""
    ends = Counter(row["outcome"] for row in rows)
    return say(
        "announcements.count", delivered=sum(ends[end] for end in CAME), open=ends["open"],
        tried=sum(ends[end] for end in TRIED), failed=ends["not_delivered"],
    )  # fmt: skip


def _table(rows: list[Mapping[str, Any]]) -> None:
    """A row each, tall enough to be read; on a phone a list, for its columns would not fit."""
    own = "_zh" if state.face().lang == "zh" else ""
    with st.container(key="table_announcements"):
        if state.face().narrow:
            st.markdown("\n".join(_item(row, own) for row in rows))
            return
        shown = pd.DataFrame({
            "announced": [row["announced"] for row in rows],
            "who": [row[f"who{own}"] for row in rows],
            "technology": [_technology(row["technology"]) for row in rows],
            "route": [_route(row["route"]) for row in rows],
            "what": [row[f"what{own}"] for row in rows],
            "outcome": [say(f"outcome.{row['outcome']}") for row in rows],
            "what_happened": [row[f"what_happened{own}"] for row in rows],
            "url": [source_links.first(row["source_id"]) or None for row in rows],
            "planned_start": [row["planned_start"] for row in rows],
            "grade": [say(f"grade.{row['grade']}") for row in rows],
        })  # fmt: skip
        config: dict[str, Any] = {
            name: st.column_config.TextColumn(say(f"column.{name}"), width=WIDTHS_PX.get(name))
            for name in map(str, shown)
        }
        config["url"] = st.column_config.LinkColumn(
            say("column.url"), display_text=r"https?://(?:www\.)?([^/]+)", width=WIDTHS_PX["url"]
        )
        st.dataframe(shown, hide_index=True, width="stretch", height=HEIGHT_PX, row_height=ROW_PX, placeholder="",
                     column_config=config)  # fmt: skip


def _item(row: Mapping[str, Any], own: str) -> str:
    """One announcement as an item of a list."""
    url = source_links.first(row["source_id"])
    source = f" [{say('column.source')}]({url})" if url else ""
    about = f"{_technology(row['technology'])}, {_route(row['route'])}"
    who, what, happened = (plain(str(row[f"{name}{own}"])) for name in ("who", "what", "what_happened"))
    outcome = say(f"outcome.{row['outcome']}")
    return f"- **{row['announced']} · {who}** ({about}): {what} → **{outcome}**: {happened}{source}"
