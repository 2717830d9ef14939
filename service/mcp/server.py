"""A server of the protocol for the tools; both transports use it."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import orjson
from mcp import MCPError
from mcp.server import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Described
from pydantic import ValidationError

from index.errors import RetrievalError
from service import problems
from service.dependencies import Desk
from service.errors import AnswerError, BadRequest
from service.mcp.tools import TOOLS, Tool, schema
from service.to_json import dumps

logger = logging.getLogger(__name__)

_MOST_BYTES = 512 * 1024  # of one result
_INSTRUCTIONS = (
    "Meeting documents of an international organisation in Arabic, Chinese, English, French,"
    " Russian and Spanish. Say only what a passage says, cite its symbol and paragraph, and quote"
    " its exact words. Where nothing fits, say that the documents held here do not tell."
)


def build_server(desk: Desk) -> Server[Any]:
    """Return a server whose tools answer from what ``desk`` holds, in its pool."""
    tools = {tool.name: tool for tool in TOOLS}
    described = [_described(tool) for tool in TOOLS]

    async def list_tools(
        context: ServerRequestContext[Any, Any], params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        del context, params
        return ListToolsResult(tools=described)

    async def call_tool(
        context: ServerRequestContext[Any, Any], params: CallToolRequestParams
    ) -> CallToolResult:
        del context
        tool = tools.get(params.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"there is no such tool; there are {', '.join(tools)}")
        return await _called(desk, tool, params.arguments or {})

    return Server(
        "wipo-rag",
        version=_version(),
        title="wipo-rag",
        instructions=_INSTRUCTIONS,
        get_tool_input_schema={each.name: each.input_schema for each in described}.get,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: Tool) -> Described:
    return Described(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=schema(tool.takes),
        output_schema=schema(tool.gives, given=True),
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


async def _called(desk: Desk, tool: Tool, arguments: dict[str, Any]) -> CallToolResult:
    """Return the result of a tool, or in words for the caller why there is none."""
    try:
        asked = tool.takes.model_validate(arguments)
        return await desk.pool.admit(lambda: _result(tool.job(desk.current.get(), asked)))
    except ValidationError as error:
        return _failed("invalid", _faults(error))
    except (AnswerError, RetrievalError) as error:
        _, code, detail = problems.describe(error)
        return _failed(code, detail)
    except Exception:
        logger.exception("the tool %s failed", tool.name)
        return _failed(*problems.describe(RuntimeError())[1:])


def _result(payload: dict[str, Any]) -> CallToolResult:
    text = dumps(payload)
    if len(text) > _MOST_BYTES:
        raise BadRequest(
            f"the result has {len(text)} bytes, more than {_MOST_BYTES}: ask for fewer at once"
        )
    # Assistants that do not know structured results read the same as text.
    content = TextContent(type="text", text=text.decode())
    return CallToolResult(content=[content], structured_content=orjson.loads(text))


def _failed(code: str, detail: str) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(type="text", text=f"{code}: {detail}")], is_error=True
    )


def _faults(error: ValidationError) -> str:
    """Say what is wrong with the arguments, without repeating them."""
    faults = (
        f"{'.'.join(str(step)[:100] for step in each['loc']) or 'arguments'}: {each['msg']}"
        for each in error.errors(include_url=False, include_input=False, include_context=False)
    )
    return "; ".join(list(faults)[:20])


def _version() -> str:
    try:
        return version("wipo-rag")
    except PackageNotFoundError:
        return "0"
