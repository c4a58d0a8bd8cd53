"""Money: parity, paste price, cost and break-even against published arithmetic and identities."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsilver import money
from pvsilver.cell.costs import paste_costs
from pvsilver.cell.design import CellDesign, break_even, default_prices, evaluate
from pvsilver.cell.geometry import wafer_area_cm2
from pvsilver.errors import InputError
from pvsilver.money import Prices

POSITIVE = st.floats(0.1, 1000)


@pytest.mark.parametrize(
    ("usd", "fx", "vat", "cny", "tolerance"),
    [
        (54.65, 7.0779, 0.13, 14053, 0.5),  # 28 November 2025, with VAT
        (54.65, 7.0779, 0.0, 12436, 0.5),  # the same without
        (112.24, 6.9858, 0.13, 28486, 1.0),  # 26 January 2026
        (112.24, 6.9858, 0.0, 25209, 1.0),
    ],
)
def test_parity_reproduces_the_published_days(usd, fx, vat, cny, tolerance):
    assert money.parity_cny_per_kg(usd, fx, vat) == pytest.approx(cny, abs=tolerance)


def test_parity_counts_13_percent_vat_unless_told_otherwise():
    assert money.parity_cny_per_kg(80, 7) == pytest.approx(1.13 * money.parity_cny_per_kg(80, 7, vat=0))


def test_shfe_stood_9_7_percent_below_parity_in_november_2025():
    assert money.premium_share(12694, money.parity_cny_per_kg(54.65, 7.0779)) == pytest.approx(
        -0.097, abs=5e-4
    )


@given(POSITIVE, st.floats(0, 0.5), st.floats(0, 5), st.floats(0, 1), POSITIVE)
def test_at_the_break_even_price_old_and_new_cost_the_same_per_watt(old_mg, penalty, value, cost, share):
    new_mg = old_mg * min(share / 1001, 0.99)
    price = money.break_even_usd_per_oz(old_mg - new_mg, penalty, value, cost)
    old = value + money.silver_usd_per_w(old_mg, price)
    new = value / (1 - penalty) + cost + money.silver_usd_per_w(new_mg, price)
    assert new == pytest.approx(old, rel=1e-9, abs=1e-12)


def test_break_even_takes_arrays():
    prices = money.break_even_usd_per_oz(8.9, np.array([0, 0.01, 0.02]), 0.25, 0.006)
    assert prices == pytest.approx([20.969, 29.794, 38.799], abs=5e-4)


def test_the_industry_rule_of_0_01_yuan_a_watt_per_1000_yuan_a_kilogram_is_10_mg_per_watt():
    assert money.silver_cny(10, 1000) == pytest.approx(0.01)
    assert money.silver_cny(10, 20_000) - money.silver_cny(10, 6_000) == pytest.approx(0.14)
    assert money.fen_per_w(money.silver_cny(9, 1000)) == pytest.approx(0.9)


def test_7_mg_per_watt_at_80_dollars_is_0_018_dollars():
    assert money.silver_usd_per_w(7, 80) == pytest.approx(0.0180, abs=5e-5)


def test_a_paste_without_a_known_fee_is_metal_value_only():
    price = money.paste_price(0.86, 20_000)
    assert price.label == "metal value only"
    assert price.total_cny_per_kg == pytest.approx(17_200)


def test_a_paste_price_is_the_sum_of_its_parts():
    price = money.paste_price(
        0.86, 20_000, powder_premium_pct=3, fee_cny_per_kg=400, other_cny_per_kg=50, discount_pct=2
    )
    assert price.label == "paste price"
    assert price.total_cny_per_kg == pytest.approx((0.86 * 20_000 * 1.03 + 450) * 0.98)
    assert money.paste_cost_cny(100, price, 1.02) == pytest.approx(100e-6 * 1.02 * price.total_cny_per_kg)


def test_the_average_paste_of_2024_was_about_its_metal():
    # 43.8 bn CNY for 7,501 t; silver 28.27 USD/oz without VAT: 0.914, about the silver of a 90 % paste.
    average = 43.8e9 / 7501e3
    assert average / money.parity_cny_per_kg(28.27, 7.19, vat=0) == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize(
    ("call", "id"),
    [
        (lambda: money.parity_cny_per_kg(0, 7), "usd_per_oz"),
        (lambda: money.parity_cny_per_kg(80, -1), "cny_per_usd"),
        (lambda: money.parity_cny_per_kg(80, math.nan), "cny_per_usd"),
        (lambda: money.parity_cny_per_kg("dear", 7), "usd_per_oz"),
        (lambda: money.parity_cny_per_kg(80, 7, -0.1), "vat"),
        (lambda: money.break_even_usd_per_oz(0, 0.01, 0.25, 0), "saving_mg_per_w"),
        (lambda: money.break_even_usd_per_oz(-1, 0.01, 0.25, 0), "saving_mg_per_w"),
        (lambda: money.break_even_usd_per_oz(5, 1.0, 0.25, 0), "efficiency_penalty"),
        (lambda: money.break_even_usd_per_oz(5, 0.1, -0.25, 0), "watt_value_usd"),
        (lambda: money.break_even_usd_per_oz(5, 0.1, 0.25, math.inf), "added_cost_usd_per_w"),
        (lambda: money.paste_price(1.1, 20_000), "silver_share"),
        (lambda: money.paste_price(0.9, 20_000, fee_cny_per_kg=-1), "fee_cny_per_kg"),
        (lambda: money.paste_price(0.9, 20_000, discount_pct=101), "discount_pct"),
        (lambda: money.paste_cost_cny(100, money.paste_price(0.9, 20_000), 0.9), "paste_waste_factor"),
    ],
)
def test_prices_rates_and_shares_out_of_range_are_refused_by_name(call, id):
    with pytest.raises(InputError, match=f"^{id}:"):
        call()


def test_the_silver_of_a_cell_costs_the_same_by_the_watt_and_by_the_cell():
    result = evaluate(CellDesign.preset("topcon", 2025), Prices(82.57, 6.9858, 13.0))
    assert result.silver_cny_per_w * result.cell_power_w == pytest.approx(
        result.silver_cny_per_cell, rel=1e-12
    )
    assert result.silver_cny_per_w == pytest.approx(result.silver_usd_per_w * 6.9858 * 1.13, rel=1e-12)
    assert result.silver_fen_per_w == pytest.approx(100 * result.silver_cny_per_w)
    assert result.silver_cent_per_w == pytest.approx(100 * result.silver_usd_per_w)


def test_a_cell_is_priced_with_the_data_unless_told_otherwise():
    design = CellDesign.preset("hjt", 2025)
    assert evaluate(design) == evaluate(design, default_prices())
    dearer = evaluate(design, default_prices()._replace(silver_price_usd_per_oz=200))
    assert dearer.silver_mg_per_w == evaluate(design).silver_mg_per_w
    assert dearer.silver_usd_per_w > evaluate(design).silver_usd_per_w


def test_paste_costs_of_a_cell_are_its_silver_where_nothing_else_is_known():
    design = CellDesign.preset("topcon", 2025)
    costs = paste_costs(design)
    assert {cost.label for cost in costs} == {"metal value only"}
    assert sum(cost.total_cny for cost in costs) == pytest.approx(
        evaluate(design).silver_cny_per_cell, rel=1e-12
    )
    paid = paste_costs(design.replace(front_finger_fee_cny_per_kg=300, paste_waste_factor=1.02))
    (finger,) = [cost for cost in paid if cost.step == "front_finger"]
    assert finger.label == "paste price"
    assert finger.fee_cny == pytest.approx(36.0838e-6 * 1.02 * 300, rel=1e-4)


def test_switching_compares_watts_per_area_so_that_wafers_may_differ():
    old, new = CellDesign.preset("topcon", 2025), CellDesign.preset("topcon", 2030)
    larger = new.replace(wafer_width_mm=210, wafer_height_mm=210, wafer_diameter_mm=295)
    saving, penalty, price = break_even(new, old)
    assert saving == pytest.approx(8.026 - 1.487, abs=1e-3)
    assert penalty == pytest.approx(1 - 26.8 / 25.6)
    assert price < 0  # more watts and less silver: pays at any price
    assert break_even(larger, old)[1] == pytest.approx(penalty, abs=5e-3)


def test_nothing_saved_has_no_break_even_price():
    design = CellDesign.preset("topcon", 2025)
    assert break_even(design, design) == (0.0, 0.0, None)


def test_lists_and_decimals_are_numbers_too():
    assert money.parity_cny_per_kg([30, 31], 7) == pytest.approx(
        [money.parity_cny_per_kg(30, 7), money.parity_cny_per_kg(31, 7)]
    )
    assert money.parity_cny_per_kg(Decimal(30), 7, [0.1]) == pytest.approx(
        [money.parity_cny_per_kg(30, 7, 0.1)]
    )
    assert money.break_even_usd_per_oz([3, 4], 0.0, 0.1, 0.001) == pytest.approx(
        [money.break_even_usd_per_oz(3, 0.0, 0.1, 0.001), money.break_even_usd_per_oz(4, 0.0, 0.1, 0.001)]
    )


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: money.parity_cny_per_kg("30", 7), "usd_per_oz"),
        (lambda: money.break_even_usd_per_oz("3", 0, 1, 0), "saving_mg_per_w"),
        (lambda: money.parity_cny_per_kg([30, 31], [7, 7, 7]), "cny_per_usd"),
        (lambda: money.break_even_usd_per_oz([3, 4], [0.0, 0.0, 0.0], 1, 0), "efficiency_penalty"),
        (lambda: wafer_area_cm2("182", 182, 247), "wafer_width_mm"),
        (lambda: wafer_area_cm2([182, 182], [182, 182, 182], 247), "wafer_height_mm"),
    ],
)
def test_text_and_arrays_that_do_not_go_together_are_refused_by_name(call, named):
    with pytest.raises(InputError, match=named):
        call()


def test_the_area_of_a_list_of_wafers_is_the_list_of_their_areas():
    assert wafer_area_cm2([166, 210], [166, 210], [223, 295]) == pytest.approx([274.15, 440.96], abs=0.02)
    assert wafer_area_cm2([182], 182, 247) == pytest.approx([wafer_area_cm2(182, 182, 247)])
