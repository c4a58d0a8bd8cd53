"""The command line and the Python that give the numbers of a scenario, ready to be copied.

Both begin from the preset that is nearest and change what differs, so that they read as a person would write
them.  They give the same numbers under the same model and data version; a permanent link keeps the values
themselves.
"""

from __future__ import annotations

import shlex
from functools import cache

from pvsilver.catalogue import Value
from pvsilver.exchange.address import to_text
from pvsilver.scenario import CENTRAL, Scenario, differences, presets
from pvsilver.world.projection import END, START

COMMANDS = {"annual": ("project",), "reconciliation": ("reconcile",)}
"""Table of a projection → verb that prints it; any other is `project --by TABLE`."""

NO_SCENARIO = ("compare",)
"""Verbs whose own arguments name their scenarios."""


def command_line(
    scenario: Scenario, start: int = START, end: int = END, command: tuple[str, ...] = ("project",)
) -> str:
    """One line for a POSIX shell, run where pvsilver is: `python -m pvsilver project …`.

    `command` is the verb with its own arguments.
    """
    name, changes = nearest(scenario)
    words = ["python", "-m", "pvsilver", *command]
    if command[0] in NO_SCENARIO:
        return shlex.join(words)
    words += ["--scenario", name] if name != CENTRAL else []
    words += [word for id, value in changes.items() for word in ("--set", f"{id}={to_text(value)}")]
    words += ["--start", str(start)] if start != START else []
    words += ["--end", str(end)] if end != END else []
    return shlex.join(words)


def from_file(file: str, command: tuple[str, ...]) -> str:
    """One line for a POSIX shell that takes the scenario from a file."""
    own = () if command[0] in NO_SCENARIO else ("--scenario", file)
    return shlex.join(["python", "-m", "pvsilver", *command, *own])


def python(scenario: Scenario, start: int = START, end: int = END, frame: str = "annual") -> str:
    """Lines of Python; `projection` holds the numbers and prints one of its frames."""
    name, changes = nearest(scenario)
    made = "pvsilver.Scenario()" if name == CENTRAL else f"pvsilver.Scenario.preset({name!r})"
    if changes:
        # Values are numbers, names, None and mappings of these: their repr is their literal.
        made += ".replace(\n" + "".join(f"    {id}={value!r},\n" for id, value in changes.items()) + ")"
    return (
        f"import pvsilver\n\nscenario = {made}\n"
        f"projection = pvsilver.project(scenario, start={start}, end={end})\n"
        f"print(projection.{frame})\n"
    )


def nearest(scenario: Scenario) -> tuple[str, dict[str, Value]]:
    """(preset, what differs from it): the preset from which the fewest values differ, central before others."""
    found = {name: {id: new for id, _, new in differences(_preset(name), scenario)} for name in presets()}
    name = min(found, key=lambda name: len(found[name]))
    return name, found[name]


@cache
def _preset(name: str) -> Scenario:
    return Scenario.preset(name)
