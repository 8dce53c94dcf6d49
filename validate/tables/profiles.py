"""Which profiles count: those that come with gouji, and an office's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from ...normalize.grid_words import squeeze
from .profile import Grades, Marking, Profile, ProfileError
from .profile_text import parse


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles that come with gouji."""
    folder = files(__package__.rpartition(".")[0]) / "profiles"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    base = _base()
    return tuple(
        base if path.name == _BASE else parse(path.read_text("utf-8"), path.name, base.marking)
        for path in paths
    )


_BASE = "self-evaluation.toml"
"""The profile whose words every other form that marks performance shares."""


@cache
def _base() -> Profile:
    path = files(__package__.rpartition(".")[0]) / "profiles" / _BASE
    return parse(path.read_text("utf-8"), _BASE)


_own: tuple[Profile, ...] = ()


def add_profiles(paths: Iterable[Path]) -> None:
    """Let an office's own profiles count in this process, in place of any added before.

    One with the id of a shipped profile replaces it.  Errors as for `read_profile`.
    """
    global _own
    _own = read_profiles(paths)


def in_force() -> tuple[Profile, ...]:
    """The shipped profiles, and an office's own."""
    own = {profile.id: profile for profile in _own}
    kept = tuple(own.pop(profile.id, profile) for profile in shipped())
    return (*kept, *own.values())


def marking_for(title: str) -> Marking:
    """What is known of the forms under a title: by the longest of the titles that profiles name,
    else what holds for any; an office's own profiles come first."""
    markings = [p.marking for p in reversed(in_force()) if p.marking is not None]
    name = squeeze(title)
    named = [(len(t), m) for m in markings for t in m.title if squeeze(t) in name]
    if named:
        return max(named, key=lambda pair: pair[0])[1]
    return next((m for m in markings if not m.title), markings[-1])


def grades_in_force() -> tuple[Grades, ...]:
    """The tables of grades: an office's own if it has any, else the shipped ones."""
    own = tuple(grades for profile in _own for grades in profile.grades)
    return own or tuple(grades for profile in shipped() for grades in profile.grades)


def read_profiles(paths: Iterable[Path]) -> tuple[Profile, ...]:
    """An office's own profiles.  ProfileError when one is broken, or two share an id; OSError
    when one cannot be read."""
    found: dict[str, Profile] = {}
    for path in paths:
        profile = read_profile(path)
        if profile.id in found:
            raise ProfileError(f"{path}:1:1: two profiles have the id “{profile.id}”")
        found[profile.id] = profile
    return tuple(found.values())


def read_profile(path: Path) -> Profile:
    """An office's own profile.  Errors as for `read_profiles`."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}:1:1: not text in UTF-8 ({error.reason})") from None
    return parse(text, str(path), _base().marking)
