"""What `vindplaats cite` does: the citations of a text, and what two texts differ in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ingest.citations import citation_record, find_citations
from ingest.citations.comparison import compare_citations
from ui import texts
from ui.cli import terminal
from ui.cli.inputs import read_citations, read_text
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME, DIFFERENT, FAILED = 0, 1, 2  # exit codes, as those of diff


def citations(file: str, form: str) -> Iterator[str]:
    """Yield a line per citation in a text; ``form``: "jsonl" or "text"."""
    for citation in find_citations(read_text(file)):
        if form == "jsonl":
            yield json.dumps(citation_record(citation), ensure_ascii=False)
        else:
            yield terminal.citation_line(citation)


def differ(before: str, after: str, form: str) -> int:
    """Print what the citations of two files differ in; return the exit code.

    A file that cannot be read must not look like a difference, so that is a code of its own.
    """
    try:
        old, new = read_citations(before), read_citations(after)
    except Failure as error:
        click.echo(texts.ERROR.format(message=error), err=True)
        return FAILED
    changes = compare_citations(old, new)
    if form == "text":
        click.echo(terminal.differences(changes, len(new)))
    else:
        for change in changes:
            click.echo(json.dumps(change.to_json(), ensure_ascii=False))
    return DIFFERENT if changes else SAME
