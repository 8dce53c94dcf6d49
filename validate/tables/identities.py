"""What forms promise of each other: the identities of the profiles, recomputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...normalize.figure import Dimension
from ...normalize.reading import GridCell, Reading
from ..expression import Expression, Term, total
from ..judge import holds
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from ..sums.balance import find_prose_balances
from ..sums.leftover import find_carried_over
from .cells import find, is_open_cell
from .forms import FormSet, all_sets, form_sets
from .profile import Address, Identity

_ZH = "{subject}列示为 {stated}，另表（另处）为 {formula}，相差 {difference}。"
_EN = "{subject} is stated as {stated}; elsewhere it is {formula} (difference {difference})."

_INCOME = (
    "收入支出决算总表\n单位：万元\n|收入|收入|支出|支出|\n|项目|决算数|项目|决算数|\n"
    "|一、一般公共预算财政拨款收入|30.00|一、一般公共服务支出|%s|\n"
    "|本年收入合计|30.00|本年支出合计|%s|\n|总计|30.00|总计|%s|\n"
    "支出决算表\n单位：万元\n|科目编码|科目名称|本年支出合计|基本支出|项目支出|\n"
    "|201|一般公共服务支出|30.00|20.00|10.00|\n|合计||30.00|20.00|10.00|\n"
    "收入决算表\n单位：万元\n|科目编码|科目名称|本年收入合计|财政拨款收入|其他收入|\n"
    "|201|一般公共服务支出|30.00|30.00||\n|合计||30.00|30.00||\n"
    "政府性基金预算财政拨款收入支出决算表\n单位：万元\n"
    "|科目编码|科目名称|年初结转和结余|本年收入|本年支出|年末结转和结余|\n"
    "|212|城乡社区支出|1.00|5.00|4.00|%s|\n|合计||1.00|5.00|4.00|%s|"
)
_RIGHT = _INCOME % ("30.00", "30.00", "30.00", "2.00", "2.00")


@rule(
    "table-cross",
    name="表间一致",
    english="tables agree",
    level=Level.ERROR,
    formula="同一数额在各表中一致",
    zh=_ZH,
    en=_EN,
    right=(_RIGHT,),
    wrong=(_INCOME % ("31.00", "31.00", "31.00", "2.00", "2.00"),),
)
def table_cross(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A figure that two official forms both state is the same in both."""
    yield from _of_rule("table-cross", memo)


@rule(
    "balance",
    name="收支平衡",
    english="income and expenditure balance",
    level=Level.ERROR,
    formula="收入总计 = 支出总计",
    zh="{subject}：收入总计 {stated}，支出总计 {formula}，相差 {difference}。",
    en="{subject}: total income {stated}, total expenditure {formula} (difference {difference}).",
    right=(_RIGHT,),
    wrong=(_INCOME % ("30.00", "30.00", "31.00", "2.00", "2.00"),),
)
def balance(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """收入总计 = 支出总计 in the tables of totals, carried-over funds included."""
    yield from _of_rule("balance", memo)
    yield from memo(find_prose_balances)


@rule(
    "fund-roll",
    name="结转滚动",
    english="funds carried forward",
    level=Level.WARNING,
    formula="年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余",
    zh="{subject}列示为 {stated}，按 {formula} 重算为 {recomputed}，相差 {difference}。",
    en="{subject} is stated as {stated}; {formula} gives {recomputed} (difference {difference}).",
    right=(_RIGHT,),
    wrong=(_INCOME % ("30.00", "30.00", "30.00", "3.00", "3.00"),),
)
def fund_roll(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Opening balance + income − spending = closing balance, row by row, and where prose tells
    what both totals leave over (收支相抵，结转下年)."""
    yield from _of_rule("fund-roll", memo)
    yield from memo(find_carried_over)


def column_identities(memo: Memo) -> Iterator[Outcome]:
    """The identities that profiles put under table-column."""
    yield from _of_rule("table-column", memo)


def _of_rule(name: str, memo: Memo) -> Iterator[Outcome]:
    relations = [relation for relation in memo(find_identities) if relation.rule == name]
    yield from relations


def find_identities(reading: Reading, memo: Memo) -> tuple[Relation, ...]:
    """Every identity of every profile whose cells are found.  Of forms that stand alone, only
    what each promises of itself."""
    found: list[Relation] = []
    whole = {id(forms) for forms in memo(form_sets)}
    for forms in memo(all_sets):
        alone = id(forms) not in whole
        relations = [
            relation
            for identity in forms.profile.identities
            if not (alone and identity.across)
            for relation in _relations(forms, identity)
        ]
        failing = sum(not holds(relation) for relation in relations)
        unsure = failing >= 3 and failing * 2 > len(relations)
        if unsure:
            relations = [
                replace(r, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")
                for r in relations
            ]
        found.extend(relations)
    return tuple(found)


def _relations(forms: FormSet, identity: Identity) -> Iterator[Relation]:
    if any(cell.figure is not None for _, cell in _cells(forms, identity.unless)):
        return
    left = [_find(forms, address) for address in identity.left]
    right = [_find(forms, address) for address in identity.right]
    keys = dict.fromkeys(key for cells in (*left, *right) for key in cells)
    for key in keys:
        stated = _sum(identity.left, left, key)
        computed = _sum(identity.right, right, key)
        if stated is None or computed is None or not _alike(stated, computed):
            continue
        subject = f"{identity.name}·{key}" if key and not key.isdecimal() else identity.name
        yield Relation(identity.rule, stated, computed, subject=subject)


def _find(forms: FormSet, address: Address) -> dict[str, GridCell]:
    sheet = forms.sheets.get(address.form)
    return find(sheet, address) if sheet is not None else {}


def _cells(forms: FormSet, addresses: Sequence[Address]) -> Iterator[tuple[str, GridCell]]:
    for address in addresses:
        yield from _find(forms, address).items()


def _sum(
    addresses: Sequence[Address], found: Sequence[dict[str, GridCell]], key: str
) -> Expression | None:
    """The signed sum of the cells; None where one that must be there has no figure."""
    terms: list[Expression] = []
    for address, cells in zip(addresses, found, strict=True):
        cell = cells.get(key)
        if cell is not None and is_open_cell(cell):
            return None
        if cell is None or cell.figure is None:
            if address.optional:
                continue
            return None
        terms.append(Term(cell.figure, address.sign))
    return total(terms) if terms else None


def _alike(stated: Expression, computed: Expression) -> bool:
    dimensions = {f.dimension for f in (*stated.figures, *computed.figures)}
    return len(dimensions) == 1 and not dimensions & {Dimension.PERCENT, Dimension.POINTS}
