"""Economic exit, end of the project, lost power and repair, against a slow loop and limits of the field."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_cohorts import slow_exits

from pvsilver import tables
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.world import exits
from pvsilver.world.cohorts import retire
from pvsilver.world.projection import project

REGULAR = {"shape": 5.3759, "scale": 30.0}


def pulse(years: int) -> np.ndarray:
    return np.eye(1, years)[0]


rules = st.builds(
    exits.Rules,
    economic_age_years=st.integers(0, 45),
    economic_share=st.sampled_from([0.0, 1.0]) | st.floats(0, 1),
    project_life_years=st.none() | st.integers(0, 45),
    power_age_years=st.none() | st.integers(0, 45),
    repaired_share=st.sampled_from([0.0, 1.0]) | st.floats(0, 1),
)


@settings(max_examples=200, deadline=None)
@given(
    rules,
    st.lists(st.floats(0, 900), min_size=1, max_size=40),
    st.floats(0.6, 12), st.floats(3, 50), st.sampled_from(["mid", "end", "begin"]), st.floats(0, 0.2),
)  # fmt: skip
def test_exits_agree_with_a_slow_loop_over_cohorts(rule, additions, shape, scale, convention, infant_loss):
    years = len(additions)
    expected = np.zeros((3, years))
    for vintage, installed in enumerate(additions):
        one = slow_exits(
            installed, years - vintage, shape, scale, convention, infant_loss,
            rule.economic_age_years, rule.economic_share, rule.project_life_years, rule.power_age_years,
            rule.repaired_share,
        )  # fmt: skip
        expected[:, vintage:] += np.array(one)
    found = exits.retire(
        additions, shape=shape, scale=scale, convention=convention, infant_loss=infant_loss, rules=rule
    )
    tolerance = 1e-11 * max(sum(additions), 1e-300)
    for ours, slow in zip(found, expected, strict=True):
        assert np.abs(ours - slow).max() <= tolerance
    retired, in_service, economic = found
    assert (retired >= 0).all()
    assert (economic <= retired + tolerance).all()
    np.testing.assert_allclose(in_service + retired.cumsum(), np.cumsum(additions), rtol=1e-9, atol=tolerance)


def test_vintages_of_their_own_lifetime_leave_each_by_its_own_table():
    additions, shape, scale = np.arange(1.0, 41), np.linspace(2, 9, 40), np.linspace(20, 40, 40)
    rule = exits.Rules(economic_age_years=12, economic_share=0.4, project_life_years=25, repaired_share=0.1)
    expected = np.zeros(40)
    for v in range(40):
        expected[v:] += slow_exits(
            additions[v], 40 - v, shape[v], scale[v], "mid", 0.01, 12, 0.4, 25, None, 0.1
        )[0]
    found, _, _ = exits.retire(additions, shape=shape, scale=scale, infant_loss=0.01, rules=rule)
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_an_exit_of_all_at_an_age_is_a_project_life():
    gw = np.linspace(1, 50, 60)
    everybody = exits.Rules(economic_age_years=25, economic_share=1.0)
    found, stock, economic = exits.retire(gw, rules=everybody, **REGULAR)
    expected = retire(gw, project_life=25, **REGULAR)
    np.testing.assert_allclose(found, expected.retired, rtol=1e-12)
    np.testing.assert_allclose(stock, expected.in_service, rtol=1e-12)
    assert economic[:25].sum() == 0.0
    assert economic[25] > 0.0


def test_failures_after_an_exit_find_only_what_is_left():
    half = exits.Rules(economic_age_years=20, economic_share=0.9)
    retired, stock, _ = exits.retire(pulse(61), rules=half, **REGULAR)
    plain = retire(pulse(61), **REGULAR)
    # Failures go on at the rate of the whole cohort until nothing is left.
    assert retired[21] == pytest.approx(plain.retired[21])
    assert stock[-1] == 0.0
    assert retired.sum() == pytest.approx(1.0)


@pytest.mark.parametrize(("degradation", "age"), [(0.0075, 30), (0.005, 45), (0.006, 38), (0.0085, 27)])
def test_power_falls_below_eighty_percent_at_a_whole_age(degradation, age):
    found = exits.power_age_years(degradation, 0.80)
    assert found == age
    assert (1 - degradation) ** age < 0.80 <= (1 - degradation) ** (age - 1)


def test_power_exit_is_off_without_threshold_or_degradation():
    assert exits.power_age_years(0.006, 0.0) is None
    assert exits.power_age_years(0.0, 0.80) is None


def test_a_power_exit_empties_a_vintage_and_changes_neither_nameplate_nor_silver():
    plain = project(Scenario(), 2010, 2100)
    cliff = project(Scenario(power_exit_threshold_pct=80, degradation_pct_per_year=0.75), 2010, 2100)
    c = cliff.cohorts
    at_30 = c[(c.year - c.vintage) >= 30]
    assert at_30.in_service_gw.max() == 0.0
    younger = (c.year - c.vintage) < 30
    np.testing.assert_array_equal(c.retired_silver_t[younger], plain.cohorts.retired_silver_t[younger])
    np.testing.assert_array_equal(cliff.annual.installed_silver_t, plain.annual.installed_silver_t)


def test_repair_takes_its_share_of_failures_and_nothing_of_what_is_lost_at_installation():
    mended, _, _ = exits.retire(
        pulse(61), infant_loss=0.02, rules=exits.Rules(repaired_share=0.25), **REGULAR
    )
    plain = retire(pulse(61), infant_loss=0.02, **REGULAR)
    np.testing.assert_allclose(mended[1:], 0.75 * plain.retired[1:], rtol=1e-12, atol=1e-15)
    assert mended[0] - 0.02 == pytest.approx(0.75 * (plain.retired[0] - 0.02))


def test_an_earlier_exit_never_keeps_more_in_service():
    gw = np.linspace(1, 50, 60)
    stocks = [
        exits.retire(gw, rules=exits.Rules(economic_age_years=age, economic_share=0.5), **REGULAR)[1]
        for age in (15, 20, 25, 30)
    ]
    for earlier, later in pairwise(stocks):
        assert (earlier <= later + 1e-9).all()


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        (exits.Rules(economic_share=1.5), "economic_share"),
        (exits.Rules(economic_share=-0.1), "economic_share"),
        (exits.Rules(repaired_share=2.0), "repaired_share"),
        (exits.Rules(economic_age_years=-1, economic_share=0.5), "economic_age_years"),
        (exits.Rules(project_life_years=2.5), "project_life_years"),
    ],
)
def test_unusable_exit_rules_are_refused_by_name(rule, named):
    with pytest.raises(InputError, match=f"^{named}"):
        exits.retire(pulse(5), rules=rule, **REGULAR)


def test_net_outlooks_are_made_gross_with_exits_too():
    s = Scenario(economic_exit_age_years=15, economic_exit_share_pct=60)
    net = sorted(
        {r["outlook"] for r in tables.load("installation_outlooks").rows if r["gross_or_net"] == "net"}
    )
    assert net
    for outlook in net:
        p = project(s.replace(installation_outlook=outlook), 2010, 2100).annual.set_index("year")
        for row in tables.load("installation_outlooks").select(outlook=outlook):
            if row["year"] > 2025:
                assert p.installations_gw[row["year"]] - p.retired_gw[row["year"]] == pytest.approx(row["gw"])
        assert (p.in_service_gw.diff()[p.index > 2026] > 0).all()
