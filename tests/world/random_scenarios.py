"""Scenarios drawn from the whole catalogue: every number over its full range, every choice, own tables."""

from __future__ import annotations

import math

from hypothesis import strategies as st

from pvsilver import catalogue
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Scenario

FIRST_FREE_YEAR, LAST_YEAR = 2026, 2100


def _value(parameter):
    if parameter.type == "choice":
        drawn = st.sampled_from(parameter.choices)
    else:
        steps = math.floor((parameter.maximum - parameter.minimum) / parameter.step + 1e-9)
        drawn = st.integers(0, steps).map(lambda k: parameter.minimum + k * parameter.step)
    return st.none() | drawn if parameter.optional else drawn


def _years(first):
    return st.lists(st.integers(first, LAST_YEAR), min_size=1, max_size=4, unique=True)


def _series(first, maximum):
    return _years(first).flatmap(
        lambda years: st.tuples(*[st.floats(0, maximum, allow_subnormal=False) for _ in years]).map(
            lambda values: dict(zip(years, values, strict=True))
        )
    )


@st.composite
def shares(draw, names):
    """{name: {year: share}} over some of the names, summing to one in each year."""
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    table = {name: {} for name in chosen}
    for year in draw(_years(1995)):
        weights = [draw(st.integers(0, 20)) for _ in chosen]
        if not any(weights):
            weights[0] = 1
        for name, weight in zip(chosen, weights, strict=True):
            table[name][year] = weight / sum(weights)
    return table


TABLES = {
    "installations_gw": _series(FIRST_FREE_YEAR, 20_000),
    "market_share": shares(TECHNOLOGIES),
    "thrift": st.dictionaries(st.sampled_from(TECHNOLOGIES), _series(1995, 3), min_size=1, max_size=3),
    # Al-BSF has no route but paste; another one is refused.
    "route_share": st.dictionaries(st.sampled_from(TECHNOLOGIES[1:]), shares(ROUTES), min_size=1, max_size=3),
}


def drawn_parameters():
    """Parameters of the world; those of a cell design have tests of their own."""
    return {id: p for id, p in catalogue.load().items() if p.page != "cell"}


@st.composite
def scenarios(draw):
    """Any scenario that the catalogue allows."""
    values = {id: draw(_value(p)) for id, p in drawn_parameters().items() if p.type != "table"}
    for id, table in TABLES.items():
        if draw(st.integers(0, 2)) == 0:
            values[id] = draw(table)
    return Scenario(**values)
