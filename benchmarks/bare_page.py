"""The floor of a page: plain Streamlit, with as many levers and charts as BARE_LEVERS and BARE_CHARTS say.

A lever is a slider, a number box and a line of text; a chart has three lines over the years that a projection
shows.  Nothing is computed beyond one multiplication.  BARE_LEAN=1 plays our own tricks: the collector is frozen
and a chart is a kept specification with an Arrow table; without it, the page is as one writes it first.
"""

import gc
import os
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

LEVERS, CHARTS, LEAN = (int(os.environ[f"BARE_{name}"]) for name in ("LEVERS", "CHARTS", "LEAN"))
YEARS = np.arange(2015, 2051)
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


def chart(height: float) -> None:
    """Three lines."""
    if LEAN:
        rows = {"year": np.tile(YEARS, 3), "t": height * np.concatenate([YEARS * part for part in (1.0, 2.0, 3.0)]),
                "line": np.repeat(["a", "b", "c"], len(YEARS))}  # fmt: skip
        st.vega_lite_chart(pa.table(rows), SPECIFICATION)
    else:
        lines = {name: height * YEARS * part for part, name in enumerate("abc", 1)}
        st.line_chart(pd.DataFrame(lines, index=YEARS), height=330)


st.set_page_config(page_title="bare", layout="wide")
moved = 0.0
with st.sidebar:
    for place in range(LEVERS):
        moved += st.slider(f"Lever {place}", 0.0, 100.0, 1.0, 0.01, key=f"lever_{place}")
        moved += st.number_input(f"Number {place}", 0.0, 100.0, 1.0, 0.01, key=f"number_{place}")
        st.caption(f"default 1.00 · range 0.00-100.00 · lever {place}")
for _ in range(CHARTS):
    chart(moved)
if LEAN:
    settle()
