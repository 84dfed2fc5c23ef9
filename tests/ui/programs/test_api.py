"""What programs get: the shapes that are promised, the same answers as elsewhere, and sources with everything quoted."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from many_documents import add_letters
from pydantic import TypeAdapter
from search_factories import WordEncoder

from search import Filters, KnowledgeBase
from search.errors import ExportError, FilterError, PassageMissingError
from search.export.formats import export
from search.export.quoting import quote
from ui.programs.api import MOST_RESULTS, Api

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "wat is het klimaatdoel 2025"


@pytest.fixture(scope="module")
def api(base: KnowledgeBase) -> Api:
    """The functions over it."""
    return Api(base)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("search", {"query": QUESTION}),
        ("search", {"query": "hoe hoog is de Eiffeltoren", "document": "bho-2024"}),
        ("search", {"query": "kamerstuk 35925 nr 36"}),
        ("search", {"query": "kamerstuk 35925 nr 99"}),
        ("get_passage", {"passage": "bhos-2022:0090"}),
        ("get_passage", {"passage": "bho-2024:0001"}),
        ("resolve_citation", {"text": "motie Becker (34952, nr. 18), en Staatscourant 2024, 2900"}),
        ("moties", {}),
        ("export", {"what": "citations", "format": "ris"}),
        ("export", {"format": "xlsx"}),
        ("documents", {}),
    ],
)
def test_an_answer_has_the_shape_that_is_promised(api: Api, name: str, arguments: dict[str, Any]) -> None:
    """No key more, none less, each of its type: a program may rely on the schema."""
    function = getattr(api, name)
    answer = function(**arguments)
    shape = TypeAdapter(get_type_hints(function)["return"])
    assert shape.validate_python(answer, strict=True) == answer


def test_an_answer_names_its_sources(api: Api, base: KnowledgeBase) -> None:
    """Sentences and passages are those of the search itself, each with the line that cites it."""
    found = api.search(QUESTION, top=3, sdg=13)
    same = base.search(QUESTION, 3, Filters(sdg=13)).to_json()
    assert found["answer"]["sentences"]
    assert len(found["results"]) == 3
    assert [each["text"] for each in found["answer"]["sentences"]] == [
        each["text"] for each in same["answer"]["sentences"]
    ]
    assert [each["passage"] for each in found["results"]] == [each["passage"] for each in same["results"]]
    for each in (*found["results"], *found["answer"]["sentences"]):
        assert each["source"] == quote(base, each["passage"]).source


def test_papers_that_are_asked_for_come_with_the_answer(api: Api, base: KnowledgeBase) -> None:
    """All of them with every place, as the list of moties has them; other questions have no such key."""
    papers = api.search("moties van Van der Lee", top=1)["papers"]
    assert (papers["answers"], papers["count"], papers["missing"]) == (True, 4, [])
    assert papers["rows"] == api.moties(submitter="Van der Lee")["moties"]
    assert "papers" not in api.search(QUESTION, top=1)
    [missing] = api.search("kamerstuk 35925 nr 36", document="bho-2024")["papers"]["missing"]
    assert missing["id"] == "kst-35925-36"
    assert len(base.ask("kamerstukken").papers.rows) > MOST_RESULTS  # type: ignore[union-attr]
    everything = api.search("kamerstukken")["papers"]
    assert (len(everything["rows"]), everything["count"]) == (MOST_RESULTS, len(base.ledger().papers))


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (2, 2), (1000, 50)])
def test_the_number_of_passages_is_bounded(api: Api, asked: int, given: int) -> None:
    """A program that asks for nothing or for everything gets something it can use."""
    assert len(api.search("handel", top=asked)["results"]) == given


def test_a_passage_leads_to_its_neighbours(api: Api) -> None:
    """One can read on in both directions, and knows where the document begins."""
    here = api.get_passage("bhos-2022:0002")
    assert (here["previous"], here["next"]) == ("bhos-2022:0001", "bhos-2022:0003")
    assert api.get_passage("bhos-2022:0001")["previous"] is None
    assert here["quotation"].startswith("“")
    assert here["source"] in here["quotation"]


def test_a_missing_passage_is_reported(api: Api) -> None:
    """An id that search did not give is an error, not an empty answer."""
    with pytest.raises(PassageMissingError):
        api.get_passage("bhos-2022:9999")


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("motie Becker (34952, nr. 18)", ["kst-34952-18"]),
        ("motie Van der Lee (Kamerstuk II 2021/22, 35925, nr. 36)", ["kst-35925-XVII-36"]),
        ("motie Kuzu (Kamerstuk II 2021/22, 35925, nr. 36)", [None]),
        ("Kamerstuk 12345, nr. 6", [None]),
        ("zonder verwijzing", []),
    ],
)
def test_a_citation_leads_to_the_places_that_cite_the_same_paper(api: Api, text: str, papers: list[str | None]) -> None:
    """A submitter may decide which budget paper is meant; where that is open, nothing is claimed."""
    found = api.resolve_citation(text)
    assert [each["paper"] for each in found] == papers
    assert [bool(each["places"]) for each in found] == [paper is not None for paper in papers]


def test_moties_are_chosen_and_counted(api: Api, base: KnowledgeBase) -> None:
    """As many are returned as asked for, with the number there are."""
    everything = api.moties(top=2)
    assert len(everything["moties"]) == 2
    assert everything["total"] == len(base.ledger().moties)
    assert [each["key"] for each in everything["moties"]] == [row.key for row in base.ledger().moties[:2]]
    some = api.moties(words="klimaat", submitter="van der lee")
    assert [each["key"] for each in some["moties"]] == ["kst-35925-XVII-36"]


def test_an_export_is_the_file_that_the_page_gives(api: Api, base: KnowledgeBase) -> None:
    """Text as text, a workbook in base64, byte for byte."""
    given = api.export("moties", "bibtex")
    assert (given["name"], given["encoding"]) == ("moties.bib", "utf-8")
    assert given["content"].encode() == export(base, "moties", "bibtex")
    workbook = api.export("moties", "xlsx", chapter="hoofdstuk 2")
    assert workbook["encoding"] == "base64"
    assert base64.b64decode(workbook["content"])[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [({"what": "passages", "format": "ris"}, ExportError), ({"what": "passages", "dossier": "35925"}, FilterError)],
)
def test_what_cannot_be_exported_is_refused(api: Api, arguments: dict[str, Any], error: type[Exception]) -> None:
    """Passages are not papers: they have no reference and no dossier."""
    with pytest.raises(error):
        api.export(**arguments)


def test_documents_are_listed_in_parts(tmp_path: Path) -> None:
    """By words, so many, after so many: a program goes on where its last list ended."""
    with KnowledgeBase.open(tmp_path, WordEncoder()) as kb:
        add_letters(kb, 12)
        many = Api(kb)
        assert [each["id"] for each in many.documents(top=2, skip=10)] == ["brief-011", "brief-012"]
        assert [each["id"] for each in many.documents("kamer 1")] == ["brief-001", "brief-011"]
        assert (len(many.documents(top=-1)), len(many.documents(skip=-1))) == (1, 12)
