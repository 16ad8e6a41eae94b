"""Killing nodes: what the clients of a service see of it, and what is left at the end."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.faulting.cast import Cast, cast
from benchmarks.faulting.known import Known
from benchmarks.faulting.row import Row
from benchmarks.faulting.syncs import Synced, Syncs
from benchmarks.faulting.watch import Seen, Verdict, Watch, faults, milliseconds, of
from tests.cluster.nodes import Nodes

KILLS: Mapping[str, Callable[[Cast], Sequence[int]]] = {
    "who holds the primaries": lambda cast: (cast.primary,),
    "the cluster manager": lambda cast: (cast.manager,),
    "who is neither": lambda cast: (cast.neither,),
    "both who hold copies": lambda cast: (cast.primary, cast.replica),
    "who holds the primaries, and who has no copy": lambda cast: (cast.primary, cast.without),
}
"""Who is killed."""

_SETTLED = 5.0
"""Seconds of searching and syncing before and after."""
_AWAY = 15.0
"""Seconds without two nodes: the third cannot become green."""
_QUICK = 0.2
"""Part of these times for who is in a hurry."""
_SHOWN = 3


class Moments(NamedTuple):
    """When it was, by `time.monotonic`.

    Attributes:
        killed, started: That nodes were.
        healed: That the others had made new copies of what these held; None if nobody has waited for it.
        green: That all was well with all of them.
        cured: How many nodes that were stuck had to be started again until then.
    """

    killed: float
    healed: float | None
    started: float
    green: float
    cured: int


@dataclass(frozen=True, slots=True)
class Killing:
    """Kills *nodes* that keep *blog*, which the service at *port* searches for clients who know what is *known*.

    Attributes:
        syncs: What goes on meanwhile.
        quick: Whether to take less time, and not to wait until the rest has made new copies of what a node held.
    """

    nodes: Nodes
    blog: str
    port: int
    known: Known
    syncs: Syncs
    quick: bool

    def rows(self, who: str, seed: int) -> Iterator[Row]:
        """What comes of killing *who* and starting it again, for those who search and sync meanwhile."""
        before = len(self.syncs.done)
        with Watch(self.port, self.known, seed) as watch:
            with self.syncs:
                self._pause(_SETTLED)
                moments = self._killed(who)
                self._pause(_SETTLED)
            self._pause(_SETTLED)
        yield _answers(who, watch.seen, moments)
        yield _syncs(who, self.syncs.done[before:], moments)

    def _killed(self, who: str) -> Moments:
        victims = KILLS[who](cast(self.nodes.hosts[0], self.blog))
        cured, killed = self.nodes.cured, time.monotonic()
        self.nodes.kill(*victims)
        healed = None
        if len(victims) > 1 or self.quick:
            self._pause(_AWAY)
        else:
            self.nodes.wait()
            healed = time.monotonic()
        started = time.monotonic()
        self.nodes.start(*victims)
        self.nodes.wait()
        return Moments(killed, healed, started, time.monotonic(), self.nodes.cured - cured)

    def _pause(self, seconds: float) -> None:
        time.sleep(seconds * (_QUICK if self.quick else 1))


def _answers(who: str, seen: Sequence[Seen], moments: Moments) -> Row:
    wrong = list(faults(seen))
    refused, right = of(seen, Verdict.REFUSED), of(seen, Verdict.RIGHT)
    told = [f"{len(right):,} right ({milliseconds(right)})", f"{len(refused)} refused with 503"]
    if refused:
        codes = ", ".join(f"{count} {code}" for code, count in Counter(one.says for one in refused).most_common())
        last = max(one.ended for one in refused) - moments.killed
        told[-1] += f" ({codes}; {milliseconds(refused)}), the last {last:.1f} s after"
    if again := [one.ended for one in right if one.ended > moments.started]:
        told.append(f"the first right answer {min(again) - moments.started:.1f} s after the start")
    if moments.healed:
        told.append(f"green without it {moments.healed - moments.killed:.0f} s after the kill")
    told.append(f"green {moments.green - moments.started:.1f} s after the start")
    if moments.cured:
        told.append(f"{moments.cured} stuck nodes had to be started again for that")
    return Row(f"killed: {who}; answers", len(seen), len(wrong), "; ".join((*told, *wrong[:_SHOWN])))


def _syncs(who: str, tried: Sequence[Synced], moments: Moments) -> Row:
    """Syncs may fail while nodes are away, and not once all are back."""
    failed = [one for one in tried if one.error]
    late = [one.error for one in failed if one.began > moments.green]
    done = [one.ended for one in tried if not one.error and one.ended > moments.killed]
    told = [f"{len(tried) - len(failed)} done, {len(failed)} failed"]
    if done:
        told.append(f"the first that ended after the kill did so {min(done) - moments.killed:.1f} s after it")
    errors = dict.fromkeys(one.error for one in failed)
    return Row(f"killed: {who}; syncs", len(tried), len(late), "; ".join((*told, *list(errors)[:_SHOWN])))
