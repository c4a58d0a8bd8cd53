"""Pages run without a browser, each test in a visit of its own."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).resolve().parents[2] / "app.py")
SECONDS = 60


class Visit:
    """One visit to the app: opens a page by its address, moves levers, reads what is on screen."""

    def __init__(self, page="", **query):
        self.app = AppTest.from_file(APP, default_timeout=SECONDS)
        for key, value in query.items():
            self.app.query_params[key] = value
        if page:
            self.app._page_hash = _hash_of(page)
        self.run()

    def run(self):
        self.app.run()
        assert not self.app.exception, self.app.exception[0].value
        return self

    def open(self, page):
        """Another page, as a click on the navigation opens it: with an empty address."""
        self.app.query_params.clear()
        self.app._page_hash = _hash_of(page)
        return self.run()

    @property
    def query(self):
        """The address as the run has left it."""
        return dict(self.app.query_params)

    @property
    def scenario(self):
        return self.app.session_state["face"].scenario

    def headline(self, column):
        """The number of a headline, and its text."""
        label = next(metric for metric in self.app.metric if metric.label in self.labels(column))
        return float(re.sub(r"[^\d.]", "", label.value.split()[0])), label.value

    @staticmethod
    def labels(column):
        from pvsilver import words

        return {words.text(f"headline.{column}", lang) for lang in words.LANGUAGES}

    @property
    def text(self):
        return "\n".join(element.value for element in [*self.app.markdown, *self.app.caption])

    def slide(self, id, value):
        self.app.slider(f"lever_{id}").set_value(value)
        return self.run()

    def type(self, id, value):
        self.app.number_input(f"number_{id}").set_value(value)
        return self.run()

    def choose(self, key, value):
        self.app.selectbox(key).set_value(value)
        return self.run()

    def click(self, key):
        self.app.button(key).click()
        return self.run()

    def press(self, key, value):
        """A segmented control, such as the language."""
        self.app.segmented_control(key).set_value(value)
        return self.run()


def _hash_of(page):
    """How Streamlit knows a page that has its own address."""
    from streamlit.util import calc_hash

    return calc_hash(page)


@pytest.fixture
def visit():
    return Visit
