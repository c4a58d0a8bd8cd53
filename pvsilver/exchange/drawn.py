"""Charts of a projection with their words in a language: what a page shows and a figure file holds."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from pvsilver import tables, words
from pvsilver.charts import Chart, demand, hindcast, stack, theme
from pvsilver.exchange.provenance import (
    BOUGHT,
    LIFE,
    MIX,
    NET,
    RECOVERED,
    REGIONS,
    SILVER,
    SUPPLY,
    SURVEY,
    VOLUME,
)
from pvsilver.studies import uncertainty
from pvsilver.version import MODEL_VERSION
from pvsilver.world.data_end import data_end
from pvsilver.world.frames import Projection

LINES = ("net", "bought", "contained")
STACKED = "bought_silver_t"
UNIT = "t"
PUBLISHERS_SHOWN = 6
OWN = "pvsilver"
"""Publisher of our own judgement, which is named after all others."""

TABLES = {
    "demand": (*NET, *SURVEY, "forecast_misses"),
    "technology": BOUGHT,
    "route": BOUGHT,
    "hindcast": (*BOUGHT, *SURVEY),
    "retired": (*VOLUME, *MIX, *SILVER, *LIFE, *REGIONS),
    "river": (*NET, *REGIONS),
    "drivers": RECOVERED,
    "survival": ("lifetimes",),
    "claims": ("waste_claims", *VOLUME, *LIFE, *REGIONS),
    "balance": (*NET, *SURVEY, *SUPPLY, "silver_balance"),
    "cost": (*BOUGHT, "silver_prices"),
    "break_even": (*SILVER, "route_economics", "silver_prices", "cell_ranges"),
    "views": (*NET, "published_projections"),
    "intensity": (*VOLUME, *MIX, *SILVER, "published_trajectories"),
}
"""Chart → tables that it rests on."""


def vintage_name(vintage: str, lang: str) -> str:
    """The survey's edition in words."""
    return words.text(f"choice.survey_vintage.{vintage}", lang)


def demand_chart(
    now: Projection,
    before: Projection,
    lang: str = "en",
    lines: Collection[str] = LINES,
    height_px: float = theme.HEIGHT_PX,
) -> Chart:
    """Silver by year with its P10–P90 band, the survey's points and the baseline, over the same years."""
    survey = tables.load("survey_vintages")
    names = ("net", "bought", "contained", "paste", "baseline", "survey", "low", "high", "band")
    years = now.yearly["year"]
    measure = next((name for name in demand.MEASURES if name in lines), "net")
    return demand.draw(
        demand.Words(
            words.text("chart.demand.title", lang),
            words.text("chart.demand.alt", lang, start=int(now.yearly["year"][0])),
            words.text("column.year", lang),
            *(words.text(f"chart.demand.{name}", lang) for name in names),
        ),
        annual=now.yearly,
        baseline=before.yearly,
        survey=survey.rows,
        vintage=str(now.scenario["survey_vintage"]),
        shown=tuple(lines),
        headline_year=int(now.scenario.number("headline_year")),
        edition_name={edition: vintage_name(edition, lang) for edition in survey.distinct("vintage")},
        last_label=words.text("chart.demand.last", lang),
        flat_from=data_end(now.scenario)[0],
        flat_label=words.text("chart.demand.flat", lang),
        band=uncertainty.band(now.scenario, demand.MEASURES[measure], int(years[0]), int(years[-1])),
        height_px=height_px,
    )


def split_chart(
    now: Projection,
    before: Projection,
    by: str,
    lang: str = "en",
    column: str = STACKED,
    unit: str = UNIT,
) -> Chart:
    """Stacked areas of a column by technology or route, with the total of the baseline."""
    measure = words.text(f"measure.{column}", lang)
    said = stack.Words(
        measure,
        words.text(f"chart.{by}.split", lang),
        words.text(f"chart.{by}.alt", lang, measure=measure),
        words.text("column.year", lang),
        tuple(words.text(f"{by}.{group}", lang) for group in stack.GROUPS[by]),
        words.text("chart.demand.baseline", lang),
    )
    values, baseline = (found.split(by, column) for found in (now, before))
    return stack.draw(by, said, now.yearly["year"], values, unit, baseline)


def hindcast_charts(now: Projection, before: Projection, lang: str = "en") -> tuple[Chart, Chart]:
    """Model and survey by year with the baseline, and the residual."""
    survey = tables.load("survey_vintages").rows
    forecast = {
        row["year"]: words.text("chart.hindcast.forecast", lang, year=row["year"])
        for row in survey
        if row["status"] == "forecast" and row["vintage"] == now.scenario["survey_vintage"]
    }
    ids = ("column.year", "chart.hindcast.model", "chart.hindcast.survey", "chart.hindcast.editions",
           "column.unexplained_t", "chart.demand.baseline")  # fmt: skip
    names = tuple(words.text(id, lang) for id in ids)
    pairs, residual = (
        hindcast.Words(
            words.text(f"chart.{chart}.title", lang), words.text(f"chart.{chart}.alt", lang), *names
        )
        for chart in ("hindcast", "residual")
    )
    return hindcast.draw(
        pairs, residual, hindcast.table(now.reconciliation, before.reconciliation, survey, forecast)
    )


def footer(chart: str, lang: str = "en") -> str:
    """Publishers of a chart's tables, with model and data version."""
    publishers = _publishers(TABLES[chart], lang)
    return words.text("chart.footer", lang, sources=publishers, model=MODEL_VERSION, data=tables.version())


@cache
def _publishers(names: tuple[str, ...], lang: str) -> str:
    known = {row["id"]: row["publisher"] for row in tables.load("sources").rows}
    counted: dict[str, int] = {}
    for name in dict.fromkeys(names):
        for row in tables.load(name).rows:
            for id in tables.split_source_ids(row["source_id"]):
                counted[known[id]] = counted.get(known[id], 0) + 1
    ranked = sorted(counted, key=lambda publisher: (publisher == OWN, -counted[publisher]))
    first = ", ".join(ranked[:PUBLISHERS_SHOWN])
    rest = len(ranked) - PUBLISHERS_SHOWN
    return words.text("lever.sources.more", lang, first=first, count=rest) if rest > 0 else first
