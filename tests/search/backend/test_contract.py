"""What every store must do, whatever it is made of: each test runs against each backend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from search_factories import Part, WordEncoder, make_citation, make_document

from search.backend.model import DocumentState, Embedding, FacetCount, PaperNames, PassagePlace
from search.backend.sqlite.backend import FolderBackend
from search.errors import EncoderMismatchError
from search.model import Filters
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from ingest.model import Document
    from search.backend.protocol import Backend, Snapshot

# A store opened in a folder that is its own; another backend is one line here.
BACKENDS: dict[str, Callable[[Path], Backend]] = {"folder": FolderBackend.open}
ENCODER = WordEncoder()
NOTE = "Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35207, nr. 53)"
UNNAMED = make_citation(text="35207, nr. 53", kind="kamerstuk", submitters=(), title=None)
ONLY_NOTA = Scope(frozenset({"nota"}))
ONLY_VERSLAG = Scope(frozenset({"verslag"}))
NOTHING = Scope(frozenset())


def put(backend: Backend, document: Document, ingest_version: str = "1") -> None:
    """Store a document with the vectors of the encoder that counts words; every passage suggests goal 9."""
    passages = ENCODER.encode_passages([passage.text for passage in document.passages])
    sentences = [
        ENCODER.encode_passages([document.text[start:end] for start, end in passage.sentences])
        for passage in document.passages
    ]
    backend.put(document, ingest_version, Embedding(passages, sentences, [(9,)] * len(sentences)))


def nota() -> Document:
    """Three passages and a footnote that cites a motie by its submitter and title."""
    return make_document(
        Part(("Het klimaat warmt op.", "Klimaat en water."), ("Klimaat",), (13,), 1),
        Part(("Water is schaars.",), ("Water",), (6, 13), 2, note=NOTE, cites=(make_citation(),)),
        Part(("De handel groeit.",), ("Water",)),
    )


def verslag() -> Document:
    """Two passages, of which one cites the same motie without its submitter."""
    document = make_document(
        Part(("Zie 35207, nr. 53.",), ("Slot",), cites=(UNNAMED,)), "Hulp en water.", id_="verslag", title="Verslag"
    )
    return replace(document, year=2024)


@pytest.fixture(params=sorted(BACKENDS))
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """An empty store that is bound to the encoder."""
    made = BACKENDS[request.param](tmp_path)
    made.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    yield made
    made.close()


@pytest.fixture
def filled(backend: Backend) -> Backend:
    """The store with both documents, the one that comes last by id added first."""
    put(backend, verslag())
    put(backend, nota())
    return backend


def ids(snapshot: Snapshot, keys: Iterable[int]) -> list[str]:
    """The ids of passages, in the order of the keys."""
    numbers = [int(key) for key in keys]
    found = snapshot.passages.read(numbers)
    return [found[number].id for number in numbers]


def vector(text: str) -> NDArray[np.float32]:
    """A question's vector."""
    return ENCODER.encode_queries([text])[0]


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
    """By one; a removal of nothing is no write."""
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
        places = snapshot.passages.places(snapshot.passages.keys().tolist())
    assert sorted(places.values()) == [
        PassagePlace("nota", 1, note=False), PassagePlace("nota", 2, note=False), PassagePlace("nota", 3, note=False),
        PassagePlace("verslag", 1, note=False), PassagePlace("verslag", 2, note=False),
    ]  # fmt: skip


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
    assert lexicon.words["water"] == 4  # two texts and two headings of nota, one text of verslag, one in both
    assert {"handel", "kst-35207-53"} <= lexicon.terms


def test_nearest_and_similarities(filled: Backend) -> None:
    """Inner products that can be worked out by hand, of passages and of their sentences."""
    with filled.snapshot() as snapshot:
        climate, water, trade = snapshot.passages.keys_named([f"nota:000{number}" for number in (1, 2, 3)])
        query = vector("water")
        assert ids(snapshot, snapshot.vectors.nearest(query, 1)) == ["nota:0002"]
        keys = np.array([trade, climate, water])
        found = snapshot.vectors.similarities(query, keys).tolist()
        assert found == pytest.approx([0.0, 1 / 5**0.5, 1.0])  # the first passage: klimaat twice, water once
        sentences = snapshot.vectors.sentences(query, [climate, water])
        assert sentences[climate] == pytest.approx([0.0, 1 / 2**0.5])
        best = snapshot.vectors.best_sentences(query, keys)
        assert {key: index for key, (index, _) in best.items()} == {climate: 1, water: 0, trade: 0}
        assert best[climate][1] == pytest.approx(1 / 2**0.5)
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
        (Filters(document="geen"), []),
    ],
)
def test_filters_hold_inside_every_search(filled: Backend, filters: Filters, expected: list[str]) -> None:
    """By keys, by words and by both kinds of vectors: all that pass are found, and nothing else."""
    with filled.snapshot() as snapshot:
        assert sorted(ids(snapshot, snapshot.passages.keys(filters))) == expected
        assert snapshot.passages.exist(filters) == bool(expected)
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


READS: dict[str, Callable[[Snapshot, list[int]], object]] = {
    "documents.stored": lambda snapshot, _: [each.id for each in snapshot.documents.stored()],
    "documents.titles": lambda snapshot, _: list(snapshot.documents.titles()),
    "documents.text": lambda snapshot, _: snapshot.documents.text("verslag"),
    "documents.chapters": lambda snapshot, _: snapshot.documents.chapters(),
    "documents.state": lambda snapshot, _: snapshot.documents.state("verslag"),
    "documents.from_source": lambda snapshot, _: snapshot.documents.from_source("verslag.txt"),
    "documents.with_content": lambda snapshot, _: snapshot.documents.with_content(verslag().sha256, "1"),
    "documents.with_text": lambda snapshot, _: snapshot.documents.with_text(verslag().text, besides=""),
    "passages.keys": lambda snapshot, _: snapshot.passages.keys().tolist(),
    "passages.exist": lambda snapshot, _: snapshot.passages.exist(),
    "passages.keys_named": lambda snapshot, _: snapshot.passages.keys_named(["verslag:0001"]),
    "passages.read": lambda snapshot, keys: snapshot.passages.read(keys),
    "passages.places": lambda snapshot, keys: snapshot.passages.places(keys),
    "passages.suggested_sdgs": lambda snapshot, keys: snapshot.passages.suggested_sdgs(keys),
    "words.find": lambda snapshot, _: list(snapshot.words.find(["water"])["water"].keys),
    "words.in_passages": lambda snapshot, keys: snapshot.words.in_passages(keys),
    "vectors.nearest": lambda snapshot, _: sorted(snapshot.vectors.nearest(vector("hulp"), 9).tolist()),
    "vectors.nearest_by_sentence": lambda snapshot, _: snapshot.vectors.nearest_by_sentence(vector("hulp"), 9).tolist(),
    "facets.document": lambda snapshot, _: snapshot.facets.count("document", Filters()),
    "facets.motie": lambda snapshot, _: snapshot.facets.count("motie", Filters()),
    "facets.of_keys": lambda snapshot, keys: snapshot.facets.count("chapter", keys),
    "papers.citations": lambda snapshot, _: snapshot.papers.citations(),
}


@pytest.mark.parametrize("name", sorted(READS))
def test_nothing_outside_the_scope_is_read(filled: Backend, name: str) -> None:
    """Each read gives the same as a store that holds the documents of the scope only; without any it gives nothing."""
    with filled.snapshot() as everything:
        keys = everything.passages.keys().tolist()
        assert READS[name](everything, keys)
        own = everything.passages.keys(Filters(document="verslag")).tolist()
    with filled.snapshot(NOTHING) as nothing:
        assert not READS[name](nothing, keys)
    with filled.snapshot(ONLY_VERSLAG) as inside:
        seen = READS[name](inside, keys)
    filled.remove("nota")
    with filled.snapshot() as alone:
        assert seen == READS[name](alone, own)


def test_a_submitter_outside_the_scope_is_not_known(filled: Backend) -> None:
    """Who is behind a paper is not learned from a document that may not be read."""
    submitted = Filters(submitter="Kuzu")
    with filled.snapshot(ONLY_VERSLAG) as snapshot:
        assert snapshot.facets.count("submitter", Filters()) == []
        assert snapshot.facets.count("motie", Filters()) == []  # only the other document calls it a motie
        assert snapshot.passages.keys(submitted).tolist() == []
        assert snapshot.papers.names(["kst-35207-53"]) == {"kst-35207-53": PaperNames()}
    with filled.snapshot(ONLY_NOTA) as snapshot:
        assert ids(snapshot, snapshot.passages.keys(submitted)) == ["nota:0002"]


def test_a_snapshot_knows_its_scope(filled: Backend) -> None:
    """Without one it is everything."""
    with filled.snapshot() as outer, filled.snapshot(ONLY_NOTA) as inner:
        assert (outer.scope, inner.scope) == (EVERYTHING, ONLY_NOTA)
        assert outer.generation == inner.generation
        assert list(outer.documents.titles()) == ["nota", "verslag"]
        assert list(inner.documents.titles()) == ["nota"]


@pytest.mark.parametrize("name", sorted(BACKENDS))
def test_a_snapshot_sees_one_generation(name: str, tmp_path: Path) -> None:
    """What another program writes meanwhile is not seen by the reads that follow, by words and by vectors."""
    mine, other = BACKENDS[name](tmp_path), BACKENDS[name](tmp_path)
    mine.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    put(mine, nota())
    with mine.snapshot() as snapshot:
        put(other, verslag())
        other.remove("nota")
        assert list(snapshot.documents.titles()) == ["nota"]
        keys = snapshot.passages.keys().tolist()
        assert len(keys) == 3
        assert sorted(snapshot.vectors.nearest(vector("water"), 9).tolist()) == keys
        assert sorted(snapshot.words.find(["water"])["water"].keys) == keys  # a heading has it too
        assert [cite.document for cite in snapshot.papers.citations()] == ["nota"]
    with mine.snapshot() as snapshot:
        assert list(snapshot.documents.titles()) == ["verslag"]
        assert len(snapshot.vectors.nearest(vector("water"), 9)) == 2
    mine.close()
    other.close()


def test_nothing_is_written_inside_a_snapshot(filled: Backend) -> None:
    """What was read there would silently be out of date."""
    with filled.snapshot(), pytest.raises(RuntimeError, match="snapshot"):
        filled.remove("nota")
    assert filled.remove("nota")


@pytest.mark.parametrize("name", sorted(BACKENDS))
def test_reopened_it_is_the_same(name: str, tmp_path: Path) -> None:
    """Documents, encoder and generation are kept."""
    first = BACKENDS[name](tmp_path)
    first.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    put(first, nota())
    first.close()
    first.close()
    again = BACKENDS[name](tmp_path)
    with again.snapshot() as snapshot:
        assert (snapshot.generation, list(snapshot.documents.titles())) == (1, ["nota"])
        assert ids(snapshot, snapshot.vectors.nearest(vector("handel"), 1)) == ["nota:0003"]
    assert again.encoder() == ENCODER.name
    again.close()
