"""The JSON of a search: keys and types that others rely on, on documents made by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from search_factories import Part, make_citation, make_document

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

NOTE = "Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35207, nr. 53)"


def test_json_of_a_result(kb: KnowledgeBase) -> None:
    """Exactly the keys of the contract; the link leads to the likely paper."""
    cite = make_citation(likely_id="kst-35207-XVII-53")
    kb.add_document(
        make_document(Part(("Er is veel water in Nederland.",), ("Een", "Water"), (6,), 3, note=NOTE, cites=(cite,)))
    )
    printed = json.loads(json.dumps(kb.search("veel water in Nederland").to_json("nr-1")))
    hit = printed["results"][0]
    assert list(printed) == ["id", "query", "answer", "results"]
    assert list(printed["answer"]) == ["found", "outcome", "confidence", "sentences"]
    assert (printed["answer"]["found"], printed["answer"]["outcome"]) == (True, "answer")
    assert printed["answer"]["sentences"] == [
        {"text": "Er is veel water in Nederland.", "document": "nota", "passage": "nota:0001"}
    ]
    assert hit.pop("score") > 0
    assert hit == {
        "rank": 1,
        "passage": "nota:0001",
        "document": "nota",
        "doc": "nota",
        "title": "Nota",
        "page": 3,
        "chapter": "Een",
        "section": "Water",
        "section_path": ["Een", "Water"],
        "sdgs": [6],
        "suggested_sdgs": [],
        "text": "Er is veel water in Nederland.",
        "footnotes": [{"number": 1, "text": NOTE}],
        "citations": [
            {
                "id": "kst-35207-53",
                "likely_id": "kst-35207-XVII-53",
                "kind": "motie",
                "label": "Kamerstukken II 2021/22, 35207, nr. 53",
                "title": "over Oeigoeren",
                "submitters": ["Kuzu"],
                "cosigned": False,
                "url": "https://zoek.officielebekendmakingen.nl/kst-35207-XVII-53.html",
                "verdict": "complete",
                "footnote": 1,
            }
        ],
    }
