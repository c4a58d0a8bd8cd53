"""Files to take away, each made when it is asked for from the scenario alone, and text to quote."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from pvsilver import words
from pvsilver.exchange import exports, figures, quote
from pvsilver.scenario import Scenario
from pvsilver.screens import acts, results, state, widgets
from pvsilver.screens.state import say

KINDS = ("xlsx", "csv", "zip", "json", "report", "svg", "png")
COMPACT = ("xlsx", "csv", "png")
ICONS = {
    "xlsx": "table_view", "csv": "csv", "zip": "folder_zip", "json": "data_object", "report": "article",
    "svg": "polyline", "png": "image",
}  # fmt: skip


def panel(scenario: Scenario) -> None:
    """Every kind of file, which figure, and text to quote."""
    st.markdown(f"##### {say('export.title')}")
    st.markdown(say("export.intro", hash=scenario.hash))
    figure = _figure()
    _buttons(scenario, KINDS, figure)
    if not figures.installed():
        st.caption(say("export.no_figures"))
    _quote(scenario)


def compact(scenario: Scenario) -> None:
    """A workbook, a flat table, a figure, and text to quote, in one line."""
    st.markdown(f"###### {say('export.title')}")
    _buttons(scenario, COMPACT, figures.NAMES[0])
    if not figures.installed():
        st.caption(say("export.no_figures"))
    _quote(scenario)


def _figure() -> str:
    chosen = st.segmented_control(
        say("export.figure"),
        figures.NAMES,
        default=figures.NAMES[0],
        required=True,
        format_func=widgets.named(figures.NAMES, lambda name: say(f"export.figure.{name}")),
        key="export_figure",
        on_change=acts.look,
    )
    return chosen or figures.NAMES[0]


def _buttons(scenario: Scenario, kinds: Iterable[str], figure: str) -> None:
    """No tooltips: Streamlit draws a button that has one twice."""
    lang, years = state.face().lang, (results.first_year(scenario), results.horizon(scenario))
    drawable = figures.installed()
    with st.container(horizontal=True, gap="small", key="exports"):
        for kind in kinds:
            st.download_button(
                say(f"export.kind.{kind}"),
                data=partial(exports.bytes_of, kind, scenario, *years, lang, figure),
                file_name=exports.file_name(kind, scenario),
                mime=exports.MEDIA_TYPES[exports.OTHER_NAMES.get(kind, kind)],
                key=f"export_{kind}",
                icon=f":material/{ICONS[kind]}:",
                on_click="ignore",
                disabled=kind in exports.FIGURES and not drawable,
            )


def _quote(scenario: Scenario) -> None:
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
