"""The one kind of error that users see: bad input, said in one line."""

MAXIMUM_LENGTH = 300


class InputError(ValueError):
    """Input that cannot be used.

    The message is one line of at most 300 characters.  It begins with the parameter, then says what was
    given, what is allowed and where to change it.
    """

    def __init__(self, parameter: str, problem: str) -> None:
        self.parameter = parameter
        line = " ".join(f"{parameter}: {problem}".split())
        if len(line) > MAXIMUM_LENGTH:
            line = line[: MAXIMUM_LENGTH - 1] + "…"
        super().__init__(line)


class TableError(InputError):
    """A data file that cannot be read: names the file, the row and the column."""
