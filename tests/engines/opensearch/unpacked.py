"""What packing has put together, taken apart."""

from collections.abc import Mapping

from indexer.engines.opensearch.packing import Bits


def unpacked(number: int, layout: Mapping[str, Bits]) -> dict[str, int]:
    """The number of each field in *number*."""
    return {name: number >> bits.shift & bits.most for name, bits in layout.items()}
