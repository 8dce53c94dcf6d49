"""The documentation says what the program does: nothing undescribed, no link into the void."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from gouji.extract.problem import codes
from gouji.outputs.formats import FORMATS
from gouji.settings_file import KEYS
from gouji.validate.catalogue import load

from .page.browser import chromium, complaints

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generated", ROOT / "docs/generated.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built in a process of its own: warnings are errors."""
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


class Page(HTMLParser):
    """The text of a page, its anchors, and every address that it names."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text, self.anchors = "", set[str]()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src") and value is not None:
                (self.links if tag == "a" else self.loads).append(value)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    found = (path for path in site.rglob("*.html") if path.name != "404.html")
    return {path: Page(path) for path in found}


def test_every_rule_says_what_it_cannot_see(generated: ModuleType) -> None:
    limits = generated.told("limits")
    assert limits.keys() == load().keys()
    assert [id for id, words in limits.items() if not (words["zh"] and words["en"])] == []


def test_every_setting_problem_and_format_is_described(generated: ModuleType) -> None:
    words = generated.told("words")
    assert words["settings"].keys() == KEYS.keys()
    assert words["problems"].keys() == set(codes())
    assert words["formats"].keys() >= FORMATS.keys()


def test_gouji_reports_every_wrong_example_on_its_page(generated: ModuleType) -> None:
    for rule in load().values():
        page = generated.rule_page(rule)
        assert page.count('!!! gouji "gouji"') >= len(rule.wrong), rule.id


def test_text_of_an_example_cannot_become_markup(generated: ModuleType) -> None:
    assert generated.plain("a|b <b> *c* [d](e)") == (
        "a&#124;b &lt;b&gt; &#42;c&#42; &#91;d&#93;(e)"
    )


def test_every_rule_has_a_page_with_its_clause_and_formula(site: Path) -> None:
    for rule in load().values():
        text = _bare(Page(site / f"rules/{rule.id}.html").text)
        for part in (rule.name, rule.english, rule.formula, rule.clause, *rule.wrong):
            assert _bare(part) in text, rule.id


def test_every_setting_and_problem_stands_on_its_page(site: Path) -> None:
    for name, keys in (("settings", KEYS), ("problems", codes()), ("formats", FORMATS)):
        text = Page(site / f"{name}.html").text
        assert [key for key in keys if key not in text] == []


def test_every_mark_has_been_replaced(site: Path) -> None:
    mark = re.compile("<!-- (gouji|file):")
    assert [p.name for p in site.rglob("*.html") if mark.search(p.read_text("utf-8"))] == []


def test_every_link_leads_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links + page.loads:
            if re.match(r"(https?|mailto|data|javascript):", link):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            target = target / "index.html" if target.is_dir() else target
            anchored = not anchor or target not in pages or anchor in pages[target].anchors
            if not (target.is_file() and anchored):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    loads = [load for page in pages.values() for load in page.loads]
    assert [load for load in loads if re.match(r"(https?:)?//", load)] == []
    outside = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//")
    drawn = [*site.rglob("*.css"), *site.rglob("*.svg")]
    assert [p.name for p in drawn if outside.search(p.read_text("utf-8"))] == []


@pytest.mark.parametrize("asked", ["baseline", "超编"])
def test_the_search_works_on_pages_opened_from_disk(site: Path, tmp_path: Path, asked: str) -> None:
    with chromium(tmp_path) as driver:
        driver.implicitly_wait(10)
        driver.get((site / "index.html").as_uri())
        field = driver.find_element("css selector", ".md-search__input")
        field.click()
        field.send_keys(asked)
        assert driver.find_element("css selector", ".md-search-result__link").text
        assert [said for said in complaints(driver) if "http" in said] == []


def _bare(text: str) -> str:
    return re.sub(r"[\s|#]", "", text)
