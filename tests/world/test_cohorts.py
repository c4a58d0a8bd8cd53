"""Weibull lifetimes and retirement: closed forms and published values of the recycling note."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_cohorts import slow_retire

from pvsilver.world.cohorts import retire, weibull_cdf, weibull_from_percentiles

REGULAR = {"shape": 5.3759, "scale": 30.0}
EARLY = {"shape": 2.4928, "scale": 30.0}
CONVENTIONS = ("mid", "end", "begin")
OLDER_YEARS = {"end": 0.0, "mid": 0.5, "begin": 1.0}


def pulse(years: int) -> np.ndarray:
    """One unit in the first year, nothing after it: what retires is q itself."""
    return np.eye(1, years)[0]


# -- closed forms of the Weibull: V1, V2 of the recycling note -------------------------------------------


@pytest.mark.parametrize(
    ("t50", "t90", "shape", "scale"),
    [
        (15, 20, 4.1732, 16.3770),
        (19, 23, 6.2838, 20.1412),
        (31, 36, 8.0287, 32.4480),
        (40, 44, 12.5962, 41.1810),
    ],
)
def test_half_and_nine_tenths_have_failed_at_t50_and_t90(t50, t90, shape, scale):
    found = weibull_from_percentiles(t50, t90)
    assert found == pytest.approx((shape, scale), abs=1e-4)
    assert weibull_cdf(t50, *found) == pytest.approx(0.5, abs=1e-12)
    assert weibull_cdf(t90, *found) == pytest.approx(0.9, abs=1e-12)


@pytest.mark.parametrize(
    ("lifetime", "mean", "median", "failed_pct"),
    [
        (REGULAR, 27.66, 28.02, {10: 0.2719, 20: 10.691, 25: 31.289, 30: 63.212}),
        (EARLY, 26.62, 25.90, {5: 1.142, 10: 6.261, 15: 16.277, 20: 30.507}),
    ],
)
def test_irena_curves_have_the_published_mean_median_and_percentages(lifetime, mean, median, failed_pct):
    for age, pct in failed_pct.items():
        assert 100 * weibull_cdf(age, lifetime["shape"], lifetime["scale"]) == pytest.approx(pct, rel=1e-3)
    assert weibull_cdf(median, lifetime["shape"], lifetime["scale"]) == pytest.approx(0.5, abs=1e-3)
    # The mean is the integral of survival; stock at ages 0.5, 1.5 … is its midpoint rule.
    assert retire(pulse(400), **lifetime).in_service.sum() == pytest.approx(mean, rel=1e-3)


def test_mid_convention_gives_the_yearly_fractions_of_the_note():
    regular = retire(pulse(40), **REGULAR)
    assert regular.retired[[10, 20, 30]] == pytest.approx([1.46874e-3, 2.716374e-2, 6.584077e-2], abs=1e-6)
    assert 1 - regular.in_service[20] == pytest.approx(0.12113357, abs=1e-6)
    early = retire(pulse(40), **EARLY)
    assert early.retired[[0, 10, 20]] == pytest.approx([3.693e-5, 1.510934e-2, 3.151542e-2], abs=1e-6)
    assert 1 - early.in_service[30] == pytest.approx(0.64727442, abs=1e-6)


def test_residual_at_sixty_years_is_as_the_note_says():
    assert retire(pulse(61), **REGULAR).in_service[60] < 1e-12
    assert retire(pulse(61), **EARLY).in_service[60] == pytest.approx(3.2e-3, abs=0.05e-3)


def cumulative_irena_gw() -> tuple[np.ndarray, np.ndarray]:
    nodes = {1994: 0, 2000: 1, 2005: 5, 2010: 40, 2015: 222, 2020: 511, 2025: 954, 2030: 1632}
    nodes |= {2035: 2225, 2040: 2895, 2045: 3654, 2050: 4512}
    years = np.arange(1994, 2051)
    return years[1:], np.diff(np.interp(years, list(nodes), list(nodes.values())))


@pytest.mark.parametrize(
    ("lifetime", "waste_mt"),
    [
        (REGULAR, {2020: 0.074, 2030: 1.779, 2040: 15.754, 2050: 62.482}),
        (EARLY, {2020: 0.917, 2030: 8.108, 2040: 33.347, 2050: 86.197}),
    ],
)
def test_irena_installations_at_76_t_a_mw_give_the_cumulative_waste_of_the_note(lifetime, waste_mt):
    years, additions_gw = cumulative_irena_gw()
    cumulative_mt = np.cumsum(retire(additions_gw, **lifetime).retired) * 76e3 / 1e6
    for year, expected in waste_mt.items():
        # The note prints three decimals; its smallest value allows for that rounding.
        assert cumulative_mt[years == year][0] == pytest.approx(expected, rel=1e-3, abs=0.0005)


@pytest.mark.parametrize(
    ("lifetime", "published_mt"), [(REGULAR, {2030: 1.7, 2050: 60}), (EARLY, {2030: 8, 2050: 78})]
)
def test_irena_published_waste_is_met_within_an_eighth(lifetime, published_mt):
    years, additions_gw = cumulative_irena_gw()
    cumulative_mt = np.cumsum(retire(additions_gw, **lifetime).retired) * 76e3 / 1e6
    for year, expected in published_mt.items():
        assert cumulative_mt[years == year][0] == pytest.approx(expected, rel=0.12)


# -- differences of the distribution function -----------------------------------------------------------


def differences(age_at_year_end: np.ndarray, shape: float, scale: float) -> np.ndarray:
    """F(k) - F(k-1) by math.exp, one number at a time; nothing before age 0."""
    failed = [1 - math.exp(-((max(x, 0.0) / scale) ** shape)) for x in age_at_year_end]
    return np.diff([0.0, *failed])


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("lifetime", [REGULAR, EARLY, {"shape": 0.8, "scale": 12.0}])
def test_a_single_vintage_retires_by_differences_of_f(convention, lifetime):
    found = retire(7.0 * pulse(80), convention=convention, **lifetime)
    expected = 7.0 * differences(np.arange(80) + OLDER_YEARS[convention], **lifetime)
    assert np.abs(found.retired - expected).max() <= 1e-12 * expected.max()
    assert np.abs(found.in_service - (7.0 - np.cumsum(expected))).max() <= 1e-12 * 7.0


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_each_vintage_keeps_its_own_shape_and_scale(convention):
    rng = np.random.default_rng(3)
    additions = rng.uniform(0, 900, 60)
    shape, scale = rng.uniform(0.7, 12, 60), rng.uniform(8, 45, 60)
    expected = np.zeros(60)
    for v in range(60):
        expected[v:] += additions[v] * differences(
            np.arange(60 - v) + OLDER_YEARS[convention], shape[v], scale[v]
        )
    found = retire(additions, shape=shape, scale=scale, convention=convention)
    assert np.abs(found.retired - expected).max() <= 1e-12 * expected.max()


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_each_vintage_of_each_technology_keeps_its_own_shape_and_scale(convention):
    rng = np.random.default_rng(4)
    additions = rng.uniform(0, 900, (45, 3))
    shape, scale = rng.uniform(0.7, 12, (45, 3)), rng.uniform(8, 45, (45, 3))
    found = retire(additions, shape=shape, scale=scale, convention=convention)
    for t in range(3):
        alone = retire(additions[:, t], shape=shape[:, t], scale=scale[:, t], convention=convention)
        expected, stock = slow_retire(additions[:, t], shape[:, t], scale[:, t], convention)
        tolerance = 1e-12 * max(expected)
        assert np.abs(found.retired[:, t] - expected).max() <= tolerance
        assert np.abs(found.in_service[:, t] - stock).max() <= 1e-12 * max(stock)
        assert np.abs(alone.retired - expected).max() <= tolerance


def test_scalar_vintage_and_full_lifetimes_mean_the_same_when_equal():
    rng = np.random.default_rng(5)
    additions = rng.uniform(0, 10, (30, 4))
    scalar = retire(additions, **REGULAR)
    for shape, scale in [
        (np.full(30, 5.3759), 30.0),
        (5.3759, np.full(30, 30.0)),
        (np.full((30, 4), 5.3759), 30.0),
        (np.full(30, 5.3759), np.full((30, 4), 30.0)),
    ]:
        other = retire(additions, shape=shape, scale=scale)
        np.testing.assert_allclose(other.retired, scalar.retired, rtol=1e-13, atol=1e-15)
        np.testing.assert_allclose(other.in_service, scalar.in_service, rtol=1e-13)


def test_end_convention_retires_nothing_in_the_first_year():
    assert retire(pulse(5), convention="end", **EARLY).retired[0] == 0.0


def test_older_conventions_retire_earlier():
    _, gw = cumulative_irena_gw()
    end, mid, begin = (
        np.cumsum(retire(gw, convention=c, **REGULAR).retired) for c in ("end", "mid", "begin")
    )
    in_2030 = 2030 - 1995
    # Published for the yearly IRENA file: +15 % and +31 % of `end` by 2030.
    assert mid[in_2030] / end[in_2030] == pytest.approx(1.15, abs=0.02)
    assert begin[in_2030] / end[in_2030] == pytest.approx(1.31, abs=0.03)


# -- an independent slow loop -----------------------------------------------------------------------------

amounts = st.floats(0, 5000, allow_subnormal=False)


@st.composite
def cohort_cases(draw):
    years = draw(st.integers(1, 30))
    column = st.lists(amounts, min_size=years, max_size=years)
    shapes = st.one_of(
        st.floats(0.5, 15).map(lambda k: [k] * years),
        st.lists(st.floats(0.5, 15), min_size=years, max_size=years),
    )
    scales = st.one_of(
        st.floats(2, 60).map(lambda t: [t] * years),
        st.lists(st.floats(2, 60), min_size=years, max_size=years),
    )
    lives = st.one_of(
        st.none(),
        st.floats(0, 40).map(lambda life: [life] * years),
        st.lists(st.floats(0, 40), min_size=years, max_size=years),
    )
    return (
        draw(column), draw(shapes), draw(scales),
        draw(st.sampled_from(CONVENTIONS)), draw(st.floats(0, 0.3)), draw(lives),
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(cohort_cases())
def test_retirement_agrees_with_a_slow_loop_over_cohorts(case):
    additions, shape, scale, convention, infant_loss, lives = case
    retired, in_service = slow_retire(additions, shape, scale, convention, infant_loss, lives)
    found = retire(
        additions,
        shape=shape,
        scale=scale,
        convention=convention,
        infant_loss=infant_loss,
        project_life=lives,
    )
    tolerance = 1e-12 * max(max(in_service), max(retired), 1e-300) * 10
    assert np.abs(found.retired - retired).max() <= tolerance
    assert np.abs(found.in_service - in_service).max() <= tolerance


@settings(max_examples=100, deadline=None)
@given(cohort_cases())
def test_what_was_installed_is_in_service_or_retired(case):
    additions, shape, scale, convention, infant_loss, lives = case
    found = retire(
        additions,
        shape=shape,
        scale=scale,
        convention=convention,
        infant_loss=infant_loss,
        project_life=lives,
    )
    installed = np.cumsum(additions)
    np.testing.assert_allclose(found.in_service + np.cumsum(found.retired), installed, rtol=1e-9, atol=1e-250)
    assert (found.retired >= 0).all()
    assert (found.in_service >= 0).all()


# -- project life -----------------------------------------------------------------------------------------


def test_at_the_end_of_the_project_life_everything_left_goes_at_once():
    found = retire(pulse(30), project_life=20, **REGULAR)
    untouched = retire(pulse(30), **REGULAR)
    assert found.retired[:20] == pytest.approx(untouched.retired[:20])
    assert found.retired[20] == pytest.approx(untouched.in_service[19])
    assert found.in_service[20:] == pytest.approx(0.0)
    assert found.retired[21:] == pytest.approx(0.0)


def test_fractions_of_a_project_life_are_cut_to_whole_years():
    whole, fraction = (retire(pulse(40), project_life=life, **REGULAR) for life in (25, 25.99))
    np.testing.assert_array_equal(whole.retired, fraction.retired)


def test_a_project_life_beyond_the_horizon_changes_nothing():
    for life in (41, 1e6, 1e300):
        found = retire(pulse(40), project_life=life, **REGULAR)
        np.testing.assert_array_equal(found.retired, retire(pulse(40), **REGULAR).retired)


def test_project_life_may_differ_by_vintage_and_by_technology():
    additions = np.ones((40, 2))
    life = np.column_stack([np.full(40, 20), np.linspace(10, 30, 40)])
    both = retire(additions, project_life=life, **REGULAR)
    for t in range(2):
        alone = retire(additions[:, t], project_life=life[:, t], **REGULAR)
        np.testing.assert_allclose(both.retired[:, t], alone.retired, rtol=1e-13)
        np.testing.assert_allclose(both.in_service[:, t], alone.in_service, rtol=1e-13)


# -- limits and symmetries --------------------------------------------------------------------------------


def test_nothing_retires_where_nothing_was_added():
    found = retire(np.zeros(50), infant_loss=0.01, **REGULAR)
    assert not found.retired.any()
    assert not found.in_service.any()
    late = retire([0.0, 0.0, 5.0, 0.0], convention="begin", **EARLY)
    assert not late.retired[:2].any()


def test_all_shapes_meet_where_age_equals_scale():
    meeting = 1 - math.exp(-1)
    assert meeting == pytest.approx(0.632121, abs=1e-6)
    for shape in (0.5, 1, 2.4928, 5.3759, 30):
        assert weibull_cdf(30, shape, 30) == pytest.approx(meeting, abs=1e-12)
        assert 1 - retire(pulse(31), shape=shape, scale=30, convention="end").in_service[30] == pytest.approx(
            meeting
        )


def test_a_steeper_wear_out_fails_less_before_the_scale():
    ages = np.arange(1, 30)
    assert (weibull_cdf(ages, 5.3759, 30) < weibull_cdf(ages, 2.4928, 30)).all()


def test_retirement_scales_with_additions():
    _, gw = cumulative_irena_gw()
    once, thrice = retire(gw, **REGULAR), retire(3 * gw, **REGULAR)
    np.testing.assert_allclose(thrice.retired, 3 * once.retired, rtol=1e-13)
    np.testing.assert_allclose(thrice.in_service, 3 * once.in_service, rtol=1e-13)


def test_retirement_shifts_with_the_years_of_the_additions():
    rng = np.random.default_rng(6)
    gw = rng.uniform(1, 50, 20)
    early = retire(np.concatenate([gw, np.zeros(15)]), infant_loss=0.005, **REGULAR)
    late = retire(np.concatenate([np.zeros(7), gw, np.zeros(8)]), infant_loss=0.005, **REGULAR)
    np.testing.assert_allclose(late.retired[7:], early.retired[:-7], rtol=1e-12)


def test_a_later_year_does_not_change_what_retired_before_it():
    _, gw = cumulative_irena_gw()
    np.testing.assert_allclose(
        retire(gw, **REGULAR).retired[:30], retire(gw[:30], **REGULAR).retired, rtol=1e-13
    )


def test_infant_loss_leaves_in_the_installation_year():
    found = retire(pulse(40), infant_loss=0.005, convention="end", **REGULAR)
    assert found.retired[0] == pytest.approx(0.005)
    plain = retire(pulse(40), convention="end", **REGULAR)
    assert found.retired[1:] == pytest.approx(0.995 * plain.retired[1:])


def test_ages_have_no_cut_off():
    found = retire(pulse(200), **EARLY)
    assert found.retired[61] > 0
    assert found.retired.sum() + found.in_service[-1] == pytest.approx(1.0, abs=1e-12)


def test_a_very_steep_wear_out_is_a_step():
    found = retire(pulse(50), shape=900, scale=10, convention="end")
    assert found.retired[10] + found.retired[11] == pytest.approx(1.0)
    assert found.in_service[12:] == pytest.approx(0.0)
