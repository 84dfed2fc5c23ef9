"""What a read may see, in each backend: one scope and one generation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from store_factories import (
    BACKENDS,
    ENCODER,
    NOTHING,
    ONLY_NOTA,
    ONLY_VERSLAG,
    ids,
    nota,
    put,
    vector,
    verslag,
)

from search.backend.model import PaperNames
from search.model import Filters
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from search.backend.protocol import Backend, Snapshot


READS: dict[str, Callable[[Snapshot, list[int]], object]] = {
    "documents.stored": lambda snapshot, _: [each.id for each in snapshot.documents.stored()],
    "documents.named": lambda snapshot, _: [*snapshot.documents.named(["nota", "verslag"])],
    "documents.count": lambda snapshot, _: snapshot.documents.count(),
    "documents.titles": lambda snapshot, _: list(snapshot.documents.titles()),
    "documents.text": lambda snapshot, _: snapshot.documents.text("verslag"),
    "documents.chapters": lambda snapshot, _: snapshot.documents.chapters(),
    "documents.state": lambda snapshot, _: snapshot.documents.state("verslag"),
    "documents.from_source": lambda snapshot, _: snapshot.documents.from_source("verslag.txt"),
    "documents.with_content": lambda snapshot, _: snapshot.documents.with_content(verslag().sha256, "1"),
    "documents.with_text": lambda snapshot, _: snapshot.documents.with_text(verslag().text, besides=""),
    "passages.keys": lambda snapshot, _: snapshot.passages.keys().tolist(),
    "passages.count": lambda snapshot, _: snapshot.passages.count(),
    "passages.passing": lambda snapshot, keys: [
        key for key, passes in zip(keys, snapshot.passages.passing(np.array(keys)), strict=True) if passes
    ],
    "passages.in_order": lambda snapshot, keys: snapshot.passages.in_order(np.array(keys)).tolist(),
    "passages.exist": lambda snapshot, _: snapshot.passages.exist(),
    "passages.keys_named": lambda snapshot, _: snapshot.passages.keys_named(["verslag:0001"]),
    "passages.read": lambda snapshot, keys: snapshot.passages.read(keys),
    "passages.placed": lambda snapshot, keys: snapshot.passages.placed(np.array(keys)).documents,
    "passages.suggested_sdgs": lambda snapshot, keys: snapshot.passages.suggested_sdgs(keys),
    "words.find": lambda snapshot, _: list(snapshot.words.find(["water"])["water"].keys),
    "words.frequencies": lambda snapshot, keys: snapshot.words.frequencies(["water"], np.array(keys))[
        "water"
    ].keys.tolist(),
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
