"""The command `vindplaats`: commands as the README documents them, texts in Dutch.

Nothing heavy is imported before a command needs it, so `vindplaats --help` answers at once. Results go to standard
output, progress and errors to standard error. Exit codes: 0 done, 1 failed (in part), 2 wrong use, 3 no news.
"""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.core import ParameterSource

from ui import texts
from ui.cli import assistant as assistant_commands
from ui.cli import documents as documents_commands
from ui.cli import ingest as ingest_commands
from ui.cli import ledger as ledger_commands
from ui.cli.inputs import paper_id, read_queries
from ui.cli.kept import questions as questions_commands
from ui.cli.options import YEAR, Place, format_option, kb_option, opened, start_loading
from ui.cli.serving import serve as serve_commands
from ui.cli.serving import users as users_commands
from ui.cli.usage import FILLED, DutchGroup, DutchUsageError, explain
from ui.limits import words as limits
from ui.texts.failures import why

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.group(
    cls=DutchGroup,
    help=texts.CLI_HELP,
    options_metavar=texts.CLI_OPTIONS_METAVAR,
    subcommand_metavar=texts.CLI_COMMAND_METAVAR,
    add_help_option=False,
)
@click.help_option("--help", help=texts.CLI_HELP_OPTION)
@click.version_option(package_name="vindplaats", message=texts.CLI_VERSION, help=texts.CLI_VERSION_OPTION)
def app() -> None:
    """Group the commands."""


command = app.dutch_command
_SOURCES = 10  # an answer's sentences stand in one of the first so many passages


ingest_commands.register(app)


@command("search", texts.HELP_SEARCH)
@click.argument("query", nargs=-1, metavar="[VRAAG]")
@click.option("--batch", type=FILLED, metavar="BESTAND", help=texts.OPTION_BATCH)
@click.option("--top", type=click.IntRange(min=1), default=10, metavar="N", help=texts.OPTION_TOP)
@click.option("--document", type=FILLED, metavar="ID", help=texts.OPTION_DOCUMENT)
@click.option("--chapter", type=FILLED, metavar="TEKST", help=texts.OPTION_CHAPTER)
@click.option("--sdg", type=click.IntRange(1, 17), metavar="N", help=texts.OPTION_SDG)
@click.option("--motie", type=FILLED, metavar="ID", help=texts.OPTION_MOTIE)
@click.option("--submitter", type=FILLED, metavar="NAAM", help=texts.OPTION_SUBMITTER)
@click.option("--year", type=YEAR, metavar="JAAR", help=texts.OPTION_YEAR)
@click.option("--kind", type=FILLED, metavar="SOORT", help=texts.OPTION_KIND)
@click.option("--suggested-sdg", type=click.IntRange(1, 17), metavar="N", help=texts.OPTION_SUGGESTED_SDG)
@format_option("text", "json", "leidraad")
@kb_option
def search(
    query: tuple[str, ...],
    batch: str | None,
    top: int,
    document: str | None,
    chapter: str | None,
    sdg: int | None,
    motie: str | None,
    submitter: str | None,
    year: int | None,
    kind: str | None,
    suggested_sdg: int | None,
    form: str,
    kb: Place,
) -> None:
    """Answer one query, or every query in a file."""
    from search import Filters
    from search.errors import DocumentMissingError

    filters = Filters(document, chapter, sdg, motie and paper_id(motie), submitter, year, kind, suggested_sdg)
    question = limits.question(" ".join(query).strip())
    if batch is not None and query:
        raise DutchUsageError(texts.QUERY_AND_BATCH)
    if batch is not None and form != "json" and _is_given("form"):
        raise DutchUsageError(texts.BATCH_FORMAT)
    if batch is None and not question:
        raise DutchUsageError(texts.EMPTY_QUERY)
    queries = [] if batch is None else list(read_queries(batch))
    start_loading(kb)
    from ui.cli import terminal  # meanwhile

    with opened(kb) as base:
        if document is not None and base.document(document) is None:
            raise DocumentMissingError(document)
        if batch is not None:
            for id_, each in queries:
                print_json(base.ask(each, filters, top=top, facet_depth=None).to_json(id_))
            return
        # As text, the answer names the places of its sentences, which may stand in a passage that is not asked for.
        wanted = top if form == "json" else max(top, _SOURCES)
        found = base.ask(question, filters, top=wanted, facet_depth=None)
        titles = base.titles([document]) if document is not None else {}
        if form == "leidraad":
            click.echo("\n".join(terminal.quotations(base, found.result, top)))
            return
    if form == "json":
        print_json(found.to_json(""))
    else:
        click.echo(terminal.result(found.result, top, titles, found.papers))


@command("cite", texts.HELP_CITE)
@click.argument("file", default="-", metavar="[BESTAND|-]")
@click.option("--format", "form", type=click.Choice(["jsonl", "text"]), help=texts.OPTION_FORMAT_CITE)
@click.option("--diff", nargs=2, metavar="A B", help=texts.OPTION_DIFF)
def cite(file: str, form: str | None, diff: tuple[str, str] | None) -> None:
    """Print every citation in a text, or what two texts differ in."""
    from ui.cli import citing

    if diff is None:
        for line in citing.citations(file, form or "jsonl"):
            click.echo(line)
        return
    if file != "-":
        raise DutchUsageError(texts.FILE_AND_DIFF)
    if diff == ("-", "-"):
        raise DutchUsageError(texts.DIFF_ONE_INPUT)
    raise SystemExit(citing.differ(*diff, form or "text"))


ledger_commands.register(app)
assistant_commands.register(app)


documents_commands.register(app)
questions_commands.register(app)


@command("verify", texts.HELP_VERIFY)
@kb_option
def verify(kb: Place) -> None:
    """Check the knowledge base; exit 1 when something is wrong."""
    with opened(kb) as base:
        problems = [texts.problem(each) for each in base.verify()]
    if problems:
        click.echo("\n".join([texts.VERIFY_BAD, *problems]))
        raise SystemExit(1)
    click.echo(texts.VERIFY_GOOD)


@command("evaluate", texts.HELP_EVALUATE)
@click.argument("file", metavar="BESTAND")
@click.option("--compare", "run", metavar="BESTAND", help=texts.OPTION_COMPARE)
@click.option("--details", is_flag=True, help=texts.OPTION_DETAILS)
@format_option("text", "json")
@kb_option
def evaluate(file: str, run: str | None, details: bool, form: str, kb: Place) -> None:
    """Measure the search on queries with known passages."""
    from ui.cli import measuring

    questions, before = measuring.read(file, run)
    with opened(kb) as base:
        click.echo(measuring.measure(base, questions, before, form, details=details))


serve_commands.register(app)
users_commands.register(app)


def _is_given(name: str) -> bool:
    """Whether an option of the running command was given rather than left at its default."""
    return click.get_current_context().get_parameter_source(name) is not ParameterSource.DEFAULT


def print_json(row: dict[str, Any]) -> None:
    """Print one object on one line."""
    click.echo(json.dumps(row, ensure_ascii=False))


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run a command line and exit with its code: no traceback unless VINDPLAATS_DEBUG is set."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # UTF-8 whatever the locale: JSON is UTF-8, and so is Dutch
            # Half a character, which JSON can hold, is written as JSON writes it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run a command line; return its exit code (0 done, 1 failed, 2 wrong use)."""
    try:
        app.main(args=None if args is None else list(args), prog_name="vindplaats", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        click.echo(explain(error), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(texts.INTERRUPTED, err=True)
        return 130
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as error:
        if os.environ.get("VINDPLAATS_DEBUG"):
            raise
        click.echo(texts.ERROR.format(message=why(error)), err=True)
        return 1
    return 0


if __name__ == "__main__":
    main()
