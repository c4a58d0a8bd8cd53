"""Own tables: an editable grid of a table that replaces a path, or a file of the same columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pvsilver.exchange import own_curves, own_table
from pvsilver.exchange.own_table import Fault, Layout, Row
from pvsilver.scenario import Scenario
from pvsilver.screens import acts, markdown, outlook_grid, state, widgets
from pvsilver.screens.acts import act
from pvsilver.screens.state import Face, say

IDS = ("market_share", "installations_gw", own_curves.ID, own_table.POWDER)
PATHS = {
    "market_share": "market_share_path",
    "installations_gw": "installation_outlook",
    own_curves.ID: "route_path",
}
"""Table → the lever whose path it replaces; powders have one path."""

SHOWN_FAULTS = 8


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
    form, draft = _layout(id), _draft(id)
    path = say(f"parameter.{PATHS[id]}.label" if id in PATHS else f"own.path.{id}")
    in_force = state.face().scenario[id] is not None
    st.markdown(say(f"own.{id}.intro", first=form.first_year, path=path))
    standing = "own.in_force" if in_force else "own.as_path" if draft.rows else "own.no_curves"
    st.caption(say(standing, path=path))
    outlook_grid.show(form, draft.rows, f"grid_{id}_{draft.version}", _edit)
    _faults(form, draft)
    _buttons(form, draft, in_force)
    _file(form, draft)


def _layout(id: str) -> Layout:
    return own_curves.layout() if id == own_curves.ID else own_table.layout(id)


def _anchors(id: str, scenario: Scenario) -> list[Row]:
    return own_curves.anchors(scenario) if id == own_curves.ID else own_table.anchors(id, scenario)


def _wrong(id: str, rows: list[Row]) -> list[Fault]:
    return (own_curves if id == own_curves.ID else own_table).faults(_layout(id), rows)


def _origin(id: str, scenario: Scenario) -> tuple[Any, ...]:
    """What a draft was made from; another one makes a new draft."""
    return scenario[id], scenario[PATHS[id]] if id in PATHS else scenario["powder_silver_factor"]


def _draft(id: str) -> Draft:
    scenario = state.face().scenario
    kept: Draft | None = st.session_state.get(f"draft_{id}")
    if kept is None or kept.origin != _origin(id, scenario):
        version = kept.version + 1 if kept else 0
        kept = Draft(_anchors(id, scenario), _origin(id, scenario), version=version)
        st.session_state[f"draft_{id}"] = kept
    return kept


def _faults(form: Layout, draft: Draft) -> None:
    if not draft.faults:
        return
    lines = [f"- {_fault(form, fault)}" for fault in draft.faults[:SHOWN_FAULTS]]
    if len(draft.faults) > SHOWN_FAULTS:
        lines.append(f"- {say('own.fault.more', count=len(draft.faults) - SHOWN_FAULTS)}")
    with st.container(key="own_faults"):
        st.error("\n".join([say("own.kept"), "", *lines]), icon=":material/error:")


def _fault(form: Layout, fault: Fault) -> str:
    column = outlook_grid.heading(fault.column) if fault.column else ""
    # A header is named by our own column, in signs of code; all else may come from a file.
    given = fault.given if fault.kind == "header" else markdown.plain(fault.given)
    return say(f"own.fault.{fault.kind}", row=fault.row, column=column, given=given or "–",
               first=form.first_year)  # fmt: skip


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
                  disabled=(in_force and not draft.faults) or not draft.rows)  # fmt: skip
        st.button(say("own.back"), key=f"back_{form.id}", type="tertiary", icon=":material/restart_alt:",
                  on_click=_back, args=(form.id,), disabled=not in_force and not draft.version)  # fmt: skip


def _file(form: Layout, draft: Draft) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="own_file"):
        key = f"upload_{form.id}_{draft.version}"
        st.file_uploader(say("own.upload", columns=", ".join((*form.key, *form.columns))), type="csv", key=key,
                         max_upload_size=1, on_change=_upload, args=(form.id, key))  # fmt: skip
        st.download_button(
            say("own.template"),
            data=own_table.template(form, _template(form.id, state.face().scenario)),
            file_name=f"pvsilver_{form.id}.csv", mime="text/csv", key=f"template_{form.id}",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _template(id: str, scenario: Scenario) -> list[Row]:
    """The table as it is; where no curve is given, the one that the levers describe."""
    return _anchors(id, scenario) or own_curves.example(scenario)


def _take(now: Face, id: str, rows: list[Row], faults: list[Fault]) -> None:
    """The rows are the draft; when nothing is wrong with them they are the scenario's, else the last good stays."""
    form, draft = _layout(id), _draft(id)
    draft.rows, draft.faults, draft.version = rows, faults, draft.version + 1
    if not faults:
        acts.attempt(now, **{id: (own_curves if id == own_curves.ID else own_table).value(form, rows)})
        draft.origin = _origin(id, now.scenario)


@act
def _edit(now: Face, id: str, key: str) -> None:
    rows = own_table.edited(_draft(id).rows, st.session_state[key])
    _take(now, id, rows, _wrong(id, rows))


@act
def _scale(now: Face, id: str) -> None:
    rows = own_table.scaled(_layout(id), _draft(id).rows)
    _take(now, id, rows, _wrong(id, rows))


@act
def _use(now: Face, id: str) -> None:
    rows = _draft(id).rows
    _take(now, id, rows, _wrong(id, rows))


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
    rows, faults = (own_curves if id == own_curves.ID else own_table).read(_layout(id), given.getvalue())
    _take(now, id, rows or _draft(id).rows, faults)
