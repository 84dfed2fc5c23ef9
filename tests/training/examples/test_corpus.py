"""Reading the training data."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

import pytest
from training_factories import write_data

from training.examples.corpus import (
    draw_pairs,
    group_of,
    is_prose,
    mended,
    pair_weight,
    read_documents,
    read_pairs,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De kat zit op de mat.", True),
        ("Kat", False),  # one word
        ("zie https://example.org voor meer", False),
        ("Het menu {date} is gewijzigd", False),
        ("1 2 3 4 5 6 7.0", False),
        ("woord " * 61, False),
    ],
)
def test_only_running_text_of_some_length_is_prose(text: str, expected: bool) -> None:  # noqa: FBT001
    """Markup, links, numbers, single words and endless sentences are left out."""
    assert is_prose(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("het be\u00ad leid", "het beleid"),
        ("het groot- ste deel", "het grootste deel"),
        ("in- en uitvoer", "in- en uitvoer"),
        ("a\n  b", "a b"),
    ],
)
def test_words_broken_by_the_end_of_a_line_are_joined(text: str, expected: str) -> None:
    """A hyphen that stands for a word left out stays."""
    assert mended(text) == expected


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        ("manifest", "programmas_txt/PvdA_1981.txt", "manifesto"),
        ("manifest", "programmas_txt/SDAP_1925.txt", None),
        ("laws", "wet/1950", "laws"),
        ("legalize-n", "x", "laws"),
        ("ms", "x", "software"),
        ("progit2-nl", "x", None),
        ("Algoritmek", "x", "government"),
    ],
)
def test_documents_belong_to_a_group_or_are_left_out(source: str, name: str, expected: str | None) -> None:
    """Old manifestos and a book whose licence forbids it are not used."""
    assert group_of(source, name) == expected


def test_pairs_are_read_once_and_only_where_both_sides_are_prose(tmp_path: Path) -> None:
    """Repeats and rows with code on one side are dropped, the order is the file's."""
    rows = [
        "the cat sits\tde kat zit\ta\n",
        "the cat sits\tde kat zit\tb\n",
        "run {x} now\tdoe het nu\ta\n",
        "a dog\teen hond\ta\n",
    ]
    (tmp_path / "en_nl.tsv.xz").write_bytes(lzma.compress("".join(rows).encode()))
    assert [(pair.dutch, pair.source) for pair in read_pairs(tmp_path)] == [("de kat zit", "a"), ("een hond", "a")]


def test_pairs_that_models_are_measured_on_are_left_out(tmp_path: Path) -> None:
    """Questions to the government come from these texts."""
    rows = ["the app works\tde app werkt\tgov_minvws_covid", "the cat sits\tde kat zit\tgov_other"]
    (tmp_path / "en_nl.tsv.xz").write_bytes(lzma.compress("\n".join(rows).encode()))
    assert [pair.source for pair in read_pairs(tmp_path)] == ["gov_other"]


def test_documents_are_read_in_order_without_those_left_out(tmp_path: Path) -> None:
    """Blocks keep their kind and their order."""
    rows = [["laws", "w", [["H", "Artikel 1"], ["P", "De  tekst"]]], ["progit2-nl", "x", [["P", "Git"]]]]
    (tmp_path / "mono.jsonl.xz").write_bytes(lzma.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    documents = list(read_documents(tmp_path))
    assert [(document.group, document.blocks) for document in documents] == [
        ("laws", ((True, "Artikel 1"), (False, "De tekst")))
    ]


def test_pairs_written_by_people_weigh_more_than_machine_translations() -> None:
    """The first rule that fits counts, and a source without a rule weighs 1."""
    weights = [pair_weight(name) for name in ("tatoeba_human", "l10n_hedy", "l10n_scratch", "mt_adobe_target", "new")]
    assert weights == [3.0, 0.5, 1.0, 0.15, 1.0]


def test_pairs_are_drawn_without_repeats_by_the_seed(tmp_path: Path) -> None:
    """Fewer than there are, in the order of the file."""
    pairs = read_pairs(write_data(tmp_path))
    drawn = draw_pairs(pairs, 5, seed=1)
    assert drawn == [pair for pair in pairs if pair in drawn]
    assert len(drawn) == 5
    assert drawn == draw_pairs(pairs, 5, seed=1)
    assert draw_pairs(pairs, 99, seed=1) == pairs
