"""Files to take away, each made when it is asked for from the scenario then on screen, and text to quote.

The buttons are a part of the page that no lever draws again: they ask for the scenario when they are clicked.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from pvsilver import words
from pvsilver.exchange import exports, figures, quote
from pvsilver.screens import acts, parts, results, state, widgets
from pvsilver.screens.state import Face, say

KINDS = ("xlsx", "csv", "zip", "json", "report", "svg", "png")
COMPACT = ("xlsx", "csv", "png")
ICONS = {
    "xlsx": "table_view", "csv": "csv", "zip": "folder_zip", "json": "data_object", "report": "article",
    "svg": "polyline", "png": "image",
}  # fmt: skip


def panel() -> None:
    """Every kind of file, and which figure."""
    parts.part(parts.EXPORTS, _panel)


def compact() -> None:
    """A workbook, a flat table and a figure, in one line."""
    parts.part(parts.EXPORTS, _compact)


def anywhere() -> None:
    """The same files on every page, for the header; keys of their own, since a page may have its panel too."""
    st.caption(say("export.intro"))
    _buttons(KINDS, _figure(HEADER_KEY), HEADER_KEY)


HEADER_KEY = "header_export"


def _panel() -> None:
    st.markdown(f"##### {say('export.title')}")
    st.markdown(say("export.intro"))
    _buttons(KINDS, _figure())


def _compact() -> None:
    st.markdown(f"###### {say('export.title')}")
    _buttons(COMPACT, figures.NAMES[0])


def _figure(key: str = "export") -> str:
    chosen = st.segmented_control(
        say("export.figure"),
        figures.NAMES,
        default=figures.NAMES[0],
        required=True,
        format_func=widgets.named(figures.NAMES, lambda name: say(f"export.figure.{name}")),
        key=f"{key}_figure",
        on_change=acts.look,
    )
    return chosen or figures.NAMES[0]


def _buttons(kinds: Iterable[str], figure: str, key: str = "export") -> None:
    """No tooltips: Streamlit draws a button that has one twice."""
    now = state.face()
    drawable = figures.installed()
    with st.container(horizontal=True, gap="small", key=f"{key}s"):
        for kind in kinds:
            st.download_button(
                say(f"export.kind.{kind}"),
                data=partial(_made, now, kind, figure),
                file_name=exports.file_name(kind, figure),
                mime=exports.MEDIA_TYPES[exports.OTHER_NAMES.get(kind, kind)],
                key=f"{key}_{kind}",
                icon=f":material/{ICONS[kind]}:",
                on_click="ignore",
                disabled=kind in exports.FIGURES and not drawable,
            )
    if not drawable:
        st.caption(say("export.no_figures"))


def _made(now: Face, kind: str, figure: str) -> bytes:
    """The file of what is on screen when somebody clicks."""
    scenario = now.scenario
    years = results.first_year(scenario), results.horizon(scenario)
    return exports.bytes_of(kind, scenario, *years, now.lang, figure)


def text_to_quote() -> None:
    """A sentence with its sources, in the visitor's language first."""
    scenario = state.face().scenario
    with st.popover(say("export.quote"), key="export_quote", type="tertiary", icon=":material/format_quote:",
                    on_change=acts.look) as opened:  # fmt: skip
        if opened.open:
            year = int(scenario.number("headline_year"))
            st.caption(say("export.quote.intro", year=year))
            for lang in _own_first():
                st.code(quote.quotation(scenario, lang), language=None, wrap_lines=True)


def _own_first() -> list[str]:
    """Languages, the visitor's own before the others."""
    return sorted(words.LANGUAGES, key=lambda lang: lang != state.face().lang)
