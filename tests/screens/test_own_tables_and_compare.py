"""Own tables and kept scenarios on the outlook."""

import pytest

import pvsilver
from pvsilver import words
from pvsilver.exchange import own_table
from pvsilver.studies import compare

MIX = own_table.layout("market_share")


def on(visit, tab, **query):
    opened = visit("outlook", **query)
    opened.app.session_state["tab_outlook"] = tab
    return opened.run()


def draft(opened, id):
    return opened.app.session_state[f"draft_{id}"]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("id", ["market_share", "installations_gw"])
def test_the_grid_opens_with_the_path_in_force(visit, lang, id):
    opened = on(visit, "own", lang=lang)
    opened.press("own_which", id)
    assert draft(opened, id).rows == own_table.anchors(id, pvsilver.Scenario())
    assert opened.scenario[id] is None


def test_a_table_taken_into_use_is_the_scenarios_and_can_be_undone(visit):
    opened = on(visit, "own")
    opened.click("use_market_share")
    rows = own_table.anchors("market_share", pvsilver.Scenario())
    assert opened.scenario["market_share"] == own_table.value(MIX, rows)
    assert opened.click("undo").scenario["market_share"] is None
    assert opened.click("redo").click("back_market_share").scenario["market_share"] is None


def test_a_row_that_misses_a_hundred_is_named_until_it_is_scaled(visit):
    opened = on(visit, "own")
    rows = [dict(row) for row in draft(opened, "market_share").rows]
    rows[1]["topcon"] += 10.0
    draft(opened, "market_share").rows = rows
    opened.click("use_market_share")
    assert opened.scenario["market_share"] is None
    assert "Row 2: shares sum to 110" in opened.app.error[0].value
    opened.click("scale_to_100")
    assert not opened.app.error
    own = opened.scenario["market_share"]
    assert sum(series["2030"] for series in own.values()) == pytest.approx(1.0, abs=1e-9)


def test_a_file_of_installations_moves_the_headline(visit):
    opened = on(visit, "own").press("own_which", "installations_gw")
    opened.app.file_uploader("upload_installations_gw_0").set_value(
        ("own.csv", b"year,gw\n2030,900\n2040,1200\n", "text/csv")
    )
    opened.run()
    assert opened.scenario["installations_gw"] == {"2030": 900.0, "2040": 1200.0}
    annual = pvsilver.project(pvsilver.Scenario(installations_gw={2030: 900, 2040: 1200})).annual
    expected = float(annual.loc[annual["year"] == 2030, "net_silver_t"].iloc[0])
    assert opened.headline("net_silver_t")[0] == pytest.approx(expected, rel=5e-4)


def test_a_damaged_file_costs_nothing_and_says_row_column_and_cure(visit):
    opened = on(visit, "own").press("own_which", "installations_gw")
    opened.app.file_uploader("upload_installations_gw_0").set_value(
        ("own.csv", b"year,gw\n2030,many\n", "text/csv")
    )
    opened.run()
    assert opened.scenario == pvsilver.Scenario()
    assert "Row 1, Additions, GW: “many” is not a number" in opened.app.error[0].value


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_kept_scenarios_stand_beside_baseline_and_screen(visit, lang):
    opened = on(visit, "compare", lang=lang)
    opened.slide("thrift_bend", 0.5).click("keep_A").choose("lever_thrift_path", "slow").click("keep_B")
    inputs, results = (table.value for table in opened.app.dataframe)
    assert list(inputs.columns)[1:] == list(results.columns)[1:]
    assert list(results.columns)[3:] == ["A", "B"]
    assert len(inputs) == 2
    expected = compare.results(
        {"x": pvsilver.Scenario(), "A": pvsilver.Scenario(thrift_bend=0.5)}, [2030], ["net_silver_t"]
    )
    said = f"{expected['A'].iloc[0]:,.0f} ({expected['A_less_x'].iloc[0]:+,.0f})"
    assert results["A"].iloc[0] == said.replace("-", "−")
    assert opened.click("bring_A").scenario == pvsilver.Scenario(thrift_bend=0.5)


def test_scenarios_that_are_the_same_have_no_inputs_to_tell(visit):
    opened = on(visit, "compare")
    assert len(opened.app.dataframe) == 1
    assert "all of them have the same inputs" in opened.text
