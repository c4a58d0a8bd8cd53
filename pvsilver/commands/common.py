"""Flags and output that the verbs share."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pvsilver import catalogue
from pvsilver.errors import InputError
from pvsilver.scenario import CENTRAL, Scenario

if TYPE_CHECKING:
    from pvsilver.exchange.answer import Answer

FORMATS = ("table", "csv", "json")


def add_output(parser: argparse.ArgumentParser) -> None:
    """--format and -o."""
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to print (default: table)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write to a file; its extension decides the format"
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of labels")


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """--scenario and --set."""
    parser.add_argument(
        "--scenario", default=CENTRAL, metavar="NAME|FILE|LINK",
        help="a preset, a scenario file (with a dot or a separator in its name) or a link",
    )  # fmt: skip
    parser.add_argument(
        "--set", action="append", default=[], metavar="ID=VALUE", dest="settings",
        help="change one parameter; may be repeated; tables are JSON",
    )  # fmt: skip


def scenario_from(given: argparse.Namespace, **flags: str) -> Scenario:
    """The scenario of the flags; `flags` are values that flags of a verb's own set.  Raises InputError."""
    settings = _settings(given.settings)
    twice = settings.keys() & flags.keys()
    if twice:
        raise InputError(min(twice), "is set twice, by --set and by a flag of its own; set it once")
    return named_scenario(given.scenario).replace(**settings, **flags)


def years(given: argparse.Namespace) -> tuple[str, ...]:
    """--start and --end as they were given."""
    return ("--start", str(given.start), "--end", str(given.end))


def named_scenario(text: str) -> Scenario:
    """A preset by name, a file by path, or a link."""
    if text.startswith(("pvs1.", "http")):
        return Scenario.from_link(text)
    if "." in text or "/" in text or "\\" in text:
        return Scenario.from_file(text)
    return Scenario.preset(text)


def _settings(settings: list[str]) -> dict[str, Any]:
    declared = catalogue.load()
    values: dict[str, Any] = {}
    for setting in settings:
        id, equals, text = setting.partition("=")
        id = id.strip()
        if not equals:
            raise InputError("--set", f"{setting[:60]!r} has no '='; write --set ID=VALUE")
        if id in values:
            raise InputError(id, "is set twice; set each parameter once")
        values[id] = catalogue.from_text(declared[id], text.strip())
    return values


def show(answer: Answer, given: argparse.Namespace) -> None:
    """The answer on standard output or in the file of -o."""
    from pvsilver.exchange import answer as answers

    if given.output is not None:
        answers.write(answer, Path(given.output), given.lang)
        _note(answer, given)
        return
    text = {"table": answer.to_table, "csv": answer.to_csv, "json": answer.to_json}[given.format]()
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    _note(answer, given)


def _note(answer: Answer, given: argparse.Namespace) -> None:
    """Warnings beneath a table; on standard error beside CSV and files.  JSON holds them itself."""
    if given.output is None and given.format == "json":
        return
    stream = sys.stdout if given.output is None and given.format == "table" else sys.stderr
    for warning in answer.warnings:
        stream.write(f"note: {warning}\n")
