"""Answers that are remembered, and questions that are still open."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

Q = TypeVar("Q", bound=Hashable)
A = TypeVar("A")


class Remembered(Generic[Q, A]):
    """The answers to questions of one kind.

    Attributes:
        open: What was asked for and not known, in order.
    """

    def __init__(self) -> None:
        self.open: dict[Q, None] = {}
        self._answers: OrderedDict[Q, A] = OrderedDict()

    def get(self, question: Q) -> A | None:
        """The answer to *question*; None if it is not known, which makes it an open one."""
        if question not in self._answers:
            self.open[question] = None
            return None
        self._answers.move_to_end(question)
        return self._answers[question]

    def learn(self, answers: Mapping[Q, A]) -> None:
        """Remember *answers*, whether anybody has asked for them or not."""
        for question, answer in answers.items():
            self.open.pop(question, None)
            self._answers[question] = answer
            self._answers.move_to_end(question)

    def __len__(self) -> int:
        """How many answers are known."""
        return len(self._answers)

    def shorten(self, size: int) -> None:
        """Forget all but the *size* answers that were asked for or learnt last, and what is open."""
        self.open.clear()
        while len(self._answers) > size:
            self._answers.popitem(last=False)
