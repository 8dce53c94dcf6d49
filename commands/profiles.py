"""gouji profiles: the official forms that are known, what each promises, and an office's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..settings import Language
from .choices import choose
from .shared import ConfigOption, LangOption, ProfileOption

if TYPE_CHECKING:
    from ..validate.tables.profile import Form, Profile

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
_SECTIONS = {
    "source": ("来源", "Source"),
    "titles": ("表题含有", "Titles that hold"),
    "forms": ("包含的表", "Forms"),
    "identities": ("勾稽关系", "Identities"),
    "indicators": ("共性指标", "Indicators"),
    "grades": ("等级下限", "Least scores of grades"),
}

_UNKNOWN = ("没有名为“{}”的报表格式；已知的有：{}", "no profile is called “{}”; known: {}")
_MORE = ("gouji profiles 编号：列出该格式的全部内容", "gouji profiles ID: all that a profile says")


def profiles(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="列出其中一种的全部勾稽关系 · one profile with all it promises"
        ),
    ] = None,
    profile: ProfileOption = None,
    lang: LangOption = None,
    config: ConfigOption = None,
) -> None:
    """已知的报表格式 · List the profiles of official forms, an office's own among them."""
    choices = choose(["."], config, {"lang": lang, "profiles": own(profile)})
    from ..validate.tables.profiles import add_profiles, in_force

    add_profiles(choices.values["profiles"])
    tongue = 0 if choices.language == Language.ZH else 1
    known = {one.id: one for one in in_force()}
    if name is None:
        _print(tuple(known.values()), tongue)
    elif name in known:
        _print_one(known[name], tongue)
    else:
        told = ("没有名为“{}”的报表格式；已知的有：{}", "no profile is called “{}”; known: {}")[
            tongue
        ]
        typer.echo(told.format(name, ", ".join(known)), err=True)
        raise typer.Exit(2)


def own(paths: list[Path] | None) -> tuple[Path, ...] | None:
    """The profiles of the command line as a setting; None where there are none."""
    return tuple(path.absolute() for path in paths) if paths else None


def _print(known: tuple[Profile, ...], tongue: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

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
    more = (
        "gouji profiles 编号：列出该格式的全部内容",
        "gouji profiles ID: all that a profile says",
    )
    typer.echo(more[tongue])


def _print_one(profile: Profile, tongue: int) -> None:
    """One profile in full, as lines of text that can be searched and piped."""
    typer.echo(f"{profile.id}  {profile.name}  {profile.english}")
    for key, lines in _said(profile, tongue).items():
        if lines:
            typer.echo(f"\n{_SECTIONS[key][tongue]}")
            for line in lines:
                typer.echo(f"  {line}")


def _said(profile: Profile, tongue: int) -> dict[str, list[str]]:
    """What a profile says, by section."""
    marking = profile.marking
    promises = marking.promises if marking is not None else ()
    return {
        "source": [profile.source] if profile.source else [],
        "titles": ["、".join(marking.title)] if marking is not None and marking.title else [],
        "forms": [_form(form, tongue) for form in profile.forms],
        "identities": [
            *(f"{i.rule}  {i.name}：{i.text}" for i in profile.identities),
            *(f"{promise.rule}  {promise.text}" for promise in promises),
        ],
        "indicators": [
            f"{ratio.rule}  {ratio.name} = {formula.text}"
            for ratio in profile.ratios
            for formula in ratio.formulas
        ],
        "grades": list(_grades(profile)),
    }


def _form(form: Form, tongue: int) -> str:
    required = ("必备", "required")[tongue] if form.required else ""
    deep = (f"编码列至 {form.codes} 位", f"codes of {form.codes} digits")[tongue]
    notes = ", ".join(note for note in (required, deep if form.codes else "") if note)
    return f"{form.id}  {form.name}" + (f"  ({notes})" if notes else "")


def _grades(profile: Profile) -> Iterator[str]:
    for grades in profile.grades:
        lows = "，".join(f"{name} ≥ {low}" for name, low in grades.lows)
        yield f"{lows}  （{grades.source}）" if grades.source else lows
