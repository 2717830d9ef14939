"""What ``ingest/records`` emits: things that documents tell of, each value with its proof.

Counting rules: spans are offsets into ``Document.text``; a quote is exactly that slice. A field
that the text does not tell is None or empty, never guessed. Letters, labels and codes are given
without brackets and dots ("a", "iv", "2.4").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from ingest.types import Language, Span

T = TypeVar("T", covariant=True)


class Proof(NamedTuple):
    """A slice of the document in which a value is printed, and the passage that holds it."""

    passage: str  # Passage.key
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value and where it is printed; several proofs where a page or column cuts it in two.

    A text is its proofs joined with single blanks; a number, date or amount is printed in the
    first of them; a state is told by the words of the first.
    """

    value: T
    proofs: tuple[Proof, ...]

    @property
    def printed(self) -> str:
        """The value as the document prints it, blanks and line ends made one blank."""
        return " ".join(" ".join(proof.quote for proof in self.proofs).split())


class Amount(NamedTuple):
    """Money: an exact number and an ISO 4217 code. A dash in a table of money is 0."""

    amount: int | float
    currency: str


class State(StrEnum):
    """How far a thing has come: never further than the words say."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    ADOPTED = "adopted"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    DISCONTINUED = "discontinued"


@dataclass(frozen=True, slots=True)
class Record:
    """What all records share: the document (key and language) that tells of them."""

    document: str
    language: Language


# --- recommendations --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SubItem:
    """One item of an action or recommendation: "i", its text without the label."""

    label: str
    text: Fact[str]


@dataclass(frozen=True, slots=True)
class Action:
    """One action that a recommendation recommends. ``addressee``: who is to act."""

    letter: str
    text: Fact[str]
    sub_items: tuple[SubItem, ...] = ()
    addressee: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class ExpectedResult:
    """A result of the programme and budget that a recommendation or project is linked with."""

    code: Fact[str]
    text: Fact[str]


@dataclass(frozen=True, slots=True)
class Recommendation(Record):
    """A numbered recommendation of a set.

    ``set`` is "DA" (Development Agenda), "ICT" (ICT and IP administration), or the symbol of the
    document where it says neither. ``corresponds_to`` names older recommendations ("R36");
    ``is_new`` is true where the text says that there is none. ``immediate`` is told only in
    documents that use the mark ``*``.
    """

    set: str
    number: Fact[int]
    text: Fact[str]
    sub_items: tuple[SubItem, ...] = ()
    actions: tuple[Action, ...] = ()
    corresponds_to: tuple[Fact[str], ...] = ()
    is_new: Fact[bool] | None = None
    expected_results: tuple[ExpectedResult, ...] = ()
    addressee: Fact[str] | None = None
    immediate: Fact[bool] | None = None
    status: Fact[State] | None = None


# --- projects ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Output:
    """What a project delivers, and the activities that lead to it."""

    number: int | None
    text: Fact[str]
    activities: tuple[Fact[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """How success is measured. ``of``: the objective, outcome or output; percentages as numbers."""

    text: Fact[str]
    of: Fact[str] | None = None
    percentages: tuple[Fact[float], ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk of a project and how it is to be met."""

    text: Fact[str]
    mitigation: Fact[str] | None = None


class Quarter(NamedTuple):
    """A quarter of a project: year and quarter count from 1."""

    year: int
    quarter: int


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One activity and the quarters that are marked for it; none where no cell is."""

    activity: Fact[str]
    quarters: tuple[Fact[Quarter], ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetCell:
    """One amount of a budget table; ``column``: the heads above it, outermost first."""

    column: tuple[str, ...]
    amount: Fact[Amount]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One row of a budget table: ``by`` "output" or "category"; every cell, dashes as 0."""

    by: str
    label: Fact[str]
    cells: tuple[BudgetCell, ...] = ()
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Project(Record):
    """A project as one document tells of it: by its form, in a list, or in a paragraph.

    ``number`` is its place in a list, ``listed_as`` the heading of that list. ``phase`` is 1
    only where the text says so. ``body`` and ``session``: who considers or approved it.
    """

    title: Fact[str]
    code: Fact[str] | None = None
    phase: Fact[int] | None = None
    status: Fact[State] | None = None
    number: Fact[int] | None = None
    listed_as: Fact[str] | None = None
    recommendations: tuple[Fact[int], ...] = ()
    duration_months: Fact[int] | None = None
    budget: Fact[Amount] | None = None
    personnel_budget: Fact[Amount] | None = None
    other_budget: Fact[Amount] | None = None
    proponents: tuple[Fact[str], ...] = ()
    proposed_on: Fact[str] | None = None  # ISO 8601
    body: Fact[str] | None = None  # "CDIP"
    session: Fact[int] | None = None
    entity: Fact[str] | None = None
    linked_entities: tuple[Fact[str], ...] = ()
    linked_projects: tuple[Fact[str], ...] = ()
    expected_results: tuple[ExpectedResult, ...] = ()
    objectives: tuple[Fact[str], ...] = ()
    outputs: tuple[Output, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    risks: tuple[Risk, ...] = ()
    timetable: tuple[TimetableRow, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    countries: tuple[Fact[str], ...] = ()
    symbols: tuple[Fact[str], ...] = ()  # documents named with it


# --- outcomes ---------------------------------------------------------------------------------


class OutcomeKind(StrEnum):
    """What an outcome is. What a body is invited to do is no decision; nor is a proposal."""

    DECISION = "decision"
    INVITATION = "invitation"
    KEY_ACTION = "key_action"
    PROPOSED_GROUP = "proposed_group"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Outcome(Record):
    """What came of a meeting, or is asked of one: one lettered item, or a whole paragraph.

    ``meeting`` is body and session ("WILD/1", "CWS/11") of the meeting that decided, is invited,
    named the key action or for which something is requested; "" where the text does not tell.
    ``actor`` decides, is invited, proposes or requests; ``addressee`` is to act.
    """

    kind: OutcomeKind
    text: Fact[str]
    meeting: str = ""
    body: Fact[str] | None = None
    session: Fact[int] | None = None
    paragraph: str | None = None
    letter: str | None = None
    actor: Fact[str] | None = None
    addressee: Fact[str] | None = None
    deadline: Fact[str] | None = None  # ISO 8601
    contact: Fact[str] | None = None
    symbols: tuple[Fact[str], ...] = ()  # documents it names


# --- mentions ---------------------------------------------------------------------------------


class Mention(NamedTuple):
    """A passage that speaks of a record, of which another passage may be the source.

    ``of`` is "recommendation:DA/25", "project:DA_4_10_03" or "passage:CWS/11/28#p158".
    """

    of: str
    proof: Proof
