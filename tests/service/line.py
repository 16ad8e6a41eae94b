"""A line to a node that a test may cut: what is sent to one end comes out at the other, with or without TLS."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
_CHUNK = 1 << 16


class Line:
    """A port of this machine behind which *target* (host:port) is reached while the line is not cut."""

    def __init__(self, target: str, tls: ssl.SSLContext | None = None) -> None:
        host, _, port = target.rpartition(":")
        self._target = host, int(port)
        self._tls = tls
        self._listener = socket.create_server((HOST, 0))
        self._open: set[socket.socket] = set()
        self.port = int(self._listener.getsockname()[1])
        self.is_cut = False
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections; new ones end at once."""
        self.is_cut = True
        for end in tuple(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self.is_cut = False

    def close(self) -> None:
        """Let nothing through any more."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # it was closed
            while True:
                near, _ = self._listener.accept()
                Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            if self.is_cut:
                return
            if self._tls:
                near = self._tls.wrap_socket(near, server_side=True)
            with near, socket.create_connection(self._target) as far:
                self._open |= {near, far}
                back = Thread(target=_carry, args=(far, near), daemon=True)
                back.start()
                _carry(near, far)
                back.join()
                self._open -= {near, far}


@contextmanager
def line(target: str, tls: ssl.SSLContext | None = None) -> Iterator[Line]:
    """A line that is closed when the block ends."""
    laid = Line(target, tls)
    try:
        yield laid
    finally:
        laid.close()


def certificate(folder: Path, name: str) -> Path:
    """A new certificate for this machine, with its key in one file; who trusts the file trusts who shows it."""
    file = folder / f"{name}.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    subprocess.run(
        [*asked, "-addext", f"subjectAltName=IP:{HOST}", "-keyout", folder / f"{name}.key", "-out", file],
        check=True,
        capture_output=True,
    )
    return file


def showing(certificate: Path) -> ssl.SSLContext:
    """How to speak TLS as a server that shows *certificate*."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(_CHUNK):
            target.sendall(chunk)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
