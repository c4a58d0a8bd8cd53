"""Asking backwards on a page: the answer lands in its lever."""

import pytest

import pvsilver
from pvsilver import words


def opened_tab(visit, page, **query):
    opened = visit(page, **query)
    opened.app.session_state[f"tab_{page}"] = "find"
    return opened.run()


def fill(opened, page, column, value, parameter=None):
    if parameter is not None:
        opened.choose(f"find_parameter_{page}", parameter)
    opened.choose(f"find_column_{page}", column)
    opened.app.number_input(f"find_value_{page}_{column}").set_value(value)
    opened.run()
    return opened.click("find_ask")


def test_the_world_answers_as_solve_does_and_the_value_lands_in_the_lever(visit):
    opened = fill(opened_tab(visit, "outlook", headline_year="2035"), "outlook", "net_silver_t", 4000.0,
                  "installations_factor")  # fmt: skip
    found = pvsilver.solve(pvsilver.Scenario(), "installations_factor", "net_silver_t@2035=4000")
    assert f"{found.achieved:,.0f}" in opened.app.success[0].value
    opened.click("find_apply")
    assert opened.scenario["installations_factor"] == found.value
    assert opened.query["installations_factor"] == f"{found.value:g}"
    opened.click("undo")
    assert opened.scenario["installations_factor"] == 1.0


def test_out_of_reach_is_said_and_the_nearest_offered(visit):
    opened = fill(opened_tab(visit, "outlook"), "outlook", "net_silver_t", 1e6)
    assert not opened.app.success
    assert any("nearest" in warning.value for warning in opened.app.warning)
    opened.click("find_apply")
    assert opened.scenario["mg_per_w_factor"] == 3.0


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_cell_answers_in_its_own_units(visit, lang):
    opened = fill(opened_tab(visit, "cell", lang=lang), "cell", "silver_mg_per_w", 7.5)
    found = pvsilver.solve(pvsilver.Scenario(), "front_finger_width_um", "silver_mg_per_w=7.5")
    assert f"{found.value:.1f}" in opened.app.success[0].value
    opened.click("find_apply")
    assert opened.scenario["front_finger_width_um"] == found.value


def test_an_answer_of_another_scenario_is_not_shown(visit):
    opened = fill(opened_tab(visit, "outlook"), "outlook", "net_silver_t", 3000.0)
    assert opened.app.success
    opened.slide("installations_factor", 1.1)
    assert not opened.app.success
