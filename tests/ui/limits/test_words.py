"""How long a question and a filter may be, and which addresses there are."""

from __future__ import annotations

import pytest

from ui.limits import paths
from ui.limits.words import QUESTION, TEXT, are_texts, question, values, within
from ui.texts.failures import Failure


def test_a_question_that_is_too_long_is_refused() -> None:
    """With a sentence that says how long it is and how long it may be."""
    assert question("é" * QUESTION) == "é" * QUESTION
    with pytest.raises(Failure) as caught:
        question("é" * (QUESTION + 1))
    assert str(caught.value) == "Een vraag heeft hoogstens 1.000 tekens; deze heeft er 1.001. Stel een kortere vraag."


def test_what_is_no_text_is_no_question() -> None:
    """A program can send anything."""
    for given in ({"path": "x"}, ["klimaat"], 5, None):
        with pytest.raises(Failure, match="query is geen tekst"):
            question(given)
    are_texts(passage=None, document="nota")
    with pytest.raises(Failure, match="document is geen tekst"):
        are_texts(passage="nota:0001", document={"path": "x"})


def test_other_words_are_named() -> None:
    """What is no text has no length."""
    values(sdg=10**5000, chapter=None, document="x" * QUESTION)
    with pytest.raises(Failure, match="chapter heeft hoogstens"):
        values(document="x", chapter="x" * (QUESTION + 1))
    within("text", "x" * TEXT, TEXT)
    with pytest.raises(Failure, match=r"text heeft hoogstens 50\.000 tekens; hier staan er 50\.001"):
        within("text", "x" * (TEXT + 1), TEXT)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"), ("/en/", "page"), ("/deel/zoeken", "part"), ("/export/moties.csv", "export"), ("/mcp", "mcp"),
        ("/documenten/bestanden", "upload"), ("/documenten/bestanden/12", "documents"), ("/documenten/a b.c", "documents"),
        ("/gradio_api/call/v2/search", "api"), ("/gradio_api/call/v2/search/0a1b", "api"), ("/en/assets/a.js", "static"),
        ("/en/theme.css", "static"), ("/inloggen", "login"), ("/healthz", "health"), ("/metrics", "metrics"),
    ],
)  # fmt: skip
def test_an_address_of_ours_has_a_kind(path: str, kind: str) -> None:
    """Measurements count by it."""
    place = paths.find(path)
    assert place is not None
    assert place.kind == kind


@pytest.mark.parametrize(
    "path",
    [
        "", "/x", "/deel/a/b", "/vp/../deel", "/vp/..", "/vp/a\\b", "/assets/\0", "/gradio_api/upload", "/gradio_api/file=/x",
        "/gradio_api/proxy=http://x", "/en/gradio_api/call/v2/search", "/gradio_api/call/v2/a/b/c", "/deel/zoeken\n",
    ],
)  # fmt: skip
def test_what_is_not_listed_does_not_exist(path: str) -> None:
    """Whatever another library serves at it."""
    assert paths.find(path) is None
