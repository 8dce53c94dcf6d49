"""Lists that one slip of the pen keeps from their total: each text, right and with the slip."""

from __future__ import annotations

import pytest

from .speaking import said

SLIPS = {
    "a list after a year that a template left open": (
        "20xx年，共安排衔接资金8416.275万元，按来源分为省级6130.48万元、市级842万元、县级{1443.795}万元。\n"
        "20xx年已支付资金8205.275万元，尚未支付211万元。\n",
        ("1443.795", "1448.795"),
    ),
    "a unit in a list counted in ten thousands": (
        "养老保险参保81.46万人。其中，职工在职参保62.30万人，离退休参保18.15万人；居民参保10100{人}。",
        ("人", "万人"),
    ),
    "a bracket without a mark after it": (
        "支出预算462.18万元，其中，基本支出92.18万元（社会保障支出41.27万元，卫生健康支出8.3万元，"
        "住房保障支出{6.4}万元，一般商品支出36.21万元）项目支出370.00万元。",
        ("6.4", "4.6"),
    ),
    "animals counted by their own words": (
        "年末大牲畜存栏{30817}头，增长4.1%。其中：肉牛20436头；奶牛7268头；马3113匹；生猪41207头。",
        ("30817", "30317"),
    ),
    "items parted by semicolons and then added up": (
        "建厂房16.42万元；购置变压器21.6{万元}；购置锅炉5.35万元；增设水池2.8万元；共计46.17万元，已全部完工。",
        ("万元", "元"),
    ),
    "a total called by what was approved": (
        "一批项目批复投资2416.8万元（其中建筑工程2350万元），二批项目批复投资1305.62万元"
        "（其中建筑工程1260.4万元），合计批复总投资{3722.42}万元。",
        ("3722.42", "3742.42"),
    ),
    "kinds of funds and their sum at the end of a list": (
        "其中：依据通知下达中央财政资金{37.45}万元，县财政资金37.45万元，共计下达74.90万元。",
        ("37.45", "37.95"),
    ),
    "a partition of a total paragraphs before": (
        "年初预算总支出312.68万元。\n"
        "按支出功能分类科目：一般公共服务支出186.25万元，社会保障支出47.16万元；农林水支出{79.07}万元；"
        "其他支出0.20万元。\n",
        ("79.07", "79.70"),
    ),
    "a second partition after a mark that was lost": (
        "拨款支出1306.54万元。其中：按功能分类科目，一般公共服务支出1100.20万元，住房保障支出206.34万元"
        "按经济分类科目，工资福利支出{1021.33}万元，商品和服务支出201.44万元，资本性支出83.77万元。",
        ("1021.33", "1201.33"),
    ),
    "a list that goes on in the next sentence": (
        "今年可发行新增债券628亿。其中，市级拟使用{195.4}亿元，用于轨道建设。转贷区级使用432.6亿元，用于改造。",
        ("195.4", "159.4"),
    ),
    "what was laid down for a plan": (
        "年度目标为：下达补助资金合计{915.3}万元。其中，中央资金604.75万元；省级资金310.55万元。",
        ("915.3", "951.3"),
    ),
    "a total two levels before the list": (
        "全县单位资产总额40.6亿元，负债9.4亿元，净资产31.2亿元。其中，行政单位资产{10.3}亿元，事业单位资产30.3亿元。",
        ("10.3", "13.0"),
    ),
}


@pytest.mark.parametrize(("text", "slip"), SLIPS.values(), ids=SLIPS.keys())
def test_a_list_with_one_slip_is_an_error_and_without_it_is_not(
    text: str, slip: tuple[str, str]
) -> None:
    place = text[text.index("{") : text.index("}") + 1]
    right, wrong = (text.replace(place, number) for number in slip)
    assert said("sum-breakdown", right) == []
    assert "error" in [s.level for s in said("sum-breakdown", wrong)]


NEIGHBOURS = {
    "two numbered items, others beside them adding up": (
        "体育支出412.00万元，分述如下：\n（一）场地建设260.5万元：\n1.健身路径148.2万元；\n"
        "2.健身步道112.3万元。\n（二）赛事活动138.4万元：\n1.球类比赛96.6万元；\n"
        "2.青少年活动41.8万元。\n（三）宣传13.10万元：\n1.调查4.9万元；\n2.新闻{8.2}万元。\n",
        ("8.2", "3.2"),
    ),
    "two amounts of a numbered paragraph, its neighbours adding up": (
        "一、老年类共236.7万元。包括：食堂补助120万元，护理站建设58.5万元，康复设备58.2万元。\n"
        "二、儿童类共64.35万元。包括：助学{40}万元，购置车辆24.35万元。\n"
        "三、公益类共97万元。包括：救助中心31万元；医疗救助66万元。\n",
        ("40", "70"),
    ),
}


@pytest.mark.parametrize(("text", "slip"), NEIGHBOURS.values(), ids=NEIGHBOURS.keys())
def test_a_short_list_is_as_whole_as_those_beside_it(text: str, slip: tuple[str, str]) -> None:
    place = text[text.index("{") : text.index("}") + 1]
    right, wrong = (text.replace(place, number) for number in slip)
    assert said("sum-breakdown", right) == []
    assert [s.level for s in said("sum-breakdown", wrong)] == ["warning"]


def test_a_part_is_held_against_a_total_counted_in_ten_thousands() -> None:
    text = "受益群众3万人，其中脱贫人口{}人，特色产业带动就业150人。"
    assert said("part-whole", text.format(4100)) == []
    assert [s.level for s in said("part-whole", text.format(41000))] == ["error"]


def test_villages_counted_with_and_without_their_unit_are_one_thing() -> None:
    text = "涉及全镇18个村，其中有{}个脱贫村。"
    assert said("part-whole", text.format(7)) == []
    assert [s.level for s in said("part-whole", text.format(27))] == ["error"]
    assert said("part-whole", "涉及全镇18个村，其中有27个产业项目。") == []


def test_an_amount_repeated_in_a_list_is_no_slip_of_a_unit() -> None:
    text = "收入预算84.2万元。支出预算84.2万元，其中，基本支出60.1万元、项目支出24.1万元。"
    assert said("sum-breakdown", text) == []


def test_chief_kinds_are_no_whole() -> None:
    text = (
        "财政收入258.6亿元。分主要税种看：增值税23.4亿元；营业税72.5亿元；企业所得税52.3亿元；"
        "个人所得税10亿元；城建税10.5亿元。"
    )
    assert said("sum-breakdown", text) == []


KINDS = {
    "vehicles": (
        "截至年底，共有公务用车{}辆，其中：一般公务用车7辆，特种作业车（洒水车、清扫车）4辆。",
        (11, 12),
    ),
    "schools": (
        "义务教育学校{}所，其中小学31所（含教学点），在校生20140人，初中17所，在校生11308人。",
        (48, 58),
    ),
    "first and repeated reports": (
        "受理检举控告{}件，其中，初次举报261件，重复举报48件，署名举报77件。",
        (309, 319),
    ),
    "what rose and what stayed": (
        "已公开的{}个部门中，其中有9个部门与上年持平，26个部门比上年下降。",
        (35, 45),
    ),
    "offices named after their number": (
        "本单位共有{}个机构单位，其中4个行政部门（人大、政府）和6个事业单位（农业中心、文化中心）组成。",
        (10, 12),
    ),
    "visitors who stay and who do not": (
        "在接待的{}万人次游客中，过夜游客（仅限住在宾馆）为162万人次，一日游游客为305万人次。",
        (467, 487),
    ),
    "what was done and what was not": ("计划项目{}个，其中已开工35个，未开工8个。", (43, 48)),
    "old and new works": ("实施重点项目{}个，其中续建项目64个，新建项目73个。", (137, 127)),
}


@pytest.mark.parametrize(("text", "numbers"), KINDS.values(), ids=KINDS.keys())
def test_kinds_that_leave_nothing_out_add_up_however_few_they_are(
    text: str, numbers: tuple[int, int]
) -> None:
    right, wrong = numbers
    assert said("sum-breakdown", text.format(right)) == []
    levels = {s.level for s in said("sum-breakdown", text.format(wrong))}
    assert levels in ({"error"}, {"warning"})


def test_some_that_rose_by_much_and_some_that_fell_are_not_all() -> None:
    text = "全市16个县区中，其中有5个县区增长超过8%，3个县区下降。"
    assert said("sum-breakdown", text) == []


def test_a_total_and_its_kinds_told_after_an_opener_are_a_list_of_their_own() -> None:
    text = (
        "公布了支出情况。其中，三公经费支出{}万元，因公出国（境）费38.28万元，"
        "公务用车购置及运行费340.73万元，公务接待费59.54万元。"
    )
    assert said("sum-breakdown", text.format("438.55")) == []
    assert [s.level for s in said("sum-breakdown", text.format("483.55"))] == ["error"]


def test_a_total_named_after_its_kinds_is_theirs_two_sentences_on() -> None:
    text = (
        "三公经费中，出国支出30.34万元；公务用车购置及运行费支出378.69万元；公务接待费支出33.12万元。"
        "公务用车方面，去年购置费支出46.52{}，用于更新；运行费332.17万元，用于燃料。"
    )
    assert said("sum-breakdown", text.format("万元")) == []
    assert [s.level for s in said("sum-breakdown", text.format("元"))] == ["error"]


def test_batches_make_up_what_is_given_in_so_many_batches() -> None:
    text = "省里分两批下达改造任务{}户，第一批任务6215户，第二批任务5408户，已到位资金24680.5万元。"
    assert said("sum-breakdown", text.format(11623)) == []
    assert [s.level for s in said("sum-breakdown", text.format(11263))] == ["error"]
    open_ = "全年下达资金900万元，第一批资金300万元已拨付，第二批资金250万元正在办理。"
    assert said("sum-breakdown", open_) == []


def test_what_stands_in_the_bracket_after_each_part_adds_up_as_the_parts_do() -> None:
    text = (
        "一批项目批复投资2416.8万元（其中建筑工程2350万元），二批项目批复投资1305.62万元"
        "（其中建筑工程1260.4万元），合计批复总投资3722.42万元（其中建筑工程{}万元）。"
    )
    assert said("sum-breakdown", text.format("3610.4")) == []
    assert [s.stated for s in said("sum-breakdown", text.format("3160.4"))] == ["3160.4"]


def test_a_member_counted_by_a_word_of_its_own_is_passed_over_and_leaves_the_list_unsure() -> None:
    text = (
        "全州有卫生机构366个。其中，医院122个，卫生院218个，卫生监督所17所，门诊部8个，"
        "其他卫生机构1个。"
    )
    assert said("sum-breakdown", text) == []


BARE = {
    "three parts of few digits": (
        "拨付资金75万元，其中：甲镇30万元，乙镇{}万元，丙镇20万元。",
        "25",
        "35",
    ),
    "a comma before the bracket": (
        "补助资金2610.4万元，（中央资金{}万元，省级资金812.3万元，市级资金310.5万元）已到位。",
        "1487.6",
        "1478.6",
    ),
    "two parts and the point of one": (
        "下达资金372万元，其中明确保险资金34万元，产业资金{}万元。",
        "338",
        "33.8",
    ),
    "the last part after a semicolon": (
        "收到资金515万元，其中：林场资金{}万元，民族资金15万元，省级资金205万元；市级资金255万元。",
        "40",
        "4",
    ),
    "an amount between the total and its parts": (
        "市本级资金53.20亿元，未分配0.37亿元，分配率99.3%。其中：中央资金{}亿元，分配率99.2%；"
        "地方资金6.85亿元，分配率99.7%。",
        "46.35",
        "46.53",
    ),
    "a unit left out in the last part": (
        "汇出捐款531.2468万元，其中：上级下拨312万元、社会捐款{}（其中甲类捐款118.4035万元）。",
        "219.2468",
        "21.92468",
    ),
}


@pytest.mark.parametrize(("text", "right", "wrong"), BARE.values(), ids=BARE.keys())
def test_a_list_that_stands_bare_after_its_total_is_likely_whole(
    text: str, right: str, wrong: str
) -> None:
    assert said("sum-breakdown", text.format(right)) == []
    assert said("sum-breakdown", text.format(wrong))


def test_a_bare_list_whose_gap_is_no_slip_may_be_open() -> None:
    text = "预算1643.29万元，其中：服务支出1147.08万元，保障支出160.85万元，农林支出71.70万元。"
    assert not [s for s in said("sum-breakdown", text) if s.level in ("error", "warning")]


def test_bare_parts_that_are_more_than_their_total_are_told() -> None:
    text = "投入资金1842.15万元。其中中央713.25万元，省级268.40万元，社会资金933.50万元。"
    assert [s.level for s in said("sum-breakdown", text)] == ["warning"]


NOTICE = """现将资金分配公告如下，上级下达专项资金{whole}万元。
一、资金来源
1.省级资金{part}万元
2.市级资金66.5万元
{after}二、分配原则
按人口分配。
"""


@pytest.mark.parametrize(
    "slip", [{"part": "42"}, {"after": "以上资金合计131.5万元。\n"}, {"whole": "131.5"}]
)
def test_items_under_a_heading_make_up_what_the_paragraphs_around_them_state(
    slip: dict[str, str],
) -> None:
    right = {"whole": "113.5", "part": "47", "after": "以上资金合计113.5万元。\n"}
    assert said("sum-breakdown", NOTICE.format(**right)) == []
    assert len(said("sum-breakdown", NOTICE.format(**right | slip))) == 1


def test_short_paragraphs_that_end_with_an_amount_are_items_without_marks() -> None:
    text = (
        "下达资金24328万元，予以公告。\n甲区：资金{}万元；\n乙区：资金1956万元；\n"
        "丙县：资金19967万元。\n"
    )
    assert said("sum-breakdown", text.format(2405)) == []
    assert [s.level for s in said("sum-breakdown", text.format(2045))] == ["warning"]


def test_paragraphs_stand_between_items_that_are_headings() -> None:
    text = (
        "一、中央资金项目\n下达中央资金196.5万元。\n（一）儿童类项目16万元\n联系人：略\n"
        "（二）老人类项目{}万元\n联系人：略\n"
    )
    assert said("sum-breakdown", text.format("180.5")) == []
    assert [s.level for s in said("sum-breakdown", text.format("108.5"))] == ["warning"]


def test_what_is_added_heads_a_list_that_follows_it_at_once() -> None:
    text = (
        "支出调增24.38亿元，包括治水项目{}亿元，主要是管网工程6.2亿元、河道工程3.1亿元；"
        "整治项目7.4亿元；提升项目4.9亿元；应急工程0.78亿元。"
    )
    assert said("sum-breakdown", text.format("11.3")) == []
    assert [s.level for s in said("sum-breakdown", text.format("10.3"))] == ["warning"]


REVENUE = (
    "全县一般公共预算收入完成{}亿元，其中税收收入完成213.80亿元；一般公共预算支出完成864.12亿元。\n"
    "税收情况。全县税收收入完成{}亿元。其中增值税完成90.71亿元，契税完成21.34亿元。\n"
    "非税情况。全县非税收入完成{}亿元。"
)


def test_taxes_and_other_revenue_told_apart_make_the_revenue_of_the_budget() -> None:
    assert said("sum-breakdown", REVENUE.format("345.18", "213.80", "131.38")) == []
    for wrong in (
        ("354.18", "213.80", "131.38"),
        ("345.18", "231.80", "131.38"),
        ("345.18", "213.80", "131.88"),
    ):
        assert "error" in {s.level for s in said("sum-breakdown", REVENUE.format(*wrong))}


def test_an_amount_whose_point_was_moved_is_as_coarse_as_the_others() -> None:
    text = (
        "农林牧渔业增加值{}亿元，增长3.1%。分行业看，种植业增加值71.86亿元；林业增加值4.15亿元；"
        "牧业增加值{}亿元；渔业增加值38.47亿元；服务业增加值2.61亿元。"
    )
    assert [s.level for s in said("sum-breakdown", text.format("133.52", "16.44"))] == ["info"]
    assert "error" in {s.level for s in said("sum-breakdown", text.format("133.52", "1.644"))}
