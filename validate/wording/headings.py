"""Visible numbers before headings and list items: 一、（一）1.（1）① in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...extract.document import Span, Table
from ...normalize.marks import Mark, renumbered
from ...normalize.reading import Passage, Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .enumerated import counted_in

# A style may be mistaken for its kin within one list; for others a new number is a new list.
_KIN = {
    "han": ("arabic-comma", "arabic"),
    "arabic-comma": ("han", "arabic"),
    "arabic": ("han", "arabic-comma"),
    "han-bracket": ("arabic-bracket",),
    "arabic-bracket": ("han-bracket",),
}
_STYLES = ("part", "circled", *_KIN)
_WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Marker:
    """A number with the paragraph it stands in."""

    mark: Mark
    passage: Passage

    @property
    def style(self) -> str:
        return self.mark.style

    @property
    def number(self) -> int:
        return self.mark.number

    @property
    def inside(self) -> bool:
        """Whether it stands within a paragraph, after a sentence, and not at its start."""
        return not self.mark.heads

    @property
    def automatic(self) -> bool:
        """Whether Word counts it, and not the author."""
        return self.mark.heads and bool(self.passage.paragraph.label)

    @property
    def printed(self) -> str:
        return self.text[self.mark.start : self.mark.end]

    @property
    def words(self) -> str:
        """The first words of its item."""
        return self.text[self.mark.end : self.mark.end + 12].strip()

    @property
    def text(self) -> str:
        return self.passage.text.text

    @property
    def span(self) -> Span:
        return self.passage.span(self.mark.start, self.mark.end)


def markers(reading: Reading) -> Iterator[Marker]:
    """Every number of a heading or item, at the start of a paragraph or after a sentence."""
    for passage in reading.passages:
        for mark in passage.marks:
            if mark.after_stop and mark.style in _STYLES:
                yield Marker(mark, passage)


def printed_as(like: Marker, number: int) -> str:
    """`number` in the style in which another marker is printed."""
    return renumbered(like.printed, number)


@dataclass(slots=True)
class Run:
    """The numbers of one list, as they come."""

    markers: list[Marker] = field(default_factory=list)

    @property
    def last(self) -> Marker:
        return self.markers[-1]

    def has(self, style: str) -> bool:
        return any(marker.style == style for marker in self.markers)

    @property
    def style(self) -> str:
        """The style most of its numbers are printed in (the earlier one in a tie)."""
        return Counter(marker.style for marker in self.markers).most_common(1)[0][0]


@rule(
    "heading-sequence",
    name="序号不连续",
    english="broken numbering",
    level=Level.INFO,
    formula="n, n + 1, n + 2, …",
    zh="序号“{stated}”{defect}，似应为“{expected}”。",
    en="The number “{stated}” {defect_en}; probably “{expected}”.",
    right=(
        "一、基本情况\n（一）职能\n（二）机构\n二、收支情况\n（一）收入\n1.财政拨款\n2.其他\n（二）支出\n三、建议",
        "一、主要职能\n二、机构设置\n一、收入说明\n二、支出说明",
        "1.职责\n（1）拟订规划\n（2）职能转变\n1.放权\n2.强化监管\n3.改进服务\n（3）分工\n2.机构设置",
    ),
    wrong=(
        "一、基本情况\n二、收支情况\n四、存在问题",
        "一、基本情况\n二、收支情况\n3、存在问题\n四、建议",
        "存在问题：一是预算编制不准；二是执行偏慢；四是绩效意识不强。",
    ),
)
def heading_sequence(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Numbers of one level follow each other without gap, repetition or change of style; a list
    may begin again at one.  Numbers that Word counts itself are not held against each other.  An
    item left out of 一是…；二是… within a paragraph is a warning."""
    runs: list[Run] = []
    open_runs: list[Run] = []
    for marker in markers(reading):
        run = _run_of(marker, open_runs, runs)
        if run is None and not marker.inside:
            run = _stranded(marker, open_runs)
            if run is not None:
                yield from _gap(reading, run, marker)
        if run is None and marker.inside and marker.number != 1:
            continue
        if run is None:
            run = Run()
            runs.append(run)
        if run in open_runs:
            del open_runs[open_runs.index(run) + 1 :]
        else:
            open_runs.append(run)
        run.markers.append(marker)
    for run in runs:
        yield from _style_breaks(run)
    for passage in reading.passages:
        yield from _left_out(passage)


def _left_out(passage: Passage) -> Iterator[Remark]:
    """一是…；二是…；四是…: an item of a list within a paragraph is missing."""
    for counted in counted_in(passage):
        if counted.gap is not None:
            mark = counted.gap
            printed = passage.text.text[mark.start : mark.end]
            before = max(m.number for m in counted.marks if m.number < mark.number)
            values = {
                "defect": f"与前一序号“{renumbered(printed, before)}”不连续，缺一项或序号有误",
                "defect_en": f"does not follow {before}: an item is missing or misnumbered",
            }
            places = (passage.span(mark.start, mark.end),)
            expected = renumbered(printed, before + 1)
            yield Remark("heading-sequence", places, printed, expected, values, level="warning")


def _run_of(marker: Marker, open_runs: list[Run], runs: list[Run]) -> Run | None:
    """The list that a number continues: the innermost open one, else one interrupted before."""
    if marker.number == 1:
        return None
    awaiting = [run for run in runs if run.last.number == marker.number - 1]
    still_open = [run for run in open_runs if run in awaiting]
    for run in (*reversed(still_open), *reversed(awaiting)):
        if run.has(marker.style):
            return run
    if any(run.has(marker.style) for run in open_runs):
        return None
    kin = _KIN.get(marker.style, ())
    return next((r for r in reversed(still_open) if any(r.has(style) for style in kin)), None)


def _stranded(marker: Marker, open_runs: list[Run]) -> Run | None:
    """The open list of a number's own style that it should continue, but does not."""
    if marker.number == 1:
        return None
    return next((run for run in reversed(open_runs) if run.has(marker.style)), None)


def _gap(reading: Reading, run: Run, marker: Marker) -> Iterator[Remark]:
    last = run.last
    step = marker.number - last.number
    if not 0 <= step <= _WIDEST_GAP or (last.automatic and marker.automatic):
        return
    if len(run.markers) < 2 and not (step and marker.style.startswith("han")):
        return
    if step == 0 and marker.words == last.words:
        return
    if any(
        _printed_between(reading, last, marker, n) for n in range(last.number + 1, marker.number)
    ):
        return
    zh = (
        f"与前面重复（前面已有“{last.printed}”）"
        if step == 0
        else f"与前一序号“{last.printed}”不连续"
    )
    en = f"repeats “{last.printed}”" if step == 0 else f"does not follow “{last.printed}”"
    yield Remark(
        "heading-sequence",
        (marker.span, last.span),
        marker.printed,
        printed_as(marker, last.number + 1),
        {"defect": zh, "defect_en": en},
    )


def _printed_between(reading: Reading, last: Marker, marker: Marker, number: int) -> bool:
    """Whether a missing number stands somewhere in the text between two markers."""
    wanted = printed_as(marker, number)
    first, final = last.passage.block, marker.passage.block
    if first == final:
        return wanted in marker.text[last.mark.end : marker.mark.start]
    texts = [last.text[last.mark.end :], marker.text[: marker.mark.start]]
    for block in reading.document.blocks[first + 1 : final]:
        if isinstance(block, Table):
            texts.extend(cell.text.text for cell in block.cells)
        else:
            texts.append(block.text.text)
    return any(wanted in text for text in texts)


def _style_breaks(run: Run) -> Iterator[Remark]:
    """The numbers of a list that are printed in another style than most of it."""
    own = next(marker for marker in run.markers if marker.style == run.style)
    strangers = [marker for marker in run.markers if marker.style != run.style]
    if strangers and not all(stranger.inside for stranger in strangers):
        yield Remark(
            "heading-sequence",
            tuple(marker.span for marker in (*strangers, own)),
            " ".join(stranger.printed for stranger in strangers),
            " ".join(printed_as(own, stranger.number) for stranger in strangers),
            {
                "defect": f"与同级序号“{own.printed}”样式不一致",
                "defect_en": f"is not in the style of “{own.printed}” on its level",
            },
        )
