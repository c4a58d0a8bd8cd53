"""Every column of a public table has its unit in its name, or is one of the few that have none."""

from __future__ import annotations

import pytest

from pvsilver import units, words
from pvsilver.cell import design as cells
from pvsilver.commands import market
from pvsilver.exchange.dossier import FRAMES
from pvsilver.scenario import Scenario
from pvsilver.world.projection import project

SHARES_AND_FACTORS = {
    "collection_share", "finger_count", "first", "in_service_share", "measured_to_computed", "model_over_survey",
    "own_cell_factor", "rank", "route_factor", "rows",
    "scenario_over_baseline", "share", "silver_line_share", "silver_ratio_to_preset", "silver_yield",
    "thrift_factor", "tolerance", "total_index", "utilisation",
}  # fmt: skip
"""Pure numbers."""

BY_ROW = {
    "achieved", "bar", "baseline", "central", "computed", "default", "expected", "fee", "high", "indicator_value",
    "low", "max", "maximum", "metal", "min", "minimum", "nearest", "others", "powder", "scenario",
    "scenario_less_baseline", "sum", "total", "value",
}  # fmt: skip
"""Their unit is that of the row or of the table: a column `unit`, the lever's, or fen or cent by choice."""

NAMES = {
    "announced", "basis", "cell_production_basis", "china_series", "claim", "claimed", "convention", "counts",
    "curve", "date", "day", "decade", "elements", "evidence", "fx_date", "grade", "high_choice", "id",
    "indicator", "indicators", "item", "kind", "label", "lever", "licence", "lifetime", "london_series",
    "loss", "losses", "low_choice", "made", "month", "note", "our_arithmetic", "outcome", "part", "pays",
    "for", "planned_start", "print_step", "print_steps", "publisher", "reached", "region", "rests_on", "route",
    "route_path", "scope", "series", "shanghai_series", "side", "source", "source_id", "source_node", "sources",
    "state", "step", "stock", "supply_basis", "survey_named", "target", "target_node", "technology", "thrift",
    "title", "trajectory", "unit", "url", "verdict", "volume", "warnings", "what", "what_happened", "who", "why",
    "choices", "column", "description", "distribution", "doi", "fault", "group", "interpolation", "link", "page",
    "range_kind", "result", "table", "tolerance_kind", "type", "what_happened_zh", "what_zh", "who_zh",
    "without_link", "world_series",
}  # fmt: skip


def public_columns() -> set[str]:
    projection = project(Scenario(), 2024, 2031)
    frames = [getattr(projection, attribute) for attribute in FRAMES.values()]
    frames += [make(projection) for make in market._frames().values()]
    cell = cells.evaluate(cells.from_scenario(Scenario()), cells.prices_of(Scenario())).as_dict()
    named = {id.removeprefix("column.") for id in words.load("en") if id.startswith("column.")}
    return {str(column) for frame in frames for column in frame.columns} | set(cell) | named


def test_every_public_column_has_a_unit_or_is_known_to_have_none() -> None:
    without = {column for column in public_columns() if units.of_column(column) == "1"}
    assert without <= SHARES_AND_FACTORS | BY_ROW | NAMES


def test_no_name_and_no_pure_number_is_given_a_unit() -> None:
    for column in SHARES_AND_FACTORS | BY_ROW | NAMES:
        assert units.of_column(column) == "1", column


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ("net_silver_t_p10", "t"), ("silver_mg_per_w_p97.5", "mg/W"),
        ("silver_g_per_t", "g/t"), ("cny_per_t", "CNY/t"), ("net_silver_t", "t"), ("t_per_mw", "t/MW"),
        ("cell_power_w", "W"), ("silver_mg_per_w", "mg/W"), ("mg_per_w", "mg/W"), ("cny_per_w", "CNY/W"),
        ("silver_mg_per_cell", "mg/cell"), ("area_cm2", "cm2"), ("finger_width_um", "um"),
        ("silver_cost_usd_per_w", "USD/W"), ("silver_fen_per_w", "0.01 CNY/W"), ("usd_per_oz", "USD/ozt"),
        ("parity_cny_per_kg", "CNY/kg"), ("module_mt", "Mt"), ("silver_mg", "mg"), ("installations_gw", "GW"),
    ],
)  # fmt: skip
def test_the_longest_end_of_a_name_is_its_unit(column: str, unit: str) -> None:
    assert units.of_column(column) == unit
