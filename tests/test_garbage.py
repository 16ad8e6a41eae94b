"""When garbage is not looked for."""

import gc

import pytest

from indexer.garbage import uncollected


def test_the_collector_waits_and_goes_on() -> None:
    """Also after an error."""

    @uncollected()
    def failing() -> None:
        raise ValueError(gc.isenabled())

    with pytest.raises(ValueError, match="False"):
        failing()

    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off() -> None:
    """Whoever turned it off had a reason."""
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
