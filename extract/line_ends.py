"""Whether a line end stands inside a number.

A cell too narrow for its figure breaks it anywhere (`1,405,6⏎66,599.⏎33`), a sentence at the page's
edge does too (`支出21⏎86.11万元`); but figures also stand one under the other.  Two halves are
joined only where they make one well-formed number that neither half was.
"""

from __future__ import annotations

import regex

UNIT = r"(?:%|‰|个?百分点|[十百千万亿]|元|分|倍|[个人名辆家项次])"
"""What may follow a number in a sentence (a pattern)."""

_REACH = 30
_LEFT = regex.compile(r"[\d.,]*$")
_RIGHT = regex.compile(r"[\d.,]*")
_NUMBER = regex.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<decimals>\d+))?")
_HALF_GROUP = regex.compile(r"\d,(?:\d{1,2})?$")
_ITEM = regex.compile(r"\d{1,2}\.")
_UNIT_NEXT = regex.compile(rf"\s?{UNIT}")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_DATE_NEXT = regex.compile(r"\s?[年月日/-]")
_PART_OF_CODE = regex.compile(r"[A-Za-z]$|[\dA-Za-z][-/~～]$|[/~～]$")


def is_one_number(text: str) -> bool:
    """Whether lines of digits, which make up the whole text, are one number set too narrow.

    The lines but the last are equally long, and some line end leaves half a number for certain.
    """
    lines = text.strip().split("\n")
    widths = {len(line) for line in lines[:-1]}
    half = any(line[-1:] in (".", ",") for line in lines[:-1]) or any(
        line[:1] in (".", ",") for line in lines[1:]
    )
    whole = _NUMBER.fullmatch("".join(lines).lstrip("-"))
    return half and whole is not None and max(widths) - min(widths) <= 1


def breaks_number(text: str, start: int, end: int) -> bool:
    """Whether the characters around the line end `text[start:end]` are one number."""
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    left, right = _LEFT.search(text, line, start), _RIGHT.match(text, end, end + _REACH)
    first = left[0] if left else ""
    second = right[0].rstrip(".,") if right else ""
    number = _NUMBER.fullmatch(first + second)
    if not first or not second or number is None:
        return False
    before = text[line : start - len(first)]
    after = text[end + len(second) : end + len(second) + 4]
    if _PART_OF_CODE.search(before) or _is_date(first, second, after):
        return False
    return _is_one(first, second, number["decimals"] or "", not before.strip(" -"), after)


def _is_date(first: str, second: str, after: str) -> bool:
    dated = bool(_DATE_NEXT.match(after))
    return dated and (_YEAR.fullmatch(first) or _YEAR.fullmatch(second)) is not None


def _is_one(first: str, second: str, decimals: str, alone: bool, after: str) -> bool:
    """`alone`: the first half is all that its line holds."""
    ends = not after.strip(" ") or after.lstrip(" ")[0] == "\n"
    if second[0] in ".," or _HALF_GROUP.search(first):
        return True
    if first[-1] == ".":
        numbers_item = _ITEM.fullmatch(first) and not (alone and ends)
        return bool(_UNIT_NEXT.match(after)) or (ends and not numbers_item)
    grouped = "," in first
    if alone and not (grouped and "." in first):
        return False
    if "." in first:
        return len(decimals) <= 2 or (len(decimals) <= 4 and bool(_UNIT_NEXT.match(after)))
    return True
