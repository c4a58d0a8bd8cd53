"""Somebody opens the app by an address: what can be shown, and what must be said about the rest.

Where `link.decode` refuses a link whole, a page keeps what it can use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pvsilver.errors import InputError
from pvsilver.exchange import address, link
from pvsilver.exchange.address import Refusal
from pvsilver.exchange.link import Link, Moved
from pvsilver.exchange.link_contents import Contents, contents
from pvsilver.scenario import Scenario


@dataclass(frozen=True)
class Arrival:
    """What an address asks for."""

    scenario: Scenario
    baseline: Scenario | None
    """The pinned baseline; None when there is no pin, which means the central case."""
    refusals: list[Refusal]
    """One for each value that could not be used; the notice counts them."""
    sender: Link | None = None
    """The permanent link that was opened, as far as it can be used."""
    moved: list[Moved] = field(default_factory=list)
    """Defaults of today that the sender did not have; empty for a link made with today's versions."""


def read(query: Mapping[str, str]) -> Arrival:
    """The scenario of an address; its `link`, if it has one, sets all values, and ids beside it change them.

    Raises nothing for what an address may hold: each thing that cannot be used is a refusal.
    """
    beside = address.read({key: text for key, text in query.items() if key != link.QUERY_KEY})
    if link.QUERY_KEY not in query:
        return Arrival(Scenario(**beside.values), beside.baseline, beside.refusals)
    try:
        found = contents(query[link.QUERY_KEY])
    except InputError as error:
        damaged = Refusal(link.QUERY_KEY, address.shown(query[link.QUERY_KEY]), error.said, "nothing")
        return Arrival(Scenario(**beside.values), beside.baseline, [damaged, *beside.refusals])
    sender, refusals = usable(found)
    return Arrival(
        sender.scenario.replace(**beside.values),
        beside.baseline or sender.baseline,
        refusals + beside.refusals,
        sender,
        [] if sender.made_today else link.differences_from_today(sender),
    )


def usable(found: Contents) -> tuple[Link, list[Refusal]]:
    """The link with those values that the catalogue allows, and a refusal for each other one."""
    values, refusals = address.keep(found.values)
    pin, refused_pins = address.keep(found.pin or {}, address.PIN)
    baseline = Scenario(**pin) if pin else None
    sender = Link(Scenario(**values), found.model, found.data, baseline, found.changed & values.keys())
    refusals += refused_pins
    if not refusals and link.contradicts(found, sender):
        refusals.append(Refusal("hash", found.hash, sender.scenario.hash, sender.scenario.hash))
    return sender, refusals
