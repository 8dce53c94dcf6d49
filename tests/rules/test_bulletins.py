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
    "rates of growth whose difference happens to be the next one": (
        "生态环保投入44.84亿元，同比增长48.7%；专项资金27.53亿元，同比增长37.9%；"
        "农林水支出228.42亿元，同比增长10.8%。"
    ),
    "deaths are no share of fires": (
        "共发生火灾63.68万起，死亡1441人。城市发生25.96万起，占总数的40.8%；农村发生35.28万起，"
        "占总数的55.4%。夜间发生火灾8.52万起，占总数的13.4%；凌晨共死亡760人，占总数的52.7%。"
    ),
    "a part beside what it is measured by": (
        "财政收入4348万元，占年初预算10065万元的43.2%。其中：税收收入3511万元，"
        "占年初预算8465万元的41.5%；非税收入837万元，占年初预算1600万元的52.3%。"
    ),
    "an item after the semicolon is no part of the one before": (
        "新登记企业19.02万户，增长16.27%，其中外资企业319户，增长25.59%；"
        "新登记个体工商户34.36万户，增长20.34%。"
    ),
    "means are not weighed": (
        "居民人均可支配收入35128元，增长9.9%。其中：城镇47412元，增长8.2%；农村18931元，增长9.1%。"
    ),
    "a rate in another scope": (
        "收入700.4亿元，同口径增长8.9%。其中：市级341.5亿元，下降0.7%；区级358.9亿元，增长4.4%。"
    ),
    "from last month, and from last year": (
        "本月收入29612万元，比上月增加1735万元，同比下降3.1%；比上年末增加200万元，同比增长2%。"
    ),
    "two branches of five": (
        "农林牧渔业总产值53.76亿元，其中，农业产值32.65亿元，牧业产值16.97亿元。"
    ),
    "constant prices": (
        "生产总值700.4亿元，按可比价增长2.2%。其中：一产341.5亿元，下降0.7%；"
        "二产358.9亿元，增长4.4%。"
    ),
    "spaced thousands": "受理案件321 146件，其中：一审271 997件、二审49 149件。",
    "a number of vehicles, and what is counted in it": (
        "汽车保有量997.0万辆（包括三轮汽车和低速货车），增长3.7%。"
    ),
}

WRONG = {
    "the parts' rates make another one than the total's": (
        "收入700.4亿元，增长4.9%。其中：市级341.5亿元，下降0.7%；区级358.9亿元，增长4.4%。",
        "implied-base",
    ),
    "the total grew more than any of its parts, at constant prices": (
        "生产总值700.4亿元，按可比价增长7.9%。其中：一产341.5亿元，下降0.7%；"
        "二产358.9亿元，增长4.4%。",
        "implied-base",
    ),
    "rates of completion of the parts": (
        "收入34096万元，为年预算的39.3%。其中：税务部门21334万元，为年预算的28.9%；"
        "财政部门12762万元，为年预算的40.4%。",
        "implied-base",
    ),
    "增收 from last year, and 同比下降": (
        "财政收入29612万元，占年初预算的27.7%，较上年同期增收1735万元，同比下降6.2%。",
        "change-direction",
    ),
    "both halves say 同比": ("盗窃案件270件，同比上升12.11%，同比增加27件。", "change-rate"),
    "the old level stands between 与 and 相比": (
        "全县常住人口315985人，与2010年普查的334020人相比，十年共减少了19035人。",
        "change-amount",
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_holds_or_asserts_nothing_stays_silent(text: str) -> None:
    assert [f.rule for f in evaluated(text).findings if f.level in ("error", "warning")] == []


@pytest.mark.parametrize(("text", "rule"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_hold_is_found_by_its_rule_alone(text: str, rule: str) -> None:
    loud = [f.rule for f in evaluated(text).findings if f.level in ("error", "warning")]
    assert loud == [rule]


ACCOUNTS = {
    "what is added, then the total": (
        "一般公共预算收入完成25.10亿元，增长5.2%，加上级补助收入41.33亿元（其中：一般性转移支付"
        "30.00亿元）、上年结转2.40亿元，动用预算稳定调节基金1.17亿元，收入总量为70.00亿元。"
    ),
    "the outturn is added to, not the budget beside it": (
        "收入预算数为15.00亿元，实际完成15.39亿元，比上年决算数14.94亿元增长3.0%，"
        "加上上级补助收入13.36亿元、上年结余0.67亿元，收入合计29.42亿元。"
    ),
    "no word of adding": (
        "国有资本经营预算收入完成142057.31万元，上年结转收入13402.18万元，国有资本经营预算总收入155459.49万元。"
    ),
    "what is left of both totals": (
        "收入总计32.39亿元，支出总计31.16亿元，收支相抵，年终结余1.23亿元，"
        "其中结转下年1.20亿元，净结余0.03亿元。"
    ),
    "what is left in two parts": (
        "收入总计32.39亿元，支出总计31.16亿元，结转下年1.20亿元，净结余0.03亿元。"
    ),
    "what the year took in and spent": (
        "基金收入18791亿元，增长8.2%，其中保险费收入15501亿元，财政补贴收入2669亿元；支出16460亿元，"
        "增长17.4%；本年收支结余2331亿元，年末滚存结余24010亿元。"
    ),
    "加上 opens the sentence": (
        "收入72357.31亿元，为预算的100%。加上从基金调入1000亿元，从国资预算调入315.06亿元，"
        "收入总量为73672.37亿元。"
    ),
    "a deficit": "收入总量为73672.37亿元，支出总量为87672.37亿元。收支总量相抵，赤字14000亿元。",
    "added and taken away": (
        "上年结余0.10亿元，加总收入13.83亿元，减总支出13.60亿元，年末结余0.33亿元。"
    ),
}


@pytest.mark.parametrize("text", ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_an_account_in_prose_is_added_up(text: str) -> None:
    result = evaluated(text)
    assert [f.rule for f in result.findings] == []
    assert {"sum-breakdown", "fund-roll"} & {c.rule for c in result.checks if c.verdict == "agrees"}


SLIPS = {
    "in what is added": ("上年结转2.40", "上年结转2.90"),
    "in a total that nothing is added to": ("总收入155459.49", "总收入155469.49"),
    "in what is left": ("年终结余1.23", "年终结余1.73"),
    "in what the year spent": ("支出16460", "支出16640"),
    "in what is left after taking away": ("年末结余0.33", "年末结余0.38"),
}


@pytest.mark.parametrize(("right", "slip"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_in_an_account_is_found(right: str, slip: str) -> None:
    text = next(text for text in ACCOUNTS.values() if right in text)
    loud = [f for f in evaluated(text.replace(right, slip)).findings if f.level != "info"]
    assert {f.rule for f in loud} & {"sum-breakdown", "fund-roll"}
    assert "review" not in {f.level for f in loud}


TIED = {
    "a structure and its industries": (
        "生产总值12400.56亿元。第一产业增加值425.41亿元，第二产业增加值4361.56亿元，第三产业增加值"
        "7613.59亿元，三次产业结构由2015年的4.1:40.5:55.4调整为2020年的3.4:35.2:61.4。",
        ("55.4", "55.9"),
        ("35.2", "38.2"),
    ),
    "births, deaths and growth": (
        "人口出生率11.69‰，比上年下降0.75个千分点；人口死亡率4.47‰，比上年下降0.33个千分点；"
        "人口自然增长率7.22‰，比上年下降0.42个千分点。",
        ("4.47", "4.77"),
        ("0.42", "0.47"),
    ),
    "an industry in no list, its product and its structure": (
        "全市生产总值1833.9亿元，增长10.1%。三次产业协同发展，第一产业增加值172.0亿元，"
        "第二产业增加值890.7亿元，第三产业增加值771.2亿元。三次产业结构为9.4:48.6:42.0。",
        ("890.7", "590.7"),
        ("771.2", "741.2"),
    ),
    "the amount of one of several shares": (
        "咨询类33523件，占47.09%；求助类21570件，占30.30%；建议类10497件，占14.75%；"
        "投诉类3783件，占5.31%；其他类1811件，占2.54%。",
        ("3783", "3283"),
        ("10497", "11497"),
    ),
    "what the year left over": (
        "基金收入32829亿元，增长9.9%；支出27913亿元，增长16.8%；本年收支结余4916亿元，"
        "年末滚存结余40943亿元。",
        ("4916", "4996"),
        ("27913", "27013"),
    ),
    "industries named with a verb": (
        "生产总值125.95亿元，增长3.6%。其中，第一产业完成增加值18.33亿元，增长2.2%；第二产业完成"
        "增加值53.78亿元，增长5.7%；第三产业完成增加值53.84亿元，增长1.9%。",
        ("53.78", "33.78"),
        ("125.95", "155.95"),
    ),
    "a whole that none of its shares fits": (
        "12345热线受理诉求71184件，其中：咨询33523件，占47.09%；求助21570件，占30.30%；"
        "建议10497件，占14.75%；投诉3783件，占5.31%。",
        ("71184", "79184"),
        ("47.09", "41.09"),
    ),
    "a share of what goes by a longer name": (
        "全市一般公共财政预算收入完成38.3亿元，增长20.4%。\n"
        "全市税收收入28.1亿元，占财政收入比重为73.4%，比去年同期提升4.8个百分点。",
        ("28.1", "21.1"),
        ("73.4", "33.4"),
    ),
    "an account without a word of adding": (
        "国资预算收入5700万元，上级转移支付267万元，上年结余收入222万元，收入总计6189万元。",
        ("222", "262"),
        ("6189", "6109"),
    ),
    "a share within a share": (
        "常住人口746389人。0至14岁人口202289人，占27.10%；15至59岁人口401902人，占53.85%；"
        "60岁及以上人口142198人，占19.05%，其中65岁及以上人口104102人，占13.95%。",
        ("13.95", "14.95"),
        ("19.05", "19.85"),
    ),
    "what was done and what is still to do": (
        "12345热线共受理诉求61723件，办结60609件，正在办理中1114件。",
        ("60609", "60209"),
        ("1114", "1414"),
    ),
    "kinds whose total stands nowhere": (
        "男性人口为72334万人，占51.24%；女性人口为68844万人，占48.76%。",
        ("51.24", "51.54"),
        ("68844", "88844"),
    ),
    "one of several shares that make a hundred": (
        "咨询类33523件，占47.09%；求助类21570件，占30.30%；建议类10497件，占14.75%；"
        "投诉类5594件，占7.86%。",
        ("30.30", "33.30"),
        ("14.75", "14.25"),
    ),
    "the first kinds of a list that another statement follows": (
        "预算收入316580万元，增长17.2%，其中：税收收入238998万元，增长9.7%，增幅居第五；"
        "非税收入77582万元，增长48.1%；政府性基金收入1616万元。",
        ("316580", "326580"),
        ("77582", "77682"),
    ),
}


@pytest.mark.parametrize(("text", "one", "other"), TIED.values(), ids=TIED.keys())
def test_a_slip_in_what_belongs_together_is_found(
    text: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert [f.rule for f in evaluated(text).findings] == []
    for right, slip in (one, other):
        assert right in text
        found = evaluated(text.replace(right, slip)).findings
        assert {f.level for f in found} & {"error", "warning"}, slip
