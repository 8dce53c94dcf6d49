"""Draw the pictures of the documentation from a real run over two sample reports: `make pictures`.

Needs LibreOffice, poppler, Chromium and its driver, and fonts with Chinese characters.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
SAMPLES = HERE.parent / "corpus/samples"
REPORTS = ("budget-binhai-street-2025.pdf", "overall-qingshui-commerce-2022.docx")
SHEETS = {
    "summary": ("汇总", (0, 0, 1, 0.93), 110),
    "findings": ("差异", (0, 0, 0.372, 0.3), 140),
    "causes": ("差异", (0.345, 0, 0.66, 0.3), 140),
    "evidence": ("差异", (0.57, 0, 0.79, 0.3), 140),
}
"""By picture: sheet, the part of its first page (left, top, right, bottom), dots an inch."""
_TEXT = re.compile(r'textLength="[\d.]+"([^>]*>)([^<]*)<')
_ELSEWHERE = re.compile(r"@font-face\s*\{[^}]*\}")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "报告").mkdir()
        for report in REPORTS:
            shutil.copy(SAMPLES / report, folder / "报告")
        command = "gouji check 报告/ --format xlsx,html --annotate"
        terminal(command, run(command, folder))
        sheets(folder)
        page(folder / "gouji-out/report.html", folder)


def run(command: str, folder: Path) -> str:
    """What a command prints on a terminal of 84 columns, colours included."""
    program = str(Path(sys.executable).with_name("gouji"))
    environment = {"COLUMNS": "84", "FORCE_COLOR": "1", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    arguments = command.split()[1:]
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout


def terminal(command: str, printed: str) -> None:
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=84, file=nowhere, force_terminal=True)
        console.print(Text.assemble(("$ ", "bold green"), command))
        console.print(Text.from_ansi(printed.rstrip()))
        svg = console.export_svg(title="gouji", unique_id="gouji")
    svg = _TEXT.sub(_measured, svg)
    svg = _ELSEWHERE.sub("", svg).replace("Fira Code", "ui-monospace, Menlo, Consolas")
    (PICTURES / "terminal.svg").write_text(svg, "utf-8")


def _measured(text: re.Match[str]) -> str:
    """The length of a text in the drawing: a Chinese character is two columns wide."""
    length = cell_len(html.unescape(text[2])) * 12.2
    return f'textLength="{length:g}"{text[1]}{text[2]}<'


def sheets(folder: Path) -> None:
    """The first pages of sheets as they print."""
    book = folder / "gouji-out/discrepancies.xlsx"
    convert = ["soffice", "--headless", f"-env:UserInstallation={folder.as_uri()}/office"]
    convert += ["--convert-to", "pdf", "--outdir", str(folder), str(book)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    printed = folder / book.with_suffix(".pdf").name
    for name, (sheet, part, dots) in SHEETS.items():
        number = str(first_page(printed, sheet))
        draw = ["pdftoppm", "-png", "-r", str(dots), "-f", number, "-l", number, "-singlefile"]
        subprocess.run([*draw, str(printed), str(folder / name)], check=True)
        cut(folder / f"{name}.png", part, PICTURES / f"{name}.png")


def first_page(printed: Path, sheet: str) -> int:
    """The first page whose foot begins with the sheet's name."""
    text = subprocess.run(["pdftotext", "-layout", str(printed), "-"], capture_output=True).stdout
    for number, page in enumerate(text.decode("utf-8").split("\f"), 1):
        if page.strip().splitlines()[-1:] and page.strip().splitlines()[-1].startswith(sheet):
            return number
    raise SystemExit(f"no page of the sheet {sheet}")


def cut(drawn: Path, part: tuple[float, float, float, float], picture: Path) -> None:
    """Cut a part of a page, without white margins, to few colours."""
    from PIL import Image, ImageChops

    image = Image.open(drawn).convert("RGB")
    width, height = image.size
    left, top, right, bottom = part
    image = image.crop(
        (int(left * width), int(top * height), int(right * width), int(bottom * height))
    )
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    image.crop(box).quantize(64).save(picture, optimize=True)


def page(path: Path, folder: Path) -> None:
    """The page with a finding chosen."""
    with chromium(folder, (1400, 860)) as driver:
        driver.get(path.as_uri())
        driver.implicitly_wait(10)
        driver.find_element("css selector", ".card").click()
        driver.save_screenshot(str(folder / "page.png"))
    shrink(folder / "page.png", PICTURES / "page.png")


def shrink(drawn: Path, picture: Path) -> None:
    from PIL import Image

    Image.open(drawn).convert("RGB").quantize(128).save(picture, optimize=True)


def chromium(folder: Path, size: tuple[int, int]) -> Any:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.add_argument(f"--window-size={size[0]},{size[1]}")
    options.add_argument(f"--user-data-dir={folder / 'profile'}")
    return webdriver.Chrome(options, Service(shutil.which("chromedriver")))


if __name__ == "__main__":
    main()
