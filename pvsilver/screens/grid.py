"""How a table that is only read is shown: whole where there is room; on a phone three columns, and a word of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from pvsilver.screens import state
from pvsilver.screens.state import say

PHONE_COLUMNS = 3
TALL_ROW_PX = 76
"""Room for the lines of a text that a phone's narrow column breaks; in lower rows Streamlit breaks none."""


def show(
    name: str,
    columns: Mapping[str, Any],
    config: Mapping[str, Any],
    phone: Sequence[str] | Mapping[str, int] = (),
    **options: Any,
) -> None:
    """The table under its contractual key.

    phone: the columns that a phone shows, the first three unless told; a width makes a column of text, whose rows are
    then tall enough for its lines.
    """
    kept = fitting(tuple(columns), tuple(phone))
    given = dict(config)
    if state.face().narrow and isinstance(phone, Mapping):
        options = {"row_height": TALL_ROW_PX} | options
        given |= {column: config[column] | {"width": px} for column, px in phone.items() if px}
    options = {"height": "content", "placeholder": ""} | options
    with st.container(key=f"table_{name}"):
        st.dataframe(
            pa.table({column: columns[column] for column in kept}),
            hide_index=True,
            width="stretch",
            column_config={column: given[column] for column in kept},
            **options,
        )


def fitting(columns: tuple[str, ...], phone: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The columns that the window has room for; where a phone leaves some out, it says that the file has all."""
    if not state.face().narrow or len(columns) <= PHONE_COLUMNS:
        return columns
    kept = tuple(column for column in dict.fromkeys((*phone, *columns)) if column in columns)[:PHONE_COLUMNS]
    st.caption(say("table.phone", shown=PHONE_COLUMNS, count=len(columns)))
    return kept
