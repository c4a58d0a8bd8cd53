"""A moved scenario beside its baseline: every tab opens, and tables and headlines say by how much they differ."""

import pytest

from pvsilver import words
from pvsilver.screens import outlook

MOVED = {"installations_factor": "1.2", "mg_per_w_factor": "0.9", "front_finger_width_um": "14"}


def on(visit, page, tab, **query):
    opened = visit(page, **query)
    opened.app.session_state[f"tab_{page}"] = tab
    return opened.run()


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("tab", outlook.TABS)
def test_every_tab_of_outlook_opens_with_a_moved_scenario(visit, tab, lang):
    opened = on(visit, "outlook", tab, lang=lang, **MOVED)
    assert not opened.app.error


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_counted_cells_that_a_lever_scales_are_named_so_in_the_reconciliation(visit, lang):
    opened = on(visit, "outlook", "reconciliation", lang=lang, **MOVED)
    basis = opened.app.dataframe[-1].value["2020"].iloc[3]
    assert basis == f"{words.text('basis.observed', lang)} × 1.2"
