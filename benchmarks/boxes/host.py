"""The host of a blog's pages: Granian's own file server, on the server that Backmatter uses.

python benchmarks/boxes/host.py FOLDER --port PORT
"""

import argparse
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


async def nothing(_scope: object, _receive: object, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    """Answer for a file that is not there."""
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    server = Granian(
        "benchmarks.boxes.host:nothing",
        port=options.port,
        interface=Interfaces.ASGINL,
        static_path_route=["/pagefind", "/blog"],
        static_path_mount=[options.folder / "pagefind", options.folder],
        log_level=LogLevels.warning,
    )
    server.serve()


if __name__ == "__main__":
    main()
