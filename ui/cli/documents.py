"""The commands about what is kept: `documents`, which lists and corrects, `remove`, `backup` and `restore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui import texts
from ui.cli.options import PATH, Place, folder_of, kb_option, opened
from ui.cli.usage import FILLED, DutchUsageError
from ui.texts import facts as wording
from ui.texts import serving
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.model import FactName
    from search import KnowledgeBase
    from search.backend.sqlite.upkeep.backup import Copied
    from ui.cli.usage import DutchGroup


def register(app: DutchGroup) -> None:
    """Declare the commands."""

    @app.dutch_group("documents", texts.HELP_DOCUMENTS)
    @kb_option
    @click.pass_context
    def documents(context: click.Context, kb: Place) -> None:
        """List the documents."""
        if context.invoked_subcommand is not None:
            return
        from ui.cli import terminal

        with opened(kb) as base:
            rows = [
                (known.id, known.title, known.publisher, str(known.year or ""), str(known.passages))
                for known in base.documents()
            ]
        click.echo(terminal.table(("Id", *texts.DOCUMENT_COLUMNS), rows) if rows else texts.EMPTY_KB)

    @documents.dutch_command("show", wording.HELP_SHOW)
    @click.argument("document", type=FILLED, metavar="ID")
    @kb_option
    def show(document: str, kb: Place) -> None:
        """Print what is known about a document and where each was read."""
        with opened(kb) as base:
            click.echo(_known(base, document))

    @documents.dutch_command("set", wording.HELP_SET)
    @click.argument("document", type=FILLED, metavar="ID")
    @click.argument("values", nargs=-1, required=True, metavar=wording.VALUES)
    @kb_option
    def correct(document: str, values: tuple[str, ...], kb: Place) -> None:
        """Correct what is known about a document."""
        changes = dict(_change(value) for value in values)
        with opened(kb) as base:
            base.correct(document, changes)
            click.echo(_known(base, document))

    @app.dutch_command("remove", texts.HELP_REMOVE)
    @click.argument("document", type=FILLED, metavar="ID")
    @kb_option
    def remove(document: str, kb: Place) -> None:
        """Take a document out."""
        with opened(kb) as base:
            base.remove(document)
        click.echo(texts.REMOVED.format(id=document))

    @app.dutch_command("backup", serving.HELP_BACKUP)
    @click.argument("folder", type=PATH, metavar="MAP")
    @kb_option
    def backup(folder: Path, kb: Place) -> None:
        """Copy the knowledge base away, also while it is in use."""
        from search.backend.sqlite.connection import STORE_NAME
        from search.backend.sqlite.upkeep.backup import back_up

        source = folder_of(kb)
        if not (source / STORE_NAME).is_file():
            raise Failure(texts.NO_KB.format(kb=kb))
        click.echo(_sentence(serving.MADE, back_up(source, folder), path=folder))

    @app.dutch_command("restore", serving.HELP_RESTORE)
    @click.argument("folder", type=PATH, metavar="MAP")
    @click.option("--force", is_flag=True, help=serving.OPTION_FORCE)
    @kb_option
    def restore(folder: Path, *, force: bool, kb: Place) -> None:
        """Put a copy back."""
        from search.backend.sqlite.upkeep import backup as copies

        target = folder_of(kb)
        click.echo(_sentence(serving.PUT_BACK, copies.restore(folder, target, overwrite=force), kb=target))


def _change(value: str) -> tuple[FactName, str]:
    """What "title=..." sets. Raises DutchUsageError for an unknown name, for no "=", and for what is not a date."""
    from ingest.imprint.correcting import as_kept
    from ingest.model import FactName

    name, sign, text = value.partition("=")
    if not sign or name.strip() not in set(FactName):
        raise DutchUsageError(wording.UNKNOWN.format(value=value, names=", ".join(FactName)))
    fact = FactName(name.strip())
    try:
        return fact, as_kept(fact, text)
    except ValueError as error:
        raise DutchUsageError(wording.NO_DATE.format(value=error)) from error


def _known(base: KnowledgeBase, document: str) -> str:
    """The facts of a document as a table. Raises DocumentMissingError."""
    from search.errors import DocumentMissingError
    from ui.cli import terminal

    found = base.document(document)
    if found is None:
        raise DocumentMissingError(document)
    rows = [(str(fact.name), fact.value, wording.ORIGINS[fact.origin]) for fact in found.facts]
    return terminal.table(wording.COLUMNS, rows)


def _sentence(sentence: str, copied: Copied, **where: Path) -> str:
    documents = texts.count(copied.documents, *texts.DOCUMENTS_COUNT)
    return sentence.format(documents=documents, files=texts.count(copied.files, *serving.FILES), **where)
