"""What a browser may do on our pages: our own files from here, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

_POLICY = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("connect-src", "'self'"),
    ("img-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("require-trusted-types-for", "'script'"),
)


def policy(frame_ancestors: Sequence[str] = ()) -> str:
    """Return the content security policy of an HTML page.

    ``frame_ancestors`` are the origins that may show it in a frame; none by default.
    """
    ancestors = " ".join(frame_ancestors) or "'none'"
    parts = [*_POLICY, ("frame-ancestors", ancestors)]
    return "; ".join(f"{name} {value}" for name, value in parts)


def page_headers(frame_ancestors: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers of an HTML page. See ``policy``.

    A page may be kept for going back to it, and is asked for again otherwise: it depends on the
    languages that the browser asks for.
    """
    return {
        "content-security-policy": policy(frame_ancestors),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "cache-control": "private, no-cache",
        "vary": "accept-language, accept-encoding",
    }
