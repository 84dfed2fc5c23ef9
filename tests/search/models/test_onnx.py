"""Transformers in an ONNX file, of whatever make."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from model_factories import VECTORS, make_graph, make_tokenizer, write_onnx
from onnx import TensorProto

from search.errors import EncoderLoadError, ModelProblem
from search.models import graph
from search.models.folder import PROMPTS, Prompts
from search.models.onnx import CHUNKING, MODEL, QUERIES, OnnxEncoder, model_file, onnx_fingerprint
from search.models.protocols import Chunk, ChunkEncoder, Encoder
from search.models.registry import MODELS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from onnx import ModelProto

TEXTS = ["klimaat water water", "handel", "klimaat"]
SHIPPED = MODELS / "vindplaats-nl-e1"


def unit(*rows: list[float]) -> NDArray[np.float64]:
    """Rows of length 1."""
    made = np.array(rows, dtype=np.float64)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.mark.parametrize("output", ["last_hidden_state", "sentence_embedding"])
def test_one_vector_per_text(tmp_path: Path, output: str) -> None:
    """From a graph that gives one per token, whose mean is taken, and from one that gives it itself; padding is nothing."""
    encoder = OnnxEncoder.load(write_onnx(tmp_path, make_graph(output)))
    assert isinstance(encoder, Encoder)
    assert encoder.dimensions == 3
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), unit([1, 2, 0], [0, 0, 1], [1, 0, 0]), atol=1e-6)
    assert encoder.encode_passages([]).shape == (0, 3)


@pytest.mark.parametrize(
    "pooling", [{"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, {"pooling_mode": "cls"}]
)
def test_the_first_vector_where_the_folder_says_so(tmp_path: Path, pooling: dict[str, Any]) -> None:
    """As sentence-transformers wrote it before and writes it now."""
    folder = write_onnx(tmp_path, files={"1_Pooling/config.json": pooling}, mark=True)
    encoder = OnnxEncoder.load(folder)
    np.testing.assert_allclose(encoder.encode_passages(["klimaat"]), unit(VECTORS[2].tolist()), atol=1e-6)


@pytest.mark.parametrize("kind", [TensorProto.INT64, TensorProto.INT32])
def test_a_graph_that_asks_for_types_of_tokens_gets_them(tmp_path: Path, kind: int) -> None:
    """As BERT's do, in either kind of whole number."""
    encoder = OnnxEncoder.load(write_onnx(tmp_path, make_graph(inputs=["token_type_ids"], kind=kind)))
    np.testing.assert_allclose(encoder.encode_passages(["water"]), [[0, 1, 0]], atol=1e-6)


def test_prompts_stand_before_the_texts_of_their_side(tmp_path: Path) -> None:
    """Those that the folder names; they count for the fingerprint."""
    plain = OnnxEncoder.load(write_onnx(tmp_path / "plain"))
    prompts = {PROMPTS: {"prompts": {"query": "vraag: ", "document": ""}}}
    encoder = OnnxEncoder.load(write_onnx(tmp_path / "prompts", files=prompts))
    np.testing.assert_allclose(encoder.encode_queries(["klimaat"]), plain.encode_queries(["vraag: klimaat"]), atol=1e-6)
    np.testing.assert_allclose(encoder.encode_passages(["klimaat"]), plain.encode_passages(["klimaat"]), atol=1e-6)
    assert not np.allclose(encoder.encode_queries(["klimaat"]), plain.encode_queries(["klimaat"]), atol=1e-6)
    assert encoder.fingerprint != plain.fingerprint


def test_prompts_known_of_the_name_count_where_the_folder_names_none(tmp_path: Path) -> None:
    """The same files under another name are then another model."""
    folder = write_onnx(tmp_path)
    assert OnnxEncoder.load(folder, "intfloat/multilingual-e5-small").prompts == Prompts("query: ", "passage: ")
    assert onnx_fingerprint(folder, "intfloat/multilingual-e5-small") != onnx_fingerprint(folder, "klein")


@pytest.mark.parametrize("name", ["sentence_bert_config.json", "tokenizer_config.json", "config.json"])
def test_a_text_longer_than_the_model_takes_is_cut(tmp_path: Path, name: str) -> None:
    """Where the tokenizer does not do so by itself, the folder says how much that is."""
    fields = {"max_seq_length": 2, "model_max_length": 2, "max_position_embeddings": 2}
    encoder = OnnxEncoder.load(write_onnx(tmp_path, files={name: fields}))
    np.testing.assert_allclose(encoder.encode_passages(["water water klimaat"]), [[0, 1, 0]], atol=1e-6)


def test_a_limit_that_is_none_cuts_nothing(tmp_path: Path) -> None:
    """Tokenizers without a limit write an enormous one."""
    encoder = OnnxEncoder.load(write_onnx(tmp_path, files={"tokenizer_config.json": {"model_max_length": 10**30}}))
    np.testing.assert_allclose(encoder.encode_passages(["water klimaat"]), unit([1, 1, 0]), atol=1e-6)


@pytest.mark.parametrize(
    ("files", "detail"),
    [
        ({"1_Pooling/config.json": {"pooling_mode_max_tokens": True}}, "pooling max_tokens"),
        ({"1_Pooling/config.json": {"pooling_mode": ["mean", "cls"]}}, "pooling mean, cls"),
        ({"modules.json": [{"type": "sentence_transformers.models.Dense"}]}, "modules Dense"),
    ],
)
def test_what_more_is_done_with_the_vectors_is_not_passed_over(
    tmp_path: Path, files: dict[str, object], detail: str
) -> None:
    """A model whose vectors would come out otherwise is refused."""
    with pytest.raises(EncoderLoadError) as caught:
        OnnxEncoder.load(write_onnx(tmp_path, files=files), "klein")
    assert (caught.value.name, caught.value.problem, caught.value.detail) == ("klein", ModelProblem.UNSUPPORTED, detail)


def test_a_graph_of_another_make_is_refused(tmp_path: Path) -> None:
    """With what it asks for."""
    with pytest.raises(EncoderLoadError) as caught:
        OnnxEncoder.load(write_onnx(tmp_path, make_graph(inputs=["pixels"])))
    assert caught.value.problem is ModelProblem.UNSUPPORTED
    assert "pixels" in caught.value.detail


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_one_kind_of_error(tmp_path: Path, name: str) -> None:
    """Whatever is wrong with it."""
    write_onnx(tmp_path)
    (tmp_path / name).write_bytes(b"niets")
    with pytest.raises(EncoderLoadError) as caught:
        OnnxEncoder.load(tmp_path)
    assert caught.value.problem is ModelProblem.DAMAGED


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_a_package_that_is_not_installed_is_named(
    tmp_path: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not taken for a damaged file."""
    write_onnx(tmp_path)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EncoderLoadError) as caught:
        OnnxEncoder.load(tmp_path)
    assert (caught.value.problem, caught.value.detail) == (ModelProblem.NO_PACKAGE, package)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    """So that a slip in its name is seen."""
    with pytest.raises(EncoderLoadError) as caught:
        OnnxEncoder.load(tmp_path)
    assert (caught.value.problem, caught.value.detail) == (ModelProblem.NO_FOLDER, str(tmp_path))


def test_where_sentence_transformers_exports_a_graph(tmp_path: Path) -> None:
    """In a folder of its own; where the weights for torch are there too, those are used as before."""
    folder = write_onnx(tmp_path, place="onnx/model.onnx")
    assert model_file(folder) == folder / "onnx" / "model.onnx"
    (folder / "model.safetensors").write_bytes(b"")
    assert model_file(folder) is None


def test_a_shipped_vector_depends_neither_on_threads_nor_on_the_batch() -> None:
    """But for the last bits: one thread and two, alone, twice, and beside longer texts."""
    long = "de minister heeft het beleid voor handel en hulp aangepast " * 20
    texts = ["klimaat", long, "wat is het klimaatdoel voor 2025?", "klimaat", "hulp aan Mali"]
    one, two = (OnnxEncoder.load(SHIPPED, threads=threads) for threads in (1, 2))
    for side in (OnnxEncoder.encode_queries, OnnxEncoder.encode_passages):
        alone = np.concatenate([side(one, [text]) for text in texts])
        for encoder in (one, two):
            np.testing.assert_allclose(side(encoder, texts), alone, atol=1e-6)
            np.testing.assert_allclose(side(encoder, texts[::-1])[::-1], alone, atol=1e-6)


def test_questions_have_a_graph_of_their_own_where_the_folder_holds_one(tmp_path: Path) -> None:
    """The other is loaded when a passage is read; it counts for the fingerprint that both are there."""
    plain = OnnxEncoder.load(write_onnx(tmp_path / "plain"))
    folder = write_onnx(tmp_path / "two")
    write_onnx(folder, make_graph(vectors=VECTORS[:, ::-1]), place=QUERIES)
    encoder = OnnxEncoder.load(folder)
    np.testing.assert_allclose(encoder.encode_queries(["klimaat"]), [[0, 0, 1]], atol=1e-6)
    np.testing.assert_allclose(encoder.encode_passages(["klimaat"]), [[1, 0, 0]], atol=1e-6)
    np.testing.assert_allclose(encoder.encode_chunks([Chunk("klimaat", ())]).chunks, [[1, 0, 0]], atol=1e-6)
    assert encoder.fingerprint != plain.fingerprint


@pytest.mark.parametrize(
    ("graph", "problem"),
    [(None, ModelProblem.DAMAGED), (make_graph(vectors=VECTORS[:, :2]), ModelProblem.UNSUPPORTED)],
)
def test_questions_are_read_where_the_graph_of_passages_cannot_be(
    tmp_path: Path, graph: ModelProto | None, problem: ModelProblem
) -> None:
    """A damaged one, or one with vectors of another length, is refused when a passage is to be read."""
    folder = write_onnx(tmp_path, graph)
    write_onnx(folder, make_graph(), place=QUERIES)
    if graph is None:
        (folder / MODEL).write_bytes(b"no graph")
    encoder = OnnxEncoder.load(folder, "twee")
    assert encoder.encode_queries(["klimaat"]).shape == (1, 3)
    for _ in range(2):
        with pytest.raises(EncoderLoadError) as caught:
            encoder.encode_passages(["klimaat"])
        assert (caught.value.name, caught.value.problem) == ("twee", problem)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_many_texts_are_read_side_by_side(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the vectors they have alone, in the order given; what is only some texts is read as before."""
    texts = [f"hulp aan land {number} " * (number % 7 + 1) for number in range(120)]
    monkeypatch.setattr("search.models.graph.TOKENS_PER_CORE", 32)
    alone = OnnxEncoder.load(SHIPPED, threads=1).encode_passages(texts[:3])
    encoder = OnnxEncoder.load(SHIPPED, threads=threads)  # the graph for questions; that for passages follows
    loaded: list[int] = []
    monkeypatch.setattr("search.models.graph._session", _counted(loaded))
    np.testing.assert_allclose(encoder.encode_passages(texts[:3]), alone, atol=1e-6)
    assert loaded == [threads]
    both = encoder.encode_passages(texts), encoder.encode_passages(texts[::-1])[::-1]
    assert loaded == ([1] if threads == 1 else [threads, 1])
    for found in both:
        np.testing.assert_allclose(found[:3], alone, atol=1e-6)
        np.testing.assert_allclose(found, both[0], atol=1e-6)


def test_threads_spin_only_where_no_other_process_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    """And never after a run."""
    monkeypatch.setattr(graph, "_sharing", False)
    found = []
    for _ in range(2):
        options = graph._session(SHIPPED / MODEL, 2).get_session_options()
        names = ("session.intra_op.allow_spinning", "session.force_spinning_stop")
        found.append([options.get_session_config_entry(name) for name in names])
        graph.share_processors()
    assert found == [["1", "1"], ["0", "1"]]


def _counted(loaded: list[int]) -> Callable[[Path, int], Any]:
    """The function that loads a graph, noting with how many threads it is asked to."""
    load = graph._session

    def session(path: Path, threads: int) -> Any:  # noqa: ANN401 - onnxruntime has no types
        loaded.append(threads)
        return load(path, threads)

    return session


def test_the_tokenizer_of_the_small_models_knows_its_words() -> None:
    """So that the tests above mean what they say."""
    assert make_tokenizer(mark=True).encode("klimaat iets").ids == [2, 3, 1]


def test_a_sentence_is_pooled_from_its_passage_where_the_folder_says_so(tmp_path: Path) -> None:
    """Its tokens only, whatever stands before; without that it is read by itself, and the fingerprint tells."""
    chunk = Chunk("handel. klimaat water. handel", ((8, 22), (23, 29)))
    pooled = OnnxEncoder.load(write_onnx(tmp_path / "pooled", files={CHUNKING: {"pooled_sentences": True}}))
    apart = OnnxEncoder.load(write_onnx(tmp_path / "apart"))
    for encoder in (pooled, apart):
        assert isinstance(encoder, ChunkEncoder)
        vectors = encoder.encode_chunks([chunk, Chunk("water", ())])
        np.testing.assert_allclose(vectors.chunks, encoder.encode_passages([chunk.text, "water"]), atol=1e-6)
        np.testing.assert_allclose(vectors.sentences, encoder.encode_passages(["klimaat water.", "handel"]), atol=1e-6)
    assert pooled.fingerprint != apart.fingerprint


def test_a_sentence_behind_the_end_of_what_the_model_takes_is_read_by_itself(tmp_path: Path) -> None:
    """It still has a vector."""
    files = {CHUNKING: {"pooled_sentences": True}, "config.json": {"max_position_embeddings": 3}}
    encoder = OnnxEncoder.load(write_onnx(tmp_path, files=files))
    chunk = Chunk("klimaat klimaat klimaat water", ((0, 23), (24, 29)))
    np.testing.assert_allclose(encoder.encode_chunks([chunk]).sentences, unit([1, 0, 0], [0, 1, 0]), atol=1e-6)


def test_sentences_cannot_be_pooled_from_a_graph_that_pools(tmp_path: Path) -> None:
    """Nor from one whose vectors are not means."""
    folder = write_onnx(tmp_path, make_graph("sentence_embedding"), files={CHUNKING: {"pooled_sentences": True}})
    with pytest.raises(EncoderLoadError) as caught:
        OnnxEncoder.load(folder)
    assert caught.value.problem is ModelProblem.UNSUPPORTED
