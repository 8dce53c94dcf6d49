"""The language gouji knows, as data: the files of lexicon/ read once.

Text is matched in one script and width: `folded` gives, character for character, the simplified
form of traditional characters and the ASCII form of full-width digits and signs, so that
positions in the folded text are positions in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """lexicon/`name`.toml."""
    return tomllib.loads(_read(f"{name}.toml"))


@cache
def entries(name: str) -> tuple[str, ...]:
    """The words of lexicon/`name`.txt: separated by white space, `#` begins a comment."""
    lines = (line.split("#")[0] for line in _read(f"{name}.txt").splitlines())
    return tuple(word for line in lines for word in line.split())


def _read(name: str) -> str:
    return (files(__package__) / "lexicon" / name).read_text("utf-8")


def folded(text: str) -> str:
    """The text in the one script and width that patterns are written in; same length."""
    if not _FOLDABLE.search(text):
        return text
    return _WIDE_GROUP.sub(",", text).translate(_FOLD)


_FOLD: dict[int, str] = {
    ord(pair[0]): pair[1] for pair in entries("traditional") if len(pair) == 2
} | {
    ord(old): new
    for old, new in zip(
        "０１２３４５６７８９．％＋＝＜＞／＊－−﹣≦≧∶【】［］〔〕﹝﹞ＫＭＧｋ￥＄",
        "0123456789.%+=<>/*---≤≥:[][][][]KMGk¥$",
        strict=True,
    )
}
_FOLDABLE = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
_WIDE_GROUP = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def either(words: Mapping[str, str]) -> str:
    """A regular expression that matches the longest of `words`, each followed by its pattern.

    The words are laid out as a tree, so that a text is not compared with each of them in turn;
    what comes first in `words` is tried first.
    """
    tree: dict[str, Any] = {}
    for word, after in words.items():
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = after
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    choices = [re.escape(letter) + _branch(node[letter]) for letter in node if letter]
    if not choices:
        return str(node[""])
    if "" in node:
        choices.append(node[""])
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
