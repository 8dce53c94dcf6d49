"""gouji check: the reports, recomputed, and the results in every format asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..settings import FailLevel, Settings
from .choices import Choices, choose
from .gather import gathered
from .shared import (
    FAILED,
    INTERRUPTED,
    ConfigOption,
    JobsOption,
    LangOption,
    OcrOption,
    PasswordOption,
    Paths,
    PdfEngineOption,
    ProfileOption,
    own_profiles,
    progress,
    say,
    status_of,
    stop,
)

if TYPE_CHECKING:
    from ..corpus.history import Entry
    from ..corpus.walk import Walk
    from ..validate.finding import ReportResult


def check(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option(help="输出文件夹 · folder for the results.", file_okay=False)
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option("--format", help="输出格式，逗号分隔 · formats: xlsx,html,json,sarif,junit,…"),
    ] = None,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="另存带批注的副本 · write annotated copies.")
    ] = False,
    dispositions: Annotated[
        Path | None,
        typer.Option(metavar="XLSX", help="上次的底稿，沿用处置和备注 · the last workbook."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="基线：其中的差异不再提示 · accepted findings."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="REF", help="只复核 git 中新增或改动的 · only what changed in git."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="不复核的文件 · files to leave out."),
    ] = None,
    fail_level: Annotated[
        FailLevel | None,
        typer.Option(help="达到此级别即返回 1 · lowest level that makes the status 1."),
    ] = None,
    exit_zero: Annotated[
        bool,
        typer.Option("--exit-zero", help="有差异也返回 0（未读仍为 2） · findings do not fail."),
    ] = False,
    jobs: JobsOption = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.1, help="每份报告的时限（秒） · seconds a report.")
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=64, help="每个进程的内存上限（MB） · MB of memory a process.")
    ] = None,
    lang: LangOption = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="不显示进度和表格 · no progress, no table.")
    ] = False,
    password: PasswordOption = None,
    ocr: OcrOption = None,
    pdf_engine: PdfEngineOption = None,
    config: ConfigOption = None,
    profile: ProfileOption = None,
) -> None:
    """复核报告，生成差异底稿 · Check reports and write a workbook of discrepancies."""
    given = {
        "out": out, "formats": _formats(formats), "lang": lang, "jobs": jobs, "timeout": timeout,
        "memory": memory, "baseline": baseline, "exclude": tuple(exclude) if exclude else None,
        "fail-level": FailLevel.NEVER if exit_zero else fail_level,
        "profiles": own_profiles(profile),
        "ocr": ocr, "pdf-engine": pdf_engine,
    }  # fmt: skip
    choices = choose(paths, config, given)
    run = _Run(choices, choices.settings(password), quiet, annotate)
    run.remember(dispositions)
    walked = run.gather(paths, since)
    try:
        status = run.check(walked)
    except KeyboardInterrupt:
        run.say("已中断，未写出结果。", "Interrupted; no results were written.")
        status = INTERRUPTED
    raise typer.Exit(status)


class _Run:
    """One run of the command; its steps in their order."""

    def __init__(self, choices: Choices, settings: Settings, quiet: bool, annotate: bool) -> None:
        self.choices, self.settings = choices, settings
        self.quiet, self.annotate = quiet, annotate
        self.out: Path = choices.values["out"]
        self.decided: list[Entry] | None = None
        self.accepted: list[Entry] | None = None

    def say(self, zh: str, en: str) -> None:
        say(zh, en, self.settings.language)

    def remember(self, dispositions: Path | None) -> None:
        """Read the last workbook and the baseline before the work: they may be broken."""
        from ..corpus.baseline import BaselineError, read_baseline
        from ..outputs.returned import ReturnedError, read_dispositions

        baseline: Path | None = self.choices.values["baseline"]
        path = dispositions
        try:
            if dispositions is not None:
                self.decided = read_dispositions(dispositions)
            path = baseline
            if baseline is not None:
                self.accepted = read_baseline(baseline)
        except (ReturnedError, BaselineError, UnicodeDecodeError) as error:
            raise stop(str(error), str(error), self.settings.language) from error
        except OSError as error:
            why = f"{path}: {error.strerror or error}"
            raise stop(f"不能读取 {why}", f"cannot read {why}", self.settings.language) from error

    def gather(self, paths: Sequence[str], since: str | None) -> Walk:
        """The reports to check, and a folder for the results."""
        from ..corpus.changed import GitError

        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise typer.BadParameter(f"{self.out}: {error.strerror}", param_hint="--out") from error
        try:
            walked = gathered(paths, self.choices, since)
        except GitError as error:
            raise stop(str(error), str(error), self.settings.language) from error
        if not walked.found and not walked.left_out:
            raise stop("没有找到报告。", "No reports were found.", self.settings.language)
        return walked

    def check(self, walked: Walk) -> int:
        """Check the reports, write the results, say what came of it."""
        from ..pipeline import check_found

        with progress(len(walked.found), self.quiet) as watcher:
            checked = check_found(walked.found, self.settings, watcher)
        with checked:
            results = self._followed(checked)
            failed = False
            if self.annotate:
                results, failed = self._annotated(results)
            written = self._write(results)
            if not self.quiet:
                self._tell(results, walked, written)
            failed = failed or len(written) < len(self.settings.formats)
            return FAILED if failed else status_of(results, self.settings.fail_level)

    def _followed(self, results: Sequence[ReportResult]) -> Sequence[ReportResult]:
        """The results with what was decided about their findings."""
        from ..corpus.history import Followed

        off = [rule for rule, level in self.settings.levels.items() if level == "off"]
        if self.decided is not None:
            results = Followed(results, self.decided, off)
        if self.accepted is not None:
            results = Followed(results, self.accepted, off)
        return results

    def _annotated(self, results: Sequence[ReportResult]) -> tuple[Sequence[ReportResult], bool]:
        """The results with the paths of their annotated copies, and whether one is missing."""
        from ..pipeline import annotate_found

        with progress(len(results), self.quiet) as watcher:
            copies = annotate_found(results, self.out / "annotated", self.settings, watcher)
        for path, why in copies.without.items():
            self.say(f"没有批注副本：{path}：{why[0]}", f"no annotated copy: {path}: {why[1]}")
        return copies, copies.failed

    def _write(self, results: Sequence[ReportResult]) -> list[Path]:
        """Write the results in every wanted format; give the files that could be written."""
        from ..outputs.formats import FORMATS

        written = []
        for name in self.settings.formats:
            target = self.out / FORMATS[name].filename
            try:
                written.append(FORMATS[name].write(results, target, self.settings.language))
            except OSError as error:
                why = f"{target}: {error.strerror or error}"
                self.say(f"不能写入 {why}", f"cannot write {why}")
        return written

    def _tell(self, results: Sequence[ReportResult], walked: Walk, written: Sequence[Path]) -> None:
        from ..outputs.terminal import print_followed, print_summary

        language = self.settings.language
        print_summary(results, language)
        print_followed(results, language)
        if walked.passed_over:
            count = walked.passed_over
            self.say(
                f"另有 {count} 个明显不是报告的文件未列入。",
                f"{count} files of plainly other kinds were passed over.",
            )
        if walked.left_out:
            count = walked.left_out
            self.say(
                f"另有 {count} 份报告被排除，或未改动，未作复核。",
                f"{count} reports were excluded, or have not changed, and were not checked.",
            )
        for path in written:
            print(path)


def _formats(given: str | None) -> tuple[str, ...] | None:
    """The formats asked for, each once.  BadParameter for one that does not exist."""
    from ..outputs.formats import FORMATS

    if given is None:
        return None
    wanted = tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise typer.BadParameter(
            f"{', '.join(unknown) or repr(given)}: choose from {', '.join(FORMATS)}",
            param_hint="--format",
        )
    return wanted
