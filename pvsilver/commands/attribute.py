"""`attribute`: what drove a change of net silver."""

from __future__ import annotations

import argparse

from pvsilver.commands import common
from pvsilver.errors import InputError
from pvsilver.exchange.provenance import WORLD_TABLES
from pvsilver.scenario import CENTRAL


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    parser.add_argument(
        "--from", dest="from_year", type=common.whole_year, metavar="YEAR", help="year before"
    )
    parser.add_argument("--to", dest="to_year", type=common.whole_year, metavar="YEAR", help="year after")
    parser.add_argument(
        "--against", metavar="NAME|FILE|LINK",
        help="the scenario that --scenario is compared with: value is --scenario less --against (default central)",
    )  # fmt: skip
    parser.add_argument(
        "--year", type=common.whole_year, metavar="YEAR", help="year in which two scenarios differ"
    )
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Prints one row a part; `value` in tonnes adds up to the change of net_silver_t."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.studies.attribution import attribute

    scenario = common.scenario_from(given)
    _check(given)
    if given.year is None:
        found = attribute(scenario, from_year=given.from_year, to_year=given.to_year)
        sides = (str(given.from_year), str(given.to_year))
        asked = ("--from", sides[0], "--to", sides[1])
    else:
        against = common.named_scenario(given.against or CENTRAL)
        found = attribute(scenario, against, given.year)
        sides = (f"{given.against or CENTRAL} {given.year}", f"{given.scenario} {given.year}")
        asked = ("--against", against.to_link(), "--year", str(given.year))
    note = (
        f"net_silver_t from {found.before_t:,.1f} ({sides[0]}) to {found.after_t:,.1f} ({sides[1]}): "
        f"change {found.change_t:+,.1f}; value in t"
    )
    answer = Answer(found.frame, scenario, WORLD_TABLES, [note], command=("attribute", *asked))
    common.show(answer, given)
    return 0


def _check(given: argparse.Namespace) -> None:
    two_years = given.from_year is not None or given.to_year is not None
    if two_years and (given.year is not None or given.against is not None):
        raise InputError(
            "--year", "and --against compare scenarios; --from and --to compare years; give one pair"
        )
    if two_years:
        for flag, value in (("--from", given.from_year), ("--to", given.to_year)):
            if value is None:
                raise InputError(flag, "is missing; give --from YEAR and --to YEAR")
    elif given.year is None:
        raise InputError("--year", "is missing; give --year with --against, or --from YEAR and --to YEAR")
