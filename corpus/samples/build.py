"""Build the sample reports from their sources: `python -m gouji.corpus.samples.build [NAME…]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from .source import Source, read_source

HERE = Path(__file__).parent


def build(source_path: Path, target: Path | None = None) -> Path:
    """Build one sample.  The target's suffix wins over the source's own format."""
    source = read_source(source_path)
    target = target or source.target
    build_source(source, target)
    return target


def build_source(source: Source, target: Path) -> None:
    """Build a source as the kind of document that the target's suffix names."""
    if target.suffix == ".docx":
        from .to_word import build_word

        build_word(source, target)
    else:
        from .to_pdf import build_pdf  # reportlab is a dev dependency

        build_pdf(source, target)


def main(names: Sequence[str]) -> None:
    """Build the named samples, or all of them."""
    for path in sorted((HERE / "sources").glob("*.md")):
        if not names or path.stem in names:
            print(build(path).name)


if __name__ == "__main__":
    main(sys.argv[1:])
