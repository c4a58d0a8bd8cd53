"""What one step of a slider costs the server, beside bare Streamlit pages with as many levers and charts."""

from __future__ import annotations

from contextlib import ExitStack
from typing import NamedTuple

import numpy as np

from benchmarks.measure import Row
from benchmarks.visitor import ROOT, Server, Visit, measurable, serving

BARE_PAGE = ROOT / "benchmarks" / "bare_page.py"
ROUNDS, STEPS = 9, 10
BARE = {"as first written": 0, "with a collector at rest and kept specifications": 1}
LEVER_KINDS = ("slider", "selectbox")
"""Each lever of ours is one of these."""


class Step(NamedTuple):
    """A slider of a page, where it starts and how far it is moved each time."""

    page: str
    lever: str
    first: float
    by: float


STEPS_OF = (
    Step("outlook", "lever_installations_factor", 0.5, 0.01),
    Step("", "lever_front_finger_width_um", 6.0, 0.1),
    Step("cell", "lever_front_finger_width_um", 14.0, 0.1),
    Step("recovery", "lever_collection_share_factor", 0.5, 0.01),
    Step("market", "lever_silver_price_usd_per_oz", 40.0, 0.5),
)


class Cost(NamedTuple):
    """Medians of a step: CPU of the server in ms, bytes sent."""

    milliseconds: float
    sent: float


class Parts(NamedTuple):
    """How many of each a page has; a bare page is given as many."""

    levers: int
    headlines: int
    charts: int
    points: int
    """of a chart, in the mean"""

    @classmethod
    def of(cls, visit: Visit) -> Parts:
        """Those of our page, drawn as a whole."""
        levers = sum(visit.elements.get(kind, 0) for kind in LEVER_KINDS) - 1  # The scenario's name is none.
        charts = visit.elements["vega_lite_chart"]
        return cls(levers, visit.elements["metric"], charts, visit.points // charts)

    def environment(self, lean: int) -> dict[str, str]:
        """What tells the bare page."""
        return {f"BARE_{name.upper()}": str(value) for name, value in self._asdict().items()} | {
            "BARE_LEAN": str(lean)
        }

    def __str__(self) -> str:
        return (
            f"{self.levers} levers, {self.headlines} headlines, {self.charts} charts of {self.points} points"
        )


def rows() -> list[Row]:
    """A row a page and floor; none where the system does not tell the CPU of another process."""
    return [row for step in STEPS_OF for row in _rows(step)] if measurable() else []


def _rows(step: Step) -> list[Row]:
    with ExitStack() as open_servers:
        ours = open_servers.enter_context(serving(ROOT / "app.py"))
        mine = _visit(open_servers, ours, step.page)
        parts = Parts.of(mine)
        servers, visits, keys = [ours], [mine], [step.lever]
        for lean in BARE.values():
            servers.append(open_servers.enter_context(serving(BARE_PAGE, parts.environment(lean))))
            visits.append(_visit(open_servers, servers[-1], ""))
            keys.append("lever_0")
        ours_cost, *bare_costs = _alternately(servers, visits, keys, step)
    where = f"a lever moved on, /{step.page}, {step.lever.removeprefix('lever_')}, server CPU"
    what = f"{where}; {ours_cost.sent / 1e3:.0f} kB sent; {parts}"
    return [
        Row(what, ours_cost.milliseconds, f"bare Streamlit page {name}, {cost.sent / 1e3:.0f} kB", cost.milliseconds)
        for name, cost in zip(BARE, bare_costs, strict=True)
    ]  # fmt: skip


def _visit(open_servers: ExitStack, server: Server, page: str) -> Visit:
    visit = Visit(server, page)
    open_servers.callback(visit.close)
    visit.run()
    return visit


def _alternately(servers: list[Server], visits: list[Visit], keys: list[str], step: Step) -> list[Cost]:
    """Rounds of steps in turn, so that a drift of the machine hits all; each step shows a new value."""
    spent: list[list[float]] = [[] for _ in servers]
    sent: list[list[int]] = [[] for _ in servers]
    value = step.first
    for turn in range(ROUNDS + 1):
        for place, (server, visit, key) in enumerate(zip(servers, visits, keys, strict=True)):
            before = server.cpu_milliseconds()
            bytes_sent = [
                visit.slide(key, round((value if place == 0 else 1.0 + turn) + step.by * turn_step, 6))
                for turn_step in range(1, STEPS + 1)
            ]
            if turn:
                spent[place].append((server.cpu_milliseconds() - before) / STEPS)
                sent[place] += bytes_sent
        value += step.by * STEPS
    return [Cost(float(np.median(ms)), float(np.median(size))) for ms, size in zip(spent, sent, strict=True)]
