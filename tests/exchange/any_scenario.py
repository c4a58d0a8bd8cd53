"""Values of every parameter that are not its default, and scenarios drawn from all of them."""

from __future__ import annotations

import math
import random
from typing import Any

from pvsilver import catalogue
from pvsilver.catalogue import Parameter
from pvsilver.errors import InputError
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Scenario
from pvsilver.world.projection import project


def other_value(parameter: Parameter, rng: random.Random) -> Any:
    """A value that the parameter may have and that is not its default."""
    if parameter.type == "table":
        return _table(parameter, rng)
    if parameter.type == "switch":
        return rng.choice([state for state in (True, False) if state != parameter.default])
    if parameter.type == "date":
        return f"{rng.randint(2000, 2100)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    if parameter.type not in ("number", "integer"):
        return rng.choice([choice for choice in parameter.choices if choice != parameter.default])
    while True:
        value = parameter.check(_drawn(parameter, rng))
        if value != parameter.default:
            return value


def _drawn(parameter: Parameter, rng: random.Random) -> float:
    low, high = parameter.minimum, parameter.maximum
    assert low is not None
    assert high is not None
    if parameter.type == "integer":
        return rng.randint(math.ceil(low), math.floor(high))
    return rng.uniform(low, high)


def _table(parameter: Parameter, rng: random.Random) -> dict[str, Any]:
    years = [str(year) for year in sorted(rng.sample(range(2026, 2101), rng.randint(1, 4)))]
    if parameter.keys == ("year",):
        return {year: rng.uniform(0, 900) for year in years}
    if parameter.keys == ("technology", "year"):
        if parameter.sum_over:
            return _shares(TECHNOLOGIES, years, rng)
        chosen = rng.sample(TECHNOLOGIES, 2)
        low, high = max(parameter.minimum or 0.0, 0.2), min(parameter.maximum or 1.0, 3.0)
        return {technology: {year: rng.uniform(low, high) for year in years} for technology in chosen}
    chosen = rng.sample(TECHNOLOGIES, 2)
    if parameter.keys[-1] == "curve":
        curve = {
            "start_year": rng.uniform(2025, 2040),
            "finish_year": rng.uniform(2040, 2060),
            "ceiling": rng.random(),
        }
        return {technology: {rng.choice(ROUTES): curve} for technology in chosen}
    return {technology: _shares(ROUTES, years, rng) for technology in chosen}


def _shares(names: tuple[str, ...], years: list[str], rng: random.Random) -> dict[str, dict[str, float]]:
    share = rng.random()
    first, second = rng.sample(names, 2)
    return {first: dict.fromkeys(years, share), second: dict.fromkeys(years, 1.0 - share)}


def random_scenario(rng: random.Random, pages: tuple[str, ...] = ()) -> Scenario:
    """A scenario some of whose values, now and then all, are away from their defaults; of some pages only."""
    declared = [p for p in catalogue.load().values() if not pages or p.page in pages]
    chosen = rng.sample(declared, rng.choice([1, 2, 5, len(declared) // 2, len(declared)]))
    return Scenario(**{parameter.id: other_value(parameter, rng) for parameter in chosen})


def possible_scenarios(count: int, seed: int) -> list[Scenario]:
    """Random scenarios of the world whose values fit together."""
    rng = random.Random(seed)
    found: list[Scenario] = []
    for _ in range(40 * count):
        scenario = random_scenario(rng, ("outlook", "recovery", "market"))
        try:
            project(scenario, 2010, 2100)
        except InputError:
            continue
        found.append(scenario)
        if len(found) == count:
            return found
    raise AssertionError(f"only {len(found)} of {count} scenarios fit together")


def every_value_other(rng: random.Random) -> Scenario:
    """Every parameter but the tables away from its default."""
    declared = [p for p in catalogue.load().values() if p.type != "table"]
    return Scenario(**{parameter.id: other_value(parameter, rng) for parameter in declared})
