"""Lists inside lists: `T，其中：A，增长…，其中：a、b，B（其中：…），C`: T = A + B + C."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..prose.mention import Mention, Talk
from .kinds import Closure, kinds_of

if TYPE_CHECKING:
    from .groups import Group


def inner_end(whole: Mention, parts: list[Mention], run: list[Mention], stop: int) -> int:
    """Where the list ends that divides the last of `parts`, `run` being the levels after it:
    where it adds up to that part, where its kinds are all there are, where what follows makes up
    the outer total; else at `stop`, with its item."""
    divided = parts[-1]
    run = [m for m in run if (m.role == "budget") == (divided.role == "budget")]
    for size in range(2, len(run) + 1):
        names = [m.name for m in run[:size]]
        full = kinds_of(divided.name, names, unsaid=False) is Closure.SURE
        if _sum(run[:size]) == divided.figure.value or full:
            return run[size - 1].at + 1
    missing = whole.figure.value - _sum(parts)
    for size in range(1, len(run)):
        if _sum(run[size:]) == missing:
            return run[size - 1].at + 1
    return stop


def _sum(levels: list[Mention]) -> Decimal:
    return sum((m.figure.value for m in levels), Decimal(0))


def taken_up(talk: Talk, outer: list[Group], start: int, end: int) -> int:
    """Where a list that begins at `start` inside one of the outer lists must end: where that list
    goes on, `end` if none does."""
    for group in outer:
        later = [part.at for part in group.parts if part.at > start]
        if later and group.parts[0].at < start:
            end = min(end, max(talk.letters.rfind(mark, start, later[0]) for mark in ",;/)"))
    return end
