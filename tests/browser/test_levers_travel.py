"""Five levers moved on three pages: they survive a fresh window, a reload, back and forward, and ten undos."""

from urllib.parse import urlsplit

import pytest

import pvsilver

pytestmark = pytest.mark.browser

MOVED = {
    "front_finger_width_um": 16.5,
    "installations_factor": 1.2,
    "mg_per_w_factor": 0.9,
    "collection_share_factor": 1.3,
    "headline_year": 2035,
}
WHERE = {
    "/cell": ("front_finger_width_um",),
    "/outlook": ("installations_factor", "mg_per_w_factor"),
    "/recovery": ("collection_share_factor", "headline_year"),
}


def address_has(page, id, value):
    page.page.wait_for_function(
        "([id, value]) => Number(new URLSearchParams(location.search).get(id)) === value", arg=[id, value]
    )


def typed(page, id, value):
    box = page.at(f"number_{id}").locator("input")
    box.fill(str(value))
    box.press("Enter")
    address_has(page, id, value)


def query(page):
    return urlsplit(page.page.url).query


def annual(**values):
    return pvsilver.project(pvsilver.Scenario(**values)).annual.set_index("year")


def shows(page, column, value):
    """Waits for the headline, which may be drawn after the rest of the page."""
    page.page.wait_for_function(
        "([column, value]) => { const text = document.querySelector("
        "`.st-key-headline_${column} [data-testid=stMetricValue]`)?.innerText; return text &&"
        " Math.abs(parseFloat(text.replace(/,/g, '')) / value - 1) < 5e-4 }",
        arg=[column, float(value)],
    )


def test_five_levers_moved_on_three_pages_survive_a_fresh_window_on_a_fourth(window):
    page = window(height=1400).open("/cell")
    for place, ids in WHERE.items():
        if place != "/cell":
            page.open(f"{place}?{query(page)}")
        for id in ids:
            typed(page, id, MOVED[id])
    sent = query(page)
    expected = pvsilver.Scenario(**MOVED)
    assert pvsilver.Scenario.from_link(page.page.url) == expected

    fresh = window().open(f"/market?{sent}")
    year = annual(**MOVED).loc[2035]
    shows(fresh, "share_of_mine_pct", year["share_of_mine_pct"])
    assert expected.hash in fresh.at("footer").inner_text()
    assert pvsilver.Scenario.from_link(fresh.page.url) == expected
    fresh.page.reload()
    fresh.settle()
    shows(fresh, "share_of_mine_pct", year["share_of_mine_pct"])
    assert expected.hash in fresh.at("footer").inner_text()
    for place, ids in WHERE.items():
        fresh.open(f"{place}?{sent}")
        for id in ids:
            assert float(fresh.at(f"number_{id}").locator("input").input_value()) == MOVED[id]


def test_back_and_forward_lead_through_the_levers_moved(window):
    page = window().open("/outlook")
    shows(page, "net_silver_t", annual().loc[2030, "net_silver_t"])
    typed(page, "mg_per_w_factor", 0.9)
    moved = annual(mg_per_w_factor=0.9).loc[2030, "net_silver_t"]
    shows(page, "net_silver_t", moved)
    page.page.go_back()
    shows(page, "net_silver_t", annual().loc[2030, "net_silver_t"])
    page.page.go_forward()
    shows(page, "net_silver_t", moved)


def test_a_link_with_a_pinned_baseline_shows_the_change_against_it(window):
    page = window().open("/outlook?v=1&installations_factor=1.2&pin.installations_factor=1.1")
    after = annual(installations_factor=1.2).loc[2030, "net_silver_t"]
    change = after - annual(installations_factor=1.1).loc[2030, "net_silver_t"]
    shows(page, "net_silver_t", after)
    delta = page.at("headline_net_silver_t").locator('[data-testid="stMetricDelta"]').inner_text()
    number = float(delta.split()[0].replace(",", "").replace("\N{MINUS SIGN}", "-"))
    assert number == pytest.approx(change, rel=5e-3)


def test_ten_steps_can_be_undone_and_redone(window):
    page = window().open("/outlook")
    steps = [round(1 + 0.01 * step, 2) for step in range(11)]
    nets = {value: annual(installations_factor=value).loc[2030, "net_silver_t"] for value in steps}
    slider = page.at("lever_installations_factor").locator("input[type=range]")
    slider.focus()
    for value in steps[1:]:
        slider.press("ArrowRight")
        address_has(page, "installations_factor", value)
        shows(page, "net_silver_t", nets[value])
        page.settle()
    for value in reversed(steps[:-1]):
        page.at("undo").locator("button").click()
        shows(page, "net_silver_t", nets[value])
        page.settle()
    for value in steps[1:]:
        page.at("redo").locator("button").click()
        shows(page, "net_silver_t", nets[value])
        page.settle()
