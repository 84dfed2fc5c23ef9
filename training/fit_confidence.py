"""Fits the coefficients of search.ask.confidence: ``python -m training.fit_confidence --gold DIR --seeds DIR``.

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
answer never fitted to.
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

import numpy as np

from ingest.language.sentences import split_sentences
from ingest.model import BlockKind, Document, Passage
from ingest.pipeline import read_document
from search.ask.confidence import Evidence
from search.dutch.terms import fold, words
from search.evaluate.scores import read_questions
from search.knowledge_base import KnowledgeBase
from search.models.registry import load_encoder
from training.evaluate import QUESTIONS, SEEDS, Remembering
from training.measuring.logistic import auc, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.evaluate.scores import Question
    from search.models.protocols import Encoder

FOLDS = 10
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
ENGLISH = Path(__file__).parent / "english.tsv"
COUNTRIES = Path(__file__).parent.parent / "ingest" / "data" / "landen-nl.txt"
PLAIN_TYPES = ("citation",)  # questions that no country or year is added to


@dataclass
class Example:
    """One question asked of one knowledge base. ``origin``: how it was made; ``fold``: variants share one."""

    origin: str
    question: str
    answerable: bool
    evidence: Evidence
    fold: int

    @property
    def features(self) -> tuple[float, float, float]:
        """What the logistic function takes."""
        return self.evidence.similarity, self.evidence.coverage, self.evidence.missing


@dataclass
class Calibration:
    """The examples, as they are asked."""

    examples: list[Example] = field(default_factory=list)

    def ask(self, kb: KnowledgeBase, id_: str, text: str, origin: str, *, answerable: bool) -> None:
        """Ask a question and keep what speaks for an answer; nothing at all where there is no sentence."""
        found = kb.ask(text, facet_depth=None).evidence
        number = int(hashlib.sha256(id_.encode()).hexdigest(), 16) % FOLDS
        self.examples.append(Example(origin, text, answerable, found or Evidence(0.0, 0.0, 1.0), number))


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


def vary(calibration: Calibration, kb: KnowledgeBase, question: Question, countries: Sequence[str]) -> None:
    """Ask a question about countries and years that its quotes do not name, and about those that they do."""
    chance = random.Random(question.id)  # noqa: S311 - only to choose; the same each time
    named = {word.form for quote in question.gold for word in words(quote.text)}
    of_documents = {document.id: str(document.year) for document in kb.documents()}
    own_years = {form for form in named if re.fullmatch(r"20[12]\d", form)}
    own_years |= {of_documents[quote.document] for quote in question.gold}
    plain = question.text.rstrip("? ")

    def ask(text: str, origin: str, *, answerable: bool) -> None:
        calibration.ask(kb, question.id, text, origin, answerable=answerable)

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


def gather(encoder: Encoder, gold: Path, seeds: Path) -> tuple[Calibration, Calibration]:
    """Return the calibration examples, and the development questions as they are."""
    documents = [read_document(seeds / name) for name in SEEDS]
    questions = read_questions(gold / QUESTIONS)
    rows = [json.loads(line) for line in (gold / "gov_qa.dev.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = COUNTRIES.read_text(encoding="utf-8").splitlines()
    countries = [line for line in lines if line.isalpha()]
    calibration, development = Calibration(), Calibration()
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
            calibration.ask(other, row["id"], row["question"], "government", answerable=True)
            calibration.ask(whole, row["id"], row["question"], "off domain", answerable=False)
        for question in questions:
            if question.type == "english":  # see english_report
                continue
            id_, text, answered = question.id, question.text, bool(question.gold)
            development.ask(whole, id_, text, question.type, answerable=answered)
            if not answered:
                continue
            calibration.ask(whole, id_, text, "seeds", answerable=True)
            calibration.ask(other, id_, text, "off domain", answerable=False)
            own = {quote.document for quote in question.gold}
            for name, kb in single.items():
                origin = "own document" if name in own else "other document"
                calibration.ask(kb, id_, text, origin, answerable=name in own)
            if question.type not in PLAIN_TYPES:
                vary(calibration, whole, question, countries)
    return calibration, development


def weigh(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return weights by which each origin counts alike, and answerable ones together as much as the others."""
    kinds = [(item.answerable, item.origin) for item in examples]
    sizes = {kind: kinds.count(kind) for kind in kinds}
    origins = {answerable: sum(kind[0] == answerable for kind in sizes) for answerable in (True, False)}
    return np.array([len(kinds) / 2 / origins[kind[0]] / sizes[kind] for kind in kinds])


def report(calibration: Calibration, development: Calibration) -> list[str]:
    """Return the lines that report what was fitted and how well it does."""
    examples = calibration.examples
    features = np.array([item.features for item in examples])
    labels = np.array([item.answerable for item in examples], dtype=np.float64)
    weights, folds = weigh(examples), np.array([item.fold for item in examples])
    held_out = np.zeros(len(examples))
    asked = development.examples
    asked_features = np.array([item.features for item in asked])
    asked_folds = np.array([item.fold for item in asked])
    on_asked = np.zeros(len(asked))
    for number in range(FOLDS):
        inside = folds == number
        found = fit(features[~inside], labels[~inside], weights[~inside])
        held_out[inside] = found[0] + features[inside] @ found[1:]
        same = asked_folds == number
        on_asked[same] = found[0] + asked_features[same] @ found[1:]
    bias, *coefficients = fit(features, labels, weights)
    lines = [f"BIAS {bias:.2f}  " + "  ".join(f"{value:.2f}" for value in coefficients)]
    lines.append(f"AUC, cross-validated {auc(held_out[labels == 1], held_out[labels == 0]):.3f}")
    chance = 1 / (1 + np.exp(-held_out))
    for threshold in THRESHOLDS:
        parts = []
        for kind in dict.fromkeys((item.answerable, item.origin) for item in examples):
            of_kind = np.array([(item.answerable, item.origin) == kind for item in examples])
            parts.append(f"{kind[1]} {(chance[of_kind] >= threshold).mean():.2f}")
        lines.append(f"answered at {threshold:.2f}: " + ", ".join(parts))
    truth = np.array([item.answerable for item in asked])
    lines.append(f"development: AUC {auc(on_asked[truth], on_asked[~truth]):.3f}")
    on_chance = 1 / (1 + np.exp(-on_asked))
    for threshold in THRESHOLDS:
        by_type = {
            name: np.array([item.origin == name for item in asked]) for name in dict.fromkeys(i.origin for i in asked)
        }
        parts = [f"{name} {(on_chance[inside] >= threshold).mean():.2f}" for name, inside in by_type.items()]
        lines.append(f"answered at {threshold:.2f}: " + ", ".join(parts))
    return lines


def english_report(encoder: Encoder, seeds: Path) -> list[str]:
    """Return the lines on what was fitted to the English questions; AUC and refusals are of those fitted to."""
    asked = Calibration()
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase.open(folder, encoder) as kb:
        for name in SEEDS:
            kb.add_document(read_document(seeds / name))
        for line in ENGLISH.read_text(encoding="utf-8").splitlines():
            answered, text = line.split("\t")
            asked.ask(kb, text, text, "english", answerable=answered == "1")
    features = np.array([(item.evidence.similarity, item.evidence.coverage) for item in asked.examples])
    labels = np.array([item.answerable for item in asked.examples], dtype=np.float64)
    bias, *coefficients = fit(features, labels, np.ones(len(labels)))
    score = bias + features @ np.array(coefficients)
    yes, no = score[labels == 1], score[labels == 0]
    return [
        f"ENGLISH_BIAS {bias:.2f}  " + "  ".join(f"{value:.2f}" for value in coefficients),
        f"answered: {(yes >= 0).mean():.2f} of {len(yes)}, without an answer {(no >= 0).mean():.2f} of {len(no)}",
        f"AUC {auc(yes, no):.3f}",
    ]


def main() -> None:
    """Fit as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_confidence", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--model", help="name or folder of the encoder; the one that ships if not given")
    given = parser.parse_args()
    encoder = Remembering(load_encoder(given.model))
    for line in [*report(*gather(encoder, given.gold, given.seeds)), *english_report(encoder, given.seeds)]:
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
