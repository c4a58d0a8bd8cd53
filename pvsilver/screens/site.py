"""The pages of the app and the way between them."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

import streamlit as st

from pvsilver import words
from pvsilver.errors import InputError
from pvsilver.screens import cell, chain, evidence, frame, lost, market, navigation, outlook, recovery, state

ICON = str(Path(__file__).with_name("icon.png"))

YOUNG_OBJECTS = 50_000
"""New objects after which the collector looks through them; Python's own 700 is for small programs."""

PAGES = {
    "chain": (chain.page, ""),
    "cell": (cell.page, "cell"),
    "outlook": (outlook.page, "outlook"),
    "recovery": (recovery.page, "recovery"),
    "market": (market.page, "market"),
    "evidence": (evidence.page, "evidence"),
}
"""Page → what draws it and its address."""


@cache
def settle(page: str) -> None:
    """Garbage is looked for seldom, and not in what a page's first run has loaded.

    That is every import, also the late ones, the tables and the charts' specifications.  A step of a slider makes
    some ten thousand objects and drops nearly all of them at once, without the collector.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])


def navigate() -> None:
    """Reads the address, opens the page asked for, writes the address."""
    try:
        state.begin()
    except InputError as problem:
        _open(problem)
        return
    _open(None)
    state.end()


def _open(problem: InputError | None) -> None:
    lang = state.language()
    pages = {
        name: st.Page(
            frame.page(body) if problem is None else (lambda: frame.damaged(problem)),
            title=words.text(f"nav.{name}", lang),
            url_path=address,
            default=not address,
        )
        for name, (body, address) in PAGES.items()
    }
    st.session_state[navigation.PAGES] = pages
    opened = st.navigation([*pages.values(), *lost.pages(pages, "chain")], position="top")
    opened.run()
    settle(opened.url_path)
