"""What a reader must know of a scenario's values before quoting its results."""

from __future__ import annotations

from collections.abc import Iterator

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.world import end_of_life, paths
from pvsilver.world.data_end import data_end


def warnings(scenario: Scenario, end: int) -> list[str]:
    """One line each: a bound that holds, a basis that is not DC, a path past its data, a loss counted twice."""
    return [*_bounds(scenario, end), *_basis(scenario), *_held_flat(scenario, end), *_infant_loss(scenario)]


def _bounds(scenario: Scenario, end: int) -> Iterator[str]:
    shares = paths.recovery(str(scenario["recovery_path"]))
    for id, link, bound in (
        ("collection_share_factor", "collection_share", "everything is collected then"),
        ("silver_line_share_factor", "silver_line_share", "all that is collected goes to silver lines then"),
    ):
        beyond = paths.YEARS[(shares[link] * scenario.number(id) > 1.0 + 1e-12) & (end >= paths.YEARS)]
        if len(beyond):
            yield f"{id}: {scenario.number(id):g} times the path passes 1 from {beyond[0]}; {bound}"


def _basis(scenario: Scenario) -> Iterator[str]:
    outlook = str(scenario["installation_outlook"])
    rows = tables.load("installation_outlooks").select(outlook=outlook)
    other = {row["year"]: row["dc_or_ac"] for row in rows if row["dc_or_ac"] != "dc"}
    if other and scenario["installations_gw"] is None:
        years = "" if len(other) == len(rows) else f" in {', '.join(map(str, other))}"
        yield (
            f"installation_outlook: {outlook} counts {min(other.values())} watts{years} and is used as DC; "
            f"DC additions, and silver with them, may be up to {paths.assumption('undercount_of_ac_pct'):g} % higher"
        )


def _held_flat(scenario: Scenario, end: int) -> Iterator[str]:
    last, id = data_end(scenario)
    if end > last:
        yield f"{id}: no data after {last}; the last value is held flat from there on"


def _infant_loss(scenario: Scenario) -> Iterator[str]:
    shape, _, infant_loss = end_of_life.weibull(scenario)
    if (
        scenario["infant_loss_pct"] is None
        and infant_loss
        and float(shape.min()) < paths.assumption("wear_out_shape")
    ):
        yield (
            f"infant_loss_pct: {100 * infant_loss:g} % of the lifetime preset is kept although a shape of "
            f"{float(shape.min()):.4g} contains early failures already; set it to 0"
        )
