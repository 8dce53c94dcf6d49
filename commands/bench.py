"""gouji bench: precision and recall on reports that stand beside their answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .choices import choose
from .shared import FAILED, ConfigOption, JobsOption, LangOption, stop

if TYPE_CHECKING:
    from ..validate.finding import ReportResult


def bench(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            exists=True,
            help="报告和答案（NAME.answers.tsv）所在的文件夹 · reports beside their answers.",
        ),
    ],
    jobs: JobsOption = None,
    lang: LangOption = None,
    config: ConfigOption = None,
) -> None:
    """对照答案，计算各规则的查准率和查全率 · Measure precision and recall against answers."""
    from ..corpus.answers import AnswersError
    from ..corpus.measure import bench_folder
    from ..corpus.walk import walk
    from ..outputs.measured import print_measured
    from ..pipeline import check_found

    choices = choose([str(folder)], config, {"lang": lang, "jobs": jobs, "formats": ("json",)})

    language = choices.language

    def checked(paths: Sequence[Path]) -> Iterator[ReportResult]:
        with check_found(walk(paths).found, choices.settings()) as results:
            yield from results

    try:
        measured = bench_folder(folder, checked)
    except AnswersError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(FAILED) from error
    if not measured.reports:
        raise stop("没有找到带答案的报告。", "No report stands beside its answers.", language)
    print_measured(measured, language)
