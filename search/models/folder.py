"""What the folder of a model says about it, whatever kind it is: its checksum and its prompts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from search.models.calibration import CALIBRATION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROMPTS = "config_sentence_transformers.json"
# Files that change no vector: text about the model, and how its similarities are used.
_ABOUT = {".md", ".txt"}

# What a model expects before a question and before a passage; looked up by a part of its name, first match wins.
_BY_NAME: tuple[tuple[str, str, str], ...] = (
    ("e5-large-instruct", "Instruct: Given a question, retrieve Dutch policy passages that answer it\nQuery: ", ""),
    ("e5-", "query: ", "passage: "),
    ("bge-m3", "", ""),
    ("qwen3-embedding", "Instruct: Given a question, retrieve Dutch policy passages that answer it\nQuery:", ""),
    ("nomic-embed", "search_query: ", "search_document: "),
    ("snowflake-arctic-embed", "query: ", ""),
    ("embeddinggemma", "task: search result | query: ", "title: none | text: "),
)


@dataclass(frozen=True, slots=True)
class Prompts:
    """What stands before every question and before every passage when a model embeds it."""

    query: str = ""
    passage: str = ""

    @classmethod
    def known(cls, name: str) -> Prompts | None:
        """Return the prompts of the well-known model that ``name`` holds the name of, None where it is another."""
        found = (cls(query, passage) for part, query, passage in _BY_NAME if part in name.lower())
        return next(found, None)

    @classmethod
    def of(cls, named: Mapping[str, str | None]) -> Prompts:
        """Return those that a model names itself, as sentence-transformers does: query, and document or passage."""
        return cls(named.get("query") or "", named.get("document") or named.get("passage") or "")

    def fingerprint(self, weights: str) -> str:
        """Return the fingerprint of a model that has these prompts and whose files have the fingerprint ``weights``."""
        return hashlib.sha256(f"{weights}\0{self.query}\0{self.passage}".encode()).hexdigest()[:16]


def prompts_in(folder: Path) -> Prompts | None:
    """Return the prompts that the model in ``folder`` names itself, None where it names none.

    Raises msgspec.DecodeError when the file that holds them is damaged.
    """
    named = read_json(folder / PROMPTS).get("prompts")
    return Prompts.of(named) if isinstance(named, dict) and any(named.values()) else None


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a file of a model, {} where there is no such file. Raises msgspec.DecodeError."""
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])


def folder_fingerprint(folder: Path) -> str:
    """Return a short checksum over the names and bytes of all files in a model's folder that its vectors depend on."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _counts(path):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def _counts(path: Path) -> bool:
    return path.suffix.lower() not in _ABOUT and path.name != CALIBRATION and not path.name.startswith(".")
