"""Made questions and passages."""

from __future__ import annotations

from training.examples.corpus import TrainingDocument
from training.examples.views import make_views, paragraphs_by_group, without_shared

PARAGRAPH = (
    "Het kabinet verhoogt de uitgaven voor water. Dat is nodig omdat de dijken oud zijn. Ook de rivieren vragen ruimte."
)


def manifesto(*blocks: tuple[bool, str]) -> TrainingDocument:
    """Return a manifesto with these blocks."""
    return TrainingDocument("manifesto", "x", blocks)


def test_shared_words_are_taken_out_by_their_first_letters_but_function_words_stay() -> None:
    """What is left has the same meaning without the words of the other side."""
    assert without_shared("de dijken en de rivieren langs de dijk", "rivier en de dijken") == "de en de langs de dijk"


def test_a_heading_belongs_to_the_paragraph_straight_under_it_only() -> None:
    """The next paragraph under the same heading is its neighbour."""
    first, second = paragraphs_by_group([manifesto((True, "Over water"), (False, PARAGRAPH), (False, PARAGRAPH))], 1)[
        "manifesto"
    ]
    assert (first.heading, first.following, second.heading, second.following) == ("Over water", PARAGRAPH, None, None)


def test_paragraphs_of_different_documents_are_no_neighbours() -> None:
    """Their places leave a gap."""
    found = paragraphs_by_group([manifesto((False, PARAGRAPH)), manifesto((False, PARAGRAPH))], 1)["manifesto"]
    assert [paragraph.place for paragraph in found] == [0, 2]


def test_the_same_seed_makes_the_same_views_and_another_seed_others() -> None:
    """Nothing random comes from elsewhere."""
    groups = paragraphs_by_group([manifesto((True, "Over water"), (False, PARAGRAPH), (False, PARAGRAPH))] * 9, 1)
    views = make_views(groups, 60, 3)
    assert len(views) == 34  # 57% of 60; the other groups have no text
    assert views == make_views(groups, 60, 3)
    assert views != make_views(groups, 60, 4)


def test_both_sides_of_a_view_have_words_left() -> None:
    """Taking out what is shared never leaves an empty side."""
    groups = paragraphs_by_group([manifesto((False, PARAGRAPH), (False, PARAGRAPH))] * 9, 1)
    sizes = [(len(view.query.split()), len(view.passage.split())) for view in make_views(groups, 60, 5)]
    assert min(query for query, _ in sizes) >= 2
    assert min(passage for _, passage in sizes) >= 4
