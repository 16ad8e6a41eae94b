"""How long answers took: rates and percentiles."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.faulting.crowd import Answer


class Latency(NamedTuple):
    """Of many answers: their number, how many came in a second, and milliseconds."""

    answers: int
    rate: float
    p50: float
    p95: float
    p99: float
    longest: float

    @classmethod
    def of(cls, answers: Sequence[Answer], seconds: float) -> "Latency":
        """That of *answers*, which came within *seconds*."""
        times = np.array([answer.seconds for answer in answers]) * 1000
        p50, p95, p99 = np.percentile(times, (50, 95, 99)).tolist()
        return cls(len(times), len(times) / seconds, p50, p95, p99, float(times.max()))

    def __str__(self) -> str:
        """Its figures for people."""
        return (
            f"{self.rate:.0f}/s, p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms, p99 {self.p99:.1f} ms, "
            f"longest {self.longest:.0f} ms"
        )
