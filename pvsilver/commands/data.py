"""`data`: the tables, their rows, sources and faults."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from pvsilver.commands import common
from pvsilver.errors import TableError

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
    from pvsilver.studies import data_check

    return _show(data_check.sources(), tables.names(), given)


def run_check(given: argparse.Namespace) -> int:
    """Prints the faults; exit status 1 when there are any."""
    from pvsilver import tables
    from pvsilver.studies import data_check

    faults = data_check.faults()
    if faults.empty and given.format == "table" and given.output is None:
        sys.stdout.write(f"all {len(tables.names())} tables hold\n")
        sys.stderr.write("".join(f"note: {note}\n" for note in data_check.notes()))
        return 0
    try:
        _show(faults, (), given)
    except TableError:
        # No scenario can be made of such data, so the faults come without one.
        if given.output is not None:
            raise
        _plain(faults, given.format)
    return 0 if faults.empty else 1


def _plain(faults: pd.DataFrame, format: str) -> None:
    import json

    text = {
        "table": lambda: faults.to_string(index=False),
        "csv": lambda: faults.to_csv(index=False, lineterminator="\n").rstrip("\n"),
        "json": lambda: json.dumps({"results": faults.to_dict("records")}, ensure_ascii=False, indent=1),
    }[format]()
    sys.stdout.write(text + "\n")


def _show(frame: pd.DataFrame, names: tuple[str, ...], given: argparse.Namespace) -> int:
    from pvsilver.exchange.answer import Answer

    command = ("data", given.action, *([given.table] if given.action == "show" else []))
    common.show(Answer(frame, common.scenario_from(given), names, command=command), given)
    return 0
