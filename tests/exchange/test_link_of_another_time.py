"""A link opened under newer data keeps the sender's values and tells which defaults have moved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pvsilver.exchange import arrival, link
from pvsilver.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent.parent

SENT = Scenario(thrift_bend=0.5, silver_price_usd_per_oz=44)

OPEN = """
import json, sys
from pvsilver.exchange import arrival, link
found = arrival.read({"v": "1", "link": sys.argv[1]})
strict = link.decode(sys.argv[1])
assert strict.scenario == found.scenario
print(json.dumps({
    "values": found.scenario.values, "refusals": [refusal.id for refusal in found.refusals],
    "data": found.sender.data, "moved": [[m.id, m.sender, m.today] for m in found.moved],
    "todays": link.with_todays_defaults(strict).values,
}))
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Data of another month, in which two defaults are other ones."""
    data = tmp_path / "data"
    data.mkdir()
    for path in (ROOT / "data").iterdir():
        (data / path.name).write_bytes(path.read_bytes())
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["version"] = "2027.05"
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    text = (data / "assumptions.csv").read_text(encoding="utf-8").splitlines()
    header = text[0].split(",")
    for n, line in enumerate(text):
        id = line.split(",")[0]
        if id in ("headline_year", "silver_price_usd_per_oz"):
            cells = line.split(",")
            cells[header.index("central")] = "2035" if id == "headline_year" else "66"
            cells[header.index("high")] = "2050" if id == "headline_year" else "999"
            text[n] = ",".join(cells)
    (data / "assumptions.csv").write_text("\n".join(text) + "\n", encoding="utf-8")
    return data


def opened(sent: str, data: Path) -> dict[str, Any]:
    environment = os.environ | {"PVSILVER_DATA": str(data)}
    answer = subprocess.run(
        [sys.executable, "-c", OPEN, sent], cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        timeout=60,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_the_senders_values_stay_and_moved_defaults_are_told(newer: Path) -> None:
    found = opened(SENT.to_link(), newer)
    assert found["values"] == SENT.values
    assert found["refusals"] == []
    assert found["data"] == "2026.11"
    # The price was the sender's own choice; that its default moved is no news to him.
    assert found["moved"] == [["headline_year", 2030, 2035]]


def test_todays_defaults_can_be_had_with_what_the_sender_chose(newer: Path) -> None:
    todays = opened(SENT.to_link(), newer)["todays"]
    assert todays == SENT.values | {"headline_year": 2035}


def test_nothing_is_said_of_a_link_made_with_todays_versions() -> None:
    assert arrival.read({"v": "1", "link": SENT.to_link()}).moved == []
    assert link.differences_from_today(link.decode(SENT.to_link())) == []


def test_a_parameter_that_the_sender_did_not_know_has_todays_default(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {id: value for id, value in SENT.values.items() if id != "vat_pct"}
    with monkeypatch.context() as patched:
        patched.setattr(Scenario, "values", property(lambda scenario: values))
        older = SENT.to_link()
    assert link.decode(older).scenario == SENT
