"""What a person gives the command line: files, lines of questions and ids, each refused with a Dutch sentence."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui import texts
from ui.limits.words import question
from ui.texts import serving
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.model import Citation


def read_text(file: str) -> str:
    """The text of a file, or of standard input for "-"; raise Failure where it is not text in UTF-8."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Failure(texts.FILE_MISSING.format(path=file)) from error
    except OSError as error:
        raise Failure(texts.FILE_UNREADABLE.format(path=file, why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Failure(texts.NOT_UTF8.format(path=_name(file))) from error


def read_queries(file: str) -> Iterable[tuple[str, str]]:
    """(id, query) of each line of a JSONL file, the line's number where it has no id; raise Failure for a bad line."""
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Failure(texts.BAD_LINE.format(path=_name(file), line=number)) from error
        if not isinstance(row, dict) or not isinstance(row.get("query"), str):
            raise Failure(texts.BAD_LINE.format(path=_name(file), line=number))
        id_ = row.get("id")
        if not isinstance(id_, str | int | None):
            raise Failure(texts.BAD_LINE.format(path=_name(file), line=number))
        try:
            yield str(number if id_ is None else id_), question(row["query"])
        except Failure as error:
            raise Failure(serving.LINE.format(path=_name(file), line=number, problem=error)) from error


def read_citations(file: str) -> list[Citation]:
    """The citations of a file: those in a text, or those that `vindplaats cite` printed of one.

    Raises Failure where it cannot be read or a printed line is not a citation.
    """
    from ingest.citations import find_citations
    from ingest.citations.records import citation_from_record

    text = read_text(file)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines or not _is_printed(lines[0][1]):
        return find_citations(text)
    citations = []
    for number, line in lines:
        try:
            citations.append(citation_from_record(json.loads(line)))
        except ValueError as error:
            raise Failure(texts.BAD_CITATION.format(path=_name(file), line=number)) from error
    return citations


def _name(file: str) -> str:
    """What a message calls a file that may be standard input."""
    return texts.STANDARD_INPUT if file == "-" else file


def _is_printed(line: str) -> bool:
    """Whether a line is what `vindplaats cite` prints, rather than text."""
    try:
        row = json.loads(line)
    except ValueError:
        return False
    return isinstance(row, dict) and {"start", "end", "text", "kind"} <= row.keys()


def paper_id(text: str) -> str:
    """The id of the motie that an option names, in any spelling; raise Failure where it names none."""
    from ingest.citations import normalise_id

    try:
        return normalise_id(text)
    except ValueError as error:
        raise Failure(texts.NO_REFERENCE.format(text=text.strip())) from error
