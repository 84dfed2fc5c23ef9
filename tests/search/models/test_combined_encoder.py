"""Two encoders as one."""

from __future__ import annotations

import numpy as np
import pytest
from search_factories import WordEncoder

from search.models.encoder import Encoder
from search.models.onnx import CombinedEncoder

FIRST = WordEncoder(("klimaat", "water"), name="een")
SECOND = WordEncoder(("water", "handel", "hulp"), name="twee")


def combined(weight: float = 0.25) -> CombinedEncoder:
    """Return both, the first with this weight."""
    return CombinedEncoder("samen", FIRST, SECOND, weight)


def test_the_inner_product_is_the_weighted_mean_of_the_similarities() -> None:
    """Cosines of the first: 1 / sqrt(2); of the second: 1."""
    query, passage = combined().encode_queries(["klimaat water"])[0], combined().encode_passages(["water"])[0]
    assert query @ passage == pytest.approx(0.25 / np.sqrt(2) + 0.75)


def test_a_text_that_one_does_not_know_has_the_other_part_at_full_length() -> None:
    """So its similarity to itself is 1, not the weight."""
    vector = combined().encode_passages(["klimaat"])[0]
    np.testing.assert_allclose(vector, [1, 0, 0, 0, 0])


def test_a_text_that_neither_knows_is_all_zeros() -> None:
    """As every encoder gives it."""
    assert not combined().encode_passages(["kat"]).any()


def test_it_is_an_encoder_whose_fingerprint_follows_parts_and_weight() -> None:
    """Vectors made with another weight do not fit."""
    other = CombinedEncoder("samen", FIRST, WordEncoder(("water", "handel", "vrede"), name="twee"), 0.25)
    assert isinstance(combined(), Encoder)
    assert combined().dimensions == 5
    assert combined().fingerprint == combined().fingerprint
    assert len({combined().fingerprint, combined(0.5).fingerprint, other.fingerprint}) == 3


def test_a_weight_outside_zero_to_one_is_refused() -> None:
    """A negative part would turn similarity round."""
    with pytest.raises(ValueError, match=r"1\.5"):
        combined(1.5)
