"""Which tables of a report are which official forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...normalize.grid_words import squeeze
from ...normalize.reading import Grid, Reading
from ..rule import Memo
from .profile import Form, Profile
from .profiles import in_force
from .sheet import Sheet, sheets

_QUOTES = re.compile(r"[“”\"'‘’《》〈〉]|[（(][^）)]*[）)]")


@dataclass(slots=True)
class FormSet:
    """The forms of one profile that belong together: one unit's tables, in one report."""

    profile: Profile
    sheets: dict[str, Sheet] = field(default_factory=dict)


def form_sets(reading: Reading, memo: Memo) -> tuple[FormSet, ...]:
    """The sets of the profiles of which the report holds enough forms to be of their kind."""
    found = memo(all_sets)
    held = Counter(id(one.profile) for one in found for _ in one.sheets)
    return tuple(one for one in found if held[id(one.profile)] >= one.profile.least)


def all_sets(reading: Reading, memo: Memo) -> tuple[FormSet, ...]:
    """The forms found, by set: a set ends where one of its forms comes a second time."""
    found: list[FormSet] = []
    for profile in in_force():
        sets: list[FormSet] = []
        for sheet in memo(sheets):
            form = form_of(profile, sheet.grid)
            if form is None:
                continue
            if not sets or form.id in sets[-1].sheets:
                sets.append(FormSet(profile))
            sets[-1].sheets[form.id] = sheet
        found.extend(sets)
    return tuple(found)


def form_of(profile: Profile, grid: Grid) -> Form | None:
    """The form whose title stands over a table."""
    return form_called(profile.forms, grid.caption)


def form_called(forms: Sequence[Form], title: str) -> Form | None:
    """The form that a title names; the longest matching title wins."""
    name = plain_title(title)
    best: tuple[int, Form] | None = None
    for form in forms:
        if any(squeeze(word) in name for word in form.excluded):
            continue
        lengths = [len(t) for t in form.titles if plain_title(t) in name]
        if lengths and (best is None or max(lengths) > best[0]):
            best = max(lengths), form
    return best[1] if best is not None else None


def plain_title(title: str) -> str:
    """A title without spaces, quotation marks and brackets."""
    return _QUOTES.sub("", squeeze(title))
