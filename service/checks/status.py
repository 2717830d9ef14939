"""Who says it, and whether it was done: a wish is no decision, one delegation not the committee."""

from __future__ import annotations

from config.claim_words import claim_words
from config.profiles import profile
from ingest.types import Passage, Status
from service.checks.basis import Basis
from service.countries import names_country
from service.decisions import tells_of_decision
from service.messages import messages
from service.words import search_key

_ACTS = ("adoption", "rejection")


def has_wrong_status(text: str, basis: Basis) -> bool:
    """Say whether a sentence tells as decided what was not, or as said by all what one said."""
    language = basis.language
    if language is None:
        return False
    cues, asks, key = profile(language).cues, messages(language).asks, search_key(text)
    decides = bool(cues.decision.search(text) or cues.outcome.search(text))
    invites = bool(claim_words(language).invited.search(text) or cues.invitation.search(text))
    if decides and not any(map(tells_of_decision, basis.passages)):
        return True
    statuses = {passage.status for passage in basis.passages}
    if statuses == {Status.DELEGATION}:
        return not _is_attributed(text, basis)
    if any(asks[act].search(key) and not _acts(basis, act) for act in _ACTS):
        return True
    if asks["decision"].search(key) and not (_acts(basis, "decision") or _acts(basis, "adoption")):
        return True
    return statuses == {Status.INVITATION} and (decides or not invites)


def _acts(basis: Basis, act: str) -> bool:
    """Say whether a cited passage speaks of such an act, or says that there was none."""
    return any(_speaks_of(passage, act) for passage in basis.passages)


def _speaks_of(passage: Passage, act: str) -> bool:
    texts, key = messages(passage.language), search_key(passage.text)
    return bool(texts.asks[act].search(key) or texts.evidence["undecided"].search(key))


def _is_attributed(text: str, basis: Basis) -> bool:
    """Say whether a sentence names who spoke, and not before that the body that decides."""
    language = basis.language
    if language is None:
        return True
    body = profile(language).cues.body.search(text)
    before = text[: body.start()] if body else text
    return bool(claim_words(language).speakers.search(before)) or names_country(before, language)
