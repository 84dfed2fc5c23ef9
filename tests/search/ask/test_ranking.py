"""The order of passages once they have a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.ask.ranking import NOTE_SHARE, Ranked, lowered
from search.backend.model import PassagePlace

if TYPE_CHECKING:
    from collections.abc import Sequence


def ranked(*scores: float, ordinals: Sequence[int], notes: Sequence[int] = ()) -> list[Ranked]:
    """Passages with these scores and places, keys from 0; ``notes``: keys of those that are notes."""
    places = [PassagePlace("nota", ordinal, note=key in notes) for key, ordinal in enumerate(ordinals)]
    return [Ranked(key, score, score, 0.0, None, 0.0, places[key]) for key, score in enumerate(scores)]


def test_a_note_comes_after_text_that_fits_about_as_well() -> None:
    """But before text that fits much worse; equal scores keep the order of the documents."""
    made = lowered(ranked(1.0, 0.9, 0.8, 0.3, ordinals=[2, 1, 0, 3], notes=[0]))
    assert [(item.key, item.score) for item in made] == [(1, 0.9), (2, 0.8), (0, NOTE_SHARE), (3, 0.3)]
    assert [item.key for item in lowered(ranked(0.5, 0.5, ordinals=[1, 0]))] == [1, 0]
