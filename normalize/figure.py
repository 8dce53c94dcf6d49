"""A figure: a number as printed, with what the print says about its exactness."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..extract.document import Span


class Dimension(StrEnum):
    """What a figure measures.  Figures of different dimensions are never compared."""

    MONEY = "money"  # value in 元
    PERCENT = "percent"  # value in percent: 12.5% is 12.5; ‰ is converted
    POINTS = "points"  # 个百分点: a difference of percentages
    SCORE = "score"  # 分
    COUNT = "count"  # 人, 个, 辆, …: see Figure.unit
    MULTIPLE = "multiple"  # 倍, 番
    MEASURE = "measure"  # 平方米, 吨, 亩, 公里, …: see Figure.unit
    PLAIN = "plain"  # no unit is printed near it


class Hedge(StrEnum):
    """A word that opens a figure's interval."""

    NONE = ""
    ABOUT = "about"  # 约, 左右: both sides
    OVER = "over"  # 超过, 以上, 突破: the true value is larger
    MORE = "more"  # 余, 多: larger by less than one of the last digit said (1500余 < 1600)
    UNDER = "under"  # 近, 不足, 以下: the true value is smaller
    ESTIMATE = "estimate"  # 预计, 力争: not yet a fact


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed.

    `value` and `step` are in the dimension's base unit (元, percent, or the unit printed), so
    `14633.2万元` has value 146332000, unit "万元", scale 10000 and step 1000.  `step` is one unit
    of the last printed digit.  `number` is the digits as printed ("14633.2"), `raw` the whole
    span ("14633.2万元").  `shared_unit` is true when the unit was printed on a neighbour
    (`3561.20、3572.80万元`), a table header or a caption.
    """

    raw: str
    number: str
    value: Decimal
    step: Decimal
    dimension: Dimension
    unit: str
    span: Span
    scale: Decimal = Decimal(1)
    hedge: Hedge = Hedge.NONE
    shared_unit: bool = False

    def __hash__(self) -> int:
        return hash((self.number, self.span))  # all ten fields tell no more apart, and take longer

    @property
    def printed_value(self) -> Decimal:
        """The value in the printed unit."""
        return self.value / self.scale
