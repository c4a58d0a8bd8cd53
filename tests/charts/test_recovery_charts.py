"""Charts of old silver: widths are tonnes, bands add up, medians stand on the line, text says what is drawn."""

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pvsilver
from pvsilver.charts import (
    recovery_claims,
    recovery_drivers,
    recovery_retired,
    recovery_river,
    recovery_survival,
    stack,
    theme,
)
from pvsilver.charts import recovery_river_layout as river_layout
from pvsilver.charts.recovery_river_list import entries
from pvsilver.studies import recovery_views, silver_river

NODES = {*silver_river.SOURCES, *silver_river.ENDS, *(f"{n}" for s in river_layout.STEPS for n in s[:2]),
         "installed"}  # fmt: skip
NAMES = {node: node for node in NODES}
SCENARIOS = (
    {},
    {"recovery_path": "low"},
    {"installations_factor": 0.0},
    {"processing_lag_years": 2},
    {"economic_exit_share_pct": 40.0, "resale_share_pct": 50.0},
    {"economic_exit_share_pct": 40.0, "resale_share_pct": 50.0, "processing_lag_years": 1},
)


@functools.cache
def projection(index):
    return pvsilver.project(pvsilver.Scenario(**SCENARIOS[index]))


@functools.cache
def flows_of(index, year):
    found = silver_river.river(projection(index), year).flows
    return {(row.source, row.target): row.silver_t for row in found.itertuples()}


def river(index, year):
    return recovery_river.draw(
        str(year),
        "What flows where in one year.",
        ("Flow", "Silver"),
        flows_of(index, year),
        NAMES,
        "{:.1f} t".format,
    )


def rows(data, kind):
    return [row for row in data.to_pylist() if row["kind"] == kind]


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
@pytest.mark.parametrize("year", [2016, 2025, 2040, 2050])
def test_a_ribbon_is_as_wide_as_its_tonnes_all_along(index, year):
    found = river_layout.layout(flows_of(index, year))
    for ribbon in found.ribbons:
        np.testing.assert_allclose(
            ribbon.bottom - ribbon.top, ribbon.tonnes * found.scale, rtol=1e-9, atol=1e-12
        )


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
@pytest.mark.parametrize("year", [2016, 2025, 2040, 2050])
def test_what_enters_a_node_fills_it_and_so_does_what_leaves(index, year):
    found = river_layout.layout(flows_of(index, year))
    drawn = {bar.node: bar for bar in found.bars}
    for node, bar in drawn.items():
        for side in ("target", "source"):
            touching = [ribbon for ribbon in found.ribbons if getattr(ribbon, side) == node]
            if not touching or node == river_layout.STOCK:
                continue
            assert sum(ribbon.tonnes for ribbon in touching) == pytest.approx(bar.tonnes, rel=1e-9, abs=1e-9)
            at = -1 if side == "target" else 0
            assert min(ribbon.top[at] for ribbon in touching) == pytest.approx(bar.top, abs=1e-12)
            assert max(ribbon.bottom[at] for ribbon in touching) == pytest.approx(bar.bottom, abs=1e-9)


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
@pytest.mark.parametrize("year", [2016, 2025, 2040, 2050])
def test_the_river_stays_inside_its_box_and_its_ends_apart(index, year):
    found = river_layout.layout(flows_of(index, year))
    assert all(0.0 <= bar.left < bar.right <= 1.0 and 0.0 < bar.top <= bar.bottom < 1.0 for bar in found.bars)
    for one in found.bars:
        for other in found.bars:
            if one is not other and one.left < other.right and other.left < one.right:
                assert one.bottom < other.top or other.bottom < one.top


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
def test_every_tonne_of_the_flows_is_drawn_once(index):
    flows = flows_of(index, 2045)
    found = river_layout.layout(flows)
    ends = {ribbon.target: ribbon.tonnes for ribbon in found.ribbons}
    for end in set(silver_river.ENDS) - {"standing_after"}:
        total = sum(tonnes for (_, target), tonnes in flows.items() if target == end)
        assert ends.get(end, 0.0) == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
def test_the_list_of_narrow_screens_says_the_same_tonnes_as_the_ribbons(index):
    flows = flows_of(index, 2040)
    told = {entry.node: entry.tonnes for entry in entries(flows)}
    for bar in river_layout.layout(flows).bars:
        assert told[bar.node] == pytest.approx(bar.tonnes)


def test_children_of_the_list_sum_to_their_parent():
    lines = entries(flows_of(0, 2040))
    for place, parent in enumerate(lines):
        below = []
        for line in lines[place + 1 :]:
            if line.level <= parent.level:
                break
            if line.level == parent.level + 1:
                below.append(line.tonnes)
        if below and parent.has_bar:
            assert sum(below) == pytest.approx(parent.tonnes)


@given(st.lists(st.floats(0.0, 1e5), min_size=12, max_size=12))
@settings(max_examples=60, deadline=None)
def test_names_beneath_the_river_never_lie_on_each_other(amounts):
    known = flows_of(5, 2040)
    flows = {pair: amounts[place % 12] for place, pair in enumerate(known)}
    data = recovery_river.table(flows, NAMES, "{:.0f} t".format)
    placed = [row for row in data.to_pylist() if row["kind"].startswith("beneath")]
    boxes = []
    for row in placed:
        wide = recovery_river._width_px(row["name"]) / recovery_river.WIDE_PX
        left = row["x"] - {"left": 0, "center": 0.5, "right": 1}[row["kind"].split("_")[1]] * wide
        boxes.append((left, left + wide, row["y"]))
    for place, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[:place]:
            apart = left >= other_right or right <= other_left
            assert apart or abs(y - other_y) >= 0.98 * recovery_river.LINE


def test_the_specification_of_the_river_is_one_for_all_years():
    one, other = river(0, 2030).specification, river(3, 2040).specification
    assert one["layer"] is other["layer"]
    assert (one["title"]["text"], other["title"]["text"]) == ("2030", "2040")
    assert river(0, 2030).data.schema == river(3, 2040).data.schema


@pytest.mark.parametrize("region", ["world", "india"])
def test_the_top_of_the_stack_is_all_that_retires(region):
    now = projection(0)
    decades, values = recovery_views.retired_of(now, "retired_silver_t", region)
    assert [f"d{first}" for first in decades[:7]] == list(theme.DECADES)
    values = np.column_stack([values[:, :6], values[:, 6:].sum(axis=1)])
    words = stack.Words("title", "split", "alt", "year", theme.DECADES, "baseline")
    notes = recovery_retired.Notes("ahead")
    total = values.sum(axis=1)
    given_ = {"years": now.yearly["year"], "values": values, "last_observed": 2025}
    drawn = recovery_retired.draw(words, notes, "t", baseline=values, **given_)
    tops = [sum(row[decade] for decade in theme.DECADES) for row in rows(drawn.data, "year")]
    np.testing.assert_allclose(tops, now.region(region)["retired_silver_t"], rtol=1e-9, atol=1e-9)
    assert not rows(drawn.data, "baseline")
    assert [row["year"] for row in rows(drawn.data, "last")] == [2025.0]
    moved = recovery_retired.draw(words, notes, "t", baseline=2 * values, **given_)
    np.testing.assert_allclose([row["top"] for row in rows(moved.data, "baseline")], 2 * total)
    assert moved.specification is drawn.specification


def test_the_median_stands_where_half_is_left():
    scenario = pvsilver.Scenario(lifetime_preset="late")
    frame, facts = recovery_views.survival(scenario), recovery_views.survival_facts(scenario)
    lines = [
        recovery_survival.Line(
            key, key, part["age_years"].to_numpy(), 100 * part["in_service_share"].to_numpy()
        )
        for key, (_, part) in zip(("old", "new"), frame.groupby("vintage"), strict=True)
    ]
    medians = [
        recovery_survival.Median(key, age, "")
        for key, age in zip(("old", "new"), facts["median_years"], strict=True)
    ]
    words = recovery_survival.Words("title", "age", "share")
    data = recovery_survival.draw(words, "alt", lines, medians).data
    for line, kind in zip(lines, ("earlier", "median"), strict=True):
        (mark,) = rows(data, kind)
        assert np.interp(mark["age"], line.ages, line.share_pct) == pytest.approx(mark["share"]) == 50.0
    assert not recovery_survival.alike(*lines)


def test_a_vintage_that_outlasts_sixty_years_has_no_median_mark():
    line = recovery_survival.Line("new", "new", np.arange(61.0), np.full(61, 80.0))
    data = recovery_survival.table([line], [recovery_survival.Median("new", float("nan"), "")])
    assert not rows(data, "median")
    assert rows(data, "name")[0]["share"] == 80.0


def test_a_name_without_room_beside_its_line_stands_at_the_edge():
    ages = np.arange(61.0)
    lines = [recovery_survival.Line(key, key, ages, 100.0 * (ages < age)) for key, age in
             (("baseline", 30.0), ("old", 32.0), ("new", 34.0))]  # fmt: skip
    data = recovery_survival.table(lines, [])
    (name,) = rows(data, "corner")
    assert name["label"].endswith("old")
    assert name["age"] == 60.0


def test_a_bar_reaches_from_the_low_to_the_high_end_whichever_is_left():
    bars = [recovery_drivers.Bar("one", "a – b", 300.0, 100.0, "", True)]
    words = recovery_drivers.Words("title", "lever", "low", "high", "baseline")
    drawn = recovery_drivers.table(words, bars, 200.0, 200.0)
    (bar,) = rows(drawn, "bar")
    assert (bar["left"], bar["right"], bar["low"], bar["high"]) == (100.0, 300.0, 300.0, 100.0)
    assert not rows(drawn, "baseline")
    (was,) = rows(recovery_drivers.table(words, bars, 200.0, 150.0), "baseline")
    assert (was["before"], was["name"]) == (150.0, "baseline")


def test_quoted_points_stand_at_their_year_and_capacity():
    years = np.arange(2015, 2051)
    factors = {"regular": 1.0, "early": 2.0, "late": 0.1, "own": 1.0, "before": 1.0}
    lines = {name: np.geomspace(1.0, 1000.0, len(years)) * factor for name, factor in factors.items()}
    claims = [
        recovery_claims.Claim("a", 2030, 18.0, "18", ""),
        recovery_claims.Claim("b", 2040, 250.0, "", ""),
    ]
    words = recovery_claims.Words(
        "t", "s", "a", "y", "own", "w", "c", "o", ("regular", "early", "late"), "baseline"
    )
    data = recovery_claims.draw(words, years, lines, claims).data
    assert [(row["year"], row["gw"]) for row in rows(data, "claim")] == [(2030.0, 18.0)]
    assert [(row["year"], row["gw"]) for row in rows(data, "other")] == [(2040.0, 250.0)]
    ends = {row["label"]: row["slot"] for row in rows(data, "end")}
    assert ends == {"regular": theme.ACCENT, "early": theme.MUTED, "late": theme.MUTED}
    assert not rows(data, "before")
    # The scenario leaves for early loss: the baseline is still the line of regular loss, which says so.
    early = recovery_claims.draw(words, years, lines | {"own": lines["early"]}, claims).data
    assert not rows(early, "before")
    names = {row["label"]: row["slot"] for row in rows(early, "end")}
    assert names == {"regular · baseline": theme.MUTED, "early": theme.ACCENT, "late": theme.MUTED}
    # More is installed: the baseline is none of the lines that are drawn now.
    apart = recovery_claims.draw(words, years, lines | {"before": 0.5 * lines["own"]}, claims).data
    line = {row["year"]: row["gw"] for row in rows(apart, "before")}
    assert line[2050.0] == pytest.approx(500.0)
    assert "baseline" in {row["label"] for row in rows(apart, "end")}


@pytest.mark.parametrize("year", [2030, 2045])
def test_the_river_marks_how_far_the_baselines_silver_would_reach(year):
    now, before = flows_of(1, year), flows_of(0, year)
    found = river_layout.layout(now, before)
    depth = {node: (river_layout.size(river_layout.without_scrap_node(before), node)) * found.scale
             for node in ("collected", "silver_line", "recovered")}  # fmt: skip
    marks = {mark.node: mark.y - found.top for mark in found.marks}
    # The low path collects less than the central one, so that each of these lies short of its mark.
    bars = {bar.node: bar.bottom - bar.top for bar in found.bars}
    for node, expected in depth.items():
        if expected - bars[node] > river_layout.LEAST_MARKED:
            assert marks[node] == pytest.approx(expected)
    assert marks
    assert all(mark.y <= 1.0 for mark in found.marks)
    heads = ("Flow", "Silver")
    drawn = recovery_river.draw("2045", "", heads, now, NAMES, "{:.1f} t".format, before, "baseline")
    listed = {row["part"] for row in rows(drawn.data, "list_mark")}
    assert set(marks) <= listed | {"bought", "cells"}
    assert drawn.specification["title"]["text"][1].endswith("baseline")
    same = recovery_river.draw("2045", "", heads, now, NAMES, "{:.1f} t".format, now, "baseline")
    assert not rows(same.data, "mark")
    assert not rows(same.data, "list_mark")
    assert same.specification["title"]["text"] == "2045"


def test_names_of_survival_lines_are_not_run_through_by_the_others():
    scenarios = {"new": "early", "baseline": "regular"}
    lines = []
    for key, preset in scenarios.items():
        frame = recovery_views.survival(pvsilver.Scenario(lifetime_preset=preset))
        part = frame[frame["vintage"] == 2025]
        lines.append(recovery_survival.Line(key, key, part["age_years"].to_numpy(),
                                            100 * part["in_service_share"].to_numpy()))  # fmt: skip
    data = recovery_survival.table(lines, [])
    for line, other in (lines, lines[::-1]):
        (name,) = [
            row for kind in ("name", "name_before") for row in rows(data, kind) if row["label"] == line.name
        ]
        side = 1 if name["kind"] == "name" else -1
        ages = name["age"] + side * np.linspace(0.0, 10.0, 21)
        assert np.abs(np.interp(ages, other.ages, other.share_pct) - name["share"]).min() > 4.0
