"""Uploaded files: their names, the queue, and that nothing is lost when one fails."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder

from ingest.errors import DamagedFileError, PasswordError, Reason
from ingest.model import FactName
from search import Addition, KnowledgeBase, Outcome
from ui.web.documents.uploads import State, Uploads, file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "geheim"  # noqa: S105 - of a file made up here


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """An empty knowledge base."""
    with KnowledgeBase.open(tmp_path / "kb", WordEncoder()) as kb:
        yield kb


def adding(file: Path, progress: Callable[[float], None], password: str | None) -> Addition:
    """Add nothing; the content of the file selects its outcome."""
    progress(0.5)
    match file.read_text("utf-8"):
        case "stuk":
            raise DamagedFileError(file, Reason.UNREADABLE)
        case "dicht" if password != SECRET:
            raise PasswordError(file, Reason.LOCKED_PDF)
        case "dubbel":
            return Addition(Outcome.DUPLICATE, "ander")
        case "\x01\x02":
            return Addition(Outcome.ADDED, file.stem, 1, legible=False)
    return Addition(Outcome.ADDED, file.stem)


def give(uploads: Uploads, name: str, content: str) -> None:
    """Upload a file."""
    with uploads.new_file() as file:
        file.write(content.encode())
        uploads.enqueue(name, file)


def settled(uploads: Uploads) -> dict[str, tuple[State, str]]:
    """Wait until nothing is under way; return name -> state and document, in the order given."""
    pause = Event()
    while not all(job.over for job in uploads.jobs()):
        pause.wait(0.005)
    return {job.name: (job.state, job.document) for job in reversed(uploads.jobs())}


def kept(uploads: Uploads) -> dict[str, str]:
    """The files that are kept, with their contents."""
    return {file.name: file.read_text("utf-8") for file in sorted(uploads.folder.iterdir())}


def message(**attached: str) -> str:
    """A message with text files attached, by their stems."""
    made = EmailMessage()
    made["Subject"] = "Bruggen"
    made.set_content("Zie de bijlage.")
    for stem, content in attached.items():
        made.add_attachment(content.encode(), maintype="text", subtype="plain", filename=f"{stem}.txt")
    return made.as_string()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("nota.pdf", "nota.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\iemand\\nota.docx", "nota.docx"),
        ("nota\x00: <1>.pdf", "nota__ _1_.pdf"),
        ("cafe\u0301.md", "caf\u00e9.md"),
        ("..", ""),
        ("", ""),
        ("n" * 300 + ".pdf", "n" * 244 + ".pdf"),
        ("\U0001f4c4" * 150 + ".pdf", "\U0001f4c4" * 61 + ".pdf"),
    ],
)
def test_a_name_is_safe(given: str, name: str) -> None:
    """No folder, no sign that a file system refuses, one way to write an accent, never too long."""
    assert file_name(given) == name


def test_a_name_as_long_as_can_be_is_kept_and_replaced(base: KnowledgeBase) -> None:
    """By bytes, of which a character may take four; the file before it gets a longer name meanwhile."""
    uploads = Uploads(base, adding)
    name = file_name("\U0001f4c4" * 300 + ".txt")
    give(uploads, name, "goed")
    give(uploads, name, "beter")
    assert settled(uploads)[name][0] is State.ADDED
    assert kept(uploads) == {name: "beter"}
    uploads.close()


def test_each_file_has_its_own_result(base: KnowledgeBase) -> None:
    """One that fails does not stop the next; what failed or is there already is not kept."""
    uploads = Uploads(base, adding)
    for name, content in (("a.txt", "goed"), ("b.txt", "stuk"), ("c.txt", "dubbel"), ("d.txt", "goed")):
        give(uploads, name, content)
    assert settled(uploads) == {
        "a.txt": (State.ADDED, "a"),
        "b.txt": (State.FAILED, ""),
        "c.txt": (State.DUPLICATE, "ander"),
        "d.txt": (State.ADDED, "d"),
    }
    assert [job.problem for job in uploads.jobs() if job.problem] == [
        "b.txt: Het bestand is niet te lezen. Open het bestand in een ander programma en sla het opnieuw op."
    ]
    assert kept(uploads) == {"a.txt": "goed", "d.txt": "goed"}
    uploads.close()


def test_a_failed_file_leaves_the_one_before_it(base: KnowledgeBase) -> None:
    """A broken new version does not cost the old one."""
    uploads = Uploads(base, adding)
    give(uploads, "a.txt", "goed")
    give(uploads, "a.txt", "stuk")
    assert settled(uploads) == {"a.txt": (State.FAILED, "")}
    assert kept(uploads) == {"a.txt": "goed"}
    uploads.close()


def test_a_password_can_be_given_afterwards(base: KnowledgeBase) -> None:
    """The file waits for it, a wrong one is asked again, and nothing else can be tried again."""
    uploads = Uploads(base, adding)
    give(uploads, "a.txt", "dicht")
    assert settled(uploads) == {"a.txt": (State.PASSWORD, "")}
    assert uploads.retry(1, "fout")
    assert settled(uploads) == {"a.txt": (State.PASSWORD, "")}
    assert uploads.retry(1, SECRET)
    assert settled(uploads) == {"a.txt": (State.ADDED, "a")}
    assert not uploads.retry(1, SECRET)
    assert not uploads.retry(2, SECRET)
    assert kept(uploads) == {"a.txt": "dicht"}
    uploads.close()


def test_an_upload_that_breaks_off_leaves_nothing(base: KnowledgeBase) -> None:
    """What was written before the connection broke is gone."""
    uploads = Uploads(base, adding)
    with suppress(ConnectionError), uploads.new_file() as file:
        file.write(b"half")
        raise ConnectionError
    assert kept(uploads) == {}
    assert uploads.jobs() == []


def test_searching_goes_on_while_a_file_is_added(base: KnowledgeBase) -> None:
    """Adding holds nothing that a search needs until it writes."""
    reading, go_on = Event(), Event()

    def slow(file: Path, progress: Callable[[float], None], password: str | None) -> Addition:
        reading.set()
        go_on.wait()
        return adding(file, progress, password)

    uploads = Uploads(base, slow)
    give(uploads, "a.txt", "goed")
    reading.wait()
    assert base.search("klimaat").hits == ()
    assert [job.state for job in uploads.jobs()] == [State.READING]
    go_on.set()
    assert settled(uploads) == {"a.txt": (State.ADDED, "a")}
    uploads.close()


def test_closing_drops_what_waits(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file under way is finished, the next ones are not begun, and no loose files stay."""
    monkeypatch.setattr("ui.web.documents.uploads.PATIENCE", None)
    reading, pause = Event(), Event()

    def slow(file: Path, progress: Callable[[float], None], password: str | None) -> Addition:
        reading.set()
        while uploads._thread is not None:  # until closing has begun
            pause.wait(0.005)
        return adding(file, progress, password)

    uploads = Uploads(base, slow)
    give(uploads, "a.txt", "goed")
    give(uploads, "b.txt", "goed")
    reading.wait()
    uploads.close()
    assert kept(uploads) == {"a.txt": "goed"}
    assert [job.state for job in uploads.jobs()] == [State.WAITING, State.ADDED]


def test_a_file_is_read_and_can_be_removed(base: KnowledgeBase) -> None:
    """All the way: it is searched, its document names the kept file, and removing takes that away; others stay."""
    uploads = Uploads(base)
    give(uploads, "nota.txt", "Hoofdstuk 1 Klimaat\n\nHet kabinet wil meer doen aan het klimaat in 2030.\n" * 3)
    assert settled(uploads) == {"nota.txt": (State.ADDED, "nota")}
    [known] = base.documents()
    assert Path(known.source) == uploads.folder / "nota.txt"
    assert [hit.passage.document for hit in base.search("klimaat").hits] == ["nota"] * len(base.passages())
    other = uploads.folder.parent / "elders.txt"
    other.write_text("van iemand anders", "utf-8")
    uploads.forget(str(other))
    uploads.forget(known.source)
    assert (other.exists(), kept(uploads)) == (True, {})
    uploads.close()


def test_a_text_that_is_no_language_is_added_with_a_doubt(base: KnowledgeBase) -> None:
    """The sentence that the command line prints."""
    uploads = Uploads(base, adding)
    give(uploads, "a.txt", "goed")
    give(uploads, "b.txt", "\x01\x02")
    assert settled(uploads) == {"a.txt": (State.ADDED, "a"), "b.txt": (State.ADDED, "b")}
    assert [(job.name, job.doubt, job.problem) for job in uploads.jobs()] == [
        (
            "b.txt",
            "Let op: b.txt is ingelezen, maar de tekst lijkt geen taal. Klopt de tekencodering, of het lettertype?",
            "",
        ),
        ("a.txt", "", ""),
    ]
    uploads.close()


def test_what_is_attached_to_a_message_is_added_after_it(base: KnowledgeBase) -> None:
    """Each a file with its own result, its password included; it goes when its document is removed."""
    uploads = Uploads(base, adding)
    give(uploads, "bericht.eml", message(nota="goed", lijst="stuk", contract="dicht"))
    assert settled(uploads) == {
        "bericht.eml": (State.ADDED, "bericht"),
        "nota.txt": (State.ADDED, "nota"),
        "lijst.txt": (State.FAILED, ""),
        "contract.txt": (State.PASSWORD, ""),
    }
    number = next(job.number for job in uploads.jobs() if job.name == "contract.txt")
    assert uploads.retry(number, SECRET)
    assert settled(uploads)["contract.txt"] == (State.ADDED, "contract")
    assert list(kept(uploads)) == ["bericht.eml"]
    (attached,) = (base.folder / "bijlagen").rglob("nota.txt")
    uploads.forget(str(attached))
    assert not attached.exists()
    uploads.close()


def test_attachments_of_a_message_become_documents(base: KnowledgeBase) -> None:
    """With text of their own, as from the command line."""
    uploads = Uploads(base)
    body = "De brug over de rivier wordt in het voorjaar vervangen. De gemeente betaalt de helft van de kosten."
    give(uploads, "bericht.eml", message(nota=body))
    assert settled(uploads) == {"bericht.eml": (State.ADDED, "bericht"), "nota.txt": (State.ADDED, "nota")}
    assert [document.id for document in base.documents()] == ["bericht", "nota"]
    uploads.close()


def test_what_nobody_foresaw_is_told_in_dutch(base: KnowledgeBase, caplog: pytest.LogCaptureFixture) -> None:
    """Without the English name of the error, which whoever keeps the server finds in its output."""

    def breaking(file: Path, progress: Callable[[float], None], password: str | None) -> Addition:
        raise ZeroDivisionError(file, progress, password)

    uploads = Uploads(base, breaking)
    give(uploads, "a.txt", "goed")
    assert settled(uploads)["a.txt"][0] is State.FAILED
    [job] = uploads.jobs()
    uploads.close()
    assert job.problem.startswith("Er is iets onverwachts misgegaan.")
    assert "ZeroDivision" not in job.problem
    assert "ZeroDivisionError" in caplog.text


def test_a_correction_waits_its_turn(base: KnowledgeBase) -> None:
    """It is done between the files, called by the title of its document; of what is gone meanwhile the failure is told."""
    uploads = Uploads(base)
    give(uploads, "nota.txt", "De zeehaven krijgt een kade voor waterstof van 45 miljoen euro.")
    settled(uploads)
    [known] = base.documents()
    uploads.correct(known.id, "Zoals gelezen", {FactName.KIND: "notitie"})
    uploads.correct("weg", "Verdwenen", {FactName.KIND: "notitie"})
    found = settled(uploads)
    assert found["Zoals gelezen"] == (State.CORRECTED, known.id)
    assert found["Verdwenen"][0] is State.FAILED
    assert [job.problem for job in uploads.jobs() if job.name == "Verdwenen"] == [
        "weg: dit document staat niet in de kennisbank. Bekijk met `vindplaats documents` welke documenten er zijn."
    ]
    assert [each.kind for each in base.documents()] == ["notitie"]
    uploads.close()
