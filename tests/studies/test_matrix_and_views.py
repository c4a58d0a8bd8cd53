"""Volumes × thrift paths, and the projection beside other published views."""

from __future__ import annotations

import pytest

from pvsilver import Scenario, project
from pvsilver.studies.matrix import matrix
from pvsilver.studies.views import views


def cells(year: int = 2030):
    return matrix(Scenario(), year).set_index(["volume", "thrift"])["net_silver_t"]


def test_more_volume_and_slower_thrift_both_need_more_silver() -> None:
    found = cells().unstack("thrift")
    for thrift in ("slow", "base", "fast"):
        assert found.loc["low", thrift] < found.loc["central", thrift] < found.loc["high", thrift]
    for volume in ("low", "central", "high"):
        assert found.loc[volume, "fast"] < found.loc[volume, "base"] < found.loc[volume, "slow"]


def test_the_middle_of_the_matrix_is_the_projection_itself() -> None:
    assert cells().loc["central", "base"] == project(Scenario(), 2030, 2030).annual["net_silver_t"].iloc[0]
    slow = project(Scenario.preset("slow_thrift"), 2030, 2030).annual["net_silver_t"].iloc[0]
    assert cells().loc["central", "slow"] == pytest.approx(slow, rel=1e-12)


def test_volumes_at_base_thrift_lie_near_the_published_low_and_high() -> None:
    """Hindcast note, section 6: 2.4 kt at low and 6.6 kt at high volume, from a start of 9.0 instead of 8.7 mg/W."""
    found = cells()
    assert found.loc["low", "base"] == pytest.approx(2400, rel=0.05)
    assert found.loc["high", "base"] == pytest.approx(6600, rel=0.05)


def test_the_slow_case_always_stands_beside_the_base_case() -> None:
    found = views(Scenario()).set_index(["publisher", "year"])["silver_t"]
    for year in range(2026, 2036):
        assert found["pvsilver, slow_thrift", year] > found["pvsilver, central", year]


def test_published_views_are_not_rescaled() -> None:
    found = views(Scenario(mg_per_w_factor=0.5)).set_index(["publisher", "year"])["silver_t"]
    assert found["World Silver Survey 2026", 2026] == pytest.approx(4696.6)
    assert found["BNEF 2026", 2025] == pytest.approx(5859.8)


def test_the_other_views_of_the_forward_check_are_there() -> None:
    """Hindcast note, section 6: from about 1.4 kt (opinion piece, 2031) to 10-14 kt (2025 study, 2030)."""
    found = views(Scenario()).set_index(["publisher", "year"])["silver_t"]
    assert found["Bloomberg Opinion 2026", 2031] == pytest.approx(1431, rel=0.001)
    assert sorted(found["Study quoted in press", 2030]) == [10_000, 14_000]
    assert found["BNEF 2026", 2026] / found["BNEF 2026", 2025] == pytest.approx(0.83, abs=1e-4)
