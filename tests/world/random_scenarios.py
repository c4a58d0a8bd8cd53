"""Scenarios drawn from the whole catalogue: every number over its full range, every choice, own tables."""

from __future__ import annotations

import math
from datetime import date

from hypothesis import strategies as st

from pvsilver import catalogue
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Scenario

FIRST_FREE_YEAR, LAST_YEAR = 2026, 2100


def _value(parameter):
    if parameter.type == "choice":
        drawn = st.sampled_from(parameter.choices)
    elif parameter.type == "date":
        drawn = st.dates(date(2000, 1, 1), date(2100, 12, 31)).map(date.isoformat)
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


def _above_one(series):
    return {year: 1.0 + value for year, value in series.items()}


def _curve():
    return st.tuples(st.floats(2025, 2060), st.floats(0, 40), st.floats(0, 1)).map(
        lambda drawn: {"start_year": drawn[0], "finish_year": drawn[0] + drawn[1], "ceiling": drawn[2]}
    )


TABLES = {
    "installations_gw": _series(FIRST_FREE_YEAR, 20_000),
    "market_share": shares(TECHNOLOGIES),
    "thrift": st.dictionaries(st.sampled_from(TECHNOLOGIES), _series(1995, 3), min_size=1, max_size=3),
    # Al-BSF has no route but paste; another one is refused.
    "route_share": st.dictionaries(st.sampled_from(TECHNOLOGIES[1:]), shares(ROUTES), min_size=1, max_size=3),
    "powder_silver_wt_pct": st.dictionaries(
        st.sampled_from(TECHNOLOGIES[1:]), _series(1995, 99).map(_above_one), min_size=1, max_size=3
    ),
    "route_adoption": st.dictionaries(
        st.sampled_from(TECHNOLOGIES[1:]),
        # Two curves may ask for more than the whole; their refusal has tests of its own.
        st.dictionaries(st.sampled_from(ROUTES[1:]), _curve(), min_size=1, max_size=1),
        min_size=1,
        max_size=3,
    ),
}


def drawn_parameters():
    """Parameters of the world; those of a cell design have tests of their own."""
    return {id: p for id, p in catalogue.load().items() if p.page != "cell"}


TOGETHER = (
    ("t50_years", "t90_years"),
    ("liberation_yield_pct", "concentration_yield_pct", "leaching_yield_pct", "refining_yield_pct"),
)
"""Values of which a scenario gives all or none."""


def _agree(values, draw):
    """Mend what is refused as a whole although each value is allowed."""
    for ids in TOGETHER:
        if any(values.get(id) is None for id in ids):
            for id in ids:
                values.pop(id, None)
    if "t50_years" in values:
        values["t50_years"] = min(values["t50_years"], 60.0)
        values["t90_years"] = values["t50_years"] * draw(st.sampled_from([1.05, 1.3, 2.0]))
        values["weibull_shape"] = values["weibull_scale_years"] = None
    start = values["route_adoption_start_year"]
    values["route_adoption_finish_year"] = max(start, values["route_adoption_finish_year"])


def _one_say(values):
    """A technology's routes are said by one of the table, the curves and the curve of the levers."""
    for technology in values.get("route_share", {}):
        values.get("route_adoption", {}).pop(technology, None)
    if not values.get("route_adoption"):
        values.pop("route_adoption", None)
    said = {*values.get("route_share", {}), *values.get("route_adoption", {})}
    if values["route_adoption_technology"] in said:
        values["route_adoption_ceiling_pct"] = None


@st.composite
def scenarios(draw):
    """Any scenario that the catalogue allows."""
    parameters = drawn_parameters()
    values = {id: draw(_value(p)) for id, p in parameters.items() if p.type != "table"}
    if draw(st.booleans()):
        # Half of the scenarios let modules fail only, and refine them by the path.
        values = {id: value for id, value in values.items() if parameters[id].page != "recovery"}
    _agree(values, draw)
    for id, table in TABLES.items():
        if draw(st.integers(0, 2)) == 0:
            values[id] = draw(table)
    _one_say(values)
    return Scenario(**values)
