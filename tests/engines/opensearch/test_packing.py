"""Five numbers in one."""

import numpy as np
import pytest

from indexer.engines.opensearch.packing import FREQUENCY, LENGTHS, MOST_TOGETHER, Bits, bounded, packed
from indexer.schema import TEXT_FIELD_NAMES
from tests.engines.opensearch.unpacked import unpacked

FIELDS = np.arange(len(TEXT_FIELD_NAMES))


@pytest.mark.parametrize(("layout", "bits"), [(FREQUENCY, 24), (LENGTHS, 63)])
def test_numbers_that_fit_come_back(layout: dict[str, Bits], bits: int) -> None:
    """The largest as well, all together in as many bits as there are."""
    most = np.array([layout[name].most for name in TEXT_FIELD_NAMES])
    for numbers in (most, most // 3, most * 0, most * (FIELDS == 2)):
        together = int(packed(numbers, FIELDS, layout).sum())

        assert unpacked(together, layout) == dict(zip(TEXT_FIELD_NAMES, numbers.tolist(), strict=True))
        assert together < 1 << bits


def test_a_number_that_does_not_fit_is_the_largest_that_does() -> None:
    """It does not reach into its neighbours."""
    found = packed(
        np.array([8, 2000]), np.array([TEXT_FIELD_NAMES.index(name) for name in ("title", "body")]), FREQUENCY
    )

    assert unpacked(int(found.sum()), FREQUENCY) == {"title": 7, "headings": 0, "tags": 0, "summary": 0, "body": 1023}


@pytest.mark.parametrize("terms", [100, 1_000, 100_000, 1_000_000])
def test_frequencies_of_a_post_never_pass_what_lucene_adds_up(terms: int) -> None:
    """What is cut is cut at the end, and no term is lost."""
    frequencies = np.full(terms, (1 << 24) - 1, dtype=np.int64)
    found = bounded(frequencies)

    assert found.sum() <= MOST_TOGETHER
    assert found.min() >= 1
    assert found[0] == frequencies[0] or terms > 1_000
    assert (np.diff(found) <= 0).all()


def test_frequencies_that_fit_stay() -> None:
    """To the last one."""
    frequencies = np.array([MOST_TOGETHER - 1, 1])

    assert bounded(frequencies).tolist() == frequencies.tolist()
