"""Options that many commands share: the knowledge base that one names, opened, and the file that one is to write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui import texts
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from search import Encoder, KnowledgeBase


#: A folder, or the address of a database: as text, since a path would lose the second of its slashes.
Place = Path | str
# Click would refuse a path that may not be read before the command can say which one it is, and read the others.
PATH = click.Path(path_type=Path, readable=False)


class _PlaceType(click.ParamType[Place]):
    """Where a knowledge base is."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:  # noqa: ANN401
        """Return the address of a database as it is given, everything else as a path."""
        from search.location import is_database

        found: Place = value if is_database(value) else PATH.convert(value, param, ctx)
        return found


YEAR = click.IntRange(1, 9999)


def kb_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says which knowledge base."""
    return click.option(
        "--kb",
        type=_PlaceType(),
        default="kennisbank",
        envvar="VINDPLAATS_KB",
        metavar="MAP",
        help=texts.KB_OPTION,
    )(function)


def format_option(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds the option for the form of the output; the first form is the default."""
    explanation = texts.OPTION_FORMAT.format(default=forms[0])
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], help=explanation)


def opened(kb: Place) -> KnowledgeBase:
    """Open a knowledge base that exists; raise Failure where there is none."""
    start_loading(kb)
    from search.backend.opening import exists, shown

    if not exists(kb):  # opening would make one
        raise Failure(texts.NO_KB.format(kb=shown(kb)))
    return open_or_make(kb)


def open_or_make(kb: Place, encoder: Encoder | None = None, **options: Any) -> KnowledgeBase:  # noqa: ANN401 - passed on
    """Open a knowledge base as KnowledgeBase.open does; raise Failure where what to do depends on its kind."""
    if encoder is None:
        start_loading(kb)
    from search.backend.opening import shown
    from search.errors import EncoderVersionError
    from search.knowledge_base import KnowledgeBase

    try:
        return KnowledgeBase.open(kb, encoder, **options)
    except EncoderVersionError as error:
        if isinstance(kb, str):  # a folder is made again by an ingest
            raise Failure(texts.ENCODER_VERSION_DATABASE.format(kb=shown(kb), stored=error.stored)) from error
        raise


def start_loading(kb: Place) -> None:
    """Start loading the encoder, where there may be a knowledge base, while the rest of the product is imported.

    The one that ships, with which nearly every knowledge base is made.
    """
    if isinstance(kb, str) or kb.is_dir():
        from search.models.registry import start_loading as start

        start()


def folder_of(kb: Place) -> Path:
    """Return the folder of a knowledge base; raise Failure for a database, which has means of its own."""
    if isinstance(kb, str):
        raise Failure(texts.ONLY_FOLDER)
    return kb


def write_file(path: Path, data: bytes) -> None:
    """Write a file that was asked for, the older one staying whole until it is; raise Failure where that fails."""
    from ingest.files.writing import write_whole

    try:
        write_whole(path, data)
    except OSError as error:
        raise Failure(texts.FILE_UNWRITABLE.format(path=path, why=error.strerror)) from error
