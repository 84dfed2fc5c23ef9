"""Markdown -> typed blocks (the only module that imports markdown_it).

CommonMark with tables, footnotes and the boxes that sites of documentation write ("!!! info", ":::warning"). Data
before the text ("---", title: ..., date: ...) is read as the file's properties. Embedded HTML is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ingest.formats.inline import Inline, joined_inline, table_text
from ingest.formats.plain import reader as text_reader
from ingest.formats.plain.reader import read_text
from ingest.formats.properties import iso_date
from ingest.formats.typed_text import Properties, TypedBlock, TypedNote, TypedText
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from ingest.formats.options import ReadOptions

_FIELD = re.compile(
    r"^(?P<name>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>[^\n]*)(?P<items>(?:\n[ \t]*-[ \t]+[^\n]+)*)", re.MULTILINE
)
# What nobody types in plain text: headings with #, links, notes, tables, fences, data before the text.
_SIGNS = re.compile(
    r"^(?:#{1,6} +\S|={3,}\s*$|```|~~~|\|.*\|\s*$|\[\^[^\]\n]+\]:|---\s*\n[A-Za-z_-]+\s*:)"
    r"|\]\((?:https?:|#|mailto:|\.?/)|\*\*\S",
    re.MULTILINE,
)
# The word for the kind of a box is no text, the title behind it is; "!!! let op" is a warning that somebody typed.
_KIND = re.compile(r"\s*[a-z][\w-]*\s*(?:[\"\[](?P<title>.*)[\"\]]\s*)?")
# ":warning:", a picture by its name.
_PICTURE = re.compile(r"(?<!\S):[a-z][a-z_]+:(?!\S) ?")
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(path: Path, options: ReadOptions) -> TypedText:
    """The document; read as plain text where nothing in it but its suffix is Markdown.

    Raises EmptyDocumentError, DamagedFileError, TooLargeError.
    """
    text = read_text(path).replace("\n\f", "\n").replace("\f", "")
    if not _SIGNS.search(text):
        return text_reader.read(path, options)
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(footnote_plugin)
    parser.use(admon_plugin).use(container_plugin, name="box", validate=_opens_box)
    reader = _Reader()
    reader.take(parser.parse(text))
    return TypedText(tuple(reader.blocks), tuple(reader.notes), reader.properties)


class _Reader:
    """Goes through the tokens; ``blocks``, ``notes`` and ``properties`` hold the result."""

    def __init__(self) -> None:
        self.blocks: list[TypedBlock] = []
        self.notes: list[TypedNote] = []
        self.properties = Properties()
        self._lists: list[int | None] = []  # number of the next item of each list we are in; None: bullets
        self._prefix = ""  # bullet of an item whose first paragraph is still to come
        self._quotes = 0
        self._note: tuple[str, list[Inline], int] | None = None

    def take(self, tokens: Sequence[Token]) -> None:  # noqa: C901, PLR0912 - a case for each kind of token
        """Read all tokens of a file."""
        rest = iter(tokens)
        for token in rest:
            line = token.map[0] + 1 if token.map else 1
            match token.type:
                case "front_matter":
                    self.properties = _properties(token.content)
                case "heading_open":
                    self._put(BlockKind.HEADING, next(rest), line, level=int(token.tag[1:]))
                case "admonition_open" | "container_box_open":
                    self._box(token, line)
                case "admonition_title_open":
                    next(rest)  # read above: without a title it is the kind
                case "inline":
                    self._text(token, line)
                case "fence" | "code_block":
                    code = Inline()
                    for each in token.content.splitlines():
                        code.add(each)
                        code.line_break()
                    self._take_inline(BlockKind.PARAGRAPH, code, line)
                case "bullet_list_open" | "ordered_list_open":
                    start = token.attrGet("start")
                    self._lists.append(None if token.type.startswith("bullet") else int(start or 1))
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                case "list_item_open":
                    self._prefix = self._bullet()
                case "blockquote_open" | "blockquote_close":
                    self._quotes += 1 if token.type.endswith("open") else -1
                case "table_open":
                    text = table_text(_table(rest))
                    self._take_inline(BlockKind.TABLE, text, line)
                case "footnote_open":
                    self._note = (f"note {token.meta['id']}", [], line)
                case "footnote_close":
                    self._close_note()

    def _box(self, token: Token, line: int) -> None:
        kind = _KIND.fullmatch(token.info)
        title = Inline()
        title.add((kind["title"] or "") if kind else token.info.strip())
        self._take_inline(BlockKind.PARAGRAPH, title, line)

    def _bullet(self) -> str:
        indent = "  " * (len(self._lists) - 1)
        number = self._lists[-1]
        if number is None:
            return f"{indent}• "
        self._lists[-1] = number + 1
        return f"{indent}{number}. "

    def _text(self, token: Token, line: int) -> None:
        kind = BlockKind.QUOTE if self._quotes else BlockKind.LIST if self._lists else BlockKind.PARAGRAPH
        self._put(kind, token, line)

    def _put(self, kind: BlockKind, token: Token, line: int, level: int = 0) -> None:
        text = Inline()
        _fill(text, token.children or [])
        self._take_inline(kind, text, line, level)

    def _take_inline(self, kind: BlockKind, text: Inline, line: int, level: int = 0) -> None:
        if text.empty:
            return
        if self._note is not None:
            self._note[1].append(text)
            return
        prefix = ""
        if kind is BlockKind.LIST:
            prefix = self._prefix or "  " * len(self._lists)
            self._prefix = ""
        self.blocks.append(text.block(kind, line, prefix=prefix, level=level))

    def _close_note(self) -> None:
        if self._note is None:
            return
        key, parts, line = self._note
        block = joined_inline(parts, "\n").block(BlockKind.FOOTNOTE, line)
        self.notes.append(TypedNote(key, str(len(self.notes) + 1), block.text, links=block.links))
        self._note = None


def _opens_box(kind: str, _markers: str) -> bool:
    """Return whether what stands behind ":::" opens a box: nothing closes one."""
    return bool(kind.strip())


def _fill(text: Inline, tokens: Sequence[Token]) -> None:
    starts: list[tuple[int, str]] = []
    for token in tokens:
        match token.type:
            case "text":
                text.add(_PICTURE.sub("", token.content))
            case "code_inline":
                text.add(token.content)
            case "softbreak":
                text.add(" ")
            case "hardbreak":
                text.line_break()
            case "html_inline" if _HTML_BREAK.fullmatch(token.content):
                text.line_break()
            case "footnote_ref":
                text.mark(f"note {token.meta['id']}")
            case "link_open":
                starts.append((len(text.text), str(token.attrGet("href") or "")))
            case "link_close" if starts:
                text.link(*starts.pop())


def _table(rest: Iterator[Token]) -> Iterator[list[Inline]]:
    row: list[Inline] = []
    for token in rest:
        if token.type == "inline":
            cell = Inline()
            _fill(cell, token.children or [])
            row.append(cell)
        elif token.type == "tr_close":
            yield row
            row = []
        elif token.type == "table_close":
            return


def _properties(data: str) -> Properties:
    """The fields of the data before the text; only plain ones ("name: value") and lists of these are understood."""
    stated = {found["name"].lower(): values for found in _FIELD.finditer(data) if (values := _values(found))}

    def first(*names: str) -> str | None:
        return next((", ".join(stated[name]) for name in names if name in stated), None)

    return Properties(
        title=first("title", "titel"),
        authors=next((stated[name] for name in ("author", "authors", "auteur", "auteurs") if name in stated), ()),
        publisher=first("publisher", "uitgever"),
        date=iso_date(first("date", "datum")),
        language=first("lang", "language", "taal"),
        kind=first("kind", "soort"),
    )


def _values(found: re.Match[str]) -> tuple[str, ...]:
    """The values of a field: one, or a list in brackets or below it."""
    value = found["value"].strip()
    listed = found["items"].strip().splitlines() if not value else []
    if value.startswith("[") and value.endswith("]"):
        listed = value[1:-1].split(",")
    bare = (re.sub(r"^[ \t]*-[ \t]+", "", each).strip(" \t\"'") for each in listed or [value])
    return tuple(each for each in bare if each)
