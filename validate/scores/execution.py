"""The score of an execution rate: the rate's part of full marks."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Reading
from ..expression import HUNDRED, Expression, term
from ..prose.mention import find_talks
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .items import find_scores
from .restated import bodies

_RATE = regex.compile(r"(?:执行|完成|支付|拨付|到位)(?:率|进度)")
_PROPORTIONAL = regex.compile(
    r"(?:得分|分值)\s?=\s?[^，。；]{0,14}率\s?[×*]|率\s?[×*]\s?(?:指标)?(?:分值|满分|权重)|按比例(?:计|得|扣|折)"
)


@rule(
    "execution-score",
    name="执行率得分",
    english="score of an execution rate",
    level=Level.WARNING,
    formula="min(执行率, 100%) × 分值 = 得分",
    zh="{subject}得分列示为 {stated}，按执行率计为 {formula}。",
    en="{subject} is scored {stated}; by its rate it would be {formula}.",
    right=(
        "①预算执行率（该指标满分10分，自评得分9.85分）。\n预算执行率为98.5%，得分=预算执行率×分值。",
        "①预算执行率（该指标满分10分，自评得分10分）。\n预算执行率为98.5%，在95%以上得满分。",
    ),
    wrong=(
        "①预算执行率（该指标满分10分，自评得分9.58分）。\n预算执行率为98.5%，得分=预算执行率×分值。",
    ),
)
def execution_score(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """min(rate, 1) × full marks, the usual rule for 预算执行率 (财预〔2020〕10号).  Only where the
    text says that marks are in proportion is another score an error: many schemes go by steps."""
    talks = {talk.passage.block: talk for talk in memo(find_talks)}
    for item, body in bodies(reading, memo(find_scores).items):
        if item.full is None or item.earned is None or not _RATE.search(item.name):
            continue
        text = "".join(passage.text.text for passage in body)
        rates = [
            mention.figure
            for passage in body
            if passage.block in talks
            for mention in talks[passage.block].mentions
            if mention.figure.dimension is Dimension.PERCENT
            and (mention.role == "completion" or _RATE.search(mention.name))
        ]
        if len({rate.value for rate in rates}) == 1:
            sure = bool(_PROPORTIONAL.search(text))
            yield Relation(
                "execution-score",
                term(item.earned),
                _marks(item.full, rates[0]),
                certainty=Certainty.ASSERTED if sure else Certainty.POSSIBLE,
                doubt="" if sure else "relation-uncertain",
                subject=item.name,
            )


def _marks(full: Figure, rate: Figure) -> Expression:
    if rate.value > 100:
        return term(full)
    return term(rate) / HUNDRED * term(full)
