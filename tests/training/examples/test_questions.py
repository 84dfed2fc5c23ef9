"""The questions written for training."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from typing import TYPE_CHECKING

from training.examples.questions import Kind, checksum, read_questioned, read_written

if TYPE_CHECKING:
    from pathlib import Path

UNANSWERED = {Kind.NEAR_MISS, Kind.FAR_MISS}


def test_written_passages_hold_the_sentences_that_answer() -> None:
    """Every question of a kind that is answered names sentences of its passage, the others none."""
    passages = read_written()
    counts = Counter(question.kind for passage in passages for question in passage.questions)
    assert set(counts) == set(Kind)
    for passage in passages:
        for question in passage.questions:
            assert question.question.strip() == question.question != ""
            assert (question.kind in UNANSWERED) == (not question.answers)
            assert all(0 <= place < len(passage.sentences) for place in question.answers)


def test_no_question_stands_twice_with_its_passage() -> None:
    """One that did would count double."""
    for passage in read_written():
        asked = [question.question for question in passage.questions]
        assert len(set(asked)) == len(asked)


def write_folder(folder: Path, sentences: tuple[str, ...]) -> Path:
    """Write training data of one document, and a question on a passage of these sentences."""
    blocks = [["H", "Water"], ["P", "De dijk is hoog. Hij kost geld."], ["P", "De kat slaapt."]]
    with lzma.open(folder / "mono.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(["manifest", "map/Partij_2021.txt", blocks]) + "\n")
    question = {"kind": "q", "question": "hoe hoog is de dijk", "answers": [0]}
    row = {"document": "map/Partij_2021.txt", "heading": "Water", "first": 1, "last": 3,
           "checksum": checksum(sentences), "questions": [question]}  # fmt: skip
    (folder / "passages.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return folder


def test_a_passage_of_the_training_data_is_found_by_its_place(tmp_path: Path) -> None:
    """With the titles it stands under and its sentences as they were."""
    sentences = ("De dijk is hoog.", "Hij kost geld.", "De kat slaapt.")
    [passage] = read_questioned(write_folder(tmp_path, sentences), tmp_path)
    assert (passage.group, passage.titles) == ("map/Partij_2021.txt", ("Partij 2021", "Water"))
    assert passage.sentences == sentences
    assert passage.questions[0].kind is Kind.QUESTION


def test_a_passage_that_reads_otherwise_now_is_left_out(tmp_path: Path) -> None:
    """Its answers would name other sentences."""
    assert read_questioned(write_folder(tmp_path, ("De dijk is laag.",)), tmp_path) == []
