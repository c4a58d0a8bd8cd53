"""The readers of exports of tests/exchange, under a name that does not depend on which test is run first."""

import importlib.util
from pathlib import Path

_at = Path(__file__).resolve().parents[1] / "exchange" / "opened.py"
_spec = importlib.util.spec_from_file_location("exports_opened_readers", _at)
opened = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(opened)
