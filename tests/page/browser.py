"""A headless Chromium for the tests of pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--no-first-run", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


@contextmanager
def chromium(folder: Path, size: tuple[int, int] = (1400, 900)) -> Iterator[Any]:
    """A driver with a profile and downloads in `folder`; skips where there is no Chromium."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    from selenium.webdriver.chrome.service import Service

    program = shutil.which("chromium") or shutil.which("google-chrome")
    controller = shutil.which("chromedriver")
    if program is None or controller is None:
        pytest.skip("Chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in (*_QUIET, f"--window-size={size[0]},{size[1]}"):
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={folder / 'profile'}")
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, Service(controller))
    try:
        yield driver
    finally:
        driver.quit()


def texts(driver: Any, selector: str) -> list[str]:
    """The visible text of every element that `selector` finds."""
    return [element.text for element in driver.find_elements("css selector", selector)]


def complaints(driver: Any) -> list[str]:
    """What the console says: script errors, and whatever the policy refused."""
    return [entry["message"] for entry in driver.get_log("browser")]
