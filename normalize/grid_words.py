"""The words of lexicon/grid.toml, and the small questions that are asked of a cell's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .lexicon import table

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(
    r"[（(]?[+\-－−]?\s*(?:\d{1,3}(?:[,，]\s?\d{3})+|\d+)(?:\s?\.\s?\d+)?[)）]?\s*(?:%|％|‰)?"
)
_HOLE = re.compile(r"(?:[XxＸ×*]{1,}[.．]?)+[%％]?")
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,3}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_FIGURE_LIKE = re.compile(r"[+\-－−]?\d[\d,.]*\s*[^\d\s、.．）)年月日]{0,5}")
_ASIDE = re.compile(r"[（(].*?[)）]|[:：]$")
_STARTS_OF_WHICH = re.compile(r"其\s*中\s*[:：]?")


@dataclass(frozen=True, slots=True)
class Words:
    total: tuple[str, ...]
    total_exact: frozenset[str]
    label_header: frozenset[str]
    code_header: tuple[str, ...]
    code_part: tuple[str, ...]
    ordinal_header: frozenset[str]
    note_header: tuple[str, ...]
    target_header: tuple[str, ...]
    unit_header: frozenset[str]
    form_label: frozenset[str]
    form_header: tuple[str, ...]
    not_applicable: frozenset[str]
    rate: tuple[str, ...]
    mean: tuple[str, ...]
    not_counted: tuple[str, ...]
    blank: frozenset[str]
    unit_words: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def words() -> Words:
    """The lexicon, read once."""
    data = table("grid")
    return Words(
        total=tuple(data["total"]),
        total_exact=frozenset(squeeze(w) for w in data["total-exact"]),
        label_header=frozenset(data["label-header"]),
        code_header=tuple(data["code-header"]),
        code_part=tuple(data["code-part"]),
        ordinal_header=frozenset(data["ordinal-header"]),
        note_header=tuple(data["note-header"]),
        target_header=tuple(data["target-header"]),
        unit_header=frozenset(data["unit-header"]),
        form_label=frozenset(data["form-label"]),
        form_header=tuple(data["form-header"]),
        not_applicable=frozenset(data["not-applicable"]),
        rate=tuple(data["rate"]),
        mean=tuple(data["mean"]),
        not_counted=tuple(data["not-counted"]),
        blank=frozenset(data["blank"]),
        unit_words=tuple((unit, tuple(names)) for unit, names in data["unit-words"].items()),
    )


@lru_cache(4096)
def squeeze(text: str) -> str:
    """Text without any white space."""
    return _SPACE.sub("", text)


def is_blank(text: str) -> bool:
    """An empty cell, or a mark that stands for nothing."""
    return not text or text in words().blank


def is_number(text: str) -> bool:
    """Nothing but one number (a sign, separators and a percent sign allowed)."""
    return _NUMBER.fullmatch(text) is not None


def is_hole(text: str) -> bool:
    """A template's place for a number: XX, ××.×%."""
    return _HOLE.fullmatch(text) is not None


@lru_cache(4096)
def is_figure_like(text: str) -> bool:
    """A number, a number with its unit, or a template's place for one."""
    if not text or is_hole(text):
        return bool(text)
    return is_number(text) or _FIGURE_LIKE.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """The form of a 类款项 or economic code: 3, 5, 7 or 9 digits."""
    return _CODE.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """Four digits that read as a year."""
    return _YEAR.fullmatch(text) is not None


@lru_cache(4096)
def is_total(name: str) -> bool:
    """A name that says: the sum of others."""
    name = squeeze(name)
    lexicon = words()
    if name in lexicon.total_exact:
        return True
    core = _ASIDE.sub("", name)
    return core.endswith(lexicon.total) or core.removesuffix("数").endswith(lexicon.total)


def is_of_which(name: str) -> bool:
    """A name that begins with 其中."""
    return _STARTS_OF_WHICH.match(name) is not None


def without_of_which(name: str) -> str:
    """A name without its leading 其中."""
    return _STARTS_OF_WHICH.sub("", name, count=1)


def has_any(name: str, parts: tuple[str, ...]) -> bool:
    """Whether a name holds one of `parts`."""
    return any(part in name for part in parts)
