"""A visitor without a browser: speaks Streamlit's own protocol, moves levers, counts what it costs the server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Server:
    """A Streamlit server of a script."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self.process = process

    def cpu_milliseconds(self) -> float:
        """CPU that the process has used so far, in user and system, all threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return 1e3 * (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def measurable() -> bool:
    """Whether this system tells the CPU of another process."""
    return Path("/proc/self/stat").is_file()


@contextmanager
def serving(script: Path, options: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server on a free port of this machine, ended with the block.  `options`: environment of the script."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
               "--server.address", "127.0.0.1", "--server.headless", "true",
               "--browser.gatherUsageStats", "false"]  # fmt: skip
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **(options or {})}) as process:  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health")
            yield Server(port, process)
        finally:
            process.terminate()
            process.wait(SECONDS)


def _wait(address: str) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}")


class Visit:
    """One visit: keeps the widgets' values as a browser does, and the messages that it may be spared."""

    def __init__(self, server: Server, page: str = "", query: str = "") -> None:
        from websockets.sync.client import connect

        self.page, self.query = page, query
        self.page_hash = ""
        self.states: dict[str, Any] = {}
        self.kept: set[str] = set()
        self.ids: dict[str, str] = {}
        self.elements: dict[str, int] = {}
        self.points = 0
        self.figures: dict[str, str] = {}
        self.numbers: dict[str, float] = {}
        self.touched: set[tuple[int, ...]] = set()
        self.line = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
        )

    def close(self) -> None:
        """Hangs up."""
        self.line.close()

    def slide(self, key: str, value: float) -> int:
        """Moves a slider; the bytes that came back."""
        from streamlit.proto.WidgetStates_pb2 import WidgetState

        state = WidgetState(id=self.ids[key])
        state.double_array_value.data.append(value)
        self.states[self.ids[key]] = state
        return self.run()

    def run(self) -> int:
        """One run of the script; the bytes that came back."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        asked = BackMsg()
        if self.page_hash:
            asked.rerun_script.page_script_hash = self.page_hash
        else:
            asked.rerun_script.page_name = self.page
        asked.rerun_script.query_string = self.query
        asked.rerun_script.widget_states.widgets.extend(self.states.values())
        asked.rerun_script.cached_message_hashes.extend(self.kept)
        self.line.send(asked.SerializeToString())
        size = 0
        self.elements, self.points, self.touched = {}, 0, set()
        while True:
            given = self.line.recv(timeout=SECONDS)
            size += len(given)
            message = ForwardMsg()
            message.ParseFromString(given)  # type: ignore[arg-type]
            if message.metadata.cacheable:
                self.kept.add(message.hash)
            kind = message.WhichOneof("type")
            if kind in ("delta", "ref_hash"):
                self.touched.add(tuple(message.metadata.delta_path))
            if kind == "delta":
                self._learn(message)
            if kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return size

    def _learn(self, message: Any) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type") or "block"
        self.elements[kind] = self.elements.get(kind, 0) + 1
        if kind == "vega_lite_chart":
            self.points += (
                _points(element.vega_lite_chart.data.data) if element.vega_lite_chart.HasField("data") else 0
            )
        if kind == "metric":
            self.figures[element.metric.label] = element.metric.body
        if kind in ("slider", "number_input"):
            id = getattr(element, kind).id
            self.ids[id.rpartition("-")[2]] = id
        if kind == "number_input":
            box = element.number_input
            shown = box.value if box.set_value else box.default
            self.numbers[box.id.rpartition("-")[2]] = shown


def _points(table: bytes) -> int:
    """How many points a chart has: values of its lines; not where they stand, nor empty ones."""
    import pyarrow as pa

    data = pa.ipc.open_stream(table).read_all()
    placed = [
        field.name
        for field in data.schema
        if not pa.types.is_floating(field.type) or field.name in ("year", "x")
    ]
    return sum(len(column) - column.null_count for column in data.drop_columns(placed).itercolumns())
