"""Makes questions and passages out of plain documents, for contrastive training without labels.

What belongs together in a text stands close: a stretch of words and the rest of its paragraph, a sentence and the
next, a heading and what follows it, neighbouring paragraphs. Where the two sides share words the model would learn to
compare words, which the lexical side of search already does; so mostly shared words are taken out of one side.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.examples.corpus import TrainingDocument

#: Share of the views that come from each group. Manifestos are closest to policy papers in subject and tone.
GROUP_SHARES = {"manifesto": 0.57, "laws": 0.35, "government": 0.03, "software": 0.05}
KINDS = {"span": 0.62, "sentence": 0.15, "neighbour": 0.1, "heading": 0.13}
#: Share of the documents that are read at all: there are far more laws than are needed.
DOCUMENT_SHARES = {"laws": 0.2, "software": 0.4}
#: Most words of a passage, and how often: mostly short, since a step costs by the word, but long ones too.
PASSAGE_WORDS = ((48, 0.5), (90, 0.35), (140, 0.15))
LEAST_WORDS = 12  # of a paragraph to be of use
ASK = 0.15  # how often a stretch of words gets the opening of a question before it
QUESTIONS = (
    "wat is", "hoe zit het met", "welke plannen zijn er voor", "wat doet de overheid aan", "waarom", "hoeveel",
    "wie is verantwoordelijk voor", "wat staat er over", "wat wordt er gedaan tegen", "wanneer",
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9‘“\"'])")
_WORD = re.compile(r"\w+")
_STEM = 5  # letters by which two words count as the same
_FUNCTION = 4  # words shorter than this are never taken out


@dataclass(frozen=True, slots=True)
class View:
    """A made question and the passage it belongs to. ``place``: of the passage's paragraph, counted over all."""

    query: str
    passage: str
    group: str
    place: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    group: str
    place: int
    heading: str | None  # straight above
    following: str | None  # the next paragraph under the same heading


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; rough, which is enough for training."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def without_shared(text: str, other: str) -> str:
    """Return ``text`` without the words that ``other`` has too, by their first letters; function words stay."""
    stems = {word[:_STEM] for word in _WORD.findall(other.lower()) if len(word) >= _FUNCTION}
    kept = (word for word in text.split() if not any(w[:_STEM] in stems for w in _WORD.findall(word.lower())))
    return " ".join(kept)


def paragraphs_by_group(documents: Iterable[TrainingDocument], seed: int) -> dict[str, list[_Paragraph]]:
    """Return the paragraphs that are long enough, by the group of their document."""
    draw = random.Random(seed)  # noqa: S311 - no secrets here
    groups: dict[str, list[_Paragraph]] = {group: [] for group in GROUP_SHARES}
    place = 0
    for document in documents:
        if draw.random() >= DOCUMENT_SHARES.get(document.group, 1.0):
            continue
        heading: str | None = None
        texts: list[tuple[str, str | None]] = []
        for is_heading, text in document.blocks:
            if is_heading:
                heading = text
                continue
            if len(text.split()) >= LEAST_WORDS:
                texts.append((text, heading))
                heading = None  # only what stands straight under it
            else:
                heading = heading or text
        for number, (text, above) in enumerate(texts):
            after = texts[number + 1] if number + 1 < len(texts) else None
            following = after[0] if after is not None and after[1] is None else None
            groups[document.group].append(_Paragraph(text, document.group, place, above, following))
            place += 1
        place += 1  # the last paragraph of a document and the first of the next are not neighbours
    return groups


def _cut(text: str, words: int, draw: random.Random) -> str:
    parts = text.split()
    if len(parts) <= words:
        return text
    start = draw.randrange(len(parts) - words + 1) if draw.random() < 0.5 else 0  # noqa: PLR2004 - half the time
    return " ".join(parts[start : start + words])


def _stretch(sentence: str, draw: random.Random) -> str:
    words = sentence.split()
    length = min(len(words), draw.randint(3, 13))
    start = draw.randrange(len(words) - length + 1)
    stretch = " ".join(words[start : start + length])
    return f"{draw.choice(QUESTIONS)} {stretch}" if draw.random() < ASK else stretch


def _view(paragraph: _Paragraph, kind: str, draw: random.Random) -> tuple[str, str] | None:
    """Return (query, passage) of one kind, None when the paragraph does not lend itself to it."""
    sentences = split_sentences(paragraph.text)
    if kind == "heading":
        if paragraph.heading is None or len(paragraph.heading.split()) < 2:  # noqa: PLR2004 - one word says little
            return None
        return paragraph.heading, paragraph.text
    if kind == "neighbour":
        return None if paragraph.following is None else (paragraph.text, paragraph.following)
    if len(sentences) < 2:  # noqa: PLR2004 - nothing would be left on the other side
        return None
    chosen = draw.randrange(len(sentences) - (kind == "sentence"))
    if kind == "sentence":
        return sentences[chosen], sentences[chosen + 1]
    rest = " ".join(sentences[:chosen] + sentences[chosen + 1 :])
    sentence = sentences[chosen]
    return (_stretch(sentence, draw) if draw.random() < 0.6 else sentence), rest  # noqa: PLR2004


def make_views(groups: dict[str, list[_Paragraph]], count: int, seed: int, unshare: float = 0.7) -> list[View]:
    """Return ``count`` views (fewer when the text runs out of ideas), each group with its share, shuffled.

    ``unshare``: how often the words that both sides have are taken out of one of them. Paragraphs of a group are gone
    through in a random order, again and again, so each serves about as often.
    """
    draw = random.Random(seed)  # noqa: S311 - no secrets here
    views: list[View] = []
    for group, share in GROUP_SHARES.items():
        paragraphs = groups[group]
        wanted = round(count * share)
        made = 0
        for _ in range(8):  # times through the group, at most
            if made >= wanted or not paragraphs:
                break
            order = draw.sample(range(len(paragraphs)), len(paragraphs))
            for index in order:
                if made >= wanted:
                    break
                kind = draw.choices(tuple(KINDS), tuple(KINDS.values()))[0]
                pair = _view(paragraphs[index], kind, draw)
                if pair is not None and (view := _finish(pair, paragraphs[index], unshare, draw)) is not None:
                    views.append(view)
                    made += 1
    draw.shuffle(views)
    return views


def _finish(pair: tuple[str, str], paragraph: _Paragraph, unshare: float, draw: random.Random) -> View | None:
    """Cut both sides to length and take out what they share."""
    lengths, shares = zip(*PASSAGE_WORDS, strict=True)
    most = int(draw.choices(lengths, shares)[0])
    query, passage = _cut(pair[0], most, draw), _cut(pair[1], most, draw)
    if draw.random() < unshare:
        if draw.random() < 0.25:  # noqa: PLR2004 - mostly the passage: a question keeps its words
            query = without_shared(query, passage)
        else:
            passage = without_shared(passage, query)
    if len(query.split()) < 2 or len(passage.split()) < 4:  # noqa: PLR2004 - nothing left to learn from
        return None
    return View(query, passage, paragraph.group, paragraph.place)
