"""The first screen: one thing is moved on a cell, and the world moves."""

import pytest

import pvsilver
from pvsilver import words
from pvsilver.cell.design import evaluate, from_scenario


def row(year=2030, **values):
    annual = pvsilver.project(pvsilver.Scenario(**values)).annual
    return annual[annual["year"] == year].iloc[0]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("values", [{}, {"cell_technology": "hjt", "headline_year": "2040"}])
def test_the_strip_leads_from_one_cell_to_the_share_of_mine_output(visit, lang, values):
    opened = visit(lang=lang, **values)
    scenario = pvsilver.Scenario(**values)
    cell, world = evaluate(from_scenario(scenario)), row(scenario["headline_year"], **values)
    expected = {
        "silver_mg_per_cell": cell.silver_mg_per_cell, "silver_mg_per_w": cell.silver_mg_per_w,
        "cell_production_gw": world["cell_production_gw"], "net_silver_t": world["net_silver_t"],
        "share_of_mine_pct": world["share_of_mine_pct"],
    }  # fmt: skip
    assert len(opened.app.metric) == len(expected)
    for column, value in expected.items():
        assert opened.headline(column)[0] == pytest.approx(value, rel=5e-4)
    assert f"{cell.paste_mg_per_cell:.4g} mg" in opened.text


def test_a_narrower_finger_moves_the_cell_and_the_world(visit):
    opened = visit().slide("front_finger_width_um", 14.0)
    assert opened.headline("net_silver_t")[0] == pytest.approx(
        row(front_finger_width_um=14.0)["net_silver_t"], rel=5e-4
    )
    assert opened.headline("net_silver_t")[0] < row()["net_silver_t"]
    assert "own cell" in opened.text


def test_an_untouched_cell_changes_nothing_and_invites_to_move_a_lever(visit):
    opened = visit()
    assert "Move a lever" in opened.text
    assert {metric.delta for metric in opened.app.metric} == {"±0"}


def test_less_silver_in_the_powder_turns_a_silver_paste_into_coated_copper_and_back(visit):
    id = "front_agcu_powder_silver_wt_pct"
    opened = visit()
    assert opened.app.slider(f"lever_{id}").value == 100.0
    opened.slide(id, 35.0)
    assert opened.scenario.changed == {"front_finger_paste": "agcu30", id: 35.0}
    assert (
        opened.headline("silver_mg_per_cell")[0]
        < evaluate(from_scenario(pvsilver.Scenario())).silver_mg_per_cell
    )
    assert opened.slide(id, 100.0).scenario == pvsilver.Scenario()
    opened.slide(id, 20.0)
    assert opened.click(f"restore_{id}").scenario == pvsilver.Scenario()


def test_a_cell_of_coated_copper_shows_what_its_paste_says(visit):
    assert visit(cell_technology="hjt").app.slider("lever_front_agcu_powder_silver_wt_pct").value == 30.0


def test_the_change_is_told_with_its_greatest_cause(visit):
    opened = visit(thrift_path="slow")
    change = row(thrift_path="slow")["net_silver_t"] - row()["net_silver_t"]
    assert f"**{change:+,.0f} t**" in opened.text
    assert "the largest part is thrift" in opened.text


@pytest.mark.parametrize("measure", ["net", "bought", "contained", "paste"])
def test_the_chart_shows_the_measure_asked_for(visit, measure):
    assert visit().press("measure_demand", measure).app.segmented_control("measure_demand").value == measure


def test_silver_on_a_watt_can_be_read_on_a_cell_of_that_power(visit):
    opened = visit(units="mg/cell")
    number, text = opened.headline("silver_mg_per_w")
    assert number == pytest.approx(opened.headline("silver_mg_per_cell")[0], rel=5e-4)
    assert text.endswith("mg/cell")
    power = evaluate(from_scenario(pvsilver.Scenario())).cell_power_w
    fleet = visit("outlook", units="mg/cell").headline("silver_mg_per_w")[0]
    assert fleet == pytest.approx(row()["silver_mg_per_w"] * power, rel=5e-4)


def test_a_year_before_the_survey_and_far_ahead_open_too(visit):
    for year in ("2010", "2100"):
        assert not visit(headline_year=year, thrift_path="slow").app.exception


def test_a_cell_that_cannot_be_printed_leaves_the_last_good_one(visit):
    opened = visit().slide("front_finger_width_um", 14.0)
    before = opened.headline("silver_mg_per_cell")
    opened.app.number_input("number_front_finger_width_um").set_value(9000.0)
    opened.run()
    assert opened.headline("silver_mg_per_cell") == before
    assert opened.scenario["front_finger_width_um"] == 14.0
    assert opened.app.warning


@pytest.mark.parametrize("values", [{}, {"thrift_path": "slow", "headline_year": "2035"}])
def test_the_sentence_says_how_sure_with_the_percentiles_of_the_library(visit, values):
    scenario = pvsilver.Scenario(**values)
    found = pvsilver.simulate(scenario, names=("net_silver_t",)).percentiles.set_index("year")
    low, high = found.loc[scenario["headline_year"], ["net_silver_t_p10", "net_silver_t_p90"]] / 1000
    assert f"(P10–P90 {low:.1f}–{high:.1f} kt)" in visit(**values).text


def test_an_observed_year_has_no_band_of_a_forecast(visit):
    assert "(P10–P90" not in visit(headline_year="2024").text


def test_silver_on_the_worlds_watt_is_written_out_in_each_unit(visit):
    for units, factor in (("mg/W", 1.0), ("kg/GW", 1000.0)):
        fleet = row()["silver_mg_per_w"] * factor
        assert f"2030: {fleet:,.{3 if factor == 1.0 else 0}f}" in visit(units=units).text
