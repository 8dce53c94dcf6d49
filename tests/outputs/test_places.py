"""Quotes, places and links."""

from __future__ import annotations

from pathlib import Path

import pytest
from gouji.extract.document import Span
from gouji.outputs.places import cell_link, excerpts, where
from gouji.outputs.words import Words
from gouji.validate.finding import Place
from hypothesis import given
from hypothesis import strategies as st

from .builder import place

LONG = "".join(f"第{number}项支出{number}0.5万元，" for number in range(10, 40))


def quoted(text: str, start: int, end: int, width: int = 40, drift: int = 0) -> Place:
    """A place as Document.quote cuts it; `drift` is how far healing shifted the span."""
    left = max(0, start - width)
    return Place(
        page=1,
        block=0,
        quote=text[left : end + width],
        start=start - left,
        end=end - left,
        box=None,
        span=Span(0, start - drift, end - drift),
    )


def marked(found_in: Place, *others: Place) -> list[list[str]]:
    return [
        [excerpt.quote[start:end] for start, end in excerpt.marks]
        for excerpt in excerpts([found_in, *others])
    ]


def test_figures_of_one_sentence_share_a_quote() -> None:
    assert marked(place("3.40"), place("48.60"), place("6.45%")) == [["48.60", "3.40", "6.45%"]]


def test_figures_far_apart_have_quotes_of_their_own() -> None:
    assert marked(quoted(LONG, 5, 9), quoted(LONG, 200, 204)) == [[LONG[5:9]], [LONG[200:204]]]


def test_quotes_that_overlap_grow_into_one() -> None:
    [whole] = excerpts([quoted(LONG, 5, 9), quoted(LONG, 60, 64), quoted(LONG, 115, 119)])
    assert whole.quote == LONG[: 119 + 40]
    assert [whole.quote[a:b] for a, b in whole.marks] == [LONG[5:9], LONG[60:64], LONG[115:119]]


def test_quotes_join_even_where_healing_took_characters_out() -> None:
    [whole] = excerpts([quoted(LONG, 50, 54), quoted(LONG, 70, 74, drift=3)])
    assert [whole.quote[a:b] for a, b in whole.marks] == [LONG[50:54], LONG[70:74]]


def test_cells_are_quoted_one_by_one_in_the_order_of_the_table() -> None:
    cells = [
        place(text, text, row=row, column=1) for row, text in ((2, "7"), (0, "106"), (1, "20"))
    ]
    assert marked(*cells) == [["106"], ["20"], ["7"]]


@given(st.integers(0, len(LONG) - 4), st.integers(0, len(LONG) - 4))
def test_a_mark_is_always_the_figure(first: int, second: int) -> None:
    places = [quoted(LONG, start, start + 3) for start in sorted({first, second})]
    texts = [text for group in marked(*places) for text in group]
    assert texts == [LONG[p.span.start : p.span.end] for p in places]


def test_a_quote_that_goes_on_says_so() -> None:
    [excerpt] = excerpts([quoted(LONG, 100, 104)])
    segments = list(excerpt.segments())
    assert (segments[0], segments[-1]) == (("…", False), ("…", False))
    assert next(excerpts([place("云岭区")])[0].segments()) == ("", False)


def test_a_place_is_told_in_words() -> None:
    words = Words("zh")
    assert where(place("3.40"), words) == "第7页"
    assert where(place("3.40", row=2, column=1), words) == "第7页 3行2列"
    assert where(place("3.40", page=None), words) == "第4段"
    assert where(place("3.40", page=None, row=0, column=0), Words("en")) == "para. 4 R1C1"


@pytest.mark.parametrize(
    ("path", "page", "link"),
    [
        ("a.pdf", 7, "external:./a.pdf#page=7"),
        ("a.pdf", None, "external:./a.pdf"),
        ("a.docx", 7, "external:./a.docx"),
        ("下级/100%甲.PDF", 2, "external:./下级/100%25甲.PDF#page=2"),
        ("../b [1].docx", None, "external:../b%20%5B1%5D.docx"),
    ],
)
def test_a_link_is_seen_from_the_workbook(
    tmp_path: Path, path: str, page: int | None, link: str
) -> None:
    assert cell_link(str(tmp_path / path), page, tmp_path) == link
