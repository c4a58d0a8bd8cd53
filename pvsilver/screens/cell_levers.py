"""Levers of the page of the cell: by side, then process and groups."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import acts, cell_acts, cell_state, cell_widgets, draw, parts, state, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

SHOWN = (
    "finger_count",
    "finger_width_um",
    "finger_height_um",
    "finger_paste",
    "agcu_powder_silver_wt_pct",
    "busbar_count",
)
MORE = (
    "finger_shape",
    "finger_top_ratio",
    "finger_length_share",
    "finger_section_cv",
    "print_spread_um",
    "contact_width_um",
    "redundancy_length_mm",
    "line_quality_factor",
    "top_height_um",
    "top_paste",
    "cap_thickness_nm",
    "busbar_width_um",
    "busbar_height_um",
    "busbar_paste",
    "pad_count",
    "pad_area_mm2",
    "pad_height_um",
    "pad_paste",
)
OWN_PASTE = (
    "custom_solids_pct",
    "custom_silver_pct_of_solids",
    "custom_resistivity_uohm_cm",
    "silver_powder_blend_share",
)
MEASURED = ("finger_wet_mg", "busbar_wet_mg")
ELECTRICAL = (
    "contact_resistivity_mohm_cm2",
    "j0_metal_fa_cm2",
    "sheet_resistance_ohm",
    "contact_sheet_resistance_ohm",
    "line_resistance_ohm_per_cm",
)
FEES = ("finger_fee_cny_per_kg", "busbar_fee_cny_per_kg")
PRICES = ("silver_price_usd_per_oz", "cny_per_usd", "vat_pct")
WAFER = ("efficiency_pct", "wafer_width_mm", "wafer_height_mm", "wafer_diameter_mm", "edge_margin_mm")
GENERAL = ("jmpp_ma_cm2", "vmpp_v", "wire_count", "wire_diameter_mm", "optical_mode", "finger_optical_ratio",
           "wire_optical_ratio", "break_height_cv", "break_minimum_height_um", "break_cell_length_um",
           "corrosion_depth_um")  # fmt: skip
MONEY = (
    "watt_value_usd",
    "added_cost_usd_per_w",
    "powder_premium_pct",
    "paste_discount_pct",
    "paste_waste_factor",
)


def levers(cell: Cell) -> None:
    """Everything in the sidebar of the page."""
    _start(cell)
    tabs = draw.tabs(cell_state.SIDE, cell_state.sides(cell.design))
    for side, tab in tabs.items():
        if tab.open:
            with tab:
                _side(cell, side)
    _process(cell)
    for name, ids in _groups(cell).items():
        opened = st.expander(say(f"group.{name}"), key=f"more_{name}", on_change=acts.look)
        if opened.open:
            with opened:
                if name == "cell_money":
                    widgets.levers(PRICES)
                several(cell, ids)


def several(cell: Cell, ids: Iterable[str]) -> None:
    """Levers of these ids."""
    for id in ids:
        cell_widgets.lever(cell, id)


def _start(cell: Cell) -> None:
    """Technology and year side by side, and the way back to the preset."""
    scenario = state.face().scenario
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"):
        for id, name in (("cell_technology", "column.technology"), ("cell_year", "cell.year")):
            cell_widgets.select(catalogue.load()[id], scenario[id], cell_acts.start_from, say(name))
    parts.part(parts.BESIDE, _edited)


def _edited() -> None:
    """How many values are no longer the preset's, and the way back."""
    count = len(cell_state.edited_ids(state.face().scenario))
    if not count:
        st.caption(say("cell.unedited"))
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.caption(
            say("cell.edited.one") if count == 1 else say("cell.edited.many", count=count), width="stretch"
        )
        st.button(
            say("cell.as_preset"),
            key="as_preset",
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=cell_acts.as_preset,
        )


def _side(cell: Cell, side: str) -> None:
    if side in cell.design.reference.finger_sides:
        several(cell, (f"{side}_{name}" for name in SHOWN if _applies(cell, side, name)))
        opened = st.expander(say(f"cell.more.{side}"), key=f"more_{side}", on_change=acts.look)
        if opened.open:
            with opened:
                several(cell, (f"{side}_{name}" for name in MORE if _applies(cell, side, name)))
    else:
        st.caption(say("cell.pads_only"))
        several(cell, (f"{side}_{name}" for name in MORE if name.startswith("pad_")))


def _applies(cell: Cell, side: str, name: str) -> bool:
    values = cell.values
    if name == "agcu_powder_silver_wt_pct":
        return any(
            str(values[f"{side}_{e}_paste"]).startswith("agcu") for e in ("finger", "top", "busbar", "pad")
        )
    if name == "finger_top_ratio":
        return values[f"{side}_finger_shape"] == "trapezoid"
    if name == "top_paste":
        return bool(values[f"{side}_top_height_um"])
    return True


def _process(cell: Cell) -> None:
    if cell.design.technology == "topcon":
        cell_widgets.lever(cell, "leco")
    cell_widgets.lever(cell, "print_method")


def _groups(cell: Cell) -> dict[str, list[str]]:
    """Ids under each expander."""
    fingers = cell.design.reference.finger_sides
    return {
        "paste": [*_both(fingers, OWN_PASTE), "agcu_powder_diameter_um"],
        "measured": _both(fingers, MEASURED),
        "wafer": list(WAFER),
        "electrical": [*_both(fingers, ELECTRICAL), *GENERAL],
        "cell_money": [*MONEY, *_both(fingers, FEES)],
    }


def _both(sides: Iterable[str], names: Iterable[str]) -> list[str]:
    return [f"{side}_{name}" for side in sides for name in names]
