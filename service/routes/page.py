"""``GET /``: where the interface for programs is, until there is a page for people."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>wipo-rag</title></head>
<body>
<h1>wipo-rag</h1>
<p>Cited answers from meeting documents, in six languages.</p>
<ul>
<li>Ask: <code>POST /v1/ask</code> with <code>{"question": "…"}</code></li>
<li>Search: <code>POST /v1/search</code> with <code>{"query": "…"}</code></li>
<li><a href="/v1/documents">Documents held</a></li>
<li><a href="/openapi.json">Description of the interface (OpenAPI)</a></li>
<li><a href="/health/ready">Is it ready?</a></li>
</ul>
<p>Answers are unofficial; only the documents are authentic.</p>
</body>
</html>
"""


@router.get("/")
async def page() -> HTMLResponse:
    """Return the page."""
    return HTMLResponse(_PAGE)
