"""What a request may be shown: a page of another site, or whoever says that it is public, less."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from service.dependencies import DeskDep
from service.limits.guard import is_from_other_site
from service.redaction.patterns import Withheld, withheld

_ALL_SHOWN = Withheld((), ())


def _withheld(
    request: Request,
    desk: DeskDep,
    public: Annotated[
        bool,
        Query(description="Leave out what `limits.withheld` lists; the widget always says so."),
    ] = False,
) -> Withheld:
    limits = desk.settings.limits
    if public or is_from_other_site(request.headers, limits):
        return withheld(limits)
    return _ALL_SHOWN


WithheldDep = Annotated[Withheld, Depends(_withheld)]
