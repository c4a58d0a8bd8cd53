"""Somebody asks in a browser what PV's silver costs, how old the price is, and from when copper pays."""

import re

import pytest

import pvsilver
from pvsilver import money, words

pytestmark = pytest.mark.browser

OWN = "/market?v=1&silver_price_usd_per_oz=60&silver_price_date={day}&shanghai_price_cny_per_kg=14000"
LINK = '[data-testid="stPopoverBody"] code'
CHARTS = ("balance", "cost", "break_even")


def share_of_mine(**values):
    annual = pvsilver.project(pvsilver.Scenario(**values)).annual
    return float(annual.loc[annual["year"] == 2030, "share_of_mine_pct"].iloc[0])


def fill(page, key, text):
    box = page.at(key).locator("input").first
    box.fill(text)
    box.press("Enter")


def no_fault(page):
    return page.page.locator('[data-testid="stException"]').count() == 0


def marks(page, name):
    """How many marks a chart has drawn, once it is drawn."""
    drawing = page.at(f"chart_{name}").locator("[role=graphics-document]")
    drawing.wait_for()
    return drawing.locator("[role=graphics-symbol]").count()


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_page_opens_with_an_old_price_named_by_its_day_and_no_chart_empty(window, lang):
    page = window().open(f"/market?v=1&lang={lang}")
    page.page.get_by_role("heading", name=words.text("market.title", lang)).wait_for()
    assert page.number("share_of_mine_pct") == pytest.approx(share_of_mine(), rel=5e-4)
    assert "2026-02-11" in page.at("price_age").inner_text()
    assert all(marks(page, name) > 0 for name in CHARTS)
    assert no_fault(page)


def test_a_price_typed_moves_parity_and_needs_a_day_until_it_has_one(window):
    page = window().open("/market")
    before = page.value_text("parity_cny_per_kg")
    fill(page, "number_silver_price_usd_per_oz", "60")
    # Whole yuan on the page; the terms are the ones printed beneath the figure.
    assert page.until("parity_cny_per_kg", before) == pytest.approx(
        float(money.parity_cny_per_kg(60.0, 6.9858)), rel=5e-4
    )
    page.settle()
    undated = words.text("market.price.undated", "en", price="60.00 USD/oz")
    assert page.at("price_age").inner_text().strip().endswith(undated)
    assert no_fault(page)


def test_a_price_of_today_is_not_called_old(window):
    page = window()
    page.open("/market")
    today = page.page.evaluate("() => new Date().toISOString().slice(0, 10)")
    page.open(OWN.format(day=today))
    page.at("headline_premium_pct").wait_for()
    assert page.at("price_age").count() == 0
    assert page.at("lever_silver_price_date").locator("input").first.input_value() == today


def test_a_permanent_link_shows_price_day_and_premium_in_a_fresh_window(window):
    sent = window().open(OWN.format(day="2026-03-01"))
    sent.at("copy_link").locator("button").first.click()
    sent.page.locator(LINK).first.wait_for()
    links = [re.sub(r"\s", "", code) for code in sent.page.locator(LINK).all_inner_texts()]
    (link,) = [each for each in links if "link=pvs1." in each]
    parity = float(money.parity_cny_per_kg(60.0, 6.9858))
    premium = 100 * (14_000 / parity - 1)
    fresh = window()
    fresh.page.goto(link)
    fresh.settle()
    for page in (sent, fresh):
        assert page.number("premium_pct") == pytest.approx(premium, abs=0.051)
        assert "2026-03-01" in page.at("price_age").inner_text()
    assert fresh.value_text("parity_cny_per_kg") == sent.value_text("parity_cny_per_kg")
    assert no_fault(fresh)


def test_another_technology_of_the_break_even_reaches_its_table_and_the_baseline_stands_beside(window):
    page = window().open("/market?v=1&mg_per_w_factor=1.2")
    page.page.get_by_role("tab", name=words.text("market.tab.break_even", "en")).click()
    tabs = page.page.locator('[data-testid="stTabs"]')
    tabs.get_by_text(words.text("technology.topcon", "en")).wait_for()
    before = page.value_text("break_even_usd_per_oz")
    page.at("break_even_technology").locator("input").click()
    page.page.get_by_role("option", name=words.text("technology.perc", "en"), exact=True).click()
    page.until("break_even_usd_per_oz", before)
    tabs.get_by_text(words.text("technology.perc", "en")).wait_for()
    # More silver on a watt makes leaving it pay sooner.
    assert "\N{MINUS SIGN}" in page.headline("break_even_usd_per_oz")
    assert no_fault(page)


@pytest.mark.parametrize("id", ["silver_price_usd_per_oz", "cny_per_usd"])
def test_a_price_or_rate_of_zero_is_refused_by_name_and_the_last_good_figures_stay(window, id):
    page = window().open("/market")
    before = page.value_text("parity_cny_per_kg")
    fill(page, f"number_{id}", "0")
    name = words.text(f"parameter.{id}.label", "en")
    alert = page.page.locator('[data-testid="stAlert"]').filter(has_text="Not used")
    alert.first.wait_for()
    assert name in alert.first.inner_text()
    page.settle()
    assert page.value_text("parity_cny_per_kg") == before
    page.open(f"/market?v=1&{id}=0")
    page.page.get_by_text(words.text("notice.address.one", "en")).first.wait_for()
    assert page.value_text("parity_cny_per_kg") == before
    assert no_fault(page)
