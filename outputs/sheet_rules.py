"""Sheet 规则: the catalogue of what was looked for, and how often it was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..validate.rule import Rule
from .digest import Digest
from .sheet import LEVEL_COLOURS, Book, Column, Sheet

_COLUMNS = (
    Column("rule", 20),
    Column("name", 18),
    Column("family", 13, "centre"),
    Column("level", 8, "centre"),
    Column("formula", 34),
    Column("clause", 64),
    Column("example", 44),
    Column("count", 8, "number"),
)
_LINES = 8  # of an example


def write_rules(book: Book, digests: Sequence[Digest], rules: dict[str, Rule]) -> None:
    """Write the sheet."""
    words = book.words
    sheet = Sheet(book, words("sheets", "rules"), _COLUMNS, frozen=1)
    sheet.write_head()
    found = Counter[str]()
    for digest in digests:
        found.update(digest.rules)
    for rule in rules.values():
        sheet.text("rule", rule.id)
        sheet.text("name", words.choose(rule.name, rule.english))
        sheet.text("family", words("families", rule.family))
        level = words("levels", rule.level.value)
        sheet.text("level", level, sheet.coloured(LEVEL_COLOURS[rule.level.value]))
        sheet.text("formula", rule.formula)
        sheet.text("clause", words.choose(rule.clause_zh, rule.clause_en))
        sheet.text("example", example_text(rule))
        sheet.number("count", found[rule.id])
        sheet.next()
    sheet.end()


def example_text(rule: Rule) -> str:
    """The shortest text that the rule speaks on; of a long one the beginning."""
    lines = min(rule.wrong, key=len, default="").splitlines()
    return "\n".join(lines if len(lines) <= _LINES else [*lines[: _LINES - 1], "……"])
