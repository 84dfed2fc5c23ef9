"""The facade: adding, replacing, removing, and what holds whatever happens."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from search_factories import NOTE, Part, WordEncoder, make_citation, make_document, make_nota, passages_of
from store_factories import PLACES

from search.errors import DocumentMissingError
from search.intake.library import Outcome
from search.intake.sdg_suggestions import neutral_sentences
from search.knowledge_base import KnowledgeBase
from search.model import Answer, AnswerOutcome, Filters, SearchResult, Sought, SoughtWord
from search.models.registry import load_encoder

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=sorted(PLACES))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """A knowledge base of each kind."""
    return PLACES[request.param](tmp_path)


def test_empty_knowledge_base(kb: KnowledgeBase) -> None:
    """Nothing in it: no hits, no answer, no problems."""
    looked_for = Sought((SoughtWord("klimaat", present=False),), Filters(), 0)
    expected = SearchResult("klimaat", Answer(AnswerOutcome.NONE, 0.0), sought=looked_for)
    assert expected == kb.search("klimaat")
    assert kb.documents() == []
    assert kb.verify() == []


def test_outcomes_of_adding(kb: KnowledgeBase, encoder: WordEncoder) -> None:
    """The same file again changes nothing and embeds nothing; another version of the file or the reader replaces it."""
    assert Outcome.ADDED is kb.add_document(make_nota(), "1")
    embedded = len(encoder.seen)
    assert embedded == 3 + 5 + len(neutral_sentences())  # passages, sentences, and what SDGs are measured against
    assert Outcome.UNCHANGED is kb.add_document(make_nota(), "1")
    assert embedded == len(encoder.seen)
    assert Outcome.REPLACED is kb.add_document(make_nota(), "2")
    assert Outcome.REPLACED is kb.add_document(make_document("Over hulp."), "2")
    assert passages_of(kb.search("klimaat")) == ["nota:0001"]
    assert kb.verify() == []


def test_stored_passages_are_those_that_were_added(kb: KnowledgeBase) -> None:
    """Footnotes, citations, spans, SDGs, pages: everything comes back as it went in."""
    document = make_nota()
    kb.add_document(document)
    assert list(document.passages) == kb.passages()


def test_hit_carries_its_metadata(kb: KnowledgeBase) -> None:
    """A hit can be shown and cited without asking the store again."""
    document = make_nota()
    kb.add_document(document)
    hit = kb.search("water").hits[0]
    passage = document.passages[1]
    assert (passage, "Nota") == (hit.passage, hit.title)
    assert (passage.document, passage.text, 4, ("Hoofdstuk 2", "Water")) == (
        hit.document, hit.text, hit.page, hit.section_path,
    )  # fmt: skip
    assert (
        hit.passage.document, hit.passage.page, hit.passage.chapter, hit.passage.section, hit.passage.sdgs,
    ) == ("nota", 4, "Hoofdstuk 2", "Water", (6,))  # fmt: skip
    assert hit.best_sentence is not None
    assert hit.passage.text[slice(*hit.best_sentence)] == "Water is schaars."


def test_answer_stands_verbatim_in_its_passage(kb: KnowledgeBase) -> None:
    """Every sentence of an answer is a sentence of the passage it names."""
    kb.add_document(make_nota())
    answer = kb.search("hoeveel euro krijgt het klimaat").answer
    assert answer.found
    assert answer.sentences[0].text == "Het klimaat krijgt 5 miljoen euro."
    texts = {passage.id: passage.text for passage in kb.passages()}
    assert all(sentence.text in texts[sentence.passage] for sentence in answer.sentences)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "?",
        "\x00",
        "\ud800 water",
        '"water" OR NEAR(',
        "*",
        "'; DROP TABLE passages",
        "wa" * 5000,
        "water " * 500,
    ],
)
def test_odd_questions(kb: KnowledgeBase, query: str) -> None:
    """Whatever is typed, a result comes back: nothing in it is an instruction to the database."""
    kb.add_document(make_nota())
    assert kb.search(query).query == query
    assert len(kb.passages()) == 3


def test_nothing_found(kb: KnowledgeBase) -> None:
    """A question on which the documents hold nothing is not answered."""
    kb.add_document(make_nota())
    answer = kb.search("interlandelijke adoptie").answer
    assert (answer.found, answer.sentences) == (False, ())


@pytest.mark.parametrize(
    "query", ["KLIMAAT EN WATER", "klímaat  en\u00a0water", "  Klimaat en water", "klimaat\nen water?"]
)
def test_spelling_of_the_question_makes_no_difference(kb: KnowledgeBase, query: str) -> None:
    """Case, accents and spaces of a question change neither hits nor answer."""
    kb.add_document(make_nota())
    expected = kb.search("klimaat en water")
    found = kb.search(query)
    assert (expected.hits, expected.answer) == (found.hits, found.answer)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"nota:0001", "nota:0002", "nota:0003", "verslag:0001", "verslag:0002", "verslag:0003"}),
        (Filters(document="nota"), {"nota:0001", "nota:0002", "nota:0003"}),
        (Filters(document="geen"), set()),
        (Filters(chapter="HOOFDSTUK 1"), {"nota:0001", "verslag:0001"}),
        (Filters(sdg=6), {"nota:0002", "verslag:0002"}),
        (Filters(motie="kst-35207-53"), {"nota:0002", "verslag:0002"}),
        (Filters(motie="35207-53"), {"nota:0002", "verslag:0002"}),
        (Filters(motie="kst-35207-54"), set()),
        (Filters(document="verslag", chapter="hoofdstuk 2", sdg=6), {"verslag:0002"}),
    ],
)
def test_filters(kb: KnowledgeBase, filters: Filters, expected: set[str]) -> None:
    """A hit passes every filter, and everything that passes is found, however badly it fits the question."""
    kb.add_document(make_nota())
    kb.add_document(make_nota("verslag"))
    assert expected == set(passages_of(kb.search("klimaat", filters=filters)))


def test_likely_motie_is_found_too(kb: KnowledgeBase) -> None:
    """A filter on a motie takes the printed and the likely id, in any case."""
    cite = make_citation(likely_id="kst-35207-XVII-53")
    kb.add_document(make_document("Over hulp.", Part(("Water.",), note=NOTE, cites=(cite,))))
    assert passages_of(kb.search("hulp", filters=Filters(motie="kst-35207-xvii-53"))) == ["nota:0002"]


def test_filter_never_starves(kb: KnowledgeBase) -> None:
    """Two hundred better passages elsewhere do not push out the few that pass the filter."""
    kb.add_document(make_document(*(f"Klimaat {number}." for number in range(200)), id_="druk"))
    kb.add_document(make_document("Over handel.", "Over hulp.", id_="stil"))
    hits = passages_of(kb.search("klimaat", top=2, filters=Filters(document="stil")))
    assert {"stil:0001", "stil:0002"} == set(hits)


def test_near_duplicates_come_last(kb: KnowledgeBase) -> None:
    """Of passages with the same text only the best ranks among the first; the others still follow."""
    same = "Water is schaars in negen droge landen rond de evenaar."
    kb.add_document(make_document(same, same, same + " ", "Water en handel."))
    assert passages_of(kb.search("water schaars", top=2)) == ["nota:0001", "nota:0004"]
    assert len(kb.search("water schaars").hits) == 4


def test_same_text_in_two_documents_stays(kb: KnowledgeBase) -> None:
    """Two documents with the same sentence are two sources."""
    text = "Water is schaars in negen droge landen rond de evenaar."
    kb.add_document(make_document(text, id_="een"))
    kb.add_document(make_document(text, id_="twee"))
    assert passages_of(kb.search("water", top=2)) == ["een:0001", "twee:0001"]


def test_removal(kb: KnowledgeBase) -> None:
    """What was removed is not found any more, the rest is."""
    kb.add_document(make_nota())
    kb.add_document(make_nota("verslag"))
    kb.search("klimaat")  # the indexes are in memory and must follow
    kb.remove("nota")
    assert {"verslag"} == {hit.passage.document for hit in kb.search("klimaat").hits}
    assert kb.verify() == []
    with pytest.raises(DocumentMissingError) as caught:
        kb.remove("nota")
    assert caught.value.document == "nota"


def test_order_of_adding_makes_no_difference(kb: KnowledgeBase, encoder: WordEncoder, tmp_path: Path) -> None:
    """The vocabulary grows with the documents, yet the same documents give the same ranking."""
    first, second = make_nota("a"), make_document("Klimaat financiering.", "Klimaatfinanciering telt.", id_="b")
    for document in (first, second):
        kb.add_document(document)
    with KnowledgeBase.open(tmp_path / "other", encoder) as other:
        for document in (second, first):
            other.add_document(document)
        for query in ("klimaatfinanciering", "klimaat financiering", "water"):
            assert passages_of(kb.search(query)) == passages_of(other.search(query))


def test_searching_from_several_threads(kb: KnowledgeBase) -> None:
    """Searches and a write at the same time give whole results."""
    kb.add_document(make_nota())
    with ThreadPoolExecutor(8) as pool:
        searches = [pool.submit(kb.search, "water") for _ in range(20)]
        pool.submit(kb.add_document, make_nota("verslag")).result()
        searches += [pool.submit(kb.search, "water") for _ in range(20)]
        counts = {len(search.result().hits) for search in searches}
    assert counts <= {3, 6}
    assert len(kb.search("water").hits) == 6


def test_chapters(kb: KnowledgeBase) -> None:
    """The chapters to choose from, in the order of the text."""
    kb.add_document(make_nota())
    assert kb.chapters() == ["Hoofdstuk 1", "Hoofdstuk 2"]
    assert kb.chapters("geen") == []


def test_importing_search_is_light() -> None:
    """Neither the package nor its facade loads torch or sentence-transformers; the package not even faiss."""
    script = (
        "import sys, search; assert not {'faiss', 'numpy'} & set(sys.modules), 'package'; "
        "search.KnowledgeBase; assert not {'torch', 'sentence_transformers', 'model2vec'} & set(sys.modules), 'facade'"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


def test_shipped_encoder_answers(tmp_path: Path) -> None:
    """The model that ships finds a text that shares no word with the question, and is loaded again by its name."""
    with KnowledgeBase.open(tmp_path) as kb:
        kb.add_document(make_document("Vluchtelingen krijgen onderdak in de regio.", "De export van bloemen groeit."))
        assert kb.search("asielzoekers opvangen").hits[0].passage.id == "nota:0001"
    with KnowledgeBase.open(tmp_path) as again:
        assert load_encoder().fingerprint == again.encoder.fingerprint
        assert again.search("asielzoekers opvangen").hits[0].passage.id == "nota:0001"
        assert Outcome.UNCHANGED is again.add_document(
            make_document("Vluchtelingen krijgen onderdak in de regio.", "De export van bloemen groeit.")
        )


@pytest.mark.parametrize("query", ["0,9 miljard", "900 miljoen", "EUR 900 mln", "0.9 mld"])
def test_amount_however_it_is_written(kb: KnowledgeBase, query: str) -> None:
    """The passage with the amount comes first, not one with another amount in the same words."""
    kb.add_document(make_document("Dat kost 0,3 miljard.", "Dat kost 900 miljoen euro.", "Dat kost 9 miljoen."))
    assert kb.search(query).hits[0].passage.id == "nota:0002"


def test_capital_for_its_country(kb: KnowledgeBase) -> None:
    """Moscow stands for Russia where the text has only the country."""
    kb.add_document(make_document("Steun aan Mali.", "Sancties tegen Rusland.", "Steun aan Ghana."))
    assert kb.search("sancties Moskou").hits[0].passage.id == "nota:0002"
    assert kb.search("Moskou").hits[0].passage.id == "nota:0002"
