"""Axe, WCAG 2.2 AA, on every page in both languages, light and dark, its tabs and what opens on a click; and nothing
scrolls sideways on a phone."""

import time
from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("axe_playwright_python")

pytestmark = pytest.mark.browser

PAGES = ("/", "/cell", "/outlook", "/recovery", "/market", "/evidence")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules to which light and dark make a difference; the markup of both is one."""

GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 20, 26)"}
SETTLED_MS = 400
"""Streamlit fades colours over."""

STREAMLITS_OWN = {
    ("color-contrast", '[data-testid="stPopoverButton"][aria-expanded="true"]'): (
        "Streamlit darkens the accent for a quiet button while it is open, which on a dark ground leaves 3.7 : 1; "
        "no option of the theme sets that colour, and the button is readable before and after."
    ),
}
"""(Rule of Axe, element of Streamlit) → why no page can mend it."""

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")

RUN = """async ([include, tags]) => {
  const found = await axe.run(include ? { include } : document,
    { runOnly: tags, resultTypes: ["violations", "incomplete"] })
  const nodes = (rules) => rules.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => [id, target[0], html]))
  return [nodes(found.violations), nodes(found.incomplete.filter(({ id }) => id === "color-contrast"))]
}"""


def faults(window, *include, rules=None):
    """What Axe finds, of the whole page or of parts of it: (rule, selector, markup) of each fault."""
    if not window.page.evaluate("() => 'axe' in window"):
        window.page.evaluate(AXE)
    found, unsure = window.page.evaluate(RUN, [[[part] for part in include] or None, rules or TAGS])
    faint = window.page.evaluate(CONTRAST, [place for _, place, _ in unsure if isinstance(place, str)])
    return [*map(tuple, found), *(("contrast of a text", "", text) for text in faint)]


def ours(window, found):
    """The faults without those of Streamlit's own markup."""
    within = "([place, own]) => Boolean(document.querySelector(place)?.closest(own))"
    return [
        (rule, markup[:200])
        for rule, place, markup in found
        if not any(
            rule == known and window.page.evaluate(within, [place, own]) for known, own in STREAMLITS_OWN
        )
    ]


def paint(window, scheme):
    """The page follows the system from light to dark without a new visit."""
    window.page.emulate_media(color_scheme=scheme)
    window.page.wait_for_function(
        "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground",
        arg=GROUNDS[scheme],
    )
    window.page.wait_for_timeout(SETTLED_MS)


def drawn(window):
    """Waits until every chart that is on screen has a drawing."""
    window.page.wait_for_function(
        "() => [...document.querySelectorAll('[class*=st-key-chart_]')].filter(part => part.offsetParent)"
        ".every(part => part.querySelector('svg, canvas, table, img'))"
    )


def tabs(window):
    """Opens one tab after another; only the open one is drawn."""
    found = window.page.locator('[data-testid="stMain"] [role=tab]')
    for number in range(found.count()):
        found.nth(number).click()
        window.page.wait_for_timeout(SETTLED_MS)
        drawn(window.settle())
        yield found.nth(number).inner_text()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_axe_finds_no_fault_of_ours_on_any_page_light_or_dark(window, lang):
    visit, found = window(), {}
    for place in PAGES:
        paint(visit.open(f"{place}?v=1&lang={lang}&installations_factor=1.1"), "dark")
        drawn(visit)
        found[place, "dark"] = ours(visit, faults(visit, rules=COLOURS))
        paint(visit, "light")
        found[place, "light"] = ours(visit, faults(visit))
        for tab in tabs(visit) if lang == "en" else ():
            found[place, tab] = ours(visit, faults(visit, '[role="tabpanel"]:not([hidden])'))
    assert not {where: what for where, what in found.items() if what}


OPENED = ("differences", "copy_link", "cite", "reproduce", "export_quote")


def test_axe_finds_no_fault_of_ours_in_a_notice_and_what_opens_on_a_click(window):
    visit, found, known = window().open("/?v=1&junk=1&installations_factor=1.1"), {}, set()
    for scheme in GROUNDS:
        paint(visit, scheme)
        found["notice", scheme] = ours(visit, faults(visit, ".st-key-notice"))
        for key in OPENED:
            visit.at(key).locator("button").first.click()
            visit.page.locator('[data-testid="stPopoverBody"]').wait_for()
            visit.settle()
            visit.page.wait_for_timeout(SETTLED_MS)
            seen = faults(visit, '[data-testid="stPopoverBody"]', f".st-key-{key}")
            found[key, scheme] = ours(visit, seen)
            known |= {rule for rule, *_ in seen if not found[key, scheme]}
            visit.page.keyboard.press("Escape")
            visit.page.locator('[data-testid="stPopoverBody"]').wait_for(state="detached")
    assert not {where: what for where, what in found.items() if what}
    # What is forgiven still occurs; else it is to be forgiven no longer.
    assert known == {rule for rule, _ in STREAMLITS_OWN}


SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map(part => part.scrollWidth - part.clientWidth)"""


HOSTILE = f"junk={'y' * 80}&vat_pct=1&vat_pct=2&installations_factor=9"
"""What is listed in the notice of a page."""


def sideways(window):
    """How far document and page can be scrolled sideways, once they keep still.

    A page hears on arrival that it is on a phone, and is then drawn once more.
    """
    until = time.monotonic() + 5
    while any(found := window.page.evaluate(SIDEWAYS)) and time.monotonic() < until:
        window.page.wait_for_timeout(SETTLED_MS)
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_scrolls_sideways_on_a_phone(window, lang):
    visit, wide = window(width=320, height=740, scheme="dark"), {}
    for place in PAGES:
        visit.open(f"{place}?v=1&lang={lang}&{HOSTILE}")
        drawn(visit)
        wide[place] = sideways(visit)
        for tab in tabs(visit) if place == "/evidence" else ():
            wide[tab] = sideways(visit)
    assert set(map(tuple, wide.values())) == {(0, 0)}, wide
