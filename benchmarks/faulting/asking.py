"""Asking a running service for a sync, and following the task that comes of it."""

import json
import time
from typing import Any

from benchmarks.faulting.commands import Service

KEY = "a-key-for-the-collisions"
"""Given to services as BACKMATTER_KEY."""
_PATIENCE = 60
"""Seconds within which a task ends."""


def ask(service: Service) -> tuple[int, str]:
    """Ask for a sync: the status of the answer, and the address of the task."""
    status, _, headers = service.request("POST", "/api/reindex", Authorization=f"Bearer {KEY}")
    return status, headers.get("Location", "")


def waiting(service: Service) -> int:
    """How many tasks wait now."""
    tasks: dict[str, int] = json.loads(service.ask("/api/tasks?statuses=enqueued")[1])
    return tasks["total"]


def ended(service: Service, address: str) -> dict[str, Any]:
    """The task at *address* once it has ended, or as it is when that takes very long."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        task: dict[str, Any] = json.loads(service.ask(address)[1])
        if task["status"] not in {"enqueued", "processing"} or time.monotonic() > deadline:
            return task
        time.sleep(0.05)
