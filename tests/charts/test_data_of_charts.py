"""The rows of a chart are the rows of the projection, and labels stay readable."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pvsilver
from pvsilver import tables
from pvsilver.charts import stack, theme
from pvsilver.exchange import drawn


def rows(data, kind):
    return [row for row in data.to_pylist() if row["kind"] == kind]


@pytest.fixture(scope="module")
def central():
    return pvsilver.project(pvsilver.Scenario())


@pytest.fixture(scope="module")
def moved():
    return pvsilver.project(pvsilver.Scenario(mg_per_w_factor=1.2))


def test_the_net_line_is_the_projection(central):
    drawn_rows = rows(drawn.demand_chart(central, central).data, "year")
    np.testing.assert_array_equal([row["net"] for row in drawn_rows], central.annual["net_silver_t"])


def test_the_baseline_is_drawn_only_where_it_differs(central, moved):
    assert not any(row["show_baseline"] for row in rows(drawn.demand_chart(central, central).data, "year"))
    differing = drawn.demand_chart(moved, central).data
    assert all(row["show_baseline"] for row in rows(differing, "year"))
    assert "baseline" in [row["label"] for row in rows(differing, "label")]


def test_points_of_the_chosen_survey_are_apart_from_those_of_other_editions(central):
    data = drawn.demand_chart(central, central).data
    survey = tables.load("survey_vintages")
    own = {row["year"]: row["silver_t"] for row in survey.select(vintage="WSS2026")}
    assert {row["year"]: row["survey"] for row in rows(data, "survey")} == own
    others = [row for row in survey.rows if row["vintage"] != "WSS2026" and row["year"] >= 2015]
    assert len(rows(data, "edition")) == len(others)


def test_the_last_survey_year_has_its_rule(central):
    assert [row["year"] for row in rows(drawn.demand_chart(central, central).data, "last")] == [2026.0]


def test_years_without_data_are_hatched_and_named():
    beyond = pvsilver.project(pvsilver.Scenario(headline_year=2062), end=2070)
    data = drawn.demand_chart(beyond, beyond).data
    assert {row["year"] > 2050 for row in rows(data, "flat")} == {True}
    assert [row["year"] for row in rows(data, "note")] == [2050.0]


def test_a_short_outlook_is_hatched_from_where_it_ends():
    short = pvsilver.project(pvsilver.Scenario(installation_outlook="spe_gmo_2025_medium"))
    end = max(
        row["year"] for row in tables.load("installation_outlooks").select(outlook="spe_gmo_2025_medium")
    )
    assert [row["year"] for row in rows(drawn.demand_chart(short, short).data, "note")] == [float(end)]


@pytest.mark.parametrize("by", ["technology", "route"])
def test_a_stack_ends_at_the_annual_total(central, by):
    tops = [
        sum(row[group] for group in stack.GROUPS[by])
        for row in rows(drawn.split_chart(central, central, by).data, "year")
    ]
    np.testing.assert_allclose(tops, central.annual["bought_silver_t"], rtol=1e-9)


@pytest.mark.parametrize("by", ["technology", "route"])
def test_bands_of_a_stack_lie_on_each_other(central, by):
    for layer in drawn.split_chart(central, central, by).specification["layer"][:2]:
        unfolded, stacked = [step for step in layer["transform"] if "fold" in step or "stack" in step]
        assert unfolded["fold"] == list(stack.GROUPS[by])
        assert (stacked["stack"], stacked["groupby"], stacked["as"]) == ("value", ["year"], ["bottom", "top"])


@pytest.mark.parametrize("by", ["technology", "route"])
def test_a_stack_shows_the_total_of_the_baseline_where_it_differs(central, moved, by):
    assert not rows(drawn.split_chart(central, central, by).data, "baseline")
    line = rows(drawn.split_chart(moved, central, by).data, "baseline")
    np.testing.assert_allclose([row["top"] for row in line], central.annual["bought_silver_t"], rtol=1e-9)


def test_the_hindcast_shows_the_baseline_where_it_differs(central, moved):
    assert all(row["baseline"] is None for row in drawn.hindcast_charts(central, central)[0].data.to_pylist())
    frame = central.reconciliation.dropna(subset=["survey_t"])
    line = [row["baseline"] for row in drawn.hindcast_charts(moved, central)[0].data.to_pylist()]
    np.testing.assert_allclose(line, frame["survey_comparable_t"], rtol=1e-9)
    left = [row["unexplained_before"] for row in drawn.hindcast_charts(moved, central)[1].data.to_pylist()]
    np.testing.assert_allclose(left, frame["unexplained_t"], rtol=1e-9)


def test_residuals_are_survey_less_model(central):
    pairs, residual = drawn.hindcast_charts(central, central)
    assert pairs.data is residual.data
    for row in residual.data.to_pylist():
        assert row["unexplained"] == pytest.approx(row["survey"] - row["model"])
        assert row["lowest"] <= row["survey"] <= row["highest"]


def test_a_forecast_of_the_survey_is_marked(central):
    assert [row["year"] for row in drawn.hindcast_charts(central, central)[0].data.to_pylist()][-1] == "2026F"


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=8), st.floats(1, 500))
def test_labels_keep_their_distance_and_order(wanted, gap):
    placed = theme.spread(wanted, gap)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    heights = [placed[place] for place in order]
    assert all(b - a >= gap * (1 - 1e-9) - 1e-9 for a, b in itertools.pairwise(heights))


def test_labels_that_do_not_touch_stay_where_they_are():
    assert theme.spread([0.0, 100.0, 300.0], 50.0) == [0.0, 100.0, 300.0]


def test_the_band_is_that_of_the_simulation_and_begins_at_the_last_observed_year(central):
    found = pvsilver.simulate(pvsilver.Scenario(), names=("bought_silver_t",)).percentiles.set_index("year")
    drawn_rows = rows(drawn.demand_chart(central, central, lines=("bought", "paste")).data, "year")
    for row in drawn_rows:
        if row["year"] < 2025:
            assert row["low"] is row["high"] is None
        else:
            assert row["low"] == pytest.approx(found.loc[row["year"], "bought_silver_t_p10"])
            assert row["high"] == pytest.approx(found.loc[row["year"], "bought_silver_t_p90"])


@given(st.lists(st.floats(-500, 1e4), min_size=1, max_size=6), st.floats(1, 500))
def test_no_label_stands_below_the_foot_of_the_axis(wanted, gap):
    placed = sorted(theme.spread(wanted, gap, 0.0))
    assert placed[0] >= 0.0
    assert all(above - below >= gap * (1 - 1e-9) for below, above in itertools.pairwise(placed))


@pytest.mark.parametrize("height", [260, 330, 390])
def test_names_at_the_ends_of_lines_are_a_line_of_text_apart_at_any_height(central, moved, height):
    found = drawn.demand_chart(moved, central, height_px=height).data
    heights = sorted(row["height"] for row in rows(found, "label"))
    highest = max(max(row["high"] or 0.0, row["net"]) for row in rows(found, "year"))
    plot_px = height - 76  # Title and axis of years.
    assert len(heights) == 4
    assert min(np.diff(heights)) / highest * plot_px >= 15
