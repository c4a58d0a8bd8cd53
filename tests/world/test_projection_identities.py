"""Every identity of the contract, recomputed from the public frames, in each preset and in 200 random scenarios."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from random_scenarios import drawn_parameters, scenarios

from pvsilver import tables
from pvsilver.scenario import Scenario, presets
from pvsilver.world.projection import project

TOLERANCE = 1e-9

ANNUAL = [
    "year",
    "installations_gw",
    "retired_gw",
    "in_service_gw",
    "cell_production_gw",
    "silver_mg_per_w",
    "paste_t",
    "contained_silver_t",
    "utilisation",
    "bought_silver_t",
    "scrap_returned_t",
    "installed_silver_t",
    "in_service_silver_t",
    "retired_silver_t",
    "recovered_silver_t",
    "returned_silver_t",
    "carried_silver_t",
    "net_silver_t",
    "survey_comparable_t",
    "share_of_mine_pct",
    "share_of_supply_pct",
    "silver_cost_usd_per_w",
    "silver_cost_cny_per_w",
    "silver_bill_musd",
]


def error(found, expected, scale=None):
    """Worst difference relative to `scale`, or to the expected value."""
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    assert np.isfinite(found).all()
    assert np.isfinite(expected).all()
    size = np.abs(expected) if scale is None else np.asarray(scale, float)
    gap = np.atleast_1d(np.abs(found - expected))
    gap[gap < np.finfo(float).tiny] = 0.0  # of numbers that have lost their digits nothing is said
    return float(np.max(np.divide(gap, size, out=np.where(gap > 0, np.inf, 0.0), where=size > 0), initial=0))


def path(name, column, years, **equals):
    """A path of the data read here once more: linear between anchors, ends held flat."""
    anchors = {row["year"]: row[column] for row in tables.load(name).select(**equals)}
    anchors = dict(sorted(anchors.items()))
    return np.interp(years, list(anchors), list(anchors.values()))


def fails_only(scenario):
    """No exits, resale, storage or process of the scenario's own: recovery is retirement times its path."""
    plain = Scenario()
    return all(scenario[id] == plain[id] for id, p in drawn_parameters().items() if p.page == "recovery")


def errors(p):
    """{identity: worst relative error} from the frames alone."""
    a, s = p.annual, p.scenario
    years = a["year"].to_numpy()
    found = {}

    kept = np.prod([1 - s[f"{stage}_loss_pct"] / 100 for stage in ("screen", "reject", "breakage")])
    found["utilisation is the product of the ledger"] = error(a.utilisation, np.full(len(a), kept))
    found["bought = contained / utilisation"] = error(a.bought_silver_t, a.contained_silver_t / a.utilisation)
    found["contained = cells × mg/W"] = error(a.contained_silver_t, a.cell_production_gw * a.silver_mg_per_w)
    found["survey-comparable = bought - returned scrap"] = error(
        a.survey_comparable_t, a.bought_silver_t - a.scrap_returned_t, a.bought_silver_t
    )
    found["net = bought - scrap - returned"] = error(
        a.net_silver_t, a.bought_silver_t - a.scrap_returned_t - a.returned_silver_t, a.bought_silver_t
    )

    ahead = years > 2025
    ratio = (1 + s["unreported_share_pct"] / 100) / (s["module_yield_pct"] / 100)
    silicon = a.installations_gw * (1 - s["thin_film_share_pct"] / 100)
    found["cells ahead = additions × (1 - thin film) × (1 + unreported) / yield"] = error(
        a.cell_production_gw[ahead], (silicon * ratio)[ahead]
    )

    for unit, installed in (("gw", a.installations_gw), ("silver_t", a.installed_silver_t)):
        stock, retired = a[f"in_service_{unit}"].to_numpy(), a[f"retired_{unit}"].to_numpy()
        could_leave = stock[:-1] + installed.to_numpy()[1:]
        found[f"stock, {unit}"] = error(stock[1:], could_leave - retired[1:], could_leave)

    link = {
        quantity: path("recovery_paths", "share", years, path=s["recovery_path"], quantity=quantity)
        for quantity in (
            "collection_share",
            "silver_line_share",
            "silver_yield",
            "paste_grade_share",
            "returned_share",
        )
    }
    collected = np.minimum(link["collection_share"] * s["collection_share_factor"], 1)
    lines = np.minimum(link["silver_line_share"] * s["silver_line_share_factor"], 1)
    if fails_only(s):
        found["recovered = retired × collected × silver lines × yield"] = error(
            a.recovered_silver_t, a.retired_silver_t * collected * lines * link["silver_yield"]
        )
    offered = a.recovered_silver_t.to_numpy() * link["paste_grade_share"] * link["returned_share"]
    carried = a.carried_silver_t.to_numpy()
    at_hand = carried[:-1] + offered[1:]
    found["returned = at hand, at most the need"] = error(
        a.returned_silver_t[1:],
        np.minimum(at_hand, a.survey_comparable_t[1:]),
        np.maximum(at_hand, a.bought_silver_t[1:]),
    )
    found["carried = at hand - returned"] = error(carried[1:], at_hand - a.returned_silver_t[1:], at_hand)

    price = s["silver_price_usd_per_oz"]
    made = a.cell_production_gw > 0
    usd = (a.bought_silver_t / a.cell_production_gw)[made] * 1e-3 / 31.1034768 * price
    found["cost per watt"] = error(a.silver_cost_usd_per_w[made], usd)
    found["cost per watt, CNY with VAT"] = error(
        a.silver_cost_cny_per_w[made], usd * s["cny_per_usd"] * (1 + s["vat_pct"] / 100)
    )
    found["bill"] = error(a.silver_bill_musd, a.survey_comparable_t / 31.1034768 * price)

    for share, column in (("share_of_mine_pct", "mine_t"), ("share_of_supply_pct", "total_supply_t")):
        past = {row["year"]: row[column] for row in tables.load("supply_history").rows}
        supply = path("supply_paths", column, years, path=s["supply_path"])
        supply = np.where(ahead, supply, [past.get(year, np.nan) for year in years])
        found[share] = error(a[share], 100 * a.survey_comparable_t / supply)

    for name, frame, levels in (("technology", p.by_technology, 1), ("route", p.by_route, 2)):
        summed = frame.groupby("year").sum(numeric_only=True)
        for column in set(summed) & set(ANNUAL) - {"silver_mg_per_w"}:
            found[f"{name} sums to the year, {column}"] = error(summed[column], a[column])
        assert {"cell_production_gw", "contained_silver_t", "bought_silver_t"} <= set(summed)
        by = ["year", "technology"][:levels]
        found[f"{name} shares sum to one"] = error(frame.groupby(by)["share"].sum(), 1)
    r = p.by_route
    found["base × thrift × route × own cell = mg/W"] = error(
        r.silver_mg_per_w, r.base_mg_per_w * r.thrift_factor * r.route_factor * r.own_cell_factor
    )
    found["route contained = cells × mg/W"] = error(
        r.contained_silver_t, r.cell_production_gw * r.silver_mg_per_w
    )

    for name, frame in (("regions", p.by_region), ("vintages", p.cohorts)):
        summed = frame.groupby("year").sum(numeric_only=True)
        for column in set(summed) & set(ANNUAL):
            # Sums of vintages that have all but gone round at the size of what they once were.
            once = (a.in_service_silver_t + a.retired_silver_t + a.recovered_silver_t).cummax()
            scale = once if "silver" in column else None
            found[f"{name} sum to the year, {column}"] = error(summed[column], a[column], scale)

    c = p.reconciliation
    found["reconciliation: contained + losses - scrap"] = error(
        c.survey_comparable_t,
        c.contained_silver_t + c.factory_losses_t - c.scrap_returned_t,
        c.bought_silver_t,
    )
    said = c.survey_t.notna()
    if said.any():
        found["reconciliation: model + unexplained = survey"] = error(
            (c.survey_comparable_t + c.unexplained_t)[said],
            c.survey_t[said],
            (c.survey_comparable_t + c.survey_t)[said],
        )
    return found


def assert_sound(p):
    worst = {name: value for name, value in errors(p).items() if not value <= TOLERANCE}
    assert not worst
    own = p.check()
    assert own
    assert not {name: value for name, value in own.items() if not value <= TOLERANCE}
    a = p.annual
    room = 1 + 1e-9
    assert (a.drop(columns="year") >= 0).all().all()
    if fails_only(p.scenario):
        assert (a.recovered_silver_t <= a.retired_silver_t * room).all()
    assert (a.installed_silver_t <= a.contained_silver_t * room).all()
    assert (
        a.scrap_returned_t <= (a.bought_silver_t - a.contained_silver_t) * room + 1e-9 * a.bought_silver_t
    ).all()
    assert (a.share_of_supply_pct <= a.share_of_mine_pct * room).all()
    # Cumulative, from 1995: what is in service or has left was installed before.
    assert np.cumsum(p.full["retired_silver_t"])[-1] <= np.cumsum(p.full["installed_silver_t"])[-1] * room
    assert np.cumsum(p.full["recovered_silver_t"])[-1] <= np.cumsum(p.full["retired_silver_t"])[-1] * room


@pytest.mark.parametrize("name", list(presets()))
@pytest.mark.parametrize("end", [2050, 2100])
def test_each_preset_keeps_every_identity_of_the_contract(name, end):
    assert_sound(project(Scenario.preset(name), 2010, end))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(scenarios())
def test_any_scenario_keeps_every_identity_of_the_contract(scenario):
    assert_sound(project(scenario, 2010, 2100))


def test_random_scenarios_draw_every_number_and_choice_of_the_world():
    kinds = {p.type for p in drawn_parameters().values()}
    assert kinds == {"number", "integer", "choice", "table", "date"}


def test_the_annual_table_has_exactly_one_row_a_year_and_every_promised_column():
    annual = project(Scenario()).annual
    assert list(annual["year"]) == list(range(2015, 2051))
    assert set(ANNUAL) <= set(annual.columns)
    assert annual.columns[0] == "year"
    assert annual[ANNUAL].notna().all().all()


def test_every_silver_column_says_which_silver_it_is():
    words = ("contained", "bought", "net", "paste", "scrap", "installed", "in_service", "retired", "recovered",
             "returned", "carried", "survey", "share", "cost", "bill", "mg_per_w")  # fmt: skip
    for column in project(Scenario()).annual.columns:
        if "silver" in column or column.endswith("_t"):
            assert any(word in column for word in words), column


def test_split_tables_have_a_row_for_each_technology_and_route():
    p = project(Scenario(), 2020, 2030)
    assert len(p.by_technology) == 11 * 6
    assert len(p.by_route) == 11 * 6 * 4
    assert list(p.by_technology.columns[:2]) == ["year", "technology"]
    assert list(p.by_route.columns[:3]) == ["year", "technology", "route"]
    assert not {"contained_silver_t", "bought_silver_t", "net_silver_t"} & set(p.by_region.columns)
