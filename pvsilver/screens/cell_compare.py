"""Up to three kept cells beside the baseline and the one on screen."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pvsilver import catalogue
from pvsilver.errors import InputError
from pvsilver.screens import cell_acts, cell_state, draw, figures, grid, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

PHONE_PX = (116, 84, 128)
"""Widths of a row's name, the baseline, and the cell on screen with its difference."""

RESULTS = (
    ("silver_mg_per_cell", "mg/cell"),
    ("silver_mg_per_w", "mg/W"),
    ("paste_mg_per_w", "mg/W"),
    ("efficiency_pct", "%"),
    ("cell_power_w", "W"),
    ("silver_cny_per_w", "CNY/W"),
    ("silver_cny_per_cell", "CNY/cell"),
    ("silver_equivalent_width_um", "um"),
)


def compare(now: Cell, before: Cell) -> None:
    """Buttons to keep and to bring back, and the table."""
    kept = cell_acts.saved()
    st.markdown(say("compare.cells.intro"))
    with st.container(horizontal=True, gap="small", key="keep"):
        for place in cell_acts.PLACES:
            st.button(say("compare.cells.save", place=place), key=f"save_{place}", icon=":material/bookmark_add:",
                      on_click=cell_acts.save, args=(place,))  # fmt: skip
        for place in kept:
            st.button(
                say("compare.cells.load", place=place),
                key=f"load_{place}",
                type="tertiary",
                icon=":material/input:",
                on_click=cell_acts.load,
                args=(place,),
            )
    cells = {say("compare.cells.baseline"): before, say("compare.cells.now"): now} | _good(kept)
    ids = _differing(list(cells.values()))
    rows = [
        say("compare.cells.preset"),
        *(f"{say(f'headline.{id}')}, {say(f'unit.{unit}')}" for id, unit in RESULTS),
    ]
    rows += [widgets.label(catalogue.load()[id]) for id in ids]
    columns: dict[str, list[Any]] = {"row": rows}
    for name, cell in cells.items():
        values = [cell.name(), *(_result(cell, before, id) for id, _ in RESULTS)]
        columns[name] = values + [_written(id, cell.values[id]) for id in ids]
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(name, alignment="right") for name in columns if name != "row"
    }
    config["row"] = st.column_config.TextColumn(say("compare.cells.row"), pinned=True)
    grid.show("compare", columns, config, dict(zip(("row", *cells), PHONE_PX, strict=False)))
    draw.csv(partial(_frame, cells, ids), "compare_cells", now.scenario, "download_compare_cells")


def _result(cell: Cell, before: Cell, id: str) -> str:
    """A result and, in brackets, its difference to the baseline's."""
    value, base = (float(getattr(one.result, id)) for one in (cell, before))
    moved = figures.change(value, base)
    return f"{figures.number(value)} ({figures.signed(moved, value)})" if moved else figures.number(value)


def _frame(cells: dict[str, Cell], ids: list[str]) -> pd.DataFrame:
    """The same with every digit: a row a result or input, a column a cell."""
    rows = {id: [getattr(cell.result, id) for cell in cells.values()] for id, _ in RESULTS}
    rows |= {id: [cell.values[id] for cell in cells.values()] for id in ids}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(cells))
    return frame.rename_axis("id").reset_index()


def _good(kept: dict[str, Any]) -> dict[str, Cell]:
    found = {}
    for place, scenario in sorted(kept.items()):
        try:
            found[place] = cell_state.cell(scenario)
        except InputError:
            continue
    return found


def _differing(cells: list[Cell]) -> list[str]:
    """Ids of values in which any two of the cells differ."""
    return [id for id in cells[0].values if len({cell.values[id] for cell in cells}) > 1]


def _written(id: str, value: Any) -> str:
    return "–" if value is None else widgets.shown(catalogue.load()[id], value)
