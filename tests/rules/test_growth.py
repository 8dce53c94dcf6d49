"""Growth in prose: directions, multiples, points, completion, and what only looks like a slip.

Each case is a statement in our own words; SILENT must say nothing an auditor would see, SPOKEN
must be found by the rule named.
"""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import Evaluation, evaluate

from .speaking import said, verdicts

TITLE = "云岭县示例局2023年度部门决算\n"


def evaluated(text: str) -> Evaluation:
    result = evaluate(normalize(document_from_text(TITLE + text)))
    assert result.failed == []
    return result


SILENT = {
    "a negative rate after a verb of growth": (
        "支出48.60万元，比上年减少3.40万元，增长-6.54%；收入48.60万元，比上年增加-3.40万元，"
        "增长-6.54%。"
    ),
    "what is saved may itself grow": "节约资金3.6万元，增长20%；新增就业5000人，下降3%。",
    "flat against a printed base": "培训费支出0.98万元，与上年的0.98万元持平。",
    "nearly flat": "培训费支出2.94万元，与上年的2.99万元基本持平。",
    "flat without a base beside other levels": (
        "公务接待费与上年持平，为3.00万元。培训费上年支出5.10万元，本年支出6.10万元。"
    ),
    "no change, told twice": "印刷费支出3.20万元，比上年的3.20万元增加0万元，增长0%。",
    "a claim about another measure in a reason": (
        "年初预算为60.00万元，支出决算为57.80万元。决算数小于预算数的主要原因："
        "人员经费支出数大于预算数。"
    ),
    "a claim that names the kind of budget": (
        "年初预算为50.00万元，全年预算为60.00万元，支出决算为57.80万元。决算数小于全年预算数，"
        "但大于年初预算数。"
    ),
    "one of several pairs": (
        "接待费年初预算为2.00万元，支出决算为1.10万元；培训费年初预算为1.00万元，"
        "支出决算为1.60万元。决算数大于预算数的主要原因是培训班增加。"
    ),
    "a part of last year's level": (
        "去年全县基金收入完成405亿元，其中土地出让收入323.4亿元，增长86.3%。"
    ),
    "a difference after 高于": "支出8.00万元，低于上年2.20万元，增速高于全省平均水平5.2%。",
    "equal sizes of small figures": (
        "甲项支出5.00万元，比上年增加1.00万元。乙项支出5.00万元，比上年减少1.00万元。"
    ),
    "points that are differences": (
        "税收占比提高1.5个百分点，增幅高于全省0.6个百分点，两者相差3.2个百分点。"
        "实现利润38.45亿元，下降2.8%，降幅比上年收窄4.1个百分点。失业率下降0.3个百分点。"
    ),
    "points of a growth rate": "固定资产投资增长5.2%，增速比上年下降1.2个百分点。",
    "points of a share": "税收占一般公共预算收入的比重为85%，比上年增长2个百分点。",
    "a mean yearly fall": "产值由2020年的100亿元减少到2023年的80亿元，年均下降7.2%。",
    "a rise between two dated levels": (
        "用电量由2022年的5.70亿千瓦时增加到2023年的6.84亿千瓦时，增长20.0%。"
    ),
    "doubled, more or less": "网上销售额由0.82亿元增加到1.70亿元，翻了一番。",
    "ahead of the calendar, and behind it": (
        "1—6月，投资完成年度计划的52%，快于序时进度2个百分点。截至4月底，执行率为30.3%，"
        "低于序时进度3.0个百分点。"
    ),
    "what was saved of a budget": (
        "采购预算100万元，节约资金3.6万元，节约率3.6%。送审金额1000万元，审定金额920万元，"
        "核减80万元，核减率8%。"
    ),
    "a base of nothing": "会议费支出6.10万元，上年未安排，增长100%。",
    "budget and outturn sentences before their rate": (
        "1.培训费。年初预算为2.00万元。支出决算为1.50万元。完成年初预算的75.0%。"
    ),
    "one of two outturns before the rate": (
        "年初预算为10.00万元。项目支出决算为5.00万元，基本支出决算为3.00万元。完成预算的80%。"
    ),
    "one outturn over two budgets": (
        "年初预算为2760.00万元，支出完成年初预算的118.42%；调整预算为3300.00万元，"
        "支出完成调整预算的99.04%。"
    ),
    "two targets of one sum": (
        "收入33.82亿元，为三季度目标33.23亿元的101.78%，为全年目标42亿元的80.52%。"
    ),
    "a target of heads": "新增就业3060人，完成年度目标3000人的102%。",
    "saved of the budget, and kept within it": (
        "基本支出年初预算10.00万元，支出决算8.00万元，比年初预算节约2.00万元，控制在预算内。"
        "接待费预算3.00万元，实际支出3.00万元，未超过预算。"
    ),
    "a budget compared with last year's": (
        "会议费预算数为9.80万元，比上年预算减少1.20万元。办公费预算5.00万元，比2022年预算增加1.00万元。"
    ),
    "three rates of growth that differ by the third": (
        "专项资金27.53亿元，同比增长48.7%；补助资金44.84亿元，同比增长37.9%；事务支出228.42亿元，"
        "同比增长10.8%。"
    ),
    "points between two means": "年均增长率为0.53%，比前十年的0.57%下降0.04个百分点。",
    "the growth of an amount after its completion rate": (
        "支出120万元，完成预算的98%，比上年增长5%；项目12个，完成率98%，比上年提高5%。"
    ),
}  # fmt: skip

SPOKEN = {
    "amount and rate with opposite verbs, sizes proving it": (
        "change-direction",
        "支出合计1388.78万元。与2022年度相比，支出合计减少58.76万元，增长4.42%。",
    ),
    "amount and rate with opposite verbs, no level": (
        "change-direction",
        "2023年度“三公”经费比2022年度减少0.42万元，增长10.45%。",
    ),
    "a level that came from nothing": (
        "change-direction",
        "收入总计307.82万元。与2022年度相比，收入总计减少307.82万元，增长100.00%。",
    ),
    "a fall from a base of nothing": (
        "change-direction",
        "培训费支出2.30万元，上年为0，下降100%。",
    ),
    "flat against another base": (
        "change-direction",
        "培训费支出0.98万元，与上年的1.38万元持平。",
    ),
    "flat after both levels": (
        "change-direction",
        "公务接待费上年支出5.10万元，本年支出6.10万元，与上年持平。",
    ),
    "no change between levels that differ": (
        "change-direction",
        "印刷费支出3.20万元，比上年的2.90万元增加0万元，增长0%。",
    ),
    "one change told twice with opposite verbs": (
        "change-direction",
        "收入预算6101.68万元，比上年预算减少389.52万元。\n支出预算6101.68万元，比上年预算增加389.52万元。",
    ),
    "a claim that names its measure, parts between": (
        "change-direction",
        "“三公”经费年初预算为28.50万元，支出决算为26.23万元，其中：接待费年初预算为1.50万元，支出决算为0.95万元。"
        "2023年度“三公”经费支出决算数大于预算数的主要原因是厉行节约。",
    ),
    "a claim against a completion rate": (
        "change-direction",
        "支出完成年初预算的118.42%。支出决算数小于年初预算数，主要原因是年中追加。",
    ),
    "a claim about what was not planned": (
        "change-direction",
        "支出决算为128.64万元，年初预算未安排，决算数小于年初预算数。",
    ),
    "a claim told the other way round": (
        "change-direction",
        "年初预算为50.00万元，支出决算为53.90万元，年初预算数大于决算数。",
    ),
    "a limit that is passed": ("inequality", "支出12.30万元，不超过预算10万元。"),
    "a comparison with all there is": ("inequality", "公用经费控制率为93.62%，高于100%。"),
    "parts that fall or stay under a total that rises": (
        "change-rollup",
        "公务用车费36.56万元，比上年增加10万元。其中：购置费15万元，比上年减少10万元；"
        "运行费21.56万元，与上年持平。",
    ),
    "a rate whose budget and outturn stand sentences before": (
        "completion-rate",
        "1.培训费。年初预算为2.00万元。支出决算为1.50万元。完成年初预算的57.0%。",
    ),
    "budget over outturn": (
        "completion-rate",
        "支出48.60万元，预算50.00万元，完成率为102.88%。",
    ),
    "a rate over a sum that is called a budget": (
        "completion-rate",
        "项目预算资金120万元，实际支出96.40万元，资金执行率83.33%。",
    ),
    "one outturn over two budgets, one rate turned over": (
        "completion-rate",
        "年初预算为2760.00万元，支出完成年初预算的118.42%；调整预算为3300.00万元，"
        "支出完成调整预算的100.96%。",
    ),
    "another rate of a target": (
        "completion-rate",
        "新增就业3060人，完成年度目标3000人的120%。",
    ),
    "more than the budget, though less was spent": (
        "change-amount",
        "基本支出年初预算10.00万元，支出决算8.00万元，比年初预算增加2.00万元。",
    ),
    "overspent by another sum": (
        "change-amount",
        "公用经费年初预算10.00万元，支出决算12.00万元，超支3.00万元。",
    ),
    "a budget that was passed": (
        "change-direction",
        "接待费预算3.00万元，实际支出3.20万元，未超过预算。",
    ),
    "a rise that falls": ("change-direction", "支出由上年100万元上升为90万元。"),
    "a fall between two dated levels that rise": (
        "change-direction",
        "用电量由2022年的6.84亿千瓦时增加到2023年的5.70亿千瓦时。",
    ),
    "another mean growth": (
        "mean-growth",
        "产值由2020年的100亿元减少到2023年的80亿元，年均下降2.7%。",
    ),
    "two doublings for one": ("multiple", "网上销售额由0.82亿元增加到1.64亿元，翻了两番。"),
    "a multiple of last year's level": ("multiple", "成交额9.00亿元，是上年5.00亿元的2.5倍。"),
    "times grown for times as large": (
        "multiple",
        "产值9.00亿元，比上年的5.00亿元增长1.8倍。",
    ),
    "ahead of the calendar by another step": (
        "change-points",
        "上半年完成年度计划的52%，慢于时间进度2个百分点。",
    ),
    "another rate of saving": (
        "change-rate",
        "送审金额1000万元，审定金额920万元，核减80万元，核减率8.7%。",
    ),
    "a change from the total of last year, told after the parts of this year's": (
        "change-amount",
        "2023年会务费合计31.24万元，其中：会议费1.58万元，培训费29.66万元。"
        "较2022年度会务费合计16.08万元增加11.55万元。",
    ),
    "a rate over a base of nothing": (
        "change-zero-base",
        "会议费支出6.10万元，上年无此项支出，增长61%。",
    ),
}  # fmt: skip

IN_POINTS = (
    "支出决算504.65万元，完成年初预算的98.95个百分点。",
    "一般公共预算支出5120.33万元，占本年支出合计的85.82个百分点。",
    "新增就业3.06万人，为年度任务3万人的102个百分点。",
    "2022年执行数为389.59万元，2023年安排421.23万元，比2022年执行数增加8.12个百分点。",
    "高新技术企业86家，比上年净增17家，增长24.6个百分点。",
    "居民人均可支配收入15,872元，比上年增长7.6个百分点。",
    "固定资产投资比上年下降4.7个百分点，其中产业投资增长11.6%。",
    "食品烟酒类下降0.4%，居住类上涨0.2个百分点，教育文化类上涨1.5%。",
    "铜、锌、铅产量分别增长13.5%、12.1个百分点和23.2%。",
    "产值比上年增长5.2%，两年平均增长4.6个百分点。",
    "就业率92.6个百分点，比上年的91.1%提高1.5个百分点。",
    "就业率92.6%，比上年的91.1个百分点提高1.5个百分点。",
    "建档率达到90个百分点以上。",
    "执行率＝46.20÷61.60×100％＝75.00个百分点。",
    "结转结余率≦10个百分点，得5分。",
)
IN_PERCENT = (
    "城镇化率51.34%，比上年提高0.72%。",
    "产业投资占全部投资的比重为41.3%，比上年提高6.0%。",
    "三次产业贡献率分别为15.8%、34.9%和49.3%，分别拉动经济增长0.8、1.8和2.6%。",
    "支出进度快于序时进度2%。",
    "结案率、满意率分别提高2个百分点和3.3%。",
)


@pytest.mark.parametrize("text", IN_POINTS)
def test_a_level_a_share_or_the_growth_of_an_amount_is_in_percent(text: str) -> None:
    found = [f for f in evaluated(text).findings if f.rule == "percent-unit"]
    assert [f.level for f in found] == ["warning"]
    assert "个百分点" in found[0].stated


@pytest.mark.parametrize("text", IN_PERCENT)
def test_what_moves_a_rate_is_in_points(text: str) -> None:
    found = [f for f in evaluated(text).findings if f.rule == "percent-unit"]
    assert [f.level for f in found[-1:]] == ["warning"]
    assert found[-1].recomputed.endswith("个百分点")


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_fits_stays_silent(text: str) -> None:
    shown = [f for f in evaluated(text).findings if f.level != "info"]
    assert [(f.rule, f.stated) for f in shown] == []


@pytest.mark.parametrize(("rule", "text"), SPOKEN.values(), ids=SPOKEN.keys())
def test_what_does_not_fit_is_found(rule: str, text: str) -> None:
    found = [f.rule for f in evaluated(text).findings if f.level in ("error", "warning")]
    assert rule in found


def test_a_wrong_claim_is_shown_at_its_word() -> None:
    text = "年初预算为54.50万元，支出决算为53.90万元。因人员增加，决算数大于预算数。"
    [finding] = [f for f in evaluated(text).findings if f.rule == "change-direction"]
    quoted = [place.quote[place.start : place.end] for place in finding.places]
    assert "大于" in quoted


def test_things_counted_are_held_against_those_counted_a_year_before() -> None:
    text = "登记投诉4863件，上年同期3940件，同比增长{}%。"
    assert verdicts("change-rate", text.format("23.43")) == ["agrees"]
    assert [s.level for s in said("change-rate", text.format("24.33"))] == ["error"]


def test_two_counts_are_held_each_against_its_own_base() -> None:
    text = "受理案件86件142人，去年同期为163件305人，件数和人数分别同比下降{}%、{}%。"
    assert verdicts("change-rate", text.format("47.24", "53.44")) == ["agrees", "agrees"]
    swapped = said("change-rate", text.format("53.44", "47.24"))
    assert [s.level for s in swapped] == ["error", "error"]
    own = "审结案件86件142人，去年同期为163件305人，同比件数下降47.24%、人数上升53.44%。"
    assert [s.stated for s in said("change-rate", own)] == ["53.44%"]


def test_what_a_count_leaves_out_is_no_base_of_it() -> None:
    text = "受理案件3218件（不含上年旧存286件），比上年下降1.3%。"
    assert said("change-rate", text) == []


@pytest.mark.parametrize("word", ["少", "多"])
def test_more_and_fewer_than_a_year_before(word: str) -> None:
    text = f"收到来信143件，比上年同期318件{word}175件。"
    assert bool(said("change-amount", text)) == (word == "多")


def test_an_adjustment_needs_no_word_before_its_result() -> None:
    text = "转移支付由年初32446万元调整{}万元，调增6632万元。"
    assert said("change-amount", text.format("39078")) == []
    assert [s.level for s in said("change-amount", text.format("39708"))] == ["error"]


def test_what_is_counted_may_go_by_a_short_name() -> None:
    text = "共受理各类案件1603件（旧存240件），结案794件。与上年同比，受案增加147件，上升{}%。"
    assert said("change-rate", text.format("10.10")) == []
    assert [s.level for s in said("change-rate", text.format("9.17"))] == ["error"]


LAST_YEAR = "去年“三公”经费支出708.16万元。其中，公务接待费支出240.25万元。\n"


@pytest.mark.parametrize(
    ("said_now", "levels"),
    [
        ("比去年实际支出减少13.25万元", []),
        ("比去年实际支出增加13.25万元", ["error"]),
        ("比去年实际支出减少31.25万元", ["error"]),
        ("比去年实际支出减少94.60万元", []),  # of another scope
    ],
)
def test_the_base_may_stand_in_the_paragraph_on_last_year(said_now: str, levels: list[str]) -> None:
    text = LAST_YEAR + f"今年预算657.49万元。其中，公务接待费预算227万元，{said_now}。"
    assert [s.level for s in said("change-amount", text)] == levels


def test_a_rate_printed_before_moves_in_points() -> None:
    text = "结案率48.60%。与上年相比，收案增加167件，结案率下降了2.93{}。"
    assert said("percent-unit", text.format("个百分点")) == []
    assert [s.level for s in said("percent-unit", text.format("%"))] == ["warning"]


def test_a_rate_alone_in_brackets_is_that_of_the_change_before_them() -> None:
    text = "会议费预算支出8.40万元，较上年减少12.60万元（{}%）。"
    assert said("change-rate", text.format("60.00")) == []
    assert [s.level for s in said("change-rate", text.format("66.00"))] == ["error"]
    assert said("change-rate", "新增就业500人（83.3%），在岗620人。") == []


def test_what_last_year_was_spent_is_no_name_of_what_moved() -> None:
    text = "社会保障支出预算数为891.26亿元，比2016年执行数增加101.38亿元，增长{}%。"
    assert said("change-rate", text.format("12.8")) == []
    assert [s.level for s in said("change-rate", text.format("18.2"))] == ["error"]


def test_a_rate_of_one_scope_beside_an_amount_that_may_be_of_another_is_for_review() -> None:
    text = "地方收入（同口径）完成42180万元，同比增长{}，增收5820万元。"
    assert said("change-rate", text.format("16.0%")) == []
    assert [s.level for s in said("change-rate", text.format("61.0%"))] == ["error"]
    assert "error" not in [s.level for s in said("change-rate", text.format("12.3%"))]


def test_an_amount_is_held_to_the_base_that_any_name_compares_it_with() -> None:
    text = "调剂资金8753万元，其中专户资金2604万元、存量资金6149万元，比报审稿8516万元增加{}万元。"
    assert said("change-amount", text.format("237")) == []
    assert said("change-amount", text.format("273")) == [("error", "273", "237")]


@pytest.mark.parametrize("levels", ["分别为", "各是"])
def test_levels_and_changes_told_in_step_stand_in_two_sentences(levels: str) -> None:
    text = (
        f"收、支总计{levels}3718.64、3692.07万元。与上年相比，"
        "收、支总计各减少814.26、902.55万元，各下降17.96%、19.64%。"
    )
    assert said("change-rate", text) == []
    assert said("change-rate", text.replace("17.96", "19.76"))
    assert said("change-rate", text.replace("902.55", "920.55"))


def test_changes_that_are_all_printed_in_whole_units_were_rounded_to_them() -> None:
    text = (
        "1.印花税418.37亿元，增加53亿元，增长14.6%。\n2.车船税276.52亿元，增加38亿元，增长16.1%。\n"
        "3.契税{}亿元，增加21亿元，增长6.9%。"
    )
    assert said("change-rate", text.format("324.86")) == []
    assert said("change-rate", text.format("342.86")) != []
    alone = text.format("324.86").splitlines()[0]
    assert said("change-rate", alone.replace("14.6", "14.4")) != []
