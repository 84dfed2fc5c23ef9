"""Fits the confidence to a model: ``python -m training.fit_confidence --gold DIR --seeds DIR``.

There are too few questions without an answer to fit anything to, and those that there are must show how well the result
does. So others are made by general means. Unanswerable: development questions asked of a knowledge base that lacks the
one document that answers them; questions to the government on other things asked of the seeds, and the development
questions asked of the answers to those; and development questions about a country or a year that the quotes which
answer them do not name. Answerable: development questions asked of the seeds, of their own document alone, and with a
country or year added that their quotes name; and the questions to the government asked of their answers.

English questions have coefficients of their own, fitted to questions of our own on the seeds and on other things
(``english.tsv``: 1 or 0 for an answer, TAB, question); too few of them name what is missing to fit that too.

Prints the coefficients, the AUC by ten-fold cross-validation (all variants of a question in one fold), what part of the
calibration questions would be refused at some thresholds, and the AUC on the development questions, those without an
answer never fitted to. ``--write`` puts the coefficients, the threshold ``near`` and these figures into the
calibration.json of a model's folder; ``threshold`` and the weights of passages and sentences stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ingest.language.sentences import split_sentences
from ingest.model import BlockKind, Document, Passage
from ingest.pipeline import read_document
from search.ask.confidence import Evidence
from search.dutch.terms import fold, words
from search.evaluate.scores import read_questions
from search.knowledge_base import KnowledgeBase
from search.models.calibration import ConfidenceWeights, write_calibration
from search.models.registry import load_calibration, load_encoder
from training.evaluate import QUESTIONS, SEEDS, Remembering
from training.measuring.confidence import FOLDS, Example, fit_dutch, fit_english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.evaluate.scores import Question
    from search.models.protocols import Encoder

ENGLISH = Path(__file__).parent / "english.tsv"
COUNTRIES = Path(__file__).parent.parent / "ingest" / "data" / "landen-nl.txt"
PLAIN_TYPES = ("citation",)  # questions that no country or year is added to


@dataclass
class Examples:
    """Questions as they are asked."""

    asked: list[Example] = field(default_factory=list)

    def ask(self, kb: KnowledgeBase, id_: str, text: str, origin: str, *, answerable: bool) -> None:
        """Ask a question and keep what supports an answer; nothing at all where there is no sentence."""
        found = kb.ask(text, facet_depth=None).evidence
        number = int(hashlib.sha256(id_.encode()).hexdigest(), 16) % FOLDS
        self.asked.append(Example(origin, text, answerable, found or Evidence(0.0, 0.0, 1.0), number))


def answers_document(rows: Sequence[dict[str, str]]) -> Document:
    """Return a document with one passage per answer."""
    text, passages = "", []
    for number, row in enumerate(rows, 1):
        start = len(text)
        body = " ".join(row["answer"].split())
        text += body + "\n\n"
        spans = split_sentences(text, start, start + len(body))
        passages.append(
            Passage(
                f"answers:{number:04d}", "answers", number, BlockKind.PARAGRAPH, start, start + len(body), body,
                "", "", (), (), None, tuple(spans), (), (),
            )
        )  # fmt: skip
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        "answers", "Antwoorden", "", None, "", "nl", "answers", digest, text, (), (), (), (), tuple(passages)
    )


def vary(examples: Examples, kb: KnowledgeBase, question: Question, countries: Sequence[str]) -> None:
    """Ask a question about countries and years that its quotes do not name, and about those that they do."""
    chance = random.Random(question.id)  # noqa: S311 - only to choose; the same each time
    named = {word.form for quote in question.gold for word in words(quote.text)}
    of_documents = {document.id: str(document.year) for document in kb.documents()}
    own_years = {form for form in named if re.fullmatch(r"20[12]\d", form)}
    own_years |= {of_documents[quote.document] for quote in question.gold}
    plain = question.text.rstrip("? ")

    def ask(text: str, origin: str, *, answerable: bool) -> None:
        examples.ask(kb, question.id, text, origin, answerable=answerable)

    for _ in range(2):
        other = chance.choice([country for country in countries if fold(country) not in named])
        ask(f"{plain} in {other}", "other country", answerable=False)
    if own := sorted(country for country in countries if fold(country) in named - {"nederland"}):
        ask(f"{plain} in {chance.choice(own)}", "own country", answerable=True)
    other = chance.choice(sorted({str(year) for year in range(2010, 2032)} - own_years - set(of_documents.values())))
    if re.search(r"\b20\d\d\b", plain):
        ask(re.sub(r"\b20\d\d\b", other, plain), "other year", answerable=False)
    else:
        ask(f"{plain} in {other}", "other year", answerable=False)
        ask(f"{plain} in {chance.choice(sorted(own_years))}", "own year", answerable=True)


def gather(encoder: Encoder, gold: Path, seeds: Path) -> tuple[Examples, Examples]:
    """Return the examples to fit to, and the development questions as they are."""
    documents = [read_document(seeds / name) for name in SEEDS]
    questions = read_questions(gold / QUESTIONS)
    rows = [json.loads(line) for line in (gold / "gov_qa.dev.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = COUNTRIES.read_text(encoding="utf-8").splitlines()
    countries = [line for line in lines if line.isalpha()]
    examples, development = Examples(), Examples()
    with ExitStack() as stack:

        def base(*held: Document) -> KnowledgeBase:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            kb = stack.enter_context(KnowledgeBase.open(folder, encoder))
            for document in held:
                kb.add_document(document)
            return kb

        whole, other = base(*documents), base(answers_document(rows))
        single = {document.id: base(document) for document in documents}
        for row in rows:
            examples.ask(other, row["id"], row["question"], "government", answerable=True)
            examples.ask(whole, row["id"], row["question"], "off domain", answerable=False)
        for question in questions:
            if question.type == "english":  # see gather_english
                continue
            id_, text, answered = question.id, question.text, bool(question.gold)
            development.ask(whole, id_, text, question.type, answerable=answered)
            if not answered:
                continue
            examples.ask(whole, id_, text, "seeds", answerable=True)
            examples.ask(other, id_, text, "off domain", answerable=False)
            own = {quote.document for quote in question.gold}
            for name, kb in single.items():
                origin = "own document" if name in own else "other document"
                examples.ask(kb, id_, text, origin, answerable=name in own)
            if question.type not in PLAIN_TYPES:
                vary(examples, whole, question, countries)
    return examples, development


def gather_english(encoder: Encoder, seeds: Path) -> Examples:
    """Return the English questions, asked of the seeds."""
    examples = Examples()
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase.open(folder, encoder) as kb:
        for name in SEEDS:
            kb.add_document(read_document(seeds / name))
        for line in ENGLISH.read_text(encoding="utf-8").splitlines():
            answered, text = line.split("\t")
            examples.ask(kb, text, text, "english", answerable=answered == "1")
    return examples


def main() -> None:
    """Fit as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_confidence", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--model", help="name or folder of the encoder; the one that ships if not given")
    parser.add_argument("--write", type=Path, help="folder of a model, whose calibration.json is written")
    given = parser.parse_args()
    encoder = Remembering(load_encoder(given.model))
    examples, development = gather(encoder, given.gold, given.seeds)
    dutch = fit_dutch(examples.asked, development.asked)
    english = fit_english(gather_english(encoder, given.seeds).asked, dutch.coefficients.missing)
    for line in (*dutch.lines, *english.lines):
        sys.stdout.write(line + "\n")
    if given.write is not None:
        known = load_calibration(encoder.name)
        weights = ConfidenceWeights(
            dutch.coefficients,
            english.coefficients,
            known.confidence.threshold,
            min(dutch.near, known.confidence.threshold),
        )
        figures: dict[str, str | int | float] = {**dutch.figures, **english.figures}
        write_calibration(given.write, msgspec.structs.replace(known, confidence=weights, fitted_on=figures))


if __name__ == "__main__":
    main()
