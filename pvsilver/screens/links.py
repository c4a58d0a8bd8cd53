"""The scenario on screen, for elsewhere: its address, command line and Python; refusals in words."""

from __future__ import annotations

import shlex
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from pvsilver import catalogue
from pvsilver.exchange import address
from pvsilver.exchange.address import Refusal
from pvsilver.scenario import Scenario
from pvsilver.screens import results, state
from pvsilver.screens.state import say


def full_address(now: state.Face) -> str:
    """The address of this page with everything that is on screen."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(state.to_query(now)), ""))


def command(scenario: Scenario) -> str:
    """The command line that prints the numbers on screen."""
    name = results.preset_of(scenario.replace(headline_year=Scenario()["headline_year"]))
    words = ["python", "-m", "pvsilver", "project"]
    if name and results.preset(name) == scenario:
        words += ["--scenario", name] if name != results.preset_names()[0] else []
    else:
        words += [part for id, value in scenario.changed.items() for part in ("--set", f"{id}={address.to_text(value)}")]
    words += _years(scenario)
    return shlex.join(words)


def _years(scenario: Scenario) -> list[str]:
    start, end = results.first_year(scenario), results.horizon(scenario)
    found = ["--start", str(start)] if start != results.START else []
    return found + (["--end", str(end)] if end != results.END else [])


def python(scenario: Scenario) -> str:
    """The Python that gives the numbers on screen."""
    values = "".join(f"\n    {id}={value!r}," for id, value in scenario.changed.items())
    made = f"Scenario({values}\n)" if values else "Scenario()"
    start, end = results.first_year(scenario), results.horizon(scenario)
    return f"import pvsilver\n\nscenario = pvsilver.{made}\nprint(pvsilver.project(scenario, {start}, {end}).annual)"


def allowed(refusal: Refusal) -> str:
    """What a value may be, in the visitor's language."""
    declared = catalogue.load()
    if refusal.id == address.VERSION_KEY:
        return say("allowed.version")
    if refusal.id in address.VIEW_KEYS:
        return say("allowed.view", choices=refusal.allowed)
    if refusal.id not in declared:
        return say("allowed.known")
    parameter = declared[refusal.id]
    if refusal.allowed != parameter.allowed:
        return refusal.allowed
    if parameter.type == "choice":
        return say("allowed.choice", choices=", ".join(parameter.choices))
    if parameter.type == "table":
        return say("allowed.table", keys=", ".join(say(f"column.{key}") for key in parameter.keys))
    kind = "allowed.integer" if parameter.type == "integer" else "allowed.number"
    return say(kind, low=f"{parameter.minimum:g}", high=f"{parameter.maximum:g}")


def used(refusal: Refusal) -> str:
    """What is used instead."""
    return {"nothing": say("notice.nothing"), "empty": say("notice.empty"), "": say("notice.empty")}.get(
        refusal.used, refusal.used
    )
