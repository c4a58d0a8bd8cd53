"""Tables that a user supplies in place of a path: {year: value}, {technology: {year: value}} and deeper."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from numbers import Real
from typing import Any, NoReturn

from pvsilver.errors import InputError, shown
from pvsilver.names import ROUTES, TECHNOLOGIES, normal

TOLERANCE = 1e-6
"""Shares may miss a sum of one by this much, the rounding of six decimals."""

EARLIEST, LATEST = 1995, 2100

CURVE = {
    "start_year": (EARLIEST, LATEST),
    "midpoint_year": (EARLIEST, LATEST),
    "finish_year": (EARLIEST, LATEST),
    "ceiling": (0.0, 1.0),
}
"""What describes an adoption curve, with the range of each; either the midpoint or the finish is given."""

_LEVELS = {"technology": TECHNOLOGIES, "route": ROUTES, "curve": tuple(CURVE)}
LEVELS = frozenset(_LEVELS) | {"year"}
"""What the keys of a table may be."""


def check(
    id: str,
    keys: tuple[str, ...],
    sum_over: str | None,
    minimum: float | None,
    maximum: float | None,
    given: Any,
) -> dict[str, Any]:
    """The table with its keys normalised and sorted, each value a float.

    Raises InputError naming the table, the place in it, and what is allowed.  Shares are never normalised.
    """
    table = _level(id, keys, minimum, maximum, given, place="")
    if sum_over:
        _check_sums(id, keys, sum_over, table)
    return table


def _level(
    id: str, keys: tuple[str, ...], minimum: float | None, maximum: float | None, given: Any, place: str
) -> dict[str, Any]:
    if not isinstance(given, Mapping) or not given:
        raise InputError(id + place, f"must be a mapping with at least one {keys[0]}")
    table: dict[str, Any] = {}
    for raw, inner in given.items():
        key = _key(id + place, keys[0], raw)
        if key in table:
            raise InputError(f"{id}{place} {key}", "is given twice")
        where = f"{place} {key}"
        if len(keys) > 1:
            table[key] = _level(id, keys[1:], minimum, maximum, inner, where)
        else:
            low, high = CURVE[key] if keys[0] == "curve" else (minimum, maximum)
            table[key] = _value(id + where, low, high, inner)
    if keys[0] == "curve":
        _check_curve(id + place, table)
    return dict(sorted(table.items()))


def _check_curve(where: str, curve: Mapping[str, float]) -> None:
    ends = [key for key in ("midpoint_year", "finish_year") if key in curve]
    if "start_year" not in curve or "ceiling" not in curve or len(ends) != 1:
        raise InputError(where, "needs start_year, ceiling and one of midpoint_year and finish_year")
    if curve["start_year"] > curve[ends[0]]:
        start, end = curve["start_year"], curve[ends[0]]
        line = f"starts in {start:g}, after its {ends[0]} = {end:g}"
        raise InputError(where, line, "refusal.curve_order", start=start, end=end)


def _key(where: str, level: str, raw: Any) -> str:
    text = str(raw).strip()
    if level == "year":
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and EARLIEST <= int(text) <= LATEST):
            line = f"{text[:20]!r} is not a year from {EARLIEST} to {LATEST}"
            raise InputError(
                where, line, "refusal.range", given=repr(text[:20]), low=EARLIEST, high=LATEST, unit="year"
            )
        return str(int(text))
    known = _LEVELS[level]
    key = normal(text)
    if key not in known:
        raise InputError(where, f"{text[:20]!r} is not a {level}: {', '.join(known)}")
    return key


def _value(where: str, minimum: float | None, maximum: float | None, raw: Any) -> float:
    value = number(raw)
    below = minimum is not None and value < minimum
    above = maximum is not None and value > maximum
    if not math.isfinite(value) or below or above:
        line = f"{shown(raw)} is not a number from {minimum:g} to {maximum:g}"
        raise InputError(where, line, "refusal.range", given=shown(raw), low=minimum, high=maximum, unit="")
    return value


def _check_sums(id: str, keys: tuple[str, ...], sum_over: str, table: Mapping[str, Any]) -> None:
    """Each year's values over one level must sum to one; the outer levels are checked each on its own."""
    depth = keys.index(sum_over)
    for outer, shares in _tables_at(table, depth):
        years = sorted({year for series in shares.values() for year in series})
        for year in years:
            total = math.fsum(series.get(year, 0.0) for series in shares.values())
            if abs(total - 1.0) > TOLERANCE:
                named = ", ".join(shares)
                place = f"{id} {outer} {year}" if outer else f"{id} {year}"
                line = f"shares sum to {total:.7g}; they must sum to 1 (row {named})"
                raise InputError(place, line, "refusal.sum", total=f"{total:.7g}")
            missing = [key for key, series in shares.items() if year not in series]
            if missing:
                place = f"{id} {outer} {year}" if outer else f"{id} {year}"
                line = f"has no value for {', '.join(missing)}; give each year to every {sum_over}"
                raise InputError(place, line, "refusal.missing_year", missing=tuple(missing))


def _tables_at(table: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if depth == 0:
        yield "", table
        return
    for key, inner in table.items():
        for rest, found in _tables_at(inner, depth - 1):
            yield f"{key} {rest}".strip(), found


def number(given: Any) -> float:
    """The number that a value is; NaN for what is none: truth values, arrays, text that does not say one."""
    if isinstance(given, bool) or not isinstance(given, (str, Real, Decimal)):
        return math.nan
    try:
        # Python reads 1_000 as a thousand; a person who typed it meant something else.  Adding 0 turns -0 to 0.
        return math.nan if "_" in str(given) else float(given) + 0.0
    except (ValueError, OverflowError):
        return math.nan


def read_json(id: str, text: str, prefix: str = "", allowed: str = "one mapping id: value") -> Any:
    """What a JSON text says.  Raises InputError for text that is not JSON, a key given twice, a number that is
    not finite and nesting too deep."""
    try:
        return json.loads(
            text, object_pairs_hook=unique_keys(id), parse_constant=_not_finite(id), parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise InputError(
            id, f"{prefix}is not JSON (line {error.lineno}: {error.msg}); it must be {allowed}"
        ) from None
    except RecursionError:
        raise InputError(id, f"{prefix}is nested too deeply; it must be {allowed}") from None


def _whole(text: str) -> float:
    """An integer; as a float past 18 digits, for Python refuses to read very long ones."""
    return int(text) if len(text) <= 18 else float(text)


def _not_finite(id: str) -> Callable[[str], NoReturn]:
    def refuse(text: str) -> NoReturn:
        raise InputError(id, f"holds {text}; numbers must be finite")

    return refuse


def unique_keys(id: str) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """A JSON object hook that refuses a key given twice instead of keeping the last."""

    def hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise InputError(id, f"the key {key[:40]!r} is given twice")
            found[key] = value
        return found

    return hook
