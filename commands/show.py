"""gouji show: one report, line by line."""

from __future__ import annotations

from typing import Annotated

import typer

from ..settings import FailLevel
from .choices import choose
from .shared import ConfigOption, LangOption, PasswordOption, ProfileOption, own_profiles, status_of


def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="报告 · the report.")],
    lang: LangOption = None,
    password: PasswordOption = None,
    config: ConfigOption = None,
    profile: ProfileOption = None,
) -> None:
    """逐条列出数字和关系 · Print the figures and relations of one report, each with its verdict."""
    from ..corpus.walk import walk
    from ..outputs.terminal import print_report
    from ..pipeline import check_found

    given = {"lang": lang, "jobs": 1, "formats": ("json",), "profiles": own_profiles(profile)}
    choices = choose([file], config, given)
    with check_found(walk([file]).found, choices.settings(password)) as results:
        for result in results:
            print_report(result, choices.language)
        raise typer.Exit(status_of(results, FailLevel.NEVER))
