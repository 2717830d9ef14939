"""What bodies decided, now or in an earlier session, and what they are invited to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from config.outcome_words import outcome_words
from config.profiles import TALKS, profile
from config.project_words import project_words
from ingest.records.outcomes.details import actor, details
from ingest.records.outcomes.lists import ends_at, marked, trimmed
from ingest.records.outcomes.meetings import Held, Meetings, Told
from ingest.records.outcomes.memory import Memory
from ingest.records.outcomes.reading import Reading, Section, group_span
from ingest.records.proofs import Source
from ingest.records.types import Fact, Outcome, OutcomeKind
from ingest.status import is_announced, standing
from ingest.types import Span, Status

_LEAD = 60  # characters of a sentence in which the body stands that met
_COLON = 12  # characters between an act and its list inside the sentence: "to: (a)"


@dataclass(frozen=True, slots=True)
class _Act:
    """That a sentence decides or invites: who, and up to where the words say so."""

    kind: OutcomeKind
    end: int
    told: Told
    actor: Fact[str] | None
    addressee: Fact[str] | None = None


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
                self._sentence(reading, sentence)  # the letter counts other things than acts

    def _sentence(self, reading: Reading, sentence: Span) -> None:
        if act := self._act(reading, sentence):
            items = marked(reading, sentence)
            if items and items[0].span.start <= act.end + _COLON:
                for item in items:
                    self._add(reading, act, item.span, item.letter)
            else:
                self._add(reading, act, sentence, None)

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
                addressee=act.addressee or more.addressee,
                deadline=more.deadline,
                contact=more.contact,
                symbols=more.symbols,
            )
        )

    # --- does it decide? ----------------------------------------------------------------------

    def _act(self, reading: Reading, sentence: Span, item: Span | None = None) -> _Act | None:
        """Return what a sentence (a lead-in with its first ``item``) decides, and remember it."""
        cues, words = profile(self.source.language).cues, outcome_words(self.source.language)
        noting = words.noting.pattern.match(reading.bare, *sentence)
        said = Span(noting.end(), sentence.end) if noting else sentence
        text = reading.text(said)
        held = list(self.meetings.sessions(reading, sentence))
        whole = f"{text} {reading.text(item)}" if item else text
        if at := standing(cues, cues.invitation, whole):
            return self._invited(reading, self._within(at, said))
        act = None
        if at := standing(cues, cues.decision, whole):
            act = self._decided(reading, sentence, self._within(at, said), held)
        elif self._memory.after_act and (
            match := cues.continued.match(text) or words.reached.match(text)
        ):
            act = self._continued(reading, sentence, said.start + match.end(), held)
        elif not standing(cues, cues.delegation, text):
            act = (
                self._convened(reading, said, held)
                or self._passive(reading, said, held)
                or self._of_office(reading, said)
                or self._met(reading, said, held)
            )
        elif self._hands_in(text):
            act = self._passive(reading, said, held)
        told, actor = (act.told, act.actor) if act else (None, None)
        self._memory.remember(reading, sentence, held, told, actor)
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
        return _Act(OutcomeKind.INVITATION, at.end, told, self.meetings.actor(reading, at))

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
        return _Act(OutcomeKind.DECISION, at.end, told, self.meetings.actor(reading, at))

    def _continued(
        self, reading: Reading, sentence: Span, end: int, held: list[Held]
    ) -> _Act | None:
        body = self._memory.body or Told(self.source.document.body)
        told = self._memory.session(reading, sentence, end, held, body)
        return _Act(OutcomeKind.DECISION, end, told, self._memory.subject)

    def _convened(self, reading: Reading, sentence: Span, held: list[Held]) -> _Act | None:
        """Return that a letter invites to a session, which stands behind the words for it."""
        convened = self.meetings.convened(reading, sentence, held)
        if convened is None:
            return None
        whom, session = convened
        told = self.meetings.told(reading, session)
        by, to = actor(reading, sentence), reading.told(whom)
        return _Act(OutcomeKind.INVITATION, whom.end, told, by, to)

    def _of_office(self, reading: Reading, sentence: Span) -> _Act | None:
        """Return what the International Bureau or Member States decided: no body and no session."""
        cues, words = profile(self.source.language).cues, outcome_words(self.source.language)
        at = standing(cues, words.offices, reading.text(sentence))
        if at is None or self.meetings.is_report:
            return None
        place = self._within(at, sentence)
        match = words.offices.pattern.match(reading.bare, *place)
        actor = reading.told(group_span(match)) if match else None
        return _Act(OutcomeKind.DECISION, place.end, Told(), actor)

    def _met(self, reading: Reading, sentence: Span, held: list[Held]) -> _Act | None:
        """Return what a body decided of which the sentence tells first that it met."""
        match = outcome_words(self.source.language).met.pattern.search(reading.bare, *sentence)
        if match is None:
            return None
        named = self.meetings.bodies(reading, Span(sentence.start, match.end()))
        if not named or named[0].code == TALKS or named[0].span.start > sentence.start + _LEAD:
            return None
        told = Told(named[0].code, None, reading.fact(*named[0]))
        for session in held:  # of which the sentence says that it was held, and no other
            if session.span.end <= match.end() and (session.body or named[0]).code == told.code:
                of_session = self.meetings.told(reading, session)
                told = replace(told, number=session.number, session=of_session.session)
        return _Act(OutcomeKind.DECISION, match.end(), told, reading.told(named[0].span))

    def _hands_in(self, text: str) -> bool:
        """Return whether a delegation, which ``text`` begins with, only hands in a proposal."""
        language = self.source.language
        submitted = profile(language).cues.submitted, project_words(language).telling.submitted
        return any(words.search(text) for words in submitted)

    def _passive(self, reading: Reading, sentence: Span, held: list[Held]) -> _Act | None:
        """Return that something was adopted by a body, or at its session."""
        cues = profile(self.source.language).cues
        if self.meetings.is_report:
            text = reading.text(sentence)
            decides = reading.passage.status is Status.DECISION and cues.outcome.match(text)
            end = sentence.end
            return _Act(OutcomeKind.DECISION, end, self.meetings.own, None) if decides else None
        adopted = self._memory.adopting(reading, sentence, held)
        if adopted is None:
            return None
        return _Act(OutcomeKind.DECISION, adopted.end, adopted.told, adopted.actor)
