"""Rich text (.rtf) -> typed blocks: striprtf takes the words out, the reader of plain text finds their structure.

Notes, heads and feet stand in groups of their own, which striprtf leaves out: they are cut out before and read apart.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from striprtf.striprtf import rtf_to_text

from ingest.errors import DamagedFileError, Reason, TooLargeError
from ingest.formats.plain.reader import typed_text
from ingest.formats.properties import believed_title
from ingest.formats.typed_text import TypedNote
from ingest.language.traced import TracedText

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.options import ReadOptions
    from ingest.formats.typed_text import TypedText

_MOST = 64 * 2**20
_GROUP = re.compile(r"\{\\(?:\*\\)?(?P<name>footnote|(?:header|footer)[flr]?|title)(?![a-z])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_NO_NUMBER = re.compile(r"(?<!\\)((?:\\\\)*)\\uc(?![a-z\d-])")  # how many signs stand for one character


def read(path: Path, options: ReadOptions) -> TypedText:
    """The document. Raises DamagedFileError, EmptyDocumentError, TooLargeError."""
    data = path.read_bytes()
    if len(data) > _MOST:
        raise TooLargeError(path, Reason.TEXT_TOO_LARGE)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise DamagedFileError(path, Reason.NOT_TEXT)
    raw = _NO_NUMBER.sub(r"\1", data.decode("latin-1"))  # striprtf counts on the number
    body, groups = _taken_out(raw)
    head = raw[: raw.find("\\fonttbl")] if "\\fonttbl" in raw else "{\\rtf1\\ansi"
    try:
        text = _text(body)
        parts = [(name, _text(f"{head}{group}}}")) for name, group in groups]
    except (ValueError, LookupError, OverflowError) as error:
        raise DamagedFileError(path, Reason.UNKNOWN_ENCODING) from error
    read_ = typed_text(text.replace("|\n", "\n"), options)
    notes = [part for name, part in parts if name == "footnote" and part.strip()]
    last = read_.blocks[-1].text.places[-1] if read_.blocks else 1
    margins = (line for name, part in parts if name.startswith(("header", "footer")) for line in part.split("\n"))
    titles = [part for name, part in parts if name == "title"]
    return replace(
        read_,
        notes=tuple(
            TypedNote(f"note {n}", str(n), TracedText.of(" ".join(note.split()), last))
            for n, note in enumerate(notes, 1)
        ),
        properties=replace(
            read_.properties,
            title=read_.properties.title or (believed_title(titles[0], text[:6000]) if titles else None),
        ),
        margins=tuple(line.strip() for line in margins if line.strip()),
    )


def _text(rtf: str) -> str:
    """The words. Characters beyond the first 65,536 are written as two halves; a half alone is no character."""
    text = str(rtf_to_text(rtf, errors="replace"))  # type: ignore[no-untyped-call]
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _taken_out(raw: str) -> tuple[str, list[tuple[str, str]]]:
    """The file without its groups of notes, heads and feet, and these, each with its name and what is in it."""
    kept: list[str] = []
    groups: list[tuple[str, str]] = []
    done = 0
    while (match := _GROUP.search(raw, done)) is not None:
        end = _end(raw, match.start())
        kept.append(raw[done : match.start()])
        groups.append((match["name"], raw[match.end() : end].removesuffix("}")))
        done = end
    return "".join([*kept, raw[done:]]), groups


def _end(raw: str, start: int) -> int:
    """Behind the brace that closes the one at ``start``; the end of the file where none does."""
    depth = 0
    for match in _BRACE.finditer(raw, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return len(raw)
