"""Transformers in an ONNX file, run by onnxruntime: no torch, and the same vectors on every processor.

A graph that multiplies whole numbers is run as well, but its vectors may depend on the processor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.errors import EncoderLoadError, ModelProblem
from search.models.folder import Prompts, folder_fingerprint, prompts_in, read_json
from search.models.graph import Later, TokenGraph, loading, tokens_at_once
from search.models.pooling import Pooling, UnsupportedError, pool_spans
from search.models.protocols import ChunkVectors
from search.models.vectors import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.protocols import Chunk

MODEL = "model.onnx"
QUERIES = "queries.onnx"  # beside it: another graph for questions, whose vectors model.onnx was trained towards
TOKENIZER = "tokenizer.json"
CHUNKING = "chunking.json"  # {"pooled_sentences": true}: sentences take their vectors from their passage's pass
_TORCH = ("model.safetensors", "pytorch_model.bin")
_LIMITS = (
    ("sentence_bert_config.json", "max_seq_length"),
    ("tokenizer_config.json", "model_max_length"),
    ("config.json", "max_position_embeddings"),
)
_NO_LIMIT = 1_000_000  # what tokenizers without a limit give is far above it


@dataclass(frozen=True)
class OnnxEncoder:
    """A transformer in a folder with model.onnx and tokenizer.json, with the texts it expects before what it embeds.

    Where the folder holds queries.onnx too, that graph reads questions; model.onnx is loaded when a passage is read.
    """

    name: str
    dimensions: int
    fingerprint: str
    prompts: Prompts
    _asked: TokenGraph
    _read: Later[TokenGraph]
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
        with loading(called):
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            _limit(tokenizer, folder)
            padding = int((tokenizer.padding or {}).get("pad_id", 0))
            own = path.with_name(QUERIES)
            asked = own if own.is_file() else path
            graph = TokenGraph.load(asked, folder, threads, padding)
            tokenizer.no_padding()
            prompts = _prompts(folder, called)
            pooled = _pools_sentences(folder, graph)

        def of_passages() -> TokenGraph:
            if asked == path:
                return graph
            with loading(called):
                read = TokenGraph.load(path, folder, threads, padding)
                if read.dimensions != graph.dimensions:
                    raise UnsupportedError(f"{read.dimensions} and {graph.dimensions} dimensions")
                return read

        fingerprint, tokens = onnx_fingerprint(folder, called), tokens_at_once(threads)
        read = Later(of_passages)
        return cls(called, graph.dimensions, fingerprint, prompts, graph, read, tokenizer, tokens, pooled)

    def _encode(self, graph: TokenGraph, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        different = list(dict.fromkeys(texts))
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch_fast([prompt + text for text in different])]
        out = np.zeros((len(rows), self.dimensions), dtype=np.float32)
        for batch, made in graph.read(rows, self._batch_tokens):
            out[batch] = graph.pooled(*made)
        places = dict(zip(different, range(len(different)), strict=True))
        found = out[[places[text] for text in texts]]
        return normalised(found, name=self.name, shape=(len(texts), self.dimensions))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions, the query prompt before each."""
        return self._encode(self._asked, texts, self.prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, the passage prompt before each."""
        return self._encode(self._read.get(), texts, self.prompts.passage)

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
        for batch, (tokens, mask) in self._read.get().read([encoding.ids for encoding in read], self._batch_tokens):
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


def _pools_sentences(folder: Path, graph: TokenGraph) -> bool:
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
