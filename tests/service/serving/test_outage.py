"""Outages: what is asked while the engine is away, and who finds out that it is back."""

import pytest

from indexer import EngineNotReady, EngineUnreachable, IndexMissing
from service.serving.outage import AT_MOST, PAUSE, Outage


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands."""
    return Clock()


@pytest.fixture
def outage(clock: Clock) -> Outage:
    """What nothing is known of yet."""
    return Outage(clock)


def ask(outage: Outage, error: Exception | None = None) -> bool:
    """Whether the engine was asked; it then answers by *error*, if there is one, and that is raised."""
    asked = False
    try:
        with outage.noticed():
            asked = True
            if error:
                raise error
    except (EngineUnreachable, EngineNotReady):
        if asked:
            raise
    return asked


def test_while_all_is_well_everything_is_asked(outage: Outage) -> None:
    """One question after the other, and several at once."""
    with outage.noticed():
        assert ask(outage)
    outage.refuse()
    assert ask(outage)


def test_what_answers_that_it_cannot_is_asked_on(outage: Outage) -> None:
    """It takes no time, and what it cannot do for one it may do for the next."""
    with pytest.raises(EngineNotReady):
        ask(outage, EngineNotReady("too busy"))
    outage.refuse()
    assert ask(outage)


def test_what_is_away_is_not_asked_for_a_moment(outage: Outage, clock: Clock) -> None:
    """Who would ask is told the same; afterwards one asks again, and if all is well everybody may."""
    error = EngineUnreachable("nobody is there")
    with pytest.raises(type(error)):
        ask(outage, error)
    with pytest.raises(type(error), match=str(error)) as told:
        outage.refuse()
    assert told.value is not error
    assert not ask(outage)

    clock.now += PAUSE
    assert ask(outage)
    assert ask(outage)


def test_only_one_looks_whether_it_is_back(outage: Outage, clock: Clock) -> None:
    """However long that takes, but for one who never comes back."""
    with pytest.raises(EngineUnreachable):
        ask(outage, EngineUnreachable("away"))
    clock.now += PAUSE
    with outage.noticed():
        clock.now += AT_MOST - 1
        assert not ask(outage)
        clock.now += 1
        assert ask(outage)


def test_an_error_of_what_answers_is_no_outage(outage: Outage, clock: Clock) -> None:
    """Such as that there is no index."""
    with pytest.raises(EngineUnreachable):
        ask(outage, EngineUnreachable("away"))
    clock.now += PAUSE
    with pytest.raises(IndexMissing):
        ask(outage, IndexMissing("nothing yet"))

    assert ask(outage)


def test_the_log_tells_of_its_beginning_and_its_end(
    outage: Outage, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """Once each, however many ask."""
    for _ in range(3):
        with pytest.raises(EngineUnreachable):
            ask(outage, EngineUnreachable("nobody is there"))
        assert not ask(outage)
        clock.now += PAUSE
    for _ in range(3):
        ask(outage)

    assert [record.getMessage() for record in caplog.records] == ["Search is down: nobody is there", "Search is back."]
