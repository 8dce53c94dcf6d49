"""Office files behind a password (.docx, .xlsx, .doc, .xls): unlocked in memory, never on disk."""

from __future__ import annotations

import io

from .problem import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def unlocked(data: bytes, password: str | None) -> bytes:
    """The file without its password; the same bytes where none is given or none is needed.

    Raises `Unreadable` ("encrypted") when the password is wrong, or the way the file is
    encrypted is not known.
    """
    if not password or not data.startswith(_OLE):
        return data
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import FileFormatError

    try:
        file = OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return data
    except (FileFormatError, OSError, ValueError):
        return data  # no Office file: the reader of what it is will say more
    opened = io.BytesIO()
    try:
        file.load_key(password=password)
        file.decrypt(opened)
    except Exception as error:  # a wrong password shows in many ways
        raise Unreadable("encrypted") from error
    return opened.getvalue()
