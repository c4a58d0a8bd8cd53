"""Scenarios side by side: what differs in inputs, then in results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any

import numpy as np
import pandas as pd

from pvsilver import catalogue, units
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.world.projection import EARLIEST_START, LATEST_END, project

MOST = 5
"""A baseline, a scenario and three more."""

INPUT, RESULT = "input", "result"

SAME = 1e-12
"""Results that agree this closely, relatively, do not differ."""


def inputs(scenarios: Mapping[str, Scenario]) -> pd.DataFrame:
    """One row a parameter that is not the same in all scenarios, in catalogue order.

    Columns: id, unit, then a value for each name.  Values that are tables are written as JSON.
    """
    declared = catalogue.load()
    rows = []
    for id, parameter in declared.items():
        values = [scenario[id] for scenario in scenarios.values()]
        if any(value != values[0] for value in values):
            rows.append([id, parameter.unit, *map(_cell, values)])
    return pd.DataFrame(rows, columns=["id", "unit", *scenarios], dtype=object)


def results(
    scenarios: Mapping[str, Scenario], years: Sequence[int], columns: Iterable[str] | None = None
) -> pd.DataFrame:
    """One row a year and column of the annual table that is not the same in all scenarios.

    Columns: year, id, unit, a value for each name; then, for each scenario after the first, `NAME_less_FIRST` and
    `NAME_over_FIRST`, its difference from the first and its ratio to it.  `columns` chooses which to compare; those
    asked for are given whether they differ or not.  Raises InputError for years out of range.
    """
    chosen = _checked(years)
    annual = {name: _at(scenario, chosen) for name, scenario in scenarios.items()}
    first, *others = annual
    wanted = (
        [column for column in annual[first].columns if column != "year"] if columns is None else list(columns)
    )
    rows = []
    for y, year in enumerate(chosen):
        for column in wanted:
            values = [float(frame[column].iloc[y]) for frame in annual.values()]
            if columns is not None or _differ(values):
                rows.append([year, column, units.of_column(column), *values, *_against(values)])
    names = [f"{name}_{kind}_{first}" for name in others for kind in ("less", "over")]
    return pd.DataFrame(rows, columns=["year", "id", "unit", *annual, *names])


def frame(scenarios: Mapping[str, Scenario], years: Sequence[int]) -> pd.DataFrame:
    """Both as one table: year (empty for inputs), part, then the columns of `results`."""
    check_count(scenarios)
    found = results(scenarios, years)
    found.insert(1, "part", RESULT)
    given = inputs(scenarios)
    given.insert(0, "part", INPUT)
    given.insert(0, "year", None)
    columns = list(found)
    rows = [
        *given.reindex(columns=columns).to_numpy(dtype=object).tolist(),
        *found.to_numpy(dtype=object).tolist(),
    ]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def check_count(scenarios: Sized) -> None:
    """Raises InputError unless there are two to five scenarios."""
    if not 2 <= len(scenarios) <= MOST:
        raise InputError(
            "compare", f"{len(scenarios)} scenarios; give a baseline and one to {MOST - 1} others"
        )


def _checked(years: Sequence[int]) -> list[int]:
    chosen = sorted(dict.fromkeys(years))
    for year in chosen or [0]:
        if not EARLIEST_START <= year <= LATEST_END:
            raise InputError("years", f"{year} is outside {EARLIEST_START} to {LATEST_END}")
    return chosen


def _at(scenario: Scenario, years: Sequence[int]) -> pd.DataFrame:
    annual = project(scenario, years[0], years[-1]).annual
    return annual[annual["year"].isin(years)]


def _differ(values: Sequence[float]) -> bool:
    found = np.asarray(values)
    if np.isnan(found).all():
        return False
    return not np.allclose(found, found[0], rtol=SAME, atol=0.0)


def _against(values: Sequence[float]) -> list[float]:
    """Difference and ratio of each value after the first to the first; no ratio to nothing."""
    first = values[0]
    return [part for value in values[1:] for part in (value - first, value / first if first else np.nan)]


def _cell(value: Any) -> Any:
    return json.dumps(value, separators=(",", ":")) if isinstance(value, Mapping) else value
