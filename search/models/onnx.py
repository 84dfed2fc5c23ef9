"""Transformers in an ONNX file, run by onnxruntime: no torch, and the same vectors on every processor.

A graph that multiplies whole numbers is run as well, but its vectors may depend on the processor.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from search.errors import EncoderLoadError, ModelProblem
from search.models.folder import Prompts, folder_fingerprint, prompts_in, read_json
from search.models.pooling import Pooling, UnsupportedError, pool_spans, pooling_in
from search.models.protocols import ChunkVectors
from search.models.vectors import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.protocols import Chunk

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
CHUNKING = "chunking.json"  # {"pooled_sentences": true}: sentences take their vectors from their passage's pass
TOKENS_PER_CORE = 256  # of a batch, padding counted: what is computed in between then stays in a core's own cache
_TORCH = ("model.safetensors", "pytorch_model.bin")
_LIMITS = (
    ("sentence_bert_config.json", "max_seq_length"),
    ("tokenizer_config.json", "model_max_length"),
    ("config.json", "max_position_embeddings"),
)
_NO_LIMIT = 1_000_000  # what tokenizers without a limit give is far above it
PER_TEXT, PER_TOKEN = 2, 3  # axes: texts and dimensions; texts, tokens and dimensions
_IDS, _MASK, _TYPES = "input_ids", "attention_mask", "token_type_ids"
_INTEGERS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}


@dataclass(frozen=True)
class OnnxEncoder:
    """A transformer in a folder with model.onnx and tokenizer.json, with the texts it expects before what it embeds."""

    name: str
    dimensions: int
    fingerprint: str
    prompts: Prompts
    _graph: _Graph
    _tokenizer: Any
    _batch_tokens: int
    _pooled_sentences: bool = False

    @classmethod
    def load(cls, folder: Path, name: str | None = None, threads: int = 0) -> OnnxEncoder:
        """Load the model in ``folder``. ``threads``: 0 takes one for each core.

        The graph gives one vector per text, or one per token, whose mean or first is taken as the folder says (mean
        where it says nothing). Prompts are those that the folder names, else those known of the model's name. Raises
        EncoderLoadError when there is no model, it is damaged or of another kind, or onnxruntime is not installed.
        """
        called = name or str(folder)
        path = model_file(folder)
        if path is None:
            raise EncoderLoadError(called, ModelProblem.NO_FOLDER, str(folder))
        try:
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            _limit(tokenizer, folder)
            graph = _Graph.load(path, folder, threads, int((tokenizer.padding or {}).get("pad_id", 0)))
            tokenizer.no_padding()
            prompts = _prompts(folder, called)
            pooled = _pools_sentences(folder, graph)
        except ImportError as error:
            raise EncoderLoadError(called, ModelProblem.NO_PACKAGE, error.name or str(error)) from error
        except UnsupportedError as error:
            raise EncoderLoadError(called, ModelProblem.UNSUPPORTED, str(error)) from error
        except Exception as error:  # whatever is wrong with the files surfaces here, in many types
            raise EncoderLoadError(called, ModelProblem.DAMAGED, str(error)) from error
        tokens = TOKENS_PER_CORE * (threads or os.cpu_count() or 1)
        return cls(
            called, graph.dimensions, onnx_fingerprint(folder, called), prompts, graph, tokenizer, tokens, pooled
        )

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        different = list(dict.fromkeys(texts))
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch_fast([prompt + text for text in different])]
        out = np.zeros((len(rows), self.dimensions), dtype=np.float32)
        for batch in self._batches(rows):
            out[batch] = self._graph.run([rows[place] for place in batch])
        places = dict(zip(different, range(len(different)), strict=True))
        made = out[[places[text] for text in texts]]
        return normalised(made, name=self.name, shape=(len(texts), self.dimensions))

    def _batches(self, rows: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Yield the places of rows of about equal length that are run together, the longest first."""
        order = sorted(range(len(rows)), key=lambda place: (-len(rows[place]), place))
        while order:
            count = max(1, self._batch_tokens // max(1, len(rows[order[0]])))
            yield order[:count]
            order = order[count:]

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions, the query prompt before each."""
        return self._encode(texts, self.prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, the passage prompt before each."""
        return self._encode(texts, self.prompts.passage)

    def encode_chunks(self, chunks: Sequence[Chunk]) -> ChunkVectors:
        """Return the vectors of passages and of their sentences.

        Where the model's folder states so (chunking.json), a sentence's vector is the mean of its tokens' vectors in
        the pass that reads the whole passage; what the model's length cuts off is read by itself.
        """
        flat = [chunk.text[start:end] for chunk in chunks for start, end in chunk.sentences]
        if not self._pooled_sentences:
            return ChunkVectors(self.encode_passages([chunk.text for chunk in chunks]), self.encode_passages(flat))
        before = len(self.prompts.passage)
        read = self._tokenizer.encode_batch([self.prompts.passage + chunk.text for chunk in chunks])
        firsts = np.cumsum([0, *(len(chunk.sentences) for chunk in chunks)])
        passages = np.zeros((len(chunks), self.dimensions), dtype=np.float32)
        sentences = np.zeros((len(flat), self.dimensions), dtype=np.float32)
        for batch in self._batches([encoding.ids for encoding in read]):
            tokens, mask = self._graph.tokens([read[place].ids for place in batch])
            passages[batch] = Pooling.MEAN.pool(tokens, mask)
            for row, place in enumerate(batch):
                spans = [(start + before, end + before) for start, end in chunks[place].sentences]
                parts = pool_spans(tokens[row], read[place].offsets, spans)
                sentences[firsts[place] : firsts[place + 1]] = parts
        unread = np.flatnonzero(~sentences.any(axis=1)).tolist()
        if unread:
            sentences[unread] = self.encode_passages([flat[place] for place in unread])
        return ChunkVectors(
            normalised(passages, name=self.name, shape=passages.shape),
            normalised(sentences, name=self.name, shape=sentences.shape),
        )


def model_file(folder: Path) -> Path | None:
    """Return the graph in a model's folder, None where it is not that of an ONNX model.

    A folder of sentence-transformers that holds the weights for torch too is not.
    """
    if not (folder / TOKENIZER).is_file():
        return None
    own, exported = folder / MODEL, folder / "onnx" / MODEL
    if own.is_file():
        return own
    return exported if exported.is_file() and not any((folder / name).is_file() for name in _TORCH) else None


def onnx_fingerprint(folder: Path, name: str) -> str:
    """Return the fingerprint of the ONNX model in ``folder``, without loading it. Raises msgspec.DecodeError."""
    weights, prompts = folder_fingerprint(folder), _prompts(folder, name)
    return weights if prompts == Prompts() else prompts.fingerprint(weights)


def _pools_sentences(folder: Path, graph: _Graph) -> bool:
    """Return whether the folder has sentences pooled from their passage's pass. Raises UnsupportedError."""
    pooled = bool(read_json(folder / CHUNKING).get("pooled_sentences"))
    if pooled and graph.pooling is not Pooling.MEAN:
        raise UnsupportedError(f"{CHUNKING} of a model whose vectors are not the mean of its tokens'")
    return pooled


def _prompts(folder: Path, name: str) -> Prompts:
    return prompts_in(folder) or Prompts.known(name) or Prompts()


def _limit(tokenizer: Any, folder: Path) -> None:  # noqa: ANN401 - tokenizers has no types
    """Have the tokenizer cut what is longer than the model takes, where it does not do so by itself."""
    if tokenizer.truncation is not None:
        return
    for name, field in _LIMITS:
        most = read_json(folder / name).get(field)
        if isinstance(most, int) and 0 < most < _NO_LIMIT:
            tokenizer.enable_truncation(most)
            return


@dataclass(frozen=True)
class _Graph:
    """A session of onnxruntime and how its output becomes one vector per text.

    ``inputs``: name -> kind of number. ``pooling``: None where the graph does it itself.
    """

    session: Any
    inputs: dict[str, Any]
    output: str
    pooling: Pooling | None
    padding: int
    dimensions: int

    @classmethod
    def load(cls, path: Path, folder: Path, threads: int, padding: int) -> _Graph:
        """Load a graph. Raises UnsupportedError, and whatever onnxruntime raises."""
        from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]

        options = SessionOptions()
        options.intra_op_num_threads = threads
        session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        inputs = {each.name: _INTEGERS.get(each.type) for each in session.get_inputs()}
        unknown = [name for name, kind in inputs.items() if kind is None or name not in {_IDS, _MASK, _TYPES}]
        if unknown or _IDS not in inputs:
            raise UnsupportedError(f"inputs {', '.join(inputs)}")
        output = _output(session)
        pooling = None if len(output.shape) == PER_TEXT else pooling_in(folder)
        made = cls(session, inputs, output.name, pooling, padding, 0)
        size = output.shape[-1]  # a name where the graph leaves it open; then it is measured
        return replace(made, dimensions=size if isinstance(size, int) else made.run([[padding]]).shape[1])

    def run(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Return the vectors of texts, given as their tokens: (texts, dimensions)."""
        out, mask = self.tokens(rows)
        return out if self.pooling is None else self.pooling.pool(out, mask)

    def tokens(self, rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return what the graph gives, (texts, tokens, dimensions) where it does not pool, and which are no padding."""
        length = max(1, *map(len, rows))
        ids = np.full((len(rows), length), self.padding, dtype=np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        given = {_IDS: ids, _MASK: mask, _TYPES: np.zeros_like(ids)}
        [out] = self.session.run([self.output], {name: given[name].astype(kind) for name, kind in self.inputs.items()})
        return out.astype(np.float32, copy=False), mask


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
