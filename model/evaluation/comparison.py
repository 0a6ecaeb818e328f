"""Comparison of two networks on the same pictures, with a test of significance."""

from dataclasses import dataclass
from math import comb

from .verdicts import Verdicts


@dataclass(frozen=True)
class Comparison:
    """Numbers of pictures that both networks, only one or neither of them got right."""

    both: int
    first_alone: int
    second_alone: int
    neither: int

    @property
    def total(self) -> int:
        """All pictures."""
        return self.both + self.first_alone + self.second_alone + self.neither

    @property
    def p_value(self) -> float:
        """The probability that two equally good networks differ this much or more.

        Exact test of McNemar, "Note on the sampling error of the difference between correlated
        proportions" (Psychometrika 12, 1947). Under the null hypothesis each picture that only one
        network got right is as likely to be the first one's as the second one's.
        """
        apart = self.first_alone + self.second_alone
        fewer = min(self.first_alone, self.second_alone)
        tail = sum(comb(apart, count) for count in range(fewer + 1))
        return min(1.0, 2 * tail / 2**apart)


def compare(first: Verdicts, second: Verdicts) -> Comparison:
    """Compare the verdicts of two networks on the same pictures."""
    one, other = first.correct, second.correct
    return Comparison(
        both=int((one & other).sum()),
        first_alone=int((one & ~other).sum()),
        second_alone=int((~one & other).sum()),
        neither=int((~one & ~other).sum()),
    )
