"""Whether an address can be listened on."""

import socket

import pytest

from service.listening import PortTaken, is_loopback, refuse_taken_port


def test_a_free_port_is_free() -> None:
    """And stays so after the question."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_a_port_that_is_shared_is_taken() -> None:
    """Granian's workers share theirs; a second server would take half of the requests."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(PortTaken, match=f"127.0.0.1 port {port}"):
            refuse_taken_port("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no such host", "256.1.1.1"])
def test_an_address_that_is_none_is_refused(host: str) -> None:
    """With the same kind of message."""
    with pytest.raises(PortTaken, match="Cannot listen on"):
        refuse_taken_port(host, 80)


def test_the_loopback_is_known() -> None:
    """Everything else may be reached from outside."""
    assert all(map(is_loopback, ["127.0.0.1", "127.8.8.8", "localhost", "::1"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.168.1.2"]))  # noqa: S104  (nothing listens)
