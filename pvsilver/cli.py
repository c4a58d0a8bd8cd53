"""Command line: `python -m pvsilver VERB`.  Reads flags, asks the model, prints.

Exit status 0: done; 2: bad input, one line on standard error; 1: the verb's own "no".
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from pvsilver.errors import InputError
from pvsilver.version import MODEL_VERSION

DONE, NO, BAD_INPUT = 0, 1, 2

OUTPUT = "standard output"

VERBS = {
    "cell": "one cell: silver, watts, money and risk",
    "project": "the projection by year",
    "uncertainty": "percentiles of the projection by year",
    "reconcile": "from installations to the survey's figure, one row a year",
    "solve": "which value of one parameter meets a target",
    "compare": "scenarios side by side: what differs in inputs, then in results",
    "attribute": "what drove the change of net silver between two years or two scenarios",
    "market": "silver supply, demand and balance; stocks, break-even prices, dated prices, other views",
    "evidence": "the hindcast and published results beside our own",
    "data": "the data tables: list, show, sources, check",
    "link": "permanent links: encode, decode",
    "serve": "the app in a browser",
}


class OneLineParser(argparse.ArgumentParser):
    """A parser whose errors are one line that names the argument."""

    def error(self, message: str) -> NoReturn:
        name, problem = "command line", message
        if message.startswith("argument "):
            name, _, problem = message.removeprefix("argument ").partition(": ")
        raise InputError(name, f"{problem}; see `{self.prog} --help`")


def parser() -> OneLineParser:
    """The parser of all verbs; each verb's own file adds its flags."""
    top = OneLineParser(
        prog="pvsilver", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--version", action="version", version=f"pvsilver {MODEL_VERSION}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, help in VERBS.items():
        importlib.import_module(f"pvsilver.commands.{verb}").add_to(verbs.add_parser(verb, help=help))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    try:
        given = parser().parse_args(arguments)
        if sys.stdout is None and getattr(given, "output", None) is None:
            raise InputError(OUTPUT, "is closed; open it, or write to a file with -o FILE")
        status = int(given.run(given))
        if sys.stdout is not None:
            # What is still in the buffer would fail at exit, with a traceback.
            sys.stdout.flush()
        return status
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT
    except BrokenPipeError:
        # The reader, such as `head`, has enough; Python must not complain again when it flushes at exit.
        _drop_output()
        return DONE
    except OSError as error:
        name = OUTPUT if error.filename is None else str(error.filename)
        sys.stderr.write(f"{name}: cannot be used ({error.strerror})\n")
        _drop_output()
        return BAD_INPUT


def _drop_output() -> None:
    """What is still in the buffer goes nowhere, so that the flush at exit is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
