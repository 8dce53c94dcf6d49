"""Automatic numbers, as Word counts and prints them."""

import pytest
from gouji.extract.document import Document, Role
from gouji.extract.word.numerals import numeral
from gouji.extract.word.read import read_word

from tests.builders import docx, levels, numbered, numbering, para


def read(*body: str, **parts: str) -> Document:
    return read_word(docx(*body, parts=parts), "a.docx")


def texts(document: Document) -> list[str]:
    return [paragraph.text.text for paragraph in document.paragraphs]


LISTS = numbering(
    {1: levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))},
    {7: 1, 8: (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')},
)


def test_automatic_numbers_are_counted_by_level_and_restart() -> None:
    document = read(
        numbered("甲", 7),
        numbered("乙", 7, 1),
        numbered("丙", 7, 1),
        numbered("2022年", 7, 2),
        numbered("丁", 7),
        numbered("戊", 7, 1),
        numbered("己", 8),
        numbered("庚", 8),
        numbering=LISTS,
    )
    assert texts(document) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1. 2022年",
        "二、丁",
        "（一）戊",
        "一、己",
        "二、庚",
    ]
    assert [p.label for p in document.paragraphs][:2] == ["一、", "（一）"]


def test_a_style_gives_number_and_outline_level_and_a_paragraph_may_refuse() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    based = '<w:pStyle w:val="B"/>'
    refused = based + '<w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>'
    document = read(para("总", based), para("分", refused), styles=styles, numbering=LISTS)
    first, second = document.paragraphs
    assert (first.text.text, first.role, first.level) == ("一、总", Role.HEADING, 1)
    assert (second.text.text, second.role, second.level) == ("分", Role.BODY, 0)


def test_a_list_may_print_all_levels_as_plain_numbers() -> None:
    legal = numbering(
        {1: levels(("chineseCounting", "第%1章"), ("decimal", "%1.%2"), extra={1: "<w:isLgl/>"})},
        {7: 1},
    )
    document = read(numbered("总则", 7), numbered("目的", 7, 1), numbering=legal)
    assert texts(document) == ["第一章总则", "1.1目的"]


def test_a_bullet_is_never_a_minus_sign() -> None:
    bullets = numbering({1: levels(("bullet", "-"))}, {7: 1})
    assert texts(read(numbered("5.2万元", 7), numbering=bullets)) == ["•5.2万元"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"),
        (21, "japaneseCounting", "二十一"),
        (11, "chineseLegalSimplified", "壹拾壹"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircleChinese", "㉑"),
        (2, "ideographTraditional", "乙"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (5, "none", ""),
        (5, "somethingNew", "5"),
    ],
)
def test_numbers_print_as_word_prints_them(number: int, form: str, printed: str) -> None:
    assert numeral(number, form) == printed


def test_a_custom_format_pads_with_zeros() -> None:
    assert numeral(3, "custom", "001, 002, 003, ...") == "003"
