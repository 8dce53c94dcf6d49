"""From drop to download, in headless Chromium."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from ..page.browser import chromium, complaints, texts

pytest.importorskip("uvicorn", reason="the extra gouji[web] is not installed")

from .served import serving

WRONG = "# 青石镇2023年度决算\n收入15.00万元，比上年增加5.00万元，增长60%。\n"
HOSTILE = "# 白塔乡2023年度决算<script>document.title='owned'</script>\n支出8万元。\n"


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def driver(downloads: Path) -> Iterator[Any]:
    with chromium(downloads) as driver:
        yield driver


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as address:
        yield address


def drop(driver: Any, *paths: Path) -> None:
    """Drop files and folders on the page as a file manager would."""
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        driver.execute_cdp_cmd(
            "Input.dispatchDragEvent", {"type": kind, "x": 400, "y": 200, "data": data}
        )


def wait(ready: Callable[[], Any], seconds: float = 20) -> Any:
    """What `ready` gives once it is something."""
    end = time.monotonic() + seconds
    while not (found := ready()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def find(driver: Any, selector: str) -> Any:
    found = driver.find_elements("css selector", selector)
    return found[0] if found else None


def dispositions(workbook: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = openpyxl.load_workbook(workbook)["差异"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if "处置" in row)
    return [str(row[head.index("处置")]) for row in rows[rows.index(head) + 1 :]]


def test_from_drop_to_download(driver: Any, address: str, tmp_path: Path, downloads: Path) -> None:
    folder = tmp_path / "2023年报告"
    folder.mkdir()
    (folder / "甲.txt").write_text(WRONG, "utf-8")
    with ZipFile(tmp_path / "下级.zip", "w") as archive:
        archive.writestr("县/乙.txt", HOSTILE)

    driver.get(address)
    drop(driver, folder, tmp_path / "下级.zip")
    wait(lambda: find(driver, ".job.done"))
    driver.refresh()  # what was dropped is still there
    wait(lambda: find(driver, ".job.done"))
    assert "2 份报告" in first_job(driver)

    find(driver, ".job .main").click()
    assert texts(driver, ".report .name") == ["2023年报告/甲.txt", "下级/县/乙.txt"]
    assert driver.title == "勾稽复核"
    card = find(driver, ".card")
    card.find_element("css selector", "select").send_keys("误报")
    wait(lambda: "已保存" in find(driver, ".card .decide").text)
    driver.refresh()  # what was decided is still there
    chosen = "return document.querySelector('.card select')?.value"
    wait(lambda: driver.execute_script(chosen) == "false_alarm")
    assert "settled" in find(driver, ".card").get_attribute("class")

    find(driver, ".way[href=workbook]").click()
    workbook = wait(lambda: next(downloads.glob("*.xlsx"), None))
    assert "误报" in dispositions(workbook)
    assert complaints(driver) == []


def first_job(driver: Any) -> str:
    """What the first job's row says, read in one step: the page draws its rows anew."""
    return str(driver.execute_script("return document.querySelector('.job')?.textContent ?? ''"))


def test_another_browser_sees_nothing_of_it(driver: Any, address: str, tmp_path: Path) -> None:
    report = tmp_path / "甲.txt"
    report.write_text(WRONG, "utf-8")
    driver.get(address)
    drop(driver, report)
    wait(lambda: find(driver, ".job"))
    wait(lambda: "下载底稿" in first_job(driver))  # nothing of it is under way any more
    driver.delete_all_cookies()
    driver.get(address)
    time.sleep(0.3)
    assert driver.find_elements("css selector", ".job") == []


def test_a_name_that_tries_to_be_markup_stays_a_name(
    driver: Any, address: str, tmp_path: Path
) -> None:
    report = tmp_path / "<img src=x onerror=alert(1)>.txt"
    report.write_text(WRONG, "utf-8")
    driver.get(address)
    complaints(driver)  # those of the page before, whose session was taken away
    drop(driver, report)
    assert "<img src=x" in wait(lambda: first_job(driver))
    assert driver.find_elements("css selector", "#jobs img") == []
    assert complaints(driver) == []
