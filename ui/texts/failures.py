"""Errors as Dutch sentences that say what is wrong and what to do.

The lower layers raise errors that carry data; what a person reads is made of that data here.
"""

from __future__ import annotations

from ingest.errors import IngestError
from search.errors import (
    DocumentMissingError,
    EncoderLoadError,
    EncoderMismatchError,
    EncoderOutputError,
    EncoderVersionError,
    EvaluationError,
    ExportError,
    PassageMissingError,
    SchemaVersionError,
    SearchError,
    StoreAccessError,
    StoreBusyError,
    StoreDamagedError,
)
from ui import texts
from ui.texts import ledger, reading

_SENTENCES: dict[type[SearchError], str] = {
    EncoderMismatchError: texts.ENCODER_MISMATCH,
    EncoderVersionError: texts.ENCODER_VERSION,
    EncoderLoadError: texts.ENCODER_LOAD,
    EncoderOutputError: texts.ENCODER_OUTPUT,
    StoreDamagedError: texts.STORE_DAMAGED,
    StoreBusyError: texts.STORE_BUSY,
    StoreAccessError: texts.STORE_ACCESS,
    SchemaVersionError: texts.SCHEMA_VERSION,
    DocumentMissingError: texts.DOCUMENT_MISSING,
    ExportError: texts.EXPORT_IMPOSSIBLE,
    PassageMissingError: ledger.PASSAGE_MISSING,
    EvaluationError: texts.EVALUATION_LINE,
}


class Failure(Exception):  # noqa: N818 - not a defect: what was asked cannot be done
    """A command cannot do what was asked; the message is a Dutch sentence that says why and names the way out."""


def why(error: Exception) -> str:
    """What went wrong, in Dutch; for an error nobody foresaw, its kind and its own words."""
    match error:
        case Failure():
            return str(error)
        case IngestError():
            return f"{error.path}: {reading.problem(error)} {reading.advice(error)}"
        case SearchError():
            # The fields of the error fill the sentence for its kind.
            sentence = _SENTENCES.get(type(error), error.message).format_map(vars(error))
            return f"{sentence} {error.hint}".strip()
        case OSError() if error.filename is not None:
            return texts.FILE_UNREADABLE.format(path=error.filename, why=error.strerror)
        case OSError() if error.strerror is not None:  # standard output that cannot take more, for one
            return texts.DEVICE_FAILED.format(why=error.strerror)
    return texts.UNEXPECTED.format(why=f"{type(error).__name__}: {error}")
