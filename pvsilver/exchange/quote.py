"""Text that can be quoted: a year's figures with their units, and where they come from; in either language."""

from __future__ import annotations

import math

from pvsilver import tables, words
from pvsilver.exchange import reproduce
from pvsilver.scenario import CENTRAL, Scenario
from pvsilver.studies import uncertainty
from pvsilver.version import MODEL_VERSION
from pvsilver.world import paths
from pvsilver.world.frames import Projection
from pvsilver.world.projection import EARLIEST_START, project

SLOW = "slow_thrift"
"""The preset to be named beside the central case."""


def quotation(scenario: Scenario, lang: str = "en", year: int | None = None) -> str:
    """Sentences on one year, by default the headline year: net, P10–P90, bought, contained, shares, survey."""
    chosen = int(scenario.number("headline_year")) if year is None else year
    projection = project(scenario, EARLIEST_START, chosen)
    parts = [
        sentence(projection, chosen, lang),
        spread(projection, chosen, lang),
        share(projection, chosen, lang),
    ]
    parts += [survey(projection, chosen, lang), slow(scenario, chosen, lang), versions(scenario, lang)]
    gap = "" if lang == "zh" else " "
    return gap.join(part for part in parts if part)


def sentence(projection: Projection, year: int, lang: str) -> str:
    """What of silver a year needs, and how it adds up.  Raises InputError through `project` for years not built."""
    row = _row(projection, year)
    return words.text(
        "quote.sentence", lang, scenario=named(projection.scenario, lang), year=year,
        net=tonnes(row["net_silver_t"]), bought=tonnes(row["bought_silver_t"]), scrap=tonnes(row["scrap_returned_t"]),
        returned=tonnes(row["returned_silver_t"]), contained=tonnes(row["contained_silver_t"]),
        cells=tonnes(row["cell_production_gw"]), mg=f"{row['silver_mg_per_w']:.2f}",
        comparable=tonnes(row["survey_comparable_t"]),
    )  # fmt: skip


def spread(projection: Projection, year: int, lang: str) -> str:
    """P10 to P90 of net silver in a year ahead; empty for an observed year, which is no forecast."""
    if year <= paths.last_observed_year():
        return ""
    found = uncertainty.band(projection.scenario, "net_silver_t", year, year)
    return words.text(
        "quote.spread", lang, low=tonnes(float(found.low[0])), high=tonnes(float(found.high[0])),
        draws=f"{uncertainty.DRAWS:,}", seed=uncertainty.SEED,
    )  # fmt: skip


def share(projection: Projection, year: int, lang: str) -> str:
    """Share of mine output and of total supply; always both, of the survey-comparable figure."""
    row = _row(projection, year)
    mine, supply = row["share_of_mine_pct"], row["share_of_supply_pct"]
    if math.isnan(mine) or math.isnan(supply):
        return ""
    return words.text("quote.share", lang, year=year, mine=f"{mine:.1f}", supply=f"{supply:.1f}")


def survey(projection: Projection, year: int, lang: str) -> str:
    """The model beside the survey in that year; empty where the survey is silent."""
    frame = projection.reconciliation
    row = frame[frame["year"] == year].iloc[0]
    if math.isnan(row["survey_t"]):
        return ""
    return words.text(
        "quote.survey", lang, year=year, comparable=tonnes(row["survey_comparable_t"]),
        survey=tonnes(row["survey_t"]), unexplained=f"{row['unexplained_t']:+,.0f}",
        vintage=words.text(f"choice.survey_vintage.{row['survey_vintage']}", lang),
    )  # fmt: skip


def slow(scenario: Scenario, year: int, lang: str) -> str:
    """The slow case, which is to stand beside the central one; empty for other scenarios."""
    if reproduce.nearest(scenario)[0] != CENTRAL:
        return ""
    changes = scenario.changed.keys() - {"headline_year"}
    if changes:
        return ""
    beside = _row(project(Scenario.preset(SLOW), EARLIEST_START, year), year)
    return words.text("quote.copper", lang, slow=tonnes(beside["net_silver_t"]))


def versions(scenario: Scenario, lang: str) -> str:
    """Model, data, hash and licence."""
    return words.text("quote.versions", lang, model=MODEL_VERSION, data=tables.version(), hash=scenario.hash)


def named(scenario: Scenario, lang: str) -> str:
    """The scenario's name if it is a preset, whatever the headline year; else its hash and how many inputs differ."""
    name, changes = reproduce.nearest(scenario)
    if not changes.keys() - {"headline_year"}:
        return words.text("quote.preset", lang, name=words.text(f"preset.{name}.label", lang))
    count = len(scenario.changed)
    return words.text(
        "quote.own.one" if count == 1 else "quote.own.many", lang, hash=scenario.hash, count=count
    )


def tonnes(value: float) -> str:
    """A figure with thousands apart, whole; the same digits in every language."""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:,.2g}"


def _row(projection: Projection, year: int) -> dict[str, float]:
    annual = projection.annual
    found = annual[annual["year"] == year].iloc[0]
    return {str(name): float(value) for name, value in found.items()}
