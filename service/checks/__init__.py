"""What is verified before anything leaves: every sentence of every generator.

A draft is a proposal. A claim whose quotes are not all exact slices of the documents they name
is dropped whole, and so is one that says more, in its own words, than the passages it cites
(``service.checks.claims``). Nothing is mended: what is left is told, and what was dropped is said
with its reason. Whatever generator made the draft, this is the only way out.
"""

from __future__ import annotations

from dataclasses import replace

from service.checks.basis import Basis, is_verbatim
from service.checks.claims import Fault, fault_of
from service.checks.quotes import check_quote, genuine, is_no_decision
from service.checks.support import Support
from service.library import Library
from service.types import Claim, Draft, Dropped

__all__ = ["Fault", "Support", "check_quote", "genuine", "verified"]


def verified(
    draft: Draft,
    library: Library,
    *,
    as_decision: bool = False,
    support: Support | None = None,
) -> Draft:
    """Return ``draft`` without the claims that fail, each of which is in its ``dropped``.

    ``as_decision``: the claims say what was decided, so none may rest on an invitation to decide
    or on what one delegation said. ``support`` measures how well cited sentences support a claim
    that a model worded.
    """
    kept: list[Claim] = []
    dropped: list[Dropped] = []
    for claim in draft.claims:
        fault = _fault(claim, draft, library, as_decision, support)
        if fault is None:
            kept.append(claim)
        else:
            dropped.append(Dropped(claim.text, fault.value))
    return replace(draft, claims=tuple(kept), dropped=(*draft.dropped, *dropped))


def _fault(
    claim: Claim, draft: Draft, library: Library, as_decision: bool, support: Support | None
) -> Fault | None:
    if not claim.text.strip() or not claim.quotes:
        return Fault.NO_CITATION
    if genuine(claim.quotes, library) != claim.quotes:
        return Fault.QUOTE
    if as_decision and draft.worded is None and any(map(is_no_decision, claim.quotes)):
        return Fault.STATUS
    said = claim.text.removeprefix(claim.own).strip()
    if draft.worded is None and (not said or is_verbatim(replace(claim, text=said))):
        return None
    return fault_of(said, Basis.of(claim, draft.worded), support)
