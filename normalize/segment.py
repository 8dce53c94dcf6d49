"""Names cut into the words of the domain dictionary (jieba, holding gouji's words alone).

The dictionary is lexicon/names.txt, synonyms.toml and name_words.toml.  What is in none of them
comes out in single characters: nothing is guessed (no hidden Markov model).
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from .lexicon import entries, folded, table

_MODEL = "jieba.finalseg"
_SLOW = "pkg_resources"


def cut(text: str) -> list[str]:
    """The words of a name, the fewest that the dictionary allows; `"".join` gives the text."""
    return list(_tokenizer().cut(text, HMM=False))


@cache
def dictionary() -> frozenset[str]:
    """Every word that names are cut into, in one script and width, without brackets."""
    words = set(entries("names"))
    words.update(word for group in table("synonyms")["names"] for word in group)
    words.update(word for group in table("name_words").values() for word in group)
    for forms in table("synonyms")["scopes"].values():
        words.update(forms)
    return frozenset(folded(word).translate(_BRACKETS) for word in words)


_BRACKETS = {ord(mark): None for mark in "（）()"}


@cache
def _tokenizer() -> Any:
    """A tokenizer that holds our dictionary alone: jieba's own is not read, no cache is written."""
    tokenizer = _jieba().Tokenizer()
    lines = "\n".join(f"{word} 1" for word in sorted(dictionary()))
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(io.BytesIO(lines.encode()))
    tokenizer.initialized = True
    return tokenizer


def _jieba() -> Any:
    """The module jieba, without its model of unknown words, which takes half a second to load:
    that waits until someone in this process asks for it."""
    if "jieba" in sys.modules:
        return sys.modules["jieba"]
    with warnings.catch_warnings(), _without(_SLOW):
        warnings.simplefilter("ignore")  # of jieba's own source
        sys.modules[_MODEL] = _Later(_MODEL)
        import jieba
    return jieba


@contextmanager
def _without(name: str) -> Iterator[None]:
    """No module `name` within: jieba reads its files without it as well, and quicker."""
    known = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
        if known is not None:
            sys.modules[name] = known


class _Later(ModuleType):
    """A module that is loaded when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)
