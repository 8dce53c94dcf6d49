"""Figures of a passage with the part each plays in its clause.

roles.toml says which words on a figure's left (and right) make it a change, a rate, a share, a
completion rate, a base…; what fits none is a *level*.  Families of rules tie mentions together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.govern import governing
from ...normalize.names import name_before
from ...normalize.period import Period
from ...normalize.reading import Passage, Reading
from ...normalize.token import Token, TokenKind
from ..expression import Term
from ..rule import Memo
from ..shape import compile_shape, letters_of
from .coarse import mark_coarse
from .in_cells import told_in_cells

LEVELS = ("level", "budget", "actual", "to", "from", "base")
_BOUNDARY = set(".,;/(")
_MOVES = ("change", "rate", "points-change")
_JOINERS = {"和", "与", "及", "以及", "或"}
_CLOSING = ("相比", "相比较", "对比", "比较")  # 与2022年的B相比: the comparison begins at 与
_WINDOW = 24
_YEARLY = ("年均", "年平均", "平均每年")


@dataclass(slots=True)
class Mention:
    """A figure in its clause.

    `at` is its token's index; `clause` counts commas, `sentence` stops, `item` stops and
    semicolons from the passage's start; `depth` is the bracket nesting.  `direction` is +1 or −1
    for the verb that governs a change or rate (−1 for 增长-5.2%), else 0.  `cue` is the governing
    cue's token index (-1 if none).  `name` is the phrase that owns the figure, `period` the one
    it speaks of, `base_period` the one it is compared with (None where nothing says);
    `last_year` is true where its own clause says so (上年同期B), `own_years` are the years its
    own clause prints; `yearly_mean` that it is a year's growth on average (年均增长7.0%); `coarse`
    that it was rounded more than the levels beside it.
    """

    figure: Figure
    at: int
    role: str
    sentence: int
    item: int
    clause: int
    depth: int
    direction: int = 0
    cue: int = -1
    name: str = ""
    than: int = -1
    period: Period | None = None
    base_period: Period | None = None
    listed: bool = False
    last_year: bool = False
    own_years: frozenset[int] = frozenset()
    yearly_mean: bool = False
    coarse: bool = False

    @property
    def is_level(self) -> bool:
        return self.role in ("level", "budget", "actual", "to")

    @property
    def term(self) -> Term:
        return Term(self.figure)

    @property
    def size(self) -> Term:
        """A change or rate without its sign: 增长-5.2% is a fall of 5.2%."""
        return Term(self.figure, -1 if self.figure.value < 0 else 1, coarse=self.coarse)

    @property
    def move(self) -> Term:
        """A change or rate with the sign of its direction."""
        sign = 1 if self.figure.value < 0 else self.direction
        return Term(self.figure, sign, coarse=self.coarse)


@dataclass(slots=True)
class Talk:
    """A passage with its mentions and its letters (see shape.py)."""

    passage: Passage
    letters: str
    mentions: list[Mention]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.passage.tokens

    def between(self, low: int, high: int) -> str:
        """The text from token `low` up to token `high`."""
        return "".join(token.text for token in self.tokens[low:high])

    def since(self, marks: str, at: int) -> int:
        """Where the clause, item or sentence of token `at` begins: after the last of `marks`
        (letters of shape.py) before it."""
        return max(self.letters.rfind(mark, 0, at) for mark in marks) + 1

    def words_before(self, mention: Mention) -> str:
        """The words of a figure's clause before it, up to a figure or a 、."""
        start = mention.at
        while start > 0 and self.letters[start - 1] not in ",.;:/()":
            if self.tokens[start - 1].figure is not None:
                break
            start -= 1
        return self.between(start, mention.at)

    def words_after(self, mention: Mention) -> str:
        """The words of a figure's clause after it, up to a figure or a 、."""
        end = mention.at + 1
        while end < len(self.tokens) and self.letters[end] not in ",.;:/()":
            if self.tokens[end].figure is not None:
                break
            end += 1
        return self.between(mention.at + 1, end)

    def letters_between(self, low: int, high: int) -> str:
        return self.letters[low:high]


def find_talks(reading: Reading, memo: Memo) -> list[Talk]:
    """Every passage that holds a figure, with its mentions."""
    told = (*reading.passages, *told_in_cells(reading))
    talks = [talk_of(p) for p in told if any(t.figure for t in p.tokens)]
    mark_coarse([mention for talk in talks for mention in talk.mentions])
    return talks


def talk_of(passage: Passage) -> Talk:
    letters = letters_of(passage.tokens)
    talk = Talk(passage, letters, [])
    sentence = item = clause = depth = 0
    for index, token in enumerate(passage.tokens):
        letter = letters[index]
        if letter == ".":
            sentence, item, clause = sentence + 1, item + 1, clause + 1
        elif letter == ";":
            item, clause = item + 1, clause + 1
        elif letter == ",":
            clause += 1
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif token.figure is not None:
            mention = Mention(token.figure, index, "level", sentence, item, clause, depth)
            _assign(talk, mention)
            talk.mentions.append(mention)
    _settle_totals(talk)
    return talk


def _settle_totals(talk: Talk) -> None:
    """总分 means full marks, unless marks earned stand before it only (…得9分，总分95分)."""
    for mention in talk.mentions:
        words = talk.between(max(0, mention.at - 2), mention.at)
        if mention.role == "full" and "总分" in words:
            kin = [m for m in talk.mentions if m.sentence == mention.sentence]
            earned = [m.at for m in kin if m.role == "earned"]
            if earned and max(earned) < mention.at:
                mention.role = "earned"
        elif mention.role == "earned" and "总分" in words and mention.figure.value == 100:
            kin = [m for m in talk.mentions if m.at > mention.at and m.role == "earned"]
            if any(m.sentence == mention.sentence for m in kin):
                mention.role = "full"  # 自评总分100分，…，实际得分96.5分


def _assign(talk: Talk, mention: Mention) -> None:
    start = _context_start(talk.letters, mention.at)
    left, right = talk.letters[start : mention.at], talk.letters[mention.at + 1 :]
    if _inherits(talk, mention, start):
        previous = talk.mentions[-1]
        mention.role, mention.direction = previous.role, previous.direction
        mention.cue, mention.than = previous.cue, previous.than
        mention.period, mention.base_period = previous.period, previous.base_period
        mention.listed = previous.listed = True
        if mention.direction and mention.figure.value < 0:
            mention.direction = -1
        return
    if _rates_what_precedes(talk, mention):
        previous = talk.mentions[-1]
        mention.role, mention.direction = "rate", previous.direction
        mention.cue, mention.than, mention.period = previous.cue, previous.than, previous.period
        mention.base_period = previous.base_period
        return
    for role in _roles():
        if mention.figure.dimension in role.of and role.fits(left, right):
            mention.role = role.name
            break
    if mention.role == "level" and _follows_budget(talk, mention):
        mention.role = "completion"
    elif mention.role == "level" and _EITHER.search(talk.letters, 0, mention.at):
        mention.role = "either"
    _direct(talk, mention, start)
    _date(talk, mention)
    if mention.role == "to" and talk.mentions and talk.mentions[-1].role == "from":
        _arrive(talk, mention)
        return
    name = name_before(talk.tokens, mention.at)
    whole = name.count("）") + name.count(")") <= name.count("（") + name.count("(")
    mention.name = _owned(talk, mention, name) if whole else ""
    if mention.role == "level" and _is_control(talk, mention):
        mention.role = "completion"


_MOVE = compile_shape("move").pattern
_EITHER = regex.compile(rf"{_MOVE}\({_MOVE}\)$")  # 增加（减少）0.02万元: nobody chose a word


def _is_control(talk: Talk, mention: Mention) -> bool:
    """公用经费预算B，实际支出A，公用经费控制率P: a name of its own, and a rate of completion."""
    percent = mention.figure.dimension is Dimension.PERCENT
    named = percent and mention.name.endswith(("控制率", "执行率", "完成率"))
    return named and any(m.role == "budget" and m.item == mention.item for m in talk.mentions)


def _owned(talk: Talk, mention: Mention, name: str) -> str:
    """三公经费支出预算为10万元，支出决算为8万元: the outturn is that of 三公经费 as well."""
    previous = talk.mentions[-1] if talk.mentions else None
    if previous is None or mention.role in _MOVES or not _NOBODYS.fullmatch(name):
        return name
    beside = previous.item == mention.item and previous.depth == mention.depth
    if not beside or not previous.is_level or previous.role == mention.role:
        return name
    return bare_name(previous.name) + name


def bare_name(name: str) -> str:
    """三公经费支出预算, 三公经费决算数 → 三公经费."""
    return _PLAN.sub("", name)


_PLAN = regex.compile(r"(?:支出|收入)?(?:(?:年初|年度|调整|全年)?(?:预算|决算)数?)?$")
_NOBODYS = regex.compile(r"(?:支出|收入)?(?:决算|执行|年初预算|调整预算|全年预算)(?:数|支出|收入)?")


def _arrive(talk: Talk, mention: Mention) -> None:
    """2022年接待费由上年的5万元减少到4万元: name and year of the 4 stand before 由, unless a year
    of its own stands right before it."""
    origin = talk.mentions[-1]
    begins = (i for i in range(origin.at, -1, -1) if talk.tokens[i].cue == "from")
    start = next(begins, origin.at)
    mention.name = origin.name = name_before(talk.tokens, start)
    if not mention.own_years:
        mention.period = governing(talk.tokens, start)
        mention.last_year = False


def _inherits(talk: Talk, mention: Mention, start: int) -> bool:
    """`分别增长8.1%、5.4%和−2.3%`: the later figures share the first one's verb."""
    if not talk.mentions:
        return False
    previous = talk.mentions[-1]
    between = talk.between(previous.at + 1, mention.at)
    if previous.figure.dimension is not mention.figure.dimension or previous.is_level:
        # 增加26座、49.8公里: counted and measured at once
        return previous.role == "change" and between.strip() == "、" and bool(mention.figure.unit)
    between = between.strip("、, ，")
    if previous.role == "share":
        between = between.removesuffix("占")  # 分别占96%和占4%
    joined = between == "" or between in _JOINERS
    return joined and previous.role in ("change", "rate", "points-change", "share")


def _rates_what_precedes(talk: Talk, mention: Mention) -> bool:
    """较上年减少16.40万元（38.21%）: the brackets hold nothing but the rate of the change."""
    previous = talk.mentions[-1] if talk.mentions else None
    if previous is None or mention.figure.dimension is not Dimension.PERCENT:
        return False
    compared = previous.role == "change" and previous.than >= 0 and previous.at == mention.at - 2
    return compared and regex.fullmatch(r"\(.\)", talk.letters[mention.at - 1 :][:3]) is not None


def _follows_budget(talk: Talk, mention: Mention) -> bool:
    """完成年初预算430.00万元的99.79%: the rate's words stand before its base."""
    if mention.figure.dimension is not Dimension.PERCENT or not talk.mentions:
        return False
    previous = talk.mentions[-1]
    between = talk.between(previous.at + 1, mention.at).strip()
    return between == "的" and previous.role == "budget"


def _context_start(letters: str, at: int) -> int:
    """Where the words begin that may govern the figure at `at`."""
    index = at
    while index > 0 and at - index < _WINDOW:
        letter = letters[index - 1]
        if letter in _BOUNDARY or (letter.isascii() and letter in "APDSNMUB"):
            break
        index -= 1
    return index


def _direct(talk: Talk, mention: Mention, start: int) -> None:
    for index in range(mention.at - 1, start - 1, -1):
        token = talk.tokens[index]
        if token.kind is TokenKind.CUE and token.cue in ("increase", "decrease"):
            if mention.role in _MOVES:
                rises = token.cue == "increase" and mention.figure.value >= 0
                mention.direction = 1 if rises else -1
                mention.cue = index
            break
    if mention.role == "to":
        mention.cue = next(
            (i for i in range(mention.at - 1, start - 1, -1) if talk.tokens[i].cue == "to"), -1
        )
        verb = talk.tokens[mention.cue].text
        down = any(c in verb for c in "减降缩低少")
        up = any(c in verb for c in "增升高涨扩")
        mention.direction = up - down  # 调整为 says nothing of direction
    for index in range(mention.at - 1, -1, -1):
        token = talk.tokens[index]
        if talk.letters[index] == ".":
            break
        if mention.than >= 0 and talk.letters[index] == ",":
            break
        if token.kind is TokenKind.CUE and token.cue == "than":
            mention.than = index
            if token.text not in _CLOSING:
                break


def _date(talk: Talk, mention: Mention) -> None:
    """The period of the figure, and the one its comparison names (比2020年…)."""
    mention.period = governing(talk.tokens, mention.at)
    start = _context_start(talk.letters, mention.at)
    items = (i for i in range(start, mention.at) if talk.tokens[i].cue == "section-number")
    own = talk.tokens[max(items, default=start) : mention.at]  # 与2021年预算持平：一、甲
    if own and own[0].text.strip() == "同期" and talk.letters[start - 1 : start] in ("", ".", ";"):
        own = own[1:]  # 上半年A起；同期B起: of the same months, no base
    periods = [t.period for t in own if t.period is not None]
    beside = any(m.is_level and m.item == mention.item for m in talk.mentions)
    mention.last_year = any(  # 甲9起；同期乙3起，同比增加1起: at the same time
        period.relative == -1 and (beside or period.raw != "同期") for period in periods
    )
    words = "".join(token.text for token in own)
    mention.yearly_mean = any(word in words for word in _YEARLY)
    mention.own_years = frozenset(p.year for p in periods if p.year and p.relative is None)
    if mention.than < 0:
        return
    near = talk.tokens[max(0, mention.than - 1) : mention.than + 4]
    compared = [t.period for t in near if t.period is not None and t.period is not mention.period]
    if compared:
        mention.base_period = compared[-1]


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    of: frozenset[Dimension]
    left: tuple[regex.Pattern[str], ...]
    right: regex.Pattern[str] | None

    def fits(self, left: str, right: str) -> bool:
        if self.right is not None and not self.right.match(right):
            return False
        return any(shape.search(left) for shape in self.left)


@cache
def _roles() -> tuple[_Role, ...]:
    table = tomllib.loads((files(__package__) / "roles.toml").read_text("utf-8"))
    roles = []
    for entry in table["role"]:
        left = tuple(regex.compile(compile_shape(s).pattern + "$") for s in entry["left"])
        rights = [compile_shape(s).pattern for s in entry["right"] if s]
        right = regex.compile("|".join(f"(?:{r})" for r in rights)) if rights else None
        of = frozenset(Dimension(kind) for kind in entry["of"])
        roles.append(_Role(entry["name"], of, left, right))
    return tuple(roles)
