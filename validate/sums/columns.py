"""Lists whose items state, measure by measure, what their head states: 起 and 人, each with the
changes 同比 and 环比.

Every measure adds up for itself.  One that does shows that the list is whole, so that another of
its kind that does not is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.token import Token
from ..causes import CHANCE, HINT, explained
from ..expression import Term, total
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..relation import Relation
from ..rule import Level

_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_TIMES = "十百千万亿"
_MANY = 3  # items, for the sum of one measure to show that they are all there is
_NOTHING = regex.compile("^[^，。；,;]*未(?:发生|出现|发现)")


@dataclass(slots=True)
class Item:
    """A stretch of text.  `style` is that of the mark before it, empty for none; `number` is 0
    where it has none."""

    style: str
    number: int
    talk: Talk | None
    mentions: list[Mention] = field(default_factory=list)
    tokens: Sequence[Token] = ()

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)

    @property
    def is_none(self) -> bool:
        """Whether it says that nothing happened (火灾未发生)."""
        return _NOTHING.search(self.text) is not None

    @property
    def announces(self) -> bool:
        """Whether a colon ends it."""
        return self.text.rstrip().endswith((":", "："))


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is counted, by its unit; of a change also what it is compared with."""

    unit: str
    base: str = ""


def find_columns(head: Item, items: Sequence[Item]) -> list[Relation]:
    """head = Σ items for each measure that the head and the items state, as far as told."""
    wholes = _measures(head)
    parts = [_measures(item) for item in items]
    tried = {
        measure: relation
        for measure, whole in wholes.items()
        if (relation := _sum(measure, whole, parts, items)) is not None
    }
    closing = {m for m, r in tried.items() if len(items) >= _MANY and holds(r)}
    names = {m.figure: m.name for m in head.mentions}
    first = next((name for name in names.values() if name), "")
    found = []
    for measure, relation in tried.items():
        (whole,) = relation.stated.figures
        relation = replace(relation, subject=names[whole] or first)
        told = holds(relation) or explained(relation, CHANCE * len(tried))
        if told or _turned(measure, tried):
            found.append(relation)
        elif _is_shown(measure, closing):
            level = relation.level if explained(relation, HINT) else Level.WARNING
            found.append(replace(relation, level=level))
    return found


def _is_shown(measure: _Measure, closing: set[_Measure]) -> bool:
    """Whether the items are all there is, as another measure shows: of changes one from the same
    base, for a kind of which nothing is left has a change and no item."""
    return any(other.base == measure.base for other in closing)


def _turned(measure: _Measure, tried: dict[_Measure, Relation]) -> bool:
    """Whether one verb turned round (增加6起、22人) makes each measure of a base add up."""
    kin = [r for m, r in tried.items() if measure.base and m.base == measure.base]
    ways = range(len(kin[0].computed.figures) + 1) if len(kin) > 1 else ()
    return any(all(holds(turned) for turned in _turns(kin, way)) for way in ways)


def _turns(relations: list[Relation], way: int) -> Iterator[Relation]:
    """Relations with the sign of their total turned, or of the part of that place."""
    for relation in relations:
        parts = [*relation.computed.terms()]
        if not way:
            (whole,) = relation.stated.terms()
            yield replace(relation, stated=Term(whole.figure, -whole.sign))
        elif way <= len(parts):
            turned = Term(parts[way - 1].figure, -parts[way - 1].sign)
            parts = [*parts[: way - 1], turned, *parts[way:]]
            yield replace(relation, computed=total(parts))


def _sum(
    measure: _Measure, whole: Term, parts: list[dict[_Measure, Term]], items: Sequence[Item]
) -> Relation | None:
    known = [own[measure] for own in parts if measure in own]
    unsaid = [
        item for item, own in zip(items, parts, strict=True)
        if measure not in own and not _is_none(item, measure, own)
    ]  # fmt: skip
    if len(known) < 2 or unsaid or not whole.figure.value:
        return None
    rule = "change-rollup" if measure.base else "sum-breakdown"
    return Relation(rule, whole, total(known))


def _is_none(item: Item, measure: _Measure, own: dict[_Measure, Term]) -> bool:
    """Whether an item says that nothing happened (未发生), or of a change that there is none, or
    tells another of its base."""
    if not measure.base:
        return item.is_none
    flat = any(token.cue == "flat" for token in item.tokens)
    return flat or any(other.base == measure.base for other in own)


def _measures(item: Item) -> dict[_Measure, Term]:
    """The first figure of each measure, changes with their sign."""
    found: dict[_Measure, Term] = {}
    if item.talk is None:
        return found
    for mention in item.mentions:
        figure = mention.figure
        if figure.dimension not in _KINDS or mention.depth or figure.hedge is not Hedge.NONE:
            continue
        money = figure.dimension is Dimension.MONEY
        unit = "元" if money else figure.unit.lstrip(_TIMES)
        if mention.is_level:
            found.setdefault(_Measure(unit), mention.term)
        elif mention.role == "change" and mention.direction:
            for base in _bases(item.talk, mention):
                found.setdefault(_Measure(unit, base), mention.move)
    return found


def _bases(talk: Talk, change: Mention) -> Iterator[str]:
    """What a change is compared with; with both in 同比、环比均增加1起."""
    at = change.than
    while at >= 0 and talk.tokens[at].cue == "than":
        period = talk.tokens[at + 1].period if at + 1 < len(talk.tokens) else None
        yield talk.tokens[at].text.strip() + (period.raw if period is not None else "")
        at -= 2 if at > 1 and talk.letters[at - 1] == "/" else len(talk.tokens)
