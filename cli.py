"""The `gouji` command.

Exit status: 0 nothing at or above the fail level, 1 findings, 2 the tool, an input or a part of
an input failed (an unread file never looks clean), 130 interrupted.  Modules are imported where
they are needed: `gouji --help` must not wait for readers and writers.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import __version__
from .settings import FailLevel, Language, Settings

if TYPE_CHECKING:
    from rich.progress import Progress

    from .corpus.pool import Watcher
    from .corpus.walk import Walk
    from .validate.finding import ReportResult

CLEAN, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130

app = typer.Typer(
    name="gouji",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="勾稽：复核报告中的每一个数字 · recompute every figure that a report lets one recompute.",
)

LangOption = Annotated[Language, typer.Option("--lang", help="信息语言 · language of messages.")]
PasswordOption = Annotated[
    str | None,
    typer.Option(envvar="GOUJI_PASSWORD", help="加密文件的密码 · password of encrypted files."),
]


def main() -> None:
    """Run the command (the console script)."""
    for stream in (sys.stdout, sys.stderr):  # a Chinese message must not end the run anywhere
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        app(prog_name="gouji")
    except Exception:  # Python itself would end with 1, which means findings
        traceback.print_exc()
        sys.exit(FAILED)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"gouji {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 · version.")
    ] = False,
) -> None:
    """Options of the command itself."""


@app.command()
def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="文件、文件夹、通配符 · files, folders, globs."),
    ],
    out: Annotated[
        Path, typer.Option(help="输出文件夹 · folder for the results.", file_okay=False)
    ] = Path("gouji-out"),
    formats: Annotated[
        str, typer.Option("--format", help="输出格式，逗号分隔 · formats: xlsx,json,sarif,junit,…")
    ] = "xlsx",
    jobs: Annotated[
        int, typer.Option(min=0, help="并行进程数，0 为处理器个数 · processes, 0: one a processor.")
    ] = 0,
    fail_level: Annotated[
        FailLevel, typer.Option(help="达到此级别即返回 1 · lowest level that makes the status 1.")
    ] = FailLevel.WARNING,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="每份报告的时限（秒） · seconds a report.")
    ] = 120,
    memory: Annotated[
        int, typer.Option(min=64, help="每个进程的内存上限（MB） · MB of memory a process.")
    ] = 2048,
    lang: LangOption = Language.ZH,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="不显示进度和表格 · no progress, no table.")
    ] = False,
    password: PasswordOption = None,
) -> None:
    """复核报告，生成差异底稿 · Check reports and write a workbook of discrepancies."""
    from .corpus.walk import walk
    from .outputs.formats import FORMATS

    wanted = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise typer.BadParameter(
            f"{', '.join(unknown) or formats!r}: choose from {', '.join(FORMATS)}",
            param_hint="--format",
        )
    settings = Settings(wanted, jobs, timeout, memory, fail_level.value, lang.value, password)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{out}: {error.strerror}", param_hint="--out") from error
    walked = walk(paths, out)
    if not walked.found:
        _say("没有找到报告。", "No reports were found.", settings)
        raise typer.Exit(FAILED)
    try:
        status = _check(walked, out, settings, quiet)
    except KeyboardInterrupt:
        _say("已中断，未写出结果。", "Interrupted; no results were written.", settings)
        status = INTERRUPTED
    raise typer.Exit(status)


@app.command()
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="报告 · the report.")],
    lang: LangOption = Language.ZH,
    password: PasswordOption = None,
) -> None:
    """逐条列出数字和关系 · Print the figures and relations of one report, each with its verdict."""
    from .corpus.walk import walk
    from .outputs.terminal import print_report
    from .pipeline import check_found

    settings = Settings(jobs=1, language=lang.value, password=password)
    with check_found(walk([file]).found, settings) as results:
        for result in results:
            print_report(result, settings.language)
        raise typer.Exit(_status(results, FailLevel.NEVER))


@app.command()
def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="规则 · one rule.")] = None,
    lang: LangOption = Language.ZH,
) -> None:
    """规则目录，或一条规则的依据、公式和例子 · Print the rule catalogue, or one rule."""
    from .outputs.terminal import print_rule, print_rules
    from .validate.catalogue import load

    catalogue = load()
    if rule is None:
        print_rules(catalogue.values(), lang.value)
    elif rule in catalogue:
        print_rule(catalogue[rule], lang.value)
    else:
        raise typer.BadParameter(f"{rule!r}: see `gouji rules`", param_hint="RULE")


@app.command()
def bench(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            exists=True,
            help="报告和答案（NAME.answers.tsv）所在的文件夹 · reports beside their answers.",
        ),
    ],
    jobs: Annotated[int, typer.Option(min=0, help="并行进程数 · worker processes.")] = 0,
    lang: LangOption = Language.ZH,
) -> None:
    """对照答案，计算各规则的查准率和查全率 · Measure precision and recall against answers."""
    from .corpus.answers import AnswersError
    from .corpus.measure import bench_folder
    from .corpus.walk import walk
    from .outputs.measured import print_measured
    from .pipeline import check_found

    settings = Settings(jobs=jobs, language=lang.value)

    def checked(paths: Sequence[Path]) -> Iterator[ReportResult]:
        with check_found(walk(paths).found, settings) as results:
            yield from results

    try:
        measured = bench_folder(folder, checked)
    except AnswersError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(FAILED) from error
    if not measured.reports:
        _say("没有找到带答案的报告。", "No report stands beside its answers.", settings)
        raise typer.Exit(FAILED)
    print_measured(measured, settings.language)


def _check(walked: Walk, out: Path, settings: Settings, quiet: bool) -> int:
    """Check the reports of a walk, write the results, say what came of it."""
    from .outputs.terminal import print_summary
    from .pipeline import check_found

    with _progress(len(walked.found), quiet) as watcher:
        results = check_found(walked.found, settings, watcher)
    with results:
        written = _write(results, out, settings)
        if not quiet:
            print_summary(results, settings.language)
            if walked.passed_over:
                count = walked.passed_over
                _say(
                    f"另有 {count} 个明显不是报告的文件未列入。",
                    f"{count} files of plainly other kinds were passed over.",
                    settings,
                )
            for path in written:
                print(path)
        failed = len(written) < len(settings.formats)
        return FAILED if failed else _status(results, settings.fail_level)


def _write(results: Sequence[ReportResult], out: Path, settings: Settings) -> list[Path]:
    """Write the results in every wanted format; give the files that could be written."""
    from .outputs.formats import FORMATS

    written = []
    for name in settings.formats:
        target = out / FORMATS[name].filename
        try:
            written.append(FORMATS[name].write(results, target, settings.language))
        except OSError as error:
            why = f"{target}: {error.strerror or error}"
            _say(f"不能写入 {why}", f"cannot write {why}", settings)
    return written


def _status(results: Sequence[ReportResult], fail_level: str) -> int:
    """The exit status that results call for."""
    failing = FailLevel(fail_level).failing
    status = CLEAN
    for result in results:
        if result.status != "read":
            return FAILED
        if any(finding.level in failing for finding in result.findings):
            status = FINDINGS
    return status


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Watcher | None]:
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


def _say(zh: str, en: str, settings: Settings) -> None:
    """A word to the person at the terminal, apart from the results."""
    print(zh if settings.language == "zh" else en, file=sys.stderr)
