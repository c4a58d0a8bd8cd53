"""What carries a region's installations beyond the last observed year: an outlook of its own, or the world's."""

from __future__ import annotations

import numpy as np

from pvsilver.names import REGIONS
from pvsilver.scenario import Scenario
from pvsilver.world import paths, regions

OUTLOOK, REMAINDER, WORLD_GROWTH = "outlook", "remainder", "world_growth"
KINDS = (OUTLOOK, REMAINDER, WORLD_GROWTH)

HELD_TO = 1e-4
"""Largest relative change of a share that is still held; tables give shares with six decimals."""


def ahead(scenario: Scenario, region: str) -> str:
    """One of KINDS, for the scenario's regional split; `world_growth` for the world itself.

    outlook: a published share of its own.  remainder: what the other regions leave.  world_growth: the last
    observed share is held, so additions grow as the world's.  Raises InputError for an unknown region.
    """
    known = regions.region_id(region)
    if known == regions.WORLD:
        return WORLD_GROWTH
    share = paths.region_share(str(scenario["region_path"]))[:, REGIONS.index(known)]
    last = paths.last_observed_year() - paths.FIRST
    if np.allclose(share[last:], share[last], rtol=HELD_TO, atol=0.0):
        return WORLD_GROWTH
    return REMAINDER if known == REGIONS[-1] else OUTLOOK
