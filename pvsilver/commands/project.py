"""`project`: the projection by year."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from pvsilver.commands import common
from pvsilver.errors import InputError
from pvsilver.exchange.provenance import WORLD_TABLES

if TYPE_CHECKING:
    import pandas as pd

    from pvsilver.world.frames import Projection

MADE_ELSEWHERE = (
    "silver is bought where cells are made; regions have installation, retirement and recovery only"
)

TABLES = {
    "technology": "by_technology",
    "route": "by_route",
    "region": "by_region",
    "recovery": "recovery",
    "second_life": "second_life",
}


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    common.add_years(parser)
    parser.add_argument(
        "--by", choices=tuple(TABLES),
        help="another table; region has installation, retirement and recovery only",
    )  # fmt: skip
    parser.add_argument(
        "--region", metavar="NAME",
        help="one region alone: world, china, eu, us, india, rest; installation, retirement and recovery only",
    )  # fmt: skip
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Prints the annual table, or another one."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.world.projection import project

    projection = project(common.scenario_from(given), given.start, given.end)
    results = (
        _regional(projection, given) if given.region else getattr(projection, TABLES.get(given.by, "annual"))
    )
    asked = given.by or "annual"
    answer = Answer(results, projection.scenario, WORLD_TABLES, projection.warnings)
    if given.region:
        # A region's rows alone: the tables and figures of a projection are the world's.
        command = ("project", "--region", given.region, *common.years(given))
        answer = replace(answer, command=command)
    else:
        answer = replace(answer, years=(given.start, given.end), figure=given.by or "demand", asked=asked)
    common.show(answer, given)
    return 0


def _regional(projection: Projection, given: argparse.Namespace) -> pd.DataFrame:
    """One region's table; refused beside a table that regions do not have."""
    if given.by not in (None, "region"):
        raise InputError("--region", f"has no --by {given.by}: {MADE_ELSEWHERE}")
    return projection.region(given.region)
