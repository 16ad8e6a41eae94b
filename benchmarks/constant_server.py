"""The least that a request can cost: the same bytes for each, through Flask on the server that Backmatter uses.

    python benchmarks/constant_server.py FILE --port PORT

Answers ``/identity`` with what FILE (JSON) holds, ``/gzip`` with what is in FILE.gz, ``/json`` with the same as FILE,
written anew each time.
"""

import argparse
import json
from functools import partial
from pathlib import Path

from flask import Flask, Response
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4
"""As many as Backmatter has."""


def application(file: Path) -> Flask:
    """The application."""
    app = Flask(__name__)
    written, compressed = file.read_bytes(), file.with_suffix(".gz").read_bytes()
    content = json.loads(written)
    answers = {
        "/identity": lambda: Response(written, mimetype="application/json"),
        "/json": lambda: Response(json.dumps(content), mimetype="application/json"),
        "/gzip": lambda: Response(compressed, mimetype="application/json", headers={"Content-Encoding": "gzip"}),
    }
    for path, answer in answers.items():
        app.add_url_rule(path, path, answer)
    return app


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    server = Granian(
        "constant_server:application",
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(application, options.file), wrap_loader=False)


if __name__ == "__main__":
    main()
