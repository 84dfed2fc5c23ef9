"""The ways searching can fail. Errors carry data; the page and the command line turn them into Dutch sentences.

``str(error)`` is plain English, for who uses this package in a program.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from search.location import located


class SearchError(Exception):
    """Base of all; the fields of each are what is known of it."""


class EncoderMismatchError(SearchError):
    """The knowledge base was made with another encoder than the one given; their vectors cannot be compared."""

    def __init__(self, stored: str, stored_fingerprint: str, given: str, given_fingerprint: str) -> None:
        super().__init__(
            f"the store holds vectors of {stored} ({stored_fingerprint}), not of {given} ({given_fingerprint})"
        )
        self.stored = stored
        self.stored_fingerprint = stored_fingerprint
        self.given = given
        self.given_fingerprint = given_fingerprint


class EncoderVersionError(EncoderMismatchError):
    """The knowledge base was made with another version of the model that ships."""


class ModelProblem(StrEnum):
    """Why a model cannot be loaded; in brackets what the detail of the error is."""

    NO_FOLDER = "no-folder"  # or not one of a model (its path)
    NO_PACKAGE = "no-package"  # (the package to install)
    NOT_FOUND = "not-found"  # no folder, and no name on a hub that can be reached (the words of the library)
    DAMAGED = "damaged"  # (the words of the library)
    UNSUPPORTED = "unsupported"  # of a make that is not known here (what is not known)


class EncoderLoadError(SearchError):
    """An encoder cannot be loaded. ``name``: as asked for; ``detail``: see ModelProblem."""

    def __init__(self, name: str, problem: ModelProblem, detail: str) -> None:
        super().__init__(f"cannot load encoder {name}: {problem.value} ({detail})")
        self.name = name
        self.problem = problem
        self.detail = detail


class CalibrationError(SearchError):
    """The calibration of a model cannot be read. ``place``: of the mistake in the file, "" for the whole of it."""

    def __init__(self, path: Path, place: str, reason: str) -> None:
        super().__init__(f"{path}: {place or 'the file'}: {reason}")
        self.path = path
        self.place = place
        self.reason = reason


class EncoderOutputError(SearchError):
    """An encoder returned vectors of another shape than it promised, or numbers that are not finite."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"encoder {name} returned unusable vectors: {reason}")
        self.name = name
        self.reason = reason


class StoreDamagedError(SearchError):
    """The store is not a database, or lacks what a store must hold."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = located(path)
        self.reason = reason


class StoreBusyError(SearchError):
    """Another program is writing in the store, or has it open where it must be ours alone. Nothing is wrong with it."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path}: in use")
        self.path = located(path)


class StoreMovedError(StoreBusyError):
    """The store was written where nothing keeps readers and writers apart: what was read is not of one generation.

    Reading again helps, once the other program is done.
    """


class Obstacle(StrEnum):
    """What keeps a sound store from being read or written."""

    NO_RIGHTS = "no-rights"
    DISK_FULL = "disk-full"
    NO_LOCKS = "no-locks"  # on some network drives
    DISK_ERROR = "disk-error"
    # Of a database on a server:
    BAD_ADDRESS = "bad-address"
    UNREACHABLE = "unreachable"  # no server answers there, or it stopped
    LOGIN = "login"
    NO_DATABASE = "no-database"
    DATABASE_RIGHTS = "database-rights"
    DATABASE_FULL = "database-full"  # its disk or its memory
    DATABASE_DISK = "database-disk"
    READ_ONLY_SERVER = "read-only-server"  # a standby
    NO_DRIVER = "no-driver"  # psycopg is not installed
    NO_VECTORS = "no-vectors"  # pgvector is not, on the server, or a version too old
    ENCODING = "encoding"  # of the database: not UTF-8


class StoreAccessError(SearchError):
    """The store cannot be read or written where it stands: rights, a full disk. Nothing is wrong with it."""

    def __init__(self, path: Path | str, reason: str, obstacle: Obstacle) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = located(path)
        self.reason = reason
        self.obstacle = obstacle


class SchemaVersionError(SearchError):
    """The store was written by a version of this program with another layout."""

    def __init__(self, path: Path | str, found: str, expected: str) -> None:
        super().__init__(f"{path}: layout {found}, this program knows {expected}")
        self.path = located(path)
        self.found = found
        self.expected = expected


class BackupProblem(StrEnum):
    """Why a copy of a knowledge base cannot be made or put back."""

    NO_BACKUP = "no-backup"  # there is none
    IN_THE_WAY = "in-the-way"  # there is a knowledge base already
    SAME_FOLDER = "same-folder"  # it would be copied onto itself


class BackupError(SearchError):
    """A copy of a knowledge base cannot be made or put back here; nothing was changed."""

    def __init__(self, path: Path | str, problem: BackupProblem) -> None:
        super().__init__(f"{path}: {problem.value}")
        self.path = Path(path)
        self.problem = problem


class DocumentMissingError(SearchError):
    """The knowledge base holds no document with this id."""

    def __init__(self, document: str) -> None:
        super().__init__(f"no document {document!r}")
        self.document = document


class PassageMissingError(SearchError):
    """The knowledge base holds no passage with this id, or the passage not the words asked of it."""

    def __init__(self, passage: str) -> None:
        super().__init__(f"no passage {passage!r}")
        self.passage = passage


class FilterError(SearchError):
    """Passages cannot be filtered by this property of papers. ``name``: of the filter, as in LedgerFilters."""

    def __init__(self, name: str) -> None:
        super().__init__(f"passages have no {name!r}")
        self.name = name


class ExportError(SearchError):
    """This cannot be exported in this format (yet). ``what``, ``format``: as asked; ``formats``: those that can."""

    def __init__(self, what: str, format_: str, formats: tuple[str, ...]) -> None:
        super().__init__(f"cannot export {what!r} as {format_!r}, only as one of {', '.join(formats)}")
        self.what = what
        self.format = format_
        self.formats = formats


class EvaluationError(SearchError):
    """A file of questions cannot be used: ``path`` and the 1-based ``line`` where it goes wrong."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = Path(path)
        self.line = line
        self.reason = reason
