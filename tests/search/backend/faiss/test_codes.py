"""Codes and signs are whole numbers that come out the same everywhere, and keep the order of vectors."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from vector_factories import clustered

from search.backend.faiss.codes import Coding, products

VECTORS = clustered(400, 640)


def test_products_of_codes_are_exact() -> None:
    """As sums of whole numbers, at the places that are asked for."""
    coding = Coding(640)
    codes, query = coding.codes(VECTORS), coding.of_query(VECTORS[3].astype(np.float32))
    places = np.array([5, 0, 399])
    expected = codes[places].astype(np.int64) @ query.astype(np.int64)
    assert products(query, codes, places).tolist() == expected.tolist()


@pytest.mark.parametrize(("dimensions", "levels"), [(8, 127), (1040, 127), (4096, 64), (0, 127)])
def test_codes_are_small_enough_to_add(dimensions: int, levels: int) -> None:
    """The largest sum of products is still a whole number of single precision."""
    assert Coding(dimensions).levels == levels
    assert dimensions * levels**2 <= 2**24


def test_the_same_on_every_machine() -> None:
    """Nothing depends on the order in which a processor adds: whole numbers go in, and these come out."""
    codes = (np.arange(3 * 640).reshape(3, 640) * 7919 % 255 - 127).astype(np.int8)
    mean = np.arange(640) % 5 - 2
    found = Coding(640).signs(codes, mean)
    assert found.shape == (3, 80)
    assert hashlib.sha256(found.tobytes()).hexdigest()[:16] == "e44ef4523b029126"


def test_near_vectors_share_more_signs() -> None:
    """Of the twenty that share most with a vector, most lie around the same middle, twenty of four hundred."""
    coding = Coding(640)
    codes = coding.codes(VECTORS)
    signs = coding.signs(codes, np.rint(codes.mean(axis=0)).astype(np.int64))
    own = coding.signs(coding.of_query(VECTORS[0].astype(np.float32))[None])
    shared = 640 - np.bitwise_count(signs ^ own).sum(axis=1)
    near = np.argsort(-(VECTORS.astype(np.float32) @ VECTORS[0].astype(np.float32)))[:10]
    assert set(near.tolist()) <= set(np.argsort(-shared.astype(np.int64), kind="stable")[:30].tolist())


def test_a_question_of_which_nothing_is_known() -> None:
    """All zeros: no division by nothing."""
    assert not Coding(640).of_query(np.zeros(640, dtype=np.float32)).any()
