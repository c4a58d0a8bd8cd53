"""`serve`: the app."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from pvsilver.errors import InputError

APP = Path(__file__).resolve().parent.parent.parent / "app.py"
HIGHEST_PORT = 65535


def add_to(parser: argparse.ArgumentParser) -> None:
    """Flags of the verb."""
    parser.add_argument("--port", type=int, default=8501, help="port on this machine (default 8501)")
    parser.add_argument("--address", default="localhost", help="address to listen on (default localhost)")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serves until interrupted."""
    if not 1 <= given.port <= HIGHEST_PORT:
        raise InputError("--port", f"{given.port} is not a port from 1 to {HIGHEST_PORT}")
    command = [sys.executable, "-m", "streamlit", "run", str(APP)]
    command += ["--server.port", str(given.port), "--server.address", given.address]
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0
