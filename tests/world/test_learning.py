"""Learned thrift: doublings, the published integral, and the slow path of the notes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsilver import Scenario, project
from pvsilver.world import learning


def test_the_published_exponent():
    """Learning rate 20.3 % is b = 0.3273, 26.4 % is 0.442 (Hallam et al., market note section 5)."""
    assert learning.exponent(0.203) == pytest.approx(0.3273, abs=5e-5)
    assert learning.exponent(0.264) == pytest.approx(0.442, abs=5e-4)


@given(st.floats(0, 0.6), st.floats(1, 1e4))
def test_each_doubling_saves_the_rate(rate, start):
    cells = np.array([start, start, 2 * start, 4 * start])
    assert learning.thrift(cells, 0, rate) == pytest.approx([1, 1 - rate, (1 - rate) ** 2, (1 - rate) ** 3])


def test_nothing_is_learned_before_the_reference_year_nor_without_cells():
    assert learning.thrift(np.array([1.0, 2.0, 4.0]), 2, 0.2).tolist() == [1, 1, 1]
    assert learning.thrift(np.zeros(4), 1, 0.2).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(("tw", "kt"), [(15, 142), (30, 239), (60, 394), (75, 461), (90, 524)])
def test_the_integral_gives_the_published_kilotonnes(tw, kt):
    """From 19.5 mg/W at 758 GW with 20.3 % per doubling."""
    assert float(learning.cumulative_silver_t(19.5, 758, tw * 1000, 0.203)) / 1000 == pytest.approx(
        kt, rel=0.01
    )


@pytest.mark.parametrize(("tw", "kt"), [(60, 277), (90, 354)])
def test_a_faster_rate_gives_less(tw, kt):
    """The learning rate raised by 30 %, to 26.4 %: 277 and 354 kt."""
    assert float(learning.cumulative_silver_t(19.5, 758, tw * 1000, 0.264)) / 1000 == pytest.approx(
        kt, rel=0.01
    )


@given(st.floats(0.01, 0.45), st.floats(1, 50), st.floats(100, 1000), st.floats(1.1, 100))
def test_the_integral_is_the_sum_of_many_small_steps(rate, mg, start, times):
    edges = np.geomspace(start, start * times, 40001)
    middle = np.sqrt(edges[1:] * edges[:-1])
    steps = (mg * (middle / start) ** -learning.exponent(rate) * np.diff(edges)).sum()
    assert float(learning.cumulative_silver_t(mg, start, start * times, rate)) == pytest.approx(
        steps, rel=1e-4
    )


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(0.203, {2030: 6.8, 2035: 5.8, 2050: 4.2}), (0.30, {2030: 5.8, 2035: 4.5, 2050: 2.7})],
)
def test_the_slow_path_of_the_intensity_note(rate, expected):
    """9.0 mg/W, 2.9 TW at end 2025, then 0.74 TW a year growing 3 % a year."""
    cells = np.concatenate([[2900.0], 740 * 1.03 ** np.arange(25)])
    silver = 9.0 * learning.thrift(cells, 0, rate)
    for year, mg in expected.items():
        assert silver[year - 2025] == pytest.approx(mg, rel=0.03)


def test_a_scenario_learns_from_its_own_volume():
    slow = Scenario(thrift_learning_pct=20.3, route_path="silver_stays")
    fast = slow.replace(installation_outlook="high")
    a, b = project(slow, 2025, 2040).by_technology, project(fast, 2025, 2040).by_technology
    later = a["year"] > 2026
    made = a["silver_mg_per_w"] > 0
    assert (b.loc[later & made, "silver_mg_per_w"] < a.loc[later & made, "silver_mg_per_w"]).all()
    same = a["year"] == 2025
    assert (b.loc[same, "silver_mg_per_w"] == a.loc[same, "silver_mg_per_w"]).all()


def test_the_learning_rate_is_what_each_doubling_of_the_projection_saves():
    projection = project(Scenario(thrift_learning_pct=25), 2025, 2050)
    world = projection.world
    made = np.cumsum(world.cells_gw)
    last = int(np.searchsorted(world.years, 2025))
    doublings = np.log2(made[last:] / made[last])
    assert world.factors.thrift[last:, 2] == pytest.approx(0.75**doublings, rel=1e-12)
