"""The one kind of error that users see: bad input, said in one line."""

from typing import Any

from pvsilver.said import Said

MAXIMUM_LENGTH = 300
SHOWN_CHARACTERS = 40


class InputError(ValueError):
    """Input that cannot be used.

    The message is one line of at most 300 characters.  It begins with the parameter, then says what was
    given, what is allowed and where to change it.  `said` is that line; a problem with a code can be said in
    other languages too.
    """

    def __init__(self, parameter: str, problem: str, code: str = "", **values: Any) -> None:
        self.parameter = parameter
        line = printable(" ".join(f"{parameter}: {problem}".split()))
        if len(line) > MAXIMUM_LENGTH:
            line = line[: MAXIMUM_LENGTH - 1] + "…"
        self.said = Said(line, code, parameter, **values)
        super().__init__(line)

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is rebuilt from its message alone, which is not what this one is made of.
        return _rebuilt, (type(self), self.said.about, str(self), self.said.code, dict(self.said.values))


def _rebuilt(
    kind: type[InputError], parameter: str, line: str, code: str, values: dict[str, Any]
) -> InputError:
    """An error that comes from another process."""
    return kind(parameter, line.removeprefix(f"{parameter}: "), code, **values)


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
