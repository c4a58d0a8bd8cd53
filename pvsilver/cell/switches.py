"""Process choices that set several values at once, each of which can be edited afterwards.

`leco` sets paste, contact resistivity, J0 and sheet resistance of a TOPCon front; `print_method` sets spread,
section variation and height on every side with fingers.  Back at the preset's own state, the preset's own
values come back.  Source: metallization note, sections 4.5 and 10; `data/process_presets.csv`,
`data/print_methods.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pvsilver import tables
from pvsilver.cell.parameters import Value, parameter
from pvsilver.cell.presets import Preset
from pvsilver.errors import InputError

SWITCHES = ("leco", "print_method")


def implied_values(
    before: Mapping[str, Value], given: Mapping[str, Value], preset: Preset
) -> dict[str, Value]:
    """Values that the switches among `given` set, compared with the values `before`.

    A switch that does not change its state sets nothing, so no edit is lost.
    """
    implied: dict[str, Value] = {}
    if "leco" in given and given["leco"] != before["leco"]:
        implied |= _leco(bool(given["leco"]), preset)
    if "print_method" in given and given["print_method"] != before["print_method"]:
        widths = {
            side: given.get(f"{side}_finger_width_um", before[f"{side}_finger_width_um"])
            for side in preset.finger_sides
        }
        implied |= _print_method(given["print_method"], widths, preset)
    return implied


def _leco(on: bool, preset: Preset) -> dict[str, Value]:
    table = tables.load("process_presets")
    rows = table.select(process="leco", technology=preset.technology, state="on" if on else "off")
    if not rows:
        raise InputError(
            "leco", f"on is not available for {preset.technology}; its values are known for topcon only"
        )
    if on == preset.values["leco"]:
        return {row["parameter"]: preset.values[row["parameter"]] for row in rows}
    return {row["parameter"]: _given(row, table) for row in rows}


def _given(row: tables.Row, table: tables.Table) -> Value:
    """A value of the table; TableError with file and row where the catalogue does not allow it."""
    try:
        return parameter(row["parameter"]).check(row["value"])
    except InputError as error:
        raise table.fault(row, error) from None


def _print_method(method: Value, widths: Mapping[str, Any], preset: Preset) -> dict[str, Value]:
    implied: dict[str, Value] = {}
    for side, width in widths.items():
        if method == preset.values["print_method"]:
            for name in ("print_spread_um", "finger_section_cv", "finger_height_um"):
                implied[f"{side}_{name}"] = preset.values[f"{side}_{name}"]
            continue
        row = tables.load("print_methods").row(method=method)
        implied[f"{side}_print_spread_um"] = row["print_spread_um"]
        implied[f"{side}_finger_section_cv"] = row["finger_section_cv"]
        implied[f"{side}_finger_height_um"] = row["aspect"] * width
    return implied
