"""gouji rules: the catalogue, or one rule."""

from __future__ import annotations

from typing import Annotated

import typer

from ..settings import Language
from .shared import LangOption


def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="规则 · one rule.")] = None,
    lang: LangOption = None,
) -> None:
    """规则目录，或一条规则的依据、公式和例子 · Print the rule catalogue, or one rule."""
    from ..outputs.terminal import print_rule, print_rules
    from ..validate.catalogue import load

    catalogue, language = load(), (lang or Language.ZH).value
    if rule is None:
        print_rules(catalogue.values(), language)
    elif rule in catalogue:
        print_rule(catalogue[rule], language)
    else:
        raise typer.BadParameter(f"{rule!r}: see `gouji rules`", param_hint="RULE")
