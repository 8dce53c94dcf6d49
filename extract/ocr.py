"""Characters recognised on a picture of a page: rapidocr, an extra (`gouji[ocr]`).

The models come inside the wheel; nothing is fetched.  What is recognised is never certain, so
its confidence is always below 1.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

NEEDS = 'pip install "gouji[ocr]"'
_CERTAIN = 0.99
"""The highest confidence that is given: no recognised character is as good as a written one."""
_FATAL = 4
_ENGINE = {
    # One thread: reports are read side by side already, and the time a page takes is its own.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
    "Global.max_side_len": 2600,
    # Lines are not tried upside down: a dash between two figures looks the same either way.
    "Global.use_cls": False,
}


_Placed = tuple[float, float, float]
"""Left, right, confidence."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One recognised character: its text, its box in pixels, its confidence (0 to 0.99)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    spaced: bool


@dataclass(slots=True)
class Recognition:
    """Character recognition over one report, and the time it may take.

    `seconds` is what all its pages may take together (None: no limit).  The engine is loaded
    with the first page, once a process.
    """

    seconds: float | None = None
    _begun: float = field(default_factory=time.monotonic)
    _slowest: float = 0.0

    @property
    def exhausted(self) -> bool:
        """Whether the time left is too short for another page."""
        if self.seconds is None:
            return False
        return time.monotonic() - self._begun + self._slowest > self.seconds

    def signs_of(self, picture: Any) -> list[Sign]:
        """The characters on a picture (an array of height × width × 3 bytes), line by line."""
        begun = time.monotonic()
        found = _engine()(picture, return_word_box=True, return_single_char_box=True)
        self._slowest = max(self._slowest, time.monotonic() - begun)
        if found.txts is None:
            return []
        lines = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True)
        return [sign for line in lines for sign in _signs(*line)]


def available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


@cache
def _engine() -> Any:
    import onnxruntime
    from rapidocr import RapidOCR

    onnxruntime.set_default_logger_severity(_FATAL)  # it speaks of devices that are not there
    return RapidOCR(params=dict(_ENGINE))


def _signs(box: Any, text: str, score: float, words: Any) -> Iterator[Sign]:
    """A line's characters.

    Where the engine does not say where each of them stands, the line is shared out among them.
    """
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    top, bottom = min(ys), max(ys)
    letters = [letter for letter in text if not letter.isspace()]
    known = [(word, float(sure), place) for word, sure, place in words or ()]
    if [word for word, _, _ in known] == letters:
        spans = [(min(x for x, _ in p), max(x for x, _ in p), sure) for _, sure, p in known]
        spans = list(_closed(spans, bottom - top))
    else:
        spans = [(x0, x1, float(score)) for x0, x1 in _shared(letters, min(xs), max(xs))]
    places = iter(spans)
    spaced = False
    for letter in text:
        if letter.isspace():
            spaced = True
            continue
        x0, x1, sure = next(places)
        yield Sign(letter, float(x0), top, float(x1), bottom, _rounded(sure), spaced)
        spaced = False


def _closed(spans: list[_Placed], height: float) -> Iterator[_Placed]:
    """Characters stretched to their right neighbours, unless a wide gap parts the two.

    The engine places them to within a few pixels, which must not look like spaces.
    """
    for (x0, x1, sure), (following, _, _) in pairwise([*spans, (math.inf, math.inf, 0.0)]):
        yield x0, (following if x0 < following <= x1 + height else x1), sure


def _shared(letters: list[str], x0: float, x1: float) -> Iterator[tuple[float, float]]:
    """The width of a line shared out among its characters; a Chinese one takes two parts."""
    parts = [2 if letter > "\u2e7f" else 1 for letter in letters]
    unit = (x1 - x0) / max(sum(parts), 1)
    for part in parts:
        yield x0, x0 + part * unit
        x0 += part * unit


def _rounded(sure: float) -> float:
    return min(_CERTAIN, max(0.0, math.floor(sure * 100) / 100))
