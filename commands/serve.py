"""gouji serve: the drop page."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from .choices import choose
from .shared import ConfigOption, JobsOption, LangOption, say, stop

_EXTRA = {"starlette", "uvicorn", "jinja2"}


def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="端口，0 为任意空闲端口 · port, 0: any free one.")
    ] = 0,
    open_page: Annotated[
        bool, typer.Option("--open", help="在浏览器中打开 · open it in the browser.")
    ] = False,
    limit: Annotated[
        int, typer.Option(min=1, help="一次投放的总量上限（MB） · MB that one drop may hold.")
    ] = 2048,
    jobs: JobsOption = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.1, help="每份报告的时限（秒） · seconds a report.")
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=64, help="每个进程的内存上限（MB） · MB of memory a process.")
    ] = None,
    lang: LangOption = None,
    config: ConfigOption = None,
) -> None:
    """本机投放页：拖入文件夹或压缩包，阅读、处置、下载底稿 · Serve a drop page on this machine."""
    given = {"jobs": jobs, "timeout": timeout, "memory": memory, "lang": lang}
    choices = choose([], config, given)
    language = choices.language
    try:
        from ..web.intake import Bounds
        from ..web.server import serve as run
    except ModuleNotFoundError as missing:
        if missing.name not in _EXTRA:
            raise
        raise stop(
            f"缺少 {missing.name}；请安装：pip install 'gouji[web]'",
            f"{missing.name} is missing; install it: pip install 'gouji[web]'",
            language,
        ) from missing

    def ready(address: str) -> None:
        say(
            "在浏览器中打开下面的地址，按 Ctrl-C 结束：",
            "Open this address; Ctrl-C ends it:",
            language,
        )
        print(address, flush=True)
        if open_page:
            webbrowser.open(address)

    try:
        run(choices.settings(), port, Bounds(total=limit << 20), ready)
    except OSError as error:
        why = error.strerror or error
        raise stop(
            f"不能使用端口 {port}：{why}", f"cannot use port {port}: {why}", language
        ) from error
    say("已结束，投放的文件已删除。", "Ended; what was dropped has been removed.", language)
