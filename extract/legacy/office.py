"""LibreOffice, where it is installed, as the converter of last resort.

Each conversion runs alone: own profile, own folder, time limit, no macros, no links followed;
all of it is removed afterwards, whatever happened.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ..problem import Unreadable

TIME_LIMIT = 90
"""Seconds for one conversion; two to three are usual."""

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
_ITEM = """<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>
"""
_SECURITY = {
    "DisableMacrosExecution": "true",
    "DisableActiveContent": "true",
    "BlockUntrustedRefererLinks": "true",
    "MacroSecurityLevel": "3",
}


def converter() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if Path(place).exists()), None)


def to_docx(data: bytes, suffix: str) -> bytes:
    """Convert a document whose usual extension is `suffix` to .docx.

    Raises `Unreadable`: "needs-program" when LibreOffice is not installed, "truncated" when it
    cannot read the file, "timeout".
    """
    program = converter()
    if program is None:
        raise Unreadable("needs-program", "LibreOffice")
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        profile = folder / "profile"
        _write_settings(profile)
        _run(
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)),
        )
        result = folder / "report.docx"
        if not result.exists():
            raise Unreadable("truncated", f"LibreOffice: {suffix}")
        return result.read_bytes()


def _write_settings(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(name=name, value=value) for name, value in _SECURITY.items())
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), "utf-8")


def _run(*command: str) -> None:
    """Run the converter with all its children, and end them all when time is up."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("timeout", str(TIME_LIMIT)) from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
