"""The texts of the links to files, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import texts
from ui.texts import page

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Words:
    """The texts in one language.

    ``first``: extension -> its button; ``kinds``: what is exported -> what it is called; ``formats``: extension -> for
    whom it is.
    """

    name: str
    first: Mapping[str, str]
    more: str
    kinds: Mapping[str, str]
    formats: Mapping[str, str]


_FIRST = {"xlsx": "Excel", "ris": "Zotero"}
NL = Words(
    name="Deze selectie exporteren",
    first=_FIRST,
    more="Meer…",
    kinds={
        **texts.EXPORT_WHAT,
        "moties": "Moties, elk op één regel",
        "papers": "Stukken, elk op één regel",
        "citations": "Alle verwijzingen, elke plaats op een eigen regel",
    },
    formats={
        "xlsx": "een werkblad",
        "docx": "een tabel met voetnoten",
        "csv": "met puntkomma’s, voor Excel",
        "plain.csv": "met Engelse namen, voor programma’s",
        "json": "voor programma’s",
        "jsonl": "voor programma’s, een regel per stuk",
        "ris": "voor Zotero, EndNote en Mendeley",
        "bib": "voor LaTeX",
        "csl.json": "voor Zotero en pandoc",
    },
)
EN = Words(
    name="Export this selection",
    first=_FIRST,
    more="More…",
    kinds={
        "moties": "Motions, a line each",
        "papers": "Papers, a line each",
        "citations": "All references, a line for each place",
        "passages": "Passages",
        "cells": "Cells of tables",
    },
    formats={
        "xlsx": "a workbook",
        "docx": "a table with footnotes, in Dutch",
        "csv": "with semicolons, for a Dutch Excel",
        "plain.csv": "with English names, for programs",
        "json": "for programs",
        "jsonl": "for programs, a line per paper",
        "ris": "for Zotero, EndNote and Mendeley",
        "bib": "for LaTeX",
        "csl.json": "for Zotero and pandoc",
    },
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL
