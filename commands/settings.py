"""gouji settings: what is in force, and where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .choices import DEFAULTS, choose
from .shared import ConfigOption, LangOption


def settings(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH…]", help="报告（默认为当前文件夹） · reports."),
    ] = None,
    lang: LangOption = None,
    config: ConfigOption = None,
) -> None:
    """各项设置的取值及其来源 · Print every setting in force and where its value comes from."""
    from ..outputs.terminal import print_settings

    choices = choose(paths or ["."], config, {"lang": lang})
    rows = []
    for key in DEFAULTS:
        if key == "levels":
            for rule, level in choices.values[key].items():
                rows.append((f"levels.{rule}", level, choices.origins[key]))
        else:
            rows.append((key, _shown(choices.values[key]), choices.origins[key]))
    print_settings(rows, choices.language)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, Path):
        return value.as_posix()
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
