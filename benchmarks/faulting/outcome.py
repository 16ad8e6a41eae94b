"""What came of a trial, as rows: faults, how fast answers came, how soon syncs showed, what memory was taken."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.faulting.crowd import Answer
from benchmarks.faulting.latency import Latency
from benchmarks.faulting.row import Row
from benchmarks.faulting.syncs import Synced
from benchmarks.faulting.trial import Block

FOLLOWS_WITHIN = 1.0
"""Seconds after the end of a sync in which the state before it may still answer."""
SLOWER = 2.0
"""How many times as long the slowest hundredth of answers may take while syncs go on."""
GROWTH = 1.1
"""How many times as much a process may hold at the end."""

_SHOWN = 3


def rows(blocks: Sequence[Block], syncs: Sequence[Synced]) -> Iterator[Row]:
    """What came of *blocks* and of the *syncs* meanwhile."""
    answers = [answer for block in blocks for answer in block.answers]
    yield from _speed([block for block in blocks if not block.saturated], "half busy")
    yield from _speed([block for block in blocks if block.saturated], "never pausing")
    yield _row("each answer is of one state of the index", len(answers), [one.fault for one in answers if one.fault])
    yield _states(answers)
    yield _following(answers, syncs)
    yield from _memory(blocks)


def _speed(blocks: Sequence[Block], readers: str) -> Iterator[Row]:
    """How long answers took without and with syncs, if there are any."""
    if not blocks:
        return
    found = {}
    for syncing, what in ((False, "no sync"), (True, "a sync each second")):
        alike = [block for block in blocks if block.syncing is syncing]
        answers = [answer for block in alike for answer in block.answers]
        found[syncing] = Latency.of(answers, sum(block.seconds for block in alike))
        spent = f"CPU ms an answer: {_cpu(alike, len(answers))}"
        yield Row(f"{what}, readers {readers}", len(answers), 0, f"{found[syncing]}; {spent}")
    times = found[True].p99 / found[False].p99
    yield Row(
        f"p99 at most {SLOWER:.0f} times as long, readers {readers}", 1, int(times > SLOWER), f"{times:.2f} times"
    )


def _cpu(blocks: Sequence[Block], answers: int) -> str:
    spent: Counter[str] = Counter()
    for block in blocks:
        spent.update(block.cpu)
    return ", ".join(f"{role} {1000 * seconds / answers:.1f}" for role, seconds in spent.items())


def _states(answers: Sequence[Answer]) -> Row:
    """Whether all answers of one generation, by any worker, tell the same epoch."""
    epochs: defaultdict[str, set[int]] = defaultdict(set)
    for answer in answers:
        if answer.generation and answer.epoch is not None:
            epochs[answer.generation].add(answer.epoch)
    mixed = [f"generation {name}: epochs {sorted(told)}" for name, told in epochs.items() if len(told) > 1]
    return _row("each generation tells one epoch", len(epochs), mixed)


def _following(answers: Sequence[Answer], syncs: Sequence[Synced]) -> Row:
    """How long after the end of a sync an answer could still be of the state before it."""
    ended = {synced.epoch: synced.ended for synced in syncs}
    told = [(answer.began, answer.epoch + 1) for answer in answers if answer.epoch is not None]
    late = [began - ended[following] for began, following in told if ended.get(following, began) < began]
    took = sorted(synced.ended - synced.began for synced in syncs) or [0.0]
    seen = (
        f"{len(late):,} asked after the end of a sync were answered by the state before, "
        f"the last {max(late, default=0.0):.2f} s after; "
        f"{len(syncs)} syncs, the median {took[len(took) // 2]:.2f} s, the longest {took[-1]:.2f} s"
    )
    return Row("a sync shows within a second of its end", len(told), sum(lag > FOLLOWS_WITHIN for lag in late), seen)


def _memory(blocks: Sequence[Block]) -> Iterator[Row]:
    """What each process held at the end of the first pair of blocks, and at the end of all."""
    first, last = blocks[min(1, len(blocks) - 1)], blocks[-1]
    before = {one.process: one for one in first.footprints}
    for now in last.footprints:
        if then := before.get(now.process):
            # What is shared is shared less with each page that one of them writes to, and nobody has more for that.
            grown = now.anonymous > then.anonymous * GROWTH or now.descriptors > then.descriptors + 2
            all_along = [one.memory for block in blocks for one in block.footprints if one.process == now.process]
            seen = f"{then} → {now}; at most {max(all_along):.0f} MB"
            yield Row(f"memory is flat: {now.role}", len(all_along), int(grown), seen)
    files = [block.files for block in blocks]
    seen = f"{files[0]} → {files[-1]} files in the index folder"
    yield Row("no litter", len(files), int(files[-1] > 2 * files[0]), seen)


def _row(what: str, tried: int, faults: Sequence[str]) -> Row:
    return Row(what, tried, len(faults), "; ".join(faults[:_SHOWN]))
