"""Fits the confidence of a model's answers: ``python -m training.fit_confidence [--model MODEL] [--write FOLDER]``.

The examples are questions on passages that no model has seen (training/questions/kept.jsonl), asked of a knowledge base
that holds these passages among others that were written for training. Their facts are invented, so it is known what
answers: a question is answered right when the sentence that would be given first is one that its passage was asked by.
Some are asked once more about a country or a year of which nothing is said, and all of the seeds and of the other
documents that are given, which do not answer them and are mostly on other subjects.

These questions were written to be hard, and people ask others. So the coefficients for Dutch are fitted to development
questions too: those on the seeds in tests/gold, and with ``--questions FILE KB`` others, with a knowledge base of their
documents. The questions on each collection of documents count alike. Too few of these are English: the coefficients for
English follow from the written questions, with a bias and a scale by which those that follow so for Dutch are as often
right on the development questions as they say.

What lies below the threshold is ordered by coefficients of its own: how likely it is that the documents answer at all.
Others tell which questions are on another subject.

Prints the coefficients with the figures that came out, each document's questions judged without them, and how each set
of development questions is judged: by a confidence that was fitted to all, to those on other documents, and to the
other sets. ``--write`` puts coefficients and figures into the calibration.json of a model's folder; thresholds and
weights stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ingest.pipeline import read_document
from search.dutch.terms import fold
from search.evaluate.answers import PARAPHRASE
from search.evaluate.scores import read_questions
from search.knowledge_base import KnowledgeBase
from search.models.calibration import Answerable, Subject, write_calibration
from search.models.registry import load_calibration, load_encoder
from training.evaluate import SEEDS
from training.examples.questions import Kind, read_kept, read_written
from training.measuring.confidence import (
    FOLDS,
    Asked,
    Example,
    fit_answerable,
    fit_asked,
    fit_confidence,
    fit_scale,
    fit_subject,
    scaled,
)
from training.measuring.left_out import judged_as_fitted, judged_without_document, judged_without_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.evaluate.scores import Question as DevelopmentQuestion
    from search.models.calibration import ConfidenceWeights
    from search.models.protocols import Encoder
    from training.examples.questions import Question, QuestionedPassage

COUNTRIES = Path(__file__).parent.parent / "ingest" / "data" / "landen-nl.txt"
GOLD = Path(__file__).parent.parent / "tests" / "gold"
QUESTIONS = ("queries.dev.jsonl", "queries-new.dev.jsonl", "queries-own.dev.jsonl")
OTHERS = 800  # passages beside those that are asked about
VARIED = (Kind.QUESTION, Kind.KEYWORDS, Kind.NUMBER)  # kinds of questions that a country or a year is added to
VARIED_SHARE = 0.25  # of these
JUDGED = {
    "each set judged by a confidence fitted to all": judged_as_fitted,
    "each document's questions judged by a confidence fitted to those on the others": judged_without_document,
    "each set judged by a confidence fitted to the others": judged_without_set,
}
YEARS = range(2010, 2036)


def write_documents(passages: Sequence[QuestionedPassage], folder: Path, start: str) -> list[Path]:
    """Write the documents that passages are of, a section for each passage; ``start``: of the names of the files."""
    texts: dict[str, list[str]] = {}
    for passage in passages:
        title, *heading = passage.titles
        parts = texts.setdefault(passage.group, [f"# {title}"])
        parts += [f"## {each}" for each in heading]
        parts.append(" ".join(passage.sentences))
    paths = []
    for group, parts in texts.items():
        path = folder / f"{start}-{group.lower()}.md"
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def varied(question: Question, passage: QuestionedPassage, countries: Sequence[str]) -> Iterator[str]:
    """Yield a question about a country, or a year, that its passage does not name; seldom, the same ones each time."""
    chance = random.Random(question.question)  # noqa: S311 - only to choose
    if question.kind not in VARIED or chance.random() >= VARIED_SHARE:
        return
    said = fold(" ".join((*passage.titles, *passage.sentences, question.question)))
    plain = question.question.rstrip("? ")
    if chance.random() < 0.5:  # noqa: PLR2004 - either alike
        yield f"{plain} in {chance.choice([country for country in countries if fold(country) not in said])}"
    else:
        other = chance.choice([str(year) for year in YEARS if str(year) not in said])
        changed = re.sub(r"\b20\d\d\b", other, plain)
        yield changed if changed != plain else f"{plain} in {other}"


def ask(kb: KnowledgeBase, passages: Sequence[QuestionedPassage], start: str) -> Iterator[Example]:
    """Ask the questions on passages; ``start``: as in ``write_documents``."""
    countries = [line for line in COUNTRIES.read_text(encoding="utf-8").splitlines() if line.isalpha()]
    for passage in passages:
        number = int(hashlib.sha256(passage.group.encode()).hexdigest(), 16) % FOLDS
        for question in passage.questions:
            answers = {fold(passage.sentences[place]) for place in question.answers}
            asked = [(question.kind, question.question, answers)]
            asked += [(Kind.NEAR_MISS, text, set[str]()) for text in varied(question, passage, countries)]
            for kind, text, wanted in asked:
                found = kb.ask(text, facet_depth=None)
                if found.evidence is None or found.first is None:
                    continue  # there is no sentence to judge
                own = found.first.hit.document == f"{start}-{passage.group.lower()}"
                right = own and fold(found.first.text) in wanted and bool(found.evidence.quotable)
                yield Example(kind, right, found.evidence, number)


def ask_elsewhere(kb: KnowledgeBase, passages: Sequence[QuestionedPassage]) -> Iterator[Example]:
    """Ask the questions on passages of other documents, which do not answer them."""
    for example in ask(kb, passages, "elsewhere"):
        yield replace(example, right=False, elsewhere=True)


def gather(
    encoder: Encoder, kept: Sequence[QuestionedPassage], others: Sequence[QuestionedPassage], work: Path
) -> list[Example]:
    """Return the questions on ``kept``, asked of a knowledge base that holds ``others`` too. ``work``: its folder."""
    texts = work / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    paths = (*write_documents(kept, texts, "kept"), *write_documents(others, texts, "other"))
    with open_with(encoder, work / "kept", paths) as kb:
        return list(ask(kb, kept, "kept"))


def open_with(encoder: Encoder, folder: Path, paths: Sequence[Path]) -> KnowledgeBase:
    """Return a knowledge base that holds the documents; those that it holds already are not read again."""
    kb = KnowledgeBase.open(folder, encoder)
    known = {document.id for document in kb.documents()}
    for path in paths:
        if path.stem not in known:
            kb.add_document(read_document(path))
    return kb


def ask_development(kb: KnowledgeBase, questions: Sequence[DevelopmentQuestion], collection: str) -> list[Asked]:
    """Return what development questions find, those of the ledger left out, which need no confidence.

    ``collection``: the name of the knowledge base.
    """
    asked: list[Asked] = []
    for question in questions:
        found = kb.ask(question.text, facet_depth=None)
        if found.evidence is None or found.first is None or (found.papers is not None and found.papers.answers):
            continue
        first = found.first
        right = any(quote.stated_by(first.hit.document, first.text) for quote in question.gold)
        right = right and bool(found.evidence.quotable)
        ordinary = question.type != PARAPHRASE
        asked.append(Asked(found.evidence, right, bool(question.gold), ordinary, question.documents, collection))
    return asked


def not_found(asked: Sequence[Asked], written: Sequence[Example], weights: ConfidenceWeights) -> Iterator[str]:
    """Yield by language of how many questions it is said that nothing is found."""
    parts: dict[str, list[Asked | Example]] = {
        "answered": [item for item in asked if item.answered],
        "not answered": [item for item in asked if not item.answered],
        "on other subjects": [item for item in written if item.elsewhere],
    }
    for language, english in (("Dutch", False), ("English", True)):
        counts = []
        for name, items in parts.items():
            sure = [item.evidence.confidence(weights) for item in items if item.evidence.english is english]
            counts.append(f"{sum(each < weights.near for each in sure)} of {len(sure)} {name}")
        yield f"nothing found, questions in {language}: {', '.join(counts)}"


def main() -> None:
    """Fit as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_confidence", description=__doc__)
    parser.add_argument("--model", help="name or folder of the encoder; the one that ships if not given")
    parser.add_argument("--gold", type=Path, nargs="*", default=[GOLD / name for name in QUESTIONS])
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--questions", nargs=2, metavar=("FILE", "KB"), action="append", default=[])
    parser.add_argument("--work", type=Path, help="folder in which the knowledge bases stay, for another run")
    parser.add_argument("--write", type=Path, help="folder of a model, whose calibration.json is written")
    given = parser.parse_args()
    encoder = load_encoder(given.model)
    kept, others = read_kept(), read_written()[:OTHERS]
    sets = {}
    with tempfile.TemporaryDirectory() as passing:
        work = given.work or Path(passing)
        examples = gather(encoder, kept, others, work)
        with open_with(encoder, work / "seeds", [given.seeds / name for name in SEEDS]) as seeds:
            examples += ask_elsewhere(seeds, kept)
            sets.update({path.name: ask_development(seeds, read_questions(path), "seeds") for path in given.gold})
        for file, folder in given.questions:
            with KnowledgeBase.open(folder, encoder) as kb:
                examples += ask_elsewhere(kb, kept)
                sets[Path(file).name] = ask_development(kb, read_questions(Path(file)), folder)
    development = [item for items in sets.values() for item in items]
    coefficients, answerable, subject, figures = {}, {}, {}, dict[str, str | int | float]()
    for language, english in (("dutch", False), ("english", True)):
        fitted = fit_confidence([item for item in examples if item.evidence.english is english])
        coefficients[language] = fitted.coefficients
        figures.update({f"{language}_{name}": value for name, value in fitted.figures.items()})
        sys.stdout.writelines(f"{line}\n" for line in (language, *fitted.lines))
        asked = [item for item in development if item.evidence.english is english]
        written = [item for item in examples if item.evidence.english is english]
        answerable[language] = fit_answerable(asked, written)
        subject[language] = fit_subject(asked, written)
    dutch = [item for item in development if not item.evidence.english]
    coefficients = {
        "dutch": fit_asked(dutch, [item for item in examples if not (item.evidence.english or item.elsewhere)]),
        "english": scaled(coefficients["english"], *fit_scale(coefficients["dutch"], dutch)),
    }
    figures["dutch_asked"] = len(dutch)
    for name, fits in (("", coefficients), ("answerable ", answerable), ("subject ", subject)):
        for language, found in fits.items():
            values = "  ".join(f"{key} {value:.2f}" for key, value in msgspec.structs.asdict(found).items())
            sys.stdout.write(f"{name}{language} {values}\n")
    known = load_calibration(encoder.name)
    if len(sets) > 1:
        own = {name: [item for item in items if not item.evidence.english] for name, items in sets.items()}
        written = [item for item in examples if not item.evidence.english]
        for title, judged in JUDGED.items():
            sys.stdout.write(f"{title}, questions in Dutch\n")
            for row in judged(own, written, known.confidence):
                sys.stdout.write("  ".join(f"{cell:>14}" for cell in row) + "\n")
    before = known.confidence.subject
    least, least_english = (0.0, 0.0) if before is None else (before.least, before.least_english)
    weights = msgspec.structs.replace(
        known.confidence,
        **coefficients,
        answerable=Answerable(**answerable),
        subject=Subject(**subject, least=least, least_english=least_english),
    )
    sys.stdout.writelines(f"{line}\n" for line in not_found(development, examples, weights))
    if given.write is not None:
        write_calibration(given.write, msgspec.structs.replace(known, confidence=weights, fitted_on=figures))


if __name__ == "__main__":
    main()
