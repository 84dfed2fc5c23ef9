"""`vindplaats ingest`: files, folders and patterns into the knowledge base, with progress, a report, and --watch."""

from __future__ import annotations

import shutil
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui import texts
from ui.cli.options import PATH, Place, kb_option, open_or_make
from ui.cli.usage import DutchUsageError
from ui.texts import ingest as wording
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search import KnowledgeBase
    from search.backend.sqlite.upkeep.upgrade import Rebuild
    from search.intake.files import IntakeOptions
    from ui.cli.intake_report import Report
    from ui.cli.usage import DutchGroup

SEEDS = Path(__file__).parents[2] / "seeds"  # next to the packages, in a clone and in site-packages
_LOOK = 2.0  # seconds between two looks at a folder that is watched
_INTERRUPTED = 130  # exit code after Ctrl-C


def register(app: DutchGroup) -> None:
    """Add the command to the command line."""

    @app.dutch_command("ingest", wording.HELP)
    @click.argument("paths", nargs=-1, type=PATH, metavar="[PAD]...")
    @click.option("--model", metavar="MODEL", help=texts.OPTION_MODEL)
    @click.option("--password", envvar="VINDPLAATS_PASSWORD", metavar="WOORD", help=wording.PASSWORD)
    @click.option("--ocr", is_flag=True, help=wording.OPTION_OCR)
    @click.option("--watch", is_flag=True, help=wording.OPTION_WATCH)
    @click.option("--report", type=PATH, metavar="BESTAND", help=wording.OPTION_REPORT)
    @kb_option
    def ingest(
        paths: tuple[Path, ...],
        model: str | None,
        password: str | None,
        ocr: bool,
        watch: bool,
        report: Path | None,
        kb: Place,
    ) -> None:
        """Read files into the knowledge base, one line per failure."""
        from ingest.process.ocr import is_installed
        from search import load_encoder
        from search.backend.opening import shown
        from search.backend.sqlite.connection import STORE_NAME
        from search.intake.files import IntakeOptions
        from ui.cli.intake_report import SUFFIXES, Report

        if report is not None and report.suffix.lower() not in SUFFIXES:
            raise DutchUsageError(wording.REPORT_SUFFIX.format(path=report))
        if isinstance(kb, Path) and kb.exists() and not kb.is_dir():
            raise Failure(wording.KB_NO_FOLDER.format(kb=kb))
        if ocr and not is_installed():
            raise Failure(wording.NO_OCR)
        done = Report(shown(kb))
        rebuild = _begin_again(kb, done) if isinstance(kb, Path) else None
        own = [] if rebuild is None else [source for source in rebuild.sources if source.is_file()]
        # Whoever was told to run this after an update asks for their own documents, not for those that ship.
        files = _files_at(paths or (() if own else (SEEDS,)), own, done)
        options = IntakeOptions(password, ocr)
        encoder = load_encoder(model) if model else None
        with open_or_make(kb, encoder, store=STORE_NAME if rebuild is None else rebuild.new.name) as base:
            _read_files(base, files, options, done)
        if isinstance(kb, str) and not done.interrupted:
            done.elsewhere = len({*files} - {result.path for result in done.results})
        try:
            if rebuild is not None and not done.interrupted:
                _end_again(rebuild, done)
        finally:
            _print(done, report)
        if watch and not done.interrupted:
            with open_or_make(kb, encoder) as base:
                _watch(base, list(paths or (SEEDS,)), files, options)
        if done.interrupted or done.failures:
            raise SystemExit(_INTERRUPTED if done.interrupted else 1)


def _begin_again(kb: Path, report: Report) -> Rebuild | None:
    """Begin or go on, and print so; documents whose file is gone go into the report. None where there is no need."""
    from search.backend.sqlite.upkeep.upgrade import begin

    rebuild = begin(kb)
    if rebuild is None:
        return None
    click.echo(texts.UPGRADING, err=True)
    report.gone = [texts.SOURCE_GONE.format(path=source) for source in rebuild.sources if not source.is_file()]
    return rebuild


def _end_again(rebuild: Rebuild, report: Report) -> None:
    """Put what was made in its place, and print where the old one is kept if not all of it could be read again."""
    from search.backend.sqlite.upkeep.upgrade import finish

    failed = {result.path for result in report.results if result.error is not None}
    complete = not report.gone and failed.isdisjoint(rebuild.sources)
    kept = finish(rebuild, complete=complete)
    click.echo(texts.UPGRADED if kept is None else texts.UPGRADED_IN_PART.format(kept=kept), err=True)


def _files_at(paths: Sequence[Path], files: list[Path], report: Report) -> list[Path]:
    """The files to read, each once; what cannot be found and what is passed over goes into the report."""
    from ingest.errors import IngestError
    from ingest.files.finding import find

    known = {file.resolve() for file in files}
    for path in paths:
        try:
            found = find(path)
        except IngestError as error:
            report.wrong.append(error)
            continue
        for file in found.files:
            if file.resolve() not in known:
                known.add(file.resolve())
                files.append(file)
        report.skipped += [file for file in found.others if file not in report.skipped]
    report.total = len(files)
    return files


def _read_files(base: KnowledgeBase, files: Sequence[Path], options: IntakeOptions, report: Report) -> None:
    """Read the files under a progress bar; Ctrl-C ends it, and what was read stays."""
    from tqdm import tqdm

    columns, lines = shutil.get_terminal_size((100, 24))  # some terminals have no size; then tqdm would show nothing
    bar = tqdm(
        total=len(files),
        desc=wording.PROGRESS,
        unit=wording.FILES,
        bar_format=wording.BAR,
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
        leave=False,
        ncols=columns,
        nrows=lines,
    )
    try:
        with bar, closing(base.add_files(files, options)) as results:
            for result in results:
                report.results.append(result)
                bar.set_postfix_str(result.path.name, refresh=False)
                bar.update()
    except KeyboardInterrupt:
        report.interrupted = True


def _print(report: Report, file: Path | None) -> None:
    for failure in report.failures:
        click.echo(texts.ERROR.format(message=failure), err=True)
    for warning in report.warnings:
        click.echo(warning, err=True)
    click.echo("\n".join(report.lines()))
    if file is not None:
        report.write(file)
        click.echo(wording.REPORTED.format(path=file))


def _watch(base: KnowledgeBase, paths: list[Path], files: list[Path], options: IntakeOptions) -> None:
    """Read what is new or changed, until Ctrl-C."""
    from ingest.files.finding import Watcher
    from ui.texts import reading
    from ui.texts.failures import why

    watcher = Watcher(paths, files)
    click.echo(wording.WATCHING.format(paths=texts.listing([str(path) for path in paths])))
    try:
        while True:
            time.sleep(_LOOK)
            with closing(base.add_files(watcher.changed(), options)) as results:
                for result in results:
                    if result.addition is not None:
                        outcome = wording.OUTCOMES[result.addition.outcome]
                        click.echo(wording.WATCHED.format(path=result.path, outcome=outcome))
                        if doubt := reading.doubt(result.path, result.addition):
                            click.echo(doubt, err=True)
                    elif result.error is not None:
                        click.echo(texts.ERROR.format(message=why(result.error)), err=True)
    except KeyboardInterrupt:
        click.echo(wording.WATCH_ENDED)
