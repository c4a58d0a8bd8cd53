"""`market`: supply, demand and balance of silver, and the money that goes with them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from pvsilver.commands import common

if TYPE_CHECKING:
    import pandas as pd

    from pvsilver.world.frames import Projection

TABLES = {
    "balance": ("supply_history", "supply_paths", "silver_balance"),
    "budget": ("supply_history", "supply_paths"),
    "stocks": ("silver_balance",),
    "cost": ("route_silver",),
    "break_even": ("route_economics", "route_silver", "intensity_history"),
    "prices": ("silver_prices",),
    "premiums": ("silver_prices",),
    "views": ("published_projections",),
    "trajectories": ("published_trajectories",),
    "announcements": ("route_announcements",),
    "matrix": ("installation_outlooks", "thrift_paths"),
}
"""What can be asked for → the data tables that it rests on, beside the projection's."""

OF_A_YEAR = ("cost", "matrix")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    parser.add_argument(
        "--of", choices=tuple(TABLES), default="balance",
        help="the table (default: balance); cost and matrix are of headline_year",
    )  # fmt: skip
    common.add_years(parser)
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Prints one table of the market."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.exchange.provenance import WORLD_TABLES
    from pvsilver.world.projection import END, project

    scenario = common.scenario_from(given)
    end = max(given.end, int(scenario.number("headline_year")), END) if given.of in OF_A_YEAR else given.end
    projection = project(scenario, given.start, end)
    results = _frames()[given.of](projection)
    tables = (*WORLD_TABLES, *TABLES[given.of])
    command = ("market", "--of", given.of, *common.years(given))
    common.show(Answer(results, scenario, tables, projection.warnings, command=command), given)
    return 0


def _frames() -> dict[str, Callable[[Projection], pd.DataFrame]]:
    from pvsilver import tables
    from pvsilver.studies import (
        market_balance,
        market_break_even,
        market_cost,
        market_premiums,
        market_prices,
        matrix,
        silver_budget,
        trajectories,
        views,
    )

    return {
        "balance": lambda p: market_balance.balance(p, *_years(p)),
        "budget": silver_budget.budget,
        "stocks": lambda p: market_balance.stocks(),
        "cost": lambda p: market_cost.cost(p, _headline(p)),
        "break_even": market_break_even.by_technology,
        "prices": lambda p: market_prices.listing(date.today()),
        "premiums": lambda p: market_premiums.premiums(p.scenario),
        "views": lambda p: views.views(p.scenario, *_years(p)),
        "trajectories": lambda p: trajectories.trajectories(p.scenario, *_years(p)),
        "announcements": lambda p: tables.load("route_announcements").frame,
        "matrix": lambda p: matrix.matrix(p.scenario, _headline(p)),
    }


def _headline(projection: Projection) -> int:
    return int(projection.scenario.number("headline_year"))


def _years(projection: Projection) -> tuple[int, int]:
    years = projection.annual["year"]
    return int(years.iloc[0]), int(years.iloc[-1])
