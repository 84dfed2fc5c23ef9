"""Two encoders as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from search_factories import WordEncoder

from search.errors import EncoderLoadError, ModelProblem
from search.models.combined import COMBINATION, CombinedEncoder, Part, read_combination
from search.models.protocols import Chunk, Encoder

if TYPE_CHECKING:
    from pathlib import Path

FIRST = WordEncoder(("klimaat", "water"), name="een")
SECOND = WordEncoder(("water", "handel", "hulp"), name="twee")


def combined(weight: float = 0.25) -> CombinedEncoder:
    """Return both, the first with this weight, the second with the rest."""
    return CombinedEncoder("samen", ((FIRST, weight), (SECOND, 1.0 - weight)))


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
    other = CombinedEncoder("samen", ((FIRST, 0.25), (WordEncoder(("water", "handel", "vrede"), name="twee"), 0.75)))
    assert isinstance(combined(), Encoder)
    assert combined().dimensions == 5
    assert combined().fingerprint == combined().fingerprint
    assert len({combined().fingerprint, combined(0.5).fingerprint, other.fingerprint}) == 3


def test_a_weight_below_zero_is_refused() -> None:
    """A negative part would turn similarity round."""
    with pytest.raises(ValueError, match=r"-0\.5"):
        combined(1.5)


def test_only_the_proportion_of_the_weights_matters() -> None:
    """And there may be any number of parts."""
    third = WordEncoder(("klimaat",), name="drie")
    one, other = (
        CombinedEncoder("samen", ((FIRST, 1.0 * times), (SECOND, 2.0 * times), (third, 5.0 * times)))
        for times in (1, 10)
    )
    query, passage = one.encode_queries(["klimaat water"])[0], one.encode_passages(["water"])[0]
    np.testing.assert_allclose(other.encode_passages(["water"])[0], passage, atol=1e-7)
    # The third knows nothing of the passage, whose other parts then have a whole weight of 3 instead of 8.
    assert query @ passage * (3 / 8) ** 0.5 == pytest.approx((1 / np.sqrt(2) + 2) / 8)


def test_a_combination_is_read_from_its_file(tmp_path: Path) -> None:
    """Which models, by their folders, and their weights."""
    (tmp_path / COMBINATION).write_text('{"parts": [{"model": "a", "weight": 2}, {"model": "b", "weight": 0.5}]}')
    assert read_combination(tmp_path).parts == (Part("a", 2.0), Part("b", 0.5))


@pytest.mark.parametrize(
    "content",
    ["", "{}", '{"parts": []}', '{"parts": [{"model": "a"}]}', '{"parts": [{"model": "a", "weight": 0}]}'],
)
def test_a_damaged_combination_is_refused(tmp_path: Path, content: str) -> None:
    """With the file that is wrong."""
    (tmp_path / COMBINATION).write_text(content)
    with pytest.raises(EncoderLoadError, match=r"combination\.json") as caught:
        read_combination(tmp_path)
    assert caught.value.problem is ModelProblem.DAMAGED


def test_passages_and_their_sentences_are_those_of_each_part() -> None:
    """Which may take a sentence's vector from its passage, or read it by itself."""
    chunks = [Chunk("klimaat water. handel", ((0, 14), (15, 21))), Chunk("hulp", ((0, 4),))]
    vectors = combined().encode_chunks(chunks)
    np.testing.assert_array_equal(vectors.chunks, combined().encode_passages([chunk.text for chunk in chunks]))
    np.testing.assert_array_equal(vectors.sentences, combined().encode_passages(["klimaat water.", "handel", "hulp"]))
