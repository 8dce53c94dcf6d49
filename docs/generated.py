"""The pages that are made from gouji itself, so that they cannot fall behind it.

Rules come from the catalogue (what each says of its own examples is computed), settings and
options from their definitions, problems and formats from their catalogues, the fields of
results.json from its schema.  Only what the code does not say (the limits of a rule, what to do
about a problem) stands in `data/`.  `hooks.py` hands all this to mkdocs.
"""

from __future__ import annotations

import html
import inspect
import json
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer.main
from gouji.cli import app
from gouji.commands.choices import DEFAULTS
from gouji.corpus.example import findings_of
from gouji.extract.plain import document_from_text
from gouji.extract.problem import Problem, codes
from gouji.normalize.read import normalize
from gouji.outputs.formats import FORMATS
from gouji.outputs.reasons import reason
from gouji.outputs.words import Words
from gouji.settings_file import KEYS
from gouji.validate.catalogue import FAMILIES, load
from gouji.validate.engine import evaluate
from gouji.validate.finding import FigureRecord, Finding
from gouji.validate.rule import Rule

HERE = Path(__file__).parent
SCHEMA = HERE.parent / "outputs/results.schema.json"
ZH, EN = Words("zh"), Words("en")
_MARKUP = {ord(sign): f"&#{ord(sign)};" for sign in "|*_`[]{}~\\#$"}


def told(name: str) -> dict[str, Any]:
    """A file of `data/`."""
    return tomllib.loads((HERE / f"data/{name}.toml").read_text("utf-8"))


def plain(text: str) -> str:
    """Text that Markdown must not take for markup."""
    return html.escape(text, quote=False).translate(_MARKUP).replace("\n", " ")


def code(text: str) -> str:
    """Text as code, also within a table."""
    return f"<code>{plain(text)}</code>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def both(group: str, key: str) -> str:
    """What `words.toml` says of a key, in both languages; a test asks that it says something."""
    words = told("words")[group].get(key)
    return f"{plain(words['zh'])}<br>{plain(words['en'])}" if words else "–"


# Rules


def families() -> dict[str, list[Rule]]:
    """The rules by family, in the catalogue's order."""
    rules = load().values()
    return {family: [r for r in rules if r.family == family] for family in FAMILIES}


def rule_title(rule: Rule) -> str:
    return f"{rule.name} {rule.id}"


def rules_overview() -> str:
    parts = []
    for family, rules in families().items():
        parts.append(f"## {ZH('families', family)} {EN('families', family)}\n")
        rows = (
            (
                f"[{rule.id}]({rule.id}.md)",
                plain(rule.name),
                plain(rule.english),
                ZH("levels", rule.level),
                plain(rule.formula),
            )
            for rule in rules
        )
        parts.append(table(("规则 Rule", "名称", "English", "级别", "重算式"), rows))
    return "\n".join(parts)


def rule_page(rule: Rule) -> str:
    """One rule: clause, formula, limits, and its examples with what gouji says of them."""
    limits = told("limits").get(rule.id, {"zh": "–", "en": "–"})
    level = f"{ZH('levels', rule.level)} {rule.level}"
    family = f"{ZH('families', rule.family)} {EN('families', rule.family)}"
    parts = [
        f"# {rule_title(rule)}\n",
        f"{plain(rule.english)} · 级别 level：**{level}** · 类别 family：{family}\n",
    ]
    if rule.formula:
        parts += ["## 重算式 Formula\n", f'!!! quote ""\n\n    {plain(rule.formula)}\n']
    parts += ["## 依据 Clause\n", clause(rule)]
    parts += ["## 已知局限 Known limits\n", plain(limits["zh"]) + "\n", plain(limits["en"]) + "\n"]
    parts += ["## 会报出的例子 Examples it reports\n", *(_wrong(rule, text) for text in rule.wrong)]
    parts += ["## 相符的例子 Examples that hold\n", *(_example(text) for text in rule.right)]
    parts += ["## 设置 Settings\n", _levels(rule)]
    return "\n".join(parts)


def clause(rule: Rule) -> str:
    paragraphs = inspect.cleandoc(rule.clause).split("\n\n")
    return "\n".join(plain(paragraph) + "\n" for paragraph in (rule.clause_zh, *paragraphs))


def _example(text: str) -> str:
    return f"```text\n{text.strip()}\n```\n"


def _wrong(rule: Rule, text: str) -> str:
    said = [f for f in findings_of(text) if f.rule == rule.id]
    return _example(text) + "\n" + "".join(map(_said, said))


def _said(finding: Finding) -> str:
    verdict = f"{ZH('verdicts', finding.verdict)} {finding.verdict}"
    level = f"{ZH('levels', finding.level)} {finding.level}"
    lines = [f"**{level} · {verdict}**", plain(finding.message), plain(finding.message_en)]
    if finding.cause is not None:
        lines += [plain(finding.cause.zh), plain(finding.cause.en)]
    return '!!! gouji "gouji"\n\n    ' + "<br>\n    ".join(lines) + "\n\n"


def _levels(rule: Rule) -> str:
    text = "在 `gouji.toml` 里改级别，或关闭 · another level, or off, in `gouji.toml`:\n\n"
    return text + f'```toml\n[levels]\n{rule.id} = "off"\n```\n'


# Verdicts


def verdicts() -> str:
    """The sentences of `data/verdicts.toml` with what gouji makes of each."""
    rows = []
    for sentence in told("verdicts")["sentences"]:
        evaluation = evaluate(normalize(document_from_text(sentence)))
        checks = [check for check in evaluation.checks if check.rule != "part-whole"]
        for check in checks:
            verdict = f"**{ZH('verdicts', check.verdict)}** {check.verdict}"
            why = f"<br>{plain(reason(check.reason, ZH))}" if check.reason else ""
            rows.append((plain(sentence), plain(check.formula), verdict + why))
        if not checks:
            rows.append((plain(sentence), "–", _unchecked(evaluation.figures)))
    return table(("文中写 The report says", "重算 Recomputed", "结论 Verdict"), rows)


def _unchecked(figures: Iterable[FigureRecord]) -> str:
    lines = [f"**{ZH('coverage', 'unchecked')}** unchecked"]
    lines += [f"{plain(figure.raw)}：{plain(reason(figure.reason, ZH))}" for figure in figures]
    return "<br>".join(lines)


# Settings, options, problems, formats


def accepts(key: str) -> str:
    """What a setting's value must be, in the words of the check that refuses others."""
    if key == "levels":
        return "a table: rule = error, warning, review, info or off"
    try:
        KEYS[key](["?"] if key == "formats" else None)
    except ValueError as refused:
        text = str(refused).removeprefix("must be ")
        return f"a list, each {text}" if key == "formats" else text
    raise AssertionError(f"“{key}” accepts anything")


def _default(key: str) -> str:
    value = DEFAULTS[key]
    if value is None or value in ((), {}):
        return "–"
    shown = list(value) if isinstance(value, tuple) else value
    return code(json.dumps(shown if isinstance(shown, list | int | float) else str(shown)))


def settings() -> str:
    options = {option for param in commands()["check"].params for option in param.opts}
    rows = []
    for key in KEYS:
        option = {"formats": "--format"}.get(key, f"--{key}")
        rows.append(
            (
                code(key),
                both("settings", key),
                plain(accepts(key)),
                _default(key),
                code(option) if option in options else "–",
            )
        )
    return table(("设置 Key", "含义 Meaning", "取值 Value", "默认 Default", "选项 Option"), rows)


def commands() -> dict[str, Any]:
    """The commands by name, with their parameters as the command line understands them."""
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def options() -> str:
    parts = []
    for name, command in commands().items():
        parts.append(f"## gouji {name}\n")
        parts.append(plain((command.help or "").strip()) + "\n")
        rows = []
        for param in command.params:
            argument = param.param_type_name == "argument"
            written = param.metavar or param.name if argument else ", ".join(param.opts)
            rows.append((code(written), plain(param.help or "")))
        parts.append(table(("选项 Option", "含义 Meaning"), rows))
    return "\n".join(parts)


def problems() -> str:
    rows = []
    for name in codes():
        problem = Problem(name, detail="…")
        rows.append(
            (
                code(name),
                f"{plain(problem.message('zh'))}<br>{plain(problem.message('en'))}",
                "整份未读 unread" if problem.fatal else "部分 partly",
                both("problems", name),
            )
        )
    return table(("代码 Code", "信息 Message", "后果 Effect", "怎么办 What to do"), rows)


def formats() -> str:
    rows = (
        (
            code(name),
            code(entry.filename),
            both("formats", name),
        )
        for name, entry in FORMATS.items()
    )
    return table(("`--format`", "文件 File", "内容 Content"), rows)


def reasons() -> str:
    from gouji import validate

    text = (Path(validate.__path__[0]) / "reasons.toml").read_text("utf-8")
    rows = ((code(k), plain(v["zh"]), plain(v["en"])) for k, v in tomllib.loads(text).items())
    return table(("代码 Code", "原因", "Reason"), rows)


# results.json


def schema() -> str:
    """Every field of results.json: of the file itself, then of each part, as the schema has it."""
    whole = json.loads(SCHEMA.read_text("utf-8"))
    parts = [_fields("results.json", whole)]
    parts += [
        _fields(name, part) for name, part in whole["$defs"].items() if part.get("properties")
    ]
    return "\n".join(parts)


def _fields(name: str, part: dict[str, Any]) -> str:
    required = part.get("required", [])
    rows = (
        (
            code(key),
            _kind(field),
            "是 yes" if key in required else "否 no",
            plain(field.get("description", "")),
        )
        for key, field in part["properties"].items()
    )
    head = f"## {name}\n\n"
    if "description" in part:
        head += plain(part["description"]) + "\n\n"
    return head + table(("字段 Field", "类型 Type", "必有 Always", "说明 Description"), rows)


def _kind(field: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        known = json.loads(SCHEMA.read_text("utf-8"))["$defs"][name]
        return f"[{name}](#{name})" if known.get("properties") else _kind(known)
    if "enum" in field:
        return "、".join(code(str(value)) for value in field["enum"])
    if "const" in field:
        return code(str(field["const"]))
    if "anyOf" in field or "oneOf" in field:
        return " / ".join(_kind(choice) for choice in field.get("anyOf") or field["oneOf"])
    if field.get("type") == "array" and "items" in field:
        return "array of " + _kind(field["items"])
    kind = field.get("type", "any")
    return " / ".join(kind) if isinstance(kind, list) else str(kind)


MARKS = {
    "rules": rules_overview,
    "verdicts": verdicts,
    "settings": settings,
    "options": options,
    "problems": problems,
    "formats": formats,
    "reasons": reasons,
    "schema": schema,
}
"""What `<!-- gouji: NAME -->` on a page stands for."""
