"""The static model: its views and its training, on tiny data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from e5_factories import WIDTH, write_model
from tokenizers import Tokenizer
from training_factories import ENGLISH, make_student, make_tokenizer, write_data

import training.__main__ as both
from search.models.onnx import OnnxEncoder
from search.models.static import StaticEncoder
from training import encoder, narrow, static
from training.examples import static_views
from training.examples.corpus import TrainingDocument, read_documents
from training.examples.paragraphs import Plain
from training.examples.questions import Kind, Question, QuestionedPassage
from training.examples.static_views import Bags, Corpus, Sampler, read_corpus, slices, token_stems
from training.network import teacher

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("de", "kat", "zit", "op", "mat", "hond", "slaapt", "huis", "plan", "handel", "##en")
SMALL = ("--steps", "6", "--pairs", "8", "--batch", "8", "--pair-batch", "4", "--dimensions", "8", "--warmup", "1")


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A document with a heading, two paragraphs and a third under another heading; nothing is too short."""
    monkeypatch.setattr(static_views, "LEAST_TOKENS", 4)
    monkeypatch.setattr(static_views, "HEADING_TOKENS", (1, 24))
    blocks = (
        (True, "plan handel"),
        (False, "de kat zit op de mat de hond slaapt"),
        (False, "de hond zit op het huis"),
        (True, "kat"),
        (False, "de handel slaapt op de mat"),
    )
    return read_corpus([TrainingDocument("manifesto", "x", blocks)], make_tokenizer([" ".join(WORDS)]))


def text(corpus: Corpus, place: int) -> list[int]:
    """The tokens of a paragraph or heading."""
    return [int(token) for token in corpus.tokens[corpus.bounds[place] : corpus.bounds[place + 1]]]


def bag(bags: Bags, number: int) -> list[int]:
    """The tokens of one bag."""
    ends = [*bags.starts[1:], len(bags.tokens)]
    return [int(token) for token in bags.tokens[bags.starts[number] : ends[number]]]


def test_a_heading_belongs_to_what_stands_straight_under_it(corpus: Corpus) -> None:
    """Paragraph 1 follows heading 0; 2 follows 1 under the same heading; 4 has a heading of its own."""
    assert corpus.heading.tolist() == [-1, 0, -1, -1, 3]
    assert corpus.following.tolist() == [-1, 2, -1, -1, -1]
    assert corpus.paragraphs["manifesto"].tolist() == [1, 2, 4]


def test_a_heading_that_stands_everywhere_is_drawn_so_often_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as "Begripsbepalingen" above every law, which is not specific to the text."""
    monkeypatch.setattr(static_views, "COMMON_HEADING", 2)
    blocks = ((True, "plan handel"), (False, "de kat zit op de mat")) * 4
    made = read_corpus([TrainingDocument("laws", "x", blocks)], make_tokenizer([" ".join(WORDS)]))
    assert (made.heading >= 0).sum() == 2


def test_words_with_the_same_beginning_share_a_stem() -> None:
    """As "handel" and "handelaar" do; the rest of a word is never the beginning of one."""
    stems = token_stems({"handel": 0, "handelaar": 1, "hand": 2, "##handel": 3})
    assert stems[0] == stems[1]
    assert len(set(stems.tolist())) == 3


def test_slices_give_every_place_and_its_owner() -> None:
    """Empty slices have no places."""
    places, owners = slices(np.array([5, 0, 10]), np.array([2, 0, 3]))
    assert places.tolist() == [5, 6, 10, 11, 12]
    assert owners.tolist() == [0, 0, 2, 2, 2]


def test_what_both_sides_share_is_taken_out_of_the_passage(corpus: Corpus) -> None:
    """With ``unshare`` 1 no passage has a token of its query, and with 0 some have."""
    corpus.keep[:] = 1.0
    for unshare, apart in ((1.0, True), (0.0, False)):
        queries, passages, places = Sampler(corpus, seed=1, unshare=unshare).batch(64)
        shared = [set(bag(queries, i)) & set(bag(passages, i)) for i in range(64)]
        assert (not any(shared)) is apart
        assert set(places.tolist()) <= {1, 2, 4}


def test_a_stretch_of_words_does_not_stand_in_its_own_passage(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Query and passage together are the paragraph, as often as each word stands in it."""
    monkeypatch.setattr(static_views, "KINDS", {"span": 1.0, "halves": 0.0, "neighbour": 0.0, "heading": 0.0})
    corpus.keep[:] = 1.0
    queries, passages, places = Sampler(corpus, seed=1, unshare=0.0).batch(32)
    assert len(places) == 32
    for number, place in enumerate(places):
        assert sorted(bag(queries, number) + bag(passages, number)) == sorted(text(corpus, place))


def test_the_same_seed_draws_the_same(corpus: Corpus) -> None:
    """And another seed something else."""
    drawn = [Sampler(corpus, seed, 0.5).batch(16)[0].tokens.tolist() for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.fixture
def tiny_teacher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a tiny English model in the place of the real one; short paragraphs will do."""
    tiny = make_student(make_tokenizer(ENGLISH), seed=7)
    monkeypatch.setattr(teacher, "load_teacher", lambda: tiny)
    monkeypatch.setattr(static_views, "LEAST_TOKENS", 4)


@pytest.mark.usefixtures("tiny_teacher")
def test_the_model_is_written_for_model2vec_and_the_same_seed_gives_the_same(tmp_path: Path) -> None:
    """Read by the encoder that ships."""
    make_tokenizer().save(str(tmp_path / "words.json"))
    words = ["--data", str(write_data(tmp_path / "data")), "--tokenizer", str(tmp_path / "words.json"), *SMALL]
    vectors = []
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        static.main([*words, "--out", str(tmp_path / name), "--seed", seed, "--threads", "1"])
        vectors.append(StaticEncoder.load(tmp_path / name).encode_passages(["de kat zit op de mat", "handel"]))
    assert vectors[0].shape == (2, 8)
    assert "6 steps. Each is a batch of 8 views" in (tmp_path / "a" / "README.md").read_text(encoding="utf-8")
    np.testing.assert_array_equal(vectors[0], vectors[1])
    assert not np.allclose(vectors[0], vectors[2])


@pytest.mark.usefixtures("tiny_teacher")
def test_a_run_that_was_stopped_gives_what_an_unbroken_one_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its checkpoint on; a finished one is not trained again."""
    make_tokenizer().save(str(tmp_path / "words.json"))
    words = ["--data", str(write_data(tmp_path / "data")), "--tokenizer", str(tmp_path / "words.json"), *SMALL]
    words += ["--threads", "1", "--checkpoint-minutes", "0"]
    static.main([*words, "--out", str(tmp_path / "whole")])
    step, taken = static.StaticTrainer.step, []

    def stopped(trainer: static.StaticTrainer) -> tuple[float, float]:
        if len(taken) == 4:
            raise KeyboardInterrupt
        taken.append(trainer.steps)
        return step(trainer)

    monkeypatch.setattr(static.StaticTrainer, "step", stopped)
    with pytest.raises(KeyboardInterrupt):
        static.main([*words, "--out", str(tmp_path / "broken")])
    monkeypatch.setattr(static.StaticTrainer, "step", lambda trainer: (taken.append(trainer.steps), step(trainer))[1])
    for _ in range(2):
        static.main([*words, "--out", str(tmp_path / "broken")])
    assert taken == [0, 1, 2, 3, 4, 5]
    texts = ["de kat zit op de mat", "handel"]
    whole, broken = (StaticEncoder.load(tmp_path / name).encode_passages(texts) for name in ("whole", "broken"))
    np.testing.assert_array_equal(broken, whole)


@pytest.mark.usefixtures("tiny_teacher")
def test_training_brings_views_and_pairs_together(tmp_path: Path) -> None:
    """Which is what it is for: both losses fall."""
    data = write_data(tmp_path)
    tokenizer = make_tokenizer()
    make_tokenizer().save(str(tmp_path / "words.json"))
    recipe = static.StaticRecipe(steps=60, batch=8, pair_batch=4, pairs=8, dimensions=16, warmup=1)
    corpus = read_corpus(read_documents(data), Tokenizer.from_file(str(tmp_path / "words.json")))
    pairs = static.token_pairs(data, tokenizer, recipe, None)
    torch.manual_seed(recipe.seed)  # as the program does
    student = static.StaticStudent(tokenizer.get_vocab_size(), 16, 16)
    chosen = np.arange(8)
    before = float(static.pair_loss(student, pairs, chosen, 3.0).detach())
    static.StaticTrainer(student, Sampler(corpus, 1, 0.5), pairs, recipe).train(tmp_path / "out", 60)
    assert float(static.pair_loss(student, pairs, chosen, 3.0).detach()) < 0.5 * before


@pytest.mark.usefixtures("tiny_teacher")
def test_one_command_makes_both_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The static one first, the encoder narrowed last; what the encoder's command takes may be added."""
    monkeypatch.setattr(static, "StaticRecipe", lambda **given: static_recipe(**{**given, **tiny}))
    asked = (Question(Kind.QUESTION, "de kat", (0,)), Question(Kind.NEAR_MISS, "hond", ()))
    passages = [QuestionedPassage(group, (), ("de kat", "de hond"), asked) for group in ("a", "b")]
    monkeypatch.setattr(encoder, "read_written", lambda: passages)
    monkeypatch.setattr(encoder, "read_questioned", lambda _: [])
    monkeypatch.setattr(narrow, "draw_plain", lambda *_: [Plain((), ("de kat",)), Plain((), ("de hond",))])
    make_tokenizer().save(str(tmp_path / "words.json"))
    words = ["--data", str(write_data(tmp_path / "data")), "--tokenizer", str(tmp_path / "words.json")]
    trial = ("--static-steps", "2", "--steps", "2", "--frozen", "0", "--start", str(write_model(tmp_path / "e5.bin")))
    both.main([*words, "--out", str(tmp_path / "out"), *trial])
    assert StaticEncoder.load(tmp_path / "out" / "static").dimensions == 8
    made = tmp_path / "out" / "narrow" / "onnx"
    shipped = OnnxEncoder.load(made)
    assert shipped.encode_queries(["de kat"]).shape == shipped.encode_passages(["de kat"]).shape == (1, WIDTH)
    card = (made / "README.md").read_text(encoding="utf-8")
    assert "2 questions on 2 passages" in card
    assert '"frozen": 0' in card
    assert '"neurons": 928' in card


static_recipe = static.StaticRecipe
tiny = {"batch": 8, "pair_batch": 4, "pairs": 8, "dimensions": 8, "warmup": 1}
