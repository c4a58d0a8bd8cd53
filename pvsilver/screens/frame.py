"""What stands around every page: the header row, notices, the footer, and the answer to a damaged data file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

import pvsilver
from pvsilver import catalogue, tables, words
from pvsilver.errors import InputError
from pvsilver.exchange import link, reproduce
from pvsilver.scenario import Scenario, differences
from pvsilver.screens import (
    acts,
    document,
    exporting,
    links,
    markdown,
    notices,
    parts,
    phone,
    results,
    state,
    widgets,
)
from pvsilver.screens.state import say


def page(body: Callable[[], Callable[[], None] | None]) -> Callable[[], None]:
    """A page: header, notices, its own part, footer.  A damaged data file is named and the page still opens.

    A body may give back what is to be drawn together with the footer.
    """

    def drawn() -> None:
        document.declare(state.face())
        try:
            above = st.container()
            parts.part(parts.HEADER, header)
            notices.show()
            last = body()
            with above:
                phone.levers(state.face())
            parts.part(parts.FOOTER, partial(_end, last))
        except InputError as problem:
            # A table that is well formed may still hold what the model cannot use.
            damaged(problem)
        else:
            if found := state.face().damage:
                damaged(found)

    return drawn


def _end(last: Callable[[], None] | None) -> None:
    if last is not None:
        last()
    footer()


def damaged(problem: InputError) -> None:
    """The one notice of a data file that cannot be read: file, row and column."""
    # A notice of the address may stand there already; two of one key would end the page.
    now = state.face() if state.KEY in st.session_state else None
    above = now is not None and (now.refusals or now.problem or now.moved)
    with st.container(key="notice_table" if above else "notice"):
        st.error(words.text("notice.table", state.language(), problem=str(problem)), icon=":material/error:")


def header() -> None:
    """Scenario, what differs from the baseline, baseline, undo, redo, reset, link, units, language."""
    now = state.face()
    gap: Any = "xsmall" if now.narrow else "small"
    with st.container(horizontal=True, vertical_alignment="center", gap=gap, key="header"):
        _scenario(now)
        _differences(now)
        _button("pin_baseline", "frame.pin", acts.pin, now.baseline != now.scenario)
        _button("undo", "frame.undo", acts.undo, bool(now.history))
        _button("redo", "frame.redo", acts.redo, bool(now.undone))
        _button("reset", "frame.reset", acts.reset, now.scenario != Scenario())
        _link(now)
        _export()
        with st.container(horizontal=True, gap="xsmall", width="content"):
            _view("units", "frame.units", state.UNITS, lambda unit: say(f"unit.{unit}"))
            _view("lang", "frame.lang", words.LANGUAGES, lambda lang: say(f"frame.lang.{lang}"))


def _button(key: str, name: str, does: Callable[[], None], possible: bool) -> None:
    """A quiet button.  No icon: the header is one line.  No tooltip: Streamlit draws a button that has one twice."""
    st.button(say(name), key=key, type="tertiary", on_click=does, disabled=not possible)


def _scenario(now: state.Face) -> None:
    current = results.preset_of(now.scenario)
    state.seed("scenario", current or widgets.OWN)
    options = widgets.preset_options(current)
    st.selectbox(
        say("frame.scenario"),
        options,
        options.index(current or widgets.OWN),
        key="scenario",
        format_func=widgets.named(options, _preset_name),
        help=say(f"preset.{current}.intent") if current else say("frame.scenario.help"),
        width=126,
        label_visibility="collapsed",
        on_change=acts.choose,
        args=("scenario",),
    )


def _preset_name(name: str) -> str:
    return say("frame.scenario.own" if name == widgets.OWN else f"preset.{name}.label")


def _differences(now: state.Face) -> None:
    changed = list(differences(now.baseline, now.scenario))
    if not changed:
        name = say("frame.differs.none")
    else:
        name = (
            say("frame.differs.one") if len(changed) == 1 else say("frame.differs.many", count=len(changed))
        )
    with _popover(name, "differences") as opened:
        if not opened.open:
            return
        at_default = now.baseline == Scenario()
        st.caption(say("frame.baseline.central" if at_default else "frame.baseline.pinned"))
        if not changed:
            st.markdown(say("frame.differs.empty"))
            return
        st.markdown(say("frame.differs.intro"))
        declared = catalogue.load()
        heading = [say(f"frame.differs.{column}") for column in ("input", "baseline", "now")]
        rows = [
            (
                widgets.label(declared[id]),
                widgets.shown(declared[id], before),
                widgets.shown(declared[id], after),
            )
            for id, before, after in changed
        ]
        st.markdown(markdown.table(heading, rows, now.narrow))


def _link(now: state.Face) -> None:
    with _popover(say("frame.link"), "copy_link") as opened:
        if not opened.open:
            return
        st.caption(say("frame.link.intro"))
        permanent = links.permanent(now)
        if len(permanent) > link.MESSENGER_CHARACTERS:
            st.warning(say("frame.link.long", count=len(permanent)))
        st.code(permanent, language=None, wrap_lines=True)
        st.caption(say("frame.link.short"))
        st.code(links.short(now), language=None, wrap_lines=True)


def _export() -> None:
    with _popover(say("frame.export"), "export") as opened:
        if opened.open:
            exporting.anywhere()


def _view(name: str, label: str, options: tuple[str, ...], written: Callable[[str], str]) -> None:
    state.seed(name, getattr(state.face(), name))
    st.segmented_control(
        say(label),
        options,
        default=getattr(state.face(), name),
        key=name,
        format_func=widgets.named(options, written),
        required=True,
        label_visibility="collapsed",
        on_change=acts.view,
        args=(name, name),
    )


def footer() -> None:
    """Versions and hash; how to cite; how to get the same numbers elsewhere."""
    now = state.face()
    named = {"model": pvsilver.__version__, "data": tables.version(), "hash": now.scenario.hash}
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="footer"):
        st.caption(say("frame.footer", **named), width="stretch")
        with _popover(say("frame.cite"), "cite", ":material/format_quote:") as opened:
            if opened.open:
                st.code(say("frame.citation", **named), language=None, wrap_lines=True)
        with _popover(say("frame.reproduce"), "reproduce", ":material/terminal:") as opened:
            if opened.open:
                _reproduce(now)


def _popover(name: str, key: str, icon: str | None = None) -> Any:
    """What opens on a click and is drawn only then."""
    return st.popover(name, key=key, type="tertiary", icon=icon, on_change=acts.look)


def _reproduce(now: state.Face) -> None:
    """No colours of a language: Streamlit's own are too faint on a light ground (2.6 : 1)."""
    st.caption(say("frame.reproduce.intro"))
    st.markdown(f"**{say('frame.reproduce.command')}**")
    years = results.first_year(now.scenario), results.horizon(now.scenario)
    st.code(reproduce.command_line(now.scenario, *years), language=None, wrap_lines=True)
    st.markdown(f"**{say('frame.reproduce.cell')}**")
    st.code(reproduce.command_line(now.scenario, command=("cell",)), language=None, wrap_lines=True)
    st.markdown(f"**{say('frame.reproduce.python')}**")
    st.code(reproduce.python(now.scenario, *years), language=None, wrap_lines=True)
