"""The sums inside one table: by row, by column, by code, and parts within their whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ...normalize.figure import Figure
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..judge import holds, judge
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from . import columns, lists, rows
from .equation import Basis, Hypothesis, parts_within, relation_of, settle
from .forms import form_sets
from .identities import column_identities
from .marks import marked_forms, summed_rows
from .sheet import Sheet, is_headed, sheets

_ZH = "{subject}列示为 {stated}，按 {formula} 重算为 {recomputed}，相差 {difference}。"
_EN = "{subject} is stated as {stated}; {formula} gives {recomputed} (difference {difference})."

_THREE = (
    "收入支出决算总表\n单位：万元\n|收入|决算数|\n|本年收入合计||\n"
    "收入决算表\n单位：万元\n|项目|本年收入合计|\n|合计||\n"
    "支出决算表\n单位：万元\n|项目|本年支出合计|\n|合计||\n"
    "“三公”经费支出决算表\n单位：万元\n|合计|因公出国（境）费|公务用车购置及运行费|公务用车购置及运行费|"
    "公务用车购置及运行费|公务接待费|\n|||小计|购置费|运行费||\n|%s|0.00|%s|2.00|4.00|3.00|"
)
_BUDGETS = "“三公”经费支出表\n单位：万元\n|合计|因公出国（境）费|公务接待费|\n|9.00|4.00|5.00|"


@rule(
    "table-column",
    name="表内合计（列）",
    english="column total",
    level=Level.ERROR,
    formula="合计行 = 各分项行之和",
    zh=_ZH,
    en=_EN,
    right=(
        "单位：万元\n|项目|金额|\n|甲|10.00|\n|乙|20.50|\n|合计|30.50|",
        "|项目|金额（万元）|占比（%）|\n|甲|10|33.3|\n|乙|20|66.7|\n|小计|30|100|",
        "|级别|人数|\n|其中：正高|3|\n|合计|8|",
    ),
    wrong=("单位：万元\n|项目|金额|\n|甲|10.00|\n|乙|20.50|\n|合计|31.50|",),
)
def table_column(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A row called 合计, 小计 or 总计 is the sum of the rows it covers, in every column whose
    figures add up (ratios, means and rates do not)."""
    for sheet in memo(general):
        if not summed(sheet, memo):
            yield from _by_column("table-column", sheet)
    yield from column_identities(memo)


@rule(
    "table-tree",
    name="表内分级合计",
    english="sums by level",
    level=Level.ERROR,
    formula="类 = Σ款 = Σ项；合计 = Σ类",
    zh=_ZH,
    en=_EN,
    right=(
        "单位：万元\n|科目编码|科目名称|合计|\n|201|一般公共服务支出|30.00|\n"
        "|20106|财政事务|30.00|\n|2010601|行政运行|10.00|\n|2010602|一般行政管理事务|20.00|\n"
        "|合计||30.00|",
    ),
    wrong=(
        "单位：万元\n|科目编码|科目名称|合计|\n|201|一般公共服务支出|30.00|\n"
        "|20106|财政事务|30.00|\n|2010601|行政运行|10.00|\n|2010602|一般行政管理事务|21.00|\n"
        "|合计||30.00|",
    ),
)
def table_tree(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Each coded row is the sum of the rows one level below it, and 合计 is the sum of the
    outermost ones; numbered rows likewise.  Three levels are never added into one."""
    for sheet in memo(general):
        if not summed(sheet, memo):
            yield from _by_level("table-tree", sheet)


@rule(
    "table-row",
    name="表内合计（行）",
    english="row total",
    level=Level.ERROR,
    formula="合计栏 = 各分项栏之和",
    zh=_ZH,
    en=_EN,
    right=(
        "单位：万元\n|项目|合计|基本支出|项目支出|\n|甲|30.00|10.00|20.00|\n|乙|7.00|7.00||",
        "单位：万元\n|项目|预算数|决算数|执行率（%）|\n|甲|30.00|15.00|50|",
    ),
    wrong=(
        "单位：万元\n|项目|合计|基本支出|项目支出|\n|甲|30.00|10.00|20.00|\n|乙|8.00|5.00|2.00|",
    ),
)
def table_row(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column called 合计 or 小计 is the sum of the columns it heads or stands beside, row by
    row."""
    for sheet in memo(general):
        yield from _by_row("table-row", sheet)


@rule(
    "three-public",
    name="“三公”合计",
    english="the three public outlays",
    level=Level.ERROR,
    formula="“三公”经费 = 因公出国（境）费 + 公务用车购置及运行费（购置 + 运行）+ 公务接待费",
    zh=_ZH,
    en=_EN,
    right=(_THREE % ("9.00", "6.00"), _BUDGETS),
    wrong=(_THREE % ("9.90", "6.00"), _THREE % ("10.00", "7.00")),
)
def three_public(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """合计 = 出国 + 公务用车 + 接待, 公务用车 = 购置 + 运行, in the “三公” form."""
    for forms in memo(form_sets):
        for form in forms.profile.forms:
            sheet = forms.sheets.get(form.id)
            if sheet is not None and form.sums == "three-public":
                yield from _by_row(form.sums, sheet)
                yield from _by_column(form.sums, sheet)
                yield from _by_level(form.sums, sheet)


@rule(
    "table-part",
    name="表内其中项",
    english="parts in a table",
    level=Level.ERROR,
    formula="其中项 ≤ 总项",
    zh="{subject}的其中项列示为 {stated}，大于总项：{formula}。",
    en="A part of {subject} is stated as {stated}, more than its whole: {formula}.",
    right=(
        "单位：万元\n|项目|金额|\n|出口额|3018.0|\n|其中：机电产品|1892.1|\n|高新技术产品|1717.7|",
    ),
    wrong=("单位：万元\n|项目|金额|\n|出口额|3018.0|\n|其中：机电产品|3892.1|",),
)
def table_part(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A row under 其中 is at most the row it is part of, in columns that say what they hold
    (a column without a head may hold rates) unless these are changes."""
    for sheet in memo(sheets):
        if not sheet.grid.header_rows:
            continue
        for whole, parts, _ in lists.of_which_lists(sheet):
            row_sum = rows.RowSum(whole, (tuple((part, 1) for part in parts),), Basis.GUESSED)
            levels = [c for c in sheet.amounts(whole.lane) if not is_headed(sheet, c, "difference")]
            for hypothesis in rows.equations(sheet, row_sum, levels.__contains__):
                yield from parts_within("table-part", hypothesis)


def general(reading: Reading, memo: Memo) -> tuple[Sheet, ...]:
    """The tables whose sums speak under the general rules."""
    own = {
        id(forms.sheets[form.id])
        for forms in memo(form_sets)
        for form in forms.profile.forms
        if form.sums and form.id in forms.sheets
    }
    marked = {
        (part.grid.table.index, row)
        for form in memo(marked_forms)
        for part in form.parts
        for row in part.rows
    }
    return tuple(
        sheet
        for sheet in memo(sheets)
        if id(sheet) not in own and not any(place in marked for place in sheet.rows)
    )


def summed(sheet: Sheet, memo: Memo) -> bool:
    """Whether a form says better what adds up in these rows."""
    own = memo(summed_rows)
    return any(place in own for place in sheet.rows)


def _by_column(rule_id: str, sheet: Sheet) -> Iterator[Outcome]:
    for row_sum in lists.lawful_lists(sheet):
        if row_sum.whole.head.kind == "total":
            yield from settle(rule_id, rows.equations(sheet, row_sum), row_sum.basis)
    for row_sum in rows.printed_sums(sheet):
        if row_sum.whole.head.kind == "total":
            near = _near(sheet, row_sum)
            told = list(settle(rule_id, rows.equations(sheet, row_sum), row_sum.basis, near))
            if not all(map(holds, told)):
                hidden = rows.without_hidden_parts(sheet, row_sum)
                if hidden is not None:
                    told = list(settle(rule_id, rows.equations(sheet, hidden), hidden.basis, near))
            yield from told


def _by_level(rule_id: str, sheet: Sheet) -> Iterator[Outcome]:
    for row_sum in rows.code_sums(sheet):
        hypotheses = rows.equations(sheet, row_sum)
        yield from settle(rule_id, hypotheses, row_sum.basis, _near(sheet, row_sum))
    yield from _without_open(list(_listed(rule_id, sheet)))
    for row_sum in lists.all_lists(sheet):
        hypotheses = rows.equations(sheet, row_sum)
        if row_sum.basis is Basis.DEFINED:
            yield from settle(rule_id, hypotheses, row_sum.basis, _near(sheet, row_sum))
        else:
            yield from _open_list(rule_id, hypotheses, row_sum.basis)


def _listed(rule_id: str, sheet: Sheet) -> Iterator[Relation]:
    for row_sum in rows.printed_sums(sheet):
        if row_sum.whole.head.kind != "total":
            yield from settle(rule_id, rows.equations(sheet, row_sum), row_sum.basis)


def _without_open(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Lists under their wholes, those doubted that fall short of a whole which is itself a part of
    one that closes: where no slip explains the gap, the list says less than all."""
    sure = (r for r in relations if holds(r) or explained(r, HINT))
    shown = {figure.span for relation in sure for figure in relation.computed.figures}
    for relation in relations:
        gap = judge(relation).difference if relation.stated.figures[0].span in shown else None
        if gap is not None and gap > 0 and not holds(relation) and not explained(relation, HINT):
            yield replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")
        else:
            yield relation


def _open_list(rule_id: str, hypotheses: Sequence[Hypothesis], basis: Basis) -> Iterator[Outcome]:
    """A list that may be complete: told where it closes in some column, or where one slip of the
    pen keeps its only column from closing; else it is open, and says nothing."""
    relations = list(settle(rule_id, hypotheses, Basis.GUESSED))
    if any(map(holds, relations)):
        yield from relations
        return
    told = [r for h in hypotheses for e in h if (r := relation_of(e, rule_id)) is not None]
    if basis is Basis.PRINTED and len(told) == 1 and explained(told[0], HINT):
        yield told[0]
        return
    slips = [relation for relation in told if explained(relation)]
    if len(told) == len(slips) == 1:  # of several columns one slip would leave the others closed
        yield replace(slips[0], certainty=Certainty.LIKELY, doubt="relation-uncertain")


def _by_row(rule_id: str, sheet: Sheet) -> Iterator[Outcome]:
    for column_sum in columns.column_sums(sheet):
        yield from settle(rule_id, columns.equations(sheet, column_sum), column_sum.basis)


def _near(sheet: Sheet, row_sum: rows.RowSum) -> Callable[[], list[Figure]]:
    """Figures of the whole's lane that may explain a difference: items left out."""
    lane = row_sum.whole.lane

    def figures() -> list[Figure]:
        cells = (
            sheet.cell(line.row, column)
            for column in sheet.additive(lane)
            for line in sheet.lanes[lane]
        )
        return [cell.figure for cell in cells if cell is not None and cell.figure is not None]

    return figures
