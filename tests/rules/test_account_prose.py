"""What accounts and budgets say in prose: lists over paragraphs, budgets beside outturns, changes
of parts, shares of totals named only.

Each case is a statement in our own words with realistic figures.
"""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate


def spoken(text: str) -> set[str]:
    """The rules with a finding at error or warning."""
    result = evaluate(normalize(document_from_text(text)))
    assert result.failed == []
    return {f.rule for f in result.findings if f.level in ("error", "warning")}


SILENT = {
    "budgets and outturns that stand side by side in a list": (
        "“三公”经费支出9.30万元，年初预算为12.60万元，差值为3.30万元。其中：公务用车运行维护费支出5.70万元，"
        "年初预算为8.10万元，差值为2.40万元；公务接待费支出3.60万元，年初预算为4.50万元，差值为0.90万元。"
    ),
    "an outturn that fell, after its budget": (
        "公务接待费预算为6.00万元，支出决算为1.80万元，完成预算的30%；较上年减少1.20万元，下降40%。"
    ),
    "a second list of the same total": (
        "收支总预算2754.60万元。收入包括：一般公共预算拨款2700.00万元、上年结转54.60万元；"
        "支出包括：教育支出2100.00万元、住房保障支出654.60万元。"
    ),
    "a colon typed for a semicolon between numbered reasons": (
        "支出增加24.00万元，主要原因为：（1）增加6人，公用经费9.00万元；（2）定额上涨3000元/人："
        "（3）新增机构补助15.00万元；（4）医疗费21.00万元。"
    ),
    "shares of a total that stands under another name": (
        "国库集中支付共完成23757万元。\n直接支付4251万元，占总支出的17.89%。\n"
        "授权支付19506万元，占总支出的82.11%。\n采购21笔，实现支出645万元。"
    ),
    "a share in brackets of the same whole as the one before it": (
        "其中：60岁以下人口7264.59万人，占69.87%（其中：15—59岁人口6595.32万人，占63.43%）。"
    ),
    "shares of plans, each of its own": (
        "税务部门完成41598万元，占调整预算的100.93%；财政部门完成44151万元，占调整预算的110.14%。"
    ),
    "a list that goes on in the next sentences": (
        "“三公”经费支出348.24万元。其中：因公出国（境）费支出0万元。公务用车购置费支出62.34万元，增长2%；"
        "公务用车运行维护费支出196.80万元。公务接待费支出89.10万元。"
    ),
    "a part that looks like its total when it is rounded": (
        "“三公”经费支出26.31万元，其中：公务接待费24万元；公务用车运行维护费2.31万元。"
    ),
    "a change of what the year's plan was, after the sentence's other items": (
        "2023年收支总预算13413.66万元，含下属招待所经费750.00万元，培训中心经费1611.93万元；比2022年预算增加2265.54万元，增长20.32%。"
    ),
    "a change between two years' levels in two paragraphs": (
        "2022年度预算总计65.40万元，其中：公务接待费35.40万元，公务用车运行费30.00万元。\n"
        "2021年度决算合计60.36万元，其中：公务接待费37.17万元，公务用车运行费23.19万元。\n"
        "2022年公务用车运行费较2021年增加6.81万元，增长29.37%。"
    ),
    "a part named again before its share": (
        "地方财政收入完成300669万元，增长2.61%。其中：税收收入完成199026万元，增长18.39%，税收收入占地方财政收入66.19%。"
    ),
    "changes listed under a change": (
        "经费支出决算数比上年减少0.84万元，其中：用车费支出决算减少0.87万元；接待费支出决算增加0.03万元。"
    ),
    "items of outturn under a paragraph that states budget and outturn": (
        "“三公”经费支出预算为92.40万元，支出决算为77.10万元，具体情况如下：\n"
        "1.公务用车运行维护费支出28.20万元。\n2.公务接待费支出48.90万元。"
    ),
}


SILENT |= {
    "a change of the outturn, told after its budget": (
        "接待费支出决算为6.20万元，完成全年预算8.00万元的77.5%，比上年决算数增加2.20万元，增长55%。"
        "差旅费支出数36.30万元，预算数37.80万元，支出数比预算数减少1.50万元，下降率为3.97%。"
    ),
    "a change of the whole, told after the halves in its brackets": (
        "税收收入完成80.00亿元（本级60.00亿元，新区20.00亿元），同比增收4.00亿元，增长5.26%。"
    ),
    "a list inside a list whose items semicolons part": (
        "“三公”经费支出30.00万元，其中：出国费支出10.00万元；公务用车费支出15.00万元；其中："
        "公务用车购置支出0万元；公务用车运行支出15.00万元；接待费支出5.00万元。"
    ),
    "amounts after the colons of their names": (
        "资金合计90.00万元，其中：中央资金60.00万元（一般预算：20.00万元；公益金：40.00万元）；"
        "省级资金30.00万元（一般预算：25.00万元；公益金：5.00万元）。"
    ),
    "a member of a list named without its number": (
        "共有预算单位61个，包括局机关和20个所、40个站。"
    ),
    "a budget adjusted in the year": (
        "年初预算3769.14万元，年中追加439.11万元，调整后预算4208.25万元，预算调整率11.65%。"
        "专项年初预算安排600万元，年中调减60万元，调整后预算数540万元。"
    ),
    "money received and spent": (
        "项目年初预算600万元，实际到位资金540万元，资金到位率90%；实际支出513万元，预算执行率95%。"
        "另一项目预算资金960万元，实际支出864万元，结余96万元，资金使用率90%。"
    ),
    "shares said after all parts": (
        "项目总投资3600万元，其中：省级补助资金1800万元，市级配套资金1080万元，县级自筹720万元，"
        "分别占50%、30%、20%。"
    ),
    "marks of parts, and marks taken off": (
        "绩效自评总分100分，其中预算执行10分、产出指标50分、效益指标30分、满意度指标10分；"
        "实际得分96.5分，扣3.5分。"
    ),
    "plans of counts": (
        "计划培训1500人次，实际培训1560人次，完成率104%；计划举办活动12场，实际举办12场，完成率100%。"
        "改造公路35.6公里，完成年度计划40公里的89%。"
    ),
    "how a rate came about, in brackets": (
        "政府采购执行率为95.20%（实际采购金额178.50万元/采购预算数187.50万元）。"
    ),
    "visits a head where groups are counted": "接待12批次288人次，接待费2.16万元，人均225元。",
    "full marks beside marks earned": (
        "自评得分37.5分，其中：投入15分，得14分；过程25分，得23.5分。"
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_holds_is_not_spoken_of(text: str) -> None:
    assert spoken(text) == set()


WRONG = {
    "a list parted by commas and semicolons that two swapped digits keep from its total": (
        "总收入58342万元。其中：税收收入21406万元，上级补助收入30118万元，债券收入4200万元；"
        "调入资金2205万元；上年结余收入314万元。",
        "sum-breakdown",
    ),
    "all three kinds after their total, though nothing opens a list": (
        "三公经费支出数为84.60万元，因公出国费12.30万元，公务用车购置及运行费60.20万元，接待费21.10万元。",
        "sum-breakdown",
    ),
    "all three kinds in the sentence after their total": (
        "“三公”经费支出决算84.60万元。占大头的是公务用车购置及运行费支出决算60.20万元；"
        "因公出国费支出决算12.30万元；接待费支出决算21.10万元。",
        "sum-breakdown",
    ),
    "a difference in brackets that looks like a range": (
        "“三公”经费变动率=（8.70-9.20）/9.20×100%=-7.61%。",
        "inline-formula",
    ),
    "budgets of a list that miss their total": (
        "“三公”经费支出预算为36.00万元，支出决算为24.00万元，其中：公务用车运行维护费支出预算为19.50万元，"
        "支出决算为15.00万元；公务接待费支出预算为13.50万元，支出决算为9.00万元。",
        "sum-breakdown",
    ),
    "a list that misses its total in the next sentences": (
        "“三公”经费支出348.24万元。其中：因公出国（境）费支出0万元。公务用车购置费支出62.34万元；"
        "公务用车运行维护费支出196.80万元。公务接待费支出83.10万元。",
        "sum-breakdown",
    ),
    "outturns of a list with budgets beside them": (
        "“三公”经费支出6.27万元，年初预算为8.85万元，其中：公务用车购置及运行费支出0万元，年初预算为2.85万元；"
        "公务接待费支出6.15万元，年初预算为6.00万元。",
        "sum-breakdown",
    ),
    "a change that two years' levels elsewhere contradict": (
        "2022年度预算总计65.40万元，其中：公务接待费35.40万元，公务用车运行费30.00万元。\n"
        "2021年度决算合计60.36万元，其中：公务接待费37.17万元，公务用车运行费23.19万元。\n"
        "2022年公务用车运行费较2021年增加8.16万元。",
        "change-amount",
    ),
    "a share whose part is named again": (
        "地方财政收入完成300669万元，增长2.61%。其中：税收收入完成199026万元，增长18.39%，税收收入占地方财政收入61.69%。",
        "share",
    ),
    "a difference of two amounts": (
        "公务接待费支出3.60万元，年初预算为4.50万元，差值为1.20万元。",
        "change-amount",
    ),
    "shares that were swapped, of a total in the paragraph before": (
        "某中心2023年度“三公”经费支出预算为9.00万元，支出决算为5.13万元。\n"
        "2023年度“三公”经费支出决算中，公务接待费支出决算1.59万元，占69%；"
        "公务用车运行维护费支出决算3.54万元，占31%。",
        "share",
    ),
    "two kinds that make more than all of a total not stated": (
        "1.基本支出预算7428.00万元，占一般公共预算支出的84.06%。\n"
        "2.项目支出预算1408.50万元，占一般公共预算支出的19.62%。",
        "share",
    ),
    "paragraphs without numbers under their total": (
        "基本支出预算2733.00万元，其中：\n人员经费2429.70万元，主要包括：基本工资、津贴补贴。\n"
        "公用经费214.20万元，主要包括：办公费。",
        "sum-breakdown",
    ),
    "changes that miss the change they divide": (
        "“三公”经费支出决算数比上年减少3.84万元，其中：因公出国费支出决算减少0万元；公务用车购置及运行费支出决算"
        "减少0.87万元；公务接待费支出决算增加0.03万元。",
        "change-rollup",
    ),
    "a rate whose level the paragraph before states under a longer name": (
        "某局“三公”经费财政拨款支出年初预算为66.00万元，支出决算为26.31万元。\n"
        "“三公”经费财政拨款支出决算数比上年减少0.84万元，降低5.09%。",
        "change-rate",
    ),
    "amounts before what they were for": (
        "项目完成资金3869.91万元，其中：430.25万元用于编制预算；1291.50万元用于审计；"
        "1288.56万元用于设计。",
        "sum-breakdown",
    ),
}


WRONG |= {
    "a verb turned in a list of changes": (
        "收、支总计分别为12360.90、12416.10万元，与上年相比各减少3781.20、7695.30万元，"
        "各增长23.42%、38.26%。",
        "change-rate",
    ),
    "an adjusted budget that does not follow": (
        "年初预算3769.14万元，年中追加439.11万元，调整后预算4262.25万元。",
        "change-amount",
    ),
    "a rate of adjustment": (
        "年初预算3769.14万元，年中追加439.11万元，调整后预算4208.25万元，预算调整率16.65%。",
        "change-rate",
    ),
    "a share said after all parts": (
        "项目总投资3600万元，其中：省级补助资金1800万元，市级配套资金1080万元，县级自筹720万元，"
        "分别占50%、35%、20%。",
        "share",
    ),
    "marks of parts": (
        "项目自评得分92.5分，其中：项目决策18分、项目过程19.5分、项目产出32分、项目效益28分。",
        "score-sum",
    ),
    "marks taken off": ("绩效自评总分100分，实际得分96.5分，扣2.5分。", "score-deducted"),
    "a plan of counts": ("计划培训1500人次，实际培训1560人次，完成率140%。", "completion-rate"),
    "a formula in brackets": (
        "政府采购执行率为92.50%（实际采购金额178.50万元/采购预算数187.50万元）。",
        "inline-formula",
    ),
}


@pytest.mark.parametrize(("text", "rule"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_hold_is_found_by_its_rule_alone(text: str, rule: str) -> None:
    assert spoken(text) == {rule}


def test_vehicles_bought_and_run_may_be_kinds_of_their_own() -> None:
    text = (
        "“三公”经费支出合计7214.38万元。\n因公出国（境）经费支出826.47万元。\n"
        "公务用车购置费支出1139.52万元。\n公务用车运行维护费支出3518.66万元。\n"
        "公务接待费支出1729.73万元。"
    )
    assert spoken(text) == set()
    assert spoken(text.replace("3518.66", "3581.66")) == {"sum-breakdown"}
