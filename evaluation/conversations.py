"""Conversations: whether the last turn is answered as it was meant, with its history and without.

``python -m evaluation.conversations`` plays every conversation against an index of the documents
that it is about, each turn with what the answers before it cited. The control asks questions that
stand alone after an unrelated conversation: their answers must stay as they are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.settings import Settings
from evaluation.questions import DatasetError, Question, load_questions
from evaluation.values import holds_values
from ingest.types import LANGUAGES, Language
from service.serving import open_serving
from service.types import Answer, AskRequest, Reason, Turn

DATASET = Path(__file__).parent / "datasets" / "conversations" / "conversations.jsonl"

_SHOWN = 10  # passages that are judged

Ask = Callable[[AskRequest], Answer]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions in the order asked; only the last is judged.

    ``documents`` names the documents that must be indexed, ``split`` whether rules were fitted to
    it (dev) or not (test), ``kind`` how the last turn leans on those before.
    """

    id: str
    documents: str
    split: str
    kind: str
    questions: tuple[str, ...]
    language: Language  # of the last turn
    values: tuple[str, ...]
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer to a last turn, judged. ``stated``: None where no value is asked for."""

    conversation: Conversation
    answer: Answer
    hit_1: bool
    hit_5: bool
    cited: bool
    stated: bool | None

    @property
    def right(self) -> bool:
        """Say whether a right passage is cited, every value told, in the language of the turn."""
        spoken = self.answer.language == self.conversation.language
        return self.cited and self.stated is not False and spoken


def load_conversations(path: Path = DATASET) -> tuple[Conversation, ...]:
    """Return the conversations in ``path``.

    Raises:
        DatasetError: if it cannot be read; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}") from error
    return tuple(_conversation(path, number, line) for number, line in enumerate(lines, 1))


def _conversation(path: Path, number: int, line: str) -> Conversation:
    try:
        entry = json.loads(line)
        turns = entry["turns"]
        language = turns[-1]["language"]
        if language not in LANGUAGES or len(turns) < 2 or not entry["relevant"]:
            raise ValueError("two turns or more, in our languages, and a passage that answers")
        return Conversation(
            id=entry["_id"],
            documents=entry["set"],
            split=entry["split"],
            kind=entry["type"],
            questions=tuple(turn["question"] for turn in turns),
            language=language,
            values=tuple(entry["values"]),
            relevant=entry["relevant"],
        )
    except (LookupError, TypeError, ValueError) as error:
        raise DatasetError(f"{path}:{number}: {error!r}") from error


# --- playing ----------------------------------------------------------------------------------


def play(conversation: Conversation, ask: Ask, plain: bool = False) -> Answer:
    """Return the answer to the last turn, asked after all others and what they cited.

    ``plain``: as a client that sends back earlier questions only.
    """
    history: tuple[Turn, ...] = ()
    for question in conversation.questions[:-1]:
        told = ask(AskRequest(question, top_k=_SHOWN, history=history))
        history = (*history, Turn(question) if plain else turn(told))
    return ask(AskRequest(conversation.questions[-1], top_k=_SHOWN, history=history))


def turn(answer: Answer) -> Turn:
    """Return an answered question as a client sends it back."""
    return Turn(answer.question, tuple(dict.fromkeys(each.key for each in answer.citations)))


def judge(conversation: Conversation, answer: Answer) -> Outcome:
    """Return what is right about ``answer``, one to the last turn."""
    run = [found.key for found in answer.retrieved]
    cited = {citation.key for citation in answer.citations}
    told = not answer.abstained
    return Outcome(
        conversation=conversation,
        answer=answer,
        hit_1=_hit(1, run, conversation),
        hit_5=_hit(5, run, conversation),
        cited=told and bool(cited & conversation.relevant.keys()),
        stated=told and holds_values(answer.answer, conversation.values)
        if conversation.values
        else None,
    )


def _hit(k: int, run: Sequence[str], conversation: Conversation) -> bool:
    return any(key in conversation.relevant for key in run[:k])


# --- control ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Control:
    """A question that stands alone: asked by itself, and after an unrelated conversation."""

    question: Question
    after: str  # the unrelated question
    alone: Answer
    told: Answer

    @property
    def changed(self) -> bool:
        """Say whether the reader is told something else."""
        return _told(self.alone) != _told(self.told)


def _told(answer: Answer) -> tuple[object, ...]:
    return answer.answer, answer.reason, tuple((c.key, c.quote) for c in answer.citations)


def controls(questions: Sequence[Question], ask: Ask) -> Iterator[Control]:
    """Yield each question of a set that says what it is about, after one about other documents.

    Questions that are too vague to be answered are left out: these may well lean on others.
    """
    clear = [each for each in questions if each.reason is not Reason.TOO_VAGUE]
    first = {each.id: ask(AskRequest(each.text, top_k=_SHOWN)) for each in clear}
    for at, question in enumerate(clear):
        before = _unrelated(clear, at)
        history = (turn(first[before.id]),)
        told = ask(AskRequest(question.text, top_k=_SHOWN, history=history))
        yield Control(question, before.text, first[question.id], told)


def _unrelated(questions: Sequence[Question], at: int) -> Question:
    """Return the next answerable question in the same language about another document."""
    mine = questions[at]
    others = (*questions[at + 1 :], *questions[:at])
    fit = (each for each in others if each.language == mine.language and each.answerable)
    return next((each for each in fit if each.document != mine.document), others[0])


# --- reporting --------------------------------------------------------------------------------


def row(name: str, outcomes: Sequence[Outcome]) -> str:
    """Return one row of the table."""
    judged = (
        [each.hit_1 for each in outcomes],
        [each.hit_5 for each in outcomes],
        [each.cited for each in outcomes],
        [each.stated for each in outcomes if each.stated is not None],
        [each.right for each in outcomes],
    )
    cells = (f"{sum(each) / len(each):.3f}" if each else "–" for each in judged)
    return f"| {name} | {len(outcomes)} | {' | '.join(cells)} |"


def _report(played: Sequence[Outcome], alone: Sequence[Outcome]) -> Iterator[str]:
    yield "| last turns | n | hit@1 | hit@5 | right passage cited | value stated | right |"
    yield "|---|---|---|---|---|---|---|"
    splits = dict.fromkeys(each.conversation.split for each in played)
    for name, outcomes in (("with history", played), ("the same without", alone)):
        yield row(name, outcomes)
        if len(splits) > 1:
            for split in splits:
                yield row(f"… {split}", [o for o in outcomes if o.conversation.split == split])


def _details(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for each in outcomes:
        if not each.right:
            found = [found.key for found in each.answer.retrieved[:3]]
            yield f"  {each.conversation.id} {each.conversation.kind}: {each.answer.question}"
            yield f"    as: {each.answer.rewritten}; found: {found}; told: {each.answer.answer!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the conversations and print what came out; 1 if the set cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.conversations", description=__doc__)
    parser.add_argument("--home", type=Path, help="the index; by default as for wipo-rag")
    parser.add_argument("--set", default="sample", choices=("sample", "seeds"), dest="documents")
    parser.add_argument("--split", choices=("dev", "test"))
    parser.add_argument("--plain", action="store_true", help="send back only earlier questions")
    parser.add_argument("--details", action="store_true", help="show what is not right")
    parser.add_argument("--no-control", action="store_true", help="only the conversations")
    given = parser.parse_args(arguments)
    settings = Settings() if given.home is None else Settings(home=given.home)
    ask = open_serving(settings).answerer.ask
    chosen = [
        each
        for each in load_conversations()
        if each.documents == given.documents and given.split in (None, each.split)
    ]
    played = [judge(each, play(each, ask, given.plain)) for each in chosen]
    alone = [
        judge(each, play(replace(each, questions=each.questions[-1:]), ask)) for each in chosen
    ]
    print("\n".join(_report(played, alone)))
    if given.details:
        print("\n".join(_details(played)))
    if not given.no_control:
        questions = load_questions(DATASET.parents[1] / given.documents)
        asked = list(controls(questions, ask))
        changed = [each for each in asked if each.changed]
        rewritten = [each for each in asked if each.told.rewritten is not None]
        print(f"\ncontrol: {len(asked)} questions that stand alone, after an unrelated one:")
        print(f"{len(rewritten)} rewritten, {len(changed)} answered otherwise", end=" ")
        print(f"({len(changed) / len(asked):.1%})")
        if given.details:
            for each in asked:
                if each.changed or each.told.rewritten is not None:
                    print(f"  {each.question.id}: {each.question.text} <- {each.told.rewritten}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
