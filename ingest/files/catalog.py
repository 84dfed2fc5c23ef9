"""catalog.toml beside the documents: the title, id and origin of each file."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from ingest.errors import CatalogError, Reason
from ingest.metadata import Metadata

if TYPE_CHECKING:
    from pathlib import Path

NAME = "catalog.toml"
_TEXTS = ("id", "title", "publisher", "kind", "language", "budget_chapter")


def catalog_entry(path: Path) -> Metadata | None:
    """The entry for this file in the catalog of its folder; None if there is no catalog or no entry.

    Raises CatalogError if the catalog is not TOML or an entry has fields of a wrong type.
    """
    catalog = path.parent / NAME
    if not catalog.is_file():
        return None
    try:
        entries = tomllib.loads(catalog.read_text("utf-8")).get("document", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(catalog, Reason.CATALOG_SYNTAX, error=str(error)) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogError(catalog, Reason.CATALOG_SHAPE)
    for entry in entries:
        if entry.get("file") != path.name:
            continue
        texts = {key: entry[key] for key in _TEXTS if key in entry}
        year = entry.get("year")
        if not all(isinstance(value, str) for value in texts.values()) or not isinstance(year, int | None):
            raise CatalogError(catalog, Reason.CATALOG_VALUE, file=path.name)
        return Metadata(**{"id": path.stem, "title": path.stem, **texts}, year=year)
    return None
