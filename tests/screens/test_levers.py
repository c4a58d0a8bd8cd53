"""A lever moves the world; the way back is never lost."""

import pytest

import pvsilver
from pvsilver import catalogue


def test_a_slider_moves_the_headline_to_what_project_says(visit):
    opened = visit("outlook").slide("installations_factor", 1.2)
    annual = pvsilver.project(pvsilver.Scenario(installations_factor=1.2)).annual
    expected = float(annual.loc[annual["year"] == 2030, "net_silver_t"].iloc[0])
    assert opened.headline("net_silver_t")[0] == pytest.approx(expected, rel=5e-4)


def test_slider_and_number_box_show_the_same_value(visit):
    opened = visit("outlook").slide("installations_factor", 1.2)
    assert opened.app.number_input("number_installations_factor").value == 1.2
    opened.type("installations_factor", 0.9)
    assert opened.app.slider("lever_installations_factor").value == 0.9
    assert opened.scenario["installations_factor"] == 0.9


def test_a_choice_moves_the_headline(visit):
    opened = visit("outlook")
    before = opened.headline("net_silver_t")[0]
    assert opened.choose("lever_thrift_path", "slow").headline("net_silver_t")[0] > before


def test_a_change_against_the_baseline_has_its_sign(visit):
    opened = visit("outlook").slide("installations_factor", 0.8)
    delta = next(m for m in opened.app.metric if m.label == "Net silver demand").delta
    assert delta.startswith("\N{MINUS SIGN}")
    assert delta.endswith(" t")


def test_undo_takes_back_one_step_and_reset_all(visit):
    opened = visit("outlook").slide("installations_factor", 1.2).slide("thrift_bend", 0.5)
    assert opened.click("undo").scenario == pvsilver.Scenario(installations_factor=1.2)
    assert opened.click("reset").scenario == pvsilver.Scenario()
    assert opened.click("undo").scenario == pvsilver.Scenario(installations_factor=1.2)


def test_undo_remembers_ten_steps(visit):
    opened = visit("outlook")
    for step in range(1, 13):
        opened.slide("installations_factor", 1 + step / 100)
    for _ in range(10):
        opened.click("undo")
    assert opened.scenario["installations_factor"] == 1.02
    assert opened.app.button("undo").disabled


def test_a_pinned_baseline_is_what_figures_are_compared_with(visit):
    opened = visit("outlook").slide("installations_factor", 1.2).click("pin_baseline")
    assert next(m for m in opened.app.metric if m.label == "Net silver demand").delta == "±0"
    assert opened.app.session_state["face"].baseline == pvsilver.Scenario(installations_factor=1.2)


def test_the_reset_arrow_of_a_lever_restores_its_default_alone(visit):
    opened = visit("outlook", installations_factor="1.2", thrift_bend="0.5")
    opened.click("restore_installations_factor")
    assert opened.scenario == pvsilver.Scenario(thrift_bend=0.5)
    assert "restore_installations_factor" not in {button.key for button in opened.app.button}


def test_a_named_scenario_sets_all_its_values(visit):
    assert visit("outlook").choose("scenario", "slow_thrift").scenario == pvsilver.Scenario.preset(
        "slow_thrift"
    )


def test_an_example_world_is_one_click_away(visit):
    assert visit().click("example_terawatt_rush").scenario == pvsilver.Scenario.preset("terawatt_rush")


def test_the_scenario_is_one_for_all_pages(visit):
    opened = visit("outlook").slide("installations_factor", 1.2).open("evidence")
    assert opened.scenario["installations_factor"] == 1.2
    assert opened.query["installations_factor"] == "1.2"
    assert opened.open("").scenario["installations_factor"] == 1.2


def test_each_visible_parameter_of_the_outlook_has_a_lever(visit):
    opened = visit("outlook")
    keys = {
        element.key for kind in ("slider", "selectbox", "number_input") for element in opened.app.get(kind)
    }
    for parameter in catalogue.load().values():
        if (parameter.page, parameter.prominence) == ("outlook", "visible"):
            assert f"lever_{parameter.id}" in keys
            assert f"number_{parameter.id}" in keys or parameter.type == "choice"


def test_a_lever_says_its_default_range_source_and_grade(visit):
    captions = [caption.value for caption in visit("outlook").app.caption]
    assert any("default 1.00 · range 0.80–1.25" in text and "C judgement" in text for text in captions)


@pytest.mark.parametrize("page", ["", "cell", "outlook", "recovery", "market", "evidence"])
def test_a_browser_that_starts_from_a_widgets_default_starts_from_the_scenario(visit, page):
    """A run that is overtaken may never be drawn, and a default would then be taken for a choice."""
    opened = visit(page, cell_technology="hjt", cell_year="2030", thrift_path="slow", recovery_path="high",
                   installations_factor="1.2", survey_vintage="WSS2025", front_finger_width_um="15",
                   leco="on")  # fmt: skip
    for box in opened.app.selectbox:
        assert box.proto.HasField("default") == (box.value is not None)
        assert box.value is None or box.index == box.proto.default
    for kind in ("number_input", "slider", "toggle"):
        for widget in opened.app.get(kind):
            default = widget.proto.default
            assert widget.value in (None, default) or [widget.value] == list(default)
            assert kind != "number_input" or widget.proto.HasField("default") == (widget.value is not None)
