"""Stage 0: gives an English model a Dutch vocabulary, known as trans-tokenization.

Each Dutch token starts as the weighted mean of the English pieces that it goes with most in sentence pairs; the layers
stay as they are. What stands in both vocabularies in the same way (numbers, names, signs) keeps its own vector, a token
without a partner gets a random one. The model then makes rough sense of Dutch before any training.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer, processors
from transformers import BertModel

from training.network.student import Student

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.examples.corpus import Pair

PARTNERS = 4  # English pieces that a Dutch token is made of
LEAST_TOGETHER = 2  # times; once is chance
COMMON = 0.1  # share of the sentences: pieces in more of them go with everything
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def marked_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer in the file ``path`` with [CLS] and [SEP] around every text, added where it lacks them.

    The vocabulary is taken as it is, since training one with the tokenizers package comes out differently each time.
    """
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.add_special_tokens(["[CLS]", "[SEP]"])
    around = [(mark, tokenizer.token_to_id(mark)) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=around
    )
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def partners(
    dutch: Sequence[Sequence[int]], english: Sequence[Sequence[int]], rare: int = LEAST_TOGETHER
) -> dict[int, list[tuple[int, float]]]:
    """Return Dutch token -> the English tokens it goes with most and how much (Dice, 0-1), best first.

    ``dutch``, ``english``: token ids of sentence pairs. Dice: twice the sentences with both over the sum of the
    sentences with each.
    """
    lefts, rights = [set(row) for row in dutch], [set(row) for row in english]
    count_left = Counter(token for row in lefts for token in row)
    count_right = Counter(token for row in rights for token in row)
    most = max(COMMON * len(lefts), 50)
    together: dict[int, Counter[int]] = {}
    for left, right in zip(lefts, rights, strict=True):
        telling = [token for token in right if count_right[token] <= most]
        for token in left:
            # A common word goes with common words, so those are looked at too; a rare one only with telling ones.
            together.setdefault(token, Counter()).update(telling if count_left[token] <= most else right)
    found: dict[int, list[tuple[int, float]]] = {}
    for token, counts in together.items():
        dice = [
            (other, 2 * both / (count_left[token] + count_right[other]))
            for other, both in counts.items()
            if both >= rare
        ]
        if dice:
            found[token] = sorted(dice, key=lambda item: (-item[1], item[0]))[:PARTNERS]
    return found


def dutch_table(
    vocabulary: dict[str, int],
    english: dict[str, int],
    table: NDArray[np.float32],
    found: dict[int, list[tuple[int, float]]],
    seed: int,
) -> tuple[NDArray[np.float32], dict[str, int]]:
    """Return token vectors for the Dutch ``vocabulary`` and how many came about in which way.

    ``table``: the English token vectors, (English tokens, dimensions). Weights of partners are squared, so that the
    best one leads. Random vectors are drawn with the mean and spread of the English ones.
    """
    draw = np.random.default_rng(seed)
    size = max(vocabulary.values()) + 1
    out = draw.normal(table.mean(0), table.std(0), (size, table.shape[1])).astype(np.float32)
    counts = Counter[str]()
    for token, place in vocabulary.items():
        if token in SPECIAL or (token in english and not token.removeprefix("##").isalpha()):
            out[place] = table[english[token]]
            counts["identical"] += 1
        elif place in found:
            others, dice = zip(*found[place], strict=True)
            shares = np.square(np.array(dice, dtype=np.float32))
            out[place] = (shares / shares.sum()) @ table[list(others)]
            counts["aligned"] += 1
        elif token in english:
            out[place] = table[english[token]]
            counts["identical"] += 1
        else:
            counts["random"] += 1
    return out, dict(counts)


def transplant(
    teacher: Student, tokenizer: Tokenizer, pairs: Sequence[Pair], seed: int
) -> tuple[Student, dict[str, int]]:
    """Return a student with the teacher's layers and the Dutch vocabulary, and how its tokens came about."""
    student = Student(teacher.model, tokenizer)
    dutch = [row[1:-1] for row in student.tokens([pair.dutch for pair in pairs])]
    english = [row[1:-1] for row in teacher.tokens([pair.english for pair in pairs])]
    table = teacher.model.embeddings.word_embeddings.weight.detach().numpy()
    made, counts = dutch_table(
        tokenizer.get_vocab(), teacher.tokenizer.get_vocab(), table, partners(dutch, english), seed
    )
    config = type(teacher.model.config).from_dict({**teacher.model.config.to_dict(), "vocab_size": len(made)})
    config.pad_token_id = tokenizer.token_to_id("[PAD]")
    model = BertModel(config, add_pooling_layer=False)
    kept = {name: value for name, value in teacher.model.state_dict().items() if "word_embeddings" not in name}
    model.load_state_dict({**kept, "embeddings.word_embeddings.weight": torch.from_numpy(made)})
    return Student(model, tokenizer), counts
