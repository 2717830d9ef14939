"""What one summary has been told so far, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.types import Language, Passage, Span
from service.messages import Messages, messages
from service.sentences import Sentence
from service.summaries.lines import Line
from service.summaries.material import Shelf, Source
from service.summaries.topics import Topic
from service.summaries.types import SummaryRequest
from service.summaries.wording import SummaryWording, wording


@dataclass
class Telling:
    """One summary while it is made. ``meeting``: what it is of, if it is of a meeting."""

    request: SummaryRequest
    shelf: Shelf
    sources: Sequence[Source]
    topic: Topic | None = None
    _told: set[tuple[str, Language, Span]] = field(default_factory=set)

    @property
    def texts(self) -> SummaryWording:
        """Our words, in the language of the summary."""
        return wording(self.request.language)

    @property
    def messages(self) -> Messages:
        """Our sentences, in the language of the summary."""
        return messages(self.request.language)

    @property
    def meeting(self) -> str | None:
        """The meeting that the summary is of, if it is of one."""
        return self.request.meeting

    @property
    def full(self) -> list[Source]:
        """The sources of which more is told than what they are about."""
        return [source for source in self.sources if not source.is_beside]

    def speaks(self, line: Line, heading: str = "") -> bool:
        """Say whether a line belongs to the topic, if the summary is on one."""
        language = line.source.document.language
        return self.topic is None or self.topic.speaks(f"{heading} {line.words}", language)

    def mark(self, line: Line) -> Line:
        """Remember what a line tells."""
        for quote in line.quotes:
            passage = quote.evidence.passage
            self._told.add((passage.document, passage.language, quote.span))
        return line

    def is_told(self, passage: Passage, sentence: Sentence | None = None) -> bool:
        """Say whether a sentence, or anything of a passage, has been told."""
        spans = passage.spans if sentence is None else [p.span for p in sentence.pieces]
        return any(
            document == passage.document
            and language == passage.language
            and any(span.start < told.end and told.start < span.end for span in spans)
            for document, language, told in self._told
        )
