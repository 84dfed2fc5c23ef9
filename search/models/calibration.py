"""The numbers that belong to a model and not to the program: what its similarities are worth beside words.

Every model has a scale of its own: unrelated texts come near 0 with one and near 0.7 with another. What is added to its
similarities, what they are compared with and how sure they make an answer was therefore chosen for that model, and
stands in calibration.json in its folder, with the figures that came out. ``python -m training.fit_confidence`` fits the
part that follows from examples. A change takes effect at the next question; nothing that is stored depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from ingest.files.writing import write_whole
from search.errors import CalibrationError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CALIBRATION = "calibration.json"

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Weight = Annotated[float, msgspec.Meta(ge=0)]


class _Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that a file must give, all of them and no others: a name that is misspelt is not passed over."""


class PassageWeights(_Numbers, frozen=True):
    """What a passage's score is made of: its similarity to the question at weight 1, and what words add.

    ``sentence``: of the best sentence in the score by meaning; the rest is the passage's own. ``words``: of coverage x
    BM25. ``coverage``: of coverage squared, since holding all words matters beside how often. ``note``: of its score
    that a note keeps where no paper is asked for, being an aside.
    """

    sentence: Share
    words: Weight
    coverage: Weight
    note: Share


class SentenceWeights(_Numbers, frozen=True):
    """What a sentence's score is made of: its similarity to the question at weight 1, and these.

    ``words``: of the part of the question that it holds; ``heading``: of a word in a heading beside one in the
    sentence. ``passage``: of the score of its passage. ``central``: for saying what its section's heading says,
    where that heading fits the question. ``type``: for holding the kind of thing that is asked for. ``year``: for
    speaking of the year that is asked about; as much off for speaking of others only; the same for parties that are
    asked about. ``nearly``: of the best sentence's score, what another must reach to stand beside it. ``apart``: how
    much less its similarity to the question may be, where neither its place nor its words let it stand there.
    """

    words: Weight
    heading: Share
    passage: Weight
    central: Weight
    type: Weight
    year: Weight
    nearly: Share
    apart: Share


class Coefficients(_Numbers, frozen=True):
    """Of a logistic function of the evidence for an answer (search.ask.confidence.Evidence)."""

    bias: float
    similarity: float
    coverage: float
    missing: float
    held: float
    lead: float
    fit: float
    quotable: float
    lacking: float
    nearer: float = 0.0

    @property
    def factors(self) -> tuple[float, ...]:
        """All but the bias, in the order of the evidence."""
        return (
            self.similarity, self.coverage, self.missing, self.held, self.lead, self.fit, self.quotable, self.lacking,
            self.nearer,
        )  # fmt: skip

    def logit(self, features: Sequence[float]) -> float:
        """Return what the logistic function is taken of; ``features``: in the order of the factors."""
        return self.bias + sum(value * factor for value, factor in zip(features, self.factors, strict=True))


class Answerable(_Numbers, frozen=True):
    """How likely it is that the documents answer at all, by the language of the question."""

    dutch: Coefficients
    english: Coefficients


class Subject(_Numbers, frozen=True):
    """How likely it is that the documents are on the subject of the question, by its language.

    ``least``: below it they do not seem to be; ``least_english``: that of English questions, which share few words with
    any text.
    """

    dutch: Coefficients
    english: Coefficients
    least: Share
    least_english: Share


class ConfidenceWeights(_Numbers, frozen=True):
    """How sure an answer is, by the language of the question.

    ``threshold``: from it on there is an answer. ``near``: from it on the passages may hold the answer; below it they
    do not seem to. ``answerable``: what orders those below the threshold; None for the same as above it. ``subject``:
    what else is below ``near``; None for nothing. Raises ValueError unless ``near`` is at most ``threshold``.
    """

    dutch: Coefficients
    english: Coefficients
    threshold: Share
    near: Share
    answerable: Answerable | None = None
    subject: Subject | None = None

    def __post_init__(self) -> None:
        """Refuse thresholds in the wrong order."""
        if self.near > self.threshold:
            message = f"near {self.near} is above threshold {self.threshold}"
            raise ValueError(message)


class Calibration(_Numbers, frozen=True):
    """All of them. ``fitted_on``: what they were chosen on and the figures that came out, by name, for people."""

    passages: PassageWeights
    sentences: SentenceWeights
    confidence: ConfidenceWeights
    fitted_on: dict[str, str | int | float]


def read_calibration(folder: Path) -> Calibration | None:
    """Return what a model's folder brings, None where it brings nothing. Raises CalibrationError when it is damaged."""
    path = folder / CALIBRATION
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Calibration)
    except (OSError, msgspec.DecodeError) as error:
        # msgspec ends its sentence with the place: "Expected `float`, got `str` - at `$.passages.note`".
        reason, _, place = str(error).partition(" - at ")
        raise CalibrationError(path, place.strip("`").removeprefix("$."), reason) from error


def write_calibration(folder: Path, calibration: Calibration) -> Path:
    """Write ``calibration`` into a model's folder; returns the file."""
    path = folder / CALIBRATION
    write_whole(path, msgspec.json.format(msgspec.json.encode(calibration), indent=2) + b"\n")
    return path
