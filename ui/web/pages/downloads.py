"""The links to what can be downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ui.programs.downloads import DOWNLOADS, extensions
from ui.web.address import Link

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Downloads:
    """Links to files. ``name``: of the whole; ``kinds``: what each kind of export is called, and its files."""

    name: str
    kinds: tuple[tuple[str, tuple[Link, ...]], ...]


def downloads(labels: Mapping[str, str], name: str, filters: Mapping[str, str], root: str = "") -> Downloads:
    """Return the links for some kinds of export.

    ``labels``: kind ("moties") -> what it is called; ``filters``: the values of the address that limit what the files
    hold; ``root``: where the server's root is seen from the page.
    """
    query = f"?{urlencode(filters)}" if filters else ""
    kinds = (
        (label, tuple(Link(DOWNLOADS[each][1], f"{root}export/{kind}.{each}{query}") for each in extensions(kind)))
        for kind, label in labels.items()
    )
    return Downloads(name, tuple(kinds))
