"""The header of every page: files of what is on screen; a phone's way to the levers."""

import pytest

import pvsilver

pytestmark = pytest.mark.browser


def taken_away(page, button, path):
    with page.page.expect_download() as download:
        button.click()
    download.value.save_as(path)
    return pvsilver.Scenario.from_file(path)


def typed(page, id, value):
    box = page.at(f"number_{id}").locator("input")
    box.fill(str(value))
    box.press("Enter")
    page.page.wait_for_url(f"**{id}={value}**")
    page.settle()


def test_files_hold_the_scenario_on_screen_also_after_levers_moved(window, tmp_path):
    page = window(height=1800).open("/outlook")
    typed(page, "installations_factor", 1.2)
    typed(page, "mg_per_w_factor", 0.9)
    expected = pvsilver.Scenario(installations_factor=1.2, mg_per_w_factor=0.9)
    panel = page.at("export_json").locator("button")
    assert taken_away(page, panel, tmp_path / "panel.json") == expected
    page.at("export").locator("button").click()
    header = page.at("header_export_json").locator("button")
    header.wait_for()
    assert taken_away(page, header, tmp_path / "header.json") == expected


@pytest.mark.parametrize("place", ["/cell", "/evidence"])
def test_pages_without_a_panel_give_files_too(window, tmp_path, place):
    page = window().open(f"{place}?v=1&installations_factor=1.2")
    page.at("export").locator("button").click()
    button = page.at("header_export_json").locator("button")
    button.wait_for()
    found = taken_away(page, button, tmp_path / "page.json")
    assert found == pvsilver.Scenario(installations_factor=1.2)


def test_a_phone_opens_its_levers_by_a_button_that_counts_them(window):
    page = window(width=375, height=800).open("/market?v=1&lang=zh")
    button = page.at("show_levers").locator("button")
    button.wait_for()
    assert page.page.locator('[data-testid="stSidebar"][data-collapsed="true"]').count() == 1
    assert any(digit.isdigit() for digit in button.inner_text())
    button.click()
    page.page.locator('[data-testid="stSidebar"][data-collapsed="false"]').wait_for()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_header_is_one_line_on_a_laptop_when_inputs_differ(window, lang):
    page = window().open(f"/?v=1&lang={lang}&thrift_bend=-0.5&installations_factor=1.2")
    assert page.at("header").bounding_box()["height"] < 50
