"""What went wrong, told at once: a table comes only at the end."""

from collections.abc import Sequence


def tell(what: str, failures: Sequence[str]) -> bool:
    """Print that *what* had these *failures*, if any; whether it had."""
    if failures:
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        print(f"- {what}: {failures[0]}{more}", flush=True)
    return bool(failures)
