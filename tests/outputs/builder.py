"""Small results for the tests of outputs: invented reports, findings and figures."""

from __future__ import annotations

from typing import Any

from gouji.extract.document import Span
from gouji.validate.finding import (
    Cause,
    CheckRecord,
    FigureRecord,
    Finding,
    Place,
    ProblemRecord,
    ReportResult,
)

SENTENCE = "云岭区2023年“三公”经费支出48.60万元，比上年减少3.40万元，下降6.45%。"


def place(printed: str, quote: str = SENTENCE, **more: Any) -> Place:
    """Where `printed` first stands in `quote`."""
    start = quote.index(printed)
    block = more.pop("block", 3)
    row, column = more.pop("row", -1), more.pop("column", -1)
    settings: dict[str, Any] = {
        "page": 7,
        "box": (72.0, 100.0, 110.0, 112.0),
        "cell": "" if row < 0 else f"R{row + 1}C{column + 1}",
        **more,
    }
    return Place(
        block=block,
        quote=quote,
        start=start,
        end=start + len(printed),
        span=Span(block, start, start + len(printed), row, column),
        **settings,
    )


def finding(**more: Any) -> Finding:
    """A wrong rate, unless told otherwise."""
    settings: dict[str, Any] = {
        "id": "F001",
        "rule": "change-rate",
        "verdict": "disagrees",
        "level": "error",
        "stated": "6.45%",
        "recomputed": "6.54%",
        "difference": "-0.09%",
        "formula": "3.40 ÷ (48.60 + 3.40) × 100 = 6.54%",
        "cause": Cause(
            "transposed",
            "可能有相邻数字颠倒：“6.45%”若为“6.54%”，则相符。",
            "Two digits may be transposed: with 6.54% it holds.",
        ),
        "message": "“三公”经费下降6.45%，按增减额重算为6.54%。",
        "message_en": "The fall of 6.45% recomputes to 6.54%.",
        "fingerprint": "0123456789abcdef",
        "places": (place("6.45%"), place("48.60"), place("3.40")),
        "subject": "“三公”经费支出",
        **more,
    }
    return Finding(**settings)


def figure(**more: Any) -> FigureRecord:
    """A checked amount, unless told otherwise."""
    settings: dict[str, Any] = {
        "place": place("48.60万元"),
        "raw": "48.60万元",
        "value": "486000",
        "unit": "万元",
        "dimension": "money",
        "period": "2023年",
        "name": "“三公”经费支出",
        "coverage": "checked",
        "reason": "",
        "rules": ("change-amount",),
        **more,
    }
    return FigureRecord(**settings)


def check(**more: Any) -> CheckRecord:
    """A relation that holds, unless told otherwise."""
    settings: dict[str, Any] = {
        "rule": "change-amount",
        "verdict": "agrees",
        "claim": "=",
        "stated": "3.40",
        "formula": "52.00 − 48.60 = 3.40",
        "recomputed": "3.40",
        "smallest_error": "0.02",
        "reason": "",
        "spans": (place("3.40").span,),
        "subject": "“三公”经费支出",
        **more,
    }
    return CheckRecord(**settings)


def problem(code: str = "encrypted", page: int | None = None, fatal: bool = True) -> ProblemRecord:
    """A file that needs a password, unless told otherwise."""
    return ProblemRecord(code, "文件已加密，需要密码。", "A password is needed.", page, fatal)


def report(path: str = "reports/云岭区.pdf", **more: Any) -> ReportResult:
    """A read report without findings; four figures, two of them recomputed."""
    settings: dict[str, Any] = {
        "sha256": "0" * 64,
        "title": "云岭区2023年度部门决算",
        "organisation": "云岭区财政局",
        "year": 2023,
        "pages": 12,
        "format": "pdf",
        "status": "read",
        "figures": [
            figure(),
            figure(place=place("3.40"), raw="3.40万元", value="34000"),
            figure(place=place("6.45%"), raw="6.45%", value="6.45", unit="%",
                   dimension="percent", coverage="operand"),
            figure(place=place("48.60"), coverage="unchecked", reason="stands-alone", rules=()),
        ],
        "checks": [check()],
        **more,
    }  # fmt: skip
    return ReportResult(path, **settings)


def unread(path: str = "reports/加密.docx") -> ReportResult:
    """A file nothing of which was read."""
    return ReportResult(path, sha256="1" * 64, problems=[problem()])


def wrong(path: str = "reports/青石镇.docx") -> ReportResult:
    """A Word report (no pages, no boxes) with an error, a warning and a note."""
    nowhere: dict[str, Any] = {"page": None, "box": None}
    cells = tuple(
        place(printed, printed, block=9, row=row, column=2, **nowhere)
        for row, printed in enumerate(("105", "20", "50", "30", "6"))
    )
    return report(
        path,
        format="docx",
        pages=None,
        organisation="青石镇人民政府",
        figures=[figure(coverage="contradicted"), figure(), figure(coverage="operand")],
        findings=[
            finding(),
            finding(
                id="F002", rule="score-sum", stated="105", recomputed="106", difference="-1",
                formula="20 + 50 + 30 + 6 = 106", cause=None, places=cells, unit="分",
                fingerprint="a" * 16, message="总分列示105分，按各项相加为106分。",
                message_en="The total of 105 recomputes to 106.",
            ),
            finding(id="F003", rule="year-broken", level="warning", stated="202 年度", cause=None,
                    recomputed="", difference="", formula="", fingerprint="b" * 16,
                    places=(place("2023年", **nowhere),)),
            finding(id="F004", level="info", verdict="agrees by rounding", fingerprint="c" * 16,
                    cause=None),
        ],
        checks=[check(), check(rule="change-rate", verdict="disagrees")],
    )  # fmt: skip
