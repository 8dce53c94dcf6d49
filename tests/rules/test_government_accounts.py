"""Reports on the execution of a budget and on audits: accounts told over sentences and
paragraphs, what they leave over, debts, problems put right.  All in our own words."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import Evaluation, evaluate


def evaluated(text: str) -> Evaluation:
    result = evaluate(normalize(document_from_text(text)))
    assert result.failed == []
    return result


def levels(text: str) -> list[str]:
    return sorted(f.level for f in evaluated(text).findings if f.level != "info")


# a statement, then slips in it: every one must be found
TOLD: dict[str, tuple[str, *tuple[tuple[str, str], ...]]] = {
    "totals in one paragraph, what is left in the next": (
        "一、全县收支决算\n"
        "一般公共预算收入153264万元，加上级补助收入83417万元，上年结余收入21835万元，收入合计258516万元。\n"
        "一般公共预算支出201483万元，加上解上级支出31726万元，支出合计233209万元。\n"
        "上述收支相抵，年终结余25307万元，全部结转下年使用。",
        ("25307", "25807"),
        ("233209万", "238209万"),
        ("83417", "88417"),
    ),
    "an account without totals, what is left in the next paragraph": (
        "社会保险基金收入23741万元，上年结余11259万元，社会保险基金支出18634万元。\n"
        "上述收支相抵，年终结余16366万元。",
        ("16366", "16866"),
        ("23741", "23471"),
        ("11259", "11289"),
    ),
    "both totals after both lists": (
        "全区一般公共预算收入43.27亿元，上级补助收入15.84亿元，上年结余3.16亿元，调入资金517万元。"
        "一般公共预算支出48.93亿元，上解上级支出7.65亿元，债务还本支出0.34亿元。"
        "收入合计62.32亿元，支出合计56.92亿元，年终结余5.40亿元。",
        ("15.84", "15.48"),
        ("7.65", "7.85"),
        ("62.32", "63.32"),
        ("5.40", "5.10"),
    ),
    "a second total that leaves its word out": (
        "全区基金收入31.54亿元，上年结余8.26亿元。基金支出27.35亿元，调出资金4.18亿元。"
        "收入合计39.80亿元，支出31.53亿元，年终结余8.27亿元。",
        ("31.53", "31.83"),
        ("8.27", "8.97"),
    ),
    "a fund whose income is only listed": (
        "基金上年结余31.68亿元，上级补助收入17.25亿元，调入资金13万元，债务转贷收入2.46亿元；"
        "基金支出22.75亿元，年终结余28.64亿元。",
        ("31.68", "37.68"),
        ("22.75", "25.75"),
        ("28.64", "24.64"),
    ),
    "what was taken out of a fund": (
        "国有资本经营预算收入317万元，上级补助收入94万元，调出资金317万元。年终结余94万元。",
        ("收入317", "收入377"),
        ("结余94", "结余64"),
    ),
    "what is added before the difference": (
        "一般公共预算收入93400亿元，增长7%；一般公共预算支出105700亿元，增长9.5%；"
        "加上调入预算稳定调节基金1300亿元，一般公共预算收支总量相抵，差额11000亿元，增加1700亿元。",
        ("差额11000", "差额17000"),
    ),
    "the fund of the sentence, not that of the one before": (
        "国资预算收入2150亿元，加上上年结转收入153亿元，收入总量为2303亿元；国资预算支出2303亿元。"
        "社会保险基金收入52314亿元，社会保险基金支出47106亿元，本年收支结余5208亿元。",
        ("5208", "5288"),
        ("47106", "41706"),
    ),
    "last year's balance added to what can be used, and spending": (
        "全年可用资金为31726.42万元，为调整预算的106.3%。其中包括：支出基数18425万元，分成收入7913.27万元，"
        "上级补助收入5388.15万元。加上上年结余2043.81万元，全年可用资金为33770.23万元。\n"
        "一般公共预算支出29514.36万元，为调整预算的98.7%。结余4255.87万元。",
        ("2043.81", "2403.81"),
        ("33770.23", "37770.23"),
        ("4255.87", "4255.37"),
    ),
    "small totals, nothing said of adding": (
        "国资预算收入1.6亿元，上年结转收入0.3亿元，预算总收入1.9亿元；国资预算支出1.1亿元，"
        "调出资金0.8亿元，预算总支出1.9亿元。",
        ("总收入1.9", "总收入2.9"),
        ("支出1.1", "支出1.7"),
    ),
    "a multiple of what an earlier plan came to": (
        "地方收入累计完成93516万元，是“十二五”时期51700万元的1.81倍。",
        ("1.81", "1.87"),
        ("51700", "57700"),
    ),
    "a share after amount and rate of change": (
        "财政总收入累计完成61527.34亿元，增长21.3%。其中，税收收入53846.27亿元，比上年增收8327.15亿元，"
        "同比增长18.3%，占财政总收入的比重为87.5%。",
        ("87.5", "81.5"),
    ),
    "parts of an item named otherwise": (
        "①财政拨款收入：收入共计8316.47万元。在收入拨款当中，教育经费7946.25万元，科学技术拨款284.51万元，"
        "医疗卫生拨款85.71万元。",
        ("284.51", "284.57"),
    ),
    "several totals divided in one list": (
        "国有企业资产总额186.4万亿元，负债总额121.3万亿元，权益总额51.7万亿元。其中，中央企业资产总额77.2万亿元、"
        "负债总额52.8万亿元、权益总额15.4万亿元，平均资产负债率68.4%；地方企业资产总额109.2万亿元、"
        "负债总额68.5万亿元、权益总额36.3万亿元。",
        ("121.3", "127.3"),
        ("36.3", "38.3"),
        ("68.4", "61.4"),
    ),
    "assets, what is owed of them and what is left": (
        "行政事业单位资产总额31847.26亿元，负债总额9618.35亿元，净资产22228.91亿元。",
        ("22228.91", "22288.91"),
        ("9618.35", "9168.35"),
    ),
    "both sides told paragraphs after their totals, without a word of dividing": (
        "全国一般公共预算收入63158亿元，增长8.2%；全国一般公共预算支出64731亿元，增长7.9%。\n"
        "收入方面，一季度，中央一般公共预算收入29372亿元，增长7.1%；地方一般公共预算本级收入33786亿元，"
        "增长9.2%。全国税收收入53216亿元，增长7.3%；非税收入9942亿元，增长13.2%。",
        ("33786", "38786"),
        ("9942", "9242"),
    ),
    "income of the total itself": (
        "全国一般公共预算收入73824亿元，增长5.1%。其中，全国一般公共预算收入中的税收收入64537亿元，"
        "增长4.4%；非税收入9287亿元，增长10.2%。",
        ("64537", "64357"),
    ),
    "the names of four parts, then their amounts and shares": (
        "社会保险基金收入27316.48亿元中，单位缴费、个人缴费、财政投入和其他投入分别为13127.35亿元、"
        "7493.82亿元、5642.17亿元和1053.14亿元，分别占48.06%、27.43%、20.65%和3.86%；"
        "社会救助资金收入2318.64亿元中，财政投入为2274.15亿元，其他投入44.49亿元，分别占98.08%和1.92%。",
        ("13127.35", "13172.35"),
        ("27.43", "24.73"),
        ("98.08", "98.80"),
    ),
    "shares that no amounts stand beside": (
        "基金结余中，省本级、市本级和县级结存分别占36.17%、37.42%和26.41%；"
        "东部结存占55.83%，中部占22.36%，西部占21.81%。",
        ("37.42", "37.92"),
        ("22.36", "23.26"),
    ),
    "what was spent altogether, after a list of things bought": (
        "甲院改造支出28.3716万元、乙院改造支出17.4263万元、丙院支出18.8147万元，包括吊顶、硬化，"
        "总计支出64.6126万元；消防项目9.74万元。",
        ("64.6126", "64.6216"),
    ),
    "a plan told to the last digit": (
        "2024年一般公共预算收入预期2583170万元，增长5%；加上级补助收入1317400万元、上年结转132600万元、"
        "调入资金156000万元，预计收入总计4189170万元。",
        ("1317400", "1371400"),
        ("4189170", "4189770"),
    ),
    "a budget and what came on top of it in the year": (
        "一般公共预算支出年初预算3512674万元，执行中增加上级专项223560万元，调整后预算为3736234万元。",
        ("223560", "225360"),
        ("3736234", "3763234"),
    ),
    "a reserve, what was used of it and what is left": (
        "安排预备费4000万元，动支2746万元，结余1254万元。",
        ("2746", "2796"),
    ),
    "what debt is owed, by its kinds": (
        "年末债务限额531.75亿元，余额509.43亿元，其中一般债务212.62亿元、专项债务296.81亿元。",
        ("509.43", "509.83"),
    ),
    "two kinds of bonds and their sum": (
        "当年新增债券47.53亿元（一般债券9.31亿元、专项债券38.22亿元），再融资债券21.24亿元，合计68.77亿元。",
        ("68.77", "69.87"),
        ("38.22", "32.22"),
    ),
    "income with its total, spending without": (
        "国资预算收入4.36亿元，加上上级补助0.25亿元、上年结转0.34亿元，收入总量4.95亿元；支出3.22亿元，"
        "调出资金1.18亿元，结转下年0.55亿元。",
        ("0.55", "0.65"),
    ),
    "central and local income of a total told a paragraph before": (
        "全国一般公共预算收入72183亿元，下降1.3%；全国一般公共预算支出85416亿元，增长3.7%。\n"
        "支出方面，分中央和地方看，一季度，中央一般公共预算本级支出9254亿元，增长7.9%；"
        "地方一般公共预算支出76162亿元，增长3.2%。",
        ("76162", "76762"),
        ("85416", "86416"),
    ),
    "problems put right and still open": (
        "审计报告反映涉及36个单位共计61项问题，问题资金372514.63万元，已整改48项，整改到位资金"
        "314927.58万元，正在整改13项，未整改资金57587.05万元。",
        ("372514.63", "327514.63"),
        ("57587.05", "57887.05"),
    ),
    "few problems put right and still open": (
        "预算执行问题7项，部分整改4项，已整改3项，整改资金21783.20万元。",
        ("问题7", "问题9"),
        ("改4", "改1"),
    ),
    "those audited in office and on leaving it": (
        "共完成对46名领导干部的经济责任审计工作，其中，任中审计11名，离任审计35名。",
        ("11名", "17名"),
    ),
    "a rate of problems put right": (
        "审计工作报告共反映1384个问题，截至10月，已整改1257个，整改率90.82%。",
        ("1257", "1957"),
        ("90.82", "92.82"),
        ("1257", "1227"),
    ),
    "the outturn in another paragraph": (
        "一般公共预算财政拨款支出决算67.35万元。\n"
        "一般公共预算财政拨款支出年初预算为71.84万元，完成年初预算的93.75%。",
        ("93.75", "93.15"),
    ),
    "two dated outturns and the rate between them": (
        "机关运行经费2023年度决算58.37万元，2022年度决算51.26万元，同比增长13.87%。",
        ("13.87", "18.87"),
        ("51.26", "52.16"),
    ),
    "how far the outturn is above the budget": (
        "年初预算为2174.36万元，支出决算为2263.91万元，完成年初预算的104.12%，决算数大于预算数89.55万元。",
        ("89.55", "89.85"),
    ),
    "both sides of the account moved alike": (
        "2023年度收入总计528.46万元，其中：本年收入合计527.12万元，使用非财政拨款结余0.00万元，"
        "年初结转和结余1.34万元。\n2023年度支出总计528.46万元。\n"
        "收入支出总体与上年相比，增加63.27万元，增长13.60%。",
        ("13.60", "13.80"),
        ("527.12", "521.12"),
    ),
}


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD.keys())
def test_what_is_told_is_added_up_and_a_slip_is_found(
    case: tuple[str, *tuple[tuple[str, str], ...]],
) -> None:
    text, slips = case[0], case[1:]
    assert levels(text) == []
    for right, slip in slips:
        assert right in text
        assert {"error", "warning"} & set(levels(text.replace(right, slip, 1)))


SILENT = {
    "a part's rate of completion, whose budget is not printed, is no share of the outturn": (
        "“三公”经费支出预算为66.69万元，支出决算为48.90万元，完成预算的73.32%，其中：出国费支出决算为"
        "30.81万元，完成预算的73.01%；公务用车费支出决算为14.77万元，完成预算的80.01%；公务接待费支出"
        "决算为3.32万元，完成预算的55.06%。"
    ),
    "what is left as a part of the expenditure's total": (
        "基金收入1635274万元，上级补助收入46325万元，上年结余304243万元，收入总计1985842万元。支出总计"
        "1985842万元，其中：基金支出1632541万元，债务还本269430万元，年终结余83871万元。"
    ),
    "shares told one by one after 分别": (
        "共投入资金11726.4万元，其中中央资金11283.16万元，省资金443.24万元，分别占96.22%和占3.78%。"
    ),
    "what is named before 分别为 need not divide the amount before": (
        "传统火力发电518.36亿千瓦时，下降1.2%；风力和太阳能发电量分别为0.94、1.17亿千瓦时。"
    ),
    "reasons of a change are no parts of its total's": (
        "本级收入由年初预算14236.15万元调整为14563.49万元，调增327.34万元。其中：税收分成收入年初预算"
        "10318.46万元不变；非税收入由年初预算3917.69万元调整为4245.03万元，主要由于：（1）利润上缴"
        "调增58.27万元；（2）收费收入高于预期，调增281.46万元；（3）调减有偿使用收入12.39万元。"
    ),
    "those who have retired are no part of those in post": (
        "正式教职工54人，其中高级职称6人，中级职称21人，初级职称27人，退休职工19人。"
    ),
    "colons that stand for semicolons": (
        "车辆购置费276万元，其中：甲局购置一般公务用车12辆：乙局购置检测车1辆：丙大队购置消防车2辆。"
    ),
    "a list in brackets and two more parts, nearly adding up without the last": (
        "“三公”经费37万元，其中：出国费0万元；公务用车费36万元（购置费0万元，运行费36万元）；接待费1万元。"
    ),
    "shares that make a hundred, one of them moved so that they do": (
        "支出合计26994.72万元。\n①基本支出12270.36万元，占总支出的45.46%。\n"
        "②项目支出14629.33万元，占总支出的54.19%。\n③经营支出95.03万元，占总支出的0.35%。"
    ),
    "both sides of the account, each of them the whole": (
        "收、支总计4183.27万元，其中收入总计4183.27万元，支出总计4183.27万元。"
    ),
    "a list after a semicolon divides the amounts before it together": (
        "查出违规金额21.36亿元，管理不规范金额14218万元；其中应上交财政11.54亿元，已上交10.27亿元。"
    ),
    "a reserve that was not spent": (
        "支出142716.35亿元，完成预算的98.6%。其中，本级支出38415.27亿元，完成预算的100%；"
        "对下转移支付104301.08亿元，完成预算的98.7%。"
    ),
    "last year at the head of the sentence is the year told of": (
        "去年本级收入327.4亿元，税收返还121.6亿元，上年结余收入84.3亿元，本级收入总计533.3亿元。"
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_may_stand_together_is_no_finding(text: str) -> None:
    assert levels(text) == []


def test_a_budget_carried_out_in_full_leaves_no_difference() -> None:
    text = "支出决算为2263.91万元，完成年初预算的100%，决算数大于预算数89.55万元。"
    (found,) = evaluated(text).findings
    assert (found.rule, found.level, found.recomputed) == ("completion-rate", "error", "104%")


def test_the_amount_at_the_head_of_an_item_is_its_outturn() -> None:
    text = (
        "行政运行（项）361.47万元，主要用于人员经费。年初预算为352.18万元，支出决算为%s万元，"
        "完成年初预算的%s%%。"
    )
    assert levels(text % ("361.47", "102.64")) == []
    assert levels(text % ("367.47", "104.34")) == ["error"]
    assert levels(text % ("298.16", "84.66")) == ["review"]
