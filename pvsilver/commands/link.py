"""`link`: permanent links of scenarios."""

from __future__ import annotations

import argparse

from pvsilver.commands import common


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    verbs = parser.add_subparsers(dest="action", required=True, metavar="encode|decode")
    encode = verbs.add_parser("encode", help="the link of a scenario")
    common.add_scenario(encode)
    common.add_output(encode, columns=False)
    encode.set_defaults(run=run_encode)
    decode = verbs.add_parser("decode", help="the scenario of a link")
    decode.add_argument("link", metavar="LINK")
    common.add_output(decode, columns=False)
    decode.set_defaults(run=run_decode)


def run_encode(given: argparse.Namespace) -> int:
    """Prints the link."""
    from pvsilver.exchange.answer import Answer

    scenario = common.scenario_from(given)
    common.show(Answer({"link": scenario.to_link()}, scenario, command=("link", "encode")), given)
    return 0


def run_decode(given: argparse.Namespace) -> int:
    """Prints versions and what differs from the central case; JSON holds all values."""
    from pvsilver.exchange import link
    from pvsilver.exchange.answer import Answer

    found = link.decode(given.link)
    results = {
        "model": found.model,
        "data": found.data,
        "hash": found.scenario.hash,
        "changed": found.scenario.changed,
        "baseline": None if found.baseline is None else found.baseline.changed,
        "differs_from_today": {
            moved.id: {"sender": moved.sender, "today": moved.today}
            for moved in link.differences_from_today(found)
        },
    }
    common.show(Answer(results, found.scenario), given)
    return 0
