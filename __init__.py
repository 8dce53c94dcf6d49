"""gouji (勾稽): recomputes what public-sector reports assert and lists what does not add up.

`check()` and `read()` are the public API.  Importing this module imports nothing else.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["check", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
