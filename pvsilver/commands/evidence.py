"""`evidence`: published results beside our own."""

from __future__ import annotations

import argparse

from pvsilver import tables
from pvsilver.commands import common


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Prints all rows; exit status 1 when a row that should hold does not."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.studies import evidence

    scenario = common.scenario_from(given)
    found = evidence.frame(scenario)
    # The rows' own sources: they come from several tables of evidence.
    sources = tables.split_source_ids(";".join(found["source"]))
    common.show(Answer(found, scenario, source_ids=sources, command=("evidence",)), given)
    return 0 if evidence.holds(found) else 1
