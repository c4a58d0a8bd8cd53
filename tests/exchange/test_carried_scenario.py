"""`--scenario FILE` reads the scenario out of an export, and refuses in one line a file that is damaged or a trap."""

from __future__ import annotations

import io
import random
import time
import zipfile
from pathlib import Path

import opened
import pytest

from pvsilver.errors import MAXIMUM_LENGTH, InputError
from pvsilver.exchange import carried, exports, link, workbook_readme
from pvsilver.exchange.link_contents import MAXIMUM_CHARACTERS
from pvsilver.exchange.scenario_file import parse
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Scenario

OWN = Scenario(installations_gw={2030: 900}, thrift_bend=0.5)
SECONDS = 1.0


def refused(path: Path) -> str:
    began = time.process_time()
    with pytest.raises(InputError) as error:
        Scenario.from_file(path)
    assert time.process_time() - began < SECONDS
    said = str(error.value)
    assert said.isprintable()
    assert len(said) <= MAXIMUM_LENGTH
    return said


def full_tables() -> Scenario:
    """Own values for each year, technology and route: more than a cell of a spreadsheet holds."""
    rng = random.Random(5)
    routes = {technology: shares(ROUTES, rng) for technology in ("perc", "topcon", "hjt", "xbc")}
    thrift = {
        technology: {year: rng.uniform(0.2, 1) for year in range(1995, 2101)} for technology in TECHNOLOGIES
    }
    return Scenario(route_share=routes, thrift=thrift, market_share=shares(TECHNOLOGIES, rng))


def shares(names: tuple[str, ...], rng: random.Random) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {name: {} for name in names}
    for year in range(2026, 2101):
        weights = [rng.random() for _ in names]
        for name, weight in zip(names, weights, strict=True):
            found[name][year] = weight / sum(weights)
    return found


def test_a_link_too_long_for_a_cell_is_read_back_from_its_pieces(tmp_path: Path) -> None:
    scenario = full_tables()
    sent = scenario.to_link()
    assert workbook_readme.PIECE < len(sent) <= MAXIMUM_CHARACTERS
    assert Scenario.from_link(sent) == scenario
    assert link.decode(link.encode(scenario, full_tables().replace(vat_pct=0))).scenario == scenario
    for kind in ("xlsx", "html", "zip", "json"):
        path = tmp_path / f"big.{kind}"
        path.write_bytes(exports.bytes_of(kind, scenario))
        assert Scenario.from_file(path) == scenario


def test_a_csv_is_read_by_its_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_bytes(exports.bytes_of("csv", OWN))
    assert "numbers.csv.json" in refused(path)
    carried.sidecar(path).write_bytes(exports.bytes_of("json", OWN))
    assert Scenario.from_file(path) == OWN


def test_an_upload_is_read_by_its_name() -> None:
    for kind in ("xlsx", "zip", "html", "json"):
        assert parse(exports.bytes_of(kind, OWN), f"sent.{kind}") == OWN


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return held.getvalue()


def damaged() -> dict[str, bytes]:
    book, package = exports.bytes_of("xlsx", OWN), exports.bytes_of("zip", OWN)
    bomb = zipped(scenario_json=b" " * 300_000_000)
    rng = random.Random(1)
    return {
        "empty.xlsx": b"", "empty.zip": b"", "empty.png": b"", "cut.xlsx": book[: len(book) // 2],
        "cut.zip": package[: len(package) // 2], "junk.zip": b"PK" + rng.randbytes(5000), "bomb.zip": bomb,
        "bomb.xlsx": zipped(xl__sharedStrings_xml=b"<si><t>" * 30_000_000), "other.zip": zipped(a_txt=b"hello"),
        "other.xlsx": zipped(xl__sharedStrings_xml=b"<sst/>"), "junk.svg": rng.randbytes(5000),
        "other.html": b"<html><body>pvs1.</body></html>", "forged.html": OWN.to_link()[:-1].encode() + b"z",
        "unknown.zip": zipped(scenario_json=b'{"nonsense": 1}'),
        "nan.zip": zipped(scenario_json=b'{"thrift_bend": NaN}'),
        "twice.zip": zipped(scenario_json=b'{"thrift_bend": 0, "thrift_bend": 1}'),
        "text.zip": zipped(scenario_json=b"[1, 2]"), "big.svg": b"x" * (carried.MAXIMUM_BYTES + 1),
        "damaged.html": (OWN.to_link()[:60] + "A" + OWN.to_link()[61:]).encode(),
    }  # fmt: skip


DAMAGED = damaged()


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_or_a_trap_is_refused_in_one_line_within_a_second(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(DAMAGED[name])
    refused(path)


def test_a_workbook_with_flipped_bytes_is_read_right_or_refused(tmp_path: Path) -> None:
    book, rng = exports.bytes_of("xlsx", OWN), random.Random(2)
    path = tmp_path / "flipped.xlsx"
    for _ in range(60):
        content = bytearray(book)
        for _ in range(20):
            content[rng.randrange(len(content))] = rng.randrange(256)
        path.write_bytes(bytes(content))
        try:
            found = Scenario.from_file(path)
        except InputError:
            continue
        assert found == OWN


def test_the_records_of_all_kinds_agree() -> None:
    said = [opened.record(kind, exports.bytes_of(kind, OWN)) for kind in ("zip", "html", "json")]
    assert {one["hash"] for one in said} == {OWN.hash}
    assert {one["link"] for one in said} == {OWN.to_link()}
