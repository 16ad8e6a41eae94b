"""A sync that is killed loses nothing; `python -m benchmarks.faults kill` kills five hundred."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.faulting.kill import MODES, History, Mode
from benchmarks.faulting.killers import AtCall
from benchmarks.faulting.phases import PHASES
from tests.faults.conftest import MISSING

pytestmark = [
    pytest.mark.slow,
    # A child that is killed holds no lock that anybody waits for
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]
MOMENTS, CALLS, COMMAND, _ = MODES


@pytest.mark.parametrize(("mode", "rounds"), [(MOMENTS, 10), (COMMAND, 2), (CALLS, 14)])
def test_a_killed_sync_leaves_the_index_before_or_after_it(
    mode: Mode, rounds: int, tmp_path: Path, chance: Random
) -> None:
    """Whole; and the next one completes it, and leaves no litter."""
    if not mode.can_be_tried:
        pytest.skip(MISSING)
    history = History(tmp_path, mode, chance)
    history.run(rounds)

    assert history.failures == []
    assert history.killed == rounds
    if mode.killer is AtCall:
        # Segments are merged only when there are many, which a short history need not see
        hit = {phase for phase in PHASES if f" 0 {phase}" not in history.seen}
        assert hit >= PHASES.keys() - {"merging"}
