"""The language of the document, so that screen readers and browsers read it right."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

TAGS = {"en": "en", "zh": "zh-CN"}

SET_LANGUAGE = "export default function ({ data }) { document.documentElement.lang = data }"


@cache
def _component() -> Any:
    return st.components.v2.component("pvsilver_language", js=SET_LANGUAGE)


def declare(lang: str) -> None:
    """Sets the page's language tag."""
    _component()(data=TAGS[lang], key="document_language")
