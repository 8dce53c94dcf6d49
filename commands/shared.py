"""What the commands have in common: exit statuses, options, words to the person at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..settings import FailLevel, Language

if TYPE_CHECKING:
    from rich.progress import Progress

    from ..corpus.pool import Watcher
    from ..validate.finding import ReportResult

CLEAN, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="文件、文件夹、通配符 · files, folders, globs."),
]
LangOption = Annotated[
    Language | None, typer.Option("--lang", help="信息语言 · language of messages.")
]
PasswordOption = Annotated[
    str | None,
    typer.Option(envvar="GOUJI_PASSWORD", help="加密文件的密码 · password of encrypted files."),
]
OcrOption = Annotated[
    bool | None,
    typer.Option("--ocr/--no-ocr", help="扫描页是否文字识别（默认：已安装则识别） · read scans."),
]
PdfEngineOption = Annotated[
    str | None,
    typer.Option(
        metavar="ENGINE", help="PDF 读取：pdfium，或作对照的 pdfplumber · the reader of PDF files."
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="设置文件（默认自报告向上找 gouji.toml） · settings file.",
    ),
]
ProfileOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--profile",
        metavar="FILE",
        help="自有报表格式（TOML，可多次） · an office's own profile of forms (repeatable).",
        dir_okay=False,
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(min=0, help="并行进程数，0 为处理器个数 · processes, 0: one a processor."),
]


def own_profiles(paths: list[Path] | None) -> tuple[Path, ...] | None:
    """The profiles of the command line as a setting; None where there are none."""
    return tuple(path.absolute() for path in paths) if paths else None


def say(zh: str, en: str, language: str) -> None:
    """A word to the person at the terminal, apart from the results."""
    print(zh if language == "zh" else en, file=sys.stderr)


def stop(zh: str, en: str, language: str) -> typer.Exit:
    """Say what failed; raise what this gives."""
    say(zh, en, language)
    return typer.Exit(FAILED)


def status_of(results: Sequence[ReportResult], fail_level: str) -> int:
    """The exit status that results call for: an unread report outweighs findings."""
    failing = FailLevel(fail_level).failing
    status = CLEAN
    for result in results:
        if result.status != "read":
            return FAILED
        if any(finding.level in failing and not finding.quiet for finding in result.findings):
            status = FINDINGS
    return status


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Watcher | None]:
    """A bar on the terminal with the report in hand and the time left; none into a file."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft
    from rich.table import Column

    name = TextColumn(
        "{task.description}", markup=False, table_column=Column(no_wrap=True, ratio=1)
    )
    bar = Progress(
        name, BarColumn(30), MofNCompleteColumn(), TimeLeft(),
        console=Console(stderr=True), transient=True, expand=True,
    )  # fmt: skip
    with bar:
        yield _Bar(bar, total)


class _Bar:
    """Shows the report that has been in hand the longest."""

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=total)
        self._in_hand: list[Path] = []

    def started(self, path: Path) -> None:
        self._in_hand.append(path)
        self._show(0)

    def finished(self, path: Path) -> None:
        if path in self._in_hand:
            self._in_hand.remove(path)
        self._show(1)

    def _show(self, advance: int) -> None:
        name = self._in_hand[0].name if self._in_hand else ""
        self._bar.update(self._task, advance=advance, description=name)
