"""Small parsed documents that tell of records, built without any file or extractor.

One session proposes, in two languages and a draft; the next decides; what they say differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evaluation.faults.documents import make_document
from ingest.records.types import (
    Action,
    Amount,
    BudgetCell,
    BudgetLine,
    ExpectedResult,
    Fact,
    Indicator,
    Mention,
    Outcome,
    OutcomeKind,
    Output,
    Project,
    Proof,
    Quarter,
    Recommendation,
    Record,
    Risk,
    State,
    TimetableRow,
)
from ingest.types import Language, Parsed, Span, Status


class Telling:
    """A document that is given records; quotes are looked up in its passages."""

    def __init__(
        self,
        symbol: str,
        language: Language,
        paragraphs: Mapping[str, str],
        *,
        date: str | None = None,
        version: str | None = None,
        statuses: Mapping[str, Status] | None = None,
    ) -> None:
        self.parsed = make_document(
            symbol, language, paragraphs, date=date, version=version, statuses=statuses
        )
        self.key = self.parsed.document.key
        self.language = language
        self.records: list[Record] = []
        self.mentions: list[Mention] = []

    def proof(self, locator: str, quote: str) -> Proof:
        """Return where ``quote`` stands in the passage at ``locator``."""
        passage = next(p for p in self.parsed.passages if p.locator == locator)
        start = passage.spans[0].start + passage.text.index(quote)
        return Proof(passage.key, Span(start, start + len(quote)), quote)

    def text(self, locator: str, quote: str) -> Fact[str]:
        """Return ``quote`` as a fact."""
        return Fact(quote, (self.proof(locator, quote),))

    def made(self) -> Parsed:
        """Return the document with its records and mentions."""
        return replace(self.parsed, records=tuple(self.records), mentions=tuple(self.mentions))


def _actions(of: Telling, locator: str, *texts: str) -> tuple[Action, ...]:
    return tuple(
        Action(letter, of.text(locator, text)) for letter, text in zip("abcde", texts, strict=False)
    )


def proposal(language: Language = "en", version: str | None = None) -> Parsed:
    """Return the document that proposes: a recommendation, a project and an invitation."""
    french = language == "fr"
    amount = "100,000" if version else "205 000" if french else "205,000"
    texts = {
        "p1": "1. Les offices devraient créer un réseau : la veille, le partage, la mesure. R36"
        if french
        else "1. Offices should build a network: watching, sharing, measuring. See R36.",
        "p2": f"2. Projet pilote sur la PI et le tourisme (DA_7_12_01), {amount} francs, 18 mois."
        if french
        else f"2. Project on IP and tourism – Phase II (DA_7_12_01), {amount} francs, 18 months,"
        " proposed by Norway; 12; guide, lectures; 60 %; delay, =reserve; 1.1 More tourism.",
        "p3": "3. Le CDIP est invité à examiner le projet."
        if french
        else "3. The CDIP is invited to consider the project.",
    }
    statuses = {"p3": Status.INVITATION}
    date = "2031-02-01" if version else "2031-03-01"
    of = Telling("CDIP/91/4", language, texts, date=date, version=version, statuses=statuses)
    words = (
        ("la veille", "le partage", "la mesure") if french else ("watching", "sharing", "measuring")
    )
    network = "créer un réseau" if french else "build a network"
    of.records.append(
        Recommendation(
            of.key,
            language,
            "ICT",
            Fact(1, (of.proof("p1", "1"),)),
            of.text("p1", network),
            actions=_actions(of, "p1", *words),
            corresponds_to=(of.text("p1", "R36"),),
        )
    )
    code = of.text("p2", "DA_7_12_01")
    printed = Fact(
        Amount(int(amount.replace(",", "").replace(" ", "")), "CHF"),
        (of.proof("p2", f"{amount} francs"),),
    )
    title = (
        "Projet pilote sur la PI et le tourisme"
        if french
        else ("Project on IP and tourism – Phase II")
    )
    months = Fact(18, (of.proof("p2", "18 mois" if french else "18 months"),))
    project = Project(
        of.key,
        language,
        of.text("p2", title),
        code=code,
        duration_months=months,
        budget=printed,
    )
    of.records.append(project if french else _detailed(of, project))
    of.records.append(
        Outcome(
            of.key,
            language,
            OutcomeKind.INVITATION,
            of.text("p3", "examiner le projet" if french else "consider the project"),
            meeting="CDIP/91",
            body=of.text("p3", "CDIP"),
        )
    )
    return of.made()


def _detailed(of: Telling, project: Project) -> Project:
    guide = of.text("p2", "guide")
    amount = Fact(Amount(12, "CHF"), (of.proof("p2", "12"),))
    return replace(
        project,
        phase=Fact(2, (of.proof("p2", "Phase II"),)),
        status=Fact(State.PROPOSED, (of.proof("p2", "proposed"),)),
        recommendations=(Fact(12, (of.proof("p2", "12"),)),),
        proponents=(of.text("p2", "Norway"),),
        outputs=(Output(1, guide, (of.text("p2", "lectures"),)),),
        indicators=(Indicator(guide, None, (Fact(60.0, (of.proof("p2", "60 %"),)),)),),
        risks=(Risk(of.text("p2", "=reserve"), of.text("p2", "delay")),),
        timetable=(TimetableRow(guide, (Fact(Quarter(1, 2), (of.proof("p2", "12"),)),)),),
        budget_lines=(BudgetLine("output", guide, (BudgetCell(("Year 1",), amount),)),),
        expected_results=(ExpectedResult(of.text("p2", "1.1"), of.text("p2", "More tourism")),),
        countries=(of.text("p2", "Norway"),),
    )


def decision() -> Parsed:
    """Return the document of the next session, which decides on the project."""
    texts = {
        "p1": "1. Recommendation 1: build a network"
        " (watching, sharing, measuring, telling, asking).",
        "p2": "2. Project on intellectual property and Tourism, phase 2: approved, 210,000 francs.",
        "p3": "3. The CDIP approved the project. It thanked Norway.",
        "p4": "4. The CDIP is invited to elect a chair.",
    }
    statuses = {"p3": Status.DECISION, "p4": Status.INVITATION}
    of = Telling("CDIP/92/2", "en", texts, date="2031-10-01", statuses=statuses)
    words = ("watching", "sharing", "measuring", "telling", "asking")
    of.records = [
        Recommendation(
            of.key,
            "en",
            "ICT",
            Fact(1, (of.proof("p1", "Recommendation 1"),)),
            of.text("p1", "build a network"),
            actions=_actions(of, "p1", *words),
        ),
        Project(
            of.key,
            "en",
            of.text("p2", "Project on intellectual property and Tourism, phase 2"),
            status=Fact(State.APPROVED, (of.proof("p2", "approved"),)),
            budget=Fact(Amount(210_000, "CHF"), (of.proof("p2", "210,000 francs"),)),
        ),
        Project(of.key, "en", of.text("p3", "Norway")),
        Outcome(
            of.key,
            "en",
            OutcomeKind.DECISION,
            of.text("p3", "approved the project"),
            meeting="CDIP/92",
            body=of.text("p3", "CDIP"),
            letter="a",
        ),
        Outcome(
            of.key, "en", OutcomeKind.INVITATION, of.text("p4", "elect a chair"), meeting="CDIP/92"
        ),
    ]
    proof = of.proof("p3", "the project")
    of.mentions = [Mention("passage:CDIP/91/4#p3", proof), Mention("project:DA_7_12_01", proof)]
    return of.made()


def remark() -> Parsed:
    """Return a document without a date, of the session before, that only speaks of them."""
    texts = {"p1": "1. It has rained. The Delegation of Chile recalled ICT recommendation 1 then."}
    of = Telling("CDIP/90/9", "en", texts, statuses={"p1": Status.DELEGATION})
    of.mentions = [Mention("recommendation:ICT/1", of.proof("p1", "ICT recommendation 1"))]
    return of.made()


def told_documents() -> list[Parsed]:
    """Return them all: a proposal in two languages and as a draft, a decision, a remark."""
    return [proposal(), proposal("fr"), proposal(version="Prov."), decision(), remark()]
