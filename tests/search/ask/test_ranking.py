"""The order of passages once they have a score."""

from __future__ import annotations

from search.ask.ranking import NOTE_SHARE, Ranked, lowered


def ranked(*scores: float) -> list[Ranked]:
    """Passages with these scores, keys from 0."""
    return [Ranked(key, score, score, 0.0, None, 0.0) for key, score in enumerate(scores)]


def test_a_note_comes_after_text_that_fits_about_as_well() -> None:
    """But before text that fits much worse; equal scores keep the order of the documents."""
    order = {0: 2, 1: 1, 2: 0, 3: 3}
    made = lowered(ranked(1.0, 0.9, 0.8, 0.3), {0}, order)
    assert [(item.key, item.score) for item in made] == [(1, 0.9), (2, 0.8), (0, NOTE_SHARE), (3, 0.3)]
    assert [item.key for item in lowered(ranked(0.5, 0.5), set(), {0: 1, 1: 0})] == [1, 0]
