"""Results as frames: a row a finding, a row a figure, numbers as printed."""

from __future__ import annotations

from pathlib import Path

import gouji


def test_findings_and_figures_become_frames(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    text = "2022年收入合计2186.40万元，其中：财政拨款2080.40万元、其他收入116.00万元。"
    report.write_text(text, encoding="utf-8")
    results = gouji.check(report)
    findings = gouji.findings_frame(results)
    assert list(findings["rule"]) == ["sum-breakdown"]
    assert list(findings["stated"]) == ["2186.40"]
    figures = gouji.figures_frame(results)
    counted = figures[figures["coverage"] != "not a figure"]
    assert list(counted["raw"]) == ["2186.40万元", "2080.40万元", "116.00万元"]
    assert counted["coverage"].iloc[0] == "contradicted"
