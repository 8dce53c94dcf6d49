"""The vocabulary is whole in both languages."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import gouji.normalize
import gouji.outputs
import gouji.validate
import pytest
from gouji.normalize.figure import Dimension
from gouji.outputs.clean import cut, printable
from gouji.outputs.digest import LIGHTS
from gouji.outputs.reasons import reason
from gouji.outputs.words import LANGUAGES, Words
from gouji.validate.catalogue import load
from gouji.validate.judge import Verdict
from gouji.validate.rule import Level
from hypothesis import given
from hypothesis import strategies as st

TEXT = tomllib.loads((files(gouji.outputs) / "text.toml").read_text("utf-8"))
ENTRIES = [(group, key, entry) for group, table in TEXT.items() for key, entry in table.items()]


@pytest.mark.parametrize(("group", "key", "entry"), ENTRIES)
def test_every_word_has_a_twin(group: str, key: str, entry: dict[str, str]) -> None:
    assert set(entry) == set(LANGUAGES)
    assert all(entry.values())
    fields = {language: entry[language].count("{") for language in LANGUAGES}
    assert fields["zh"] == fields["en"]


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        ("levels", list(Level)),
        ("verdicts", list(Verdict)),
        ("dimensions", list(Dimension)),
        ("lights", LIGHTS),
        ("light_meanings", LIGHTS),
        ("families", {rule.family for rule in load().values()}),
    ],
)
def test_every_value_of_the_contract_has_a_word(group: str, keys: list[str]) -> None:
    assert {str(key) for key in keys} <= set(TEXT[group])


def test_every_reason_has_words() -> None:
    lexicon = files(gouji.normalize) / "lexicon" / "not_figures.toml"
    codes = set(tomllib.loads(lexicon.read_text("utf-8"))["reasons"])
    assert codes <= set(TEXT["not_figures"])
    assert reason("document-number", Words("zh")) == "文号"
    assert reason("open-list", Words("en")) == "the list of parts is open"


def test_what_has_no_word_is_shown_as_it_is() -> None:
    assert Words("zh")("levels", "new-level") == "new-level"
    assert reason("new-reason", Words("zh")) == "new-reason"


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="fr"):
        Words("fr")


@given(st.text(), st.integers(1, 20))
def test_a_cut_text_fits_and_is_the_beginning(text: str, limit: int) -> None:
    text = printable(text)
    short = cut(text, limit)
    assert len(short.encode("utf-16-le")) <= 2 * limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
