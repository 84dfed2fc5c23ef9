"""Which encoder made the vectors of a store: two of them cannot be compared."""

from __future__ import annotations

from search.errors import EncoderMismatchError, EncoderVersionError
from search.models.registry import DEFAULT_MODEL


def other_encoder(stored: tuple[str, str], given: tuple[str, str]) -> EncoderMismatchError | EncoderVersionError:
    """Return the error of a store with documents that is asked to take another encoder; each is (name, fingerprint).

    Of the model that ships another version is a matter of reading the documents again.
    """
    kind = EncoderVersionError if stored[0] == given[0] == DEFAULT_MODEL else EncoderMismatchError
    return kind(*stored, *given)
