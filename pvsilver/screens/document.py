"""The document around the page: its language, for screen readers, whether its window is that of a phone, and the
phone's way to the levers."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from pvsilver.screens import acts, phone
from pvsilver.screens.state import Face

TAGS = {"en": "en", "zh": "zh-CN"}
KEY = "document"
PHONE_PX = 640
"""Where Streamlit sets columns under each other."""

SCRIPT = f"""export default function ({{ data, setStateValue }}) {{
  document.documentElement.lang = data.lang
  const narrow = window.matchMedia("(max-width: {PHONE_PX}px)")
  const tell = () => {{ if (narrow.matches !== data.narrow) setStateValue("narrow", narrow.matches) }}
  tell()
  narrow.addEventListener("change", tell)
  const open = (event) => {{
    if (event.target.closest(".st-key-{phone.KEY}"))
      document.querySelector("[data-testid=stExpandSidebarButton]")?.click()
  }}
  document.addEventListener("click", open)
  return () => {{
    narrow.removeEventListener("change", tell)
    document.removeEventListener("click", open)
  }}
}}"""


@cache
def _component() -> Any:
    return st.components.v2.component("pvsilver_document", js=SCRIPT)


def declare(now: Face) -> None:
    """Sets the page's language tag and hears of a narrow window; a phone asks for one more run on arrival."""
    _component()(data={"lang": TAGS[now.lang], "narrow": now.narrow}, key=KEY, on_narrow_change=_resized)


@acts.act
def _resized(now: Face) -> None:
    now.narrow = bool(st.session_state[KEY].narrow)
