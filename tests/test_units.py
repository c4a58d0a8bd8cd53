"""Conversions against pint, a second and independent table of units."""

from __future__ import annotations

import pint
import pytest

from pvsilver import units

Q = pint.UnitRegistry().Quantity


def test_troy_ounce_is_exact():
    assert units.TROY_OUNCE_G == 31.1034768
    assert Q(1, "troy_ounce").to("gram").magnitude == pytest.approx(units.TROY_OUNCE_G, rel=1e-12)


def test_grams_kilograms_and_tonnes():
    assert Q(1, "kilogram").to("gram").magnitude == pytest.approx(units.GRAMS_PER_KG)
    assert Q(1, "tonne").to("gram").magnitude == pytest.approx(units.GRAMS_PER_TONNE)
    assert Q(1, "kilogram").to("troy_ounce").magnitude == pytest.approx(units.TROY_OUNCES_PER_KG, rel=1e-12)
    assert Q(1, "tonne").to("troy_ounce").magnitude == pytest.approx(units.TROY_OUNCES_PER_TONNE, rel=1e-12)


@pytest.mark.parametrize("moz", [0.0, 1.0, 186.6])
def test_millions_of_ounces_and_tonnes(moz):
    tonnes = Q(moz * 1e6, "troy_ounce").to("tonne").magnitude
    assert units.tonnes_from_moz(moz) == pytest.approx(tonnes, rel=1e-12)
    assert units.moz_from_tonnes(tonnes) == pytest.approx(moz, rel=1e-12)


def test_price_per_ounce_and_per_kilogram():
    # A dollar is written as an empty unit: pint knows no money.
    assert units.usd_per_kg(88.0) == pytest.approx(
        Q(88.0, "1/troy_ounce").to("1/kilogram").magnitude, rel=1e-12
    )


def test_a_milligram_a_watt_is_a_tonne_a_gigawatt():
    tonnes = (Q(713, "gigawatt") * Q(8.635, "milligram/watt")).to("tonne").magnitude
    assert units.tonnes_from_gw(713, 8.635) == pytest.approx(tonnes, rel=1e-12)


def test_the_survey_of_2025_is_the_same_in_both_units():
    # World Silver Survey 2026: 186.6 Moz, 5,804 t.
    assert units.tonnes_from_moz(186.6) == pytest.approx(5804, abs=1)
