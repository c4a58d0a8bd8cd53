"""Writes into data/datapackage.json the sources of each table, from the source ids of its rows.

Figures without a unit of their own in a table with a `unit` column are said to have the row's.
Usage: python tools/table_sources.py
"""

from __future__ import annotations

import json
import sys

from pvsilver import tables
from pvsilver.studies.data_check import declared_sources

OF_THE_ROW = "see unit"


def main() -> int:
    """Exit status 0; the file is written again only where something differs."""
    path = tables.ROOT / "datapackage.json"
    before = path.read_text(encoding="utf-8")
    package = json.loads(before)
    for resource in package["resources"]:
        resource["sources"] = declared_sources(tables.load(resource["name"]))
        names = {field["name"] for field in resource["schema"]["fields"]}
        for field in resource["schema"]["fields"]:
            if "unit" in names and field["name"] in ("low", "central", "high"):
                field.setdefault("unit", OF_THE_ROW)
    after = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
