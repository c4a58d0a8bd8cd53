"""What a reader must know of a scenario's values before quoting its results."""

from __future__ import annotations

from collections.abc import Iterator

from pvsilver import tables
from pvsilver.said import Said
from pvsilver.scenario import Scenario
from pvsilver.world import end_of_life, paths
from pvsilver.world.data_end import data_end


def warnings(scenario: Scenario, end: int) -> list[str]:
    """One line each: a bound that holds, a basis that is not DC, a path past its data, a loss counted twice.

    Each is a `Said`: its English sentence, which carries the code and the values by which a face says it in words.
    """
    return [*_bounds(scenario, end), *_basis(scenario), *_held_flat(scenario, end), *_infant_loss(scenario)]


def _bounds(scenario: Scenario, end: int) -> Iterator[Said]:
    shares = paths.recovery(str(scenario["recovery_path"]))
    for id, link, bound in (
        ("collection_share_factor", "collection_share", "everything is collected then"),
        ("silver_line_share_factor", "silver_line_share", "all that is collected goes to silver lines then"),
    ):
        beyond = paths.YEARS[(shares[link] * scenario.number(id) > 1.0 + 1e-12) & (end >= paths.YEARS)]
        if len(beyond):
            factor, year = scenario.number(id), int(beyond[0])
            line = f"{id}: {factor:g} times the path passes 1 from {year}; {bound}"
            yield Said(line, "warning.bound", id, value=factor, year=year)


def _basis(scenario: Scenario) -> Iterator[Said]:
    outlook = str(scenario["installation_outlook"])
    rows = tables.load("installation_outlooks").select(outlook=outlook)
    other = {row["year"]: row["dc_or_ac"] for row in rows if row["dc_or_ac"] != "dc"}
    if other and scenario["installations_gw"] is None:
        years = "" if len(other) == len(rows) else f" in {', '.join(map(str, other))}"
        basis, percent = min(other.values()), paths.assumption("undercount_of_ac_pct")
        line = (
            f"installation_outlook: {outlook} counts {basis} watts{years} and is used as DC; "
            f"DC additions, and silver with them, may be up to {percent:g} % higher"
        )
        yield Said(
            line, "warning.basis", "installation_outlook", choice=outlook, basis=basis, percent=percent
        )


def _held_flat(scenario: Scenario, end: int) -> Iterator[Said]:
    last, id = data_end(scenario)
    if end > last:
        line = f"{id}: no data after {last}; the last value is held flat from there on"
        yield Said(line, "warning.flat", id, year=last)


def _infant_loss(scenario: Scenario) -> Iterator[Said]:
    shape, _, infant_loss = end_of_life.weibull(scenario)
    if (
        scenario["infant_loss_pct"] is None
        and infant_loss
        and float(shape.min()) < paths.assumption("wear_out_shape")
    ):
        percent, least = 100 * infant_loss, f"{float(shape.min()):.4g}"
        line = (
            f"infant_loss_pct: {percent:g} % of the lifetime preset is kept although a shape of "
            f"{least} contains early failures already; set it to 0"
        )
        yield Said(line, "warning.infant_loss", "infant_loss_pct", value=percent, shape=least)
