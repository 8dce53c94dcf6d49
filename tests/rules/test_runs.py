"""Sums that run over clauses, items and paragraphs: adjusted budgets, kinds told apart."""

from __future__ import annotations

import pytest

from .speaking import said


def errors(text: str) -> list[str]:
    return [s.stated for s in said("sum-breakdown", text) if s.level == "error"]


ADJUSTED = (
    "收入总计调整为483200万元，调增95240万元，主要是调增上级补助收入73240万元、"
    "债务转贷收入22000万元。"
)


@pytest.mark.parametrize(("old", "new"), [("73240", "72340"), ("22000", "20200")])
def test_what_was_mainly_added_makes_up_what_was_added(old: str, new: str) -> None:
    assert said("change-amount", ADJUSTED) == []
    assert [s.stated for s in said("change-amount", ADJUSTED.replace(old, new))] == ["95240"]


def test_new_debt_is_no_addition_to_a_budget() -> None:
    text = "核定新增债务26000万元，其中一般债券7000万元、专项债券11000万元，外贷8000万元。"
    assert said("change-amount", text) == []


TOURISTS = (
    "1、接待国内旅游者18204.61万人次，增长16.9%；\n国内旅游收入2104.60亿元；\n"
    "2、接待国内过夜游客9871.34万人次；\n国内过夜游客收入1683.20亿元；\n"
    "3、接待国内一日游游客8333.27万人次；\n国内一日游收入421.40亿元。"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("18204.61", "18024.61"), ("8333.27", "8333.72"), ("421.40", "412.40")],
    ids=["the total", "a kind, rounded", "another measure"],
)
def test_kinds_in_items_of_their_own_make_up_the_total(old: str, new: str) -> None:
    assert errors(TOURISTS) == []
    assert len(errors(TOURISTS.replace(old, new))) == 1


def test_kinds_are_matched_by_their_place_in_the_item() -> None:
    text = (
        "2、小学招生人数94210人；在校生人数508316人。\n3、初中招生人数71504人；在校生人数201427人。\n"
        "全市在校生人数1120518人。其中义务教育阶段在校生709743人。"
    )
    assert "709743" not in errors(text)
    assert errors(text.replace("709743", "790743")) == ["790743"]


ACCIDENTS = (
    "本市发生事故23起、伤亡71人，同比增加4起、9人；环比减少2起、6人。\n"
    "1.道路交通发生14起、伤亡40人，同比增加2起、7人；环比减少3起、8人。\n"
    "2.建筑施工发生6起、伤亡22人，同比事故起数持平、人数减少1人；环比增加1起、2人。\n"
    "3.生产经营性火灾发生3起、伤亡9人，同比增加2起、3人；环比持平。"
)


def loud(text: str) -> list[str]:
    return [s.stated for s in said("sum-breakdown", text) if s.level in ("error", "warning")]


def changes(text: str) -> list[str]:
    return [s.stated for s in said("change-rollup", text)]


@pytest.mark.parametrize(("old", "new"), [("23起", "25起"), ("伤亡71人", "伤亡17人")])
def test_items_that_add_up_in_one_measure_are_whole_in_the_other(old: str, new: str) -> None:
    assert loud(ACCIDENTS) == []
    assert len(loud(ACCIDENTS.replace(old, new))) == 1


@pytest.mark.parametrize(
    ("old", "new"), [("增加2起、7人", "增加2起、8人"), ("环比减少2起", "环比增加2起")]
)
def test_changes_of_items_make_up_the_change_of_their_total(old: str, new: str) -> None:
    assert changes(ACCIDENTS) == []
    assert changes(ACCIDENTS.replace(old, new)) != []


def test_a_kind_of_which_nothing_is_left_has_a_change_and_no_item() -> None:
    """Then both measures of one comparison fail; those of the other add up."""
    assert changes(ACCIDENTS.replace("同比增加4起、9人", "同比增加1起、2人")) == []


def test_items_without_marks_are_told_by_a_measure_that_adds_up() -> None:
    text = (
        "全市发生事故19起，伤亡75人。其中：\n道路交通发生16起，伤亡63人；\n"
        "火灾未发生；\n水上交通发生1起，伤亡4人；\n建筑施工发生2起，伤亡8人。"
    )
    assert loud(text) == []
    assert loud(text.replace("63人", "61人")) == ["75"]


@pytest.mark.parametrize(("old", "new"), [("40人", "41人"), ("6件", "7件")])
def test_a_list_that_closes_in_one_measure_is_whole_in_the_other(old: str, new: str) -> None:
    text = "共办理案件23件71人，其中：盗窃案件14件40人；诈骗案件6件22人；赌博案件3件9人。"
    assert loud(text) == []
    assert len(loud(text.replace(old, new))) == 1


def test_items_that_add_up_in_no_measure_may_be_some_of_many() -> None:
    text = ACCIDENTS.replace(
        "23起、伤亡71人，同比增加4起、9人", "38起、伤亡95人，同比增加8起、12人"
    )
    assert errors(text) == []


RECEPTION = (
    "我局2021年“三公”经费预算总额为518.40万元，比2020年预算减少63.15万元。\n"
    "厉行节约是主要原因。\n"
    "因公出国（境）费2021年预算61.20万元，比2020年预算减少3.80万元。\n"
    "公务用车购置及运行费预算318.75万元，比2020年预算减少42.10万元。\n"
    "公务接待费2021年预算138.45万元，比2020年预算减少17.25万元。其中国内接待费90.00万元。"
)


@pytest.mark.parametrize(
    ("old", "new"), [("518.40", "581.40"), ("318.75", "318.57"), ("138.45", "1384.5")]
)
def test_kinds_told_in_paragraphs_of_their_own_make_up_the_total(old: str, new: str) -> None:
    assert errors(RECEPTION) == []
    assert errors(RECEPTION.replace(old, new)) != []


def test_changes_of_kinds_told_apart_make_up_that_of_their_total() -> None:
    assert changes(RECEPTION) == []
    assert changes(RECEPTION.replace("减少63.15", "减少64.15")) == ["64.15"]


def test_purchase_and_running_of_cars_are_told_in_the_sentences_after_them() -> None:
    text = (
        "公务用车购置及运行费支出决算318.75万元。全年购置费支出120.30万元，主要用于更新；"
        "运行费198.45万元，主要用于燃料、维修。"
    )
    assert errors(text) == []
    assert errors(text.replace("198.45万元", "198.45元")) == ["318.75"]


def test_state_and_local_assets_are_compared_measure_by_measure() -> None:
    text = (
        "全国乡镇企业资产总额183.52万亿元，负债总额118.54万亿元。\n"
        "中央乡镇企业资产总额76.21万亿元，负债总额51.93万亿元；"
        "地方乡镇企业资产总额107.31万亿元，负债总额66.61万亿元。"
    )
    assert errors(text) == []
    assert errors(text.replace("118.54", "181.54")) == ["181.54"]
    assert errors(text.replace("118.54万亿元", "118.54亿元")) == ["118.54"]


def test_kinds_of_one_paragraph_that_inherit_their_name_are_of_no_total_before_it() -> None:
    text = (
        "参加城乡居民基本养老保险人数232.58万人。\n城市居民最低生活保障人数5.57万人；月人均保障标准719元。"
        "农村最低生活保障人数17.68万人。"
    )
    assert loud(text) == []


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("分两批下达任务15943户，第一批任务7156户，第二批任务8787户。", "8787", "8778"),
        (
            "该项目分三批实施，一批批复总投资4127.6万元（其中建筑工程4000万元），二批批复总投资"
            "1953.42万元，三批批复总投资868.25万元，合计批复总投资6949.27万元。",
            "4127.6",
            "4172.6",
        ),
    ],
    ids=["the total before", "the total after"],
)
def test_batches_make_up_their_total(text: str, old: str, new: str) -> None:
    assert errors(text) == []
    assert len(errors(text.replace(old, new))) == 1


def test_what_brackets_tell_of_each_batch_adds_up_as_well() -> None:
    text = (
        "一批投资4127.6万元（其中建筑工程4021.3万元），二批投资1953.42万元（其中建筑工程1875.425万元），"
        "合计投资6081.02万元（其中建筑工程5896.725万元）。"
    )
    assert errors(text) == []
    assert errors(text.replace("1875.425", "1857.425")) == ["5896.725"]


BUILT = (
    "建设内容：东山村内道路硬化700平方米；西山村内道路硬化950平方米；南山村内道路硬化420平方米。"
    "东山村危险路段挡墙建设350立方米；南山村危险路段挡墙建设610立方米。"
    "目前已完成全乡村内道路硬化2070平方米，挡墙建设960立方米。"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("420", "520"), ("2070", "2700"), ("610", "61"), ("960", "860")],
    ids=["a part", "a total, swapped", "a unit", "the other total"],
)
def test_things_built_all_alike_make_up_their_total(old: str, new: str) -> None:
    assert loud(BUILT) == []
    assert len(loud(BUILT.replace(old, new))) == 1


def test_amounts_with_names_that_end_alike_need_not_add_up() -> None:
    text = (
        "支出1100.00万元，主要用于：公共服务支出（类）800.00万元；社会保障支出（类）200.00万元；"
        "住房保障支出（类）100.00万元。"
    )
    assert loud(text) == []


DIVIDED = (
    "本年度支出预算318.62万元。\n"
    "其中：按支出项目类别：1.基本支出203.48万元；2.项目支出115.14万元。\n"
    "按支出功能分类科目：公共服务支出{}万元，社会保障支出41.53万元，农林水支出82.70万元。\n"
    "按支出经济分类科目：工资福利支出187.26万元，商品和服务支出{}万元，补助支出37.14万元。"
)


@pytest.mark.parametrize(
    ("function", "kind"),
    [("19.439", "94.22"), ("194.39", "94.55")],
    ids=["a slip", "no slip, but other partitions add up"],
)
def test_each_partition_in_a_paragraph_of_its_own_divides_the_total(
    function: str, kind: str
) -> None:
    assert loud(DIVIDED.format("194.39", "94.22")) == []
    assert loud(DIVIDED.format(function, kind)) == ["318.62"]


def test_in_the_same_months_is_no_comparison() -> None:
    text = "上半年发生较大事故907起，同比增加62起；同期发生重大事故39起，同比增加9起，上升30.0%。"
    assert said("change-amount", text) == said("change-rate", text) == []
