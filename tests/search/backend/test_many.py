"""What every store gives of many passages at once: their order, candidates and several documents in one write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from search_factories import make_document
from store_factories import ids, nota, put, vector, verslag

from search.backend.model import Embedding, Entry

if TYPE_CHECKING:
    from search.backend.protocol import Backend


def test_keys_in_the_order_of_the_corpus(backend: Backend) -> None:
    """Documents by id whatever was added first, then the text; what is not there is left out."""
    put(backend, verslag())
    put(backend, nota())
    with backend.snapshot() as snapshot:
        keys = snapshot.passages.keys()
        found = snapshot.passages.in_order(np.append(keys, keys.max() + 7))
        assert ids(snapshot, found) == ["nota:0001", "nota:0002", "nota:0003", "verslag:0001", "verslag:0002"]
        assert snapshot.passages.in_order(keys[:0]).tolist() == []


def test_documents_by_id(filled: Backend) -> None:
    """Those that are asked for, as the list of all gives them, and how many there are."""
    with filled.snapshot() as snapshot:
        [known, _] = snapshot.documents.stored()
        assert snapshot.documents.named(["nota", "geen"]) == {"nota": known}
        assert (snapshot.documents.named([]), snapshot.documents.count()) == ({}, 2)


def test_frequencies_among_some_passages(filled: Backend) -> None:
    """The same as of all, only of the passages asked for; the counts are those of the whole base."""
    with filled.snapshot() as snapshot:
        everything = snapshot.words.find(["water", "handel"])
        keys = snapshot.passages.keys_named(["nota:0002", "nota:0003", "verslag:0001"])
        some = snapshot.words.frequencies(["water", "handel", "geen"], np.array(keys))
        assert snapshot.words.counts(["water", "handel", "geen"]) == {"water": 4, "handel": 1}
        for term, matches in some.items():
            inside = np.isin(everything[term].keys, keys)
            assert matches.count == everything[term].count
            assert matches.keys.tolist() == everything[term].keys[inside].tolist()
            assert matches.frequencies.tolist() == everything[term].frequencies[inside].tolist()
        assert ids(snapshot, some["water"].keys) == ["nota:0002", "nota:0003"]
        assert ids(snapshot, some["handel"].keys) == ["nota:0003"]


def test_many_documents_in_one_write(filled: Backend) -> None:
    """All are written or none, and the generation rises by one; nothing to write is no write."""
    documents = [make_document("Water.", id_="nota"), make_document("Hulp.", id_="brief"), verslag()]
    one = vector("water").reshape(1, -1)
    entries = [
        Entry(each, "2", Embedding(np.repeat(one, len(each.passages), 0), [one] * len(each.passages), [()] * 3))
        for each in documents
    ]
    filled.put_many([])
    with pytest.raises(ValueError, match="longer"):
        filled.put_many(entries)  # more suggestions than passages
    with filled.snapshot() as snapshot:
        assert (snapshot.generation, len(snapshot.passages.keys())) == (2, 5)
    fitting = [
        replace(each, embedding=replace(each.embedding, suggested_sdgs=[()] * len(each.document.passages)))
        for each in entries
    ]
    filled.put_many(fitting)
    with filled.snapshot() as snapshot:
        assert (snapshot.generation, len(snapshot.passages.keys())) == (3, 4)
        assert list(snapshot.documents.titles()) == ["brief", "nota", "verslag"]
    assert filled.problems() == []
