"""The production server: Granian, run from here and not from its own command line."""

import signal
from functools import partial

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from indexer import open_engine
from service.access import is_cluster
from service.app import create_app
from service.config import Config
from service.schedule.process import keeping
from service.schedule.stopping import stop_without_parent

THREADS = 4
"""Per worker. Python runs one at a time; the others keep slow readers from holding up quick ones."""
MAX_HEAD = 1024 * 1024
"""Bytes of a request's line and headers; a URL alone may have 65,534, and gets 414 beyond."""
STOP_WITHIN = 10
"""Seconds in which requests may end when the server is told to stop."""


def serve(config: Config) -> None:
    """Answer requests, and keep the index in step, until the process is told to stop (SIGTERM or SIGINT)."""
    server = Granian(
        "service.server:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_WITHIN,
        http1_settings=HTTP1Settings(max_buffer_size=MAX_HEAD),
        log_level=LogLevels.warning,
    )
    with keeping(config):
        server.serve(target_loader=partial(_in_worker, config), wrap_loader=False)


def _in_worker(config: Config) -> Flask:
    """The application; its process ends if the server dies, as otherwise it would keep the port from the next one."""
    # Ctrl+C reaches every process of a terminal, and Granian takes a worker that ends before it is told to for dead.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    stop_without_parent(STOP_WITHIN)
    return application(config)


def application(config: Config) -> Flask:
    """The application of one worker, with engines of its own that open when they are first asked.

    Who asks a cluster waits for it most of the time, and while one thread waits others may ask: each has its engine.
    """
    engines = THREADS if is_cluster(config.engine) else 1
    return create_app(config, *(open_engine(config.engine, config.index, config.access) for _ in range(engines)))
