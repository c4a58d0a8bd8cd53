"""Addresses of the scenario on screen, and in words what of an address could not be used."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from pvsilver import catalogue
from pvsilver.exchange import address, link, link_contents, telling
from pvsilver.exchange.address import Refusal
from pvsilver.said import Said
from pvsilver.screens import state
from pvsilver.screens.state import say


def short(now: state.Face) -> str:
    """The address of this page: what differs from today's defaults."""
    return f"{_page()}?{urlencode(state.to_query(now))}"


def permanent(now: state.Face) -> str:
    """The address that opens this scenario as it is now, also when defaults have moved on."""
    return link.as_address(_page(), now.scenario, state.pinned(now), state.view(now))


def _page() -> str:
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def allowed(refusal: Refusal) -> str:
    """What a value may be, in the visitor's language."""
    declared = catalogue.load()
    if isinstance(refusal.allowed, Said) and refusal.allowed.code:
        said = refusal.allowed
        # A value may be refused because of another one, which is then named.
        of_its_own = said.about in (refusal.id, link_contents.NAME)
        return (telling.text if of_its_own else telling.whole)(said, state.face().lang)
    if refusal.id == address.VERSION_KEY:
        return say("allowed.version")
    if refusal.id in address.VIEW_KEYS:
        return say("allowed.view", choices=refusal.allowed)
    if refusal.id in (link.QUERY_KEY, "hash"):
        return refusal.allowed
    id = refusal.id.removeprefix(address.PIN)
    if id not in declared:
        return say("allowed.known")
    parameter = declared[id]
    if refusal.allowed != parameter.allowed:
        return refusal.allowed
    if parameter.type == "choice":
        return say("allowed.choice", choices=", ".join(parameter.choices))
    if parameter.type == "date":
        return say("allowed.date", low=f"{parameter.minimum:g}", high=f"{parameter.maximum:g}")
    if parameter.type == "table":
        return say("allowed.table", keys=", ".join(say(f"column.{key}") for key in parameter.keys))
    kind = "allowed.integer" if parameter.type == "integer" else "allowed.number"
    return say(kind, low=f"{parameter.minimum:g}", high=f"{parameter.maximum:g}")


def used(refusal: Refusal) -> str:
    """What is used instead."""
    return {"nothing": say("notice.nothing"), "empty": say("notice.empty"), "": say("notice.empty")}.get(
        refusal.used, refusal.used
    )
