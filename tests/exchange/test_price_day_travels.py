"""A price has a day: the day, and the Shanghai price beside it, go wherever a scenario goes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pvsilver.cli import main
from pvsilver.errors import InputError
from pvsilver.exchange import address
from pvsilver.scenario import Scenario
from pvsilver.studies import market_prices

DAY, PRICE = "2026-03-01", 20_123.0
OWN = Scenario(silver_price_usd_per_oz=90, silver_price_date=DAY, shanghai_price_cny_per_kg=PRICE)


def test_address_and_permanent_link_carry_day_and_shanghai_price():
    back, refusals = address.from_query(address.to_query(OWN))
    assert not refusals
    for found in (back, Scenario.from_link(OWN.to_link())):
        assert found == OWN
        assert (found["silver_price_date"], found["shanghai_price_cny_per_kg"]) == (DAY, PRICE)


def test_a_scenario_file_carries_them(tmp_path):
    path = tmp_path / "own.json"
    path.write_text(json.dumps(OWN.changed), encoding="utf-8")
    assert Scenario.from_file(path) == OWN


def test_the_command_line_encodes_and_decodes_them(capsys):
    flags = [f"--set={id}={value}" for id, value in OWN.changed.items()]
    assert main(["link", "encode", *flags]) == 0
    link = capsys.readouterr().out.split()[-1]
    assert Scenario.from_link(link) == OWN
    assert main(["link", "decode", link]) == 0
    printed = capsys.readouterr().out
    assert DAY in printed


@pytest.mark.parametrize(
    "given", ["yesterday", "2026-02-30", "20260301", "2026-W01-1", "1999-12-31", "2101-01-01", 20260301,
     True, "２０２６-03-01"]
)  # fmt: skip
def test_what_is_no_day_within_range_is_refused_by_name(given):
    with pytest.raises(InputError, match=r"^silver_price_date\b.*2026-11-25, in the years 2000 to 2100"):
        Scenario(silver_price_date=given)


def test_a_date_is_the_day_that_it_writes():
    assert Scenario(silver_price_date=date(2026, 3, 1)) == Scenario(silver_price_date=" 2026-03-01 ")


def test_the_day_of_a_price_is_the_one_given_before_that_of_the_listed_price():
    listed = Scenario()
    (row,) = [p for p in market_prices.london() if p.value == listed.number("silver_price_usd_per_oz")]
    assert market_prices.price_day(listed) == row.day
    assert market_prices.price_day(listed.replace(silver_price_date=DAY)) == date(2026, 3, 1)
    assert market_prices.price_day(Scenario(silver_price_usd_per_oz=90)) is None


def test_a_price_that_changes_leaves_its_day_behind_and_no_other_value_does():
    assert market_prices.with_its_day(OWN, {"silver_price_usd_per_oz": 91.0})["silver_price_date"] is None
    assert "silver_price_date" not in market_prices.with_its_day(OWN, {"vat_pct": 0.0})
    assert "silver_price_date" not in market_prices.with_its_day(OWN, {"silver_price_usd_per_oz": 90.0})
