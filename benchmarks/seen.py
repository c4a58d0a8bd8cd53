"""From a key on a slider to a changed chart, as somebody sees it in a browser, beside the bare pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.measure import Row
from benchmarks.page import BARE, BARE_PAGE, STEPS_OF, Parts, Step
from benchmarks.visitor import ROOT, Server, Visit, serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ROUNDS, STEPS, PAGES = 6, 5, 2
SETTLED = "() => !document.querySelector('[data-testid=stStatusWidget], [data-stale=true]')"

TIMED = """() => { window.seen = new Promise(resolve => {
  const chart = () => document.querySelector('[data-testid=stVegaLiteChart]')?.querySelector('canvas, svg');
  const drawn = () => { const it = chart(); return it?.toDataURL ? it.toDataURL() : it?.outerHTML; };
  const before = drawn();
  addEventListener('keydown', () => {
    const start = performance.now();
    const look = () => { const now = drawn();
      if (now && now !== before) resolve(performance.now() - start); else requestAnimationFrame(look); };
    requestAnimationFrame(look);
  }, {once: true, capture: true});
}) }"""
"""Looks at every frame after the key; a chart that is not there has not changed yet."""


def rows() -> list[Row]:
    """A row a page and floor; none where there is no Chromium, or nothing to drive it."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None or find_spec("playwright") is None:
        return []
    return [row for step in STEPS_OF[:PAGES] for row in _rows(step, path)]


def _rows(step: Step, browser: str) -> list[Row]:
    with ExitStack() as stack:
        ours = stack.enter_context(serving(ROOT / "app.py"))
        visit = Visit(ours, step.page)
        visit.run()
        parts = Parts.of(visit)
        visit.close()
        bare = [stack.enter_context(serving(BARE_PAGE, parts.environment(lean))) for lean in BARE.values()]
        opened = stack.enter_context(_chromium(browser))
        sliders = [_slider(opened, ours, step.page, step.lever)]
        sliders += [_slider(opened, server, "", "lever_0") for server in bare]
        ours_ms, *bare_ms = _alternately(sliders)
    what = f"a key on a slider to the changed chart, /{step.page}, Chromium, wall; {parts}"
    return [
        Row(what, ours_ms, f"bare Streamlit page {name}", ms) for name, ms in zip(BARE, bare_ms, strict=True)
    ]


@contextmanager
def _chromium(path: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def _slider(browser: Any, server: Server, place: str, key: str) -> Any:
    window = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    window.goto(f"http://127.0.0.1:{server.port}/{place}")
    window.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()
    window.wait_for_function(SETTLED)
    return window.locator(f".st-key-{key} input[type=range]")


def _alternately(sliders: list[Any]) -> list[float]:
    """Median milliseconds of each, in rounds of steps in turn; the first round warms up."""
    taken: list[list[float]] = [[] for _ in sliders]
    for turn in range(ROUNDS + 1):
        for times, slider in zip(taken, sliders, strict=True):
            for _ in range(STEPS):
                window = slider.page
                slider.focus()
                window.evaluate(TIMED)
                slider.press("ArrowRight")
                milliseconds = window.evaluate("() => window.seen")
                window.wait_for_function(SETTLED)
                if turn:
                    times.append(milliseconds)
    return [float(np.median(times)) for times in taken]
