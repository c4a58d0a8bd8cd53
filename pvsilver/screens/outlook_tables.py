"""Own tables: an editable grid of the technology mix and of installations, or a file of the same columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from pvsilver import usertables
from pvsilver.exchange import own_table
from pvsilver.exchange.own_table import YEAR, Fault, Layout, Row
from pvsilver.scenario import Scenario
from pvsilver.screens import acts, state, widgets
from pvsilver.screens.acts import act
from pvsilver.screens.state import Face, say

IDS = ("market_share", "installations_gw")
PATHS = {"market_share": "market_share_path", "installations_gw": "installation_outlook"}
SUM = "sum"
SHOWN_FAULTS = 8
GRID_COLUMN_PX = 84


@dataclass
class Draft:
    """A table that is being worked on, until it can be used."""

    rows: list[Row]
    origin: tuple[Any, ...]
    faults: list[Fault] = field(default_factory=list)
    version: int = 0


def show() -> None:
    """One of the tables: the grid, what is wrong with it, and how to get it from a file."""
    id = (
        st.segmented_control(
            say("own.which"),
            IDS,
            default=IDS[0],
            required=True,
            format_func=widgets.named(IDS, lambda id: say(f"own.{id}")),
            key="own_which",
            label_visibility="collapsed",
            on_change=acts.look,
        )
        or IDS[0]
    )
    form, draft = own_table.layout(id), _draft(id)
    path = say(f"parameter.{PATHS[id]}.label")
    in_force = state.face().scenario[id] is not None
    st.markdown(say(f"own.{id}.intro", first=form.first_year, path=path))
    st.caption(say("own.in_force" if in_force else "own.as_path", path=path))
    _grid(form, draft)
    _faults(draft)
    _buttons(form, draft, in_force)
    _file(form, draft)


def _origin(id: str, scenario: Scenario) -> tuple[Any, ...]:
    """What a draft was made from; another one makes a new draft."""
    return scenario[id], scenario[PATHS[id]]


def _draft(id: str) -> Draft:
    scenario = state.face().scenario
    kept: Draft | None = st.session_state.get(f"draft_{id}")
    if kept is None or kept.origin != _origin(id, scenario):
        version = kept.version + 1 if kept else 0
        kept = Draft(own_table.anchors(id, scenario), _origin(id, scenario), version=version)
        st.session_state[f"draft_{id}"] = kept
    return kept


def _grid(form: Layout, draft: Draft) -> None:
    columns: dict[str, Any] = {
        YEAR: st.column_config.NumberColumn(
            say("column.year"), format="%d", min_value=form.first_year, max_value=usertables.LATEST, step=1,
            required=True, width=GRID_COLUMN_PX,
        )
    }  # fmt: skip
    for name in form.columns:
        heading = say(f"technology.{name}") if form.shares else say("own.gw")
        columns[name] = st.column_config.NumberColumn(
            heading, format="%.2f" if form.shares else "%.1f", min_value=0.0, max_value=form.highest,
            default=0.0 if form.shares else None, width=GRID_COLUMN_PX,
        )  # fmt: skip
    frame = pd.DataFrame(draft.rows, columns=[YEAR, *form.columns], dtype=float)
    if form.shares:
        frame[SUM] = [own_table.total(form, row) for row in draft.rows]
        columns[SUM] = st.column_config.NumberColumn(say("own.sum"), format="%.2f", disabled=True,
                                                     width=GRID_COLUMN_PX)  # fmt: skip
    key = f"grid_{form.id}_{draft.version}"
    with st.container(key=f"table_{form.id}"):
        st.data_editor(frame, key=key, num_rows="dynamic", hide_index=True, column_config=columns,
                       width="content", on_change=_edit, args=(form.id, key))  # fmt: skip


def _faults(draft: Draft) -> None:
    if not draft.faults:
        return
    lines = [f"- {_fault(fault)}" for fault in draft.faults[:SHOWN_FAULTS]]
    if len(draft.faults) > SHOWN_FAULTS:
        lines.append(f"- {say('own.fault.more', count=len(draft.faults) - SHOWN_FAULTS)}")
    with st.container(key="own_faults"):
        st.error("\n".join([say("own.kept"), "", *lines]), icon=":material/error:")


def _fault(fault: Fault) -> str:
    column = fault.column
    name = say("column.year") if column == YEAR else say("own.gw") if column == "gw" else ""
    name = name or (say(f"technology.{column}") if column else "")
    return say(f"own.fault.{fault.kind}", row=fault.row, column=name, given=fault.given or "–")


def _buttons(form: Layout, draft: Draft, in_force: bool) -> None:
    with st.container(horizontal=True, gap="small", key="own_buttons"):
        if form.shares:
            st.button(
                say("own.scale"),
                key="scale_to_100",
                icon=":material/percent:",
                on_click=_scale,
                args=(form.id,),
            )
        st.button(say("own.use"), key=f"use_{form.id}", icon=":material/check:", on_click=_use, args=(form.id,),
                  disabled=in_force and not draft.faults)  # fmt: skip
        st.button(say("own.back"), key=f"back_{form.id}", type="tertiary", icon=":material/restart_alt:",
                  on_click=_back, args=(form.id,), disabled=not in_force and not draft.version)  # fmt: skip


def _file(form: Layout, draft: Draft) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="own_file"):
        key = f"upload_{form.id}_{draft.version}"
        st.file_uploader(say("own.upload", columns=", ".join((YEAR, *form.columns))), type="csv", key=key,
                         max_upload_size=1, on_change=_upload, args=(form.id, key))  # fmt: skip
        st.download_button(
            say("own.template"),
            data=own_table.template(form, own_table.anchors(form.id, state.face().scenario)),
            file_name=f"pvsilver_{form.id}.csv", mime="text/csv", key=f"template_{form.id}",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _take(now: Face, id: str, rows: list[Row], faults: list[Fault]) -> None:
    """The rows are the draft; when nothing is wrong with them they are the scenario's, else the last good stays."""
    form = own_table.layout(id)
    draft = _draft(id)
    draft.rows, draft.faults, draft.version = rows, faults, draft.version + 1
    if not faults:
        acts.attempt(now, **{id: own_table.value(form, rows)})
        draft.origin = _origin(id, now.scenario)


@act
def _edit(now: Face, id: str, key: str) -> None:
    rows = own_table.edited(_draft(id).rows, st.session_state[key])
    _take(now, id, rows, own_table.faults(own_table.layout(id), rows))


@act
def _scale(now: Face, id: str) -> None:
    form = own_table.layout(id)
    rows = own_table.scaled(form, _draft(id).rows)
    _take(now, id, rows, own_table.faults(form, rows))


@act
def _use(now: Face, id: str) -> None:
    rows = _draft(id).rows
    _take(now, id, rows, own_table.faults(own_table.layout(id), rows))


@act
def _back(now: Face, id: str) -> None:
    """Back to the path."""
    st.session_state.pop(f"draft_{id}", None)
    acts.attempt(now, **{id: None})


@act
def _upload(now: Face, id: str, key: str) -> None:
    given = st.session_state.get(key)
    if given is None:
        return
    rows, faults = own_table.read(own_table.layout(id), given.getvalue())
    _take(now, id, rows or _draft(id).rows, faults)
