"""The house rules: what holds the repository together, whoever wrote the change."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from gouji.corpus.example import findings_of
from gouji.validate.catalogue import FAMILIES, load
from gouji.validate.rule import Rule

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["setuptools"]["packages"]
SHIPPED = ("*.py", "*.toml", "*/*.toml", "*.txt", "*.json", "*.html", "*.css", "*.js")
NOT_SHIPPED = ("tests", "benchmarks", "docs", "build", "dist")


def folder_of(package: str) -> Path:
    return ROOT.joinpath(*package.split(".")[1:])


def visible(pattern: str) -> Iterator[Path]:
    """Files under the root whose path has no hidden part and none that is built."""
    for path in ROOT.rglob(pattern):
        parts = path.relative_to(ROOT).parts
        built = any(part.startswith(".") or part.endswith(".egg-info") for part in parts)
        if not built and parts[0] not in ("build", "dist", "gouji-out"):
            yield path


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode("utf-8")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# The package


def test_every_folder_that_is_a_package_is_listed() -> None:
    folders = {path.parent.relative_to(ROOT).parts for path in visible("__init__.py")}
    shipped = {parts for parts in folders if not parts or parts[0] not in NOT_SHIPPED}
    assert {".".join(("gouji", *parts)) for parts in shipped} == set(PACKAGES)


def test_importing_gouji_imports_nothing_else() -> None:
    script = (
        "import sys; before = set(sys.modules); import gouji;"
        "print(sorted(m for m in set(sys.modules) - before if m.startswith('gouji')))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "['gouji']"


def test_the_version_is_the_same_everywhere() -> None:
    import gouji

    version = PROJECT["project"]["version"]
    assert gouji.__version__ == version
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_public_names_exist() -> None:
    import gouji

    for name in gouji.__all__:
        assert callable(getattr(gouji, name))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        gouji.nothing  # noqa: B018


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from a copy of the tree."""
    copy, out = tmp_path_factory.mktemp("tree") / "clone", tmp_path_factory.mktemp("wheel")
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "gouji-out")
    )
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    built = subprocess.run([*command, str(copy)], capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = out.glob("*.whl")
    with ZipFile(path) as archive:
        return archive.namelist()


def test_the_wheel_holds_one_name_and_no_tests(wheel: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert tops == {"gouji", f"gouji-{PROJECT['project']['version']}.dist-info"}
    for folder in NOT_SHIPPED:
        assert not [name for name in wheel if name.startswith(f"gouji/{folder}/")]
    assert not [name for name in wheel if "egg-info" in name]


def test_the_wheel_holds_every_module_and_data_file(wheel: list[str]) -> None:
    data = PROJECT["tool"]["setuptools"]["package-data"]
    expected = set()
    for package in PACKAGES:
        folder = folder_of(package)
        for pattern in (*SHIPPED, *data.get(package, [])):
            expected |= {path.relative_to(ROOT) for path in folder.glob(pattern)}
    expected = {path for path in expected if path.parts[0] not in NOT_SHIPPED}
    expected -= {Path("pyproject.toml")}
    missing = {f"gouji/{path.as_posix()}" for path in expected} - set(wheel)
    assert sorted(missing) == []


# The source


def test_imports_keep_to_the_layers() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


def imported_libraries() -> set[str]:
    for_development = [ROOT / "corpus/samples", ROOT / "benchmarks"]
    providers = packages_distributions()
    found = {
        canonical(name)
        for package in PACKAGES
        for path in folder_of(package).glob("*.py")
        if path.parent not in for_development
        for module in imported_modules(path)
        for name in providers.get(module, [])
    }
    return found - {"gouji"}


def test_every_library_that_is_needed_is_imported() -> None:
    needed = {canonical(name) for name in PROJECT["project"]["dependencies"]}
    assert needed - imported_libraries() == set()


def test_every_library_that_is_imported_is_declared_or_comes_with_one_that_is() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    shipped = [names for extra, names in extras.items() if extra not in ("dev", "docs")]
    declared = {
        canonical(name)
        for names in (PROJECT["project"]["dependencies"], *shipped)
        for name in names
    }
    installed = {canonical(d.metadata["Name"]): d.requires or [] for d in distributions()}
    brought = {canonical(r) for name in declared for r in installed.get(name, [])}
    assert imported_libraries() - declared - brought == set()


def canonical(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement)[0].lower().replace("_", "-")


def imported_modules(path: Path) -> Iterator[str]:
    """The top-level names of what a module imports from outside its own package."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def test_no_module_is_too_long_to_be_understood_in_one_sitting() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in visible("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_path_of_a_machine_stands_in_the_project(tracked: list[Path]) -> None:
    path = re.compile(r"(?<![\w.])/(?:work|farm|tmp|root|home)/[a-z]")
    found = []
    for file in tracked:
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file.name}: {match.group()}" for match in path.finditer(text)]
    assert found == []


def test_no_binary_float_is_made_near_a_verdict() -> None:
    maker = re.compile(r"\bfloat\(")
    found = [
        f"{path.name}:{number}"
        for folder in ("validate", "normalize")
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if maker.search(line) and not line.lstrip().startswith(("#", '"'))
    ]
    assert found == []


# The rules


def every_rule() -> list[Rule]:
    return list(load().values())


def rules_speaking(text: str) -> set[str]:
    return {finding.rule for finding in findings_of(text)}


def test_every_family_has_a_rule() -> None:
    assert {rule.family for rule in every_rule()} == set(FAMILIES)


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.id)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert rule.name
    assert rule.english
    assert rule.clause
    assert rule.clause_zh != rule.clause, "it needs a Chinese clause in validate/clauses.toml"
    assert rule.formula or rule.family in (
        "wording",
        "across",
    )  # what needs no arithmetic has no formula
    assert rule.right
    assert rule.wrong


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.id)
def test_a_rule_speaks_on_its_wrong_examples(rule: Rule) -> None:
    silent = [text for text in rule.wrong if rule.id not in rules_speaking(text)]
    assert silent == []


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.id)
def test_a_rule_is_silent_on_its_right_examples(rule: Rule) -> None:
    spoken = [text for text in rule.right if rule.id in rules_speaking(text)]
    assert spoken == []
