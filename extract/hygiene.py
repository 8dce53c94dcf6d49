"""Healing: text as printed → text as meant, with the exact way back.

Printing puts things between the characters of a sentence that its author did not write there:
line ends, spaces inside numbers, letter-spacing, look-alike characters.  Later stages read the
healed text; people are shown the original.  Healing never guesses a number: a space between
digits goes only where a decimal point or a thousands group makes it certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from .document import Piece, Text
from .folding import GONE, LINE_END_MINUS, LONGER, SAME
from .line_ends import UNIT, breaks_number, is_one_number

_IDEOGRAPH = r"\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U0003ffff"
_CHINESE_MARK = r"，。；：、（）《》〈〉【】〔〕「」『』“”‘’！？…—～·"

_UNSEEN = regex.compile(rf"[{GONE}{''.join(LONGER)}]")
_FULL_MINUS = regex.compile(r"－(?=\s*[\d.(（])|(?<=[\d%‰)）]\s*)－")
_EN_DASH_MINUS = regex.compile(rf"(?<=^|[{_IDEOGRAPH}：（，、])–(?=\d)")
# Most cells and many paragraphs hold nothing to heal.
_PLAIN = regex.compile(r"[!-~\u4e00-\u9fff，。；：、（）《》“”]*+")
_SPACE = regex.compile(r"\s")
_GAPS = regex.compile(r"[ \u3000\n]+")
_IS_IDEOGRAPH = regex.compile(rf"[{_IDEOGRAPH}]")
_OPENING, _CLOSING = "（《“〔【([", "）》”〕】)]"
_NEEDS_NO_SPACE = regex.compile(rf"[{_IDEOGRAPH}{_CHINESE_MARK}\d,;:()\[\]]*")
_IS_CHINESE = regex.compile(rf"[{_IDEOGRAPH}{_CHINESE_MARK}]")
_ITEM_HEAD = regex.compile(
    rf"(?:\d{{1,2}}[.、](?=[{_IDEOGRAPH}])|[（(][一二三四五六七八九十\d]{{1,3}}[）)]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[章节部条款]|[①-⑳])"
)
_COUNTED = "[件户吨亩头只台套座张所公平]"  # what yearbooks print with spaced thousands: 24 064件
_GROUPED = regex.compile(
    rf"(?<![\d.,第表图]|附件)\d{{1,3}}(?:(?P<gap> )\d{{3}})+(?![\d ])"
    rf"(?:\.\d+)?(?=\s?(?:{UNIT}|{_COUNTED}))"
)
_NARROW_GROUPED = regex.compile(r"(?<![\d.,])\d{1,3}(?:(?P<gap>[\u2009\u202f])\d{3})+(?![\d,])")
_POINT = regex.compile(
    rf"(?<=[{_IDEOGRAPH}（(+\-≤≥<>=，、：:]\s?[\d,]*\d)(?P<gap> ?)\.(?P<gap> ?)(?=\d+\s?{UNIT})"
)
_POINT_AFTER_GAP = regex.compile(r"(?<=\d)(?P<gap> )\.(?=\d)")
_DIGIT_LINES = regex.compile(r"\s*-?[\d.,]+(?:\n[\d.,]+)+\s*")
_POINT_ALONE = regex.compile(r"\s*[-+]?[\d,]*\d(?P<gap> ?)\.(?P<gap> ?)\d+\s*%?\s*")


def heal(original: str, pieces: Sequence[Piece] = (), *, author_breaks: bool = False) -> Text:
    """The `Text` of `original`: folded and healed, with `origin` and the given `pieces`.

    A line break in `original` is taken for the page's doing and removed (or read as a space
    between Latin words) unless the next line starts an item of a list.  With `author_breaks` the
    breaks are the author's (Word's manual line breaks in running text) and stay.
    Leading and trailing white space goes; it can still be seen in `original`.
    """
    if not pieces:
        pieces = (Piece(0, len(original)),)
    if _PLAIN.fullmatch(original):
        return Text(original, original, (), tuple(pieces))
    text, origin = _visible(original)
    edits = _gap_edits(text, author_breaks)
    if edits:
        text, shifted = _apply(text, edits)
        origin = shifted if origin is None else [origin[i] for i in shifted]
    return Text(text, original, () if origin is None else tuple(origin), tuple(pieces))


def _visible(original: str) -> tuple[str, list[int] | None]:
    """The characters a reader sees, each in its one form."""
    text = original
    if any(mark in text for mark in LINE_END_MINUS):
        text = regex.sub(rf"[{LINE_END_MINUS}](?=\s*\d)", "-", text)
    narrow = _inner_gaps(_NARROW_GROUPED, text)
    text = text.translate(SAME)
    if "－" in text:
        text = _FULL_MINUS.sub("-", text)
    if "–" in text:
        text = _EN_DASH_MINUS.sub("-", text)
    edits = [(m.start(), m.end(), LONGER.get(m[0], "")) for m in _UNSEEN.finditer(text)]
    edits += [(start, end, "") for start, end in narrow]
    if not edits:
        return text, None
    return _apply(text, sorted(edits))


def _apply(text: str, edits: Sequence[tuple[int, int, str]]) -> tuple[str, list[int]]:
    """Replace each (start, end, new) and say where every character came from.

    A replacement's characters come from the start of what they replace.
    """
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for start, end, new in edits:
        parts += (text[at:start], new)
        origin.extend(range(at, start))
        origin.extend([start] * len(new))
        at = end
    parts.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    return "".join(parts), origin


def _inner_gaps(pattern: regex.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The non-empty stretches that `pattern` names `gap`."""
    return [
        span for match in pattern.finditer(text) for span in match.spans("gap") if span[0] < span[1]
    ]


def _gap_edits(text: str, author_breaks: bool) -> list[tuple[int, int, str]]:
    """What becomes of each stretch of white space; those that stay are not mentioned."""
    if not _SPACE.search(text):
        return []
    certain = {
        gap
        for pattern in (_GROUPED, _POINT, _POINT_AFTER_GAP)
        for gap in _inner_gaps(pattern, text)
    }
    if len(text) < 40 and (alone := _POINT_ALONE.fullmatch(text)):
        certain |= set(alone.spans("gap"))
    if len(text) < 40 and _DIGIT_LINES.fullmatch(text) and is_one_number(text):
        certain |= {gap.span() for gap in _GAPS.finditer(text)}
    return list(_decide(text, certain, author_breaks))


def _decide(
    text: str, certain: set[tuple[int, int]], author_breaks: bool
) -> Iterator[tuple[int, int, str]]:
    last = len(text.rstrip())
    first = min(len(text) - len(text.lstrip()), last)
    if first:
        yield 0, first, ""
    for match in _GAPS.finditer(text, first, last):
        start, end = match.span()
        if (start, end) in certain:
            yield start, end, ""
        elif "\n" not in match[0]:
            if _space_goes(text, start, end):
                yield start, end, ""
        elif author_breaks:
            if end - start > 1:
                yield start, end, "\n"
        else:
            new = _at_line_end(text, start, end)
            if new != match[0]:
                yield start, end, new
    if last < len(text):
        yield last, len(text), ""


def _space_goes(text: str, start: int, end: int) -> bool:
    """Whether a space (no line break) stands inside a word or between a number and its unit."""
    before, after = text[start - 1], text[end]
    if after in "%‰" or before in "%‰":
        return before.isdigit() or bool(_IS_IDEOGRAPH.match(after))
    single = end - start == 1 and text[start] == " "
    if _IS_IDEOGRAPH.match(before) and _IS_IDEOGRAPH.match(after):
        return single or _letter_spaced(text, start, end)
    if before in _OPENING and after in _CLOSING:  # brackets left to be filled in
        return False
    pair = before + after
    return single and bool(_IS_CHINESE.search(pair) and _NEEDS_NO_SPACE.fullmatch(pair))


def _letter_spaced(text: str, start: int, end: int) -> bool:
    """Whether single characters stand on both sides, as in `合　　计`."""
    left = text[start - 2] if start > 1 else " "
    right = text[end + 1] if end + 1 < len(text) else " "
    return not _IS_IDEOGRAPH.match(left) and not _IS_IDEOGRAPH.match(right)


def _at_line_end(text: str, start: int, end: int) -> str:
    """What is read for the line break at `text[start:end]`: nothing, a space, or a break."""
    before, after = text[start - 1], text[end]
    if before not in "，、（" and _ITEM_HEAD.match(text, end):
        return "\n"
    if before == "-" and after.isdigit():
        return ""
    if _IS_CHINESE.match(before) or _IS_CHINESE.match(after) or after in "%‰":
        return ""
    return "" if breaks_number(text, start, end) else " "
