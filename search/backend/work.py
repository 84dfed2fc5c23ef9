"""The files of an intake: those of one program alone, or shared with others that read files into the same store."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path


class WorkLostError(Exception):
    """Another program has taken a file over, as this one seemed to be gone: what it makes of it is what counts."""


@dataclass(frozen=True, slots=True)
class Others:
    """What other programs are reading at the moment: the ids their documents get, and the hashes of their files."""

    ids: Mapping[str, Path] = field(default_factory=dict)
    contents: frozenset[str] = frozenset()


class Work(Protocol):
    """Files that are to be read, each by one program. To be used by one thread, in a ``with`` statement."""

    def claim(self) -> Path | None:
        """Return the next file, which is then this program's; None where there is none at the moment."""

    def wait(self) -> bool:
        """Wait a little; tell whether ``claim`` may find something yet, of programs that stop half-way."""

    def looking(self) -> AbstractContextManager[Others]:
        """Keep the others from looking at files and reserving ids."""

    def reserve(self, path: Path, document: str, sha256: str) -> None:
        """Let the others know, while ``looking``, which document this program makes of a file."""

    def settling(self, path: Path, text: str) -> AbstractContextManager[None]:
        """Let what is written inside be the end of the work on a file: both stand, or neither.

        ``text``: of its document; nobody else writes one with the same text meanwhile. Raises WorkLostError.
        """

    def done(self, path: Path) -> None:
        """Take a file off the list, whatever became of it."""

    def put_back(self, path: Path, sha256: str) -> None:
        """Give a file back: its content is being read by another program, and what becomes of that is to be awaited."""

    def again(self, path: Path, error: Exception) -> bool:
        """Tell whether a file was given back to be tried again, since the store was away for a moment."""

    def finish(self) -> None:
        """All files are done: make what keeps searches fast, and what a single write leaves as it is."""

    def close(self) -> None:
        """Give all claims back."""


class OwnWork:
    """See ``Work``: files of one program alone, in their order."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._paths = iter(paths)

    def claim(self) -> Path | None:
        """Return the next file."""
        return next(self._paths, None)

    def wait(self) -> bool:
        """Nobody gives anything back."""
        return False

    @contextmanager
    def looking(self) -> Iterator[Others]:
        """There are no others."""
        yield Others()

    def reserve(self, path: Path, document: str, sha256: str) -> None:
        """Nobody needs to know."""

    @contextmanager
    def settling(self, path: Path, text: str) -> Iterator[None]:  # noqa: ARG002 - of the protocol
        """What is written is the end of it."""
        yield

    def done(self, path: Path) -> None:
        """There is no list."""

    def put_back(self, path: Path, sha256: str) -> None:
        """Nobody else reads anything, so this is never asked for."""

    def again(self, path: Path, error: Exception) -> bool:  # noqa: ARG002 - of the protocol
        """A store in a folder does not go away."""
        return False

    def finish(self) -> None:
        """What is derived follows each write."""

    def close(self) -> None:
        """There is nothing to give back."""
