"""`make bench`: each figure as a ratio to a bare numpy floor measured in the same run.

Writes benchmarks/RESULTS.md.  Ratios travel between machines; milliseconds are shown for orientation only.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import numpy as np

from benchmarks import draws, lifetimes, page, projection, seen
from benchmarks.measure import Row

RESULTS = Path(__file__).with_name("RESULTS.md")

PAGES = (
    "A page is measured over its websocket, beside bare Streamlit pages whose steps alternate with it. They have",
    "as many levers (each a slider, a number box and a line of text), headlines, charts and points as ours, and",
    "nothing else: no model, header, tabs, table twin, files, links or footer. One is written as anybody writes it",
    "first; the other plays our tricks with charts and the collector, and is the floor. A lever moved for the first",
    "time also sends the header, some 3 kB more. What somebody sees is timed in Chromium: from a key on a slider to",
    "the frame in which the first chart is another one, where such a browser is installed.",
)

MEASUREMENTS = (projection.rows, draws.rows, lifetimes.rows, page.rows, seen.rows)


def report(found: list[Row]) -> str:
    """The results as a Markdown table."""
    lines = [
        "# Speed",
        "",
        f"Python {platform.python_version()}, numpy {np.__version__}. Medians; each ratio is of one run.",
        "",
        *PAGES,
        "",
        "| what | ms | floor | floor ms | ratio |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.what} | {row.milliseconds:.3f} | {row.floor} | {row.floor_milliseconds:.3f} | {row.ratio:.1f} |"
        for row in found
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    RESULTS.write_text(report([row for measured in MEASUREMENTS for row in measured()]), encoding="utf-8")
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))
