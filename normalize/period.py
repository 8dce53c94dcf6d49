"""The year or date that words speak of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..extract.document import Span


class PeriodKind(StrEnum):
    YEAR = "year"  # 2022年, 2022年度, 上年, 本年
    POINT = "point"  # 2022年底, 截至2022年12月
    SPAN = "span"  # 2019—2023年, “十四五”
    PART = "part"  # 1—11月, 一季度, 上半年
    DATE = "date"  # 2023年4月9日


@dataclass(frozen=True, slots=True)
class Period:
    """`first` and `last` are years (equal unless a span); None for a relative one not resolved.

    `relative` is the offset from the year it is relative to ("上年" -1, "本年" 0), None when the
    year is printed.
    """

    raw: str
    kind: PeriodKind
    first: int | None
    last: int | None
    span: Span
    relative: int | None = None

    @property
    def year(self) -> int | None:
        """The year a figure of this period belongs to."""
        return self.last
