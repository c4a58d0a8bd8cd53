"""`compare`: scenarios side by side."""

from __future__ import annotations

import argparse

from pvsilver.commands import common
from pvsilver.exchange.provenance import WORLD_TABLES
from pvsilver.scenario import CENTRAL, Scenario

NAMES = ("baseline", "scenario", "a", "b", "c")
YEARS = (2025, 2030, 2035, 2040, 2050)


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    parser.add_argument(
        "others", nargs="*", metavar="NAME|FILE|LINK",
        help="scenarios; the first of two or more is the baseline, one alone is compared with --against",
    )  # fmt: skip
    parser.add_argument(
        "--against",
        metavar="NAME|FILE|LINK",
        help=f"the baseline (default: the first one given, or {CENTRAL})",
    )
    parser.add_argument(
        "--years",
        type=_years,
        default=YEARS,
        metavar="YEAR,YEAR…",
        help="years of the results (default: five)",
    )
    common.add_scenario(parser)
    common.add_output(parser)
    parser.set_defaults(run=run)


def _years(text: str) -> tuple[int, ...]:
    return tuple(common.whole_year(part) for part in text.split(","))


def run(given: argparse.Namespace) -> int:
    """Prints rows of inputs, then of results; `baseline`, `scenario`, then `a`, `b`, `c`."""
    from pvsilver.exchange.answer import Answer
    from pvsilver.studies import compare

    said = _scenarios(given)
    compare.check_count(said)
    scenarios = {name: scenario for name, (_, scenario) in zip(NAMES, said, strict=False)}
    found = compare.frame(scenarios, given.years)
    notes = [f"{name} is {label}" for name, (label, _) in zip(NAMES, said, strict=False)]
    # Links, not the names that were given: a file of that name may be gone or changed.
    links = (scenario.to_link() for scenario in scenarios.values())
    command = ("compare", *links, "--years", ",".join(map(str, given.years)))
    answer = Answer(found, scenarios["scenario"], WORLD_TABLES, notes, command=command, beside=scenarios)
    common.show(answer, given)
    return 0


def _scenarios(given: argparse.Namespace) -> list[tuple[str, Scenario]]:
    """(how it was given, scenario), the baseline first."""
    found = [(text[:40], common.named_scenario(text)) for text in given.others]
    if given.settings or given.scenario != CENTRAL or not found:
        changes = " ".join(given.settings)
        found.append((f"{given.scenario[:40]} {changes[:80]}".strip(), common.scenario_from(given)))
    if given.against or len(found) == 1:
        text = given.against or CENTRAL
        found.insert(0, (text[:40], common.named_scenario(text)))
    return found
