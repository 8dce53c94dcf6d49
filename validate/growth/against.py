"""Rates held against others: `甲增长q，高于乙增速d个百分点`, `增长q，比1-7月（p）回落d个百分点`.

Without a difference as well: `支出率q，高于…p的要求`, `支付率低于全省（p）的有：甲q，乙r`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from ...extract.document import Span
from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..expression import Term, term
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Claim, Relation
from ..rule import Level, Memo
from .naming import same_name

_BACK = 8  # passages
_MORE, _LESS = (
    "[高快多大]|提[高升]|上[升涨]|加快|扩大|增[加长]|走高",
    "[低慢少小]|回落|下[降滑]|放缓|减[缓少]|收窄|缩小|降低",
)
_ENDS = regex.compile(rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:出|了|约|近)*\s*$")
_OPENS = regex.compile(
    r"(?:(?P<more>[高快大多]于|高出|超过?|领先)|(?P<less>[低慢小少]于|低过|落后于?))(?P<name>[^（()）]*)$"
)
_THAN = regex.compile(r"(?:比|较|与|同)(?P<name>[^（()）]*?)(?:相比|比较)?(?:分别|各)?$")
_COMPARES = regex.compile(
    r"(?:\p{Han}{0,4}(?:增[速幅长]|涨幅|降幅|率|比重))?[也已略]?(?:[比较与同]|从|[高快低慢]于|超过?)"
)
_OF_RATE = regex.compile("增[速幅长]|涨幅|降幅|[增涨]势")
_TAIL = regex.compile(
    r"(?:的|同期|平均|整体|总体|同比|累计|增[速幅长]率?度?|[涨降]幅|水平|速度|占?比[重例]?)+$"
)
_ALL_OF = regex.compile(r"(?:全部|总体|整体|全社会)(\p{Han}{2,})")  # what a text begins with
_HEAD = regex.compile(r"^(?:同期|我[省市县区]|全[国省市县区]的?)(?=\p{Han}{4})")


def find_rates_against(reading: Reading, memo: Memo) -> list[Relation]:
    """Every rate that is told with another one to be above or below, and by how much."""
    talks = memo(find_talks)
    found: list[Relation] = []
    for at, talk in enumerate(talks):
        told = [_Told.of(talk, point) for point in talk.mentions if _in_points(point)]
        for one in told:
            if one is not None:
                found += one.beside() or one.named(talks[max(0, at - _BACK) : at])
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """A difference in points `sign` times above another rate, in a clause that begins at `start`
    with `words`; `own` are the rates that may be meant, the nearest first."""

    talk: Talk
    point: Mention
    start: int
    words: str
    sign: int
    own: tuple[Mention, ...]

    @classmethod
    def of(cls, talk: Talk, point: Mention) -> _Told | None:
        start = talk.since(",.;:", point.at)
        parted = [i + 1 for i in range(start, point.at) if talk.tokens[i].text.strip() == "、"]
        start = max([start, *parted])
        words = talk.between(start, point.at).strip()
        how = _ENDS.search(words) or _OPENS.search(words)
        if how is None or point.listed or point.figure.value < 0:
            return None
        own = [m for m in talk.mentions if m.at < start and _comparable(m, point)]
        if _OF_RATE.search(words):
            own = [m for m in own if m.role == "rate"]
        sign = 1 if how["more"] else -1
        return cls(talk, point, start, words, sign, tuple(own[:-3:-1])) if own else None

    def beside(self) -> list[Relation]:
        """Against the one rate that stands in the clause of the difference."""
        inside = [m for m in self.talk.mentions if self.start <= m.at < self.point.at]
        if len(inside) != 1 or not _is_percent(inside[0]) or inside[0].role == "base":
            return []
        if not _COMPARES.match(self.talk.between(self.start, inside[0].at).strip()):
            return []
        tried = [self._relation(own, inside[0]) for own in self.own]
        told = next((one for one in tried if holds(one)), None)
        told = told or next((one for one in tried if self._slipped(one)), None)
        if told is None and len({own.figure.value for own in self.own}) == 1:
            told = replace(tried[0], level=Level.WARNING)
        return [told] if told is not None else []

    def named(self, before: Sequence[Talk]) -> list[Relation]:
        """Against the rate of what the clause names, told before."""
        said = _OPENS.search(self.words) or _THAN.search(_ENDS.sub("", self.words))
        name = _HEAD.sub("", _TAIL.sub("", said["name"].strip())) if said else ""
        if len(name) < 2 or self.point.figure.hedge is not Hedge.NONE:
            return []
        own = self.own[0]
        told = [
            (_subject(talk, rate), rate) for talk in (*before, self.talk) for rate in talk.mentions
            if _is_percent(rate) and rate.role == own.role and rate is not own
            and (talk is not self.talk or rate.at < self.point.at)
        ]  # fmt: skip
        moved = own.role == "rate" and not own.listed
        rates = [rate for said, rate in told if moved and rate.direction and same_name(name, said)]
        if own.role == "level" and name.endswith("率"):
            rates = [rate for said, rate in told if said.endswith("率") and same_name(name, said)]
        if moved and not rates and (all_of := _ALL_OF.fullmatch(name)):
            rates = [rate for said, rate in told if rate.direction and all_of[1] in said][:1]
        tried = [self._relation(own, rate) for rate in reversed(rates)]
        holding = next((one for one in tried if holds(one)), None)
        if holding is not None:
            return [holding]
        sole = len({rate.move.exact() for rate in rates}) == 1
        slipped = sole and tried and self._slipped(tried[0])
        return [replace(tried[0], level=Level.WARNING)] if slipped else []

    def _relation(self, own: Mention, other: Mention) -> Relation:
        """own − other = ± the difference; of two falls 降幅 compares the sizes."""
        falls = "降幅" in self.words or "跌幅" in self.words
        this, that = (_size(m) if falls else _signed(m) for m in (own, other))
        stated = term(self.point.figure, self.sign)
        return Relation("change-points", stated, this - that, subject=_subject(self.talk, own))

    def _slipped(self, relation: Relation) -> bool:
        turned = term(self.point.figure, -self.sign)
        return explained(relation, HINT) or holds(replace(relation, stated=turned))


def _comparable(mention: Mention, point: Mention) -> bool:
    """Whether a mention is a rate of a difference's sentence, told outside of brackets."""
    near = mention.sentence == point.sentence and mention.item == point.item
    return near and _is_percent(mention) and mention.depth <= point.depth


def _subject(talk: Talk, rate: Mention) -> str:
    """What a rate is of: its own name, or that of the last level of its item before it."""
    if rate.name:
        return rate.name
    levels = [m for m in talk.mentions if m.at < rate.at and m.item == rate.item and m.is_level]
    return levels[-1].name if levels else ""


def _signed(mention: Mention) -> Term:
    return mention.move if mention.role == "rate" else mention.term


def _size(mention: Mention) -> Term:
    return mention.size


def _is_percent(mention: Mention) -> bool:
    return mention.figure.dimension is Dimension.PERCENT


def _in_points(mention: Mention) -> bool:
    return mention.figure.dimension is Dimension.POINTS


def find_above_or_below(reading: Reading, memo: Memo) -> list[Relation]:
    """Every `q，高于…p的要求` and `低于全省（p）的有：甲q、乙r` as it claims."""
    return [
        relation for talk in memo(find_talks) for norm in talk.mentions if _is_percent(norm)
        for relation in _beyond(talk, norm)
    ]  # fmt: skip


def _beyond(talk: Talk, norm: Mention) -> Iterator[Relation]:
    start = max(talk.since(",.;:", norm.at), 0)
    how = _BEYOND.fullmatch(talk.between(start, norm.at).strip())
    inside = [m for m in talk.mentions if start <= m.at < norm.at]
    if how is None or inside or norm.figure.hedge is not Hedge.NONE:
        return
    after = talk.between(norm.at + 1, len(talk.tokens))
    bracketed = how["open"] and _CLOSED.match(after)
    listed = _THOSE.match(after) if bracketed else None
    if listed is not None:
        rest = [m for m in talk.mentions if m.at > norm.at and m.sentence == norm.sentence]
        held = list(takewhile(_is_percent, rest))
    elif not how["subject"] and (bracketed or _NORM.match(after)):
        held = [m for m in talk.mentions if m.at < start][-1:]
        held = [m for m in held if _comparable(m, norm) and m.clause == norm.clause - 1]
    else:
        return
    verb = how["more"] or how["less"]
    first = next((i for i in range(start, norm.at) if talk.tokens[i].text in verb), start)
    token = talk.tokens[first]
    words: tuple[Span, ...] = (talk.passage.span(token.start, token.end),)
    claim = Claim.MORE if how["more"] else Claim.LESS
    for own in held:
        if own.figure.hedge is Hedge.NONE and own.direction >= 0:
            yield Relation(
                "change-direction", own.term, norm.term, claim,
                subject=_subject(talk, own), words=words,
            )  # fmt: skip


_BEYOND = regex.compile(
    r"(?:已|均|都|远|大大|明显|略|仍|也|且|并|还)*(?P<subject>\p{Han}*率)??"
    r"(?:(?P<more>高于|高出|超过|超出|快于|大于)|(?P<less>低于|慢于|小于|未达到|不足))"
    r"[^（()）,，]*?(?:[（(][^（()）]*[)）][^（()）]*?)?(?P<open>[（(])?"
)
_CLOSED = regex.compile(r"\s*[)）](?![^，。；,;]*百分点)")
_THOSE = regex.compile(
    r"\s*[)）]\p{Han}{0,8}的?(?:地[区市方]|[省市县区]|单位|部门)?(?:主要)?有[：:]?"
)
_NORM = regex.compile(
    r"[”」’\"]?\s*的?\p{Han}{0,6}(?:目标|要求|标准|平均|水平|底线|红线|警戒|预期|规定|上限|下限|控制)"
)
