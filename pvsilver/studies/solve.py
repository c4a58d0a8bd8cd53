"""Asking backwards: which value of one parameter meets a target."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from pvsilver import catalogue
from pvsilver.catalogue import Parameter
from pvsilver.cell import design as cells
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario, expected
from pvsilver.studies import target as targets
from pvsilver.studies.target import Target

LOOKS = 200
"""Values of the range that are tried at first, evenly and again by ratio; an answer narrower than their distance may
be missed."""


@dataclass(frozen=True)
class Solution:
    """The value that meets a target, or the nearest to it."""

    id: str
    target: Target
    reached: bool
    """The target is met; one of equality also where it lies between two neighbouring steps of the parameter."""
    value: float
    """on the parameter's own steps, so that every face takes it as it is; the nearest where none meets the target"""
    achieved: float
    """what the scenario with that value gives"""
    scenario: Scenario
    """the scenario with that value"""


def solve(scenario: Scenario, id: str, target: str | Target) -> Solution:
    """The value of one number of a scenario that meets a target; of several the nearest to the present value.

    id: a number or whole number of the catalogue, tried over its whole range.  target: `net_silver_t@2035=4000`, a
    yearly column of `project` from 2010 to 2100, or `silver_mg_per_w=8`, a number of the scenario's cell; `<=` and
    `>=` ask for a bound.  Values at which the scenario is impossible are passed over.  Raises InputError for another
    kind of parameter, for a target that is none, and where no value at all is possible.
    """
    expected(scenario)
    parameter = catalogue.load()[str(id)]
    if parameter.type not in ("number", "integer"):
        raise InputError("for", f"{parameter.id} is a {parameter.type}; only a number can be solved for")
    wanted = target if isinstance(target, Target) else targets.read(target)
    steps = _Steps(scenario, parameter, wanted)
    place = steps.meeting()
    reached = place is not None
    if place is None:
        place = steps.nearest()
        reached = steps.gap(place) == 0.0
    value = steps.value(place)
    found = scenario.replace(**{parameter.id: value})
    return Solution(parameter.id, wanted, reached, value, wanted.measured(found), found)


class _Steps:
    """The parameter's steps by their number from the minimum, and by how much each misses the target."""

    def __init__(self, scenario: Scenario, parameter: Parameter, wanted: Target) -> None:
        assert parameter.minimum is not None
        assert parameter.maximum is not None
        self.scenario, self.parameter, self.wanted = scenario, parameter, wanted
        self.step = parameter.step or 1.0
        self.last = math.floor((parameter.maximum - parameter.minimum) / self.step + 1e-9)
        self.problem: InputError | None = None
        self.gap: Callable[[int], float] = cache(self._gap)
        present = _present(scenario, parameter)
        self.present = None if present is None else self._place(present)
        own = () if self.present is None else (self.present,)
        self.tried = self._possible({*_even(0, self.last), *_by_ratio(self.last), *own})
        if not self.tried and self.problem is not None:
            raise self.problem

    def value(self, place: int) -> float:
        """The parameter's value at a step."""
        assert self.parameter.minimum is not None
        return float(str(self.parameter.check(self.parameter.minimum + place * self.step)))

    def meeting(self) -> int | None:
        """The step that meets the target nearest to the present value; None where none is found."""
        kept = [place for place in self.tried if self.gap(place) == 0.0]
        pairs = zip(self.tried, self.tried[1:], strict=False)
        kept += [self._crossing(*pair) for pair in pairs if self._differ(*pair)]
        if not kept:
            return None
        start = self.nearest() if self.present is None else self.present
        return min(kept, key=lambda place: (abs(place - start), abs(self.gap(place))))

    def nearest(self) -> int:
        """The step that misses the target least; of equal ones the nearest to the present value."""
        tried, start = self.tried, self.present or 0
        while True:
            best = min(range(len(tried)), key=lambda i: (abs(self.gap(tried[i])), abs(tried[i] - start)))
            low, high = tried[max(best - 1, 0)], tried[min(best + 1, len(tried) - 1)]
            finer = self._possible(_even(low, high))
            if high - low <= 2 or len(finer) <= 1 or finer == tried:
                return tried[best]
            tried = finer

    def _differ(self, low: int, high: int) -> bool:
        """Whether the target lies between two steps."""
        before, after = self.gap(low), self.gap(high)
        if self.wanted.relation == "=":
            return before * after < 0.0
        return (before == 0.0) != (after == 0.0)

    def _crossing(self, low: int, high: int) -> int:
        """Of two neighbouring steps with the target between them, found by halving, the one that misses it less."""
        while high - low > 1:
            middle = (low + high) // 2
            if math.isnan(self.gap(middle)):
                break
            low, high = (middle, high) if self._differ(middle, high) else (low, middle)
        return min((low, high), key=lambda place: abs(self.gap(place)))

    def _place(self, value: float) -> int:
        assert self.parameter.minimum is not None
        return round((value - self.parameter.minimum) / self.step)

    def _possible(self, places: Iterable[int]) -> list[int]:
        return sorted(place for place in places if not math.isnan(self.gap(place)))

    def _gap(self, place: int) -> float:
        try:
            scenario = self.scenario.replace(**{self.parameter.id: self.value(place)})
            return self.wanted.gap(self.wanted.measured(scenario))
        except InputError as problem:
            self.problem = self.problem or problem
            return math.nan


def _present(scenario: Scenario, parameter: Parameter) -> float | None:
    """The value in force, of a cell also where its preset has it; None where a path decides."""
    value = scenario[parameter.id]
    if value is None:
        value = cells.from_scenario(scenario).values.get(parameter.id)
    return None if value is None else float(str(value))


def _even(low: int, high: int) -> set[int]:
    """Whole numbers from low to high, evenly, both ends among them."""
    count = min(LOOKS, high - low)
    return {low + round((high - low) * i / count) for i in range(count + 1)} if count else {low}


def _by_ratio(last: int) -> set[int]:
    """Whole numbers up to the last by equal ratios: a range of several powers of ten is looked at in each."""
    return {round(last ** (i / LOOKS)) for i in range(LOOKS + 1)} if last else set()
