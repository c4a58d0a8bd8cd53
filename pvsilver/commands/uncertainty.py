"""`uncertainty`: percentiles of the projection by year."""

from __future__ import annotations

import argparse

from pvsilver.commands import common
from pvsilver.errors import InputError
from pvsilver.exchange.provenance import UNCERTAIN_TABLES


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    common.add_years(parser)
    parser.add_argument(
        "--draws", type=common.whole, default=None, metavar="N", help="1 to 1,000,000 (default 1000)"
    )
    parser.add_argument(
        "--seed",
        type=common.whole,
        default=None,
        metavar="N",
        help="the same seed, the same draws (default 1)",
    )
    parser.add_argument(
        "--interval", type=percent, default=None, metavar="PERCENT",
        help="share of the draws between the ends (default 80: P10 to P90)",
    )  # fmt: skip
    parser.add_argument(
        "--vary", action="append", metavar="ID",
        help="draw this parameter and no other; may be repeated (default: all with a distribution)",
    )  # fmt: skip
    parser.add_argument(
        "--sensitivity", action="store_true",
        help="Sobol indices instead: id, column, year, first, total; --draws rows a matrix",
    )  # fmt: skip
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def percent(text: str) -> float:
    """A number of percent as written; its range is checked by the model."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text[:20]!r} is not a number of percent between 0 and 100"
        ) from None


def run(given: argparse.Namespace) -> int:
    """Prints one row a year, `<column>_p10`, `_p50` and `_p90` of each yearly column; or Sobol indices."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.studies import sensitivity, uncertainty

    scenario = common.scenario_from(given)
    draws = uncertainty.DRAWS if given.draws is None else given.draws
    seed = uncertainty.SEED if given.seed is None else given.seed
    years = {"start": given.start, "end": given.end}
    asked: tuple[str, ...] = ("--draws", str(draws), "--seed", str(seed))
    if given.sensitivity:
        if given.interval is not None:
            raise InputError(
                "--interval", "is of percentiles, and --sensitivity has none; leave out one of both"
            )
        found = sensitivity.sobol(scenario, draws, seed, given.vary, **years)
        asked += ("--sensitivity",)
    else:
        interval = uncertainty.INTERVAL_PCT if given.interval is None else given.interval
        found = uncertainty.percentiles(scenario, draws, seed, given.vary, interval_pct=interval, **years)
        asked += ("--interval", f"{interval:g}")
    asked += tuple(word for id in given.vary or () for word in ("--vary", id))
    command = ("uncertainty", *common.years(given), *asked)
    warnings = uncertainty.warnings(scenario, given.start, given.end)
    common.show(Answer(found, scenario, UNCERTAIN_TABLES, warnings, command=command), given)
    return 0
