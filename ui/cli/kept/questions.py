"""The commands `vindplaats questions`, which keeps and forgets, and `vindplaats watch-report`: what is new to them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from ui import texts as common
from ui.cli.inputs import paper_id
from ui.cli.options import YEAR, Place, format_option, kb_option, opened
from ui.cli.usage import FILLED, DutchUsageError
from ui.limits import words as limits
from ui.texts.failures import Failure
from ui.texts.kept import commands as texts
from ui.texts.kept.page import day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search import KnowledgeBase
    from search.backend.model import KeptQuestion
    from search.questions.keeping import News
    from ui.cli.usage import DutchGroup

NO_NEWS = 3  # the exit code
_FILTERS = (
    click.option("--document", type=FILLED, metavar="ID", help=common.OPTION_DOCUMENT),
    click.option("--chapter", type=FILLED, metavar="TEKST", help=common.OPTION_CHAPTER),
    click.option("--sdg", type=click.IntRange(1, 17), metavar="N", help=common.OPTION_SDG),
    click.option("--motie", type=FILLED, metavar="ID", help=common.OPTION_MOTIE),
    click.option("--submitter", type=FILLED, metavar="NAAM", help=common.OPTION_SUBMITTER),
    click.option("--year", type=YEAR, metavar="JAAR", help=common.OPTION_YEAR),
    click.option("--kind", type=FILLED, metavar="SOORT", help=common.OPTION_KIND),
    click.option("--suggested-sdg", type=click.IntRange(1, 17), metavar="N", help=common.OPTION_SUGGESTED_SDG),
)


def _filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that filter, in this order; they arrive as keywords named as in Filters."""
    for option in reversed(_FILTERS):
        function = option(function)
    return function


def register(app: DutchGroup) -> None:
    """Declare the commands."""

    @app.dutch_group("questions", texts.HELP_QUESTIONS)
    @kb_option
    @click.pass_context
    def questions(context: click.Context, kb: Place) -> None:
        """List the kept questions."""
        if context.invoked_subcommand is None:
            with opened(kb) as base:
                click.echo(_listed(base))

    @questions.dutch_command("add", texts.HELP_ADD)
    @click.argument("query", nargs=-1, required=True, metavar="VRAAG")
    @_filter_options
    @kb_option
    def add(query: tuple[str, ...], kb: Place, **given: Any) -> None:  # noqa: ANN401 - the filters, by name
        """Keep a question."""
        question = limits.question(" ".join(query).strip())
        if not question:
            raise DutchUsageError(common.EMPTY_QUERY)
        with opened(kb) as base:
            kept = _keep(base, question, given)
        click.echo(texts.KEPT.format(question=kept.question, id=kept.id))

    @questions.dutch_command("remove", texts.HELP_REMOVE)
    @click.argument("question", type=FILLED, metavar="ID")
    @kb_option
    def remove(question: str, kb: Place) -> None:
        """Forget a question."""
        with opened(kb) as base:
            if not base.questions.forget(question):
                raise Failure(texts.UNKNOWN.format(id=question))
        click.echo(texts.FORGOTTEN.format(id=question))

    @app.dutch_command("watch-report", texts.HELP_REPORT)
    @click.option("--since", type=FILLED, metavar="DATUM", help=texts.OPTION_SINCE)
    @click.option("--mark", is_flag=True, help=texts.OPTION_MARK)
    @format_option("text", "json")
    @kb_option
    def watch_report(since: str | None, *, mark: bool, form: str, kb: Place) -> None:
        """Print what is new to each kept question; exit with another code where nothing is."""
        from ui.cli.kept import report

        start = None if since is None else _start_of(since)
        with opened(kb) as base:
            found = _news(base, start)
            click.echo(report.report_json(found) if form == "json" else report.report_text(base, found, start))
            for kept, news in found if mark else ():  # once it was printed
                base.questions.mark(kept.id, "reported", news.upto)
        if not any(news.passages for _, news in found):
            raise SystemExit(NO_NEWS)


def _listed(base: KnowledgeBase) -> str:
    """The kept questions as a table."""
    from ui.cli import terminal
    from ui.cli.kept.report import filters_in_words

    rows = [
        (
            each.id,
            each.question,
            filters_in_words(base, each),
            day(each.kept.time),
            str(len(base.questions.news(each.question, each.filters, each.looked.generation).passages)),
        )
        for each in base.questions.kept()
    ]
    return terminal.table(texts.COLUMNS, rows) if rows else texts.NONE


def _keep(base: KnowledgeBase, question: str, given: Mapping[str, Any]) -> KeptQuestion:
    """Keep a question with filters. Raises DocumentMissingError for a document that is not there."""
    from search import Filters
    from search.errors import DocumentMissingError

    filters = Filters(**{**given, "motie": given["motie"] and paper_id(given["motie"])})
    if filters.document is not None and base.document(filters.document) is None:
        raise DocumentMissingError(filters.document)
    return base.questions.keep(question, filters)


def _news(base: KnowledgeBase, start: str | None) -> list[tuple[KeptQuestion, News]]:
    """What is new to each question since it was reported, or since a time."""
    found = []
    for each in base.questions.kept():
        after = each.reported.generation if start is None else 0
        found.append((each, base.questions.news(each.question, each.filters, after, start or "")))
    return found


def _start_of(text: str) -> str:
    """When a day begins where this computer stands, in UTC. Raises DutchUsageError for what is no date."""
    from ingest.imprint.correcting import as_kept
    from ingest.model import FactName

    try:
        date = as_kept(FactName.DATE, text)
        year, month, number = (*map(int, date.split("-")), 1, 1)[:3]
        return datetime(year, month, number).astimezone().astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise DutchUsageError(texts.NO_DATE.format(value=text)) from error
