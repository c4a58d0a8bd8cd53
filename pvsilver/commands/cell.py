"""`cell`: silver, watts, money and risk of one cell."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pvsilver.commands import common
from pvsilver.exchange.provenance import CELL
from pvsilver.said import Said

HEADLINES = (
    "area_cm2",
    "cell_power_w",
    "efficiency_pct",
    "silver_mg_per_cell",
    "silver_mg_per_w",
    "paste_mg_per_cell",
    "paste_mg_per_w",
    "silver_usd_per_w",
    "silver_cny_per_w",
    "silver_cny_per_cell",
    "silver_equivalent_width_um",
)


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    parser.add_argument("--technology", metavar="NAME", help="perc, topcon, hjt or xbc (default topcon)")
    parser.add_argument("--year", metavar="YEAR", help="preset of 2020, 2023, 2025 or 2030 (default 2025)")
    common.add_scenario(parser)
    common.add_output(parser, columns=False)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Prints the results of the cell; JSON holds elements, losses, print steps, indicators and warnings too."""
    from pvsilver.cell import design as cells
    from pvsilver.exchange.answer import Answer

    scenario = common.scenario_from(given, **_preset(given))
    result = cells.evaluate(cells.from_scenario(scenario), cells.prices_of(scenario)).as_dict()
    warnings = [_said(notice) for notice in result["warnings"]]
    answer = Answer(result, scenario, CELL, warnings, command=("cell",))
    if given.format == "table" and given.output is None:
        answer = Answer(_headlines(result), scenario, CELL, answer.warnings)
    common.show(answer, given)
    return 0


def _said(notice: Mapping[str, Any]) -> str:
    """A warning of the cell, which a table in another language says in that language."""
    value, limit = f"{notice['value']:.3g}", f"{notice['limit']:.3g}"
    return Said(
        notice["text"], f"cell.notice.{notice['kind']}", notice["parameter"],
        value=value, limit=limit, percent=f"{100 * notice['value']:.0f}",
    )  # fmt: skip


def _preset(given: argparse.Namespace) -> dict[str, str]:
    flags = {"cell_technology": given.technology, "cell_year": given.year}
    return {id: text for id, text in flags.items() if text is not None}


def _headlines(result: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{"result": name, "value": result[name]} for name in HEADLINES])
