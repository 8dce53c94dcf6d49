"""gouji (勾稽): recomputes what public-sector reports assert and lists what does not add up.

`check()` and `read()` are the public API; `findings_frame()` and `figures_frame()` turn results
into pandas frames.  Importing this module imports nothing else.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["check", "figures_frame", "findings_frame", "read"]


def __getattr__(name: str) -> Any:
    if name.endswith("_frame") and name in __all__:
        from .outputs import frames

        return getattr(frames, name)
    if name in __all__:
        from . import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
