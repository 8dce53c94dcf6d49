"""gouji baseline: accept what is found today, so that a CI job speaks of what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .choices import choose
from .gather import gathered
from .shared import (
    CLEAN,
    FAILED,
    ConfigOption,
    JobsOption,
    LangOption,
    PasswordOption,
    Paths,
    ProfileOption,
    own_profiles,
    progress,
    say,
    stop,
)

FILE = Path("gouji-baseline.jsonl")


def baseline(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help=f"基线文件 · the baseline ({FILE}).", dir_okay=False),
    ] = None,
    jobs: JobsOption = None,
    lang: LangOption = None,
    password: PasswordOption = None,
    config: ConfigOption = None,
    profile: ProfileOption = None,
) -> None:
    """把现有差异记入基线，此后只报新增 · Accept today's findings; later runs raise new ones."""
    from ..corpus.baseline import BaselineError, read_baseline, write_baseline
    from ..pipeline import check_found

    given = {"lang": lang, "jobs": jobs, "formats": ("json",), "profiles": own_profiles(profile)}
    choices = choose(paths, config, given)
    language = choices.language
    target = output or choices.values["baseline"] or FILE
    try:
        before = read_baseline(target) if target.exists() else []
    except (BaselineError, OSError) as error:
        raise stop(str(error), str(error), language) from error
    walked = gathered(paths, choices)
    if not walked.found:
        raise stop("没有找到报告。", "No reports were found.", language)
    with progress(len(walked.found), False) as watcher:
        results = check_found(walked.found, choices.settings(password), watcher)
    with results:
        try:
            count = write_baseline(results, target, before)
        except OSError as error:
            why = f"{target}: {error.strerror or error}"
            raise stop(f"不能写入 {why}", f"cannot write {why}", language) from error
        unread = [result.path for result in results if result.status != "read"]
    say(f"{target}：{count} 条差异。", f"{target}: {count} findings.", language)
    for path in unread:
        say(f"未能完整读取：{path}", f"not wholly read: {path}", language)
    raise typer.Exit(FAILED if unread else CLEAN)
