"""Pastes: densities, silver per volume, silver-coated copper."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsilver import tables
from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.paste import (
    coated_copper_paste,
    coated_copper_resistivity_uohm_cm,
    line_density_g_cm3,
    named_paste,
    powder_density_g_cm3,
    shell_thickness_nm,
    silver_volume_share,
)
from pvsilver.errors import InputError

# Section 2.4, last column, as printed.
PRINTED = {
    "ag_ht": 8.461, "agal_ht": 7.647, "agrear_ht": 8.461, "agbb_ht": 7.881, "agpad": 6.210, "ag_lt": 6.767,
    "agcu50": 3.184, "agcu30": 1.866, "agcu15": 0.917, "agbb_lt": 6.767, "cu": 0.0,
}  # fmt: skip


@pytest.mark.parametrize("key", PRINTED)
def test_silver_per_volume_of_line_is_as_printed(key):
    assert named_paste(key).silver_g_cm3 == pytest.approx(PRINTED[key], abs=5.1e-4)


@pytest.mark.parametrize("row", tables.load("pastes").rows, ids=lambda row: row["key"])
def test_mass_fractions_sum_to_one_and_ranges_hold_their_centre(row):
    assert sum(row[f"x_{m}"] for m in ("ag", "cu", "al", "glass", "resin")) == pytest.approx(1.0, abs=1e-12)
    assert row["resistivity_low_uohm_cm"] <= row["resistivity_uohm_cm"] <= row["resistivity_high_uohm_cm"]
    assert row["porosity_low"] <= row["porosity"] <= row["porosity_high"]
    if row["cured_to_wet"] is not None:
        assert row["wet_silver_share"] == pytest.approx(row["cured_to_wet"] * row["x_ag"], abs=1e-6)


def test_four_percent_of_resin_is_about_a_quarter_of_the_volume():
    with_resin = line_density_g_cm3({"ag": 0.96, "resin": 0.04}, 0.0)
    assert 1.0 - with_resin * 0.96 / 10.49 == pytest.approx(0.267, abs=0.001)


def test_coated_copper_with_pure_silver_powder_is_the_low_temperature_silver_paste():
    silver, pure = coated_copper_paste("agcu15", 1.0), named_paste("ag_lt")
    for name in ("silver_share", "density_g_cm3", "resistivity_uohm_cm", "cured_to_wet"):
        assert getattr(silver, name) == pytest.approx(getattr(pure, name), rel=1e-12)
    blended = coated_copper_paste("agcu15", None, 1.0)
    assert blended.silver_share == pytest.approx(pure.silver_share, rel=1e-12)


def test_the_table_and_the_continuous_powder_agree_at_the_named_contents():
    for key, share in (("agcu50", 0.5), ("agcu30", 0.3), ("agcu15", 0.15)):
        table, powder = named_paste(key), coated_copper_paste(key, share)
        assert powder.silver_g_cm3 == pytest.approx(table.silver_g_cm3, rel=1e-12)
        # The table rounds resistivity to 0.1.
        assert powder.resistivity_uohm_cm == pytest.approx(table.resistivity_uohm_cm, abs=0.051)


@given(st.floats(0.05, 1.0), st.floats(0.0, 1.0))
def test_blending_pure_silver_raises_silver_and_conductivity(powder, blend):
    plain, blended = coated_copper_paste("agcu30", powder), coated_copper_paste("agcu30", powder, blend)
    assert blended.silver_share >= plain.silver_share - 1e-15
    assert blended.resistivity_uohm_cm <= plain.resistivity_uohm_cm + 1e-12


def test_coated_copper_resistivity_runs_from_silver_to_a_quarter_more():
    assert coated_copper_resistivity_uohm_cm(1.0) == pytest.approx(4.5)
    assert coated_copper_resistivity_uohm_cm(0.0) == pytest.approx(4.5 * 1.25)


@given(st.floats(0.05, 0.999))
def test_the_shell_holds_the_silver_of_its_sphere(share):
    radius, shell = 1000.0, float(shell_thickness_nm(share, 2.0))
    silver = (radius**3 - (radius - shell) ** 3) * 10.49
    copper = (radius - shell) ** 3 * 8.96
    assert silver / (silver + copper) == pytest.approx(share, rel=1e-9)
    assert float(silver_volume_share(share)) == pytest.approx(1.0 - (1.0 - shell / radius) ** 3, rel=1e-9)


def test_powder_density_runs_from_copper_to_silver():
    assert np.asarray(powder_density_g_cm3(np.array([0.0, 1.0]))) == pytest.approx([8.96, 10.49])


def test_powder_silver_of_a_side_reaches_every_coated_copper_print_of_that_side():
    design = CellDesign.preset("hjt", 2030)
    old, new = evaluate(design), evaluate(design.replace(front_agcu_powder_silver_wt_pct=30))
    for before, after in zip(old.elements, new.elements, strict=True):
        same = before.side == "rear" or before.silver_mg == 0.0
        assert (after.silver_mg == before.silver_mg) if same else (after.silver_mg > 1.9 * before.silver_mg)


def test_an_unknown_paste_is_refused_with_the_list():
    with pytest.raises(InputError, match="'gold' is not one of ag_ht"):
        named_paste("gold")
