"""The shapes of what programs get (``api``), so that each endpoint and tool has a schema that says what comes back."""

from __future__ import annotations

from typing import (
    Literal,
    NotRequired,  # pydantic asks for this one on Python 3.11
)

from typing_extensions import TypedDict


class Sentence(TypedDict):
    """A sentence of the answer, word for word. ``source``: where it stands, ready to be quoted."""

    text: str
    document: str
    passage: str
    source: str
    unit: NotRequired[str]


class Answer(TypedDict):
    """``found``: whether there is an answer; ``confidence``: 0-1.

    ``outcome``: "answer", "near" (the results may hold the answer, no sentence does for certain) or "none".
    """

    found: bool
    outcome: Literal["answer", "near", "none"]
    confidence: float
    sentences: list[Sentence]


class Footnote(TypedDict):
    """A note of a passage."""

    number: int
    text: str


class Citation(TypedDict):
    """A motie, Kamerstuk or other paper that a passage or its notes cite.

    ``id``: as printed; ``likely_id``: the paper probably meant where that is another; ``url``: of the paper probably
    meant; ``verdict``: complete, incomplete, ambiguous or implausible; ``footnote``: the note it stands in.
    """

    id: str | None
    likely_id: str | None
    kind: str
    label: str
    title: str | None
    submitters: list[str]
    cosigned: bool
    url: str | None
    verdict: str
    footnote: int | None


class Result(TypedDict):
    """A passage found, best first. ``source``: where it stands, ready to be quoted."""

    rank: int
    score: float
    passage: str
    document: str
    title: str
    page: int | None
    chapter: str
    section: str
    section_path: list[str]
    sdgs: list[int]
    suggested_sdgs: list[int]
    text: str
    footnotes: list[Footnote]
    citations: list[Citation]
    source: str


class Passage(TypedDict):
    """A passage with its place.

    ``quotation``: words, source and notes as one text; ``previous``, ``next``: the passages beside it.
    """

    passage: str
    document: str
    title: str
    publisher: str
    year: int | None
    page: int | None
    chapter: str
    section: str
    section_path: list[str]
    sdgs: list[int]
    text: str
    footnotes: list[Footnote]
    citations: list[Citation]
    source: str
    quotation: str
    previous: str | None
    next: str | None


class Place(TypedDict):
    """Where a paper is cited. ``date``: when the document appeared, ISO 8601, as far as it is known.

    ``sentence``: the one that cites it, word for word; ``passage``: the one that shows it.
    """

    document: str
    title: str
    year: int | None
    date: str | None
    page: int | None
    chapter: str
    section: str
    footnote: int | None
    sentence: str
    passage: str | None
    sdgs: list[int]


class Resolved(TypedDict):
    """A citation found in a text, at ``start`` to ``end`` of it.

    ``paper``: what the documents know the same paper by, None where they do not cite it; ``paper_url``: its address;
    ``places``: where they cite it.
    """

    start: int
    end: int
    text: str
    kind: str
    label: str
    id: str | None
    likely_id: str | None
    url: str | None
    title: str | None
    submitters: list[str]
    verdict: str
    reason: str
    paper: str | None
    paper_url: str | None
    places: list[Place]


class Conflict(TypedDict):
    """What is given in two ways: "titles" (one number, several titles) or "numbers" (one title, several numbers)."""

    kind: str
    values: list[str]


class Paper(TypedDict):
    """A motie with every place that cites it; ``key``: what it is known by; ``count``: of its places.

    ``label``: the reference as printed; ``likely_label``: to the paper probably meant.
    """

    key: str
    kind: str
    id: str | None
    likely_id: str | None
    label: str
    likely_label: str
    titles: list[str]
    submitters: list[str]
    cosigned: bool
    session_year: str | None
    verdict: str
    reason: str
    url: str | None
    conflicts: list[Conflict]
    count: int
    places: list[Place]


class MissingPaper(TypedDict):
    """A paper that a question names and that is not cited where the filters look; ``url``: where it can be read."""

    id: str | None
    label: str
    url: str | None


class Papers(TypedDict):
    """The moties and other papers that a question asks for: ``count`` of them, of which the first are given.

    ``answers``: they are all that the question asks for; ``missing``: papers that it names and that are not cited.
    """

    answers: bool
    count: int
    rows: list[Paper]
    missing: list[MissingPaper]


class _Found(TypedDict):
    query: str
    answer: Answer
    results: list[Result]


class Found(_Found, total=False):  # not NotRequired, which gradio does not see in annotations that are strings
    """What a question finds. ``papers``: only where it asks for any."""

    papers: Papers


class Moties(TypedDict):
    """The moties that satisfy what is asked: ``total`` of them, of which the first are given."""

    total: int
    moties: list[Paper]


class File(TypedDict):
    """A file. ``encoding``: "utf-8" where ``content`` is its text, "base64" where it is not text."""

    name: str
    media_type: str
    encoding: str
    content: str


class KnownDocument(TypedDict):
    """A document of the knowledge base; ``passages``, ``citations``: how many."""

    id: str
    title: str
    publisher: str
    year: int | None
    kind: str
    passages: int
    citations: int
