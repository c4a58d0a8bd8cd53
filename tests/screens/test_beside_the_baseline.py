"""A moved scenario beside its baseline: every tab opens, and tables and headlines say by how much they differ."""

import numpy as np
import pandas as pd
import pytest

import pvsilver
from pvsilver import words
from pvsilver.cell.design import evaluate, from_scenario
from pvsilver.screens import outlook

MOVED = {"installations_factor": "1.2", "mg_per_w_factor": "0.9", "front_finger_width_um": "14"}


def on(visit, page, tab, **query):
    opened = visit(page, **query)
    opened.app.session_state[f"tab_{page}"] = tab
    return opened.run()


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("tab", outlook.TABS)
def test_every_tab_of_outlook_opens_with_a_moved_scenario(visit, tab, lang):
    opened = on(visit, "outlook", tab, lang=lang, **MOVED)
    assert not opened.app.error


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_counted_cells_that_a_lever_scales_are_named_so_in_the_reconciliation(visit, lang):
    opened = on(visit, "outlook", "reconciliation", lang=lang, **MOVED)
    basis = f"{words.text('basis.observed', lang)} × 1.2"
    steps = opened.app.dataframe[-1].value
    assert [name for name in steps.iloc[:, 0] if name.endswith(f"({basis})")]
    assert words.text("basis.observed", lang) in set(steps["2020"])


def table(opened, *columns):
    return next(t.value for t in opened.app.dataframe if set(columns) <= set(t.value.columns))


@pytest.mark.parametrize(
    ("tab", "column"),
    [("annual", "net_silver_t"), ("why", "value_t"), ("matrix", "net_silver_t"), ("views", "own_t"),
     ("technology", "sum"), ("route", "sum"), ("intensity", "fleet_mg_per_w")],
)  # fmt: skip
def test_a_table_has_baseline_and_change_only_where_something_moved(visit, tab, column):
    moved = table(on(visit, "outlook", tab, **MOVED), column)
    np.testing.assert_allclose(
        moved[f"{column}_at_baseline"] + moved[f"{column}_change"], moved[column], rtol=5e-4, atol=0.01
    )
    assert moved[f"{column}_change"].abs().max() > 0
    still = table(on(visit, "outlook", tab), column)
    assert not [name for name in still.columns if name.endswith(("_at_baseline", "_change"))]


def test_the_reconciliation_says_baseline_and_change_of_what_moved(visit):
    steps = on(visit, "outlook", "reconciliation", **MOVED).app.dataframe[-1].value
    comparable = next(i for i, step in enumerate(steps.iloc[:, 0]) if step.startswith("= Survey-comparable"))
    now, base, change = (
        float(steps["2024"].iloc[comparable + place].replace("−", "-")) for place in range(3)
    )
    assert now == pytest.approx(base + change, abs=1.01)
    assert base == pytest.approx(net_comparable(2024), abs=0.5)
    still = on(visit, "outlook", "reconciliation").app.dataframe[-1].value
    assert len(still) == len(steps) - 2 * 3, "cells, silver on a watt and the result moved"


def net_comparable(year):
    frame = pvsilver.project(pvsilver.Scenario(), year, year).reconciliation
    return float(frame["survey_comparable_t"].iloc[0])


def metric(opened, label):
    return next(metric for metric in opened.app.metric if metric.label.startswith(label))


def test_the_score_of_the_hindcast_says_what_the_baseline_scores(visit):
    still, moved = on(visit, "evidence", "hindcast"), on(visit, "evidence", "hindcast", **MOVED)
    for label in ("Years", "Mean absolute miss", "Largest miss"):
        assert not metric(still, label).delta
    near, total = (int(metric(still, "Years").value.split()[place]) for place in (0, 2))
    assert total == 7
    assert int(metric(moved, "Years").delta.replace("−", "-")) == int(metric(moved, "Years").value[0]) - near
    miss, base = (float(metric(opened, "Mean absolute miss").value.split()[0]) for opened in (moved, still))
    assert float(metric(moved, "Mean absolute miss").delta.split()[0]) == pytest.approx(miss - base, abs=0.11)
    assert metric(still, "Largest miss").value.split(" in ")[0] in metric(moved, "Largest miss").delta


def test_published_results_say_what_the_baseline_computes_where_it_differs(visit):
    moved = on(visit, "evidence", "published", **MOVED).app.dataframe[-1].value.set_index("id")
    still = on(visit, "evidence", "published").app.dataframe[-1].value.set_index("id")
    assert "computed_at_baseline" not in still
    pd.testing.assert_series_equal(
        moved["computed_at_baseline"].sort_index(), still["computed"].sort_index(), check_names=False
    )
    assert (moved["computed"] != moved["computed_at_baseline"]).any()


@pytest.mark.parametrize("tab", ["published", "parameters", "sources"])
def test_a_long_list_shows_three_columns_on_a_phone(visit, tab):
    opened = visit("evidence")
    whole = on(visit, "evidence", tab).app.dataframe[-1].value
    opened.app.session_state["face"].narrow = True
    opened.app.session_state["tab_evidence"] = tab
    shown = opened.run().app.dataframe[-1].value
    assert len(shown.columns) == 3
    assert words.text("table.phone", "en", shown=3, count=len(whole.columns)) in opened.text


def cell_table(opened, *columns):
    return next(t.value for t in opened.app.dataframe if set(columns) <= set(t.value.columns))


def test_print_steps_stand_beside_the_baselines_and_add_up_to_the_headlines_change(visit):
    moved = cell_table(visit("cell", front_finger_width_um="14"), "print_step")
    total = moved.iloc[-1]
    now, base = (evaluate(from_scenario(pvsilver.Scenario(**values))).silver_mg_per_cell
                 for values in ({"front_finger_width_um": 14}, {}))  # fmt: skip
    assert total["silver_mg_at_baseline"] == pytest.approx(base)
    assert total["silver_mg_change"] == pytest.approx(now - base)
    assert "silver_mg_at_baseline" not in cell_table(visit("cell"), "print_step")


def test_a_step_that_only_the_baseline_prints_is_in_its_sum(visit):
    opened = visit("cell", cell_technology="hjt", cell_year="2025")
    moved = cell_table(opened, "print_step").iloc[-1]
    base = evaluate(from_scenario(pvsilver.Scenario())).silver_mg_per_cell
    assert moved["silver_mg"] - moved["silver_mg_change"] == pytest.approx(base)


def test_an_indicator_says_by_how_much_it_differs(visit):
    moved = cell_table(on(visit, "cell", "reliability", front_finger_height_um="8"), "indicator")
    reserve = moved[moved["indicator"].str.contains("0.5 %") & (moved["side"] == "front")].iloc[0]
    now, base, change = (float(reserve[f"indicator_value{end}"].replace("× ", "").replace("−", "-"))
                         for end in ("", "_at_baseline", "_change"))  # fmt: skip
    assert change == pytest.approx(now - base, abs=0.011)
    assert change < 0
    still = cell_table(on(visit, "cell", "reliability"), "indicator")
    assert "indicator_value_change" not in still


def test_losses_of_the_baseline_are_drawn_only_where_they_differ(visit):
    opened = visit("cell")
    opened.app.session_state["losses_table"] = True
    assert "loss_pct_at_baseline" not in cell_table(opened.run(), "loss")
    moved = visit("cell", front_finger_width_um="14")
    moved.app.session_state["losses_table"] = True
    rows = cell_table(moved.run(), "loss")
    np.testing.assert_allclose(rows["loss_pct_at_baseline"] + rows["loss_pct_change"], rows["loss_pct"])


def test_a_compared_cell_says_its_difference_to_the_baseline(visit):
    shown = cell_table(on(visit, "cell", "compare", front_finger_width_um="14"), "row").set_index("row")
    row = shown.loc["Silver on a cell, mg/cell"]
    value, change = (float(part.strip("()").replace("−", "-")) for part in row["Now"].split())
    assert change == pytest.approx(value - float(row["Baseline"]), abs=0.011)


@pytest.mark.parametrize("tab", ["reliability", "compare"])
def test_tables_of_the_cell_show_three_columns_on_a_phone(visit, tab):
    opened = visit("cell", front_finger_width_um="14")
    opened.app.session_state["face"].narrow = True
    opened.app.session_state["tab_cell"] = tab
    assert all(len(table.value.columns) == 3 for table in opened.run().app.dataframe)


@pytest.mark.parametrize("tab", ["technology", "route", "intensity", "why", "matrix", "views", "annual",
                                 "reconciliation", "compare"])  # fmt: skip
def test_every_table_of_outlook_that_is_only_read_has_three_columns_on_a_phone(visit, tab):
    opened = visit("outlook", **MOVED)
    opened.app.session_state["face"].narrow = True
    opened.app.session_state["tab_outlook"] = tab
    assert {len(table.value.columns) for table in opened.run().app.dataframe} == {3}
    assert opened.app.get("download_button")


def test_a_phone_shows_headlines_chart_and_change_before_anything_else(visit):
    opened = visit("outlook", **MOVED)
    opened.app.session_state["face"].narrow = True
    opened.run()
    first = [metric.label for metric in opened.app.metric][:2]
    assert first == [
        words.text(f"headline.{column}", "en") for column in ("net_silver_t", "share_of_mine_pct")
    ]
    assert len(opened.app.metric) % 2 == 0, "two a row"
    assert "against the baseline." in opened.text
