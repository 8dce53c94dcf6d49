import pytest
from gouji.extract.document import Piece
from gouji.extract.folding import LONGER, SAME, UNKNOWN
from gouji.extract.hygiene import heal
from hypothesis import example, given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("４８．６０万元", "48.60万元"),
        (
            "（2186.4－1254.6）÷1254.6×１００％＝７４．２７％",
            "（2186.4-1254.6）÷1254.6×100%=74.27%",
        ),
        ("结转率≦10%", "结转率≤10%"),
        ("同比增长\u22125.2%", "同比增长-5.2%"),
        ("同比增长\u20115.2%", "同比增长-5.2%"),
        ("同比增长–5.2%", "同比增长-5.2%"),
        ("⼊⽀⻓⻋⻚", "入支长车页"),
        ("8\u200b6\ufeff元", "86元"),
        ("收\u00ad入", "收入"),
    ],
)
def test_look_alike_characters_are_read_as_one(printed: str, read: str) -> None:
    assert heal(printed).text == read


@pytest.mark.parametrize(
    "printed",
    ["收入，支出；共：“一”、《二》——（三）…", "标题－副标题", "2019–2023年", "－", "3～5万元"],
)
def test_chinese_punctuation_and_dashes_stay(printed: str) -> None:
    assert heal(printed).text == printed


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("共28 324元", "共28324元"),
        ("9525 .97", "9525.97"),
        ("增长59. 4%", "增长59.4%"),
        ("59. 4", "59.4"),
        ("共1 234 567.89元", "共1234567.89元"),
        ("共1\u2009234\u2009567.89", "共1234567.89"),
        ("307.82 万元", "307.82万元"),
        ("15.16 %", "15.16%"),
    ],
)
def test_a_space_inside_a_number_is_healed_where_it_is_certain(printed: str, read: str) -> None:
    assert heal(printed).text == read


@pytest.mark.parametrize(
    "printed",
    ["1 2", "2022 2023", "12 345", "1. 2022年收入", "2022 324元", "第1 200元", "12.5 13.5", "占 %"],
)
def test_two_numbers_are_never_made_one(printed: str) -> None:
    assert heal(printed).text == printed


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("占\n15.16%", "占15.16%"),
        ("支出2186\n.11万元", "支出2186.11万元"),
        ("支出21\n86.11万元", "支出2186.11万元"),
        ("支出1,234,\n567.00元", "支出1,234,567.00元"),
        ("同比增长-\n25.07%", "同比增长-25.07%"),
        ("同比增长\u00ad\n25.07%", "同比增长-25.07%"),
        ("同比增长\ufffe\n25.07%", "同比增长-25.07%"),
        ("预算\n数", "预算数"),
        ("gross\nincome", "gross income"),
    ],
)
def test_a_line_end_inside_a_sentence_is_healed(printed: str, read: str) -> None:
    assert heal(printed).text == read


def test_figures_stacked_in_a_cell_stay_apart() -> None:
    assert heal("12.30\n45.60").text == "12.30 45.60"
    assert heal("12\n45").text == "12 45"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("1,405,6\n66,599.\n33", "1,405,666,599.33"),
        ("109,201,695.7\n4", "109,201,695.74"),
        ("-1,444,61\n2.53", "-1,444,612.53"),
        ("54,707,164\n.78", "54,707,164.78"),
        ("10\n0.\n00", "100.00"),
        ("5,000,000\n.00", "5,000,000.00"),
    ],
)
def test_a_figure_broken_by_a_narrow_cell_is_one(printed: str, read: str) -> None:
    assert heal(printed).text == read


@pytest.mark.parametrize(
    "printed",
    [
        "共12,7,435.68\n213 / 321",
        "至2024年6\n2024年",
        "GB12348-2008\n3类",
        "率0-5\n0-5",
        "占15.16\n2022",
    ],
)
def test_numbers_that_only_follow_each_other_are_not_joined(printed: str) -> None:
    assert heal(printed).text == printed.replace("\n", " ")


def test_items_of_a_list_keep_their_lines() -> None:
    printed = "一、收入\n1.人员100\n2.公用200\n（二）支出"
    assert heal(printed).text == printed


def test_an_authors_line_break_stays_when_asked() -> None:
    assert heal("单位概况\n2023年收入", author_breaks=True).text == "单位概况\n2023年收入"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("增 加 2433505.07元", "增加2433505.07元"),
        ("合　　计", "合计"),
        ("单  位  名  称：", "单位名称："),
        ("本年收入    本年支出", "本年收入    本年支出"),
        ("（1） 投入情况， 2020年度=0, 结转", "（1）投入情况，2020年度=0,结转"),
        ("（ ）（  ）", "（ ）（  ）"),
        ("A 股", "A 股"),
    ],
)
def test_letter_spacing_is_closed_and_columns_are_not(printed: str, read: str) -> None:
    assert heal(printed).text == read


def test_indentation_goes_from_the_text_and_stays_in_the_original() -> None:
    text = heal("　　其中：人员 \t")
    assert (text.text, text.original) == ("其中：人员", "　　其中：人员 \t")
    assert text.original_range(0, 2) == (2, 4)


def test_a_private_use_character_is_shown_as_unknown_not_dropped() -> None:
    assert heal("12\ue0013").text == f"12{UNKNOWN}3"
    assert heal("\uf0b7收入").text == "•收入"


def test_the_original_can_be_quoted_from_a_healed_figure() -> None:
    text = heal("支出 2186\n.11 万元。", [Piece(0, 7, 1), Piece(8, 15, 2)])
    start = text.text.index("2186.11万元")
    low, high = text.original_range(start, start + len("2186.11万元"))
    assert text.original[low:high] == "2186\n.11 万元"
    assert [piece.page for piece, _, _ in text.pieces_of(start, start + 7)] == [1, 2]


@given(
    st.text(
        alphabet="0129.,-－– \t\n　\xa0\u2009年元%％收入一、（）１ﬁ\u00ad\u200b\x02⼊abc|",
        max_size=60,
    )
)
@example("")
@example("ﬁ\n1")
def test_every_character_read_comes_from_its_origin(printed: str) -> None:
    text = heal(printed)
    assert text.original == printed
    origin = text.origin or tuple(range(len(printed) + 1))
    assert len(origin) == len(text.text) + 1
    assert list(origin) == sorted(origin)
    assert origin[-1] <= len(printed)
    for char, at in zip(text.text, origin, strict=False):
        source = printed[at]
        possible = {source, SAME.get(ord(source), source), *LONGER.get(source, ""), *" \t\n"}
        if source in "－–\x02\u00ad":
            possible.add("-")
        assert char in possible
        if char in " \t\n":
            assert source.isspace() or SAME.get(ord(source)) in (" ", "\n", "\t")


@given(st.text(alphabet="0123456789. \n收元", max_size=30))
def test_healing_neither_loses_nor_invents_digits(printed: str) -> None:
    read = heal(printed).text
    assert [c for c in read if not c.isspace()] == [c for c in printed if not c.isspace()]


@given(st.text(max_size=80))
def test_any_text_at_all_can_be_healed(printed: str) -> None:
    text = heal(printed)
    assert text.original_range(0, len(text.text))[1] <= len(printed)
