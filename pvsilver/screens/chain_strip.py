"""The strip: silver on one cell → on its watt → cells made → net silver → share of mine output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from pvsilver.screens import figures, headlines, navigation, state, watts
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

PHONE_WIDTH_PX = 166
Row = dict[str, Any]


class Tile(NamedTuple):
    """One link of the chain."""

    column: str
    page: str
    of_cell: bool
    beneath: Callable[[Cell, Row, int], str]


def strip(now: Cell, before: Cell, row: Row, base: Row, year: int) -> None:
    """Five tiles joined by arrows, each opening its page."""
    narrow = state.face().narrow
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="strip"):
        for place, tile in enumerate(TILES):
            if place and not narrow:
                st.markdown(":gray[:material/arrow_forward:]", width="content")
            # Five in a row leave no room for borders; on a phone the last of them has a row of its own.
            width: Any = PHONE_WIDTH_PX if narrow and place < len(TILES) - 1 else "stretch"
            with headlines.place(tile.column, border=narrow, width=width, gap="xxsmall"):
                one, other = (row[tile.column], base[tile.column]) if not tile.of_cell else (
                    float(getattr(now.result, tile.column)), float(getattr(before.result, tile.column)))  # fmt: skip
                headlines.metric(tile.column, one, other, help_id=_help(tile))
                st.caption(f":small[{tile.beneath(now, row, year)}]")
                navigation.link(tile.page, say(f"chain.open.{tile.page}"))


def _help(tile: Tile) -> str:
    """Id of what the question mark says; a phone has no room for one."""
    if state.face().narrow:
        return headlines.NO_HELP
    return f"chain.tile.{tile.column}.help" if tile.of_cell else f"headline.{tile.column}.help"


def _paste(now: Cell, row: Row, year: int) -> str:
    return say("chain.tile.paste", mg=figures.number(now.result.paste_mg_per_cell))


def _fleet(now: Cell, row: Row, year: int) -> str:
    scale = watts.per_watt()[1]
    return say("chain.tile.fleet", year=year, value=figures.number(row["silver_mg_per_w"] * scale))


def _contained(now: Cell, row: Row, year: int) -> str:
    return say("chain.tile.contained", t=figures.number(row["contained_silver_t"]))


def _bought(now: Cell, row: Row, year: int) -> str:
    return say("chain.tile.bought", t=figures.number(row["bought_silver_t"]))


def _supply(now: Cell, row: Row, year: int) -> str:
    return say("chain.tile.supply", share=figures.number(row["share_of_supply_pct"]))


TILES = (
    Tile("silver_mg_per_cell", "cell", True, _paste),
    Tile("silver_mg_per_w", "cell", True, _fleet),
    Tile("cell_production_gw", "outlook", False, _contained),
    Tile("net_silver_t", "outlook", False, _bought),
    Tile("share_of_mine_pct", "market", False, _supply),
)
