"""Relations of prose: the shapes in which reports tie figures, and the traps that must stay silent.

Each case is a statement in our own words with realistic figures.
"""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import Evaluation, evaluate

LOUD = ("error", "warning")


def evaluated(text: str) -> Evaluation:
    result = evaluate(normalize(document_from_text(text)))
    assert result.failed == []
    return result


def spoken(text: str) -> list[tuple[str, str]]:
    """(rule, stated) of what a reader would be shown as error or warning."""
    return [(f.rule, f.stated) for f in evaluated(text).findings if f.level in LOUD]


SILENT = {
    "a level, a change and a rate that belong together": (
        "2023年“三公”经费支出48.60万元，比上年减少3.40万元，下降6.54%。"
    ),
    "the amount of change after the rate": "全年收入完成61820万元，增长9.2%，增收5209万元。",
    "a level that stands in an earlier sentence": (
        "6.上级补助收入8.40万元，为上级拨入的专项资金。较上年决算数减少17.30万元，下降67.3%。"
    ),
    "two bases in one sentence": (
        "支出决算105.00万元，较上年决算数增加5.00万元，增长5%；较年初预算数减少15.00万元。"
    ),
    "a base that is printed": "本年支出120.00万元，较2022年的100.00万元增加20.00万元，增长20%。",
    "a chain of two years": (
        "2022年接待费支出5.14万元。2021年接待费比2020年减0.47万元，减6.02%。"
        "2022年接待费比2021年减2.2万元，减29.97%。"
    ),
    "from one level to another without decimals": (
        "研发费用从2020年的2398.4万元增加到3002.8万元，增长达25%。"
    ),
    "two measures in one clause": (
        "收、支总计分别为4120.30、4138.70万元，与上年相比各减少1260.40、2565.10万元，"
        "各下降23.42%、38.26%。"
    ),
    "a task beside a result": (
        "研发费用从上年的2400万元增加到3000万元，增长25%，完成上级下达的增长16.7%的任务。"
    ),
    "a zero base with the accepted 100%": "培训费60.10万元，上年为0万元，增加60.10万元，增长100%。",
    "no change at all": "水费3.00万元，比上年增加0万元，增长0%，与上年持平。",
    "constant prices": "全年实现总产值58.37亿元，按可比价格计算增长4.8%，总量比上年增加3.10亿元。",
    "a share that lost its sign beside one that has it": (
        "公共安全支出410.30万元，占80.34；教育支出100.40万元，占19.66%。"
    ),
    "what was planned beside what was spent": (
        "“三公”经费支出决算18.70万元，其中：公务用车购置及运行费支出决算15.31万元，预算20.00万元，"
        "完成预算的76.55%；公务接待费支出决算3.39万元，预算4.00万元。"
    ),
    "what an item consists of, by name only": (
        "基本支出904.45万元，其中：人员经费163.21万元，主要包括基本工资、奖金等；"
        "公用经费741.24万元，主要包括办公费、差旅费等。"
    ),
    "what an item consists of, by amount": (
        "支出合计3353.29万元，其中：基本支出213.44万元，主要包括：人员经费200.00万元、"
        "公用经费13.44万元；项目支出3139.85万元。"
    ),
    "kinds of another total than the one before": (
        "收入预算985.20万元，比上年增加5.20万元。基本支出731.40万元，项目支出180.20万元。"
    ),
    "what is left of last year's, this year's income and spending": (
        "年初结转和结余50.49万元，本年收入3034.77万元，本年支出2276.08万元，"
        "年末结转和结余809.18万元。"
    ),
    "another whole outside the report": "民营经济增加值30.5亿元，占地区生产总值的68.9%。",
    "a list that is open": "收入完成5.2亿元，其中增值税1.9亿元、企业所得税0.8亿元等。",
    "a nested list": (
        "“三公”经费48万元，其中：公务用车购置及运行费42万元（其中：购置18万元、运行24万元），"
        "公务接待费6万元。"
    ),
    "two partitions of one total": (
        "户籍人口51.46万人，其中：城镇17.84万人、乡村33.62万人；男性26.25万人、女性25.21万人。"
    ),
    "zeros dropped in one part": (
        "支出合计14626.81万元（基本支出597.21万元、项目支出14029.6万元）。"
    ),
    "a whole named once for several shares": (
        "基本支出900.00万元。商品和服务支出150.00万元，占基本支出的16.67%；工资福利支出720.00万元，"
        "占80%；对个人和家庭的补助30.00万元，占3.33%。"
    ),
    "a base between comparison words": (
        "全年支出1450万元，与上年1380万元相比增长5.07%，增加70万元。"
    ),
    "a total after its parts": "甲项目120.00万元，乙项目85.50万元，合计205.50万元。",
    "amounts in two units": "完成2.3亿元（甲园区2.1亿元、乙园区2000万元）。",
    "what is outside the total": "核定编制29名，其中：行政编制22名（不含工勤编4名），事业编制7名。",
    "industries that do not make up the retail total": (
        "完成社会消费品零售总额52亿元。批发业完成14亿元。零售业完成41亿元。"
    ),
    "a completion rate of a budget": (
        "年初预算为54.50万元，支出决算为53.90万元，完成年初预算的98.90%。"
        "决算数小于预算数的主要原因是厉行节约。"
    ),
    "a budget between rate and verb": "税收收入4350万元，占年初预算10070万元的43.2%。",
    "inner items without a budget of their own": (
        "年初预算为11.10万元，支出决算为9.84万元，完成预算的88.65%，其中：公务用车费支出决算为"
        "8.62万元，完成预算的90.74%；公务接待费支出决算为1.22万元，完成预算的76.25%。"
    ),
    "nothing spent of nothing": "年初预算为0万元，支出决算为0万元，完成年初预算的100%。",
    "points between two rates": "建档率由62.4%提高到64.5%，提高2.1个百分点。",
    "a multiple": "投资由2000万元增加到5000万元，增长1.5倍，是上年的2.5倍。",
    "a price adjusted without a verb of direction": "授予价格由28.65元/股调整为28.50元/股。",
    "figures of last year named beside this year's": (
        "2022年支出合计200.00万元。\n2021年支出合计180.00万元。"
    ),
    "a figure rounded when it is restated": (
        "2022年财政拨款总支出2186.11万元。\n2022年财政拨款总支出2186.1万元。"
    ),
    "numbered items under their total": (
        "支出决算为300.00万元，其中：\n1.教育支出（类）支出决算为100.00万元。\n"
        "2.农林水支出（类）支出决算为200.00万元。"
    ),
}


SILENT |= {
    "what comes on top of an amount is no part of it": (
        "本级收入239020万元，加上：上级补助318600万元、转贷收入268000万元、调入资金103880万元，"
        "收入总计929500万元。"
    ),
    "means that never add up": "居民人均可支配收入28610元，其中城镇居民41286元，农村居民15074元。",
    "two years' amounts and a rate between them": (
        "2023年预算执行数为60.13万元，2024年预算安排25.77万元，比2023年预算执行数减少57.14%。"
    ),
    "last year's figure between level and change, in several items": (
        "营业收入122908.41万元，上年同期100000.00万元，增加22908.41万元，增长22.91%；"
        "净利润23209.38万元，上年同期50100.92万元，减少26891.54万元，下降53.67%。"
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_holds_or_asserts_nothing_stays_silent(text: str) -> None:
    assert spoken(text) == []


WRONG = {
    "an account that does not come to its total": (
        "本级收入239020万元，加上：上级补助318600万元、转贷收入268000万元、调入资金103880万元，"
        "收入总计992500万元。",
        "sum-breakdown",
    ),
    "a rate between two years' amounts": (
        "2023年预算执行数为60.13万元，2024年预算安排25.77万元，比2023年预算执行数减少75.14%。",
        "change-rate",
    ),
    "last year's figure that the change does not fit": (
        "净利润23209.38万元，上年同期50100.92万元，减少26981.54万元。",
        "change-amount",
    ),
    "a total after its parts": (
        "甲项目投入1201.35万元，乙项目投入852.46万元，合计2035.81万元。",
        "sum-breakdown",
    ),
    "a rate that does not follow": (
        "“三公”经费支出48.60万元，比上年减少3.40万元，下降7.54%。",
        "change-rate",
    ),
    "a rate taken of the current year": (
        "全年收入完成120.00万元，比上年增加20.00万元，增长16.67%。",
        "change-rate",
    ),
    "a rate with a level in an earlier sentence": (
        "6.上级补助收入8.40万元，为上级拨入的专项资金。较上年决算数减少17.30万元，下降76.3%。",
        "change-rate",
    ),
    "one of two measures in a clause": (
        "收、支总计分别为4120.30、4138.70万元，与上年相比各减少1260.40、2565.10万元，"
        "各下降23.42%、36.28%。",
        "change-rate",
    ),
    "an amount of change against its printed base": (
        "本年支出120.00万元，较2022年的100.00万元增加25.00万元。",
        "change-amount",
    ),
    "opposite verbs": (
        "支出合计120.00万元，比上年增加20.00万元，下降20%。",
        "change-direction",
    ),
    "more called more than less": (
        "年初预算为54.50万元，支出决算为53.90万元。决算数大于预算数的主要原因是人员增加。",
        "change-direction",
    ),
    "completed in full and yet more than planned": (
        "年初预算为280.00万元，支出决算为335.93万元，完成年初预算的100%，决算数大于预算数。",
        "completion-rate",
    ),
    "growth over nothing": (
        "公务接待费5.00万元，比上年增加5.00万元，增长35%。",
        "change-zero-base",
    ),
    "completion of nothing": (
        "培训费年初预算为0万元，支出决算为5.00万元，完成年初预算的95.89%。",
        "change-zero-base",
    ),
    "an income that its funds do not make up": (
        "收入合计2186.40万元，其中：财政拨款2080.40万元、其他收入116.00万元。",
        "sum-breakdown",
    ),
    "an inner list": (
        "“三公”经费48万元，其中：公务用车购置及运行费42万元（其中：购置18万元、运行27万元），"
        "公务接待费6万元。",
        "sum-breakdown",
    ),
    "one of two partitions": (
        "户籍人口52.46万人，其中：城镇17.84万人、乡村33.62万人；男性27.25万人、女性25.21万人。",
        "sum-breakdown",
    ),
    "a part larger than its total": ("收入完成5.2亿元，其中增值税7.9亿元。", "part-whole"),
    "a share of the neighbour": (
        "支出合计2940.05万元，其中：基本支出2336.91万元，占79.49%；项目支出603.14万元，占79.49%。",
        "share",
    ),
    "a completion rate with digits transposed": (
        "年初预算为54.50万元，支出决算为53.90万元，完成年初预算的89.90%。",
        "completion-rate",
    ),
    "a printed formula": ("差异率＝（2186.4－1254.6）÷1254.6×100%=47.27%。", "inline-formula"),
    "an inequality": ("“三公”经费实际支出13.2万元≤预算安排10万元。", "inequality"),
    "points": ("建档率由62.4%提高到64.5%，提高3.1个百分点。", "change-points"),
    "a multiple read as its increase": (
        "投资由2000万元增加到5000万元，增长2.5倍。",
        "multiple",
    ),
    "a figure restated with digits transposed": (
        "2022年财政拨款总支出2186.11万元。\n2022年财政拨款总支出2168.11万元，收支平衡。",
        "same-figure",
    ),
    "numbered items that do not add up": (
        "支出决算为3421.58万元，其中：\n1.教育支出（类）支出决算为1120.44万元。\n"
        "2.农林水支出（类）支出决算为2310.14万元。",
        "sum-breakdown",
    ),
    "a share of the total by another of its names": (
        "支出合计335.29万元。其中：基本支出21.44万元，占总支出的6.39%；"
        "项目支出313.85万元，占总支出的53.61%。",
        "share",
    ),
    "guests from home and abroad": (
        "公务接待费支出16.85万元，其中：国内接待支出16.58万元，外事接待支出0.57万元。",
        "sum-breakdown",
    ),
    "kinds in the sentence after their total": (
        "当年拨款1296.54万元，主要是人员增加。基本支出532.27万元，项目支出664.27万元。",
        "sum-breakdown",
    ),
    "a kind of spending left out beside two of one name": (
        "支出合计1462.81万元，其中：工资福利支出503.02万元、对个人和家庭的补助64.97万元、"
        "资本性支出（基本建设）0万元、资本性支出0万元、对企业补助666.55万元。",
        "sum-breakdown",
    ),
    "a rate whose budget stands after it": (
        "住房公积金支出决算3785.25万元，完成预算的325.6%，主要原因是人员变动，年初预算1199.40万元。",
        "completion-rate",
    ),
    "what is left of last year's, this year's income and spending": (
        "年初结转和结余50.49万元，本年收入3024.77万元，本年支出2276.08万元，"
        "年末结转和结余809.18万元。",
        "fund-roll",
    ),
    "a formula whose result is a round hundred": (
        "采购执行率＝12.15÷15.12×100%＝100%，本项得3分。",
        "inline-formula",
    ),
    "a mean with a digit lost": (
        "农村低保对象8960人，全年发放低保资金4032万元，人均450元。",
        "per-capita",
    ),
}


@pytest.mark.parametrize(("text", "rule"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_hold_is_found_by_its_rule_alone(text: str, rule: str) -> None:
    assert {found for found, _ in spoken(text)} == {rule}


def test_a_carried_level_is_shown_in_the_arithmetic() -> None:
    findings = evaluated(WRONG["a rate with a level in an earlier sentence"][0]).findings
    assert [f.formula for f in findings] == ["17.30 ÷ (8.40 + 17.30) × 100 = 67.3%"]


def test_a_rate_without_any_level_is_unchecked_and_says_why() -> None:
    figures = evaluated("工资福利支出较上年增加18.20万元，增长21.4%。").figures
    rate = next(f for f in figures if f.raw == "21.4%")
    assert (rate.coverage, rate.reason) == ("unchecked", "base-missing")


def test_every_figure_ends_in_the_ledger_once() -> None:
    figures = evaluated("收入合计30.00万元，其中：甲20.00万元、乙10.00万元。").figures
    assert [(f.raw, f.coverage) for f in figures] == [
        ("30.00万元", "checked"),
        ("20.00万元", "operand"),
        ("10.00万元", "operand"),
    ]


def test_a_figure_that_only_a_bound_holds_does_not_count_as_checked() -> None:
    figures = evaluated("收入完成52.00亿元，其中增值税19.00亿元、印花税1.20亿元等。").figures
    assert {f.coverage for f in figures} == {"operand"}
