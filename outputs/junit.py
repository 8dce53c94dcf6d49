"""JUnit XML for CI servers: a suite a report, a case a finding or a rule that held.

An error or warning is a failure, a review or a settled finding is skipped (a person must decide,
or has decided), what could not be
read is an error, and a report in which nothing was recomputed is skipped: never a pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..validate.catalogue import load
from ..validate.finding import Finding, ReportResult
from .clean import printable
from .digest import short_names
from .files import write_text
from .places import excerpts, where
from .problems import problems_of
from .words import Words

_FAILING = ("error", "warning")
_OUTCOMES = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def write_junit(results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
    """Write the suites to `path` and return it.  OSError when it cannot be written."""
    tree = junit(results, language)
    indent(tree, " ")
    text = tostring(tree, encoding="unicode")
    return write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n')


def junit(results: Sequence[ReportResult], language: str = "zh") -> Element:
    """The suites as an element tree."""
    words = Words(language)
    root = Element("testsuites", name="gouji")
    names = short_names([result.path for result in results])
    for result, name in zip(results, names, strict=True):
        suite = SubElement(root, "testsuite", name=printable(name))
        _suite(suite, result, printable(name), words)
        _count(suite)
    _count(root)
    return root


def _suite(suite: Element, result: ReportResult, name: str, words: Words) -> None:
    if result.status != "read":
        for code, message, page in problems_of(result, words):
            place = "" if page is None else " " + words("phrases", "page", page=page)
            case = _case(suite, name, words("statuses", "unread") + place)
            _outcome(case, "error", message, code)
        if result.status == "unread":
            return
    for finding in result.findings:
        _finding(suite, finding, name, words)
    _rules_that_held(suite, result, name, words)
    if not len(suite):
        case = _case(suite, name, words("lights", "unchecked"))
        _outcome(case, "skipped", words("light_meanings", "unchecked"))


def _finding(suite: Element, finding: Finding, name: str, words: Words) -> None:
    message = words.choose(finding.message, finding.message_en)
    case = _case(suite, name, f"{finding.id} {finding.rule}")
    if finding.quiet:
        _outcome(case, "skipped", f"{_settled(finding, words)}: {message}")
    elif finding.level in _FAILING:
        failure = _outcome(case, "failure", message, finding.rule)
        failure.text = _details(finding, words)
    elif finding.level == "review":
        _outcome(case, "skipped", message)
    else:
        SubElement(case, "system-out").text = printable(message)


def _settled(finding: Finding, words: Words) -> str:
    """Why a finding is no failure."""
    if finding.handling.accepted:
        return words("phrases", "accepted")
    return words("dispositions", finding.handling.disposition)


def _details(finding: Finding, words: Words) -> str:
    """The arithmetic, the likely cause and the quotes, a line each."""
    lines = [finding.formula]
    if finding.cause is not None:
        lines.append(words.choose(finding.cause.zh, finding.cause.en))
    for excerpt in excerpts(finding.places):
        marked = "".join(f"【{text}】" if mark else text for text, mark in excerpt.segments())
        lines.append(f"{where(excerpt.place, words)}: {marked}")
    return printable("\n".join(line for line in lines if line))


def _rules_that_held(suite: Element, result: ReportResult, name: str, words: Words) -> None:
    """One case for each rule that recomputed something and found nothing."""
    loud = {finding.rule for finding in result.findings}
    rules = load()
    verdicts: dict[str, Counter[str]] = {}
    for check in result.checks:
        verdicts.setdefault(check.rule, Counter())[check.verdict] += 1
    for rule, counts in sorted(verdicts.items()):
        if rule in loud:
            continue
        label = words.choose(rules[rule].name, rules[rule].english) if rule in rules else ""
        case = _case(suite, name, f"{rule} {label}".strip())
        told = ", ".join(f"{words('verdicts', key)} {n}" for key, n in sorted(counts.items()))
        if set(counts) == {"undetermined"}:
            _outcome(case, "skipped", told)
        else:
            SubElement(case, "system-out").text = told


def _case(suite: Element, report: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=report, name=printable(name), time="0")


def _outcome(case: Element, kind: str, message: str, type_: str = "") -> Element:
    attributes = {"message": printable(message)}
    if kind != "skipped":
        attributes["type"] = printable(type_) or kind
    return SubElement(case, kind, attributes)


def _count(element: Element) -> None:
    """Give a suite (or all of them) the counts of what stands below."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    for attribute, tag in _OUTCOMES.items():
        element.set(attribute, str(len(element.findall(f".//{tag}"))))
    element.set("time", "0")
