"""What a projection warns of: bounds that hold, watts not DC, paths past their data, a loss counted twice."""

from __future__ import annotations

import pytest

from pvsilver import Scenario, project


def warned(end: int = 2050, **values: object) -> str:
    return " | ".join(project(Scenario(**values), 2030, end).warnings)


def test_the_central_case_to_2050_rests_on_data_and_warns_of_nothing() -> None:
    assert project(Scenario()).warnings == []


def test_a_share_that_would_pass_one_says_from_when_everything_is_collected() -> None:
    assert "collection_share_factor: 2 times the path passes 1 from 2035" in warned(collection_share_factor=2)


@pytest.mark.parametrize("outlook", ["cpia_2026_low", "dnv_eto_2022", "low"])
def test_an_outlook_that_does_not_count_dc_watts_says_so(outlook: str) -> None:
    assert f"installation_outlook: {outlook} counts" in warned(installation_outlook=outlook)


def test_an_own_series_of_installations_replaces_the_basis_of_the_outlook() -> None:
    own = {"2026": 600, "2050": 900}
    assert warned(installation_outlook="cpia_2026_low", installations_gw=own) == ""


def test_an_own_series_that_ends_early_is_said_to_be_held_flat() -> None:
    assert "installations_gw: no data after 2030" in warned(installations_gw={"2030": 500})


def test_every_path_stands_still_after_its_last_year_and_says_so() -> None:
    assert "no data after 2050" in warned(end=2060)
    assert "installation_outlook: no data after 2026" in warned(installation_outlook="bnef_dec_2025")


@pytest.mark.parametrize("lifetime", [{"weibull_shape": 2.5}, {"t50_years": 25.9, "t90_years": 41.92}])
def test_a_wear_out_curve_with_early_failures_warns_of_the_infant_loss_beside_it(
    lifetime: dict[str, float],
) -> None:
    assert "infant_loss_pct" in warned(**lifetime)
    assert warned(**lifetime, infant_loss_pct=0) == ""


def test_a_period_mean_of_additions_is_flat_and_not_a_ramp() -> None:
    """WEO 2025 states a mean to 2035; net additions become gross by what retires."""
    found = project(Scenario(installation_outlook="iea_weo_2025_cps"), 2026, 2035).annual
    net = found["installations_gw"] - found["retired_gw"]
    assert net.to_numpy() == pytest.approx(540.0, rel=1e-9)
