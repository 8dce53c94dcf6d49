"""What an annotation says."""

from __future__ import annotations

from ...validate.catalogue import load
from ...validate.finding import Finding
from ..clean import printable
from ..common import shared
from ..words import Words

AUTHOR = "gouji"


class NotAnnotated(Exception):
    """A report of which no annotated copy can be made; the message says why."""


def note(finding: Finding, words: Words) -> str:
    """A finding in a few lines: level and rule, message, arithmetic, likely cause, shared cause."""
    rules = load()
    rule = finding.rule
    if rule in rules:
        rule = f"{words.choose(rules[rule].name, rules[rule].english)} {rule}"
    lines = [
        f"{finding.id} {words('levels', finding.level)} {rule}",
        words.choose(finding.message, finding.message_en),
    ]
    if finding.formula:
        lines.append(f"{words('columns', 'formula')}：{finding.formula}")
    if finding.cause is not None:
        cause = words.choose(finding.cause.zh, finding.cause.en)
        lines.append(f"{words('columns', 'cause')}：{cause}")
    if finding.common is not None:
        lines.append(f"{words('columns', 'common')}：{shared(finding, words)}")
    return printable("\n".join(lines))


def reference(finding: Finding, words: Words) -> str:
    """What stands at a figure that the finding was recomputed from."""
    return printable(words("phrases", "operand_of", id=finding.id))
