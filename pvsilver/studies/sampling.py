"""Draws of a scenario's numbers: stratified, the same for a seed whatever else is drawn, tied where the past ties.

A range goes with the scenario's own value: low, central and high of the data are moved so that the central one is
the value in force, and end where the parameter's own limits do.  Nothing drawn is clipped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pvsilver import catalogue, distributions
from pvsilver.catalogue import Parameter
from pvsilver.errors import InputError, shown
from pvsilver.scenario import Scenario
from pvsilver.world import misses

Array = npt.NDArray[np.float64]

PAGES = ("outlook", "market", "recovery")
"""Pages whose parameters are of the world; those of a cell have a spread of their own."""

TIED = ("installations_miss", "mg_per_w_miss")
"""Drawn with the tie of past misses: fast growth brought fast thrift."""

SECOND = "/again"
"""What a second stream of a parameter is named by."""

CHUNK = 1000
"""Draws that are stratified together.  Each chunk has a stream of its own, so blocks do not change the draws."""


def drawn_by_default(scenario: Scenario) -> tuple[str, ...]:
    """Ids that vary when nobody says which: those of the world with a distribution and a value."""
    return tuple(
        id
        for id, parameter in catalogue.load().items()
        if parameter.page in PAGES and parameter.distribution != "none" and scenario[id] is not None
    )


def checked(vary: Collection[str], scenario: Scenario) -> tuple[str, ...]:
    """The ids as given.  Raises InputError for one that has no range or no value to vary around."""
    if isinstance(vary, str):
        raise InputError("vary", f"{shown(vary)} is one text; give a list of ids, such as [{shown(vary)}]")
    declared = catalogue.load()
    for id in vary:
        parameter = declared[str(id)]
        if parameter.page not in PAGES or not _has_range(parameter) or scenario[id] is None:
            known = ", ".join(drawn_by_default(scenario))
            raise InputError("vary", f"{id} has no range to draw from; there are {known}")
    return tuple(dict.fromkeys(vary))


def _has_range(parameter: Parameter) -> bool:
    low, high = parameter.low, parameter.high
    numeric = parameter.type == "number" and parameter.range_kind == "absolute"
    return numeric and low is not None and high is not None and low < high


def numbers(
    scenario: Scenario,
    ids: Collection[str],
    seed: int,
    first: int,
    count: int,
    again: Collection[str] = (),
) -> dict[str, Array]:
    """Values of draws first…first + count by id, each (count, 1); a tied one by year from 1995, (count, years).

    again: ids that take a second stream of their own, independent of the first, for sensitivity.
    """
    stream = {id: id + SECOND if id in again else id for id in ids}
    tied = tuple(id for id in TIED if id in ids)
    scores = dict(zip(tied, _scores(tuple(stream[id] for id in tied), seed, first, count), strict=True))
    found = {}
    for id in ids:
        value = float(scenario.number(id))
        if id in TIED:
            found[id] = value + scores[id]
        else:
            found[id] = _drawn(id, value, stream[id], seed, first, count)
    return found


@lru_cache(maxsize=16)
def _scores(streams: tuple[str, ...], seed: int, first: int, count: int) -> tuple[Array, ...]:
    """Standard normal scores of each stream, (count, 1); of both misses the second tied to the first by year."""
    scores = [normal_scores(stream, seed, first, count)[:, None] for stream in streams]
    if len(scores) == len(TIED):
        tie = misses.tie()
        scores[1] = tie * scores[0] + np.sqrt(1.0 - tie * tie) * scores[1]
    for found in scores:
        found.flags.writeable = False
    return tuple(scores)


@lru_cache(maxsize=512)
def _drawn(id: str, value: float, stream: str, seed: int, first: int, count: int) -> Array:
    """Draws around a value, (count, 1); kept, since a moved lever leaves the values of all others as they are."""
    parameter, rank = catalogue.load()[id], ranks(stream, seed, first, count)[:, None]
    low, high = around(parameter, value)
    found = (
        distributions.uniform(rank, low, high)
        if parameter.distribution == "uniform"
        else distributions.triangular(rank, low, value, high)
    )
    found.flags.writeable = False
    return found


def around(parameter: Parameter, value: float) -> tuple[float, float]:
    """Range of a parameter moved to a value: (low, high), within the parameter's own limits."""
    low, central, high = parameter.low, parameter.central, parameter.high
    assert low is not None
    assert central is not None
    assert high is not None
    least = -np.inf if parameter.minimum is None else parameter.minimum
    most = np.inf if parameter.maximum is None else parameter.maximum
    return max(least, value + (low - central)), min(most, value + (high - central))


def ranks(id: str, seed: int, first: int, count: int) -> Array:
    """Ranks between 0 and 1 of draws first…first + count: one in each of as many strata as a chunk has draws."""
    return _joined(_chunk, id, seed, first, count)


@lru_cache(maxsize=128)
def _chunk(id: str, seed: int, chunk: int) -> Array:
    stream = np.random.default_rng([seed, chunk, int.from_bytes(id.encode(), "little")])
    found: Array = (stream.permutation(CHUNK) + stream.uniform(1e-9, 1.0 - 1e-9, CHUNK)) / CHUNK
    found.flags.writeable = False
    return found


def normal_scores(id: str, seed: int, first: int, count: int) -> Array:
    """Standard normal draws first…first + count."""
    return _joined(_normal_chunk, id, seed, first, count)


@lru_cache(maxsize=16)
def _normal_chunk(id: str, seed: int, chunk: int) -> Array:
    return distributions.normal(_chunk(id, seed, chunk))


def _joined(of_chunk: Callable[[str, int, int], Array], id: str, seed: int, first: int, count: int) -> Array:
    chunks = range(first // CHUNK, (first + count - 1) // CHUNK + 1)
    joined = np.concatenate([of_chunk(id, seed, chunk) for chunk in chunks])
    start = first - chunks[0] * CHUNK
    return joined[start : start + count]
