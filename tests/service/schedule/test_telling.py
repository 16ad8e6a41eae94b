"""What the keeper says of syncs."""

import re
from datetime import UTC, datetime

from indexer import Problem, SyncReport
from service.schedule.telling import Telling
from service.tasks.running import Outcome
from service.tasks.task import Source

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
NOTHING = Outcome(SyncReport(NOW, "7", 3, 1_204, 0), 0.04)
CHANGED = Outcome(
    SyncReport(NOW, "8", 3, 1_204, 0, added=2, removed=1, problems=(Problem("a.md", 1, "bad-date", "?"),)), 0.31
)


class Lines(list[str]):
    """Lines that were told, without their times."""

    def take(self, text: str) -> None:
        """Keep a line."""
        assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", text)
        self.append(text[20:])


def test_a_sync_is_one_line() -> None:
    """What changed, how many posts there are, why it ran."""
    said, warned = Lines(), Lines()
    telling = Telling(said.take, warned.take)

    telling.synced(CHANGED, Source.WATCH)
    telling.synced(NOTHING, Source.SCHEDULE)
    telling.synced(NOTHING, Source.SERVE)

    assert said == [
        "Synced in 0.3 s: 2 added, 1 removed, 1,204 posts indexed, 1 problem (posts changed)",
        "Synced in 0.0 s: nothing changed, 1,204 posts indexed (by schedule)",
        "Synced in 0.0 s: nothing changed, 1,204 posts indexed",
    ]
    assert warned == []


def test_beside_a_server_only_news_is_told() -> None:
    """Four lines an hour that say nothing would fill the log."""
    said, warned = Lines(), Lines()
    telling = Telling(said.take, warned.take, all_is_news=False)

    telling.synced(NOTHING, Source.SCHEDULE)
    telling.synced(CHANGED, Source.SCHEDULE)

    assert len(said) == 1


def test_a_failure_that_stays_is_told_now_and_then() -> None:
    """At first, at every tenth time, when it changes, and when it is over."""
    said, warned = Lines(), Lines()
    telling = Telling(said.take, warned.take, all_is_news=False)

    for _ in range(20):
        telling.failed("posts: there is no such folder.")
    telling.failed("No space left.")
    telling.synced(NOTHING, Source.SCHEDULE)
    telling.synced(NOTHING, Source.SCHEDULE)

    assert warned == [
        "The sync failed: posts: there is no such folder.",
        "The sync still fails, 10 times by now: posts: there is no such folder.",
        "The sync still fails, 20 times by now: posts: there is no such folder.",
        "The sync failed: No space left.",
        "Syncing works again.",
    ]
    assert said == ["Synced in 0.0 s: nothing changed, 1,204 posts indexed (by schedule)"]


def test_a_failure_that_was_told_elsewhere_is_not_told_again() -> None:
    """The server has said so when it started."""
    said, warned = Lines(), Lines()
    telling = Telling(said.take, warned.take, failure="Gone.")

    telling.failed("Gone.")
    telling.synced(NOTHING, Source.SCHEDULE)

    assert warned == ["Syncing works again."]
