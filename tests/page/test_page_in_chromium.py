"""report.html as a reviewer meets it: opened from disk in headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gouji.outputs.page.write import write_page
from gouji.pipeline import check_report
from gouji.settings import Settings
from gouji.validate.finding import ReportResult

from .browser import chromium, complaints, texts

FILLER = "本单位按照有关规定开展工作，严格执行各项制度。\n" * 60
WRONG = f"""# 云岭区财政局2023年度部门决算
“三公”经费支出48.60万元，比上年减少3.40万元，下降6.45%。
{FILLER}
单位：万元
|项目|金额|
|甲项|20.00|
|乙项|50.00|
|合计|71.00|
全年接待12批次。
"""
HOSTILE = """# <img src=x onerror="document.title='owned'">青石镇2023年度决算
</script><script>document.title='owned'</script><!-- <script>
收入15.00万元，<b>比上年增加5.00万元</b>，增长60%。
|<script>document.title='owned'</script>|金额|
|甲|1.00|
"""
RIGHT = "# 白塔乡2023年度决算\n收入15.00万元，比上年增加5.00万元，增长50%。\n"


def checked(folder: Path, name: str, text: str) -> ReportResult:
    path = folder / name
    path.write_text(text, "utf-8")
    return check_report(path, Settings(formats=("html",)))


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("reports")
    results = [
        checked(folder, "甲.txt", WRONG),
        checked(folder, "<i>乙.txt", HOSTILE),
        checked(folder, "丙.txt", RIGHT),
        checked(folder, "丁.pdf", "not a PDF"),
    ]
    return write_page(results, folder / "report.html").as_uri()


@pytest.fixture
def page(driver: Any, address: str) -> Iterator[Any]:
    """The page freshly opened; at the end nothing may have gone wrong in it."""
    driver.get("about:blank")
    driver.get(address)
    yield driver
    assert complaints(driver) == []


def click(page: Any, selector: str, number: int = 0) -> None:
    page.find_elements("css selector", selector)[number].click()


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.switch_to.active_element.send_keys(key)


def in_view(page: Any, selector: str) -> bool:
    """Whether the first element found is inside the visible part of the text."""
    return bool(
        page.execute_script(
            """const node = document.querySelector(arguments[0]).getBoundingClientRect();
            const text = document.getElementById("text").getBoundingClientRect();
            return node.top >= text.top && node.bottom <= text.bottom;""",
            selector,
        )
    )


def test_it_opens_with_reports_text_and_findings(page: Any) -> None:
    assert [name.split("/")[-1] for name in texts(page, ".report .name")] == [
        "甲.txt", "<i>乙.txt", "丙.txt", "丁.pdf",
    ]  # fmt: skip
    assert texts(page, "#text h1")
    assert "71.00" in texts(page, "#text td.amount")
    assert len(texts(page, ".card")) == 2


def test_figures_are_marked_by_their_coverage(page: Any) -> None:
    assert "12批次" in texts(page, ".block .figure.unchecked")
    assert "6.45%" in texts(page, ".block .figure.contradicted")
    assert "20.00" in texts(page, ".block .figure.operand")


def test_a_click_on_a_finding_jumps_to_both_its_places(page: Any) -> None:
    cards = texts(page, ".card")
    total = next(number for number, text in enumerate(cards) if "71.00" in text)
    assert not in_view(page, ".block td .contradicted")
    click(page, ".card", total)
    assert texts(page, ".block .here.a") == ["71.00"]
    assert texts(page, ".block .here.b") == ["20.00", "50.00"]
    assert in_view(page, ".block .here.a")
    click(page, "#list .report[data-report='0']")
    click(page, ".card.open .place", 1)
    assert texts(page, ".block .aim") == ["20.00"]


def test_both_places_of_a_sentence_are_reached_by_keys(page: Any) -> None:
    press(page, "j")
    first = texts(page, ".block .here.a")
    assert first
    press(page, "j")
    assert texts(page, ".block .here.a") != first
    press(page, "k")
    assert texts(page, ".block .here.a") == first
    press(page, "\ue00c")  # Escape
    assert texts(page, ".block .here") == []


def test_enter_opens_the_card_in_focus_and_then_its_next_place(page: Any) -> None:
    cards = page.find_elements("css selector", ".card")
    total = next(number for number, card in enumerate(cards) if "71.00" in card.text)
    page.execute_script("arguments[0].focus()", cards[total])
    press(page, "\ue007")
    assert texts(page, "#text .aim") == ["71.00"]
    press(page, "\ue007")
    assert texts(page, "#text .aim") == ["20.00"]


def test_keys_go_on_into_the_next_report_with_findings(page: Any) -> None:
    press(page, "j", "j", "j")
    assert "乙.txt" in texts(page, ".report[aria-current] .name")[0]
    assert len(texts(page, ".card.open")) == 1


def test_a_click_on_a_figure_tells_what_is_known_of_it(page: Any) -> None:
    click(page, ".block td .figure.operand")
    (strip,) = texts(page, ".strip")
    assert "20.00 + 50.00 = 70" in strip


def test_the_next_unchecked_figure_comes_with_its_reason(page: Any) -> None:
    press(page, "u")
    assert texts(page, ".block .aim") == ["12批次"]
    assert in_view(page, ".block .aim")
    assert len(texts(page, ".strip")[0].splitlines()) > 1


def test_filters_narrow_reports_and_findings(page: Any) -> None:
    from selenium.webdriver.support.ui import Select

    rules = Select(page.find_elements("css selector", "#bar select")[0])
    rules.select_by_value("change-rate")
    assert [name.split("/")[-1] for name in texts(page, ".report .name")] == ["甲.txt", "<i>乙.txt"]
    assert all("增减率" in text for text in texts(page, ".card"))
    click(page, ".levels .error")
    assert texts(page, ".report") == []
    assert texts(page, ".card") == []
    rules.select_by_value("")
    click(page, ".levels .error")
    units = Select(page.find_elements("css selector", "#bar select")[1])
    units.select_by_visible_text("云岭区财政局")
    assert len(texts(page, ".report")) == 1


def test_a_search_finds_reports_by_their_text(page: Any) -> None:
    press(page, "/", "白塔乡")
    assert [name.split("/")[-1] for name in texts(page, ".report .name")] == ["丙.txt"]
    press(page, "\ue00c")
    assert page.switch_to.active_element.tag_name == "body"


def test_a_text_that_tries_to_be_a_script_stays_text(page: Any) -> None:
    click(page, ".report", 1)
    assert page.title == "勾稽复核"
    assert page.find_elements("css selector", "#text img, #text b, #text script, #list i") == []
    assert "</script><script>document.title='owned'</script>" in "".join(texts(page, ".block"))
    assert "<script>" in texts(page, "#text td")[0]


def test_a_report_without_findings_says_what_that_means(page: Any) -> None:
    click(page, ".report", 2)
    assert "全部相符" in texts(page, "#side .notice")[0]
    click(page, ".report", 3)
    assert "不等于无误" in texts(page, "#side .notice")[0]
    assert texts(page, "#text .notice")


def test_the_address_leads_back_to_a_finding(page: Any, address: str) -> None:
    press(page, "j")
    assert page.current_url == f"{address}#0/F001"
    page.get("about:blank")
    page.get(f"{address}#0/F002")
    assert texts(page, ".card.open")
    assert texts(page, ".card.open")[0].find("F002") >= 0


def test_on_a_phone_one_part_is_shown_at_a_time(page: Any, address: str) -> None:
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        page.get("about:blank")
        page.get(address)
        click(page, ".report", 0)
        assert not page.find_element("css selector", "#side").is_displayed()
        click(page, "#tabs button", 2)
        click(page, ".card")
        assert page.find_element("css selector", ".block .here.a").is_displayed()
        assert page.find_element("css selector", ".strip .actions").is_displayed()
        wide = page.execute_script("return document.documentElement.scrollWidth")
        assert wide <= 390
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
