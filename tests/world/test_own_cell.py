"""My cell in the world: a cell of one's own takes over its technology as it is adopted."""

from __future__ import annotations

import numpy as np
import pytest

import pvsilver
from pvsilver import InputError, Scenario, project
from pvsilver.cell.design import CellDesign, evaluate

CENTRAL = project(Scenario()).annual
EVERYWHERE = {"own_cell_start_year": 2026, "own_cell_finish_year": 2026, "own_cell_ceiling_pct": 100}


def technology(scenario: Scenario, name: str):
    table = project(scenario).by_technology
    return table[table["technology"] == name].set_index("year")


def route(scenario: Scenario, name: str):
    table = project(scenario).by_route
    return table[(table["technology"] == name)].set_index(["year", "route"])


@pytest.mark.parametrize("name", ["perc", "topcon", "hjt", "xbc"])
@pytest.mark.parametrize("year", ["2020", "2023", "2025", "2030"])
def test_an_unedited_cell_changes_nothing_however_far_it_is_adopted(name: str, year: str) -> None:
    scenario = Scenario(cell_technology=name, cell_year=year, **EVERYWHERE)
    assert project(scenario).annual.equals(CENTRAL)


def test_a_cell_set_to_its_own_preset_values_changes_nothing() -> None:
    width = CellDesign.preset("topcon", 2025).values["front_finger_width_um"]
    found = project(Scenario(front_finger_width_um=width, **EVERYWHERE)).annual
    np.testing.assert_allclose(found["net_silver_t"], CENTRAL["net_silver_t"], rtol=1e-12)


def test_full_adoption_scales_the_technology_exactly_by_the_ratio_to_the_preset() -> None:
    edits = {"front_finger_width_um": 14.0, "rear_finger_height_um": 7.0}
    preset = CellDesign.preset("topcon", 2025)
    ratio = evaluate(preset.replace(**edits)).silver_mg_per_w / evaluate(preset).silver_mg_per_w
    mine = technology(Scenario(**edits, **EVERYWHERE), "topcon")["silver_mg_per_w"]
    before = technology(Scenario(), "topcon")["silver_mg_per_w"]
    np.testing.assert_allclose(mine.loc[2026:], ratio * before.loc[2026:], rtol=1e-12)
    np.testing.assert_allclose(mine.loc[:2025], before.loc[:2025], rtol=1e-12)


def test_adoption_rises_from_nothing_to_its_ceiling_between_start_and_finish() -> None:
    scenario = Scenario(
        front_finger_width_um=10.0,
        own_cell_start_year=2028,
        own_cell_finish_year=2034,
        own_cell_ceiling_pct=60,
    )
    ratio = pvsilver.evaluate(CellDesign.preset("topcon", 2025).replace(front_finger_width_um=10.0))
    factor = route(scenario, "topcon").xs("silver_paste", level="route")["own_cell_factor"]
    adopted = (1 - factor) / (1 - ratio.silver_ratio_to_preset)
    assert adopted.loc[2028] == pytest.approx(0.0, abs=1e-12)
    assert adopted.loc[2031] == pytest.approx(0.3, rel=1e-9)
    assert adopted.loc[2034] == pytest.approx(0.6, rel=1e-9)
    assert adopted.loc[2050] == pytest.approx(0.6, rel=1e-9)
    assert (np.diff(adopted.loc[2028:2034]) > 0).all()


def test_other_technologies_keep_their_silver() -> None:
    scenario = Scenario(front_finger_width_um=10.0, **EVERYWHERE)
    for name in ("perc", "hjt", "xbc", "other"):
        np.testing.assert_array_equal(
            technology(scenario, name)["silver_mg_per_w"], technology(Scenario(), name)["silver_mg_per_w"]
        )


def test_a_copper_cell_replaces_the_route_of_the_adopted_share_and_saves_once() -> None:
    """All of TOPCon on the own cell: base × thrift × r, whatever copper the route path had planned."""
    edits = {"front_finger_paste": "agcu30", "rear_finger_paste": "agcu30"}
    ratio = evaluate(CellDesign.preset("topcon", 2025).replace(**edits)).silver_ratio_to_preset
    for path in ("silver_stays", "central", "copper_at_scale"):
        table = route(Scenario(route_path=path, **edits, **EVERYWHERE), "topcon").loc[2035]
        assert table.loc["silver_coated_copper", "share"] == pytest.approx(1.0)
        own = table.loc["silver_coated_copper"]
        assert own["silver_mg_per_w"] == pytest.approx(own["base_mg_per_w"] * own["thrift_factor"] * ratio)
        assert table["contained_silver_t"].sum() == pytest.approx(own["contained_silver_t"])


def test_a_copper_cell_half_adopted_leaves_the_route_path_to_the_other_half() -> None:
    edits = {"front_finger_paste": "agcu30", "rear_finger_paste": "agcu30"}
    ratio = evaluate(CellDesign.preset("topcon", 2025).replace(**edits)).silver_ratio_to_preset
    half = Scenario(**edits, **(EVERYWHERE | {"own_cell_ceiling_pct": 50}))
    path = technology(Scenario(), "topcon")["silver_mg_per_w"]
    table = route(Scenario(), "topcon").xs("silver_paste", level="route")
    own = table["base_mg_per_w"] * table["thrift_factor"] * ratio
    mixed = technology(half, "topcon")["silver_mg_per_w"]
    np.testing.assert_allclose(mixed.loc[2027:], (0.5 * path + 0.5 * own).loc[2027:], rtol=1e-12)


def test_every_identity_holds_with_an_own_cell() -> None:
    for edits in ({"front_finger_width_um": 12.0}, {"front_finger_paste": "cu", "rear_finger_paste": "cu"}):
        found = project(Scenario(**edits), end=2100).check()
        assert max(found.values()) < 1e-9, found


def test_adoption_that_starts_after_it_finishes_is_refused() -> None:
    with pytest.raises(InputError, match="own_cell_start_year: 2035 is after own_cell_finish_year = 2030"):
        project(Scenario(own_cell_start_year=2035, own_cell_finish_year=2030))


def test_a_cell_that_cannot_be_printed_is_refused_by_the_projection_too() -> None:
    with pytest.raises(InputError, match="front_finger_width_um"):
        project(Scenario(front_finger_width_um=1200))
