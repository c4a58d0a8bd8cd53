"""What stands around every page: the header row, notices, the footer, and the answer to a damaged data file."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import pvsilver
from pvsilver import catalogue, tables, words
from pvsilver.errors import TableError
from pvsilver.scenario import Scenario, differences
from pvsilver.screens import language, markdown, reproduce, results, state, widgets
from pvsilver.screens.state import say


def page(body: Callable[[], None]) -> Callable[[], None]:
    """A page: header, notices, its own part, footer.  A damaged data file is named and the page still opens."""

    def drawn() -> None:
        language.declare(state.face().lang)
        try:
            header()
            notices()
            body()
            footer()
        except TableError as problem:
            damaged(problem)

    return drawn


def damaged(problem: TableError) -> None:
    """The one notice of a data file that cannot be read: file, row and column."""
    with st.container(key="notice"):
        st.error(words.text("notice.table", state.language(), problem=str(problem)), icon=":material/error:")


def header() -> None:
    """Scenario, what differs from the baseline, baseline, undo, reset, link, units, language."""
    now = state.face()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="header"):
        _scenario(now)
        _differences(now)
        st.button(say("frame.pin"), key="pin_baseline", help=say("frame.pin.help"), type="tertiary", icon=":material/keep:",
                  on_click=state.pin, disabled=now.baseline == now.scenario)  # fmt: skip
        st.button(say("frame.undo"), key="undo", help=say("frame.undo.help"), type="tertiary", icon=":material/undo:",
                  on_click=state.undo, disabled=not now.history)  # fmt: skip
        st.button(say("frame.reset"), key="reset", help=say("frame.reset.help"), type="tertiary", icon=":material/restart_alt:",
                  on_click=state.reset, disabled=now.scenario == Scenario())  # fmt: skip
        _link(now)
        _view("units", "frame.units", state.UNITS, lambda unit: unit)
        _view("lang", "frame.lang", words.LANGUAGES, lambda lang: say(f"frame.lang.{lang}"))


def _scenario(now: state.Face) -> None:
    current = results.preset_of(now.scenario)
    state.seed("scenario", current or widgets.OWN)
    st.selectbox(
        say("frame.scenario"),
        widgets.preset_options(current),
        key="scenario",
        format_func=lambda name: say("frame.scenario.own" if name == widgets.OWN else f"preset.{name}.label"),
        help=say(f"preset.{current}.intent") if current else say("frame.scenario.help"),
        width=170,
        label_visibility="collapsed",
        on_change=state.choose,
        args=("scenario",),
    )


def _differences(now: state.Face) -> None:
    changed = list(differences(now.baseline, now.scenario))
    if not changed:
        name = say("frame.differs.none")
    else:
        name = say("frame.differs.one") if len(changed) == 1 else say("frame.differs.many", count=len(changed))
    with st.popover(name, key="differences", type="tertiary", icon=":material/difference:"):
        at_default = now.baseline == Scenario()
        st.caption(say("frame.baseline.central" if at_default else "frame.baseline.pinned"))
        if not changed:
            st.markdown(say("frame.differs.empty"))
            return
        st.markdown(say("frame.differs.intro"))
        declared = catalogue.load()
        heading = [say(f"frame.differs.{column}") for column in ("input", "baseline", "now")]
        rows = [
            (widgets.label(declared[id]), widgets.shown(declared[id], before), widgets.shown(declared[id], after))
            for id, before, after in changed
        ]
        st.markdown(markdown.table(heading, rows))


def _link(now: state.Face) -> None:
    with st.popover(say("frame.link"), key="copy_link", type="tertiary", icon=":material/link:"):
        st.caption(say("frame.link.intro"))
        st.code(reproduce.full_address(now), language=None, wrap_lines=True)


def _view(name: str, label: str, options: tuple[str, ...], written: Callable[[str], str]) -> None:
    state.seed(name, getattr(state.face(), name))
    st.segmented_control(
        say(label),
        options,
        key=name,
        format_func=written,
        required=True,
        label_visibility="collapsed",
        on_change=state.view,
        args=(name, name),
    )


def notices() -> None:
    """At most one notice: values of an address, or of a widget, that could not be used."""
    now = state.face()
    if not now.refusals and not now.problem:
        return
    with st.container(key="notice"):
        if now.problem:
            st.warning(say("notice.refused", problem=now.problem), icon=":material/warning:")
            return
        count = len(now.refusals)
        text = say("notice.address.one") if count == 1 else say("notice.address.many", count=count)
        st.warning(text, icon=":material/warning:")
        heading = [say(f"notice.{column}") for column in ("name", "given", "allowed", "used")]
        rows = [
            (refusal.id, refusal.given, reproduce.allowed(refusal), reproduce.used(refusal))
            for refusal in now.refusals[:SHOWN_REFUSALS]
        ]
        st.markdown(markdown.table(heading, rows))
        st.button(say("frame.dismiss"), key="dismiss", on_click=state.dismiss)


SHOWN_REFUSALS = 12


def footer() -> None:
    """Versions and hash; how to cite; how to get the same numbers elsewhere."""
    now = state.face()
    named = {"model": pvsilver.__version__, "data": tables.version(), "hash": now.scenario.hash}
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="footer"):
        st.caption(say("frame.footer", **named), width="stretch")
        with st.popover(say("frame.cite"), type="tertiary", icon=":material/format_quote:"):
            st.code(say("frame.citation", **named), language=None, wrap_lines=True)
        with st.popover(say("frame.reproduce"), type="tertiary", icon=":material/terminal:", key="reproduce"):
            st.caption(say("frame.reproduce.intro"))
            st.markdown(f"**{say('frame.reproduce.command')}**")
            st.code(reproduce.command(now.scenario), language="bash", wrap_lines=True)
            st.markdown(f"**{say('frame.reproduce.python')}**")
            st.code(reproduce.python(now.scenario), language="python", wrap_lines=True)
