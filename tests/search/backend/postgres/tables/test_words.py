"""Words in PostgreSQL weigh what they weigh in SQLite, whose FTS5 computes BM25 by itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from search_factories import Part, make_citation, make_document
from store_factories import BACKENDS, ENCODER, NOTE, put

from search.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.model import Document
    from search.backend.protocol import Backend

TERMS = {"FolderBackend": "SELECT term FROM lexical_terms", "PostgresBackend": "SELECT term FROM terms"}
WORDS = ("water", "klimaat", "handel", "hulp", "oost-west", "sdg13", "1.800", "miljoen", "vrede", "norm", "4.1.1")


def random_document(number: int, choice: random.Random) -> Document:
    """A document of a few passages of words that many others have too."""
    parts = []
    for _ in range(choice.randint(1, 5)):
        text = " ".join(choice.choices(WORDS, k=choice.randint(1, 30))).capitalize() + "."
        heading = " ".join(choice.choices(WORDS, k=choice.randint(1, 4)))
        noted = {"note": NOTE, "cites": (make_citation(),)} if choice.random() < 0.3 else {}
        parts.append(Part((text,), (heading,), **noted))
    return make_document(*parts, id_=f"stuk-{number}", title=choice.choice(WORDS))


@pytest.fixture
def both(tmp_path: Path) -> tuple[Backend, Backend]:
    """A store of each kind, empty."""
    folder, postgres = BACKENDS["folder"](tmp_path), BACKENDS["postgres"](tmp_path)
    for backend in (folder, postgres):
        backend.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    return folder, postgres


def described(backend: Backend, scope: Scope) -> dict[str, tuple[int, dict[str, float]]]:
    """Term -> its count, and how it is weighed in each passage that holds it."""
    with backend.snapshot(scope) as snapshot:
        terms = sorted(cast("Any", snapshot.documents)._reading.column(TERMS[type(backend).__name__]))
        found = {}
        for term, matches in snapshot.words.find(terms).items():
            ids = {key: passage.id for key, passage in snapshot.passages.read(map(int, matches.keys)).items()}
            weighed = zip(matches.keys, matches.frequencies, strict=True)
            found[term] = (matches.count, {ids[int(key)]: float(value) for key, value in weighed})
        return found


@pytest.mark.parametrize("seed", range(4))
def test_terms_weigh_the_same_in_both_stores(both: tuple[Backend, Backend], seed: int) -> None:
    """Counts, passages and frequencies, after adding, replacing and removing; also for who may read a part only."""
    choice = random.Random(seed)  # noqa: S311
    for step in range(12):
        document = random_document(choice.randrange(6), choice)
        for backend in both:
            put(backend, document, str(step))
    for backend in both:
        backend.remove("stuk-0")
        assert backend.problems() == []
    for scope in (Scope(), Scope(frozenset(("stuk-1", "stuk-2")))):
        folder, postgres = (described(backend, scope) for backend in both)
        assert folder.keys() == postgres.keys()
        for term, (count, frequencies) in folder.items():
            assert postgres[term] == (count, pytest.approx(frequencies))
    lexicons = []
    for backend in both:
        with backend.snapshot() as snapshot:
            lexicons.append(snapshot.words.lexicon())
        backend.close()
    assert lexicons[0] == lexicons[1]


def test_frequent_terms_are_weighed_for_some_passages_only(both: tuple[Backend, Backend]) -> None:
    """The same numbers as for all; what lies outside the scope is left out."""
    _, backend = both
    choice = random.Random(9)  # noqa: S311
    for number in range(5):
        put(backend, random_document(number, choice))
    with backend.snapshot() as snapshot:
        keys = snapshot.passages.keys()
        whole, some = snapshot.words.find(["water"])["water"], snapshot.words.frequencies(["water", "niets"], keys[::2])
        inside = np.isin(whole.keys, keys[::2])
        assert list(some) == ["water"]
        assert some["water"].count == whole.count == snapshot.words.counts(["water", "niets"])["water"]
        assert np.array_equal(some["water"].keys, np.array(whole.keys)[inside])
        assert np.array_equal(some["water"].frequencies, np.array(whole.frequencies)[inside])
    with backend.snapshot(Scope(frozenset())) as nothing:
        assert not len(nothing.words.frequencies(["water"], keys)["water"].keys)
    backend.close()
