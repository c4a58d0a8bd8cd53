"""`serve`: the app."""

from __future__ import annotations

import argparse
import os
import socket
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
    """Serves until it is stopped."""
    if not 1 <= given.port <= HIGHEST_PORT:
        raise InputError("--port", f"{given.port} is not a port from 1 to {HIGHEST_PORT}")
    _refuse_busy(given.address, given.port)
    command = [sys.executable, "-m", "streamlit", "run", str(APP)]
    command += ["--server.port", str(given.port), "--server.address", given.address]
    if os.name == "posix":
        # The server takes this process's place: what stops the command stops the server, and no child is left.
        sys.stdout.flush()
        os.execv(command[0], command)
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _refuse_busy(address: str, port: int) -> None:
    """Raises InputError where nothing can listen; the server itself would end in many lines."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise InputError(
            "--address", f"{address[:60]!r} is not an address of this machine; try localhost"
        ) from None
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            raise InputError(
                "--port", f"{port} cannot be listened on ({error.strerror}); give another port"
            ) from None
