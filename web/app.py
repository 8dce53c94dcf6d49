"""The answers to a browser's requests."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Collection
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import jinja2
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from ..outputs.formats import FORMATS
from ..outputs.words import Words
from ..validate.finding import DISPOSITIONS, Handling
from .guard import Guard
from .intake import Bounds, TooMuch
from .jobs import DONE, RECEIVING, Job, Jobs, TooManyJobs

_COOKIE = "gouji"
_SESSION = re.compile(r"[\w-]{20,64}")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_LONGEST_REMARK = 2_000
_LONGEST_TITLE = 120
_DECISIONS_LIMIT = 64 << 10  # bytes of one request that takes a decision


class App:
    """The server's answers; `words` in the language of the run."""

    def __init__(self, jobs: Jobs, bounds: Bounds, token: str, language: str) -> None:
        self._jobs, self._bounds, self._token = jobs, bounds, token
        self._language, self._words = language, Words(language)

    def routes(self) -> list[Route]:
        job = "/jobs/{job}"
        return [
            Route("/", self.home),
            Route("/drop.js", self.asset),
            Route("/drop.css", self.asset),
            Route("/jobs", self.jobs),
            Route("/jobs", self.create, methods=["POST"]),
            Route(job, self.remove, methods=["DELETE"]),
            Route(f"{job}/files", self.receive, methods=["PUT"]),
            Route(f"{job}/start", self.start, methods=["POST"]),
            Route(f"{job}/report", self.report),
            Route(f"{job}/workbook", self.workbook),
            Route(f"{job}/decisions", self.decisions),
            Route(f"{job}/decisions", self.decide, methods=["PUT"]),
        ]

    async def home(self, request: Request) -> Response:
        """The drop page; a browser that comes for the first time gets its session."""
        words, bounds = self._words.whole("drop"), self._bounds
        words["limits"] = self._words(
            "drop", "limits", count=bounds.count, size=f"{bounds.total / (1 << 30):.3g}"
        )
        response = HTMLResponse(
            _template().render(words=words, bounds=asdict(bounds), language=self._language)
        )
        response.headers["Content-Security-Policy"] = _POLICY
        if not _SESSION.fullmatch(request.cookies.get(_COOKIE, "")):
            response.set_cookie(
                _COOKIE, secrets.token_urlsafe(24), path=f"/{self._token}",
                httponly=True, samesite="strict",
            )  # fmt: skip
        return response

    async def asset(self, request: Request) -> Response:
        name = request.url.path.rsplit("/", 1)[1]
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        return Response(_source(name), media_type=kind)

    async def jobs(self, request: Request) -> Response:
        return JSONResponse(self._jobs.of(_session(request)))

    async def create(self, request: Request) -> Response:
        title = request.query_params.get("title", "")[:_LONGEST_TITLE]
        try:
            job = self._jobs.create(_session(request), title)
        except TooManyJobs:
            return self._refused("too_many_jobs")
        return JSONResponse({"id": job.id}, 201)

    async def receive(self, request: Request) -> Response:
        """One file, its name in the query, its bytes as the body."""
        job = self._job(request, RECEIVING)
        intake = job.intake
        try:
            path = intake.place(request.query_params.get("name", ""))
        except TooMuch as failure:
            return self._refused(failure.code)
        except ValueError:
            return self._refused("no_name")
        try:
            with path.open("wb", buffering=0) as out:
                async for part in request.stream():
                    intake.grow(path, len(part))
                    out.write(part)
            await run_in_threadpool(intake.unpack, path)
        except (TooMuch, ClientDisconnect) as failure:
            path.unlink(missing_ok=True)
            return self._refused(failure.code if isinstance(failure, TooMuch) else "lost")
        return Response(status_code=204)

    async def start(self, request: Request) -> Response:
        self._jobs.start(self._job(request, RECEIVING))
        return Response(status_code=204)

    async def remove(self, request: Request) -> Response:
        self._jobs.remove(self._job(request))
        return Response(status_code=204)

    async def report(self, request: Request) -> Response:
        return FileResponse(self._job(request, DONE).report, media_type="text/html")

    async def workbook(self, request: Request) -> Response:
        job = self._job(request, DONE)
        path = await run_in_threadpool(self._jobs.workbook, job, self._language)
        return FileResponse(
            path, filename=FORMATS["xlsx"].filename, background=BackgroundTask(path.unlink)
        )

    async def decisions(self, request: Request) -> Response:
        job = self._job(request, DONE)
        return JSONResponse([
            {"report": report, "fingerprint": fingerprint, "disposition": handling.disposition,
             "remarks": handling.remarks}
            for (report, fingerprint), handling in job.decisions.items()
        ])  # fmt: skip

    async def decide(self, request: Request) -> Response:
        """What an auditor decided about one finding."""
        job = self._job(request, DONE)
        key, handling = _decision(await _small_json(request))
        job.decisions[key] = handling
        return Response(status_code=204)

    def _job(self, request: Request, state: str | None = None) -> Job:
        """The session's job that is asked for.  404 for any other, 409 in another state."""
        job = self._jobs.find(request.path_params["job"], _session(request))
        if job is None:
            raise HTTPException(404)
        if state is not None and job.state != state:
            raise HTTPException(409)
        return job

    def _refused(self, code: str) -> Response:
        return JSONResponse({"message": self._words("drop", code)}, 413)


def application(
    jobs: Jobs, bounds: Bounds, token: str, hosts: Collection[str], language: str
) -> Starlette:
    """The application behind its guard, at the path of the token."""
    app = App(jobs, bounds, token, language)
    return Starlette(
        routes=[Mount(f"/{token}", routes=app.routes())],
        middleware=[Middleware(Guard, token=token, hosts=hosts)],
    )


def _session(request: Request) -> str:
    """The browser's session.  403 when it brings none: it has not opened the drop page."""
    session = request.cookies.get(_COOKIE, "")
    if not _SESSION.fullmatch(session):
        raise HTTPException(403)
    return session


async def _small_json(request: Request) -> Any:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _DECISIONS_LIMIT:
            raise HTTPException(413)
    try:
        return json.loads(body)
    except ValueError as error:
        raise HTTPException(400) from error


def _decision(data: Any) -> tuple[tuple[int, str], Handling]:
    """The finding meant and what is decided.  400 for anything else."""
    match data:
        case {"report": int(report), "fingerprint": str(fingerprint),
              "disposition": str(disposition), "remarks": str(remarks)}:  # fmt: skip
            if disposition in DISPOSITIONS and len(remarks) <= _LONGEST_REMARK:
                return (report, fingerprint), Handling(disposition, remarks)
    raise HTTPException(400)


def _source(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True).from_string(_source("drop.html"))
