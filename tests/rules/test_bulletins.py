"""Statements as bulletins, budget reports and work reports make them, in our own words."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import Evaluation, evaluate


def evaluated(text: str) -> Evaluation:
    result = evaluate(normalize(document_from_text(text)))
    assert result.failed == []
    return result


def checks(text: str, rule: str) -> list[tuple[str, str]]:
    """(stated, verdict) of the checks of one rule."""
    return [(c.stated, str(c.verdict)) for c in evaluated(text).checks if c.rule == rule]


SILENT = {
    "the old level stands between 与 and 相比, words before the change": (
        "全县常住人口314985人（不含驻军），与2010年第六次普查的334020人相比，"
        "十年共减少了19035人，减少5.70%。"
    ),
    "last year's total and a part of it that grew": (
        "去年基金收入完成405亿元，其中土地出让收入323.4亿元，增长86.3%。"
    ),
    "rates whose difference happens to be the next rate": (
        "出生率11.69‰，比上年下降0.75个千分点；死亡率4.47‰，比上年下降0.33个千分点；"
        "人口自然增长率7.22‰，比上年下降0.42个千分点。"
    ),
    "a part beside what it is measured by": (
        "财政收入4348万元，占年初预算10065万元的43.2%。其中：税收收入3511万元，"
        "占年初预算8465万元的41.5%；非税收入837万元，占年初预算1600万元的52.3%。"
    ),
    "spaced thousands": "受理案件321 146件，其中：一审271 997件、二审49 149件。",
    "a number of vehicles, and what is counted in it": (
        "汽车保有量997.0万辆（包括三轮汽车和低速货车），增长3.7%。"
    ),
}

WRONG = {
    "both halves say 同比": ("盗窃案件270件，同比上升12.11%，同比增加27件。", "change-rate"),
    "the old level stands between 与 and 相比": (
        "全县常住人口315985人，与2010年普查的334020人相比，十年共减少了19035人。",
        "change-amount",
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_holds_or_asserts_nothing_stays_silent(text: str) -> None:
    assert [f.rule for f in evaluated(text).findings if f.level != "info"] == []


@pytest.mark.parametrize(("text", "rule"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_hold_is_found_by_its_rule_alone(text: str, rule: str) -> None:
    loud = [f.rule for f in evaluated(text).findings if f.level in ("error", "warning")]
    assert loud == [rule]
