"""Lists of parts: what shows that a list is whole, and the traps that must stay silent."""

from __future__ import annotations

import pytest

from .speaking import said, verdicts

QUIET = {
    "a total said after a run of figures": (
        "争取中央、省、市级资金分别为320万元、85.5万元和40万元，共计445.5万元。"
    ),
    "what a total is made of": (
        "全年供水总量2.10亿立方米，由地表水1.62亿立方米、地下水0.31亿立方米、其他水源0.17亿立方米构成。"
    ),
    "partitions one after the other": (
        "现有教职工120人，按性别分，男48人、女72人；按学历分，本科及以上95人、专科及以下25人。"
    ),
    "partitions without a comma": (
        "现有教职工120人，按性别分为男48人、女72人；按学历分为本科及以上95人、专科及以下25人。"
    ),
    "a partition of what stood before 其中": (
        "财政总收入4350万元，增长2.0%。其中：税收收入3510万元、非税收入840万元。"
        "按级次分：上划收入2630万元，占年初预算6260万元的42.0%。"
    ),
    "income and expenditure of one balance": (
        "收支总预算900万元。收入包括：财政拨款880万元、上年结转20万元；"
        "支出包括：教育支出600万元、住房保障支出300万元。"
    ),
    "a list whose total is not the nearest amount": (
        "农林牧渔业总产值69.93亿元，增加值37.90亿元，增长2.7%。其中，农业产值7.09亿元，"
        "林业产值0.11亿元，牧业产值1.14亿元，渔业产值60.75亿元，服务业产值0.84亿元。"
    ),
    "other travel costs, one item of many": (
        "公用经费86.20万元，其中：办公费12.40万元、其他交通费用9.80万元。"
    ),
    "an open list of a few items": "项目支出500万元，其中：河道整治120万元、管网改造85万元。",
    "what is chiefly bought": "支出86.20万元，主要包括：水费12.40万元、其他支出9.80万元。",
    "classes that overlap": (
        "规模以上工业企业利润90亿元，分经济类型看，国有控股企业52亿元，股份制企业61亿元。"
    ),
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET.keys())
def test_a_list_that_holds_or_may_be_open_is_left_alone(text: str) -> None:
    assert [s for s in said("sum-breakdown", text) if s.level in ("error", "warning")] == []
    assert said("part-whole", text) == []


WRONG = {
    "a total said after a run of figures": (
        "争取中央、省级资金分别为320万元和85.5万元，共计450.5万元。",
        "error",
    ),
    "a part of what makes up a total": (
        "全年供水总量2.10亿立方米，由地表水1.62亿立方米、地下水0.13亿立方米、其他水源0.17亿立方米组成。",
        "error",
    ),
    "a partition of people": (
        "现有教职工120人，按性别分，男48人、女72人；按学历分，本科及以上95人、专科及以下57人。",
        "warning",
    ),
    "an item left out beside 其他": (
        "收入总计3873.50万元，其中：财政拨款收入3182.40万元，其他收入12.50万元，年初结转结余38.60万元。",
        "warning",
    ),
    "an item left out of a structure": (
        "支出3719.70万元，结构为：社会保障和就业支出145.20万元、住房保障支出81.70万元。",
        "warning",
    ),
    "an item left out of classes with their shares": (
        "支出400.00万元，主要用于以下方面：教育支出311.00万元，占77.75%；住房保障支出17.00万元，占4.25%。",
        "warning",
    ),
    "an industry left out": (
        "生产总值1045.63亿元。其中，第一产业增加值214.36亿元；第三产业增加值512.55亿元。",
        "warning",
    ),
    "expenditure of a balance": (
        "收支总预算900万元。收入包括：财政拨款880万元、上年结转20万元；"
        "支出包括：教育支出500万元、住房保障支出300万元。",
        "error",
    ),
}


@pytest.mark.parametrize(("text", "level"), WRONG.values(), ids=WRONG.keys())
def test_a_list_that_is_whole_must_add_up(text: str, level: str) -> None:
    assert said("sum-breakdown", text)[0].level == level


def test_income_is_no_total_of_expenditure() -> None:
    text = "收入包括：财政拨款880万元、上年结转20万元；支出包括：教育支出600万元。"
    assert said("part-whole", text) == []


def test_two_swapped_digits_of_a_small_count_are_worth_a_look() -> None:
    text = "建成基站164个，其中：甲公司85个、乙公司61个。"
    assert [s.level for s in said("sum-breakdown", text)] == ["review"]
    assert verdicts("sum-breakdown", text.replace("164", "146")) == ["agrees"]


def test_a_list_inside_a_list_ends_where_it_adds_up() -> None:
    text = (
        "全县总收入50000万元，其中：本级收入12000万元，增长5%，其中：工业8000万元、商业4000万元，"
        "上级补助收入30000万元（其中：一般补助20000万元，专项补助10000万元），债券收入8000万元。"
    )
    assert verdicts("sum-breakdown", text) == ["agrees", "agrees", "agrees"]
    assert said("sum-breakdown", text.replace("债券收入8000", "债券收入8800"))[0].stated == "50000"
    assert said("sum-breakdown", text.replace("商业4000", "商业4900"))[0].stated == "12000"


def test_the_items_after_a_divided_one_do_not_divide_it() -> None:
    text = (
        "总收入50000万元，其中：本级收入12000万元；上级补助30000万元，其中：一般20000万元，"
        "专项10000万元；债券收入5100万元，调入资金3100万元等。"
    )
    assert said("sum-breakdown", text) + said("part-whole", text) == []


def test_numbered_items_in_one_sentence_are_the_parts() -> None:
    text = (
        "安排经费520万元，与上年持平：一、出国费170万元，比上年增加；二、用车费150万元，"
        "其中运行费150万元，购置费0万元，三、接待费200万元，与上年持平。"
    )
    assert said("sum-breakdown", text) + said("part-whole", text) == []
    assert [s.stated for s in said("sum-breakdown", text.replace("520", "502"))] == ["502"]


def test_a_part_is_not_held_against_the_nearest_of_several_totals() -> None:
    assert said("part-whole", "全年收入250万元，支出40万元。其中：财政拨款180万元。") == []
    assert said("part-whole", "在职编制15人；离退休0人。其中：副科级2人。") == []


@pytest.mark.parametrize(
    ("text", "count", "slip"),
    [
        ("从增幅看，东川、西溪、南浦{}市在10%以上。", "3", "4"),
        ("内设办公室、规划科、财务科、综合科{}个科室。", "4", "5"),
        ("全省14个市，除东川市、西溪市外，其余{}个市均完成任务。", "12", "13"),
        (
            "工程涉及东镇（甲村、乙村、丙村）、西镇（丁村）、石乡（戊村、己村）3个乡镇{}个村。",
            "6",
            "7",
        ),
        (
            "工程涉及东镇（甲村、乙村、丙村）、西镇（丁村）、石乡（戊村、己村）{}个乡镇6个村。",
            "3",
            "4",
        ),
    ],
)
def test_names_before_a_count_are_counted(text: str, count: str, slip: str) -> None:
    assert set(verdicts("count-list", text.format(count))) == {"agrees"}
    assert [s.level for s in said("count-list", text.format(slip))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "实施道路硬化、路灯安装12个村。",
        "东川、西溪等5市在10%以上。",
        "教育部门和卫生部门、东川、西溪2市参加。",
        "覆盖3县、东川、西溪2市。",
        "建设蔬菜、水果3市场。",
        "东川、西溪、南浦、北塘5万人。",
    ],
)
def test_what_stands_before_a_count_may_be_no_list_of_it(text: str) -> None:
    assert said("count-list", text) == []


SHIFT = (
    "1.调增收入预算3.20亿元。总收入从上次调整的126.40亿元调至129.60亿元。"
    "其中：调减地方收入2.65亿元，调增债务收入5.85亿元。"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("3.20", "3.80"), ("126.40", "124.60"), ("2.65", "26.5"), ("调减", "调增"), ("5.85", "5.58")],
)
def test_what_is_added_and_taken_makes_up_an_adjusted_budget(old: str, new: str) -> None:
    assert said("change-amount", SHIFT) == []
    assert said("change-amount", SHIFT.replace(old, new))


def test_dashed_paragraphs_make_up_the_total_before_them() -> None:
    text = (
        "今年新增限额584亿元，其中：\n——留市本级151亿元，先安排项目70亿元。\n"
        "——转贷区县263亿元，由各区统筹。\n——待分配170亿元，以后再定。"
    )
    assert "agrees" in verdicts("sum-breakdown", text)
    assert [s.stated for s in said("sum-breakdown", text.replace("584", "548"))] == ["548"]


def test_what_dashed_paragraphs_add_makes_up_what_the_total_adds() -> None:
    text = (
        "总财力拟调整为520000万元，比年初调增82000万元。\n"
        "——本级收入拟调整为121000万元。其中：税收拟调整为73000万元，调减14000万元。\n"
        "——上级补助拟调整为346200万元，调增75000万元。\n——调入资金拟调整为52800万元，调增21000万元。"
    )
    assert said("change-amount", text) == []
    assert [s.stated for s in said("change-amount", text.replace("增82", "增28"))] == ["28000"]


def test_what_is_intended_is_no_vague_amount() -> None:
    text = "收入拟调整为121000万元，其中：税收收入拟调整为73000万元，非税收入48000万元。"
    assert verdicts("sum-breakdown", text) == ["agrees"]
    assert said("sum-breakdown", text.replace("73000", "37000"))


@pytest.mark.parametrize(
    ("text", "count", "slip"),
    [
        ("材料分为{}：一是全县汇总；二是本级明细。\n2022年收入12万元。", "两部分", "三部分"),
        ("工作呈现{}：一是面广。二是量大。三是人少。（记者某）", "三大特点", "四大特点"),
        ("秘书处下设{}个科和1个所，分别为甲文科、乙宣科、丙人科和丁研究所。", "3", "4"),
        ("今年项目共{}个，分别是渠道改造项目、水土保持项目和300亩茶园扩建项目。", "3", "5"),
        ("共有{}个部门今年比去年增支20万元以上，依次是县水利局、县林业局、县农业局。", "3", "4"),
        ("设{}个内设机构，包括甲文科、乙宣科、丙人科、丁财科、办公室。", "5", "6"),
        ("承担去年花椒园提升项目、40个村茶园管理项目、果农培训项目共{}项目。", "三个", "四个"),
        (
            "单位包括县商务局本级及所属县贸易学校、县信息中心、县屠宰站{}家事业单位。",
            "3",
            "4",
        ),
        ("分{}批下达63万元（其中，第一批41万元，第二批22万元）。", "两", "三"),
        ("人口居前{}位的是东川镇、西溪镇和南浦乡，合计占52.1%。", "三", "四"),
        ("案件居前{}位的依次是盗窃75件，诈骗42件，抢劫20件。", "3", "4"),
    ],
)
def test_a_count_is_held_to_what_bears_it_out(text: str, count: str, slip: str) -> None:
    assert set(verdicts("count-list", text.format(count))) == {"agrees"}
    assert [s.level for s in said("count-list", text.format(slip))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "包含三大方面：一是救灾资金9.91万元。二是冬春救助5.32万元。",
        "开展三项工作：一是清查。二是登记。\n登记的办法另行规定。\n三是上报。\n四、其他",
        "设6个科室，包括甲文科、乙宣科、丙人科。",
        "分三批下达，第一批已经到位。",
        "居前三位的是东川镇、西溪镇等。",
        "其中，甲术业、乙体业以及丙运、丁储业3个行业的数量增速靠前。",
    ],
)
def test_a_list_cut_short_or_of_examples_proves_no_count_wrong(text: str) -> None:
    assert [s for s in said("count-list", text) if s.level == "warning"] == []


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        (
            "sum-breakdown", "全镇三公经费支出36.40万元，下降10.2%。",
            "其中，出国费12.15万元，减少2.08万元；公务用车购置及运行费20.05万元；公务接待费4.50万元。",
        ),
        (
            "sum-breakdown", "本年捐赠收入52.64万元，占14.79%。其中：",
            "救助款2.31万元，助学款5.17万元，专项捐款12.16万元，网络募捐28万元。",
        ),
        ("part-whole", "资金投向62个项目，其中：", "（一）老年人福利类，71个项目，4494.8万元。"),
    ],
)  # fmt: skip
def test_a_list_goes_on_in_the_next_paragraph(rule: str, first: str, second: str) -> None:
    assert "disagrees" in verdicts(rule, f"{first}\n{second}")


def test_what_brackets_name_is_within_what_stands_before_them() -> None:
    within = "全县站点和超市共有3.2万个（超市{n}个）。"
    assert verdicts("part-whole", within.format(n="11740")) == ["agrees"]
    assert verdicts("part-whole", within.format(n="117400")) == ["disagrees"]
    assert verdicts("part-whole", "安排调节基金2800万元（累计调节基金4300万元）。") == []


def test_another_word_for_of_which() -> None:
    assert verdicts("part-whole", "肉类产量385万吨，下降1.3%，当中猪肉427万吨。") == ["disagrees"]


def test_uses_named_to_the_end_of_a_sentence_add_up_in_figures_of_many_digits() -> None:
    text = (
        "(二)场地和设施支出412.8160万元：主要用于：球场建设203.40万元、路径器材采购{}万元、"
        "设施维修41.358万元以及标牌制作6.224万元。"
    )
    assert said("sum-breakdown", text.format("161.834")) == []
    assert [one.level for one in said("sum-breakdown", text.format("161.384"))] == ["error"]


def test_a_long_list_is_all_that_the_sentence_after_it_sums_up() -> None:
    items = "甲项目251.37万元；乙项目24万元；丙项目19.8万元；丁项目52万元；戊项目33万元。"
    assert verdicts("sum-breakdown", items + "共计下达资金380.17万元。") == ["agrees"]
    short = items.replace("丁项目52万元；", "") + "共计下达资金380.17万元。"
    assert "disagrees" in verdicts("sum-breakdown", short), "an item lacks"


@pytest.mark.parametrize(
    "text",
    [
        "共销售彩票{}亿元，其中：福利彩票28亿元、体育彩票39亿元。",
        "全县共有特困人员{}人，其中集中供养28人、分散供养39人。",
        "全年受理{}件，其中新收28件，旧存39件。",
        "接收捐赠款物{}万元，其中资金28万元，物资39万元。",
        "债务转贷收入{}万元（其中：新增一般债券28万元，再融资一般债券39万元）。",
    ],
)
def test_two_kinds_that_are_all_there_are_make_their_total_however_few_its_digits(
    text: str,
) -> None:
    assert said("sum-breakdown", text.format(67)) == []
    assert said("sum-breakdown", text.format(71))


def test_times_alone_tell_parts_apart_but_not_other_years_totals() -> None:
    quarters = "本级公益金85.17万元（上年第四季度{}万元，当年1-3季度61.45万元）。"
    assert said("sum-breakdown", quarters.format("23.72")) == []
    assert [one.level for one in said("sum-breakdown", quarters.format("23.27"))] == ["error"]
    years = "支出430万元（2021年418万元，2022年495万元）。"
    assert said("sum-breakdown", years) + said("part-whole", years) == []


def test_what_is_left_of_the_outer_total_tells_where_a_list_inside_it_ends() -> None:
    text = (
        "水务支出累计{}万元，同比增长8.3%。其中，供水支出9317.4万元，同比增长5.1%；防汛支出41628.5万元，"
        "同比增长9.2%：堤防累计支出6241.9万元，同比增长7.7%；水库累计支出30158.6万元，同比增长4.8%；"
        "管理支出2483.7万元，同比下降0.6%；其他支出1356.2万元。"
    )
    assert said("sum-breakdown", text.format("54785.8")) == []
    assert said("sum-breakdown", text.format("57485.8"))
