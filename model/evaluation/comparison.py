"""Two networks on the same pictures: who alone is wrong, and whether that could be chance."""

from dataclasses import dataclass
from math import comb

from .verdicts import Verdicts


@dataclass(frozen=True)
class Comparison:
    """Counts of the pictures that both, one alone and neither of two networks got right."""

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
        """How often two equally good networks would differ this much or more, in 0..1.

        The exact test of McNemar, "Note on the sampling error of the difference between correlated
        proportions" (Psychometrika 12, 1947): of the pictures that one alone got right, each is as
        likely to be the one's as the other's.
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
