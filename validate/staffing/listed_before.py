"""What is listed and then counted: 甲市、乙市、丙市3市, and what a count leaves when some are taken
out: 14个县，除甲县外，其余13个县."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.lexicon import folded
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..expression import Constant, Expression
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Claim, Relation
from ..rule import Memo
from .people import words

_JOINER = regex.compile(r"以及|(?<![涉普提波遍顾危])及|和|(?<!参)与")
_FEW = 2
_ITEM = 5  # letters of a place's or an office's name
_BODY = 8
_LEAD = 14  # letters of the first name, with the words before it
_DEPTH_0 = regex.compile(r"[，。；：,;:\n！？]")


def find_listed_before(reading: Reading, memo: Memo) -> list[Relation]:
    """Counts that stand right after the names counted, or after 除甲外其余."""
    talks = memo(find_talks)
    return [r for talk in talks for r in (*_after_names(talk), *_of_the_rest(talk))]


def _after_names(talk: Talk) -> Iterator[Relation]:
    text = folded(talk.passage.text.text)
    for mention in talk.mentions:
        noun = _noun(text, mention)
        if not noun:
            continue
        listed = _listed(text, mention.figure.span.start)
        names, inner = _names(listed, noun)
        open_ = listed.endswith("等")
        if names and (open_ or _close(mention, names)):
            yield _counted(mention, mention.term, names, open_)
            after = next((m for m in talk.mentions if m.at > mention.at), None)
            beside = after is not None and after.at - mention.at <= 2
            if inner and after is not None and beside and _noun(text, after):
                yield _counted(after, after.term, (inner,), open_)


def _close(mention: Mention, names: tuple[int, ...]) -> bool:
    """Whether a list is of what is counted: it may be of works in so many villages.  Where 市 or
    县 follow the number at once it is, and elsewhere where three or more are one off at most."""
    off = min(abs(mention.figure.value - number) for number in names)
    glued = mention.figure.dimension is Dimension.PLAIN
    return off == 0 or (off == 1 and (glued or names[0] > _FEW))


def _counted(
    mention: Mention, stated: Expression, numbers: tuple[int, ...], open_: bool = False
) -> Relation:
    """The reading of a list that gives its count, else the plainest."""
    claim = Claim.AT_LEAST if open_ else Claim.EQUAL
    readings = [
        Relation(
            "count-list",
            stated,
            Constant(Fraction(number)),
            claim,
            subject=mention.name,
            same_amount=not open_,  # 3市 is counted one by one, though no unit says so
        )
        for number in numbers
    ]
    return next((relation for relation in readings if holds(relation)), readings[0])


def _noun(text: str, mention: Mention) -> str:
    """The kind of places or offices counted (3【市】, 4个【科室】), empty if of anything else."""
    figure = mention.figure
    if figure.hedge is not Hedge.NONE or figure.step != 1 or not 1 < figure.value < 100:
        return ""
    if figure.unit and base_of(figure) not in ("个", "家", "村", "社区"):
        return ""
    unit = figure.unit.removeprefix("个").removeprefix("家")
    return _kind_at(unit + text[figure.span.end : figure.span.end + _BODY])


def _kind_at(words_after: str) -> str:
    """The kind that words begin with, if they are no other word (市场)."""
    lists = words()["lists"]
    if words_after.startswith(tuple(lists["not-places"])):
        return ""
    kinds = sorted([*lists["places"], *lists["offices"]], key=len, reverse=True)
    return next((kind for kind in kinds if words_after.startswith(kind)), "")


def _listed(text: str, end: int) -> str:
    """What stands before a count in its clause, brackets and all."""
    depth, start = 0, end
    while start > 0:
        letter = text[start - 1]
        depth += (letter in "）)") - (letter in "（(")
        if depth < 0 or (depth == 0 and _DEPTH_0.match(letter)):
            break
        start -= 1
    return text[start:end].strip()


def _names(listed: str, noun: str) -> tuple[tuple[int, ...], int]:
    """How many names a list has, one number for each way to read 和, and how many stand in the
    brackets behind them; none where it is no list of names alone."""
    bare = regex.sub(r"[（(][^（）()]*[）)]", "", listed).removesuffix("等")
    bare = _LED.sub("", bare)
    inside = regex.findall(r"[（(]([^（）()]*)[）)]", listed)
    items = [item.strip() for item in bare.split("、")]
    longest = _ITEM if noun in words()["lists"]["places"] else _BODY
    whole = all(1 < len(item) <= longest for item in items[1:]) and 1 < len(items[0]) <= _LEAD
    if len(items) < 2 or not whole or regex.search(r"\d", bare):
        return (), 0
    if any(_JOINER.search(item) for item in items[:-1]):
        return (), 0
    joiners = len(_JOINER.findall(items[-1]))
    inner = sum(part.count("、") + 1 for part in inside) if len(inside) == len(items) else 0
    return tuple(range(len(items), len(items) + joiners + 1)), inner


_LED = regex.compile(r"^[^、]*(?:范围为|包括|涉及|覆盖|分布在|位于)")  # before the first name


_REST = regex.compile(
    r"除(?P<names>[^，,。；;\d]{2,40}?)(?:之外|以外|外)[，,]?(?:其余|其他|其它|剩余)的?$"
)


def _of_the_rest(talk: Talk) -> Iterator[Relation]:
    """14个县，除甲县、乙县外，其余12个县."""
    text = folded(talk.passage.text.text)
    for mention in talk.mentions:
        match = _REST.search(text, 0, mention.figure.span.start)
        noun = _noun(text, mention)
        wholes = [m for m in talk.mentions if m.sentence == mention.sentence and m.at < mention.at]
        wholes = [m for m in wholes if noun and _noun(text, m) == noun]
        if match is None or not wholes:
            continue
        names = len(regex.split(r"、|以及|及|和|与", match["names"]))
        rest = wholes[-1].term - Constant(Fraction(names))
        yield Relation("count-list", mention.term, rest, subject=mention.name or noun)
