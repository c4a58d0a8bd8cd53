"""The app in a real browser: a server on a free port of this machine, the system's Chromium, bounded waits."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SECONDS = 30
MILLISECONDS = 1000 * SECONDS

KNOWN_NOISE = ("404 (Not Found)",)
"""Streamlit asks for its health under the page's own path first, and then where it is."""


@pytest.fixture(scope="session")
def server():
    """Address of the app, served for these tests alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
               "--server.address", "127.0.0.1"]  # fmt: skip
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", run)
            yield f"http://127.0.0.1:{port}"
        finally:
            run.terminate()
            try:
                run.wait(10)
            except subprocess.TimeoutExpired:
                run.kill()


def _wait(address, run):
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert run.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {address} within {SECONDS} s")


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this system: install it with `apt-get install chromium`")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened
        opened.close()


class Window:
    """One window: what it shows, what it asked for, what its console said."""

    def __init__(self, browser, server, width=1440, height=900, scheme="light"):
        self.server = server
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(MILLISECONDS)
        self.errors, self.requests = [], []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _console(self, message):
        if message.type == "error" and not any(noise in message.text for noise in KNOWN_NOISE):
            self.errors.append(message.text)

    def open(self, address="/"):
        self.page.goto(self.server + address)
        return self.settle()

    def settle(self):
        """Waits until the page is drawn to its end and no run is under way."""
        self.page.locator(".st-key-footer").wait_for()
        self.page.wait_for_function(
            "() => !document.querySelector('[data-testid=\"stStatusWidget\"]') "
            "&& !document.querySelector('[data-stale=\"true\"]')"
            "&& document.querySelector('[data-test-script-state]')?.dataset.testScriptState !== 'running'"
        )
        return self

    def at(self, key):
        """The element of a contractual key."""
        return self.page.locator(f".st-key-{key}").first

    def headline(self, column):
        """Text of a headline: label, number with unit, change."""
        return self.at(f"headline_{column}").inner_text()

    def number(self, column):
        """The number of a headline."""
        value = self.at(f"headline_{column}").locator('[data-testid="stMetricValue"]').inner_text()
        return float(value.split()[0].replace(",", "").replace("\N{MINUS SIGN}", "-"))

    def until(self, column, changed_from):
        """Waits until a headline shows another number, and gives it."""
        self.page.wait_for_function(
            "([key, before]) => document.querySelector(`.st-key-headline_${key} [data-testid=stMetricValue]`)"
            "?.innerText !== before",
            arg=[column, changed_from],
        )
        return self.number(column)

    def value_text(self, column):
        return self.at(f"headline_{column}").locator('[data-testid="stMetricValue"]').inner_text()


@pytest.fixture
def window(browser, server):
    """Opens windows and closes them; none of them may have met an error or asked for anything elsewhere."""
    opened = []

    def make(**options):
        opened.append(Window(browser, server, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()
        assert not each.errors
        elsewhere = [url for url in each.requests if not url.startswith((each.server, "data:", "blob:"))]
        assert not elsewhere
