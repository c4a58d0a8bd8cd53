"""Flags and output that the verbs share."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pvsilver import catalogue
from pvsilver.errors import InputError
from pvsilver.scenario import CENTRAL, Scenario

if TYPE_CHECKING:
    from pvsilver.exchange.answer import Answer

FORMATS = ("table", "csv", "json")


def add_output(parser: argparse.ArgumentParser, columns: bool = True) -> None:
    """--format, -o, --lang, and --columns where the results are rows."""
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to print (default: table)")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write to a file; its extension decides the format"
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of labels")
    if columns:
        parser.add_argument(
            "--columns", metavar="NAME,NAME", help="print these columns only, whatever their width"
        )


def add_scenario(parser: argparse.ArgumentParser, default: str | None = CENTRAL) -> None:
    """--scenario and --set."""
    parser.add_argument(
        "--scenario", default=default, metavar="NAME|FILE|LINK",
        help="a preset, a scenario file (with a dot or a separator in its name) or a link",
    )  # fmt: skip
    parser.add_argument(
        "--set", action="append", default=[], metavar="ID=VALUE", dest="settings",
        help="change one parameter; may be repeated; tables are JSON",
    )  # fmt: skip


def scenario_from(given: argparse.Namespace, **flags: str) -> Scenario:
    """The scenario of the flags; `flags` are values that flags of a verb's own set.  Raises InputError."""
    changes = settings(given)
    twice = changes.keys() & flags.keys()
    if twice:
        raise InputError(min(twice), "is set twice, by --set and by a flag of its own; set it once")
    return named_scenario(given.scenario).replace(**changes, **flags)


def whole(text: str, allowed: str = "") -> int:
    """A whole number as written; its range, which `allowed` may say, is checked by the model."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a whole {allowed or 'number'}") from None


def add_years(parser: argparse.ArgumentParser) -> None:
    """--start and --end."""
    parser.add_argument(
        "--start", type=whole_year, default=2015, metavar="YEAR", help="first year, from 2010 (default 2015)"
    )
    parser.add_argument(
        "--end", type=whole_year, default=2050, metavar="YEAR", help="last year, to 2100 (default 2050)"
    )


def whole_year(text: str) -> int:
    """A year as written; its range is checked by the projection."""
    return whole(text, "year from 2010 to 2100")


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


def settings(given: argparse.Namespace) -> dict[str, Any]:
    """Values of --set by id, each as its parameter reads it.  Raises InputError."""
    declared = catalogue.load()
    values: dict[str, Any] = {}
    for setting in given.settings:
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
        if _columns(given):
            raise InputError(
                "--columns", "chooses what is printed; a file has all columns: leave out one of both"
            )
        answers.write(answer, Path(given.output), given.lang)
        _note(answer, given)
        return
    columns = _columns(given)
    if columns:
        answer = answer.of_columns(columns)
    if given.format == "table":
        _print_table(answer, given)
    else:
        text = {"csv": answer.to_csv, "json": answer.to_json}[given.format]()
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    _note(answer, given)


def _columns(given: argparse.Namespace) -> list[str]:
    """Names of --columns."""
    asked = getattr(given, "columns", None)
    if asked is None:
        return []
    names = [name.strip() for name in asked.split(",") if name.strip()]
    if not names:
        raise InputError("--columns", f"{asked[:40]!r} names no column; write --columns year,net_silver_t")
    return names


def _print_table(answer: Answer, given: argparse.Namespace) -> None:
    """What fits on a terminal, with a line on what does not; everything where no terminal reads it."""
    from pvsilver import words
    from pvsilver.exchange import printed

    whole = bool(_columns(given)) or not sys.stdout.isatty()
    width = None if whole else shutil.get_terminal_size().columns
    found = printed.table(answer.frame, given.lang, width)
    sys.stdout.write(found.text)
    if found.left_out:
        sys.stdout.flush()
        count = {"left": len(found.left_out), "all": len(answer.frame.columns), "width": width}
        sys.stderr.write(words.text("printed.left_out", given.lang, **count) + "\n")


def _note(answer: Answer, given: argparse.Namespace) -> None:
    """Warnings beneath a table; on standard error beside CSV and files.  JSON holds them itself."""
    if given.output is None and given.format == "json":
        return
    from pvsilver import words
    from pvsilver.exchange import telling

    stream = sys.stdout if given.output is None and given.format == "table" else sys.stderr
    for warning in answer.warnings:
        said = str(warning) if given.lang == "en" else telling.whole(warning, given.lang)
        named = words.text("note", given.lang)
        stream.write(words.text("problem.of", given.lang, label=named, text=said) + "\n")
