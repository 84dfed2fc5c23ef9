"""A transformer's graph, run by onnxruntime: tokens of some texts in, a vector per text or numbers per token out."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from search.errors import EncoderLoadError, ModelProblem
from search.models.pooling import Pooling, UnsupportedError, pooling_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Tokens = tuple[NDArray[np.float32], NDArray[np.int64]]

Loaded = TypeVar("Loaded")
TOKENS_PER_CORE = 256  # of a batch, padding counted: what is computed in between then stays in a core's own cache
MANY = 16  # batches, from which on it pays to load the graph once more
PER_TEXT, PER_TOKEN = 2, 3  # axes: texts and dimensions; texts, tokens and dimensions
_IDS, _MASK, _TYPES = "input_ids", "attention_mask", "token_type_ids"
_INTEGERS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}


_sharing = False  # the processors with other processes that compute


def share_processors() -> None:
    """Have graphs that are loaded from here on leave the processors to other processes while they wait.

    For one of several processes that answer side by side: where they spin, they give two thirds of the answers.
    """
    global _sharing  # noqa: PLW0603 - it is a fact about the process
    _sharing = True


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Raise EncoderLoadError for the model ``name`` in place of whatever goes wrong within."""
    try:
        yield
    except ImportError as error:
        raise EncoderLoadError(name, ModelProblem.NO_PACKAGE, error.name or str(error)) from error
    except UnsupportedError as error:
        raise EncoderLoadError(name, ModelProblem.UNSUPPORTED, str(error)) from error
    except Exception as error:  # whatever is wrong with the files surfaces here, in many types
        raise EncoderLoadError(name, ModelProblem.DAMAGED, str(error)) from error


def tokens_at_once(threads: int) -> int:
    """Return how many tokens are run together, padding counted. ``threads``: 0 for one for each core."""
    return TOKENS_PER_CORE * _cores(threads)


def _cores(threads: int) -> int:
    return threads or os.cpu_count() or 1


def batches(rows: Sequence[Sequence[int]], tokens: int) -> Iterator[list[int]]:
    """Yield the places of rows of about equal length that are run together, the longest first.

    ``tokens``: of a batch at most, padding counted; a longer row is run alone.
    """
    order = sorted(range(len(rows)), key=lambda place: (-len(rows[place]), place))
    while order:
        count = max(1, tokens // max(1, len(rows[order[0]])))
        yield order[:count]
        order = order[count:]


def _session(path: Path, threads: int) -> Any:  # noqa: ANN401 - onnxruntime has no types
    from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]

    options = SessionOptions()
    options.intra_op_num_threads = threads
    # A thread that waits for the others within a run spins, so that a question is read in three quarters of the time at
    # no cost to others of this process; after the run it sleeps. What spins keeps other processes from computing.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0" if _sharing else "1")
    options.add_session_config_entry("session.force_spinning_stop", "1")
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@dataclass
class Later(Generic[Loaded]):
    """Something that is loaded when it is first needed, by whichever thread needs it first."""

    load: Callable[[], Loaded]
    _loaded: Loaded | None = None
    _lock: Lock = field(default_factory=Lock)

    def get(self) -> Loaded:
        """Return it. Raises what loading raises, each time until it succeeds."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self.load()
            return self._loaded


@dataclass(frozen=True)
class TokenGraph:
    """A session of onnxruntime and how its output becomes one vector per text.

    ``many``: a session of one thread, for batches that ``workers`` threads compute side by side. ``inputs``: name ->
    kind of number. ``pooling``: None where the graph does it itself.
    """

    session: Any
    many: Later[Any]
    workers: int
    inputs: dict[str, Any]
    output: str
    pooling: Pooling | None
    padding: int
    dimensions: int

    @classmethod
    def load(cls, path: Path, folder: Path, threads: int, padding: int) -> TokenGraph:
        """Load a graph. Raises UnsupportedError, and whatever onnxruntime raises."""
        session = _session(path, threads)
        inputs = {each.name: _INTEGERS.get(each.type) for each in session.get_inputs()}
        unknown = [name for name, kind in inputs.items() if kind is None or name not in {_IDS, _MASK, _TYPES}]
        if unknown or _IDS not in inputs:
            raise UnsupportedError(f"inputs {', '.join(inputs)}")
        output = _output(session)
        pooling = None if len(output.shape) == PER_TEXT else pooling_in(folder)
        many = Later(partial(_session, path, 1))
        made = cls(session, many, _cores(threads), inputs, output.name, pooling, padding, 0)
        size = output.shape[-1]  # a name where the graph leaves it open; then it is measured
        return replace(made, dimensions=size if isinstance(size, int) else made.run([[padding]]).shape[1])

    def run(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Return the vectors of texts, given as their tokens: (texts, dimensions)."""
        return self.pooled(*self.tokens(rows))

    def pooled(self, out: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of texts out of what ``tokens`` returns."""
        return out if self.pooling is None else self.pooling.pool(out, mask)

    def tokens(self, rows: Sequence[Sequence[int]]) -> Tokens:
        """Return what the graph gives, (texts, tokens, dimensions) where it does not pool, and which are no padding."""
        return self._computed(self.session, rows)

    def read(self, rows: Sequence[Sequence[int]], most: int) -> Iterator[tuple[list[int], Tokens]]:
        """Yield the places of rows that are run together, with what ``tokens`` returns of them: see ``batches``."""
        places = list(batches(rows, most))
        made = self._tokens_of_each([[rows[place] for place in batch] for batch in places])
        return zip(places, made, strict=True)

    def _tokens_of_each(self, batches: Sequence[Sequence[Sequence[int]]]) -> Iterator[Tokens]:
        """Yield what ``tokens`` returns of each batch, in order.

        Many are computed side by side, each by a thread of its own: all threads on one batch after another wait for
        each other, and took 1.3 times as long on two cores.
        """
        if len(batches) < MANY or self.workers == 1:
            yield from map(self.tokens, batches)
            return
        compute = partial(self._computed, self.many.get())
        with ThreadPoolExecutor(self.workers) as pool:
            yield from _in_order(pool, compute, batches, 2 * self.workers)

    def _computed(self, session: Any, rows: Sequence[Sequence[int]]) -> Tokens:  # noqa: ANN401 - as above
        length = max(1, *map(len, rows))
        ids = np.full((len(rows), length), self.padding, dtype=np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        given = {_IDS: ids, _MASK: mask, _TYPES: np.zeros_like(ids)}
        [out] = session.run([self.output], {name: given[name].astype(kind) for name, kind in self.inputs.items()})
        return out.astype(np.float32, copy=False), mask


def _in_order(
    pool: ThreadPoolExecutor, compute: Callable[[Any], Tokens], batches: Iterable[Any], ahead: int
) -> Iterator[Tokens]:
    """Yield what is computed of each batch, in order; at most ``ahead`` of them wait in memory."""
    left = iter(batches)
    waiting: deque[Future[Tokens]] = deque(pool.submit(compute, batch) for batch in islice(left, ahead))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(compute, batch) for batch in islice(left, 1))


def _output(session: Any) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Return the output with one vector per text, else the one with a vector per token. Raises UnsupportedError."""
    outputs = {each.name: each for each in session.get_outputs() if each.type in {"tensor(float)", "tensor(float16)"}}
    if "sentence_embedding" in outputs:
        return outputs["sentence_embedding"]
    tokens = [each for each in outputs.values() if len(each.shape) == PER_TOKEN]
    texts = [each for each in outputs.values() if len(each.shape) == PER_TEXT]
    # Beside vectors per token, the one per text is what BERT made for telling sentences that follow each other.
    for found in (tokens, texts):
        if found:
            return found[0]
    raise UnsupportedError(f"outputs {', '.join(each.name for each in session.get_outputs())}")
