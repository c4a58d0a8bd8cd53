"""The permanent link: every value, with model and data version, in one compact text.

`pvs1.` + base64url(deflate(JSON)) + `.` + the first eight digits of the JSON's SHA-256.  The JSON lists `ids` and
their `values`, tells by the bits of `changed` which of them the sender had away from the defaults of his time,
carries the scenario's `hash`, and the values of a pinned baseline as `pin`.  Nothing in a link is executed, and
nothing is unpacked past a bound.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pvsilver import tables
from pvsilver.errors import InputError
from pvsilver.exchange import address, link_words
from pvsilver.exchange.link_contents import (
    MAXIMUM_FIELDS,
    NAME,
    PREFIX,
    Contents,
    bounded,
    contents,
    digest_of,
    encoded,
)
from pvsilver.scenario import Scenario
from pvsilver.usertables import unique_keys
from pvsilver.version import MODEL_VERSION

MESSENGER_CHARACTERS = 1800
"""Messengers cut longer links; past this a page offers the scenario file instead."""

QUERY_KEY = "link"
"""Key under which an address carries a permanent link."""


@dataclass(frozen=True)
class Link:
    """A link whose every value can be used: the sender's scenario, his baseline, and the versions he had."""

    scenario: Scenario
    model: str
    data: str
    baseline: Scenario | None = None
    changed: frozenset[str] = frozenset()

    @property
    def made_today(self) -> bool:
        """Whether model and data are those of this program."""
        return (self.model, self.data) == (MODEL_VERSION, tables.version())


@dataclass(frozen=True)
class Moved:
    """A parameter that the sender left at the default of his time, and whose default is another one today."""

    id: str
    sender: Any
    today: Any


def encode(scenario: Scenario, baseline: Scenario | None = None) -> str:
    """The permanent link of a scenario, and of the baseline it is compared with if that is not the default."""
    values, changed = scenario.values, scenario.changed
    body: dict[str, Any] = {
        "changed": f"{sum(1 << n for n, id in enumerate(values) if id in changed):x}",
        "data": tables.version(),
        "hash": scenario.hash,
        "model": MODEL_VERSION,
        "values": [_short(value) for value in values.values()],
    }
    if baseline is not None and baseline != Scenario():
        body["pin"] = [_short(value) for value in baseline.values.values()]
    # The ids come first: they are what the dictionary ends with, and near is short in deflate.
    text = json.dumps({"ids": list(values)} | body, separators=(",", ":"), allow_nan=False)
    return f"{PREFIX}{encoded(link_words.pack(text.encode()))}.{digest_of(text.encode())}"


def as_address(
    base: str, scenario: Scenario, baseline: Scenario | None = None, view: Mapping[str, str] | None = None
) -> str:
    """The address that opens a permanent link: `base?v=1&lang=…&link=pvs1.…`."""
    query = (
        {address.VERSION_KEY: address.VERSION} | dict(view or {}) | {QUERY_KEY: encode(scenario, baseline)}
    )
    return f"{base}?{urlencode(query)}"


def decode(text: str) -> Link:
    """The scenario of a permanent link, or of an address (`http…?v=1&…`).

    Raises InputError when any value cannot be used: a link is refused whole.
    """
    text = bounded(text)
    if text.startswith("http"):
        return _from_address(text)
    return checked(contents(text))


def checked(found: Contents) -> Link:
    """The link, every value of which the catalogue allows.  Raises InputError for the first that it does not."""
    baseline = None if found.pin is None else Scenario(**found.pin)
    link = Link(Scenario(**found.values), found.model, found.data, baseline, found.changed)
    if contradicts(found, link):
        raise InputError(
            NAME, f"says hash {found.hash}, but its values have {link.scenario.hash}; ask for it again"
        )
    return link


def contradicts(found: Contents, link: Link) -> bool:
    """Whether a link of today's versions, every id of which is known, says another hash than its values have."""
    same = link.made_today and found.values.keys() == link.scenario.values.keys()
    return same and found.hash != link.scenario.hash


def differences_from_today(found: Link) -> list[Moved]:
    """Where a link made under other data and today's defaults part, in catalogue order.

    Only parameters that the sender had left at his default count: what he chose is his, and stays.  What lies
    behind a choice (the years of a named path) is data; the versions in the link tell that they may differ.
    """
    today = Scenario()
    return [
        Moved(id, found.scenario[id], default)
        for id, default in today.values.items()
        if id not in found.changed and found.scenario[id] != default
    ]


def with_todays_defaults(found: Link) -> Scenario:
    """What the sender chose, and today's defaults for all else."""
    return Scenario(**{id: found.scenario[id] for id in found.changed})


def _from_address(text: str) -> Link:
    try:
        parts = urlsplit(text)
        if not parts.netloc:
            raise ValueError("it names no host")
        pairs = parse_qsl(
            parts.query, keep_blank_values=True, strict_parsing=False, max_num_fields=MAXIMUM_FIELDS
        )
    except ValueError as error:
        raise InputError(NAME, f"is not an address ({error})") from None
    query = unique_keys(NAME)(pairs)
    carried = checked(contents(query.pop(QUERY_KEY))) if QUERY_KEY in query else None
    beside = address.read(query)
    if beside.refusals:
        first = beside.refusals[0]
        raise InputError(first.id, f"{first.given!r} in the link cannot be used; allowed: {first.allowed}")
    if carried is None:
        scenario, baseline = Scenario(**beside.values), beside.baseline
        return Link(scenario, MODEL_VERSION, tables.version(), baseline, frozenset(scenario.changed))
    return Link(
        carried.scenario.replace(**beside.values),
        carried.model,
        carried.data,
        beside.baseline or carried.baseline,
        carried.changed | beside.values.keys(),
    )


def _short(value: Any) -> Any:
    """Whole numbers without a decimal point; they read back as the same value."""
    if isinstance(value, Mapping):
        return {key: _short(inner) for key, inner in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value
