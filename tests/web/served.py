"""A running drop page, and requests to it as another program would make them."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

from gouji.settings import Settings

DECISION = {"report": 0, "fingerprint": "x", "disposition": "confirmed", "remarks": ""}


@contextmanager
def serving(**options: Any) -> Iterator[str]:
    """The address of a server with the given bounds; it has ended afterwards."""
    from gouji.web.intake import Bounds
    from gouji.web.server import running

    with running(Settings(jobs=1), 0, Bounds(**options)) as (server, listener):
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield server.address
        finally:
            server.should_exit = True
            thread.join()


@dataclass
class Visitor:
    """One browser's requests to the server at `address`."""

    address: str
    cookie: str = ""

    def __post_init__(self) -> None:
        status, headers, _ = self.ask("GET", "")
        assert status == 200
        (morsel,) = SimpleCookie(headers["set-cookie"]).values()
        self.cookie = f"{morsel.key}={morsel.value}"

    @property
    def origin(self) -> str:
        return "/".join(self.address.split("/")[:3])

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body of an answer.  `headers` of "" are left out."""
        given = {"Origin": self.origin, "Cookie": self.cookie, **headers}
        request = urllib.request.Request(
            path if path.startswith("http") else self.address + path,
            data=body,
            method=method,
            headers={name: value for name, value in given.items() if value},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                found = {name.lower(): value for name, value in answer.headers.items()}
                return answer.status, found, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, {}, refused.read()

    def jobs(self) -> list[dict[str, Any]]:
        """The jobs that this browser sees."""
        listed: list[dict[str, Any]] = json.loads(self.ask("GET", "jobs")[2])
        return listed

    def new_job(self) -> str:
        return str(json.loads(self.ask("POST", "jobs?title=x")[2])["id"])

    def put(self, job: str, name: str, data: bytes) -> int:
        return self.ask("PUT", f"jobs/{job}/files?name={quote(name)}", data)[0]
