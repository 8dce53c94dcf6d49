"""Formulas in words: 在职人员控制率＝（在职人员数÷编制数）×100%, in profiles and reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..expression import HUNDRED, Constant, Expression, Operation

_SIGNS = {
    "+": "+", "＋": "+", "-": "−", "－": "−", "−": "−", "—": "−", "–": "−",
    "×": "×", "*": "×", "✕": "×", "÷": "÷", "/": "÷", "／": "÷",
}  # fmt: skip
_OPEN, _CLOSE = "（([【{", "）)]】}"
_RANK = {"+": 1, "−": 1, "×": 2, "÷": 2}
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*[%％]?")
_NAME = re.compile(r"[^\s+＋\-－−—–×*✕÷/／（(\[【{）)\]】}，,。；;：:=＝]+")
_NAMING = re.compile(r"[\u4e00-\u9fff]")
_PERCENT = re.compile(r"100\s*[%％]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Combined:
    operator: str
    left: Worded
    right: Worded


Worded = Quantity | Combined | Constant


@dataclass(frozen=True, slots=True)
class Formula:
    """A ratio of quantities named in words; what it gives is in percent."""

    text: str
    root: Worded

    @property
    def names(self) -> tuple[str, ...]:
        """The quantities it needs, each once."""
        return tuple(dict.fromkeys(_names(self.root)))

    def of(self, values: Mapping[str, Expression]) -> Expression:
        """The arithmetic with a value for every name.  KeyError where one is missing."""
        return _built(self.root, values)


def formula_of(text: str) -> Formula | None:
    """A ratio in words; None where the text is something else."""
    try:
        parser = _Parser(list(_pieces(text)))
        root = parser.sum()
    except (IndexError, ValueError):
        return None
    if parser.left or len(set(_names(root))) < 2 or "÷" not in _operators(root):
        return None
    if not _PERCENT.search(text):
        root = Combined("×", root, Constant(HUNDRED.value, "100%"))
    return Formula(text.strip(), root)


def _pieces(text: str) -> Iterator[str]:
    """Signs, brackets, numbers and names.  What stands in brackets after a name only explains it.

    ValueError for anything else.
    """
    at, named = 0, False
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
            continue
        if char in _OPEN and named:
            at = _closing(text, at) + 1
            continue
        named = False
        if number := _NUMBER.match(text, at):
            yield number[0]
            at = number.end()
        elif char in _SIGNS or char in _OPEN or char in _CLOSE:
            yield char
            at += 1
        elif (name := _NAME.match(text, at)) and _NAMING.search(name[0]):
            yield name[0]
            at, named = name.end(), True
        else:
            raise ValueError(text)


def _closing(text: str, at: int) -> int:
    """Where the bracket that opens at `at` closes.  ValueError when it does not."""
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] in _OPEN) - (text[index] in _CLOSE)
        if not depth:
            return index
    raise ValueError(text)


class _Parser:
    """Sums over products over names, numbers and brackets."""

    def __init__(self, pieces: list[str]) -> None:
        self.left = pieces

    def sum(self, rank: int = 1) -> Worded:
        found = self._atom() if rank > 2 else self.sum(rank + 1)
        while rank <= 2 and self.left and _RANK.get(_SIGNS.get(self.left[0], "")) == rank:
            sign = _SIGNS[self.left.pop(0)]
            found = Combined(sign, found, self.sum(rank + 1))
        return found

    def _atom(self) -> Worded:
        piece = self.left.pop(0)
        if piece in _OPEN:
            inner = self.sum()
            if self.left.pop(0) not in _CLOSE:
                raise ValueError(piece)
            return inner
        if _NUMBER.fullmatch(piece):
            return Constant(Fraction(piece.rstrip("%％ ")), piece)
        if piece in _SIGNS or piece in _CLOSE:
            raise ValueError(piece)
        return Quantity(piece)


def _names(root: Worded) -> Iterator[str]:
    match root:
        case Quantity(name):
            yield name
        case Combined(_, left, right):
            yield from _names(left)
            yield from _names(right)


def _operators(root: Worded) -> set[str]:
    match root:
        case Combined(operator, left, right):
            return {operator} | _operators(left) | _operators(right)
    return set()


def _built(root: Worded, values: Mapping[str, Expression]) -> Expression:
    match root:
        case Quantity(name):
            return values[name]
        case Combined(operator, left, right):
            return Operation(operator, _built(left, values), _built(right, values))
    return root
