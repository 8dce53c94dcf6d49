"""Who may speak to the server: only pages that it served itself, opened by its own address."""

from __future__ import annotations

import secrets
from collections.abc import Collection, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = ("GET", "HEAD")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets a request through when host, origin and the token in its path are right.

    The host is checked against DNS rebinding, the origin against other sites' requests; the
    token keeps other users of the machine out.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: Collection[str]) -> None:
        self._app, self._token, self._hosts = app, token, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        status = self._refusal(scope)
        answer = self._app if status is None else PlainTextResponse("", status)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await answer(scope, receive, guarded)

    def _refusal(self, scope: MutableMapping[str, Any]) -> int | None:
        """The status with which a request is refused, None when it may pass."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._hosts:
            return 400
        token = str(scope["path"]).split("/")[1].encode("utf-8", "replace")
        if not secrets.compare_digest(token, self._token.encode()):
            return 404
        if scope["method"] in _SAFE:
            return None
        return None if headers.get("origin") == f"http://{headers['host']}" else 403
