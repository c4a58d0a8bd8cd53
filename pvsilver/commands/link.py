"""`link`: permanent links of scenarios."""

from __future__ import annotations

import argparse

from pvsilver.commands import common
from pvsilver.errors import InputError


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    verbs = parser.add_subparsers(dest="action", required=True, metavar="encode|decode")
    encode = verbs.add_parser("encode", help="the link of a scenario")
    common.add_scenario(encode)
    common.add_output(encode, columns=False)
    encode.set_defaults(run=run_encode)
    decode = verbs.add_parser("decode", help="the scenario of a link")
    decode.add_argument("link", metavar="LINK")
    common.add_scenario(decode, default=None)
    common.add_output(decode, columns=False)
    decode.set_defaults(run=run_decode)


def run_encode(given: argparse.Namespace) -> int:
    """Prints the link."""
    from pvsilver.exchange.answer import Answer

    scenario = common.scenario_from(given)
    common.show(Answer({"link": scenario.to_link()}, scenario, command=("link", "encode")), given)
    return 0


def run_decode(given: argparse.Namespace) -> int:
    """Prints versions and what differs from the central case; JSON holds all values.

    --set changes the link's scenario; the hash and the values are then those of the changed one.
    """
    from pvsilver.exchange import link
    from pvsilver.exchange.answer import Answer

    if given.scenario is not None:
        raise InputError(
            "--scenario", "has no place here: LINK is the scenario; change its values with --set"
        )
    found = link.decode(given.link)
    scenario = found.scenario.replace(**common.settings(given))
    results = {
        "model": found.model,
        "data": found.data,
        "hash": scenario.hash,
        "changed": scenario.changed,
        "baseline": None if found.baseline is None else found.baseline.changed,
        "differs_from_today": {
            moved.id: {"sender": moved.sender, "today": moved.today}
            for moved in link.differences_from_today(found)
        },
    }
    common.show(Answer(results, scenario), given)
    return 0
