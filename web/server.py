"""Runs the drop page on this machine until Ctrl-C."""

from __future__ import annotations

import contextlib
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace

import uvicorn

from ..settings import Settings
from .app import application
from .intake import Bounds
from .jobs import Jobs

_HOST = "127.0.0.1"
_FAREWELL = 2  # seconds that open connections may take to end


def serve(settings: Settings, port: int, bounds: Bounds, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `ready` is told the address.  OSError when the port is taken."""
    with (
        contextlib.suppress(KeyboardInterrupt),
        running(settings, port, bounds) as (server, listener),
    ):
        ready(server.address)
        server.run(sockets=[listener])


class Server(uvicorn.Server):
    """A server that knows the `address` to open, with its token."""

    address = ""


@contextlib.contextmanager
def running(
    settings: Settings, port: int, bounds: Bounds
) -> Iterator[tuple[Server, socket.socket]]:
    """A server ready to run on a socket of its own; afterwards nothing is left of its jobs."""
    settings = replace(settings, formats=("html",))
    token = secrets.token_urlsafe(18)
    with socket.create_server((_HOST, port)) as listener:
        port = listener.getsockname()[1]
        jobs = Jobs(settings, bounds)
        hosts = (f"{_HOST}:{port}", f"localhost:{port}")
        app = application(jobs, bounds, token, hosts, settings.language)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, lifespan="off",
            timeout_graceful_shutdown=_FAREWELL, loop="asyncio", http="h11", ws="none",
        )  # fmt: skip
        server = Server(config)
        server.address = f"http://{_HOST}:{port}/{token}/"
        try:
            yield server, listener
        finally:
            jobs.close()
