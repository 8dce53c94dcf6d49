"""Sound statements that an auditor was once told of in vain, and slips told of twice.

SILENT must say nothing an auditor would see; ONCE is one slip, said by the rule named only.
"""

from __future__ import annotations

import pytest
from gouji.validate.engine import evaluate

from .speaking import reading, said

SILENT = {
    "the part named alike in the sentence before is no whole": (
        "上半年规模以上工业中国有企业发展较快，实现工业总产值61.35亿元，增长8.2%。据统计，规模以上大型企业达"
        "176家，实现工业总产值523.48亿元，占规模以上工业总产值比重达72.6%。"
    ),
    "each net change told after the two levels it is of": (
        "一级渠道由20781公里减少到19456公里，净减1325公里；二级渠道由9462公里增加到9617公里，净增155公里；"
        "支渠由873公里增加到948公里，净增75公里。"
    ),
    "what is too small to have a share": (
        "全年共接到来信来电162437件，其中来信51264件，来电111165件，锦旗8件。\n从渠道看，窗口接收121500件，"
        "占比74.8%；网上登记40929件，占比25.2%；各站转办139件。"
    ),
    "a total behind what is more than it": (
        "省财政下达补助资金7.42618亿元，我市4县分别获得补助资金5236.5万元，共计2.0946亿元。"
    ),
    "a budget told before the outturn that the list divides": (
        "“三公”经费支出预算为25.40万元，支出决算为20.00万元，完成预算的78.74%，其中：因公出国（境）费支出决算为"
        "16.39万元，完成预算的87.97%；公务用车购置及运行维护费支出决算为1.71万元，完成预算的53.11%；公务接待费支出"
        "决算为1.90万元，完成预算的53.54%。"
    ),
    "an outlay of a part beside the outturn and budget of the whole": (
        "三项费用支出预算为53.93万元，支出决算为37.49万元，完成预算的69.52%，其中：出国费支出决算为"
        "0.88万元，完成预算的70.40%；车辆费支出决算为2.23万元，完成预算的77.97%；接待费支出决算为"
        "34.38万元，完成预算的69.01%。"
    ),
    "amounts that fell, told after their shares": (
        "分行业看，采矿业增加值占比为17.4%，同比下降9.6%；洗选业占比达93.2%，同比下降8.1%。"
    ),
    "a share of all that are listed before it": (
        "全年受理投诉80.40万件。\n涉及质量问题21.60万件、合同问题16.50万件、服务问题10.14万件，共占60%。"
    ),
    "the yield of a part is no part of the whole's": (
        "粮食单位面积产量5106公斤/公顷，比上年增加41公斤/公顷。其中稻谷单位面积产量6874公斤/公顷。"
    ),
    "what prices do to the index, in points": (
        "禽肉价格下降1.4%，影响CPI下降约0.02个百分点；食用油价格上涨2.7%，影响CPI上涨约0.04个百分点；"
        "酒类价格上涨0.9%，影响CPI上涨约0.01个百分点。"
    ),
    "a disaster of the year before": (
        "关于下达2023年水利资金的公告\n2023年水利资金分配情况公告如下。\n"
        "资金用途：2022年洪涝灾害灾后恢复重建、工程维修养护。"
    ),
    "two substances told apart by their codes alone": (
        "PM2.5年平均浓度为27微克/立方米，同比持平。PM10年平均浓度为72微克/立方米，同比下降1.4%。"
    ),
    "a last name of two after 以及": (
        "服装服饰业、文化和娱乐业以及运输、仓储和邮政业3个行业增速靠前。"
    ),
    "a change of a part, named short, after its whole": (
        "房产税和印花税实现42亿元，增收5.3亿元，增长14.4%，其中房税增收3.1亿元，增长37.2%。"
    ),
    "a change whose subject stands before another comparison": (
        "“三公”经费支出决算总额为7.32万元，比去年增加1.20万元，增长19.6%。其中，出国费比预算"
        "无增减变化；公务用车费支出决算比预算无增减变化，比去年增加0.90万元，增长26.5%。"
    ),
    "what was taken in beyond the plan": (
        "地方收入比预算超收240万元，主要是罚没收入增加所致，税收收入较年初预算减少3080万元，"
        "下降7.21%。税收收入完成39640万元，为预算的92.79%。"
    ),
    "rates of the kinds of a whole": (
        "国有企业资产负债率58.2%，上升0.3个百分点，中央企业61.4%，上升0.2个百分点，"
        "地方企业55.7%，上升0.4个百分点。"
    ),
    "a second enumeration of one total": (
        "采购规模为9400亿元。从结构看，货物、工程、服务规模分别为2100亿元、4700亿元和2600亿元。"
        "从组织形式看，集中采购、部门采购、分散采购规模分别为1900亿元、800亿元和6700亿元。"
    ),
    "nothing changed, or nothing spent, in another item": (
        "因公出国费0万元,较上年无增减;公务接待费1.00万元,比上年增加0.40万元,增长66.67%。"
        "会议费2.10万元,上年无此项支出;培训费1.80万元,比上年增加0.60万元,增长50%。"
    ),
    "what a part comes next to": (
        "5月进出口1362.4亿元。其中,出口771.5亿元,仅次于今年2月的804.2亿元,增长6.1%;进口590.9亿元。"
    ),
    "what was planned, and what has begun": (
        "本年计划开工项目164项,其中上半年计划开工121项,目前实际已开工103项。"
    ),
    "what happened at the same time": (
        "共发生较大事故812起,同比增加52起,上升6.8%;同期共发生重大事故42起,同比增加6起,上升16.7%。"
    ),
    "the greatest rate of several": (
        "价格环比下降的城市有4个,比上月减少5个,最大降幅为0.3%;上涨的9个,增加2个,最高涨幅为2.7%。"
    ),
    "kinds near the total of something else": (
        "参加城乡居民基本养老保险人数241.76万人。\n"
        "城市居民最低生活保障人数6.32万人。农村最低生活保障人数17.85万人。"
    ),
    "shares of what each is of its kind": (
        "采购节水产品318.4亿元，占同类产品采购规模的82.6%；采购环保产品740.8亿元占同类产品采购规模的"
        "88.4%。"
    ),
    "what is given for each acre, and what that makes": (
        "区财政每亩补助100元,计500万元。其中:\n①林业部门每亩40元计200万元;\n②育苗基金每亩10元计50万元;"
        "\n③整合资金每亩15元计75万元;"
    ),
    "an amount beside a total and its parts, whose sum is ten times it": (
        "每年下达补助46.2万元，每年有结余。五年共下达补助231万元，发放198.415万元，结余32.585万元。"
    ),
    "items named before colons": (
        "农业类支出:安排3120万元,比上年增加240万元;科技类支出:安排5870万元,比上年增加310万元;"
        "文体类支出:安排1460万元,比上年增加90万元;城建类支出:安排9230万元,比上年减少520万元。"
    ),
    "brackets that say what kinds are counted": (
        "涵盖37个地区（自治州、省辖市、县级市）的地方企业。"
    ),
    "a list told of names joined, after another item": (
        "会议费1.20亿元，减少0.30亿元，下降20%；差旅费与印刷费分别为0.46亿元和5.31亿元，与去年持平。"
    ),
    "a comparison that ends with its base": (
        "年末存栏42180头。同上次普查2012年末的40150头相比，十年共增加2030头，增长5.06%。"
    ),
    "spending that fell": "培训支出3.15万元，比上年减少支出0.85万元，降幅达到21.3%。",
    "what was adjusted by a verb of its own": (
        "总收入由360,000万元调整为410,000万元，调增50,000万元。其中：税收收入由260,000万元调减为"
        "230,000万元；非税收入由100,000万元调增为180,000万元。"
    ),
    "the changes against another base, in the next sentence": (
        "比年初预算减少6.20亿元，其中，甲费减少1.10亿元，乙费减少4.80亿元，丙费减少0.30亿元。"
        "比上年执行数减少2.40亿元，其中，甲费增加1.60亿元，乙费减少3.90亿元，丙费减少0.10亿元。"
    ),
    "an amount that gave a reason, before the parts of a total": (
        "收入合计187.40万元，较上年减少25.10万元，主要原因是上年有救灾经费26.30万元。"
        "其中：财政拨款收入112.20万元，事业收入75.20万元。"
    ),
    "a kind of a wider scope before the kinds of another": (
        "全区税收收入152360万元，同比下降9.4%；地方级税收收入81427万元，同比下降16.2%；"
        "非税收入69318万元，同比增长21.7%。"
    ),
    "nothing but noughts between two totals": (
        "收入合计512.30万元；包括财政拨款收入496.10万元；上级补助收入0万元；事业收入0万元；"
        "经营收入0万元；附属单位上缴收入0万元；年初结转16.20万元。"
        "财政拨款收入总计496.10万元，支出总计496.10万元。"
    ),
    "round amounts under one name, planned and spent": (
        "申请资金816200元，其中办公运转经费430000元，小组长报酬246000元，活动补助140200元。"
        "实际支出716200元，其中办公运转经费430000元，小组长报酬146000元，活动补助140200元。"
    ),
    "a scale of marks": "本指标满分8分，检查达到12次得8分，少检查一次扣2分，扣完为止。",
    "given on top of last year's": (
        "下达公路养护补助资金3620万元，比上年增加安排620万元，增长20.7%。"
    ),
    "an outturn without its unit, its sources in brackets": (
        "全年预算数2000.00万元，全区执行数1900.00（含中央资金1200.00万元，地方资金600.00万元，"
        "其他资金100.00万元），总预算执行率95.00%。"
    ),
    "weights by which money is given out": (
        "补助资金5200万元，其中900万元按照各县水库的座数和面积各占50%的比例分配到各县。"
    ),
    "what one member of a list has of its own": (
        "机关设6个内设机构，分别为办公室、法制委员会、农业委员会、文史委员会、提案委员会、"
        "民族委员会，办公室下设3个科和1个事业单位，分别为秘书科、人事科、行政科和信息中心。"
    ),
    "a mean rounded to one digit, and money beside other heads": (
        "项目实施后，2456户困难户户均年增收0.1万元。完成情况是：\n"
        "1.核桃园补植项目。在12个乡镇1875户的核桃园中补植，建设资金36.40万元，完成投资36.4025万元。"
    ),
    "a budget's share told after last year's amount": (
        "上半年财政收入累计135200万元，上年同期为130000万元，增收5200万元，增长4.00%，"
        "是年初预算260000万元的52.00%。"
    ),
    "the number of an item before a count": (
        "承担核桃园补植项目、35个山区村示范园管理项目。\n1.核桃园补植项目。投资36万元。\n"
        "2.35个山区村示范园管理项目。投资52万元。"
    ),
    "a list that the text breaks off in": (
        "全年“三公”经费支出62.40万元，其中：因公出国（境）费3.10万元，公务接待费17.50万元，公务用车购"
    ),
    "a list that the text breaks off in, inside a number": (
        "基本支出840.20万元。其中：人员经费610.50万元，公用经费88.30万元，项目经费141."
    ),
    "a sign in a cell of a table that was saved as a line": (
        "学生资助率 | 10 | 10 | 质量指标 | 覆盖率 | ≥ | 95 | % | 97 | 10 | 10 | 满意度指标"
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_sound_statements_are_met_with_silence(text: str) -> None:
    result = evaluate(reading(text))
    assert result.failed == []
    assert [(f.level, f.rule, f.stated) for f in result.findings if f.level != "info"] == []


ONCE = {
    "parts beyond a total that they do not add up to": (
        ("sum-breakdown", "60"),
        "服务费60元，其中：中央补助41万元，地方补助19万元。",
    ),
    "changes of which nobody chose the word": (
        ("template-residue", "增加（减少）0.20万元"),
        "公务用车费为6.40万元，较预算数增加（减少）0.20万元，其中：购置费0万元，较预算数增加（减少）"
        "0万元；运行费6.40万元，较预算数增加（减少）0.20万元。",
    ),
    "several parts beyond an open total": (
        ("part-whole", "73"),
        "下达资金8万元，其中：用于养护73万元，用于抢修61万元等。",
    ),
}


@pytest.mark.parametrize(("told", "text"), ONCE.values(), ids=ONCE.keys())
def test_one_slip_is_told_of_once(told: tuple[str, str], text: str) -> None:
    found = [f for f in evaluate(reading(text)).findings if f.level != "info"]
    assert [(f.rule, f.stated) for f in found] == [told]


def test_a_part_of_a_profit_beyond_the_whole_is_for_review() -> None:
    text = "县属企业利润总额8.42亿元，其中：城投集团利润总额9.17亿元。"
    assert said("part-whole", text) == [("review", "9.17", "8.42")]


def test_a_part_beyond_the_last_figure_of_the_sentences_before_is_for_review() -> None:
    text = "全年送检样品2860批次。检出不合格样品74批次。其中，乙站送检的915批次中，不合格31批次。"
    assert said("part-whole", text) == [("review", "915", "74")]


def test_a_list_may_be_over_where_another_quantity_is_told() -> None:
    text = (
        "全县零售总额51.3亿元，同比增长4.2%，其中，限额以上零售额6.1亿元，同比增长3.9%，"
        "批发业销售额为88.4亿元，同比增长1.7%。"
    )
    assert said("part-whole", text) == [("review", "88.4", "51.3")]


def test_a_rate_after_the_budget_that_was_used_is_that_of_the_outturn() -> None:
    text = "会议费支出决算为31.20万元，完成全年预算40.50万元的77%，比上年增加6.20万元，增长42.8%。"
    found = [f for f in evaluate(reading(text)).findings if f.level == "error"]
    assert [(f.rule, f.stated, f.recomputed) for f in found] == [("change-rate", "42.8%", "24.8%")]


def test_what_came_on_top_and_is_told_again_as_a_part_is_not_what_is_divided() -> None:
    text = (
        "收入预算总额为6488.50万元，比上年增加5930.20万元，原因是增加了其他资金预算5900万元。其中："
        "财政拨款收入580.50万元；其他收入5900万元。"
    )
    found = [f for f in evaluate(reading(text)).findings if f.rule == "sum-breakdown"]
    assert [(f.stated, f.recomputed) for f in found] == [("6488.50", "6480.5")]


def test_what_each_got_is_no_part_of_the_sum_of_some_beside_the_sum_of_all() -> None:
    text = "省级下达补助资金共7.31264亿元，我市东岭等4县分别获得2816.5万元，共计1.1266亿元。"
    assert said("sum-breakdown", text) == []
