"""Shares with the interval they may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.96  # 95%


@dataclass(slots=True)
class Share:
    """`part` of `whole`."""

    part: int = 0
    whole: int = 0

    def add(self, hit: bool) -> None:
        self.part += hit
        self.whole += 1

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval."""
        if not self.whole:
            return 0.0, 1.0
        n, p = self.whole, self.part / self.whole
        centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
        return max(0.0, centre - half), min(1.0, centre + half)

    def __str__(self) -> str:
        if not self.whole:
            return "–"
        low, high = self.interval
        value = 100 * self.part / self.whole
        return f"{value:.1f}% [{100 * low:.0f}–{100 * high:.0f}] of {self.whole}"

    def as_json(self) -> dict[str, int]:
        return {"part": self.part, "whole": self.whole}
