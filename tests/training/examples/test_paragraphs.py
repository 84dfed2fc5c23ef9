"""Passages of plain documents."""

from __future__ import annotations

import pytest

from training.examples.corpus import TrainingDocument
from training.examples.paragraphs import MOST_OF_A_DOCUMENT, draw_plain, plain_passages

LONG = " ".join(["Het kabinet geeft elk jaar geld uit aan water en aan dijken die hoog zijn."] * 12)


def make_document(name: str, group: str = "manifesto", sections: int = 1) -> TrainingDocument:
    """A document of sections with a heading and two paragraphs each."""
    blocks = [(True, "Water"), (False, LONG), (False, "De boer oogst minder.")]
    return TrainingDocument(group, name, tuple(blocks * sections))


def test_what_stands_under_a_heading_is_cut_at_sentences() -> None:
    """Into passages of at most 140 words, each with document and heading; short ends stay with what is before."""
    passages = list(plain_passages(make_document("Partij")))
    assert [passage.titles for passage in passages] == [("Partij", "Water")] * len(passages)
    assert sum(len(passage.sentences) for passage in passages) == 13
    assert passages[-1].sentences[-1] == "De boer oogst minder."
    assert all(len(" ".join(passage.sentences).split()) <= 150 for passage in passages)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("programmas_txt/D66_2023.txt", ("D66 2023", "Water")),
        ("t/wet/BWBR0013022/README.md", ("Water",)),
    ],
)
def test_a_passage_is_called_by_the_name_of_its_file(name: str, titles: tuple[str, ...]) -> None:
    """Without folder and ending, as passages with questions are; not where every file is called so."""
    assert next(plain_passages(make_document(name))).titles == titles


def test_documents_that_models_are_measured_on_are_left_out() -> None:
    """Whatever else there is of the same group."""
    names = ("programmas_txt/SP_2021.txt", "programmas_txt/SP_2012.txt", "programmas_txt/GroenLinksPvdA_2023.txt")
    drawn = draw_plain([make_document(name, sections=9) for name in names], 40, 1)
    assert {passage.titles[0] for passage in drawn} == {"SP 2012"}


def test_a_section_of_few_words_is_left_out() -> None:
    """There is not enough in it to learn from."""
    assert not list(plain_passages(TrainingDocument("laws", "Wet", ((True, "Slot"), (False, "Deze wet geldt.")))))


def test_groups_are_drawn_by_their_shares() -> None:
    """The same ones each time, and not too many of one document."""
    documents = [
        make_document(f"{group} {number}", group, 20) for group in ("manifesto", "laws") for number in range(9)
    ]
    drawn = draw_plain(documents, 40, 1)
    assert drawn == draw_plain(documents, 40, 1)
    names = [passage.titles[0] for passage in drawn]
    assert sum(name.startswith("manifesto") for name in names) == 24
    assert sum(name.startswith("laws") for name in names) == 8
    assert max(names.count(name) for name in names) <= MOST_OF_A_DOCUMENT
