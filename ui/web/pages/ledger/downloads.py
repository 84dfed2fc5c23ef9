"""The links to what can be downloaded: Excel and Zotero at once, every other file behind a third button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ui.programs.downloads import DOWNLOADS, extensions
from ui.texts.ledger import exports
from ui.texts.page import ENGLISH
from ui.web.address import Link
from ui.web.pages.ledger.asked import FIELDS, KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.texts.ledger.exports import Words
    from ui.web.address import Address


@dataclass(frozen=True, slots=True)
class File:
    """A file that can be downloaded. ``about``: for whom this format is."""

    link: Link
    about: str


@dataclass(frozen=True, slots=True)
class Downloads:
    """Links to files. ``first``: the two that most people want; ``kinds``: what each kind holds, and all its files."""

    words: Words
    first: tuple[Link, ...]
    kinds: tuple[tuple[str, tuple[File, ...]], ...]


def downloads(address: Address, *kinds: str, kind: str = "") -> Downloads:
    """Return the links for some kinds of export, the most wanted first.

    The filters of the address limit what the files hold. ``kind``: of paper, "" for every kind.
    """
    words = exports.words(address.language)
    filters = {name: value for name in (*FIELDS, *KEPT) if (value := address.get(name))} | (
        {"soort": kind} if kind else {}
    )
    root = "../" if address.language == ENGLISH else ""
    return links(words, kinds, filters, root)


def links(words: Words, kinds: tuple[str, ...], filters: Mapping[str, str], root: str = "") -> Downloads:
    """Return the links. ``filters``: values of the address; ``root``: where the server's root is seen from the page."""
    query = f"?{urlencode(filters)}" if filters else ""

    def href(kind: str, extension: str) -> str:
        return f"{root}export/{kind}.{extension}{query}"

    return Downloads(
        words,
        tuple(Link(label, href(kinds[0], extension)) for extension, label in words.first.items()),
        tuple(
            (
                words.kinds[kind],
                tuple(
                    File(Link(DOWNLOADS[each][1], href(kind, each)), words.formats[each]) for each in extensions(kind)
                ),
            )
            for kind in kinds
        ),
    )
