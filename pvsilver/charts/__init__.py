"""Charts: a specification built once for its words, and a small table sent at each change.

A chart module gives `specification(words)`, kept for as long as the program runs, and `table(...)`, a
`pyarrow.Table` with fixed columns.  Charts know no language and no page: words come in as plain strings.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow as pa


class Chart(NamedTuple):
    """What is drawn: the kept Vega-Lite specification and the data it names by column."""

    specification: dict[str, Any]
    data: pa.Table
