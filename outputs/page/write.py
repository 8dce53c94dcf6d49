"""Writes report.html: the template, the scripts and each report's data in one file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from ...validate.catalogue import load
from ...validate.finding import ReportResult
from ..clean import encodable
from ..digest import digest
from ..files import appearing
from ..words import Words
from .content import content, counts_of, index

_SCRIPTS = ("make.js", "document.js", "findings.js", "reports.js")
_START = "start.js"
_REPORTS = "<!-- reports -->"


def write_page(results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
    """Write report.html to `path` and return it.  OSError when it cannot be written.

    Reports are written one by one, each as data that the page reads when it is opened.
    """
    with appearing(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(page(results, language))
    return path


def page(
    results: Sequence[ReportResult],
    language: str = "zh",
    scripts: Iterable[str] = (),
    connect: str = "'none'",
) -> Iterator[str]:
    """The page in pieces.

    A host may add `scripts` of its own, and say to where they may `connect` (a source list of
    the Content-Security-Policy).
    """
    words = Words(language)
    script = "\n".join([*map(_source, _SCRIPTS), *scripts, _source(_START)])
    style = _source("page.css")
    whole = Template(_source("page.html")).substitute(
        language={"zh": "zh-CN"}.get(language, language),
        title=words("page", "title"),
        need_script=words("page", "need_script"),
        policy=_policy(script, style, connect),
        style=style,
        script=script,
    )
    head, tail = whole.split(_REPORTS)
    yield head
    counts = []
    for number, result in enumerate(results):
        counts.append(counts_of(result))
        yield _data(f"report-{number}", content(result, words))
    yield _data("index", index(digest(results), counts, load(), words))
    yield tail


def as_data(value: Any) -> str:
    """JSON that cannot end the element it stands in, nor open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return encodable(text)


def _data(name: str, value: Any) -> str:
    return f'<script type="application/json" id="{name}">{as_data(value)}</script>\n'


def _policy(script: str, style: str, connect: str) -> str:
    """Only this very script and this very style; nothing is loaded from anywhere."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digested = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digested).decode('ascii')}'"


@cache
def _source(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8").strip()
