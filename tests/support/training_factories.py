"""A tiny BERT and tiny training data, made in a moment, for the tests of training."""

from __future__ import annotations

import json
import lzma
from string import ascii_lowercase
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from training.examples.questions import Kind, Question
from training.examples.windows import Window
from training.network.student import Student

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DUTCH = (
    "de kat zit op de mat",
    "de hond slaapt in het huis",
    "het kabinet verlaagt de belasting",
    "handel geeft banen",
)
ENGLISH = ("the cat sits on the mat", "the dog sleeps in the house", "the cabinet cuts the tax", "trade gives jobs")
WINDOW_SENTENCES = (("de kat", "hond"), ("de hond", "kat"), ("kat de kat",), ("hond de", "de de"))
SUBJECTS = ("handel", "klimaat", "water", "vrede", "onderwijs", "zorg", "energie", "landbouw")


def make_tokenizer(texts: Sequence[str] = DUTCH) -> Tokenizer:
    """Return a WordPiece tokenizer, lower case and without accents, that knows the words of ``texts`` and all letters."""
    words = dict.fromkeys(word for text in texts for word in text.split())
    letters = [mark + letter for mark in ("", "##") for letter in ascii_lowercase]
    tokens = dict.fromkeys(("[PAD]", "[UNK]", *words, *letters))
    vocabulary = {token: place for place, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[CLS]", "[SEP]"])
    around = [(mark, tokenizer.token_to_id(mark)) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=around)
    return tokenizer


def make_student(tokenizer: Tokenizer | None = None, layers: int = 2, seed: int = 0) -> Student:
    """Return a student of 16 dimensions with random weights."""
    tokenizer = tokenizer or make_tokenizer()
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=16, num_hidden_layers=layers, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=300, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        attn_implementation="eager", initializer_range=0.2,
    )  # fmt: skip
    return Student(BertModel(config, add_pooling_layer=False), tokenizer)


def make_questioned_window(number: int) -> Window:
    """Return window ``number`` of WINDOW_SENTENCES, with two questions that its first sentence answers."""
    sentences = WINDOW_SENTENCES[number]
    asked = tuple(Question(Kind.QUESTION, f"{sentences[0]} {extra}", (0,)) for extra in ("kat", "hond"))
    return Window(number, str(number // 2), (), sentences, asked, ())


def write_data(folder: Path) -> Path:
    """Write a data folder of eight pairs and eight short documents; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    pairs = [
        *zip(ENGLISH, DUTCH, strict=True),
        *((f"more {text}", f"meer {other}") for text, other in zip(ENGLISH, DUTCH, strict=True)),
    ]
    rows = [f"{english}\t{dutch}\ttatoeba_human\n" for english, dutch in pairs]
    (folder / "en_nl.tsv.xz").write_bytes(lzma.compress("".join(rows).encode()))
    documents = []
    for subject in SUBJECTS:
        text = f"Het kabinet geeft geld uit aan {subject}. Daarvan hebben veel mensen plezier. De kat slaapt op de mat."
        after = (
            f"Over {subject} is lang gesproken. Niemand wist precies hoe het verder moest. Toen viel er een besluit."
        )
        documents.append(
            ["manifest", f"Partij_{subject}_1998.txt", [["H", f"Plannen voor {subject}"], ["P", text], ["P", after]]]
        )
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    (folder / "mono.jsonl.xz").write_bytes(lzma.compress(lines.encode()))
    return folder
