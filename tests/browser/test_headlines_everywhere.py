"""Ten scenarios read in a browser: a headline is what the command line, Python and every file taken away say.

A page rounds and nothing else: what it shows may differ by half of its last digit.
"""

import json
import re
import subprocess
import sys
from urllib.parse import urlencode

import pytest
from exports_opened import opened

import pvsilver
from pvsilver import cli
from pvsilver.exchange import address

pytestmark = pytest.mark.browser

PAGES = ("/", "/outlook", "/recovery", "/market")
OWN_CELL = {"front_finger_width_um": 14, "rear_finger_width_um": 22, "front_finger_height_um": 9}
MINE = {"installations_gw": {"2026": 650, "2030": 900, "2040": 1400}}

SCENARIOS = {
    "central": ({}, {}),
    "low": (pvsilver.Scenario.preset("low").changed, {}),
    "high": (pvsilver.Scenario.preset("high").changed, {"lang": "zh"}),
    "copper": (pvsilver.Scenario.preset("copper_at_scale").changed, {"units": "kg/GW"}),
    "levers": ({"installations_factor": 1.2, "mg_per_w_factor": 0.85, "thrift_path": "slow"}, {}),
    "late": ({"headline_year": 2041, "lifetime_preset": "early", "collection_share_factor": 1.4}, {}),
    "surveyed": ({"headline_year": 2024, "silver_price_usd_per_oz": 60}, {"lang": "zh", "units": "kg/GW"}),
    "own cell": (OWN_CELL, {}),
    "own cell in Chinese": (OWN_CELL | {"own_cell_ceiling_pct": 60, "headline_year": 2035}, {"lang": "zh"}),
    "own table": (MINE | {"headline_year": 2032}, {}),
}
FILES = ("csv", "xlsx", "zip", "json", "report")
EVERY_FILE = ("levers", "surveyed", "own cell in Chinese", "own table")
"""Scenarios of which every kind of file is taken; of the others the workbook and the table."""

ELSEWHERE = {"premium_pct", "break_even_usd_per_oz"}
"""Headlines that compare two prices or two routes: no column of a projection or a cell."""

CELL = {"silver_mg_per_cell", "silver_mg_per_w", "paste_mg_per_w", "cell_power_w", "efficiency_pct",
        "silver_cny_per_w", "silver_cny_per_cell"}  # fmt: skip

EXPECTED = {
    "/": {"silver_mg_per_cell", "silver_mg_per_w", "cell_production_gw", "net_silver_t", "share_of_mine_pct"},
    "/outlook": {"net_silver_t", "bought_silver_t", "cell_production_gw", "silver_mg_per_w", "share_of_mine_pct"},
    "/recovery": {"retired_gw", "retired_silver_t", "recovered_silver_t", "share_of_need_pct"},
    "/market": {"share_of_mine_pct", "share_of_supply_pct", "silver_bill_musd", "silver_cost_cny_per_w",
                "parity_cny_per_kg"},
    "/cell": CELL,
}  # fmt: skip
"""What each page must at least show."""

OUNCE_G = 31.1034768


def shown(window, place="/outlook"):
    """{column: text of its number} of every headline on the page, once all that must be there have their number."""
    window.page.wait_for_function(
        "names => names.every(name =>"
        " document.querySelector(`.st-key-headline_${name} [data-testid=stMetricValue]`)?.innerText)"
        " && [...document.querySelectorAll('[class*=st-key-headline_]')]"
        ".every(at => at.querySelector('[data-testid=stMetricValue]'))",
        arg=sorted(EXPECTED[place]),
    )
    return window.page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[class*=st-key-headline_]')].map(at => ["
        "[...at.classList].find(name => name.startsWith('st-key-headline_')).slice('st-key-headline_'.length),"
        "at.querySelector('[data-testid=stMetricValue]').innerText]))"
    )


def parts(text):
    """(number, half of its last digit, unit) of a text such as 3,238 t."""
    number, _, unit = text.partition(" ")
    digits = number.replace(",", "")
    assert len(re.sub(r"\D", "", digits).lstrip("0")) >= 4 or float(digits) == 0
    return float(digits), 0.5 * 10.0 ** -len(digits.partition(".")[2]), unit


def holds(text, value, about):
    number, half, unit = parts(text)
    value *= 1000.0 if unit == "kg/GW" else 1.0
    assert abs(number - value) <= half * (1 + 1e-9), (about, text, value)


def figures(row, cell, scenario, page):
    """{headline: value} of a page from a year's row and a cell's results, whoever gave them."""
    found = {name: float(value) for name, value in row.items() if _is_number(value)}
    found["share_of_need_pct"] = 100 * found["returned_silver_t"] / found["survey_comparable_t"]
    found["silver_cost_cny_per_w"] *= 100  # The page says fen.
    found["parity_cny_per_kg"] = (
        scenario["silver_price_usd_per_oz"] / OUNCE_G * 1000 * scenario["cny_per_usd"]
        * (1 + scenario["vat_pct"] / 100)
    )  # fmt: skip
    of_cell = {"/": ("silver_mg_per_cell", "silver_mg_per_w"), "/cell": CELL}.get(page, ())
    return found | {name: cell[name] for name in of_cell}


def _is_number(value):
    try:
        return value is not None and value != "" and float(value) == float(value)
    except ValueError:
        return False


def said(capsys, *arguments):
    """What a verb answers as JSON."""
    assert cli.main([*arguments, "--format", "json"]) in (0, None)
    return json.loads(capsys.readouterr().out)


def year_of(rows, year):
    return next(row for row in rows if float(row["year"]) == year)


def taken(window, kind):
    """The bytes of an export, by a click on its button."""
    with window.page.expect_download() as download:
        window.at(f"export_{kind}").locator("button").click()
    with open(download.value.path(), "rb") as file:
        return file.read()


def reconciled(content, year):
    """The year of the first sheet of a workbook."""
    sheets = opened.workbook(content)
    assert next(iter(sheets)) == "Reconciliation"
    return year_of(opened.table(sheets["Reconciliation"]), year)


def in_files(window, kinds, year):
    """{file: the year's row} of each kind that can be clicked."""
    rows = {}
    for kind in kinds:
        content = taken(window, kind)
        if kind == "csv":
            rows[kind] = year_of(opened.csv_rows(content), year)
        elif kind == "json":
            rows[kind] = year_of(json.loads(content)["results"], year)
        elif kind == "zip":
            rows[kind] = year_of(opened.csv_rows(opened.members(content)["annual.csv"]), year)
        elif kind == "xlsx":
            rows[kind] = reconciled(content, year)
            sheet = opened.workbook(content)["Annual"]
            rows["xlsx annual"] = year_of(opened.table(sheet), year)
        else:
            rows[kind] = content.decode()
    return rows


def report_agrees(text, row):
    """The year in the report's table of years: it rounds too, with decimals of its own."""
    columns = ("year", "installations_gw", "cell_production_gw", "silver_mg_per_w", "contained_silver_t",
               "bought_silver_t", "scrap_returned_t", "returned_silver_t", "net_silver_t",
               "share_of_mine_pct", "share_of_supply_pct")  # fmt: skip
    year = f"{row['year']:.0f}"
    lines = [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in re.findall(r"<tr>(.*?)</tr>", text)]
    line = next(cells for cells in lines if len(cells) == len(columns) and cells[0] == year)
    for column, cell in zip(columns[1:], line[1:], strict=True):
        digits = cell.replace(",", "")
        half = 0.5 * 10.0 ** -len(digits.partition(".")[2])
        assert abs(float(digits) - row[column]) <= half * (1 + 1e-9), (column, cell)


@pytest.mark.parametrize("name", list(SCENARIOS))
def test_a_headline_is_what_command_line_python_and_every_file_say(window, capsys, name):
    values, view = SCENARIOS[name]
    scenario = pvsilver.Scenario(**values)
    year = int(scenario["headline_year"])
    query = urlencode(address.to_query(scenario) | view)
    page = window()
    link = f"{page.server}/outlook?{query}"

    python = pvsilver.project(scenario)
    answer = said(capsys, "project", "--scenario", link)
    cell = said(capsys, "cell", "--scenario", link)["results"]
    assert answer["hash"] == scenario.hash
    rows = {
        "command line": year_of(answer["results"], year),
        "Python": python.annual[python.annual["year"] == year].iloc[0].to_dict(),
    }
    survey = python.reconciliation.set_index("year")["survey_t"].get(year)

    for place in (*PAGES, *(("/cell",) if "own cell" in name else ())):
        page.open(f"{place}?{query}")
        headlines = shown(page, place)
        if place == "/outlook":
            kinds = FILES if name in EVERY_FILE else ("csv", "xlsx")
            files = in_files(page, kinds, year)
        for source, row in rows.items():
            found = figures(row, cell, scenario, place)
            found["survey_t"] = survey
            for column in set(headlines) - ELSEWHERE:
                holds(headlines[column], found[column], (name, place, column, source))
        if place == "/outlook":
            assert set(files) >= set(kinds)
            for source, row in files.items():
                if source == "report":
                    report_agrees(row, rows["Python"])
                    continue
                both = (set(headlines) & set(row)) - ELSEWHERE
                assert len(both) >= 3, (source, sorted(row))
                for column in both:
                    holds(headlines[column], float(row[column]), (name, column, source))
        assert page.page.locator('[data-testid="stException"]').count() == 0
        assert scenario.hash in page.at("footer").inner_text()


def test_the_command_as_it_is_typed_says_what_the_page_says(window):
    page = window().open("/outlook?v=1&thrift_path=slow&installations_factor=1.3")
    command = [sys.executable, "-m", "pvsilver", "project", "--scenario", page.page.url, "--format", "json"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    row = year_of(json.loads(ran.stdout)["results"], 2030)
    for column, text in shown(page).items():
        holds(text, row[column], (column, "subprocess"))
