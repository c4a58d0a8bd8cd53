"""Somebody looks for old silver in a browser: the river of a year, on a wide and on a narrow screen."""

import pytest

import pvsilver
from pvsilver import words

pytestmark = pytest.mark.browser


def recovered(year, **values):
    annual = pvsilver.project(pvsilver.Scenario(**values)).annual
    return float(annual.loc[annual["year"] == year, "recovered_silver_t"].iloc[0])


def texts(page, key):
    drawing = page.at(key).locator("[role=graphics-document]")
    drawing.wait_for()
    return drawing.get_attribute("aria-label") or ""


def test_collection_moves_what_is_recovered_and_the_river_follows(window):
    page = window().open("/recovery?v=1&headline_year=2040")
    assert page.number("recovered_silver_t") == pytest.approx(recovered(2040), rel=5e-4)
    before, river = page.value_text("recovered_silver_t"), texts(page, "chart_river")
    box = page.at("number_collection_share_factor").locator("input")
    box.fill("1.20")
    box.press("Enter")
    expected = recovered(2040, collection_share_factor=1.2)
    assert page.until("recovered_silver_t", before) == pytest.approx(expected, rel=5e-4)
    page.settle()
    assert f"{expected:.1f} t recovered" in texts(page, "chart_river") != river


def test_another_year_of_the_river_reaches_its_table_too(window):
    page = window().open("/recovery")
    page.page.get_by_role("tab", name=words.text("recovery.tab.river", "en")).click()
    title = words.text("chart.river.title", "en", year=2040)
    page.page.locator('[data-testid="stTabs"]').get_by_text(title).wait_for()
    page.at("river_year").get_by_role("slider").press("ArrowRight")
    title = words.text("chart.river.title", "en", year=2041)
    page.page.locator('[data-testid="stTabs"]').get_by_text(title).wait_for()
    page.settle()
    assert "2041" in texts(page, "chart_river")
