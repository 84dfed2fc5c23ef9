"""The ways searching can fail. Errors carry data; the page and the command line turn them into Dutch sentences."""

from __future__ import annotations

from pathlib import Path

READ_AGAIN = "Voer vindplaats ingest uit: de oude kennisbank blijft bewaard en de documenten worden opnieuw ingelezen."


class SearchError(Exception):
    """Base of all. ``message``: what happened; ``hint``: what the user can do, a Dutch sentence."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class EncoderMismatchError(SearchError):
    """The knowledge base was made with another encoder than the one given; their vectors cannot be compared."""

    def __init__(self, stored: str, stored_fingerprint: str, given: str, given_fingerprint: str) -> None:
        super().__init__(
            f"the store holds vectors of {stored} ({stored_fingerprint}), not of {given} ({given_fingerprint})",
            f"Gebruik het model {stored}, of bouw een nieuwe kennisbank met {given} in een andere map.",
        )
        self.stored = stored
        self.stored_fingerprint = stored_fingerprint
        self.given = given
        self.given_fingerprint = given_fingerprint


class EncoderVersionError(EncoderMismatchError):
    """The knowledge base was made with another version of the model that ships."""

    def __init__(self, stored: str, stored_fingerprint: str, given: str, given_fingerprint: str) -> None:
        super().__init__(stored, stored_fingerprint, given, given_fingerprint)
        self.hint = READ_AGAIN


class EncoderLoadError(SearchError):
    """An encoder cannot be loaded: no such folder or name, a damaged file or a missing package."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"cannot load encoder {name}: {reason}",
            "Controleer de naam of de map van het model; zonder netwerk werkt alleen een map op deze computer.",
        )
        self.name = name
        self.reason = reason


class EncoderOutputError(SearchError):
    """An encoder returned vectors of another shape than it promised, or numbers that are not finite."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"encoder {name} returned unusable vectors: {reason}", "Gebruik een ander model.")
        self.name = name
        self.reason = reason


class StoreDamagedError(SearchError):
    """The store is not a database, or lacks what a store must hold."""

    def __init__(self, path: Path | str, reason: str) -> None:
        hint = "Zet een reservekopie terug, of hernoem dit bestand en lees de documenten opnieuw in."
        super().__init__(f"{path}: {reason}", hint)
        self.path = Path(path)
        self.reason = reason


class StoreBusyError(SearchError):
    """Another program is writing in the store, or has it open where it must be ours alone. Nothing is wrong with it."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path}: in use", "Wacht tot dat klaar is of sluit het, en probeer het opnieuw.")
        self.path = Path(path)


class StoreAccessError(SearchError):
    """The store cannot be read or written where it stands: rights, a full disk. Nothing is wrong with it."""

    def __init__(self, path: Path | str, reason: str, hint: str) -> None:
        super().__init__(f"{path}: {reason}", hint)
        self.path = Path(path)
        self.reason = reason


class SchemaVersionError(SearchError):
    """The store was written by a version of this program with another layout."""

    def __init__(self, path: Path | str, found: str, expected: str) -> None:
        super().__init__(f"{path}: layout {found}, this program knows {expected}", READ_AGAIN)
        self.path = Path(path)
        self.found = found
        self.expected = expected


class DocumentMissingError(SearchError):
    """The knowledge base holds no document with this id."""

    def __init__(self, document: str) -> None:
        super().__init__(f"no document {document!r}", "Bekijk met `vindplaats documents` welke documenten er zijn.")
        self.document = document


class PassageMissingError(SearchError):
    """The knowledge base holds no passage with this id, or the passage not the words asked of it."""

    def __init__(self, passage: str) -> None:
        super().__init__(f"no passage {passage!r}", "Stel de vraag opnieuw; de documenten zijn misschien veranderd.")
        self.passage = passage


class FilterError(SearchError):
    """Passages cannot be filtered by this: it is said of papers. ``name``: of the filter, as in LedgerFilters."""

    def __init__(self, name: str) -> None:
        super().__init__(f"passages have no {name!r}", "Laat dit filter weg, of exporteer moties of citations.")
        self.name = name


class ExportError(SearchError):
    """This cannot be exported in this format (yet). ``what``, ``format``: as asked; ``formats``: those that can."""

    def __init__(self, what: str, format_: str, formats: tuple[str, ...]) -> None:
        super().__init__(f"cannot export {what!r} as {format_!r}", f"Kies een van deze formaten: {', '.join(formats)}.")
        self.what = what
        self.format = format_
        self.formats = formats


class EvaluationError(SearchError):
    """A file of questions cannot be used: ``path`` and the 1-based ``line`` where it goes wrong."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}", "Verwacht: per regel JSON met id, query, type en gold.")
        self.path = Path(path)
        self.line = line
        self.reason = reason
