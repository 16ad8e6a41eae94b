"""The right to write, which one writer has at a time."""

import pytest

from indexer import EngineError, IndexLocked
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.lease import Lease


@pytest.fixture
def cluster(engine_url: str) -> Cluster:
    """Of a blog without an index."""
    return Cluster(Address.parse(engine_url))


def test_one_writer_has_it_until_it_is_given_back(cluster: Cluster) -> None:
    """Whoever else asks is told at once, and may have it afterwards, even if the first one failed."""
    one, other = Lease(cluster), Lease(cluster)

    def failing() -> None:
        with one.taken():
            assert (one.is_held, other.is_held) == (True, False)
            for lease in (one, other):
                with pytest.raises(IndexLocked, match="another sync is running"), lease.taken():
                    pass
            one.keep()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert not one.is_held
    with other.taken():
        other.keep()


def test_who_is_not_heard_of_loses_it(cluster: Cluster) -> None:
    """To the next one who asks; until then it may still be kept."""
    one, other = Lease(cluster), Lease(cluster)
    with one.taken():
        one.keep(0)
        one.keep(0)
        with other.taken():
            with pytest.raises(EngineError, match="another sync took over"):
                one.keep()
            with pytest.raises(EngineError, match="another sync took over"):
                one.draw()


def test_no_number_is_drawn_twice(cluster: Cluster) -> None:
    """Each is greater than the one before, and than any of a blog that was deleted."""
    numbers = []
    for _ in range(2):
        lease = Lease(cluster)
        with lease.taken():
            numbers += [lease.draw() for _ in range(3)]

    assert numbers == sorted(set(numbers))
    assert numbers[0] > 1_700_000_000  # seconds since 1970
