"""`solve`: which value of one parameter meets a target."""

from __future__ import annotations

import argparse

from pvsilver.commands import common
from pvsilver.exchange.provenance import CELL, WORLD_TABLES

DONE, NO = 0, 1


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    parser.add_argument("--for", dest="id", required=True, metavar="ID", help="the number that may change")
    parser.add_argument(
        "--target", required=True, metavar="TARGET",
        help="net_silver_t@2035=4000 for a year of the projection, silver_mg_per_w=8 for the cell; also <= and >=",
    )  # fmt: skip
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Prints whether the target is reached, the value or the nearest one, and what it achieves; 1 where not."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.studies.solve import solve

    scenario = common.scenario_from(given)
    found = solve(scenario, given.id, given.target)
    results = {
        "for": found.id,
        "target": given.target,
        "reached": found.reached,
        "value" if found.reached else "nearest": found.value,
        "achieved": found.achieved,
    }
    rests_on = CELL if found.target.year is None else WORLD_TABLES
    command = ("solve", "--for", found.id, "--target", given.target)
    common.show(Answer(results, scenario, rests_on, command=command), given)
    return DONE if found.reached else NO
