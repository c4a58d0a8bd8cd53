"""An address that names no page: it leads to the first one, which says so, and its values are kept.

Streamlit's own answer is a box in English across the page.  A page of that very name, which no menu shows, stands
in its way.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from pvsilver.exchange import address
from pvsilver.exchange.address import Refusal
from pvsilver.said import Said
from pvsilver.screens import state

NAME = "page"


def pages(known: Mapping[str, Page], first: str) -> list[Page]:
    """A page under the name in the address when none of the known ones has it."""
    places = [page.url_path for page in known.values()]
    name = unquote(urlsplit(st.context.url or "").path).rstrip("/").rpartition("/")[2]
    if not name.strip() or name in places:
        return []
    leave = partial(_leave, name, tuple(f"/{place}" for place in places), known[first])
    return [st.Page(leave, title=first, url_path=name, visibility="hidden")]


def _leave(name: str, places: tuple[str, ...], first: Page) -> None:
    """To the first page, with whatever else the address has brought."""
    now = state.face()
    allowed = Said(f"one of {', '.join(places)}", "allowed.page", NAME, places=places)
    now.refusals.append(Refusal(NAME, address.shown(f"/{name}"), allowed, f"/{first.url_path}"))
    query = state.to_query(now)
    state.end()
    st.switch_page(first, query_params=query)
