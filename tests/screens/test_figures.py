"""Numbers as a page writes them: a minus is a minus and no hyphen, and the sign is never lost to rounding."""

import pytest

from pvsilver.screens import figures


@pytest.mark.parametrize("value", [-0.0004, -1.25, -31.5, -1234.0])
def test_a_number_below_zero_has_the_sign_of_minus(value):
    for text in (figures.number(value), figures.signed(value, 1000.0), figures.signed(value, value)):
        assert text[0] == "\N{MINUS SIGN}"
        assert "-" not in text


def test_a_change_is_signed_and_as_fine_as_the_figure_it_belongs_to():
    assert figures.signed(2.0, 14053.0) == "+2"
    assert figures.signed(-2.0, 12.34) == "\N{MINUS SIGN}2.00"
    # What would round to nothing keeps its sign and two digits.
    assert figures.signed(-0.031, 14053.0) == "\N{MINUS SIGN}0.031"
