"""Hostile addresses and damaged files in a browser: the page is there, one notice says what could not be used,
nothing of it comes alive, and what could be used stays."""

import base64
import hashlib
import json
import time
import zlib
from functools import cache
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import urlopen

import pytest

import pvsilver
from pvsilver.exchange import link
from pvsilver.screens.markdown import JOINER

pytestmark = pytest.mark.browser

SECONDS = 10
"""Within which a page answers, also on a machine that is busy; it takes one or two."""

SHOWN = 12
"""Values that a notice lists; it counts the others."""

MARKUP = "<img src=x onerror=alert(1)>"
SCRIPT = "<script>alert(1)</script>"
LINKS = "www.evil.org http://evil.org me@evil.org ![x](http://evil.org/x)"
ICONS = ":material/home: **x** __y__ :red[z] `w`"
GOOD = {"installations_factor": "1.1"}
NOTHING = "an id of the catalogue"


def forged():
    """A permanent link with right check digits, whose values have another hash than it says."""
    values = pvsilver.Scenario(thrift_bend=0.5).values
    body = {
        "ids": list(values), "values": list(values.values()), "changed": "0", "hash": "123456789012",
        "model": pvsilver.__version__, "data": link.tables.version(),
    }  # fmt: skip
    raw = json.dumps(body).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(raw)).decode().rstrip("=")
    return f"pvs1.{packed}.{hashlib.sha256(raw).hexdigest()[:8]}"


def damaged():
    whole = pvsilver.Scenario(thrift_bend=0.5).to_link()
    return whole[:-1] + ("0" if whole[-1] != "0" else "1")


HOSTILE = {
    "junk, and names of Python and of the web": (
        {"junk": LINKS, "__class__": "os", "self": ICONS, SCRIPT: MARKUP, "mg_per_w_factor": f"{MARKUP}|**x**",
         "thrift_path": "../../etc/passwd"},
        {"junk", "__class__", "self", SCRIPT, "mg_per_w_factor", "thrift_path"},
    ),
    "NUL and other signs that control": (
        {"a\x00b": "c\x00d", "mg_per_w_factor": "\x00", "thrift_path": "slow\x00", "vat_pct": "1\x1b[2J"},
        {"a?b", "mg_per_w_factor", "thrift_path", "vat_pct"},
    ),
    "numbers that are none": (
        {"mg_per_w_factor": "nan", "vat_pct": "inf", "thrift_bend": "-inf", "headline_year": "1e999",
         "pin.mg_per_w_factor": "nan", "installations_gw": '{"2030":NaN}', "market_share": '{"topcon":{"2030":0.5}}'},
        {"mg_per_w_factor", "vat_pct", "thrift_bend", "headline_year", "pin.mg_per_w_factor", "installations_gw",
         "market_share"},
    ),
    "another version, language, unit and region": (
        {"v": "99", "lang": "tlh", "units": "oz/ft", "region": "atlantis"}, {"v", "lang", "units", "region"},
    ),
    "ranges that are reversed": (
        {"t50_years": "30", "t90_years": "25", "route_adoption_start_year": "2035",
         "route_adoption_finish_year": "2028"},
        {"t50_years", "t90_years", "route_adoption_start_year"},
    ),
    "keys that are repeated": (
        [("vat_pct", "1"), ("vat_pct", "2"), ("junk", "1"), ("junk", "2")], {"vat_pct", "junk"},
    ),
    "sixty kilobytes": ({"junk": "y" * 30_000, "mg_per_w_factor": "9" * 30_000}, {"junk", "mg_per_w_factor"}),
    "hundreds of keys": ({f"a{n}": "1" for n in range(900)}, {f"a{n}" for n in range(900)}),
    "a damaged permanent link": ({"link": damaged()}, {"link"}),
    "a forged permanent link": ({"link": forged()}, {"hash"}),
}  # fmt: skip
"""What is wrong with the address → its values, and the names that the notice has to list."""

ALIVE = "a, img, script, iframe, svg, code, strong, em, table [role=img], [onerror]"
"""What a sign of Markdown or of the web would become in a notice."""

USED = {"keys that are repeated": {"vat_pct": 2}, "a forged permanent link": {"thrift_bend": 0.5},
        "ranges that are reversed": {"route_adoption_finish_year": 2028}}  # fmt: skip
"""What of an address can be used beside the good value."""


@cache
def net(**values):
    annual = pvsilver.project(pvsilver.Scenario(**values)).annual.set_index("year")
    return annual.at[int(values.get("headline_year", 2030)), "net_silver_t"]


def answer(visit, address):
    """Opens an address; whatever it holds, the page answers in time, whole, and nothing in it is run."""
    began = time.monotonic()
    visit.page.goto(visit.server + address)
    visit.page.locator(".st-key-footer").wait_for(timeout=1000 * SECONDS)
    visit.settle()
    assert time.monotonic() - began < SECONDS
    assert visit.page.locator('[data-testid="stException"], [role="dialog"]').count() == 0
    assert visit.page.locator(f".st-key-notice :is({ALIVE})").count() == 0
    assert visit.page.locator('[data-testid="stAlert"]').count() <= 1


def notice(visit):
    """Rows of the one notice: name, given, allowed, used."""
    rows = visit.at("notice").locator("tbody tr")
    rows.first.wait_for()
    return [[cell.replace(JOINER, "") for cell in row.locator("td").all_inner_texts()] for row in rows.all()]


@pytest.fixture
def visit(window):
    """A window in which nothing may speak up."""
    opened, spoken = window(), []
    opened.page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    yield opened
    assert not spoken


def test_a_hostile_address_opens_the_page_with_one_notice_and_keeps_what_can_be_used(visit):
    for wrong, (given, refused) in HOSTILE.items():
        query = urlencode([*(given.items() if isinstance(given, dict) else given), *GOOD.items()])
        answer(visit, f"/outlook?{query}")
        rows = notice(visit)
        names = [name for name, *_ in rows]
        assert len(set(names)) == len(names) == min(len(refused), SHOWN), wrong
        assert set(names) <= refused, wrong
        assert visit.at("notice").locator("[data-testid=stAlert]").inner_text().split()[1] == str(
            len(refused)
        )
        assert all(allowed and used for _, _, allowed, used in rows), wrong
        expected = net(installations_factor=1.1, **USED.get(wrong, {}))
        assert visit.number("net_silver_t") == pytest.approx(expected, rel=5e-4), wrong
        visit.page.wait_for_function("() => location.search.includes('installations_factor=1.1')")
        if wrong.startswith("junk"):
            assert [SCRIPT, MARKUP, NOTHING, "nothing"] in rows
            assert ["self", ICONS, NOTHING, "nothing"] in rows


def test_an_address_longer_than_the_server_reads_is_refused_at_once(server):
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}/outlook?junk={'y' * 100_000}", timeout=SECONDS)
    assert refused.value.code == 400


def test_an_address_that_names_no_page_opens_chain_with_a_notice_and_its_values(visit):
    for name in ("nonsense", "Cell", MARKUP, "你好"):
        answer(visit, f"/{quote(name)}?{urlencode(GOOD)}")
        ((what, given, allowed, used),) = notice(visit)
        assert (what, given, used) == ("page", f"/{name}", "/")
        assert "/outlook" in allowed
        assert urlsplit(visit.page.url).path == "/"
        assert visit.number("net_silver_t") == pytest.approx(net(installations_factor=1.1), rel=5e-4)


DAMAGED = {
    "no.csv": b"\x00\xff\xfe" * 400,
    "columns.csv": b"planet,moons\nearth,1\n",
    "sum.csv": b"year,topcon,perc,hjt,xbc,other,al_bsf\n2030,90,50,0,0,0,0\n",
    "text.csv": b"year,topcon,perc,hjt,xbc,other,al_bsf\n2030,<b>x</b>,![x](http://evil.org/x),www.evil.org,0,0,0\n",
    "empty.csv": b"",
}


def test_a_damaged_file_costs_nothing_of_the_scenario_on_screen(visit):
    visit.open("/outlook")
    before = visit.value_text("net_silver_t")
    box = visit.at("number_mg_per_w_factor").locator("input")
    box.fill("1.20")
    box.press("Enter")
    visit.until("net_silver_t", before)
    expected = pytest.approx(net(mg_per_w_factor=1.2), rel=5e-4)
    visit.page.get_by_role("tab", name="My tables").click()
    for name, content in DAMAGED.items():
        visit.settle()
        asked = visit.page.locator("[class*=st-key-upload_market_share] input[type=file]")
        asked.wait_for(state="attached")
        key = asked.evaluate("input => input.closest('[class*=st-key-upload_]').className")
        asked.set_input_files([{"name": name, "mimeType": "text/csv", "buffer": content}])
        # Each file makes a new draft, with a grid and a place for a file of its own.
        visit.page.wait_for_function(
            "key => { const found = document.querySelector('[class*=st-key-upload_market_share]');"
            " return found && found.className !== key }",
            arg=key,
        )
        visit.settle()
        assert "the last good scenario stays" in visit.at("own_faults").inner_text(), name
        assert visit.number("net_silver_t") == expected, name
        assert visit.page.locator(".st-key-own_faults :is(a, img, b)").count() == 0, name
        assert "mg_per_w_factor=1.2" in visit.page.url
        assert "market_share" not in visit.page.url
        assert visit.page.locator('[data-testid="stException"]').count() == 0
