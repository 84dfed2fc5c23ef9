"""Views for the static model: pairs of bags of tokens out of plain documents, a whole batch at a time.

The static model learns from millions of views, so they are not made one by one as texts (``views``) but as slices
of one long array of tokens. The kinds are the same: a stretch of words to the rest of its paragraph, half a paragraph
to the other half, a paragraph to the next, a heading to what follows; what both sides share is mostly taken out of one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from training.examples.corpus import TrainingDocument

#: Share of the views that come from each group. Manifestos are closest to policy papers in subject and tone.
GROUP_SHARES = {"manifesto": 0.5, "laws": 0.35, "government": 0.05, "software": 0.1}
KINDS = {"span": 0.6, "halves": 0.1, "neighbour": 0.15, "heading": 0.15}
SPAN = (3, 16)  # tokens of a stretch, at least and at most
MOST_TOKENS = 160  # of a passage; of a longer one a random part
LEAST_TOKENS = 16  # of a paragraph to be of use
HEADING_TOKENS = (2, 24)
COMMON_HEADING = 20  # times; a heading that stands above more texts ("Begripsbepalingen") is drawn as often as this
STEM = 5  # letters by which two words count as the same
KEPT = 1e-4  # frequency of a token above which it is left out ever more often (as word2vec does)
AT_ONCE = 4000  # paragraphs tokenised together


@dataclass(frozen=True)
class Bags:
    """Bags of tokens: ``tokens`` of all bags in a row, ``starts``: (bags,) where each begins."""

    tokens: NDArray[np.int64]
    starts: NDArray[np.int64]


@dataclass(frozen=True)
class Corpus:
    """Paragraphs as tokens. Paragraph i is ``tokens[bounds[i]:bounds[i + 1]]``, headings stand in the same array.

    ``paragraphs``: group -> the places of its paragraphs; ``heading``, ``following``: (places,), the place of the
    heading straight above and of the next paragraph under the same heading, -1 where there is none. ``stems``: token ->
    number that tokens with the same first letters share. ``keep``: token -> chance that it is kept.
    """

    tokens: NDArray[np.uint16]
    bounds: NDArray[np.int64]
    paragraphs: dict[str, NDArray[np.int64]]
    heading: NDArray[np.int64]
    following: NDArray[np.int64]
    stems: NDArray[np.int64]
    keep: NDArray[np.float64]


def token_stems(vocabulary: dict[str, int]) -> NDArray[np.int64]:
    """Return token -> a number shared by the tokens that begin with the same letters; the rest of a word by itself."""
    numbers: dict[str, int] = {}
    stems = np.zeros(max(vocabulary.values()) + 1, dtype=np.int64)
    for token, place in sorted(vocabulary.items()):
        stems[place] = numbers.setdefault(token if token.startswith("##") else token[:STEM], len(numbers))
    return stems


def read_corpus(documents: Iterable[TrainingDocument], tokenizer: Tokenizer) -> Corpus:
    """Tokenise all paragraphs and headings. Takes about a minute for 50 million words."""
    texts: list[str] = []
    parts: list[NDArray[np.uint16]] = []
    lengths: list[int] = []
    groups: list[str] = []
    heading: list[int] = []
    following: list[int] = []

    def flush() -> None:
        for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False):
            parts.append(np.array(encoding.ids, dtype=np.uint16))
            lengths.append(len(encoding.ids))
        texts.clear()

    for document in documents:
        above = last = -1
        for is_heading, text in document.blocks:
            place = len(groups)
            texts.append(text)
            groups.append("" if is_heading else document.group)
            heading.append(-1 if is_heading else above)
            following.append(-1)
            if is_heading:
                above, last = place, -1
            else:
                if last >= 0:
                    following[last] = place
                above, last = -1, place  # only what stands straight under a heading belongs to it for sure
        if len(texts) >= AT_ONCE:
            flush()
    flush()
    tokens = np.concatenate(parts)
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    long_enough = np.array(lengths) >= LEAST_TOKENS
    names = np.array(groups)
    paragraphs = {group: np.flatnonzero((names == group) & long_enough) for group in GROUP_SHARES}
    vocabulary = tokenizer.get_vocab()
    counts = np.bincount(tokens, minlength=max(vocabulary.values()) + 1).astype(np.float64)
    share = KEPT / np.maximum(counts / counts.sum(), 1e-12)
    keep = np.minimum(1.0, np.sqrt(share) + share)
    rare_enough = _thinned(np.array(heading), tokens, bounds)
    return Corpus(tokens, bounds, paragraphs, rare_enough, np.array(following), token_stems(vocabulary), keep)


def _thinned(heading: NDArray[np.int64], tokens: NDArray[np.uint16], bounds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return ``heading`` without those of the wrong length and with at most COMMON_HEADING of each wording."""
    seen: Counter[bytes] = Counter()
    out = heading.copy()
    least, most = HEADING_TOKENS
    for place in np.flatnonzero(heading >= 0):
        start, end = bounds[heading[place]], bounds[heading[place] + 1]
        wording = tokens[start:end].tobytes()
        seen[wording] += 1
        if not least <= end - start <= most or seen[wording] > COMMON_HEADING:
            out[place] = -1
    return out


def slices(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places start, start + 1 ... of all slices in a row, and for each place the number of its slice."""
    owners = np.repeat(np.arange(len(starts)), lengths)
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths - starts, lengths), owners


def bags(tokens: NDArray[np.int64], owners: NDArray[np.int64], count: int) -> Bags:
    """Return the tokens as ``count`` bags; ``owners`` ascend."""
    return Bags(tokens, np.searchsorted(owners, np.arange(count)))


class Sampler:
    """Draws batches of views from a corpus; the same seed draws the same."""

    def __init__(self, corpus: Corpus, seed: int, unshare: float) -> None:
        self._corpus = corpus
        self._draw = np.random.default_rng(seed)
        self._unshare = unshare
        self._groups = [group for group in GROUP_SHARES if len(corpus.paragraphs[group])]
        shares = np.array([GROUP_SHARES[group] for group in self._groups])
        self._shares = shares / shares.sum()

    @property
    def state(self) -> dict[str, object]:
        """Where it is in what it draws."""
        return dict(self._draw.bit_generator.state)

    @state.setter
    def state(self, state: dict[str, object]) -> None:
        self._draw.bit_generator.state = state

    def batch(self, size: int) -> tuple[Bags, Bags, NDArray[np.int64]]:
        """Return queries, passages and the place of each passage's paragraph; ``size`` of each."""
        corpus, draw = self._corpus, self._draw
        chosen = draw.multinomial(size, self._shares)
        places = np.concatenate(
            [draw.choice(corpus.paragraphs[g], n) for g, n in zip(self._groups, chosen, strict=True)]
        )
        kind = draw.choice(len(KINDS), size, p=tuple(KINDS.values()))
        kind[(kind == 2) & (corpus.following[places] < 0)] = 0  # noqa: PLR2004 - neighbour without a neighbour
        kind[(kind == 3) & (corpus.heading[places] < 0)] = 0  # noqa: PLR2004 - heading without a heading
        begin, length = corpus.bounds[places], np.diff(corpus.bounds)[places]
        # A stretch, and as passage the part of the paragraph around it, with a hole where the stretch stood.
        span = np.minimum(draw.integers(SPAN[0], SPAN[1] + 1, size), length // 2)
        at = draw.integers(0, length - span + 1)
        window = np.minimum(length, MOST_TOKENS)
        first = np.clip(at - draw.integers(0, MOST_TOKENS, size), 0, length - window)
        query = np.stack([begin + at, span])
        passage = np.stack([begin + first, window])
        hole = np.stack([begin + at, span])
        half = kind == 1
        cut = (length * draw.uniform(0.3, 0.7, size)).astype(np.int64)
        query[:, half] = np.stack([begin, np.minimum(cut, MOST_TOKENS)])[:, half]
        passage[:, half] = np.stack([begin + cut, np.minimum(length - cut, MOST_TOKENS)])[:, half]
        hole[1, half] = 0
        for number, other in ((2, corpus.following[places]), (3, corpus.heading[places])):
            mine = kind == number
            start, end = corpus.bounds[other[mine]], corpus.bounds[other[mine] + 1]
            query[:, mine] = np.stack([start, np.minimum(end - start, MOST_TOKENS)])
            passage[:, mine] = np.stack([begin, window])[:, mine]
            hole[1, mine] = 0
        return *self._bags(query, passage, hole), places

    def _bags(self, query: NDArray[np.int64], passage: NDArray[np.int64], hole: NDArray[np.int64]) -> tuple[Bags, Bags]:
        """Cut the slices out of the text, thin out frequent tokens and take out what both sides share."""
        corpus, draw, size = self._corpus, self._draw, query.shape[1]
        left, left_owner = slices(query[0], query[1])
        right, right_owner = slices(passage[0], passage[1])
        outside = (right < hole[0][right_owner]) | (right >= (hole[0] + hole[1])[right_owner])
        right, right_owner = right[outside], right_owner[outside]
        left_tokens, right_tokens = corpus.tokens[left].astype(np.int64), corpus.tokens[right].astype(np.int64)
        many = int(corpus.stems.max()) + 1
        shared = np.isin(right_owner * many + corpus.stems[right_tokens], left_owner * many + corpus.stems[left_tokens])
        gone = shared & np.asarray(draw.random(size) < self._unshare)[right_owner]
        keep = ~gone & (draw.random(len(right_tokens)) < corpus.keep[right_tokens])
        keep_left = draw.random(len(left_tokens)) < corpus.keep[left_tokens]
        return (
            bags(left_tokens[keep_left], left_owner[keep_left], size),
            bags(right_tokens[keep], right_owner[keep], size),
        )


def pair_bags(rows: Sequence[NDArray[np.int64]]) -> Bags:
    """Return tokenised texts as bags."""
    lengths = [len(row) for row in rows]
    return Bags(np.concatenate(rows), np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64))
