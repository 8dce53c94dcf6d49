"""Written numbers are read exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gouji.normalize.numerals import read_numeral
from hypothesis import given
from hypothesis import strategies as st

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def spell(number: int) -> str:
    """A whole number under 10¹⁶ as it is read aloud."""
    if number == 0:
        return "零"
    parts: list[str] = []
    for myriad, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, myriad)
        if group:
            gap = bool(parts) and group < 1000
            parts.append(("零" if gap else "") + spell_group(group) + name)
        elif parts and number and not parts[-1].endswith("零"):
            parts.append("零")
    return "".join(parts).replace("零零", "零")


def spell_group(group: int) -> str:
    out = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, group = divmod(group, place)
        if digit:
            out += DIGITS[digit] + name
        elif out and group and not out.endswith("零"):
            out += "零"
    return out


@given(st.integers(0, 10**16 - 1))
def test_a_number_spelt_out_is_read_back(number: int) -> None:
    assert read_numeral(spell(number)).value == number


@given(st.integers(1, 10**8))
def test_formal_numerals_mean_the_same(number: int) -> None:
    assert read_numeral(spell(number).translate(FORMAL)).value == number


@given(st.integers(0, 99999), st.text("0123456789", min_size=1, max_size=6))
def test_decimals_spelt_out_are_read_back(whole: int, decimals: str) -> None:
    spoken = f"{spell(whole)}点{''.join(DIGITS[int(d)] for d in decimals)}"
    read = read_numeral(spoken)
    assert read.value == Decimal(f"{whole}.{decimals}")
    assert read.step == Decimal(1).scaleb(-len(decimals))


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_digits_with_separators_are_read_exactly(cents: int, places: int) -> None:
    value = Decimal(cents).scaleb(-places)
    assert read_numeral(f"{value:,f}").value == value


@pytest.mark.parametrize(
    ("printed", "value", "step"),
    [
        ("三千二百万", "32000000", "1000000"),
        ("八点零一万亿", "8010000000000", "10000000000"),
        ("壹佰贰拾叁万肆仟", "1234000", "1000"),
        ("3亿2千万", "320000000", "10000000"),
        ("4.78万亿", "4780000000000", "10000000000"),
        ("3万4000", "34000", "1"),
        ("四百五", "450", "1"),
        ("一万三", "13000", "1000"),
        ("两千三点一", "2300.1", "0.1"),
        ("二十", "20", "1"),
        ("五亿零六", "500000006", "1"),
        ("二〇二三", "2023", "1"),
        ("十余万", "100000", "100000"),
        ("半", "0.5", "0.1"),
    ],
)
def test_value_and_step(printed: str, value: str, step: str) -> None:
    read = read_numeral(printed)
    assert (read.value, read.step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize("printed", ["", "万", "二三十", "五十千", "点五点", "元"])
def test_what_is_no_number_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"number|range"):
        read_numeral(printed)
