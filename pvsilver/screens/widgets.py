"""The lever: slider and number box of one parameter, with its default, range, source and grade beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

import streamlit as st

from pvsilver import catalogue, tables, words
from pvsilver.catalogue import Parameter
from pvsilver.exchange import telling
from pvsilver.screens import acts, figures, parts, results, state
from pvsilver.screens.state import say

NUMBER_WIDTH_PX = 96


def levers(ids: Iterable[str], beside: Mapping[str, Callable[[], None]] | None = None) -> None:
    """Levers of these parameters, a heading above each group; `beside`: what is said after a lever."""
    group = None
    declared = catalogue.load()
    for id in ids:
        parameter = declared[id]
        if parameter.type == "table" and state.face().scenario[id] is None:
            continue
        if parameter.group != group:
            group = parameter.group
            st.markdown(f"###### {say(f'group.{group}')}")
        lever(parameter)
        if beside and id in beside:
            parts.part(parts.BESIDE, beside[id])


def lever(parameter: Parameter) -> None:
    """One parameter, as a part of the page."""
    parts.part(parts.lever(parameter.id), partial(drawn, parameter))


def drawn(parameter: Parameter) -> None:
    """One parameter within a part that holds more: how it is moved depends on what it may hold."""
    state.face().levers.add(parameter.id)
    value = state.face().scenario[parameter.id]
    if parameter.type == "choice":
        _choice(parameter, value)
    elif parameter.type == "table":
        st.markdown(say(f"parameter.{parameter.id}.label"))
    elif parameter.optional:
        _number(parameter, value, labelled=True)
    else:
        st.markdown(f":small[{label(parameter)}]", help=explained(parameter))
        with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"):
            _slider(parameter, value)
            _number(parameter, value, labelled=False)
    _quiet(parameter, value)


def _choice(parameter: Parameter, value: Any) -> None:
    key = f"lever_{parameter.id}"
    state.seed(key, value)
    st.selectbox(
        label(parameter),
        parameter.choices,
        parameter.choices.index(value),
        key=key,
        format_func=named(parameter.choices, lambda choice: say(choice_id(parameter.id, choice))),
        help=explained(parameter),
        on_change=acts.take,
        args=(parameter.id, key),
    )


def _slider(parameter: Parameter, value: Any) -> None:
    key = f"lever_{parameter.id}"
    state.seed(key, value)
    st.slider(
        label(parameter),
        *_limits(parameter),
        typed(parameter, value),
        step=typed(parameter, parameter.step),
        format=format_of(parameter),
        key=key,
        label_visibility="collapsed",
        on_change=acts.take,
        args=(parameter.id, key),
    )


def _number(parameter: Parameter, value: Any, labelled: bool) -> None:
    """No limits: the browser would keep a number beyond them in the box and say nothing; the scenario refuses it."""
    key = f"number_{parameter.id}"
    state.seed(key, value)
    width: Any = "stretch" if labelled else NUMBER_WIDTH_PX
    st.number_input(
        label(parameter),
        value=typed(parameter, value),
        step=typed(parameter, parameter.step),
        format=format_of(parameter),
        key=key,
        help=explained(parameter) if labelled else None,
        label_visibility="visible" if labelled else "collapsed",
        placeholder=say("lever.empty") if parameter.optional else None,
        width=width,
        on_change=acts.take,
        args=(parameter.id, key),
    )


def named(options: Iterable[str], text: Callable[[str], str]) -> Callable[[str], str]:
    """How options are written, settled now: Streamlit asks again when no visit is at hand."""
    return {option: text(option) for option in options}.__getitem__


choice_id = words.choice_id


def label(parameter: Parameter) -> str:
    """The parameter's name with its unit."""
    return telling.label(parameter.id, state.face().lang)


def shown(parameter: Parameter, value: Any) -> str:
    """A value in words or digits."""
    if value is None:
        return say("lever.empty")
    if parameter.type == "choice":
        return say(choice_id(parameter.id, str(value)))
    if parameter.type == "switch":
        return say("switch.on" if value else "switch.off")
    if parameter.type == "table":
        return say("lever.table.set", count=_count(value))
    if parameter.type == "date":
        return str(value)
    return written(parameter, value)


def _quiet(parameter: Parameter, value: Any) -> None:
    """Default, range, source and grade; a reset arrow when the value is not the default."""
    parts = [shown(parameter, value)] if parameter.type == "table" else []
    if parameter.id == "installation_outlook":
        parts.append(_scope(str(value)))
    text = f":small[{' · '.join([*parts, *_standing(parameter.id, state.face().lang)])}]"
    if value == parameter.default:
        st.caption(text)
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        st.caption(text, width="stretch")
        st.button(
            say("lever.reset"),
            key=f"restore_{parameter.id}",
            help=say("lever.reset.help"),
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=acts.restore,
            args=(parameter.id,),
        )


@cache
def _standing(id: str, lang: str) -> tuple[str, ...]:
    """What of the quiet line does not depend on the value."""
    parameter = catalogue.load()[id]
    parts = []
    if parameter.type != "table":
        parts.append(say("lever.default", value=shown(parameter, parameter.default)))
    if parameter.low is not None and parameter.high is not None and parameter.low < parameter.high:
        low, high = (written(parameter, end) for end in (parameter.low, parameter.high))
        parts.append(say("lever.range", low=low, high=high))
    if parameter.source_ids:
        parts.append(publishers(parameter.source_ids, 1))
    if parameter.grade:
        parts.append(say(f"grade.{parameter.grade}"))
    return tuple(parts)


def _scope(outlook: str) -> str:
    row = tables.load("installation_outlooks").select(outlook=outlook)[0]
    return say(
        "lever.scope", basis=say(f"scope.{row['gross_or_net']}"), current=say(f"scope.{row['dc_or_ac']}")
    )


def publishers(source_ids: Iterable[str], most: int) -> str:
    """Publishers and years of sources, the first few by name."""
    known = _publishers()
    names = list(dict.fromkeys(known[id] for id in source_ids))
    if len(names) <= most:
        return ", ".join(names)
    return say("lever.sources.more", first=", ".join(names[:most]), count=len(names) - most)


@cache
def _publishers() -> dict[str, str]:
    return {row["id"]: f"{row['publisher']} {row['year']}" for row in tables.load("sources").rows}


def explained(parameter: Parameter) -> str:
    """What the parameter means, and its id."""
    text = say(f"parameter.{parameter.id}.help")
    return f"{text}\n\n`{parameter.id}`"


def _limits(parameter: Parameter) -> tuple[Any, Any]:
    return typed(parameter, parameter.minimum), typed(parameter, parameter.maximum)


def typed(parameter: Parameter, value: float | None) -> Any:
    """A number as its widgets hold it."""
    if value is None:
        return None
    return int(value) if parameter.type == "integer" else float(value)


def format_of(parameter: Parameter) -> str:
    """How its widgets print it."""
    return "%d" if parameter.type == "integer" else f"%.{figures.decimals(parameter.step)}f"


def written(parameter: Parameter, value: float) -> str:
    """A number with the decimals of its step; a year without marks of thousands."""
    if parameter.unit == "year":
        return f"{value:g}"
    return str(int(value)) if parameter.type == "integer" else figures.plain(value, parameter.step)


def _count(table: Any) -> int:
    return sum(_count(inner) for inner in table.values()) if isinstance(table, dict) else 1


def more(ids: Iterable[str], beside: Mapping[str, Callable[[], None]] | None = None) -> None:
    """The levers that are not shown at once, with what is said beside them; drawn when asked for."""
    found = list(ids)
    opened = st.expander(say("lever.more"), key="more", icon=":material/tune:", on_change=acts.look)
    if opened.open:
        with opened:
            levers(found, beside)


@cache
def page_levers(page: str, prominence: str) -> tuple[str, ...]:
    """Ids of a page's parameters of one prominence, in the order of the catalogue."""
    return tuple(p.id for p in catalogue.load().values() if p.page == page and p.prominence == prominence)


def preset_options(current: str | None) -> list[str]:
    """Names to choose from; the visitor's own values come first when they are no preset."""
    return [*([] if current else [OWN]), *results.preset_names()]


OWN = "own"
"""Stands for values that are no preset."""
