"""How a value is shown inside a problem's message."""

_LIMIT = 60


def quoted(value: object) -> str:
    """*value* in quotes, on one line and not longer than 60 characters."""
    line = " ".join(str(value).split())
    return f'"{line}"' if len(line) <= _LIMIT else f'"{line[: _LIMIT - 1]}…"'
