"""The document around the page: its language, for screen readers, and whether its window is that of a phone."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from pvsilver.screens import acts
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
  return () => narrow.removeEventListener("change", tell)
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
