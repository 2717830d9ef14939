"""Settings of who may use the service from where, how often, and what is not repeated in public."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, IPvAnyNetwork

CODES = "codes"
"""Names the patterns of ``config/languages/withheld``: codes that open a door."""

_ORIGIN = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?")


def _origin(given: str) -> str:
    """Take scheme, host and port and nothing else: neither ``*`` nor ``null`` nor a path."""
    written = given.strip().lower()
    if not _ORIGIN.fullmatch(written):
        raise ValueError("an origin is written https://host or https://host:port")
    scheme, _, host = written.partition("://")
    # As browsers send it: without the port that the scheme implies.
    return f"{scheme}://{host.removesuffix(':443' if scheme == 'https' else ':80')}"


def _pattern(given: str) -> str:
    try:
        re.compile(given)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return given


Origin = Annotated[str, AfterValidator(_origin)]
Pattern = Annotated[str, AfterValidator(_pattern)]

_MAIL = r"[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
_MAIL_OF_AN_OFFICE = (
    r"(?:[a-z0-9]+(?:-[a-z0-9]+)+"
    r"|info|mail|contact|office|secretariat|registration|meetings?|events?|press|help|support)@.*"
)


class LimitSettings(BaseModel):
    """Who may ask from other sites, how often anyone may ask, what the widget does not repeat."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origins: tuple[Origin, ...] = Field(
        default=(), description="Sites that may embed the widget, as https://meetings.example.org."
    )
    requests_per_minute: int = Field(
        default=120, ge=0, description="Of one address; then 429. 0: any."
    )
    trusted_proxies: tuple[IPvAnyNetwork, ...] = Field(
        default=(), description="Networks whose word on the reader's address is taken."
    )
    forwarded_header: str = Field(
        default="x-forwarded-for",
        pattern=r"^[a-z][a-z0-9-]{0,60}$",
        description="Where these proxies write the address, the nearest last.",
    )
    withheld: tuple[Pattern, ...] = Field(
        default=(CODES, _MAIL),
        description="What the widget does not repeat: regular expressions; codes: access codes.",
    )
    shown: tuple[Pattern, ...] = Field(
        default=(_MAIL_OF_AN_OFFICE,),
        description="What it repeats although it is withheld: addresses of offices.",
    )
