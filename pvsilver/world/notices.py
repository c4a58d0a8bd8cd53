"""What a reader must know of a scenario's values before quoting its results."""

from __future__ import annotations

from collections.abc import Iterator

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.world import paths

WEAR_OUT_SHAPE = 4.0
"""Below this Weibull shape the curve contains infant loss already (recycling note, section 2)."""


def warnings(scenario: Scenario, end: int) -> list[str]:
    """One line each: a bound that holds, a basis that is not DC, a path past its data, a loss counted twice."""
    return [*_bounds(scenario, end), *_basis(scenario), *_held_flat(scenario, end), *_infant_loss(scenario)]


def _bounds(scenario: Scenario, end: int) -> Iterator[str]:
    shares = paths.recovery(str(scenario["recovery_path"]))
    for id, link in (
        ("collection_share_factor", "collection_share"),
        ("silver_line_share_factor", "silver_line_share"),
    ):
        beyond = paths.YEARS[(shares[link] * scenario.number(id) > 1.0 + 1e-12) & (end >= paths.YEARS)]
        if len(beyond):
            yield (
                f"{id}: {scenario[id]} times the path passes 1 from {beyond[0]}; everything is collected then"
            )


def _basis(scenario: Scenario) -> Iterator[str]:
    outlook = str(scenario["installation_outlook"])
    basis = tables.load("installation_outlooks").select(outlook=outlook)[0]["dc_or_ac"]
    if basis != "dc":
        yield (
            f"installation_outlook: {outlook} counts {basis} watts and is used as DC; "
            "DC additions, and silver with them, may be up to 30 % higher"
        )


def _held_flat(scenario: Scenario, end: int) -> Iterator[str]:
    last = paths.outlook_end(str(scenario["installation_outlook"]))
    if end > last:
        yield f"installation_outlook: no data after {last}; the last value is held flat from there on"


def _infant_loss(scenario: Scenario) -> Iterator[str]:
    shape = scenario["weibull_shape"]
    _, _, infant_loss = paths.lifetimes(str(scenario["lifetime_preset"]))
    if (
        isinstance(shape, float)
        and shape < WEAR_OUT_SHAPE
        and scenario["infant_loss_pct"] is None
        and infant_loss
    ):
        yield (
            f"infant_loss_pct: {100 * infant_loss:g} % of the lifetime preset is kept although a shape of {shape:g} "
            "contains early failures already; set it to 0"
        )
