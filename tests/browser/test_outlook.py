"""Somebody moves a lever in a browser and sees the world move."""

import csv

import pytest

import pvsilver

pytestmark = pytest.mark.browser

YEAR = 2030


def net(**values):
    annual = pvsilver.project(pvsilver.Scenario(**values)).annual
    return float(annual.loc[annual["year"] == YEAR, "net_silver_t"].iloc[0])


def exceptions(window):
    return window.page.locator('[data-testid="stException"]').count()


def test_a_key_on_the_slider_moves_the_headline_to_what_project_says(window):
    page = window().open("/outlook")
    assert page.number("net_silver_t") == pytest.approx(net(), rel=5e-4)
    before = page.value_text("net_silver_t")
    slider = page.at("lever_installations_factor").locator("input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    assert page.until("net_silver_t", before) == pytest.approx(net(installations_factor=1.01), rel=5e-4)
    assert "+" in page.headline("net_silver_t")
    assert exceptions(page) == 0


def test_a_number_typed_moves_slider_headline_and_address(window):
    page = window().open("/outlook")
    before = page.value_text("net_silver_t")
    box = page.at("number_mg_per_w_factor").locator("input")
    box.fill("1.20")
    box.press("Enter")
    assert page.until("net_silver_t", before) == pytest.approx(net(mg_per_w_factor=1.2), rel=5e-4)
    page.settle()
    assert page.at("lever_mg_per_w_factor").locator("input[type=range]").input_value() == "1.2"
    page.page.wait_for_url("**mg_per_w_factor=1.2**")


def test_an_address_opens_what_the_sender_saw(window):
    page = window().open("/outlook?v=1&thrift_path=slow&route_path=silver_stays")
    expected = net(thrift_path="slow", route_path="silver_stays")
    assert page.number("net_silver_t") == pytest.approx(expected, rel=5e-4)


def test_the_scenario_goes_along_from_page_to_page(window):
    page = window().open("/outlook?v=1&installations_factor=1.2")
    page.page.get_by_role("link", name="Evidence").first.click()
    page.page.wait_for_url("**/evidence?**installations_factor=1.2**")
    page.page.get_by_role("link", name="Chain").first.click()
    page.page.wait_for_url("**/?**installations_factor=1.2**")
    page.settle()
    assert page.number("net_silver_t") == pytest.approx(net(installations_factor=1.2), rel=5e-4)


def test_back_and_reload_bring_the_scenario_back(window):
    page = window().open("/outlook")
    first = page.value_text("net_silver_t")
    slider = page.at("lever_installations_factor").locator("input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    moved = page.until("net_silver_t", first)
    page.page.wait_for_url("**installations_factor=1.01**")
    page.page.reload()
    page.settle()
    assert page.number("net_silver_t") == moved
    page.page.go_back()
    page.until("net_silver_t", f"{moved:,.0f} t")
    assert page.value_text("net_silver_t") == first


def test_the_language_changes_words_not_digits_and_the_document_says_so(window):
    page = window().open("/outlook")
    english = page.number("net_silver_t")
    page.at("lang").get_by_text("中文").click()
    page.page.get_by_role("heading", name="展望").wait_for()
    page.settle()
    assert page.number("net_silver_t") == english
    page.page.wait_for_function("() => document.documentElement.lang === 'zh-CN'")


def test_the_csv_holds_every_digit_of_the_projection(window, tmp_path):
    page = window().open("/outlook?v=1&thrift_path=fast")
    button = page.at("export_csv").locator("button")
    button.wait_for()
    page.settle()
    with page.page.expect_download() as download:
        button.click()
    download.value.save_as(tmp_path / "annual.csv")
    with (tmp_path / "annual.csv").open(encoding="utf-8", newline="") as file:
        rows = {int(row["year"]): row for row in csv.DictReader(file)}
    assert float(rows[YEAR]["net_silver_t"]) == pytest.approx(net(thrift_path="fast"), rel=1e-12)


def test_the_scenario_file_taken_from_the_page_gives_the_page_again(window, tmp_path):
    page = window().open("/outlook?v=1&thrift_path=fast&headline_year=2035")
    with page.page.expect_download() as download:
        page.at("export_json").locator("button").click()
    download.value.save_as(tmp_path / "scenario.json")
    read = pvsilver.Scenario.from_file(tmp_path / "scenario.json")
    assert read == pvsilver.Scenario(thrift_path="fast", headline_year=2035)
    annual = pvsilver.project(read).annual
    assert page.number("net_silver_t") == pytest.approx(
        annual.set_index("year").at[2035, "net_silver_t"], rel=5e-4
    )


def test_undo_and_redo_lead_back_and_forth(window):
    page = window().open("/outlook")
    first = page.value_text("net_silver_t")
    slider = page.at("lever_installations_factor").locator("input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    page.until("net_silver_t", first)
    moved = page.value_text("net_silver_t")
    page.at("undo").locator("button").click()
    page.until("net_silver_t", moved)
    assert page.value_text("net_silver_t") == first
    page.settle()
    page.at("redo").locator("button").click()
    page.until("net_silver_t", first)
    assert page.value_text("net_silver_t") == moved


def test_the_link_opens_the_same_scenario_in_a_new_window(window):
    page = window().open("/outlook?v=1&thrift_bend=0.5&vat_pct=10")
    page.at("copy_link").locator("button").first.click()
    link = page.page.locator('[data-testid="stPopoverBody"] code').first.inner_text()
    fresh = window()
    fresh.page.goto(link)
    fresh.settle()
    assert fresh.number("net_silver_t") == page.number("net_silver_t")
    fresh.page.wait_for_url("**thrift_bend=0.5**vat_pct=10**")


@pytest.mark.parametrize(("address", "headline"), [("/outlook", "headline_net_silver_t"), ("/", None)])
def test_the_first_screen_of_a_phone_holds_the_figure_the_chart_and_most_of_its_height(
    window, address, headline
):
    page = window(width=375, height=812).open(f"{address}?v=1&installations_factor=1.2")
    # A phone is known after one run more.
    page.page.wait_for_function(
        "() => document.querySelector('.st-key-chart_demand [role=graphics-document]')?.clientHeight <= 280"
    )
    chart = page.at("chart_demand").bounding_box()
    figure = page.at(headline) if headline else page.page.get_by_text("In this scenario photovoltaics").first
    assert figure.bounding_box()["y"] < chart["y"]
    assert chart["y"] + 0.75 * chart["height"] < 812


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_chart_has_a_name_for_those_who_cannot_see_it(window, scheme):
    page = window(scheme=scheme).open("/outlook")
    for name in ("demand", "technology"):
        drawn = page.at(f"chart_{name}").locator("[role=graphics-document]")
        drawn.wait_for()
        assert len(drawn.get_attribute("aria-label") or "") > 30
