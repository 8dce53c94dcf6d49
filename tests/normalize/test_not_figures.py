"""Digits that are no figures, each with the reason."""

from __future__ import annotations

import pytest

from .shorthand import figures_of, not_figures_of


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [
        ("依据（云财〔2023〕29号）执行", "〔2023〕29号", "document-number"),
        ("依据（云财[2021]1号）执行", "[2021]1号", "document-number"),
        ("依据【2016】168号文", "【2016】168号", "document-number"),
        ("依据财预（2022）12号文", "（2022）12号", "document-number"),
        ("联系电话：07531234567", "07531234567", "phone"),
        ("咨询0753-7861234办理", "0753-7861234", "phone"),
        ("手机13800138000。", "13800138000", "phone"),
        ("见财决01-1表所列", "财决01-1表", "code"),
        ("见附表3。", "附表3", "code"),
        ("编制2010601行政运行预算", "2010601", "code"),
        ("邮编：518000", "518000", "code"),
        ("账号：6222020200012345678", "6222020200012345678", "code"),
        ("信用代码11330100MB1234567X", "11330100MB1234567X", "code"),
        ("位居全省第3位", "第3位", "ordinal"),
        ("前10名企业", "前10名", "ordinal"),
        ("入选第八批名单", "第八批", "ordinal"),
        ("第三产业增长", "第三", "ordinal"),
        ("一、基本情况", "一、", "section-number"),
        ("（一）部门概况", "（一）", "section-number"),
        ("1. 主要职责", "1. ", "section-number"),
        ("2.2022年收入增加", "2.", "section-number"),
        ("（12）拟订规划", "（12）", "section-number"),
        ("①资金管理", "①", "section-number"),
        ("第一部分概况", "第一部分", "section-number"),
        ("要求：1.加强领导", "1.", "section-number"),
        ("做好工作：一是加强领导", "一是", "section-number"),
        ("建成5G基站", "5G", "name"),
        ("获评4A级景区", "4A", "name"),
        ("PM2.5浓度", "PM2.5", "name"),
        ("“618”购物节", "618", "name"),
        ("拨打12345热线", "12345", "name"),
        ("构建“1+8”体系", "1+8", "name"),
        ("供应95号汽油", "95号", "name"),
        ("地区生产总值[2]增长", "[2]", "reference"),
        ("每月30日前报送", "30日", "date"),
        ("会议于14:30召开", "14:30", "date"),
        ("第二部分 决算表……12", "12", "page-number"),
        ("见https://example.gov.cn/a?b=3", "https://example.gov.cn/a?b=3", "address"),
    ],
)
def test_it_is_no_figure_and_says_why(text: str, printed: str, reason: str) -> None:
    assert (printed, reason) in not_figures_of(text)
    assert figures_of(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5万元用于培训", "1.5"),
        ("12.5 万元用于培训", "12.5"),
        ("附件3份", "3"),
        ("报表12张", "12"),
        ("资金20000元", "20000"),
        ("目前5个项目开工", "5"),
        ("提前10天完成", "10"),
        ("24小时值守", "24"),
        ("重3kg", "3"),
        ("得6分（满分", "6"),
    ],
)
def test_what_merely_looks_like_one_is_a_figure(text: str, number: str) -> None:
    assert [f.number for f in figures_of(text)] == [number]
