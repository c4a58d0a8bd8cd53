"""The editable grid of an own table: a column a technology, or a row an adoption curve.

Columns have no limits: a grid would clip what is typed without a word, and the check of the table names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from pvsilver.exchange import own_curves, own_table
from pvsilver.exchange.own_table import YEAR, Layout, Row
from pvsilver.names import ROUTES
from pvsilver.screens import widgets
from pvsilver.screens.state import say

SUM = "sum"
COLUMN_PX, CURVE_PX, ROUTE_PX = 84, 112, 170


def heading(column: str) -> str:
    """Heading of a column in the visitor's language."""
    if column == "gw":
        return say("own.gw")
    named = (YEAR, *own_curves.KEY, *own_curves.YEARS, own_curves.CEILING)
    return say(f"column.{column}") if column in named else say(f"technology.{column}")


def show(form: Layout, rows: list[Row], key: str, change: Callable[..., None]) -> None:
    """The grid of these rows; `change` is called with the table's id and the grid's key."""
    frame = pd.DataFrame(rows, columns=[*form.key, *form.columns])
    if form.id == own_curves.ID:
        columns = _curves()
        frame = frame.astype(dict.fromkeys(form.columns, float))
    else:
        columns, frame = _years(form), frame.astype(float)
    if form.shares:
        frame[SUM] = [own_table.total(form, row) for row in rows]
        columns[SUM] = st.column_config.NumberColumn(
            say("own.sum"), format="%.2f", disabled=True, width=COLUMN_PX
        )
    with st.container(key=f"table_{form.id}"):
        st.data_editor(frame, key=key, num_rows="dynamic", hide_index=True, column_config=columns,
                       width="content", on_change=change, args=(form.id, key))  # fmt: skip


def _years(form: Layout) -> dict[str, Any]:
    """A row a year, a column a technology."""
    columns: dict[str, Any] = {
        YEAR: st.column_config.NumberColumn(
            heading(YEAR), format="%d", step=1, required=True, width=COLUMN_PX
        )
    }
    for name in form.columns:
        columns[name] = st.column_config.NumberColumn(
            heading(name), format="%.1f" if name == "gw" else "%.2f",
            default=0.0 if form.shares else None, width=COLUMN_PX,
        )  # fmt: skip
    return columns


def _curves() -> dict[str, Any]:
    """A row a technology and route."""
    technologies = own_curves.technologies()
    technology_name: Any = widgets.named(technologies, lambda id: say(f"technology.{id}"))
    route_name: Any = widgets.named(ROUTES, lambda id: say(f"route.{id}"))
    columns: dict[str, Any] = {
        own_curves.TECHNOLOGY: st.column_config.SelectboxColumn(
            heading(own_curves.TECHNOLOGY), options=technologies, required=True, width=CURVE_PX,
            format_func=technology_name,
        ),
        own_curves.ROUTE: st.column_config.SelectboxColumn(
            heading(own_curves.ROUTE), options=ROUTES, required=True, width=ROUTE_PX,
            format_func=route_name,
        ),
    }  # fmt: skip
    for name in own_curves.YEARS:
        columns[name] = st.column_config.NumberColumn(
            heading(name), format="%.1f", step=0.5, required=name == own_curves.START, width=CURVE_PX
        )
    columns[own_curves.CEILING] = st.column_config.NumberColumn(
        heading(own_curves.CEILING), format="%.1f", required=True, width=CURVE_PX
    )
    return columns
