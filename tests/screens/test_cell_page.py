"""The page of the cell says what `evaluate` says, in both languages, and keeps the last good cell."""

import pytest

import pvsilver
from pvsilver import words
from pvsilver.cell.design import CellDesign, break_even, evaluate, from_scenario
from pvsilver.cell.tradeoff import best_finger_count
from pvsilver.scenario import Scenario

HEADLINES = {
    "silver_mg_per_cell": "mg/cell",
    "silver_mg_per_w": "mg/W",
    "paste_mg_per_w": "mg/W",
    "efficiency_pct": "%",
    "silver_cny_per_w": "CNY/W",
    "silver_cny_per_cell": "CNY/cell",
}
TABS = ("tradeoff", "fingers", "reliability", "compare", "world")
CELLS = [
    {},
    {"cell_technology": "hjt", "rear_agcu_powder_silver_wt_pct": "15"},
    {"cell_technology": "xbc", "cell_year": "2030"},
    {"cell_technology": "perc", "front_finger_width_um": "18"},
    {"cell_technology": "topcon", "cell_year": "2030"},
]


def evaluated(values):
    return evaluate(from_scenario(Scenario(**values)))


def open_tab(opened, tab, group="cell"):
    opened.app.session_state[f"tab_{group}"] = tab
    return opened.run()


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("values", CELLS)
def test_every_technology_opens_in_both_languages(visit, values, lang):
    opened = visit("cell", lang=lang, **values)
    assert [title.value for title in opened.app.title] == [words.text("cell.title", lang)]
    assert not opened.app.error


@pytest.mark.parametrize("values", CELLS)
@pytest.mark.parametrize(("result", "unit"), HEADLINES.items())
def test_a_headline_is_what_the_cell_evaluates_to(visit, result, unit, values):
    number, text = visit("cell", **values).headline(result)
    assert number == pytest.approx(getattr(evaluated(values), result), rel=5e-4)
    assert text.endswith(f" {unit}")


def test_units_turn_milligrams_a_watt_into_kilograms_a_gigawatt(visit):
    number, text = visit("cell", units="kg/GW").headline("silver_mg_per_w")
    assert number == pytest.approx(1000 * evaluated({}).silver_mg_per_w, rel=5e-4)
    assert text.endswith("kg/GW")


@pytest.mark.parametrize("way", ["slide", "type"])
def test_a_narrower_finger_means_less_silver(visit, way):
    opened = visit("cell")
    getattr(opened, way)("front_finger_width_um", 15.0)
    assert opened.scenario["front_finger_width_um"] == 15.0
    number, _ = opened.headline("silver_mg_per_w")
    assert number == pytest.approx(evaluated({"front_finger_width_um": 15}).silver_mg_per_w, rel=5e-4)
    assert opened.query["front_finger_width_um"] == "15"


def test_a_lever_shows_the_value_of_the_preset_until_it_is_set_and_goes_back_to_it(visit):
    opened = visit("cell", cell_technology="perc", cell_year="2023")
    preset = CellDesign.preset("perc", 2023).values["front_finger_width_um"]
    assert opened.app.slider("lever_front_finger_width_um").value == preset
    assert opened.scenario["front_finger_width_um"] is None
    opened.slide("front_finger_width_um", 22.0).click("restore_front_finger_width_um")
    assert opened.scenario["front_finger_width_um"] is None
    assert opened.app.number_input("number_front_finger_width_um").value == preset


def test_a_width_beyond_the_pitch_is_said_by_its_field_and_the_last_good_cell_stays(visit):
    opened = visit("cell").type("front_finger_width_um", 15.0)
    before = opened.headline("silver_mg_per_w")
    opened.type("front_finger_width_um", 1200.0)
    assert "178 fingers leave 1.07 mm each; width must stay below" in opened.app.error[0].value
    assert len(opened.app.warning) == 1
    assert opened.headline("silver_mg_per_w") == before
    assert opened.scenario["front_finger_width_um"] == 15.0
    opened.type("front_finger_width_um", 16.0)
    assert not opened.app.error


def test_a_refusal_is_told_in_chinese_with_the_same_digits(visit):
    opened = visit("cell", lang="zh").type("front_finger_width_um", 1200.0)
    said = opened.app.error[0].value
    assert "178" in said
    assert "1.07" in said
    assert "线宽须小于" in said
    assert "正面细栅线宽：1200 不小于间距" in opened.app.warning[0].value


def test_a_cell_that_loses_its_whole_power_is_refused(visit):
    opened = visit("cell")
    before = opened.headline("efficiency_pct")
    opened.type("front_finger_count", 5)
    assert opened.headline("efficiency_pct") == before
    assert opened.app.error


def test_the_change_is_against_the_baseline_scenarios_cell(visit):
    opened = visit("cell").type("front_finger_height_um", 9.0).click("pin_baseline")
    opened.type("front_finger_height_um", 8.0)
    low, high = (evaluated({"front_finger_height_um": h}).silver_mg_per_cell for h in (8, 9))
    label = words.text("headline.silver_mg_per_cell", "en")
    metric = next(m for m in opened.app.metric if m.label == label)
    assert float(metric.delta.split()[0].replace("−", "-")) == pytest.approx(low - high, abs=0.006)


def test_another_technology_keeps_edits_that_fit_and_names_those_that_do_not(visit):
    opened = visit("cell", front_finger_width_um="15", rear_finger_width_um="25")
    opened.choose("lever_cell_technology", "xbc")
    assert opened.scenario["front_finger_width_um"] is None
    assert opened.scenario["rear_finger_width_um"] == 25
    assert "Front finger width" in opened.app.info[0].value
    opened.click("undo")
    assert opened.scenario["front_finger_width_um"] == 15


def test_break_even_is_the_models_and_empty_where_nothing_is_saved(visit):
    label = words.text("headline.break_even_usd_per_oz", "en")
    untouched = next(m for m in visit("cell").app.metric if m.label == label)
    assert untouched.value.startswith("–")
    opened = visit("cell", front_finger_width_um="14")
    new = from_scenario(Scenario(front_finger_width_um=14))
    _, _, price = break_even(new, CellDesign.preset("topcon", 2025))
    assert opened.headline("break_even_usd_per_oz")[0] == pytest.approx(price, rel=5e-4)


def test_print_steps_add_up_and_measured_columns_come_with_a_measured_weight(visit):
    plain = visit("cell").app.dataframe[0].value
    assert list(plain["print_step"])[:4] == ["rear busbar", "rear finger", "front busbar", "front finger"]
    assert plain["silver_mg"].iloc[-1] == pytest.approx(plain["silver_mg"].iloc[:-1].sum())
    assert "measured_mg" not in plain
    weighed = visit("cell", front_finger_wet_mg="60").app.dataframe[0].value
    row = weighed[weighed["print_step"] == "front finger"].iloc[0]
    assert row["measured_mg"] == 60
    assert row["paste_mg"] == pytest.approx(60)
    assert row["measured_to_computed"].startswith("▲")


def test_a_measured_weight_far_from_the_computed_one_warns(visit):
    opened = visit("cell", front_finger_wet_mg="60")
    assert "Check height basis or solids" in opened.app.warning[0].value


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("values", CELLS)
def test_every_tab_opens_for_every_technology(visit, tab, values):
    assert not open_tab(visit("cell", **values), tab).app.error


@pytest.mark.parametrize("side", ["front", "rear"])
def test_levers_of_a_side_stand_under_its_tab(visit, side):
    opened = open_tab(visit("cell"), side, "cell_side")
    opened.slide(f"{side}_finger_count", 170)
    assert opened.scenario[f"{side}_finger_count"] == 170


@pytest.mark.parametrize("group", ["paste", "measured", "wafer", "electrical", "cell_money", "front"])
def test_every_group_of_levers_opens(visit, group):
    opened = visit("cell")
    opened.app.session_state[f"more_{group}"] = True
    opened.run()
    assert len(opened.app.number_input) > 6


def test_leco_shows_what_it_sets(visit):
    opened = visit("cell")
    opened.app.toggle("lever_leco").set_value(False)
    opened.run()
    assert opened.scenario["leco"] is False
    assert opened.app.selectbox("lever_front_finger_paste").value == "agal_ht"


def test_an_own_paste_starts_from_the_paste_it_replaces(visit):
    opened = visit("cell").choose("lever_front_finger_paste", "custom")
    assert opened.scenario["front_custom_solids_pct"] == pytest.approx(90)
    assert opened.headline("paste_mg_per_w")[0] == pytest.approx(evaluated({}).paste_mg_per_w, rel=5e-3)


def test_indicators_are_told_in_words_and_never_as_a_lifetime(visit):
    opened = open_tab(visit("cell"), "reliability")
    table = opened.app.dataframe[-1].value
    assert {"● comfortable", "▲ watch"} <= set(table["state"])
    assert "not a lifetime" in opened.text


def test_kept_cells_stand_side_by_side(visit):
    opened = open_tab(visit("cell", front_finger_width_um="15"), "compare")
    opened.click("save_A").type("front_finger_width_um", 14.0).click("save_B")
    table = opened.app.dataframe[-1].value
    assert {"A", "B"} <= set(table.columns)
    widths = table[table["row"].str.startswith("Front finger width")].iloc[0]
    assert (widths["A"], widths["B"]) == ("15.0", "14.0")
    opened.click("load_A")
    assert opened.scenario["front_finger_width_um"] == 15.0


def test_the_cell_in_the_world_names_the_ratio_and_the_change_of_net_silver(visit):
    values = {"front_finger_width_um": "14"}
    opened = open_tab(visit("cell", **values), "world")
    mine = pvsilver.project(Scenario(**values)).annual
    preset = pvsilver.project(Scenario()).annual
    net = [float(frame.loc[frame["year"] == 2030, "net_silver_t"].iloc[0]) for frame in (mine, preset)]
    assert f"**{evaluated(values).silver_ratio_to_preset:.3f}**" in opened.text
    change = f"{net[0] - net[1]:+,.0f}".replace("-", "−")
    assert f"{change} t against {net[1]:,.0f} t" in opened.text
    assert opened.app.number_input("number_own_cell_ceiling_pct").value == 100


def test_an_untouched_cell_changes_nothing_in_the_world(visit):
    opened = open_tab(visit("cell"), "world")
    assert "does not change" in opened.app.info[0].value


def test_asked_backwards_the_page_finds_less_silver_for_the_power_allowed(visit):
    opened = visit("cell").click("find_silver")
    found = evaluated(opened.scenario.changed)
    assert found.silver_mg_per_w < evaluated({}).silver_mg_per_w - 1.0
    # Values snap to the steps of their levers.
    assert found.power_change_pct > -0.11
    opened.click("undo")
    assert opened.scenario == Scenario()


def test_the_best_number_of_fingers_is_one_click_away(visit):
    opened = open_tab(visit("cell"), "fingers").click("use_count_today")
    price = opened.scenario["silver_price_usd_per_oz"]
    best = best_finger_count(CellDesign.preset("topcon", 2025), "front", price)
    assert opened.scenario["front_finger_count"] == round(best)
    assert best < 178


@pytest.mark.parametrize("table", ["losses", "frontier"])
@pytest.mark.parametrize("values", CELLS)
def test_tables_behind_the_charts_open_when_asked_for(visit, table, values):
    opened = visit("cell", **values)
    before = len(opened.app.dataframe)
    opened.app.session_state[f"{table}_table"] = True
    opened.run()
    assert len(opened.app.dataframe) == before + 1


def test_a_line_without_power_left_opens_the_number_of_fingers_all_the_same(visit):
    opened = open_tab(visit("cell", front_line_resistance_ohm_per_cm="1000"), "fingers")
    assert not opened.app.exception


def test_a_cell_that_cannot_be_beside_a_bad_value_of_the_address_ends_in_words(visit):
    query = {"front_line_resistance_ohm_per_cm": "1000000", "front_finger_count": "1"}
    opened = open_tab(visit("cell", **query), "find")
    assert not opened.app.exception
