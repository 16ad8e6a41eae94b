"""Search systems in JavaScript, each in a Node process of its own behind a pipe."""

import json
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.collection import Collection
from benchmarks.systems.protocol import Answer, Found, Question, System

_SERVER = Path(__file__).parent / "node" / "server.cjs"


class JavaScript(System):
    """The system whose adapter is ``node/<name>.cjs``. Its CPU time is what Node reports, without the pipe's."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._spent = 0.0
        self._node = subprocess.Popen(
            ["node", str(_SERVER), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def build(self, collection: Collection) -> None:
        """Index, and write the index to disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._ask("build", folder=str(self.folder), file=str(collection.file))

    def open(self) -> None:
        """Read the index from disk."""
        self._ask("open", folder=str(self.folder))

    def rank(self, text: str, limit: int) -> list[str]:
        """As the adapter ranks."""
        ids: list[str] = self._ask("rank", text=text, limit=limit)
        return ids

    def answer(self, question: Question) -> Answer:
        """As the adapter answers."""
        page = self._ask("answer", text=question.text, kind=question.kind)
        return Answer(page["total"], [Found(*hit) for hit in page["hits"]], page["tags"])

    def cpu_seconds(self) -> float:
        """What Node used for the work itself."""
        return self._spent

    def process(self) -> int:
        """Node's process."""
        return self._node.pid

    def close(self) -> None:
        """End Node."""
        assert self._node.stdin
        self._node.stdin.close()
        self._node.wait()

    def _ask(self, act: str, **request: object) -> Any:  # noqa: ANN401  (whatever the JSON holds)
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps({"act": act, **request}) + "\n")
        self._node.stdin.flush()
        reply = self._node.stdout.readline()
        if not reply:
            raise RuntimeError("Node ended, as told above. If it misses a package: npm install --prefix benchmarks")
        answer = json.loads(reply)
        self._spent = answer["cpu"]
        return answer["result"]
