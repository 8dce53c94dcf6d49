"""What is listed and then counted: 甲市、乙市、丙市3市, and what a count leaves when some are taken
out: 14个县，除甲县外，其余13个县."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.lexicon import folded
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..expression import Constant
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Relation
from ..rule import Memo
from .items import Items, institutions, items_of, kind_of, number_of
from .people import words

_FEW = 2
_ITEM = 5  # letters of a place's name
_NAME = 16  # of anything else's
_LEAD = 14  # letters of the first name, with the words before it
_NOUN = 8
_SORT = 6
_DEPTH_0 = regex.compile(r"[，。；：,;:\n！？]")
_ALL = regex.compile(r"\s?(?:等|这|共计|共|合计|总计|总共)\s?$")
_UNFIT = regex.compile(r"\d|的|其中|分别|[^一二三四五六七八九十]等(?!级)")


def find_listed_before(reading: Reading, memo: Memo) -> list[Relation]:
    """Counts that stand right after the names counted, or after 除甲外其余."""
    talks = memo(find_talks)
    return [r for talk in talks for r in (*_after_names(talk), *_of_the_rest(talk))]


def _after_names(talk: Talk) -> Iterator[Relation]:
    text = folded(talk.passage.text.text)
    for mention in talk.mentions:
        noun = _noun(text, mention)
        listed = _listed(text, mention.figure.span.start) if noun is not None else ""
        if noun is None or not listed:
            continue
        place = _kind_at(noun)
        if place in words()["lists"]["places"]:
            yield from _places(talk, mention, listed, place)
        else:
            yield from _things(talk, mention, listed, noun)


def _places(talk: Talk, mention: Mention, listed: str, noun: str) -> Iterator[Relation]:
    """东川、西溪2市; what stands in the brackets behind the names may be counted next."""
    items, inner = _names(listed, noun)
    if items is not None and (items.open_ or _close(mention, items)):
        yield _counted(mention, items)
        after = next((m for m in talk.mentions if m.at > mention.at), None)
        beside = after is not None and after.at - mention.at <= 2
        text = folded(talk.passage.text.text)
        if inner and after is not None and beside and _kind_at(_noun(text, after) or ""):
            yield _counted(after, Items((), inner, inner, items.open_))


def _close(mention: Mention, items: Items) -> bool:
    """Whether a list is of what is counted: it may be of works in so many villages.  Where 市 or
    县 follow the number at once it is, and elsewhere where three or more are one off at most."""
    off = _off(mention, items)
    glued = mention.figure.dimension is Dimension.PLAIN
    return off == 0 or (off == 1 and (glued or len(items.texts) > _FEW))


def _off(mention: Mention, items: Items) -> int:
    return min(abs(int(mention.figure.value) - number) for number in items.numbers)


def _things(talk: Talk, mention: Mention, listed: str, noun: str) -> Iterator[Relation]:
    """设内科、外科2个科室, 涉及“甲”、“乙”两个项目: what is listed is counted where the words say
    so, or the names are of what is counted; a slip in the number leaves it near the truth."""
    open_ = _ALL.search(listed)
    lead, listed = _led(_ALL.sub("", listed))
    if "事业" in noun:  # 局机关及所属甲中心、乙站2个事业单位
        listed = _OWN.sub("", listed)
    items = items_of(listed, led=False)
    if items is None or min(map(len, items.texts)) < _FEW:
        return
    if open_ is None and (told := _told_in_turn(talk, mention)) in items.numbers:
        yield _counted(mention, replace(items, least=told, most=told))
        return
    called = len(noun) >= _FEW and all(item.endswith(noun) for item in items.texts)
    if not called and any(_UNFIT.search(item) for item in items.texts[0 if lead else 1 :]):
        return
    items = replace(items, open_=open_ is not None and open_[0].strip() == "等")
    longest = max(map(len, items.texts[1:]), default=0)
    if items.most == len(items.texts) == 1 or (longest > _NAME and not called):
        return
    sure = _sure(items, noun, lead)
    if _agrees(mention, items):
        if sure or len(items.texts) > _FEW:
            yield _counted(mention, items)
    elif _off(mention, items) <= max(1, len(items.texts) // 5):
        relation = _counted(mention, items)
        if sure:
            yield relation
        elif lead and not items.open_ and noun:
            yield replace(relation, certainty=Certainty.LIKELY)


def _told_in_turn(talk: Talk, mention: Mention) -> int:
    """How many figures tell what is counted one by one (甲、乙、丙三个行业分别增长5%、6%、7%), 0
    for none.  Names and figures together leave no doubt of how many there are."""
    told = [m for m in talk.mentions if m.at > mention.at and m.sentence == mention.sentence]
    words = talk.between(mention.at + 1, told[0].at) if told else ""
    if not _IN_TURN.fullmatch(words):
        return 0
    run = 1
    for one, other in pairwise(told):
        between = talk.between(one.at + 1, other.at).strip()
        if one.figure.unit != other.figure.unit or between not in ("、", "和", "及", "与", "以及"):
            break
        run += 1
    return run if run >= _FEW else 0


_IN_TURN = regex.compile(r"[^；;。、：:]*分别[^；;。、：:，,其]{0,12}")
_OWN = regex.compile("^[^、]*(?:本级|机关)(?:及|和|与)其?(?:所属|下属|直属|下设)?的?")


def _agrees(mention: Mention, items: Items) -> bool:
    number = int(mention.figure.value)
    return number >= items.least if items.open_ else number in items.numbers


def _sure(items: Items, noun: str, lead: bool) -> bool:
    """Whether the names listed are surely those counted: all in quotes, all called as what is
    counted (内科、外科: 科室), or offices and units, or after words that open a list."""
    lists = words()["lists"]
    named = [kind_of(item) for item in items.texts[0 if lead else 1 :]]
    if not named:
        return False
    if set(named) <= {*lists["places"]}:  # 3个试点市县
        return len(named) > 1 and all(kind in noun[:_SORT] for kind in named)
    several, bodies = len(named) > 1, all(kind in institutions() for kind in named)
    if noun.startswith(tuple(lists["bodies"])) or noun.endswith(tuple(lists["bodies"])):
        return several and bodies
    if all((kind and kind in (noun, "“”")) or kind in noun for kind in named):
        return True
    if any(kind in institutions() or kind in lists["places"] for kind in named):
        return lead and bodies and not noun  # 甲公司、乙公司4个项目: so many in two companies
    general = regex.search("|".join(lists["general"]), noun[:_SORT]) is not None
    done = regex.search(rf"(?:{'|'.join(lists['leads'])})$", items.texts[-1])
    return general and done is None and (lead or _even(items))


def _even(items: Items) -> bool:
    """Whether the first name of a list is no longer than the others: nothing leads to it."""
    first, *others = map(len, items.texts)
    return len(others) > 1 and first <= max(others) + _FEW


def _led(listed: str) -> tuple[bool, str]:
    """The list without the words that lead to its first name, and whether there are any: right
    before it, or, where they say so plainly (包括), wherever they stand."""
    plain = max((listed.rfind(tie) + len(tie) for tie in _ties() if tie in listed), default=0)
    if plain:
        return True, listed[plain:]
    first = listed.split("、")[0]
    leads = [m for m in _leads().finditer(first) if len(first) - m.end() > 1]
    return (True, listed[leads[-1].end() :]) if leads else (False, listed)


@cache
def _ties() -> tuple[str, ...]:
    return tuple(tie for tie in words()["lists"]["ties"] if len(tie) > 1)


@cache
def _leads() -> regex.Pattern[str]:
    leads = sorted(words()["lists"]["leads"], key=len, reverse=True)
    return regex.compile(rf"(?:{'|'.join(leads)})(?:了|有|以)?")


def _counted(mention: Mention, items: Items) -> Relation:
    """The reading of a list that gives its count, else the plainest."""
    claim = Claim.AT_LEAST if items.open_ else Claim.EQUAL
    readings = [
        Relation(
            "count-list",
            mention.term,
            number_of(items, number),
            claim,
            subject=mention.name or mention.figure.raw,
            same_amount=not items.open_,  # 3市 is counted one by one, though no unit says so
        )
        for number in items.numbers
    ]
    return next((relation for relation in readings if holds(relation)), readings[0])


def _noun(text: str, mention: Mention) -> str | None:
    """The things counted (3【市】, 4个【科室】); None where the figure counts nothing so named."""
    figure = mention.figure
    if figure.hedge is not Hedge.NONE or figure.step != 1 or not 1 < figure.value < 100:
        return None
    unit = figure.unit
    after = _HAN.match(text, figure.span.end, figure.span.end + _NOUN)
    noun = after[0] if after is not None else ""
    classes = unit.startswith("大")  # 三大职能
    if unit and not classes and base_of(figure) not in words()["lists"]["counted-by"]:
        return None
    if not unit and not _kind_at(noun):
        return None
    if noun.startswith(tuple(words()["lists"]["not-things"])):
        return None
    own = unit.removeprefix("大")
    if not classes and unit not in ("类", "种", "方面"):
        own = unit.removeprefix("个").removeprefix("家")
    return ("" if own == unit and own in ("项", "所", "家") else own) + noun


_HAN = regex.compile(r"\p{Han}*")


def _kind_at(words_after: str) -> str:
    """The kind of places that words begin with, if they are no other word (市场)."""
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
        depth += (letter in "）)”") - (letter in "（(“")
        if depth < 0 or (depth == 0 and _DEPTH_0.match(letter)):
            break
        start -= 1
    return text[start:end].strip()


def _names(listed: str, noun: str) -> tuple[Items | None, int]:
    """The names of a list, and how many stand in the brackets behind them; None where it is no
    list of names alone."""
    bare = regex.sub(r"[（(][^（）()]*[）)]", "", listed).removesuffix("等")
    bare = _LED.sub("", bare)
    inside = regex.findall(r"[（(]([^（）()]*)[）)]", listed)
    items = items_of(bare)
    if items is None or len(items.texts) < _FEW or regex.search(r"\d", bare):
        return None, 0
    longest = _ITEM if noun in words()["lists"]["places"] else _NOUN
    first, *others = items.texts
    if not 1 < len(first) <= _LEAD or any(not 1 < len(item) <= longest for item in others):
        return None, 0
    if any(_JOINED.search(item) for item in items.texts[:-1]):
        return None, 0
    inner = sum(part.count("、") + 1 for part in inside) if len(inside) == len(items.texts) else 0
    return replace(items, open_=listed.endswith("等")), inner


_JOINED = regex.compile(r"以及|(?<![涉普提波遍顾危])及|和|(?<!参)与")
_LED = regex.compile(r"^[^、]*(?:范围为|包括|涉及|覆盖|分布在|位于)")  # before the first name


_REST = regex.compile(
    r"除(?P<names>[^，,。；;\d]{2,40}?)(?:之外|以外|外)[，,]?(?:其余|其他|其它|剩余)的?$"
)


def _of_the_rest(talk: Talk) -> Iterator[Relation]:
    """14个县，除甲县、乙县外，其余12个县."""
    text = folded(talk.passage.text.text)
    for mention in talk.mentions:
        match = _REST.search(text, 0, mention.figure.span.start)
        noun = _kind_at(_noun(text, mention) or "")
        wholes = [m for m in talk.mentions if m.sentence == mention.sentence and m.at < mention.at]
        wholes = [m for m in wholes if noun and _kind_at(_noun(text, m) or "") == noun]
        if match is None or not wholes:
            continue
        names = len(regex.split(r"、|以及|及|和|与", match["names"]))
        rest = wholes[-1].term - Constant(Fraction(names))
        yield Relation("count-list", mention.term, rest, subject=mention.name or noun)
