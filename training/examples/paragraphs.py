"""Passages of plain documents, about as long as those that are searched, for what needs texts and no questions."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.language.sentences import split_sentences
from training.examples.windows import LEAST_WORDS, MOST_WORDS, cuts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.examples.corpus import TrainingDocument

#: Share of the passages that come from each group. Manifestos are closest to policy papers in subject and tone.
SHARES = {"manifesto": 0.6, "laws": 0.2, "government": 0.2}
MOST_OF_A_DOCUMENT = 48  # passages
#: Documents that models are measured on, by their names in the data: no passage is drawn from them.
_MEASURED_ON = re.compile(r"(?:^|/)(?:SP_2021|SP_2023|GroenLinksPvdA_2023)\.txt$|^Content/")
_NO_NAME = {"README", "index"}  # of a file; its headings tell what it is


@dataclass(frozen=True, slots=True)
class Plain:
    """A passage: the document and the heading it stands under, and its sentences."""

    titles: tuple[str, ...]
    sentences: tuple[str, ...]


def draw_plain(documents: Sequence[TrainingDocument], count: int, seed: int) -> list[Plain]:
    """Return about ``count`` passages of documents, drawn by the shares of their groups, in the order drawn."""
    found: list[Plain] = []
    for group, share in SHARES.items():
        own = [each for each in documents if each.group == group and not _MEASURED_ON.search(each.name)]
        draw = random.Random(f"{seed} {group}")  # noqa: S311 - no secrets here
        draw.shuffle(own)
        wanted = len(found) + round(count * share)
        for document in own:
            if len(found) >= wanted:
                break
            passages = list(plain_passages(document))
            found += draw.sample(passages, min(len(passages), MOST_OF_A_DOCUMENT, wanted - len(found)))
    random.Random(seed).shuffle(found)  # noqa: S311
    return found


def plain_passages(document: TrainingDocument) -> Iterator[Plain]:
    """Yield the passages of a document: what stands under a heading, cut at sentences; short ones are left out."""
    name = PurePosixPath(document.name).stem.replace("_", " ")
    name, heading = "" if name in _NO_NAME else name, ""
    under: list[str] = []
    for is_heading, text in (*document.blocks, (True, "")):
        if not is_heading:
            under += [text[first:last].strip() for first, last in split_sentences(text)]
            continue
        words = [len(sentence.split()) for sentence in under]
        for first, last in cuts(words, MOST_WORDS, LEAST_WORDS) if under else ():
            if sum(words[first:last]) >= LEAST_WORDS:
                yield Plain(tuple(title for title in (name, heading) if title), tuple(under[first:last]))
        heading, under = text, []
