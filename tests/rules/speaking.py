"""What one rule says of a small text: its findings, and its checks that agree."""

from __future__ import annotations

from typing import NamedTuple

from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.normalize.reading import Reading
from gouji.validate.catalogue import load
from gouji.validate.describe import finding_of_check, finding_of_remark, worth_showing
from gouji.validate.judge import Check, judge
from gouji.validate.relation import Relation, Remark
from gouji.validate.rule import Memo


class Said(NamedTuple):
    level: str
    stated: str
    expected: str


def reading(text: str, name: str = "example.txt") -> Reading:
    return normalize(document_from_text(text, name))


def said(rule_id: str, text: str) -> list[Said]:
    """The findings of one rule."""
    read = reading(text)
    rule = load()[rule_id]
    findings = []
    for outcome in rule.recognise(read, Memo(read)):
        if isinstance(outcome, Remark):
            findings.append(finding_of_remark(read, rule, outcome))
        elif isinstance(outcome, Relation) and worth_showing(check := judge(outcome)):
            findings.append(finding_of_check(read, rule, check, None))
    return [Said(f.level, f.stated, f.recomputed) for f in findings]


def messages(rule_id: str, text: str) -> list[str]:
    """The Chinese messages of one rule's remarks."""
    read = reading(text)
    rule = load()[rule_id]
    remarks = [o for o in rule.recognise(read, Memo(read)) if isinstance(o, Remark)]
    return [finding_of_remark(read, rule, remark).message for remark in remarks]


def checks(rule_id: str, text: str) -> list[Check]:
    """Every relation one rule recognises, judged."""
    read = reading(text)
    outcomes = load()[rule_id].recognise(read, Memo(read))
    return [judge(outcome) for outcome in outcomes if isinstance(outcome, Relation)]


def verdicts(rule_id: str, text: str) -> list[str]:
    return [check.verdict.value for check in checks(rule_id, text)]
