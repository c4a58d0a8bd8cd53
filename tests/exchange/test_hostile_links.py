"""A thousand hostile links and addresses: each ends within a second in one line, and nothing runs."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import string
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from any_scenario import random_scenario

from pvsilver import catalogue
from pvsilver.errors import MAXIMUM_LENGTH, InputError
from pvsilver.exchange import arrival, link
from pvsilver.scenario import Scenario

GOOD = Scenario(thrift_bend=0.5).to_link()
SECONDS = 1.0


def forged(body: Any, digest: str | None = None) -> str:
    """A link with right check digits around any body; text and bytes as they are."""
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    packed = base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode().rstrip("=")
    return f"pvs1.{packed}.{digest or hashlib.sha256(raw).hexdigest()[:8]}"


def body(**changes: Any) -> dict[str, Any]:
    """What a good link says, changed."""
    values = Scenario().values | changes.pop("set", {})
    good = {
        "ids": list(values), "values": list(values.values()), "changed": "0", "hash": "0" * 12,
        "model": "0.0.9", "data": "2020.01",
    }  # fmt: skip
    return good | changes


def structures() -> list[str]:
    """Whole links that say something else than a link should."""
    deep = "[" * 100_000
    many = [f"x{n}" for n in range(60_000)]
    bodies: list[Any] = [
        None, 1, "text", [], {}, deep, deep + "]" * 100_000, '{"a":' * 50_000, b"\xff\xfe", b"\x00", "", "NaN",
        '{"ids":["thrift_bend"],"ids":["thrift_bend"]}', "9" * 900_000, "[" + "1," * 400_000 + "1]",
        body(values=[]), body(values=None), body(values={}), body(ids=None), body(ids=[1] * len(Scenario().values)),
        body(ids=["thrift_bend"] * 2, values=[0, 0]), body(ids=many, values=[0] * len(many)),
        body(ids=[[]], values=[0]), body(changed=None), body(changed="zz"), body(changed="-1"), body(changed=""),
        body(changed="0x1"), body(changed="f" * 900_000), body(model=None), body(model={}), body(data=3),
        body(hash=["a"]), body(pin="x"), body(pin=[]), body(pin=[None]), body(pin={"thrift_bend": 9}),
        body(ids=["__class__"], values=["os.system('touch owned')"]), body(ids=["self"], values=[1]),
        body(ids=["values"], values=[1]), body(ids=["\ud800"], values=[1]), body(ids=["a\x00b\x1b[2J"], values=[1]),
        body(model="0.1.0", data="2026.11", hash="123456789012"),
        "cos\nsystem\n(S'touch owned'\ntR.", b"\x80\x04\x95\x1c\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94.",
        "!!python/object/apply:os.system ['touch owned']", "__import__('os').system('touch owned')",
    ]  # fmt: skip
    values: dict[str, list[Any]] = {
        "installations_factor": [
            float("nan"), float("inf"), -1, 99, "abc", "1_0", True, [], {}, [1], "9" * 5000, 10**400, None, "\x00",
            "1;touch owned", "$(touch owned)", -0.01,
        ],
        "headline_year": [2030.5, "2030.5", 1e300, "soon", False, 0, -2030, None],
        "thrift_path": ["quick", 0, None, ["slow"], {"slow": 1}, "slow\x00", "SLOW", "../../etc/passwd"],
        "installations_gw": [
            {}, [], "x", {"2030": None}, {"2030": -1}, {"2030": float("nan")}, {"9" * 5000: 1}, {"1": 1},
            {"2030": 1, " 2030": 2}, {str(n): 1 for n in range(90_000)}, {"2030": {"2031": 1}}, {"２０３０": 1},
        ],
        "market_share": [
            {"topcon": {"2030": 0.5}}, {"topcon": {"2030": 1.0}, "TOPCon": {"2030": 0.0}}, {"unknown": {"2030": 1}},
            {"topcon": {"2030": 1, "2031": 1}, "perc": {"2030": 0}}, {"topcon": 1}, {"topcon": {"2030": 2}},
        ],
        "route_share": [{"hjt": {"silver_paste": {"2030": 0.9}}}, {"hjt": {}}, {"hjt": {"silver_paste": 1}}],
    }  # fmt: skip
    bodies += [body(set={id: value}) for id, given in values.items() for value in given]
    return [forged(json.dumps(b) if isinstance(b, dict) else b) for b in bodies]


def mutations(rng: random.Random, count: int) -> list[str]:
    """A good link damaged as messengers and people damage them, and worse."""
    alphabet = string.ascii_letters + string.digits + "-_.+/=%\x00 \n银"
    kinds: list[Callable[[str], str]] = [
        lambda text: text[: rng.randrange(len(text))],
        lambda text: text[rng.randrange(1, len(text)) :],
        lambda text: text + rng.choice(alphabet) * rng.choice([1, 10, 50_000]),
        lambda text: _put(text, rng.randrange(5, len(text)), rng.choice(alphabet)),
        lambda text: text[:-8] + "".join(rng.choices("0123456789abcdef", k=8)),
        lambda text: text.replace(
            "pvs1.", rng.choice(["pvs2.", "pvs0.", "pvs1", "PVS1.", "pvs1..", "pvs1.pvs1."])
        ),
        lambda text: text.swapcase(),
        lambda text: "".join(rng.sample(text, len(text))),
    ]
    damaged = []
    while len(damaged) < count:
        whole = random_scenario(rng).to_link()
        text = rng.choice(kinds)(whole)
        # White space around a link is none of its own.
        if text.strip() != whole and not _says_the_same(text, whole):
            damaged.append(text)
    return damaged


def _says_the_same(text: str, whole: str) -> bool:
    """Whether only bits were hit that say nothing: those that fill up the last byte of the packed body."""
    try:
        return link.decode(text).scenario == link.decode(whole).scenario
    except InputError:
        return False


def _put(text: str, place: int, letter: str) -> str:
    return text[:place] + (letter if letter != text[place] else "~") + text[place + 1 :]


def junk(rng: random.Random, count: int) -> list[str]:
    """Text of every kind and size that is no link at all."""
    letters = [
        chr(n) for n in (*range(32), *range(127, 160), 0x200B, 0x202E, 0xFEFF, 0xFFFD, 0x1F600, 0xD800)
    ]
    found = ["", " ", "pvs1.", "pvs1..", "pvs1.x.y", "http", "http://", "http://[", "https://[::1", "x" * 10_000_000,
             "pvs1." + "A" * 99_000, "pvs1." + "A" * 10_000_000, "pvs1.\x00.\x00"]  # fmt: skip
    for _ in range(count - len(found)):
        size = rng.choice([1, 5, 50, 5000])
        found.append(
            rng.choice(["", "pvs1.", "pvs1."]) + "".join(rng.choices([*letters, *string.printable], k=size))
        )
    return found


def bombs() -> list[str]:
    """A few kilobytes that would unpack to gigabytes, once and nested."""
    small = zlib.compress(b"0" * 60_000_000, 9)
    packed = [small, zlib.compress(small, 9), zlib.compress(b"[" * 60_000_000, 9), small + small]
    return [f"pvs1.{base64.urlsafe_b64encode(p).decode().rstrip('=')}.00000000" for p in packed]


def addresses(rng: random.Random, count: int) -> list[str]:
    """Addresses with junk, floods, repeated keys, unknown versions and links inside."""
    ids = list(catalogue.load())
    wrong = [
        "nan", "inf", "-inf", "1e999", "abc", "", "1_0", "%00", "%ff", "0x10", "[]", "{", "null", "true", "9" * 3000,
        "1%3Btouch%20owned", "{'a':1}", '{"2030":NaN}', "%F0%9F%98%80", "<script>alert(1)</script>",
    ]  # fmt: skip
    found = [
        "http://h/?v=2", "http://h/?v=", "http://h/?v=1&v=1", "http://h/?thrift_bend=0&thrift_bend=0", "http://h/?link=",
        f"http://h/?link={GOOD[:-1]}", f"http://h/?link={GOOD}&link={GOOD}", f"http://h/?link={GOOD}&thrift_bend=9",
        f"http://h/?link={GOOD}&pin.thrift_bend=9", "http://h/?pin.nothing=1", "http://h/?pin.=1", "http://h/?=1",
        "http://h/?" + "&".join(f"a{n}=1" for n in range(9000)), "http://h/?" + "thrift_bend=0&" * 5000,
        "http://h/?" + "x" * 90_000 + "=1", "http://h/?installations_gw=" + "[" * 50_000,
        "http://h/?link=" + "A" * 90_000,
    ]  # fmt: skip
    numbers = [id for id, parameter in catalogue.load().items() if not parameter.optional]
    while len(found) < count:
        key = rng.choice(
            [rng.choice(numbers), "pin." + rng.choice(numbers), rng.choice(ids).upper(), "x" * 300]
        )
        found.append(f"http://localhost:8501/outlook?v=1&{key}={rng.choice(wrong)}")
    return found


HOSTILE = {
    "structures": structures,
    "mutations": lambda: mutations(random.Random(1), 500),
    "junk": lambda: junk(random.Random(2), 250),
    "bombs": bombs,
    "addresses": lambda: addresses(random.Random(3), 250),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_link_ends_within_a_second_in_one_line(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in HOSTILE[kind]():
        began = time.process_time()
        with pytest.raises(InputError) as refused:
            link.decode(text)
        assert time.process_time() - began < SECONDS, text[:80]
        said = str(refused.value)
        assert said.isprintable()
        assert len(said) <= MAXIMUM_LENGTH
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_page_opened_by_a_hostile_link_shows_something_and_says_what_was_refused(kind: str) -> None:
    for text in HOSTILE[kind]():
        began = time.process_time()
        found = arrival.read({"v": "1", "link": text, "thrift_path": "slow"})
        assert time.process_time() - began < SECONDS, text[:80]
        assert found.scenario["thrift_path"] == "slow"
        assert found.refusals
        for refusal in found.refusals:
            assert all(part.isprintable() and len(part) <= MAXIMUM_LENGTH for part in vars(refusal).values())


def test_hostile_links_are_a_thousand_and_more() -> None:
    assert sum(len(made()) for made in HOSTILE.values()) >= 1000


def test_a_page_keeps_the_values_that_can_be_used_and_names_the_others() -> None:
    found = arrival.read(
        {"v": "1", "link": forged(body(set={"thrift_bend": 0.5, "vat_pct": 99, "nonsense": 1}))}
    )
    assert found.scenario == Scenario(thrift_bend=0.5)
    assert [(r.id, r.given, r.used) for r in found.refusals] == [
        ("vat_pct", "99", "13"),
        ("nonsense", "1", "nothing"),
    ]
    assert "0 to 50" in found.refusals[0].allowed


def test_an_address_keeps_the_values_that_can_be_used_and_names_the_others() -> None:
    query = {
        "v": "1",
        "thrift_bend": "0.5",
        "vat_pct": "99",
        "lang": "zh",
        "pin.vat_pct": "x",
        "pin.mg_per_w_factor": "2",
    }
    found = arrival.read(query)
    assert found.scenario == Scenario(thrift_bend=0.5)
    assert found.baseline == Scenario(mg_per_w_factor=2)
    assert [refusal.id for refusal in found.refusals] == ["vat_pct", "pin.vat_pct"]


def test_a_damaged_link_costs_nothing_else_of_the_address() -> None:
    found = arrival.read({"v": "1", "link": GOOD[:-2], "thrift_path": "slow"})
    assert found.scenario == Scenario(thrift_path="slow")
    assert [refusal.id for refusal in found.refusals] == ["link"]
