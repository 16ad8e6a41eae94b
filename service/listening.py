"""Whether an address can be listened on, and who could reach it there."""

import socket


class PortTaken(Exception):
    """The address cannot be listened on; the message says why and what to do."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raise PortTaken if nobody could listen there now.

    The server's workers share their port by SO_REUSEPORT, so that a second server would quietly take half of the
    requests of the first.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        cure = "stop what listens there, or choose another with --port or --host"
        raise PortTaken(f"Cannot listen on {host} port {port} ({error.strerror or error}); {cure}.") from error


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach *host*."""
    return host in {"localhost", "::1"} or host.startswith("127.")
