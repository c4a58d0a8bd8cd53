"""Somebody moves a finger's width in a browser and sees milligrams, drawing and address move."""

import pytest

from pvsilver.cell.design import evaluate, from_scenario
from pvsilver.scenario import Scenario

pytestmark = pytest.mark.browser


def mg_per_w(**values):
    return evaluate(from_scenario(Scenario(**values))).silver_mg_per_w


def address_has(window, id, value):
    window.page.wait_for_function(
        "([id, value]) => new URLSearchParams(location.search).get(id) === value", arg=[id, value]
    )


def drawing(window):
    """The picture of the cross-section, as the screen has it."""
    chart = window.at("chart_section")
    chart.locator("canvas, svg").first.wait_for()
    window.page.wait_for_timeout(500)
    return chart.screenshot()


def said(window):
    """What the drawing says to those who cannot see it."""
    return window.at("chart_section").locator("[role=graphics-document]").get_attribute("aria-label")


def test_a_key_on_the_width_moves_milligrams_drawing_and_address(window):
    page = window(height=1400).open("/cell")
    assert page.number("silver_mg_per_w") == pytest.approx(mg_per_w(), rel=5e-4)
    before, picture = page.value_text("silver_mg_per_w"), drawing(page)
    slider = page.at("lever_front_finger_width_um").locator("input[type=range]")
    slider.focus()
    for width in ("17.4", "17.3", "17.2"):
        slider.press("ArrowLeft")
        address_has(page, "front_finger_width_um", width)
        page.settle()
    assert page.value_text("silver_mg_per_w") != before
    assert page.number("silver_mg_per_w") == pytest.approx(mg_per_w(front_finger_width_um=17.2), rel=5e-4)
    assert drawing(page) != picture
    assert "17.2 µm wide" in said(page)


def test_a_width_beyond_the_pitch_is_refused_beside_its_field(window):
    page = window(height=1400).open("/cell")
    before = page.value_text("silver_mg_per_w")
    box = page.at("number_front_finger_width_um").locator("input")
    box.fill("1200")
    box.press("Enter")
    refusal = page.page.locator('[data-testid="stSidebar"] [data-testid="stAlert"]')
    refusal.wait_for()
    assert "178 fingers leave 1.07 mm each" in refusal.inner_text()
    assert page.value_text("silver_mg_per_w") == before


def test_four_wet_weights_give_four_ratios(window):
    page = window(height=1400).open("/cell")
    page.page.get_by_text("Measured", exact=True).click()
    for id, mg in (("front_finger_wet_mg", "38"), ("front_busbar_wet_mg", "3"),
                   ("rear_finger_wet_mg", "34"), ("rear_busbar_wet_mg", "3")):  # fmt: skip
        box = page.at(f"number_{id}").locator("input")
        box.fill(mg)
        box.press("Enter")
        address_has(page, id, mg)
    page.settle()
    table = page.at("table_print_steps")
    for ratio in ("1.05", "1.03", "0.96"):
        table.locator(f"td:has-text('{ratio}')").first.wait_for(state="attached")
