"""The seam to mkdocs: pages made of gouji itself join those written by hand."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

sys.path.insert(0, str(Path(__file__).parent))
generated: Any = importlib.import_module("generated")

_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_CHINESE = "\u2014\u201c\u201d\u3000-\u9fff\uff00-\uffef"
_WRAPPED = re.compile(rf"(?<=[{_CHINESE}])\n *(?=[{_CHINESE}])")
"""A line broken between Chinese characters, where a browser would show a space."""
_MARK = re.compile(r"<!-- (gouji|file): ([a-z./-]+) -->")


def on_config(config: Any) -> Any:
    """Give every rule its place in the navigation, under its family."""
    for entry in config["nav"]:
        for title, children in entry.items():
            if children == ["rules/index.md"]:
                entry[title] = [*children, *_by_family()]
    return config


def _by_family() -> list[dict[str, Any]]:
    return [
        {
            generated.ZH("families", family): [
                {generated.rule_title(rule): f"rules/{rule.id}.md"} for rule in rules
            ]
        }
        for family, rules in generated.families().items()
    ]


def on_files(files: Files, config: Any) -> Files:
    """Add a page for each rule, and the schema to be downloaded."""
    for rules in generated.families().values():
        for rule in rules:
            text = generated.rule_page(rule)
            files.append(File.generated(config, f"rules/{rule.id}.md", content=text))
    schema = generated.SCHEMA.read_text("utf-8")
    files.append(File.generated(config, generated.SCHEMA.name, content=schema))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put what is made, or a file, in the place of its mark.  KeyError, OSError: there is none."""
    parts = _FENCED.split(markdown)
    parts[::2] = [_MARK.sub(_made, _WRAPPED.sub("", part)) for part in parts[::2]]
    return "".join(parts)


def _made(mark: re.Match[str]) -> str:
    if mark[1] == "file":
        text = (Path(__file__).parent / mark[2]).read_text("utf-8")
        return f"```{Path(mark[2]).suffix[1:]}\n{text}```\n"
    return str(generated.MARKS[mark[2]]())
