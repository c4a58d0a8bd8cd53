"""`data`: the tables, their rows, sources and faults."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pvsilver.commands import common

if TYPE_CHECKING:
    import pandas as pd


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|sources|check")
    for name, help, run in (
        ("list", "all tables", run_list),
        ("show", "one table, or `parameters`", run_show),
        ("sources", "all sources", run_sources),
        ("check", "schema, units, ranges, sums, sources of every table", run_check),
    ):
        action = actions.add_parser(name, help=help)
        if name == "show":
            action.add_argument("table", metavar="TABLE")
        common.add_scenario(action)
        common.add_output(action)
        action.set_defaults(run=run)


def run_list(given: argparse.Namespace) -> int:
    """Prints one row a table."""
    from pvsilver import tables
    from pvsilver.studies import data_check

    return _show(data_check.listing(), tables.names(), given)


def run_show(given: argparse.Namespace) -> int:
    """Prints a table, or the catalogue as `parameters`."""
    from pvsilver import tables
    from pvsilver.studies import data_check

    if given.table == "parameters":
        return _show(data_check.parameters(), ("catalogue",), given)
    return _show(tables.load(given.table).frame, (given.table,), given)


def run_sources(given: argparse.Namespace) -> int:
    """Prints one row a source."""
    from pvsilver import tables

    frame = tables.load("sources").frame[["id", "title", "year", "url", "doi", "kind"]]
    return _show(frame, tables.names(), given)


def run_check(given: argparse.Namespace) -> int:
    """Prints the faults; exit status 1 when there are any."""
    from pvsilver.studies import data_check

    faults = data_check.faults()
    _show(faults, (), given)
    return 0 if faults.empty else 1


def _show(frame: pd.DataFrame, names: tuple[str, ...], given: argparse.Namespace) -> int:
    from pvsilver.exchange.answer import Answer

    common.show(Answer(frame, common.scenario_from(given), names), given)
    return 0
