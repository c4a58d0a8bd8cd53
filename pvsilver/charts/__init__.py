"""Charts: a specification built once for its words, and a small table sent at each change.

A chart module gives `specification(words)`, kept for as long as the program runs, and `table(...)`, a
`pyarrow.Table` with fixed columns.  Charts know no language and no page: words come in as plain strings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pyarrow as pa

MINUS = "−"
"""In texts of a chart: as wide as the plus, which a hyphen is not."""


class Chart(NamedTuple):
    """What is drawn: the kept Vega-Lite specification and the data it names by column."""

    specification: dict[str, Any]
    data: pa.Table


def rows(schema: pa.Schema, columns: Mapping[str, Any]) -> pa.Table:
    """Rows of one kind: the columns given, of one length, and nothing in the others.  NaN is no value."""
    count = len(next(iter(columns.values())))
    arrays = [
        pa.array(columns[field.name], type=field.type, from_pandas=True)
        if field.name in columns
        else pa.nulls(count, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
