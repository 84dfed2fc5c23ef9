"""What every store must do, whatever it is made of: each test runs against each backend."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from search_factories import make_document
from store_factories import (
    ENCODER,
    ids,
    nota,
    put,
    vector,
    verslag,
)

from ingest.model import Fact, FactName, Origin
from search.backend.model import DocumentState, Embedding, FacetCount, PaperNames
from search.errors import EncoderMismatchError
from search.model import Filters

if TYPE_CHECKING:
    from search.backend.protocol import Backend


def test_documents_come_back_as_they_went_in(filled: Backend) -> None:
    """Passages with their notes and citations, texts, titles and counts."""
    with filled.snapshot() as snapshot:
        read = snapshot.passages.read(snapshot.passages.keys().tolist())
        assert sorted(read.values(), key=lambda each: each.id) == [*nota().passages, *verslag().passages]
        assert snapshot.documents.titles() == {"nota": "Nota", "verslag": "Verslag"}
        assert [(each.id, each.passages, each.citations) for each in snapshot.documents.stored()] == [
            ("nota", 3, 1), ("verslag", 2, 1),
        ]  # fmt: skip
        assert snapshot.documents.text("nota") == nota().text
        assert snapshot.documents.chapters() == ["Klimaat", "Water", "Slot", "Hoofdstuk 1"]
        assert snapshot.documents.chapters("verslag") == ["Slot", "Hoofdstuk 1"]


def test_a_document_replaces_the_one_with_its_id(filled: Backend) -> None:
    """Nothing of the older one is left, in no index."""
    put(filled, make_document("Alleen hulp."), "2")
    with filled.snapshot() as snapshot:
        assert snapshot.documents.text("nota") == make_document("Alleen hulp.").text
        assert ids(snapshot, snapshot.passages.keys()) == ["verslag:0001", "verslag:0002", "nota:0001"]
        assert set(snapshot.words.find({"klimat", "water"})) == {"water"}
        assert sorted(ids(snapshot, snapshot.vectors.nearest(vector("hulp"), 2))) == ["nota:0001", "verslag:0002"]
    assert filled.problems() == []


def test_removal(filled: Backend) -> None:
    """A removed document is gone from every read; what is not there cannot be removed."""
    assert filled.remove("nota")
    assert not filled.remove("nota")
    with filled.snapshot() as snapshot:
        assert list(snapshot.documents.titles()) == ["verslag"]
        assert len(snapshot.vectors.nearest(vector("klimaat"), 10)) == 2
        assert [cite.document for cite in snapshot.papers.citations()] == ["verslag"]
    assert filled.problems() == []


def test_keys_are_never_given_out_again(filled: Backend) -> None:
    """A key that somebody still holds must not mean another passage later."""
    with filled.snapshot() as snapshot:
        before = set(snapshot.passages.keys().tolist())
    filled.remove("nota")
    put(filled, nota())
    with filled.snapshot() as snapshot:
        again = snapshot.passages.keys(Filters(document="nota")).tolist()
    assert len(again) == 3
    assert not before & set(again)


def test_every_write_raises_the_generation(backend: Backend) -> None:
    """By one; removing nothing is not a write."""
    seen = []
    for write in (lambda: put(backend, nota()), lambda: backend.remove("geen"), lambda: backend.remove("nota")):
        write()
        with backend.snapshot() as snapshot:
            seen.append(snapshot.generation)
    assert seen == [1, 1, 2]


def test_a_failed_write_leaves_nothing(filled: Backend) -> None:
    """A document whose vectors do not fit its passages changes nothing, the generation included."""
    with pytest.raises(ValueError, match="shorter"):
        filled.put(nota(), "2", Embedding(vector("water").reshape(1, -1), [vector("water").reshape(1, -1)], [()]))
    with filled.snapshot() as snapshot:
        assert (snapshot.generation, len(snapshot.passages.keys())) == (2, 5)
    assert filled.problems() == []


def test_what_a_document_was_read_from(filled: Backend) -> None:
    """A document is known by its id, its file, its content and its words."""
    state = DocumentState("nota", "nota.txt", nota().sha256, "1")
    with filled.snapshot() as snapshot:
        documents = snapshot.documents
        assert (documents.state("nota"), documents.from_source("nota.txt")) == (state, state)
        assert (documents.state("geen"), documents.from_source("geen.txt"), documents.text("geen")) == (None,) * 3
        assert documents.with_content(nota().sha256, "1") == "nota"
        assert documents.with_content(nota().sha256, "2") is None
        assert documents.with_text(nota().text.replace(" ", "\n"), besides="kopie") == "nota"
        assert documents.with_text(nota().text, besides="nota") is None


def test_an_encoder_is_adopted_once_there_are_documents(backend: Backend) -> None:
    """An empty store takes any; afterwards vectors of two encoders would be compared."""
    assert backend.encoder() is None
    put(backend, nota())
    assert backend.encoder() == ENCODER.name
    backend.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    with pytest.raises(EncoderMismatchError):
        backend.adopt("ander", "ander-1", 4)


def test_order_does_not_depend_on_when_documents_were_added(filled: Backend) -> None:
    """Documents by id, then the order of the text."""
    with filled.snapshot() as snapshot:
        keys = snapshot.passages.keys()
        placed = snapshot.passages.placed(np.append(keys[::-1], 99_999))
        passages = snapshot.passages.read(placed.keys.tolist())
        assert snapshot.passages.in_order(keys[::-1]).tolist() == placed.keys.tolist()
        assert snapshot.passages.placed(keys[:0]).documents == ()
    assert [passages[key].id for key in placed.keys.tolist()] == [
        "nota:0001", "nota:0002", "nota:0003", "verslag:0001", "verslag:0002"
    ]  # fmt: skip
    assert placed.documents == ("nota", "nota", "nota", "verslag", "verslag")
    assert placed.notes.tolist() == [False] * 5


def test_terms_are_weighed_as_bm25_does(backend: Backend) -> None:
    """Saturated frequencies worked out by hand: f x 2.2 / (f + 1.2 x (0.25 + 0.75 x length / mean length)).

    Headings are "Nota" and "Hoofdstuk 1", three terms more for each passage: lengths 6 and 4, mean 5. Of "water" there
    are two in the first text, of "handel" one; "nota" stands in the headings, which count 0.8.
    """
    put(backend, make_document("water water handel", "hulp"))
    with backend.snapshot() as snapshot:
        found = snapshot.words.find(["water", "handel", "nota", "klimaat"])
        first, second = snapshot.passages.keys().tolist()
        assert snapshot.words.count() == 2
    assert sorted(found) == ["handel", "nota", "water"]
    assert (found["water"].count, list(found["water"].keys)) == (1, [first])
    assert (found["nota"].count, list(found["nota"].keys)) == (2, [first, second])
    long, short = 1.2 * (0.25 + 0.75 * 6 / 5), 1.2 * (0.25 + 0.75 * 4 / 5)  # 1.38 and 1.02
    assert found["water"].frequencies == pytest.approx([2 * 2.2 / (2 + long)])  # 4.4 / 3.38
    assert found["handel"].frequencies == pytest.approx([2.2 / (1 + long)])  # 2.2 / 2.38
    assert found["nota"].frequencies == pytest.approx([0.8 * 2.2 / (0.8 + long), 0.8 * 2.2 / (0.8 + short)])


def test_terms_of_passages_and_the_vocabulary(filled: Backend) -> None:
    """The terms of a passage are those of its own text; the lexicon counts passages."""
    with filled.snapshot() as snapshot:
        [key] = snapshot.passages.keys_named(["nota:0003"])
        assert snapshot.words.in_passages([key]) == {key: frozenset({"handel", "groeit"})}
        lexicon = snapshot.words.lexicon()
        # Two texts and two headings of nota, one text of verslag, one in both.
        assert lexicon.word_counts(["water"]) == {"water": 4}
        assert "geen" not in lexicon
        counts = snapshot.words.counts(["handel", "geen", "kst-35207-53"])
        assert counts.keys() == {"handel", "kst-35207-53"}


def test_nearest_and_similarities(filled: Backend) -> None:
    """Inner products that can be worked out by hand, of passages and of their sentences."""
    with filled.snapshot() as snapshot:
        climate, water, trade = snapshot.passages.keys_named([f"nota:000{number}" for number in (1, 2, 3)])
        query = vector("water")
        assert ids(snapshot, snapshot.vectors.nearest(query, 1)) == ["nota:0002"]
        keys = np.array([trade, climate, water])
        found = snapshot.vectors.similarities(query, keys).tolist()
        half = partial(pytest.approx, abs=5e-4)  # of the vectors, stored in half precision
        assert found == half([0.0, 1 / 5**0.5, 1.0])  # the first passage: klimaat twice, water once
        sentences = snapshot.vectors.sentences(query, [climate, water])
        assert sentences[climate] == half([0.0, 1 / 2**0.5])
        best = snapshot.vectors.best_sentences(query, keys)
        assert {key: index for key, (index, _) in best.items()} == {climate: 1, water: 0, trade: 0}
        assert best[climate][1] == half(1 / 2**0.5)
        assert ids(snapshot, snapshot.vectors.nearest_by_sentence(query, 1)) == ["nota:0002"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["nota:0001", "nota:0002", "nota:0003", "verslag:0001", "verslag:0002"]),
        (Filters(document="nota", chapter="wat"), ["nota:0002", "nota:0003"]),
        (Filters(sdg=13), ["nota:0001", "nota:0002"]),
        (Filters(motie="35207 53"), ["nota:0002", "verslag:0001"]),
        (Filters(submitter="KUZU"), ["nota:0002", "verslag:0001"]),
        (Filters(year=2024), ["verslag:0001", "verslag:0002"]),
        (Filters(kind="KAMERBRIEF"), ["verslag:0001", "verslag:0002"]),
        (Filters(sdg=9), []),
        (Filters(suggested_sdg=9, chapter="wat"), ["nota:0002", "nota:0003"]),
        (Filters(suggested_sdg=13), ["nota:0001", "nota:0002"]),
        (Filters(document="geen"), []),
    ],
)
def test_filters_hold_inside_every_search(filled: Backend, filters: Filters, expected: list[str]) -> None:
    """By keys, by words and by both kinds of vectors: all that pass are found, and nothing else."""
    with filled.snapshot() as snapshot:
        assert sorted(ids(snapshot, snapshot.passages.keys(filters))) == expected
        assert snapshot.passages.exist(filters) == bool(expected)
        assert snapshot.passages.count(filters) == len(expected)
        assert snapshot.passages.count_documents(filters) == len({id_.partition(":")[0] for id_ in expected})
        keys = snapshot.passages.keys()
        assert sorted(ids(snapshot, keys[snapshot.passages.passing(keys, filters)])) == expected
        query = vector("klimaat")
        assert sorted(ids(snapshot, snapshot.vectors.nearest(query, 99, filters))) == expected
        assert sorted(ids(snapshot, snapshot.vectors.nearest_by_sentence(query, 99, filters))) == expected
        assert len(snapshot.vectors.nearest(query, 1, filters)) == min(1, len(expected))
        water = snapshot.words.find(["water"], filters)["water"]
        assert water.count == 4
        assert set(ids(snapshot, list(water.keys))) <= set(expected)


def test_facets_count_what_passes(filled: Backend) -> None:
    """Under filters, or among passages by key."""
    with filled.snapshot() as snapshot:
        count = snapshot.facets.count
        assert count("document", Filters()) == [FacetCount("nota", "Nota", 3), FacetCount("verslag", "Verslag", 2)]
        assert count("sdg", Filters(chapter="water")) == [FacetCount(6, "6", 1), FacetCount(13, "13", 1)]
        assert count("year", Filters()) == [FacetCount(2024, "2024", 2), FacetCount(2022, "2022", 3)]
        assert count("motie", Filters()) == [FacetCount("kst-35207-53", "kst-35207-53", 2)]
        assert count("submitter", Filters()) == [FacetCount("Kuzu", "Kuzu", 2)]
        assert count("kind", Filters()) == [
            FacetCount("beleidsnota", "beleidsnota", 3),
            FacetCount("Kamerbrief", "Kamerbrief", 2),
        ]
        assert count("suggested_sdg", Filters(document="nota")) == [
            FacetCount(6, "6", 1), FacetCount(9, "9", 3), FacetCount(13, "13", 2),
        ]  # fmt: skip
        some = snapshot.passages.keys_named(["nota:0001", "verslag:0002"])
        assert count("chapter", some) == [
            FacetCount("Klimaat", "Klimaat", 1), FacetCount("Hoofdstuk 1", "Hoofdstuk 1", 1),
        ]  # fmt: skip


def test_papers(filled: Backend) -> None:
    """Citations with what shows them, and what the documents call the paper."""
    with filled.snapshot() as snapshot:
        first, second = snapshot.papers.citations()
        text = snapshot.documents.text("nota") or ""
        assert first.anchor is not None
        assert text[slice(*first.anchor)] == "Water is schaars."
        assert ids(snapshot, [first.passage or 0, second.passage or 0]) == ["nota:0002", "verslag:0001"]
        assert second.anchor is None
        named = snapshot.papers.names(["KST-35207-53", "kst-1-2"])
        assert named == {"KST-35207-53": PaperNames("over Oeigoeren", ("Kuzu",)), "kst-1-2": PaperNames()}
        assert [(goal.chapter, goal.sdg, goal.passages) for goal in snapshot.papers.goals()] == [
            ("Klimaat", 13, 1), ("Water", 6, 1), ("Water", 13, 1),
        ]  # fmt: skip


def test_a_document_is_put_together_again(backend: Backend) -> None:
    """With everything but its blocks, which nobody searches; none under another id."""
    document = replace(nota(), facts=(Fact(FactName.TITLE, "Nota", Origin.COVER),))
    put(backend, document)
    with backend.snapshot() as snapshot:
        assert snapshot.documents.whole("nota") == replace(document, blocks=())
        assert snapshot.documents.whole("brief") is None


def test_corrections_stay_until_the_document_is_removed(filled: Backend) -> None:
    """Also when it is read again; the list shows them in the place of what was read."""
    document = replace(nota(), facts=(Fact(FactName.TITLE, "Nota", Origin.COVER),))
    counts = [len(passage.sentences) for passage in document.passages]
    sentences = [np.zeros((count, ENCODER.dimensions), np.float32) for count in counts]
    embedding = Embedding(np.zeros((len(counts), ENCODER.dimensions), np.float32), sentences, [()] * len(counts))
    filled.put(document, "1", embedding, {FactName.TITLE: "De nota"})
    filled.put(document, "2", embedding)
    with filled.snapshot() as snapshot:
        assert snapshot.documents.corrections("nota") == {FactName.TITLE: "De nota"}
        assert snapshot.documents.corrections("verslag") == {}
        [known] = [each for each in snapshot.documents.stored() if each.id == "nota"]
        assert known.facts == (Fact(FactName.TITLE, "De nota", Origin.USER),)
    filled.remove("nota")
    with filled.snapshot() as snapshot:
        assert snapshot.documents.corrections("nota") == {}
