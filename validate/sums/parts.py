"""The parts of a list: which of the levels after 其中 are added up."""

from __future__ import annotations

from itertools import pairwise

import regex

from ...normalize.figure import Dimension
from ...normalize.token import Token, TokenKind
from ..prose.mention import Mention, Talk, bare_name
from .nested import inner_end


def parts_of(talk: Talk, whole: Mention, low: int, high: int) -> list[Mention]:
    """The levels of the list, those of nested lists left out."""
    depth = depth_at(talk, low)
    parts: list[Mention] = []
    nested_until = -1
    for index in range(low, high):
        token = talk.tokens[index]
        if index > low + 1 and _nests(talk, index, parts) and depth_at(talk, index) == depth:
            stop = _item_end(talk, index, high)
            far = talk.letters[index] == ":" or talk.letters[index - 1] == ";"
            last = high if far else stop  # A：a；b；B and ；其中：a；b；B
            run = [m for m in talk.mentions if index < m.at < last and _kin(talk, whole, m, depth)]
            nested_until = inner_end(whole, parts, run, stop) if parts else stop
        if index < nested_until or token.figure is None:
            continue
        mention = next(m for m in talk.mentions if m.at == index)
        named = mention.name or mention.role != "level" or _says_what(talk, mention)
        if (
            _kin(talk, whole, mention, depth)
            and (named or _goes_on(talk, parts, index) or _named_after(talk, parts, mention))
            and (alike(whole, mention) or _counts_alike(talk, whole, mention))
            and not _excluded(talk, whole, mention)
        ):
            parts.append(mention)
    parts = _without_outcome(talk, _apart(parts), low)
    times = [part for part in parts if of_a_time(talk, part)]
    if sum(part.figure.value * 2 > whole.figure.value for part in times) > 1:
        return []  # 支出500万元（2021年480万元，2022年490万元）: what other years came to
    # an item may state what was planned beside what was spent; only the total's kind is summed
    if planned_and_spent(parts):
        return [part for part in parts if is_plan(part) == is_plan(whole)]
    return [part for part in parts if {part.role, whole.role} != {"budget", "actual"}]


def _kin(talk: Talk, whole: Mention, mention: Mention, depth: int) -> bool:
    """Whether a mention is a level of the total's dimension at a bracket depth."""
    same = mention.figure.dimension is whole.figure.dimension
    return may_add(talk, mention) and same and mention.depth == depth


_SUMMED = regex.compile(r"(?:以上)?(?:总计|合计|共计)")
_OUTCOME = regex.compile(
    r"(?:全年|本年|年末|年底|最终|截至|目前)*(?:实际|调整后|剩余|结余|结转|未)"
)


def planned_and_spent(levels: list[Mention]) -> bool:
    """Whether a list states both budget and outturn of its items."""
    return any(
        is_plan(a) != is_plan(b) and a.item == b.item and bare_name(a.name) == bare_name(b.name)
        for a, b in pairwise(levels)
    )


def is_plan(mention: Mention) -> bool:
    return mention.role == "budget"


def may_add(talk: Talk, mention: Mention) -> bool:
    """Whether a mention is a level, and not what one is measured by (占年初预算B万元的P%)."""
    after = talk.between(mention.at + 1, mention.at + 2).strip()
    return mention.is_level and not (mention.role == "budget" and after in ("的", "之"))


def called(talk: Talk, whole: Mention) -> str:
    """The name of a total, and of things counted what they are (共计50项具体问题)."""
    after = talk.tokens[whole.at + 1 : whole.at + 2]
    counted = whole.figure.dimension is Dimension.COUNT and after and not after[0].cue
    return whole.name + (after[0].text if counted else "")


def depth_at(talk: Talk, index: int) -> int:
    before = talk.letters[:index]
    return max(0, before.count("(") - before.count(")"))


IN_TURN = ("分别", "依次")


def _nests(talk: Talk, index: int, parts: list[Mention]) -> bool:
    """甲镇3个：A村1个、B村2个; 第一批资金500万元，分别支持A300万元、B200万元: a part is divided."""
    token = talk.tokens[index]
    if token.cue == "of-which":
        return bool(parts) and not token.text.startswith(IN_TURN)
    colon = talk.letters[index] == ":" and talk.tokens[index - 1].figure is not None
    return colon or (bool(parts) and (_mainly(talk, index, parts[-1]) or shares_out(talk, index)))


def _mainly(talk: Talk, index: int, part: Mention) -> bool:
    """甲项目9.9亿元，主要是a工程4.7亿元、b工程2.5亿元: 主要 right after a part and its comma."""
    right_after = talk.letters[index - 1] == "," and part.at == index - 2
    return right_after and talk.tokens[index].cue == "open"


def shares_out(talk: Talk, index: int) -> bool:
    """资金500万元，分别支持A300万元、B200万元: 分别 right after an amount and its comma."""
    before = index > 1 and talk.letters[index - 1] == "," and talk.tokens[index - 2].figure
    verb = talk.between(index + 1, index + 2).lstrip()
    return bool(before) and talk.tokens[index].text in IN_TURN and verb.startswith(_SHARED_OUT)


_SHARED_OUT = ("于", "支持", "用于", "下达", "安排", "拨付", "分配", "补助", "投入", "拨给", "奖补")


def _item_end(talk: Talk, index: int, high: int) -> int:
    for position in range(index, high):
        if talk.letters[position] in ";." or begins_later_item(talk.tokens[position]):
            return position
    return high


def begins_later_item(token: Token) -> bool:
    """Whether an item other than the first begins at a token (二、 2. 三是)."""
    return token.cue == "section-number" and not _FIRST.search(token.text)


_FIRST = regex.compile(r"(?<!\d)1(?!\d)|^\W*一(?:是|\W*)$|①")


def _apart(parts: list[Mention]) -> list[Mention]:
    """地表水a，地下水b，地下水与地表水不重复量c: of b only c comes on top of a."""
    rest = [part.name for part in parts if "不重复" in part.name]
    return [
        part for part in parts
        if not any(name != part.name and name.startswith(part.name[:_KIND]) for name in rest)
    ]  # fmt: skip


_KIND = 3  # characters


def _without_outcome(talk: Talk, parts: list[Mention], low: int) -> list[Mention]:
    """其中：甲60万元、乙40万元，实际支出80万元，结余20万元: what became of the total is no part,
    neither is their own total; nor is how far it has come (甲类6件、已办结8件、乙类4件), unless the
    first part is such as well."""
    kept: list[Mention] = []
    states = False
    for position, part in enumerate(parts):
        start = talk.since(",;.:(", part.at)
        words = talk.between(max(start, low), part.at).strip()
        undone = states and words.startswith("未")  # 已开工3个，未开工2个
        if (position and not undone and _OUTCOME.match(words)) or (
            start > low and _SUMMED.match(words)
        ):
            break
        came = bool(_STATE.match(words))
        states = came if not position else states
        if states or not came:
            kept.append(part)
    return kept


_STATE = regex.compile(r"(?:现|目前|截至目前|均)?(?:已|正在|尚未)")


def _says_what(talk: Talk, mention: Mention) -> bool:
    """30万元用于印刷; 甲类8个、1200万元; 195件236人; 第一季度40万元: an amount that words before it
    do not name."""
    at = mention.at
    named = {m.at for m in talk.mentions if m.name}
    beside = at - 1 in named or (at - 2 in named and talk.letters[at - 1] == "/")
    return says_use(talk, at) or beside or of_a_time(talk, mention)


def of_a_time(talk: Talk, mention: Mention) -> bool:
    """2023年40万元: nothing but a time tells an amount from another."""
    at = mention.at
    return not mention.name and at > 0 and talk.tokens[at - 1].kind is TokenKind.PERIOD


def _goes_on(talk: Talk, parts: list[Mention], index: int) -> bool:
    """甲、乙和丙分别为a、b和c: the amounts after the first are named before it."""
    joined = talk.letters[index - 1] == "/" or talk.tokens[index - 1].text.strip() in _JOINERS
    return joined and bool(parts) and parts[-1].at == index - 2


_JOINERS = ("和", "与", "及", "以及")


def _named_after(talk: Talk, parts: list[Mention], mention: Mention) -> bool:
    """有11个部门持平，31个部门下降: things counted are named after their number, each of them."""
    alone = all(part.name in _THERE_ARE for part in parts) and talk.letters[mention.at - 1] in ",/;"
    counted = mention.figure.dimension is Dimension.COUNT
    return counted and bool(parts) and alone and len(talk.words_after(mention).strip()) > 1


_THERE_ARE = ("", "有", "共有")


def says_use(talk: Talk, index: int) -> bool:
    """30万元用于印刷: what the amount is for stands after it."""
    return talk.between(index + 1, index + 2).strip().startswith(_FOR)


_FOR = ("用于", "用以", "支持")


def alike(whole: Mention, part: Mention) -> bool:
    """Whether counts and measures are of one kind: 人 beside 名, never 个 beside 名."""
    if whole.figure.dimension in (Dimension.MEASURE, Dimension.COUNT):
        units = {part.figure.unit.lstrip(_TIMES), whole.figure.unit.lstrip(_TIMES)}
        return len(units) == 1 or any(units <= same for same in _COUNTED_ALIKE)
    return True


def _counts_alike(talk: Talk, whole: Mention, part: Mention) -> bool:
    """27个村，其中有11个示范村: what is counted is named after the number, or before it."""
    noun = whole.figure.unit.removeprefix("个")
    told = part.name.endswith(noun) or talk.words_after(part).strip().endswith(noun)
    return bool(noun) and whole.figure.unit == part.figure.unit + noun and told


_COUNTED_ALIKE = ({"人", "名", "位"}, {"头", "匹", "峰"})

_TIMES = "十百千万亿"


def _excluded(talk: Talk, whole: Mention, mention: Mention) -> bool:
    """不含…, 除…外, 人均…, 占…的, 仅次于…的: the figure is no part of the total; nor are the
    retired part of those in post, what one member has of its own (办公室下设4个科), or a sum of
    what was told (总计支出D) part of anything."""
    if _OF_ITS_OWN.fullmatch(talk.words_before(mention).strip()):
        return True
    if _COMPARED.match(talk.words_before(mention).lstrip()):
        return True
    if _RETIRED.search(mention.name) and _IN_POST.search(whole.name):
        return True
    if talk.words_before(mention).lstrip().startswith(_SUMS):
        return True
    start = talk.since(".,;(", mention.at)
    cues = {token.cue for token in talk.tokens[start : mention.at]}
    words = talk.between(
        start, mention.at
    )  # 企业中的外商投资企业, not 总收入中的税收收入 of 总收入
    within = "中的" in words and not (whole.name and whole.name + "中的" in words)
    return within or bool(cues & {"exclude", "average", "share"})


_OF_ITS_OWN = regex.compile(r"\p{Han}{2,}下[设辖属]")
_COMPARED = regex.compile("(?:仅?次|[高低多少]|不及)于")
_SUMS = ("合计", "共计", "总计", "以上合计", "以上共计")
_RETIRED = regex.compile("退休|离休|退职")
_IN_POST = regex.compile("在职|在编|在岗|正式")


def is_open(talk: Talk, words: str, parts: list[Mention], high: int) -> bool:
    after = talk.between(parts[-1].at + 1, min(high, parts[-1].at + 4)).lstrip()
    unitless = any(m.figure.dimension is Dimension.PLAIN for m in _within(talk, parts))
    started = words.startswith(("主要", "重点"))
    last = talk.tokens[-1].figure  # the text breaks off inside a number
    inner = any(token.cue == "of-which" for token in talk.tokens[parts[-1].at :])
    cut_off = last is not None and last.dimension is Dimension.PLAIN and high == len(talk.tokens)
    cut_off = cut_off and not inner
    few = len(parts) == 1 or unitless or cut_off or takes_away(talk, parts)
    return after.startswith("等") or started or few or any(_joins(talk, part) for part in parts)


def _joins(talk: Talk, part: Mention) -> bool:
    """局机关和16个站所: a member is named without its number."""
    start = talk.since(",;.:(", part.at)
    last = max((m.at for m in talk.mentions if m.at < part.at), default=-1) + 1
    return _JOINED.search(talk.between(max(start, last), part.at).strip()) is not None


_JOINED = regex.compile(r"\p{Han}{2}(?:和|及|以及|与)$")


def takes_away(talk: Talk, parts: list[Mention], end: int = 0) -> bool:
    """补助8万元，奖励调减3万元: a list of what is given and what is taken back, as far as its last
    part or `end`."""
    around = _around(talk, parts, max(end, parts[-1].at))
    return any(m.cue >= 0 and talk.tokens[m.cue].text in _TAKEN for m in around)


_TAKEN = ("调减", "核减", "扣减")


def _around(talk: Talk, parts: list[Mention], end: int) -> list[Mention]:
    item = parts[0].item
    return [m for m in talk.mentions if m.item == item and m.at < end and not m.is_level]


def _within(talk: Talk, parts: list[Mention]) -> list[Mention]:
    depth = parts[0].depth
    return [m for m in talk.mentions if parts[0].at < m.at < parts[-1].at and m.depth <= depth]
