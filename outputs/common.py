"""What several findings of a report share, in words, and the names that links use."""

from __future__ import annotations

from ..validate.finding import Finding
from .places import where
from .words import Words


def shared(finding: Finding, words: Words) -> str:
    """The figure that a finding shares with others; empty when there is none."""
    common = finding.common
    if common is None:
        return ""
    text = words(
        "phrases", "common", letter=common.key, printed=common.printed,
        place=where(common.place, words), count=common.count,
    )  # fmt: skip
    if common.instead:
        text += words("phrases", "common_instead", instead=common.instead)
    return text


def bookmark(finding: Finding) -> str:
    """The name of the bookmark at a finding's figure in an annotated Word copy."""
    return f"gouji_{finding.id}"
