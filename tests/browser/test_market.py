"""Somebody asks in a browser what silver costs and when copper pays: a price has its day, a link shows the same."""

import datetime

import pytest

import pvsilver
from pvsilver import money, words

pytestmark = pytest.mark.browser

CHARTS = ("balance", "cost", "break_even")


def drawn(page, name):
    """What a chart says of itself, once it is drawn with at least one mark."""
    drawing = page.at(f"chart_{name}").locator("[role=graphics-document]")
    drawing.wait_for()
    assert page.at(f"chart_{name}").locator("svg path, canvas").count() > 0
    return drawing.get_attribute("aria-label") or ""


def quiet(page):
    assert page.page.locator('[data-testid="stException"]').count() == 0
    assert not page.errors


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_page_opens_with_its_charts_and_says_how_old_the_price_is(window, lang):
    page = window().open(f"/market?v=1&lang={lang}")
    assert page.page.locator("h1").inner_text() == words.text("market.title", lang)
    for name in CHARTS:
        assert drawn(page, name)
    assert "2026-02-11" in page.at("price_age").inner_text()
    quiet(page)


def test_a_price_of_today_is_not_old_and_moves_bill_and_parity(window):
    page = window().open("/market")
    before = page.value_text("parity_cny_per_kg")
    box = page.at("number_silver_price_usd_per_oz").locator("input")
    box.fill("100")
    box.press("Enter")
    parity = page.until("parity_cny_per_kg", before)
    assert parity == pytest.approx(float(money.parity_cny_per_kg(100.0, 6.9858)), rel=5e-4)
    row = pvsilver.project(pvsilver.Scenario(silver_price_usd_per_oz=100)).annual.set_index("year").loc[2030]
    assert page.number("silver_bill_musd") == pytest.approx(row["silver_bill_musd"], rel=5e-4)
    assert "100.0 USD/oz" in page.at("price_age").inner_text()
    today = datetime.date.today()
    page.open(f"/market?v=1&silver_price_usd_per_oz=100&silver_price_date={today}")
    assert page.at("price_age").count() == 0
    quiet(page)


def test_a_link_opened_elsewhere_shows_the_senders_day_and_shanghai_price(window):
    """Silver market note, section 3: SHFE 12,694 CNY/kg is 9.7 % below parity of 54.65 USD/oz at 7.0779."""
    page = window().open(
        "/market?v=1&silver_price_usd_per_oz=54.66&cny_per_usd=7.0779&silver_price_date=2026-03-01"
    )
    before = page.value_text("premium_pct")
    box = page.at("number_shanghai_price_cny_per_kg").locator("input")
    box.fill("12694")
    box.press("Enter")
    assert page.until("premium_pct", before) == pytest.approx(-9.7, abs=0.05)
    page.settle()
    sent = page.page.url.removeprefix(page.server)
    assert "shanghai_price_cny_per_kg=12694" in sent
    other = window().open(sent)
    assert other.value_text("premium_pct") == page.value_text("premium_pct")
    assert "2026-03-01" in other.at("price_age").inner_text()
    quiet(other)


@pytest.mark.parametrize("id", ["silver_price_usd_per_oz", "cny_per_usd"])
def test_a_price_or_rate_of_zero_is_named_and_refused(window, id):
    page = window().open(f"/market?v=1&{id}=0")
    notice = page.page.locator('[data-testid="stAlert"]').first.inner_text()
    assert words.text(f"parameter.{id}.label", "en") in notice or id in notice
    assert page.number("parity_cny_per_kg") == pytest.approx(
        float(money.parity_cny_per_kg(82.57, 6.9858)), rel=5e-4
    )
    quiet(page)
