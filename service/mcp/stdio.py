"""The protocol over standard input and output, for assistants that start us as a child."""

from __future__ import annotations

import asyncio

from mcp.server.stdio import stdio_server

from config.settings import Settings
from service.dependencies import Desk
from service.mcp.server import build_server
from service.metrics import Metrics
from service.pool import Pool
from service.serving import Current


def serve_stdio(settings: Settings) -> None:
    """Answer until standard input ends. An index that is not there yet is waited for."""
    desk = Desk(
        settings=settings,
        current=Current(settings),
        pool=Pool(settings.service.workers, settings.service.queue),
        metrics=Metrics(),
    )
    try:
        asyncio.run(_serve(desk))
    finally:
        desk.pool.close()


async def _serve(desk: Desk) -> None:
    server = build_server(desk)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
