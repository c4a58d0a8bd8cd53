"""The one kind of error that users see: bad input, said in one line."""

from typing import Any

MAXIMUM_LENGTH = 300
SHOWN_CHARACTERS = 40


class InputError(ValueError):
    """Input that cannot be used.

    The message is one line of at most 300 characters.  It begins with the parameter, then says what was
    given, what is allowed and where to change it.
    """

    def __init__(self, parameter: str, problem: str) -> None:
        self.parameter = parameter
        line = printable(" ".join(f"{parameter}: {problem}".split()))
        if len(line) > MAXIMUM_LENGTH:
            line = line[: MAXIMUM_LENGTH - 1] + "…"
        super().__init__(line)


def printable(text: str) -> str:
    """The text with what no terminal should be sent (control characters, lone surrogates) as question marks."""
    return "".join(c if c.isprintable() else "?" for c in text)


def shown(given: Any) -> str:
    """A given value as a message shows it: at most 40 characters of it, text in quotes."""
    try:
        text = given if isinstance(given, str) else repr(given)
    except ValueError:
        # Python refuses to write an integer of more than 4,300 digits.
        text = f"a {type(given).__name__} too long to show"
    if len(text) > SHOWN_CHARACTERS:
        return repr(text[:SHOWN_CHARACTERS] + "…")
    return repr(text) if isinstance(given, str) else text


class TableError(InputError):
    """A data file that cannot be read: names the file, the row and the column."""
