"""The commands of the ledger: `vindplaats moties`, which asks it, and `vindplaats export`, which writes it."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from ingest.model import CitationKind, Verdict
from ui.cli.options import PATH, YEAR, Place, format_option, kb_option, opened, write_file
from ui.cli.usage import FILLED, DutchUsageError
from ui.texts import ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from search import KnowledgeBase
    from search.ledger.filters import LedgerFilters
    from ui.cli.usage import DutchGroup

EXPORTS = ("moties", "papers", "citations", "passages", "cells")
# A test holds these two against search.export.formats; they stand here so that the command line starts fast.
EXPORT_FORMATS = ("csv", "csv-plain", "xlsx", "docx", "json", "jsonl", "ris", "bibtex", "csl-json")
_SESSION_YEAR = re.compile(r"\d{4}/\d{2}")
_KINDS = tuple(kind.value for kind in CitationKind)
_OPTIONS = (
    click.option("--submitter", type=FILLED, metavar="NAAM", help=ledger.OPTION_SUBMITTER),
    click.option("--dossier", type=FILLED, metavar="DOSSIER", help=ledger.OPTION_DOSSIER),
    click.option("--document", type=FILLED, metavar="ID", help=ledger.OPTION_DOCUMENT),
    click.option("--chapter", type=FILLED, metavar="TEKST", help=ledger.OPTION_CHAPTER),
    click.option("--sdg", type=click.IntRange(1, 17), metavar="N", help=ledger.OPTION_SDG),
    click.option("--year", type=YEAR, metavar="JAAR", help=ledger.OPTION_YEAR),
    click.option("--words", type=FILLED, metavar="TEKST", help=ledger.OPTION_WORDS),
    click.option("--session-year", type=FILLED, metavar="JAAR/JAAR", help=ledger.OPTION_SESSION_YEAR),
    click.option("--verdict", type=click.Choice([verdict.value for verdict in Verdict]), help=ledger.OPTION_VERDICT),
    click.option("--not-in", type=FILLED, metavar="ID", help=ledger.OPTION_NOT_IN),
    click.option("--compared-with", type=FILLED, metavar="ID", help=ledger.OPTION_COMPARED_WITH),
)


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose papers, in this order; they arrive as keywords named as in LedgerFilters."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def register(app: DutchGroup) -> None:
    """Declare the commands."""

    @app.dutch_command("moties", ledger.HELP_MOTIES)
    @filter_options
    @click.option("--kind", type=click.Choice([*_KINDS, ledger.ALL_KINDS]), default="motie", help=ledger.OPTION_KIND)
    @format_option("text", "json")
    @kb_option
    def moties(kind: str, form: str, kb: Place, **asked: Any) -> None:  # noqa: ANN401 - the options, by name
        """Show the papers that satisfy the options."""
        from search.export.rows import papers_to_json
        from ui.cli.ledger_table import compared, table

        with opened(kb) as base:
            filters = _filters(base, None if kind == ledger.ALL_KINDS else kind, asked)
            papers = base.ledger()
        if form == "json":
            click.echo(json.dumps(papers_to_json(papers.papers, filters), ensure_ascii=False, indent=2))
        elif filters.document and filters.compared_with:
            click.echo(compared(papers.compare(filters.document, filters.compared_with, filters), filters))
        else:
            click.echo(table(papers.select(filters)))

    @app.dutch_command("export", ledger.HELP_EXPORT)
    @click.argument("what", type=click.Choice(EXPORTS), metavar="|".join(EXPORTS))
    @format_option(*EXPORT_FORMATS)
    @filter_options
    @click.option("--kind", type=click.Choice(_KINDS), help=ledger.OPTION_KIND_EXPORT)
    @click.option("--output", type=PATH, metavar="BESTAND", help=ledger.OPTION_OUTPUT)
    @kb_option
    def export(what: str, form: str, kind: str | None, output: Path | None, kb: Place, **asked: Any) -> None:  # noqa: ANN401
        """Write moties, papers, citations, passages or cells of tables."""
        from search.errors import FilterError
        from search.export.formats import export as exported

        if form in {"xlsx", "docx"} and output is None and sys.stdout.isatty():
            raise DutchUsageError(ledger.BINARY_TERMINAL)
        with opened(kb) as base:
            try:
                data = base.in_one_generation(lambda: exported(base, what, form, _filters(base, kind, asked)))
            except FilterError as error:
                option = error.name.replace("_", "-")
                raise DutchUsageError(ledger.FILTER_PASSAGES.format(option=option)) from error
        if output is None:
            sys.stdout.buffer.write(data)
        else:
            write_file(output, data)


def _filters(base: KnowledgeBase, kind: str | None, asked: dict[str, Any]) -> LedgerFilters:
    """What the options ask.

    Raises DutchUsageError where one is not a session year, DocumentMissingError for a document that is not there.
    """
    from ingest.citations.fragments import session_year
    from search.errors import DocumentMissingError
    from search.ledger.filters import NONE, LedgerFilters

    year = session_year(asked["session_year"])
    if year not in {None, NONE} and not _SESSION_YEAR.fullmatch(str(year)):
        raise DutchUsageError(ledger.SESSION_YEAR_WRONG.format(value=year))
    named = [asked[name] for name in ("document", "not_in", "compared_with") if asked[name] is not None]
    known = base.titles(named)
    if asked["compared_with"] is not None and asked["document"] is None:
        raise DutchUsageError(ledger.COMPARED_ALONE)
    for document in named:
        if document not in known:
            raise DocumentMissingError(document)
    given = {
        **asked,
        "session_year": year,
        "verdict": Verdict(asked["verdict"]) if asked["verdict"] else None,
    }
    return LedgerFilters(**given, kind=CitationKind(kind) if kind else None)
