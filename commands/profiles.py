"""gouji profiles: the official forms that are known, and an office's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..settings import Language
from .choices import choose
from .shared import ConfigOption, LangOption, ProfileOption

if TYPE_CHECKING:
    from ..validate.tables.profile import Profile

_KNOWN_BY = {
    "titles": ("表题", "titles of tables"),
    "columns": ("栏目名称", "names of columns"),
    "indicators": ("指标名称", "names of indicators"),
    "grades": ("等级名称", "names of grades"),
}
_HEADS = (
    ("编号", "Id"),
    ("名称", "Name"),
    ("识别方式", "Known by"),
    ("表", "Forms"),
    ("勾稽关系", "Identities"),
    ("来源", "Source"),
)


def profiles(
    profile: ProfileOption = None,
    lang: LangOption = None,
    config: ConfigOption = None,
) -> None:
    """已知的报表格式 · List the profiles of official forms, an office's own among them."""
    choices = choose(["."], config, {"lang": lang, "profiles": own(profile)})
    from ..validate.tables.profiles import add_profiles, in_force

    add_profiles(choices.values["profiles"])
    _print(in_force(), choices.language)


def own(paths: list[Path] | None) -> tuple[Path, ...] | None:
    """The profiles of the command line as a setting; None where there are none."""
    return tuple(path.absolute() for path in paths) if paths else None


def _print(known: tuple[Profile, ...], language: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    tongue = 0 if language == Language.ZH else 1
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in _HEADS:
        number = head[1] in ("Forms", "Identities")
        justify: Literal["right", "left"] = "right" if number else "left"
        whole = head[1] == "Id"
        table.add_column(head[tongue], overflow="fold", justify=justify, no_wrap=whole)
    for profile in known:
        by = "、 "[tongue].join(_KNOWN_BY[key][tongue] for key in profile.known_by)
        name = (profile.name, profile.english)[tongue]
        counts = (str(len(profile.forms)), str(profile.promises))
        table.add_row(*map(Text, (profile.id, name, by, *counts, profile.source)))
    Console().print(table)
