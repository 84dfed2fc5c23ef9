"""What a model's folder says about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from search.models.folder import PROMPTS, Prompts, folder_fingerprint, prompts_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("intfloat/multilingual-e5-small", Prompts("query: ", "passage: ")),
        ("/models/Multilingual-E5-Small", Prompts("query: ", "passage: ")),
        ("BAAI/bge-m3", Prompts()),
        ("nomic-ai/nomic-embed-text-v1.5", Prompts("search_query: ", "search_document: ")),
        ("vindplaats-nl", None),
    ],
)
def test_prompts_known_of_a_name(name: str, expected: Prompts | None) -> None:
    """Of well-known models, wherever they are kept; a model without prompts is not one that is not known."""
    assert Prompts.known(name) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"query": "v: ", "document": "d: "}, Prompts("v: ", "d: ")),
        ({"query": "v: ", "passage": "p: "}, Prompts("v: ", "p: ")),
        ({"query": "v: "}, Prompts("v: ")),
        ({"query": "", "document": ""}, None),
        ({}, None),
    ],
)
def test_prompts_that_a_folder_names(tmp_path: Path, named: dict[str, str], expected: Prompts | None) -> None:
    """As sentence-transformers writes them."""
    (tmp_path / PROMPTS).write_text(json.dumps({"prompts": named}))
    assert prompts_in(tmp_path) == expected


def test_a_folder_that_says_nothing_has_no_prompts(tmp_path: Path) -> None:
    """And is not damaged."""
    assert prompts_in(tmp_path) is None


def test_damaged_prompts_are_not_passed_over(tmp_path: Path) -> None:
    """Without them the vectors would be others."""
    (tmp_path / PROMPTS).write_text("{")
    with pytest.raises(msgspec.DecodeError):
        prompts_in(tmp_path)


def test_the_fingerprint_is_of_what_vectors_depend_on(tmp_path: Path) -> None:
    """Names and content of files in all folders; not text about the model, hidden files or its calibration."""
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "a.bin").write_bytes(b"1")
    before = folder_fingerprint(tmp_path)
    for name in ("README.md", "licence.txt", ".gitattributes", "calibration.json"):
        (tmp_path / name).write_text("x")
    assert folder_fingerprint(tmp_path) == before
    (tmp_path / "weights" / "a.bin").rename(tmp_path / "weights" / "b.bin")
    renamed = folder_fingerprint(tmp_path)
    (tmp_path / "weights" / "b.bin").write_bytes(b"2")
    assert len({before, renamed, folder_fingerprint(tmp_path)}) == 3
