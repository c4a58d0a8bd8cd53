"""`reconcile`: from installations to the survey's figure."""

from __future__ import annotations

import argparse

from pvsilver.commands import common
from pvsilver.exchange.provenance import WORLD_TABLES


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    common.add_years(parser)
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Prints one row a year; `unexplained_t` is the survey less the model."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.world.projection import project

    projection = project(common.scenario_from(given), given.start, given.end)
    answer = Answer(
        projection.reconciliation,
        projection.scenario,
        WORLD_TABLES,
        projection.warnings,
        years=(given.start, given.end),
        figure="hindcast",
        asked="reconciliation",
    )
    common.show(answer, given)
    return 0
