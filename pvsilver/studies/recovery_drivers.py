"""Which lever moves the silver recovered in a year most: one at a time, each from its low to its high end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver import catalogue
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.studies import waste_claims
from pvsilver.world import paths, recovery
from pvsilver.world.frames import Projection
from pvsilver.world.projection import project

Array = npt.NDArray[np.float64]

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

OF_THE_CHAIN_ALONE = (
    "collection_share_factor",
    "silver_line_share_factor",
    "recovery_path",
    "recovery_process",
)
"""Levers that leave what is discarded as it is: other worlds are kept whatever these are."""

KEPT = 16

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
    plain = scenario.replace(**{id: catalogue.load()[id].default for id in OF_THE_CHAIN_ALONE})
    levers = [*_links(own), *_of_worlds(own, _discarded(plain, year))]
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


def _of_worlds(own: Projection, discarded: dict[str, dict[str, Array]]) -> list[Lever]:
    """Levers whose ends are other worlds, which what is discarded in them tells; the chain is the scenario's own."""
    world = own.world

    def refined(tonnes: Array) -> float:
        return float(recovery.chain(tonnes, **world.links, lag_years=world.lag_years).refined[-1])

    levers = []
    for name, choices in discarded.items():
        found = {choice: refined(tonnes) for choice, tonnes in choices.items()}
        low, high = (min(found, key=found.__getitem__), max(found, key=found.__getitem__))
        if name in NUMBERS:
            low, high = found
        levers.append(Lever(name, low, high, found[low], found[high]))
    return levers


@lru_cache(maxsize=KEPT)
def _discarded(scenario: Scenario, year: int) -> dict[str, dict[str, Array]]:
    """{lever: {choice: silver discarded by year}} in the worlds at the ends of levers and in between.

    A number has its two ends; of several choices the least and the greatest count.
    """
    changed = {
        LIFETIME: {preset: waste_claims.with_lifetime(scenario, preset) for preset in waste_claims.PRESETS},
        **{id: _ends(scenario, id) for id in NUMBERS},
        "installation_outlook": {
            outlook: scenario.replace(installation_outlook=outlook, installations_gw=None)
            for outlook in ("low", "central", "high")
        },
    }
    return {
        name: {choice: project(other, year, year).world.chain.discarded for choice, other in choices.items()}
        for name, choices in changed.items()
    }


def _ends(scenario: Scenario, id: str) -> dict[str, Scenario]:
    parameter = catalogue.load()[id]
    assert parameter.low is not None
    assert parameter.high is not None
    return {f"{value:g}": scenario.replace(**{id: value}) for value in (parameter.low, parameter.high)}
