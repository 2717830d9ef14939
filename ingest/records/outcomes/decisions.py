"""What bodies decided, now or in an earlier session, and what they are invited to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from config.outcome_words import outcome_words
from config.profiles import TALKS, profile
from ingest.records.outcomes.details import details
from ingest.records.outcomes.lists import ends_at, marked, trimmed
from ingest.records.outcomes.meetings import Held, Meetings, Told
from ingest.records.outcomes.memory import Memory
from ingest.records.outcomes.reading import Reading, Section
from ingest.records.proofs import Source
from ingest.records.types import Fact, Outcome, OutcomeKind
from ingest.status import is_announced, standing
from ingest.types import Span, Status

_COLON = 12  # characters between an act and its list inside the sentence: "to: (a)"


@dataclass(frozen=True, slots=True)
class _Act:
    """That a sentence decides or invites: who, and up to where the words say so."""

    kind: OutcomeKind
    end: int
    told: Told
    actor: Fact[str] | None


@dataclass
class Decisions:
    """Walks through the passages of one document; remembers which session was told of."""

    source: Source
    meetings: Meetings
    _memory: Memory = field(init=False)
    _found: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin without memory."""
        self._memory = Memory(self.source, self.meetings)

    def of(self, reading: Reading) -> list[Outcome]:
        """Return the decisions and invitations of a passage."""
        self._memory.enter(reading)
        self._found = []
        for section in reading.sections:
            self._section_of(reading, section)
        return self._found

    def _section_of(self, reading: Reading, section: Section) -> None:
        sentences = list(reading.sentences(section.prose))
        for sentence in sentences[: -1 if section.items else None]:
            self._sentence(reading, sentence)
        if not section.items:
            return
        for lead in sentences[-1:]:
            first = section.items[0].span
            act = self._act(reading, lead, first)
            if act is not None:
                self._list(reading, lead, section, act)
                return
        for item in section.items:
            for sentence in reading.sentences(item.span):
                self._sentence(reading, sentence, item.letter)

    def _sentence(self, reading: Reading, sentence: Span, letter: str | None = None) -> None:
        if act := self._act(reading, sentence):
            items = marked(reading, sentence)
            if items and items[0].span.start <= act.end + _COLON:
                for item in items:
                    self._add(reading, act, item.span, item.letter)
            else:
                self._add(reading, act, sentence, letter)

    def _list(self, reading: Reading, lead: Span, section: Section, act: _Act) -> None:
        """Add one outcome per item, and one for what the lead-in decides before its last verb."""
        cues = profile(self.source.language).cues
        verbs = [
            match.start()
            for match in cues.decided.pattern.finditer(reading.bare, *lead)
            if ends_at(reading.bare, match.start())
        ]
        alone = standing(cues, cues.decision, reading.text(lead))
        if act.kind is OutcomeKind.DECISION and alone and len(verbs) > 1:
            before = trimmed(reading, Span(lead.start, verbs[-1]))
            self._add(reading, act, before, None)
        for item in section.items:
            self._add(reading, act, trimmed(reading, item.span), item.letter)

    def _add(self, reading: Reading, act: _Act, span: Span, letter: str | None) -> None:
        told = act.told
        more = details(reading, span)
        self._found.append(
            Outcome(
                document=self.source.document.key,
                language=self.source.language,
                kind=act.kind,
                text=reading.told(span),
                meeting=told.meeting,
                body=told.body,
                session=told.session,
                paragraph=reading.passage.paragraph,
                letter=letter,
                actor=act.actor,
                addressee=more.addressee,
                deadline=more.deadline,
                contact=more.contact,
                symbols=more.symbols,
            )
        )

    # --- does it decide? ----------------------------------------------------------------------

    def _act(self, reading: Reading, sentence: Span, item: Span | None = None) -> _Act | None:
        """Return what a sentence (a lead-in with its first ``item``) decides, and remember it."""
        cues = profile(self.source.language).cues
        text = reading.text(sentence)
        held = list(self.meetings.sessions(reading, sentence))
        whole = f"{text} {reading.text(item)}" if item else text
        if at := standing(cues, cues.invitation, whole):
            return self._invited(reading, self._within(at, sentence))
        act = None
        if at := standing(cues, cues.decision, whole):
            act = self._decided(reading, sentence, self._within(at, sentence), held)
        elif self._memory.after_act and (match := cues.continued.match(text)):
            act = self._continued(reading, sentence, sentence.start + match.end(), held)
        elif not standing(cues, cues.delegation, text):
            act = self._passive(reading, sentence, held)
        self._memory.remember(reading, sentence, held, act.told if act else None)
        return act

    @staticmethod
    def _within(at: Span, sentence: Span) -> Span:
        return Span(sentence.start + at.start, min(sentence.start + at.end, sentence.end))

    def _invited(self, reading: Reading, at: Span) -> _Act:
        named = self.meetings.bodies(reading, at)
        told = self.meetings.own
        if named and named[0].code != told.code:
            told = replace(told, code=named[0].code) if told.code is None else Told(named[0].code)
        if named:
            told = replace(told, body=reading.fact(named[0].code, named[0].span))
        return _Act(OutcomeKind.INVITATION, at.end, told, self._actor(reading, at))

    def _decided(self, reading: Reading, sentence: Span, at: Span, held: list[Held]) -> _Act | None:
        cues = profile(self.source.language).cues
        first = reading.source.blocks_at(reading.passage.locator)[0]
        if is_announced(self.source.document, first, cues.proposed):
            return None
        named = next(iter(self.meetings.bodies(reading, at)), None)
        generic = outcome_words(self.source.language).committee.pattern.search(reading.bare, *at)
        if named is None and not (self.meetings.is_report or generic):
            return None  # "the meeting concluded": of people, not of a body
        if named is not None and named.code == TALKS:
            return None
        if named is not None:
            body = Told(named.code, None, reading.fact(named.code, named.span))
        else:
            body = self._memory.body_before(reading, at.start)
        told = self._memory.session(reading, sentence, at.end, held, body)
        return _Act(OutcomeKind.DECISION, at.end, told, self._actor(reading, at))

    def _continued(
        self, reading: Reading, sentence: Span, end: int, held: list[Held]
    ) -> _Act | None:
        body = self._memory.body or Told(self.source.document.body)
        told = self._memory.session(reading, sentence, end, held, body)
        return _Act(OutcomeKind.DECISION, end, told, None)

    def _passive(self, reading: Reading, sentence: Span, held: list[Held]) -> _Act | None:
        """Return that something was adopted by a body, or at its session."""
        cues = profile(self.source.language).cues
        if self.meetings.is_report:
            text = reading.text(sentence)
            decides = reading.passage.status is Status.DECISION and cues.outcome.match(text)
            end = sentence.end
            return _Act(OutcomeKind.DECISION, end, self.meetings.own, None) if decides else None
        told, end = self._memory.adopting(reading, sentence, held)
        return _Act(OutcomeKind.DECISION, end, told, told.body) if told else None

    def _actor(self, reading: Reading, at: Span) -> Fact[str] | None:
        """Return the words that name who decides or is invited."""
        cues = profile(self.source.language).cues
        for named in self.meetings.bodies(reading, at):
            return reading.told(named.span)
        match = cues.body.pattern.search(reading.bare, *at)
        return reading.told(Span(*match.span())) if match else None
