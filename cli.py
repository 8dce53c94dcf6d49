"""The `gouji` command: its parts are modules of `commands/`.

Exit status: 0 nothing at or above the fail level, 1 findings, 2 the tool, an input or a part of
an input failed (an unread file never looks clean), 130 interrupted.  Modules are imported where
they are needed: `gouji --help` must not wait for readers and writers.
"""

from __future__ import annotations

import sys
import traceback
from typing import Annotated

import typer

from . import __version__
from .commands.baseline import baseline
from .commands.bench import bench
from .commands.check import check
from .commands.profiles import profiles
from .commands.rules import rules
from .commands.serve import serve
from .commands.settings import settings
from .commands.shared import FAILED
from .commands.show import show

app = typer.Typer(
    name="gouji",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="勾稽：复核报告中的每一个数字 · recompute every figure that a report lets one recompute.",
)

for _command in (check, show, rules, profiles, baseline, settings, bench, serve):
    app.command()(_command)


def main() -> None:
    """Run the command (the console script)."""
    for stream in (sys.stdout, sys.stderr):  # a Chinese message must not end the run anywhere
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        app(prog_name="gouji")
    except Exception:  # Python itself would end with 1, which means findings
        traceback.print_exc()
        sys.exit(FAILED)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"gouji {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 · version.")
    ] = False,
) -> None:
    """Options of the command itself."""
