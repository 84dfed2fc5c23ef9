"""What `vindplaats ingest` does with a knowledge base that another version made: its documents are read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from search.backend.sqlite.upkeep import upgrade
from ui import texts

if TYPE_CHECKING:
    from pathlib import Path

    from search.backend.sqlite.upkeep.upgrade import Rebuild
    from ui.cli.intake_report import Report


def begin(kb: Path, report: Report) -> Rebuild | None:
    """Begin or go on, and print so; documents whose file is gone go into the report. None where there is no need."""
    rebuild = upgrade.begin(kb)
    if rebuild is None:
        return None
    click.echo(texts.UPGRADING, err=True)
    report.gone = [texts.SOURCE_GONE.format(path=source) for source in rebuild.sources if not source.is_file()]
    return rebuild


def finish(rebuild: Rebuild, report: Report) -> None:
    """Put what was made in its place, and print where the old one is kept if not all of it could be read again."""
    failed = {result.path for result in report.results if result.error is not None}
    complete = not report.gone and failed.isdisjoint(rebuild.sources)
    kept = upgrade.finish(rebuild, complete=complete)
    click.echo(texts.UPGRADED if kept is None else texts.UPGRADED_IN_PART.format(kept=kept), err=True)
