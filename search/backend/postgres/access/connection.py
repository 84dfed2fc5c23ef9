"""A knowledge base in a database, opened: transactions for reading and for writing."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import psycopg

from search.backend.open_transactions import OpenTransactions
from search.backend.postgres.access.address import Address, parse
from search.backend.postgres.access.failures import AGAIN, state_of, translating_errors
from search.backend.postgres.access.pool import Database, Pool
from search.errors import Obstacle, StoreAccessError, StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
_TRIES = 5  # of a write that was chosen to make way for another
_STATE = """
    SELECT store, version, words, suggestions, encoder, fingerprint, dimensions, generation, passages, tokens
    FROM state"""
_LOCK = "SELECT pg_advisory_xact_lock(%(lock)s)"

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class State:
    """What the database says of the whole: see the table ``state``."""

    store: str
    version: int
    words: str
    suggestions: str
    encoder: str
    fingerprint: str
    dimensions: int
    generation: int
    passages: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Transaction:
    """What is read in it agrees, whatever others write; what is written in it stands whole or not at all.

    ``state``: as it was when it began. ``opened``: how often another knowledge base was found in the place of this one.
    """

    db: Database
    state: State
    opened: int = 0

    def lock(self, name: str) -> None:
        """Wait until nobody else holds the lock of this name in this knowledge base; it is kept until the end."""
        self.db.execute(_LOCK, {"lock": lock_key(self.state.store, name)})


class Connection:
    """See above. Several threads may use it: who reads waits for nobody, who writes for others that write."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.writers = Pool(address.writing, address.schema, address.shown)
        self.readers = self.writers
        if address.reading is not None:
            self.readers = Pool(address.reading, address.schema, address.shown)
        self._open = OpenTransactions[Transaction]()
        self._thread = threading.local()
        self._lock = threading.Lock()
        self._store, self._opened = "", 0
        self._written = 0  # the latest generation that was written here

    @classmethod
    def to(cls, url: str) -> Connection:
        """Return the connection to an address; nothing is opened yet. Raises StoreAccessError for one that is none."""
        try:
            return cls(parse(url))
        except ValueError as error:
            raise StoreAccessError("postgresql://", str(error), Obstacle.BAD_ADDRESS) from None

    @property
    def place(self) -> str:
        """The address as people may see it."""
        return self.address.shown

    def close(self) -> None:
        """Close all connections. Closing twice is fine."""
        self.writers.close()
        self.readers.close()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Hold one state of the database, whatever others write. May be nested: within, it is the same state.

        A replica that has not yet seen what was written here is passed over. Raises StoreMovedError where the state
        could not be held: its server stopped, or a replica had to go on.
        """
        outer = self._open.own
        if outer is not None:
            with translating_errors(self.place, reading=True):
                yield outer
            return
        with self._behind_none() as held, self._open.entered(held), translating_errors(self.place, reading=True):
            yield held

    @contextmanager
    def _behind_none(self) -> Iterator[Transaction]:
        with self._begun(self.readers) as held:
            if held.state.generation >= self._written or self.readers is self.writers:
                yield held
                return
        with self._begun(self.writers) as held:
            yield held

    @contextmanager
    def _begun(self, pool: Pool) -> Iterator[Transaction]:
        with translating_errors(self.place), pool.transaction(READ) as db:
            with translating_errors(self.place, reading=True):
                state = read_state(db)
            if state is None:
                raise StoreDamagedError(self.place, "state")
            yield Transaction(db, state, self._seen(state.store))

    def write(self, work: Callable[[Transaction], _Value]) -> _Value:
        """Return what ``work`` returns, all that it writes written or nothing.

        It may be called again, where the server chose it to make way for another. Raises RuntimeError inside
        ``reading``: what was read there would be out of date.
        """
        if self._open.own is not None:
            raise RuntimeError("nothing can be written while a snapshot is open")
        with translating_errors(self.place):
            for _ in range(_TRIES - 1):
                try:
                    return self._written_once(work)
                except psycopg.OperationalError as error:
                    if state_of(error) not in AGAIN:
                        raise
            return self._written_once(work)

    def _written_once(self, work: Callable[[Transaction], _Value]) -> _Value:
        with self.writers.transaction(WRITE) as db:
            state = read_state(db)
            if state is None:
                raise StoreDamagedError(self.place, "state")
            held = Transaction(db, state, self._seen(state.store))
            with self._open.entered(held):
                done = work(held)
                for also in getattr(self._thread, "also", ()):
                    also(held)
                after = read_state(db)
            db.commit()
        with self._lock:
            self._written = max(self._written, after.generation if after is not None else 0)
        return done

    @contextmanager
    def together_with(self, work: Callable[[Transaction], None]) -> Iterator[None]:
        """Let what this thread writes inside be one with what ``work`` writes, which is called at the end of it."""
        before = getattr(self._thread, "also", ())
        self._thread.also = (*before, work)
        try:
            yield
        finally:
            self._thread.also = before

    def _seen(self, store: str) -> int:
        """How often another knowledge base stood here than before, as after a restore."""
        with self._lock:
            if store != self._store:
                self._opened += bool(self._store)
                self._store, self._written = store, 0
            return self._opened


def read_state(db: Database, *, locked: bool = False) -> State | None:
    """Return the state, None where there is none; ``locked``: nobody else may change it until the transaction ends."""
    row = db.execute(_STATE + " FOR UPDATE" if locked else _STATE).fetchone()
    return None if row is None else State(*row)


def lock_key(*names: str) -> int:
    """Return the number of an advisory lock: names are texts, and locks are numbers of eight bytes."""
    digest = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
