"""Which lever moves the silver recovered in a year most: one at a time, each from its low to its high end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from pvsilver import catalogue
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.studies import waste_claims
from pvsilver.world import paths, recovery
from pvsilver.world.frames import Projection
from pvsilver.world.projection import project

YEAR = 2040
"""The year that the recycling note asks about."""

COLLECTION_AND_LINES = "collection_and_silver_lines"
LIFETIME = "lifetime"

LINKS = {
    "collection": ("collection_share",),
    "silver_lines": ("silver_line_share",),
    COLLECTION_AND_LINES: ("collection_share", "silver_line_share"),
    "yield": ("silver_yield",),
}
"""Levers that replace links of the recovery path by those of the low and the high path."""

NUMBERS = ("mg_per_w_factor", "installations_factor")
"""Levers that go over their range in the catalogue."""

COLUMNS = (
    "rank",
    "lever",
    "low_choice",
    "high_choice",
    "low_t",
    "central_t",
    "high_t",
    "swing_t",
    "swing_pct",
)


@dataclass(frozen=True)
class Lever:
    """One lever: what its ends are called, and the silver recovered at each, in tonnes."""

    name: str
    low_choice: str
    high_choice: str
    low_t: float
    high_t: float

    @property
    def swing_t(self) -> float:
        """Distance between the ends."""
        return abs(self.high_t - self.low_t)


def frame(scenario: Scenario, year: int = YEAR) -> pd.DataFrame:
    """One row a lever, the strongest first.

    Columns: rank, lever, low_choice, high_choice, low_t, central_t, high_t, swing_t, swing_pct (of the
    scenario's own figure).  Every other assumption stays as in the scenario.  Raises InputError for a year that
    a projection does not reach.
    """
    if not isinstance(year, int) or not 2010 <= year <= paths.LAST:
        raise InputError("year", f"{year!r} is not a year from 2010 to {paths.LAST}")
    own = project(scenario, start=year, end=year)
    central = recovered_t(own)
    levers = [*_links(own), _lifetime(scenario, year), *_numbers(scenario, year), _outlook(scenario, year)]
    levers.sort(key=lambda lever: -lever.swing_t)
    rows = [
        (rank, lever.name, lever.low_choice, lever.high_choice, lever.low_t, central, lever.high_t,
         lever.swing_t, 100.0 * lever.swing_t / central if central else float("nan"))
        for rank, lever in enumerate(levers, start=1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def facts(found: pd.DataFrame) -> dict[str, float | str | bool]:
    """Figures of the sentence that names the driver, from a frame of levers.

    strongest: its lever; chain_swing_t and lifetime_swing_t: swing of collection × silver lines and of the
    lifetime presets; ratio: one over the other; chain_beats_lifetime: whether the first is larger.
    """
    swing = dict(zip(found["lever"].tolist(), found["swing_t"].tolist(), strict=True))
    chain, lifetime = float(swing[COLLECTION_AND_LINES]), float(swing[LIFETIME])
    return {
        "strongest": str(found["lever"].iloc[0]),
        "chain_swing_t": chain,
        "lifetime_swing_t": lifetime,
        "ratio": chain / lifetime if lifetime else float("inf"),
        "chain_beats_lifetime": chain > lifetime,
    }


def recovered_t(projection: Projection) -> float:
    """Silver refined from modules in the last year of a projection."""
    return float(projection.world.chain.refined[-1])


def _links(own: Projection) -> list[Lever]:
    world = own.world
    n = len(world.years)

    def with_links(path: str, links: Sequence[str]) -> float:
        other = {link: paths.recovery(path)[link][:n] for link in links}
        shares = world.links | other
        chain = recovery.chain(world.chain.discarded, **shares, lag_years=world.lag_years)
        return float(chain.refined[-1])

    return [
        Lever(name, "low", "high", with_links("low", links), with_links("high", links))
        for name, links in LINKS.items()
    ]


def _lifetime(scenario: Scenario, year: int) -> Lever:
    return _extremes(
        LIFETIME, waste_claims.PRESETS, lambda preset: waste_claims.with_lifetime(scenario, preset), year
    )


def _outlook(scenario: Scenario, year: int) -> Lever:
    return _extremes(
        "installation_outlook",
        ("low", "central", "high"),
        lambda outlook: scenario.replace(installation_outlook=outlook, installations_gw=None),
        year,
    )


def _extremes(name: str, choices: Sequence[str], changed: Callable[[str], Scenario], year: int) -> Lever:
    """The least and the greatest of several choices."""
    found = {choice: recovered_t(project(changed(choice), start=year, end=year)) for choice in choices}
    low, high = min(found, key=lambda c: found[c]), max(found, key=lambda c: found[c])
    return Lever(name, low, high, found[low], found[high])


def _numbers(scenario: Scenario, year: int) -> list[Lever]:
    levers = []
    for id in NUMBERS:
        parameter = catalogue.load()[id]
        assert parameter.low is not None
        assert parameter.high is not None
        low, high = (
            recovered_t(project(scenario.replace(**{id: value}), start=year, end=year))
            for value in (parameter.low, parameter.high)
        )
        levers.append(Lever(id, f"{parameter.low:g}", f"{parameter.high:g}", low, high))
    return levers
