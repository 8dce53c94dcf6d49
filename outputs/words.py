"""The words outputs print, in two tongues: `words = Words("zh"); words("levels", "error")`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")


class Words:
    """The vocabulary of text.toml in one language.  ValueError for an unknown language."""

    def __init__(self, language: str = "zh") -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no words in language {language!r}")
        self.language = language

    def __call__(self, group: str, key: str, **values: object) -> str:
        """The word for `key`.

        A key that the vocabulary lacks is shown as it is: a status or reason added elsewhere
        must appear in the output rather than stop it.
        """
        entry = _text()[group].get(key)
        word = entry[self.language] if entry else key
        return word.format(**values) if values else word

    def group(self, group: str) -> list[str]:
        """All words of a group, in the vocabulary's order."""
        return [entry[self.language] for entry in _text()[group].values()]

    def whole(self, group: str) -> dict[str, str]:
        """A group with its keys."""
        return {key: entry[self.language] for key, entry in _text()[group].items()}

    def choose(self, zh: str, en: str) -> str:
        """The one of two twins that is in this language."""
        return zh if self.language == "zh" else en


@cache
def _text() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files(__package__) / "text.toml").read_text("utf-8"))
