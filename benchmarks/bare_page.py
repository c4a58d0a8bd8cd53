"""The floor of a page: plain Streamlit with as many levers, headlines, charts and points as the BARE_ variables say.

A lever is a slider, a number box and a line of text; a headline a figure with its change; a chart lines over the
years that a projection shows.  Nothing is computed beyond one multiplication.  BARE_LEAN=1 plays our own tricks: the
collector is frozen and seldom runs, and a chart is a kept specification with an Arrow table; without it, the page is
as one writes it first.
"""

import gc
import os
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

LEVERS, HEADLINES, CHARTS, POINTS, LEAN = (
    int(os.environ[f"BARE_{name}"]) for name in ("LEVERS", "HEADLINES", "CHARTS", "POINTS", "LEAN")
)
YEARS = np.arange(2015, 2051)
NAMES = [f"line {place}" for place in range(1, max(1, round(POINTS / len(YEARS))) + 1)]
SPECIFICATION = {
    "mark": "line",
    "height": 330,
    "encoding": {
        "x": {"field": "year", "type": "quantitative"},
        "y": {"field": "t", "type": "quantitative"},
        "color": {"field": "line", "type": "nominal"},
    },
}


@cache
def settle() -> None:
    """As the app does after its first run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def chart(height: float) -> None:
    """Lines of different height."""
    lines = [height * YEARS * part for part in range(1, len(NAMES) + 1)]
    if LEAN:
        rows = {"year": np.tile(YEARS, len(NAMES)), "t": np.concatenate(lines),
                "line": np.repeat(NAMES, len(YEARS))}  # fmt: skip
        st.vega_lite_chart(pa.table(rows), SPECIFICATION)
    else:
        st.line_chart(pd.DataFrame(dict(zip(NAMES, lines, strict=True)), index=YEARS), height=330)


st.set_page_config(page_title="bare", layout="wide")
moved = 0.0
with st.sidebar:
    for place in range(LEVERS):
        moved += st.slider(f"Lever {place}", 0.0, 100.0, 1.0, 0.01, key=f"lever_{place}")
        moved += st.number_input(f"Number {place}", 0.0, 100.0, 1.0, 0.01, key=f"number_{place}")
        st.caption(f"default 1.00 · range 0.00-100.00 · lever {place}")
with st.container(horizontal=True):
    for place in range(HEADLINES):
        st.metric(
            f"Headline {place}", f"{moved * (place + 1):,.1f} t", delta=f"{moved:+,.1f} t", help="A figure."
        )
for _ in range(CHARTS):
    chart(moved)
if LEAN:
    settle()
