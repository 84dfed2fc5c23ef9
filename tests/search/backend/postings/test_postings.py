"""Words looked up in segments give what the store's own index gives, whenever: files lag, are merged, are damaged."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from postgres_server import address_for
from search_factories import Part, make_citation, make_document
from store_factories import ENCODER, put

from ingest.model import CitationKind
from search.backend.postgres.backend import PostgresBackend, PostgresSnapshot
from search.backend.postings.files import LIST, LOCK
from search.backend.sqlite.backend import FolderBackend, FolderSnapshot
from search.model import Filters
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.model import Document
    from search.backend.model import TermMatches
    from search.backend.postings.lookup import Lookup

    Store = FolderBackend | PostgresBackend
    Opening = Callable[[Path], Store]

VOCABULARY = ("water", "klimaat", "handel", "hulp", "geld", "élan", "λόγος", "1,8", "niet-gouvernementeel", "sdg13")
RULING = "ECLI:NL:HR:2019:2006"
TERMS = (
    "water", "klimat", "handel", "hulp", "geld", "elan", "λογος", "1,8", "gouvernementel", "nota", "kst-35207-53",
    "35207", "ecli", "hr", "2006", RULING.lower(), "geen",
)  # fmt: skip
FILTERS = (None, Filters(sdg=13), Filters(chapter="land"), Filters(document="nota-3"), Filters(year=1999))
SCOPES = (EVERYTHING, Scope(frozenset({"nota-1", "nota-2", "nota-3"})))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments from the first passage on, few in memory and in files."""
    monkeypatch.setattr("search.backend.postings.lookup.INDEXED_FROM", 0)
    monkeypatch.setattr("search.backend.postings.following.FLUSH", 10**9)  # saved where a test says so
    monkeypatch.setattr("search.backend.postings.lookup.FLUSH", 10**9)
    monkeypatch.setattr("search.backend.postings.following.AT_CLOSE", 10**9)
    for name, value in {"_AT_ONCE": 3, "_IN_FILES": 6, "_PARTS": 2, "_LARGEST": 30}.items():
        monkeypatch.setattr(f"search.backend.postings.index.{name}", value)


@pytest.fixture(autouse=True, params=["folder", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which store it is."""
    return str(request.param)


@pytest.fixture
def opened(kind: str) -> Opening:
    """Opens the store that belongs to a folder."""

    def opened(folder: Path) -> Store:
        made = FolderBackend.open(folder) if kind == "folder" else PostgresBackend.open(address_for(folder), folder)
        made.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
        return made

    return opened


def lookup_of(backend: Store) -> Lookup:
    """What its words are looked up with."""
    lookup = backend._beside.words
    assert lookup is not None
    return lookup


def random_document(random: Random) -> Document:
    """A document of up to five passages: words, headings, notes and what is cited in any number."""
    ruling = make_citation(text=RULING, kind=CitationKind.ECLI, id=RULING, dossier=None, number=None)
    parts = []
    for _ in range(random.randrange(6)):
        words = " ".join(random.choices(VOCABULARY, k=random.randrange(1, 12)))
        cites = tuple(each for each in (make_citation(), ruling) if random.random() < 0.3)
        note = " en ".join((random.choice(VOCABULARY), *(cite.text for cite in cites)))
        path = (random.choice(("Water", "Land")), random.choice(VOCABULARY))
        parts.append(Part((f"{words}.",), path, tuple(random.sample((6, 13), 1)), note=note, cites=cites))
    return make_document(*parts, id_=f"nota-{random.randrange(9)}", title=random.choice(("Nota", "Nota water")))


def write(backend: Store, random: Random) -> None:
    """Add, replace or remove a document."""
    if random.random() < 0.3:
        backend.remove(f"nota-{random.randrange(9)}")
    else:
        put(backend, random_document(random))


def read(found: dict[str, TermMatches]) -> dict[str, tuple[int, list[int], list[float]]]:
    """Matches as lists; frequencies to ten decimals, since FTS5's carry the rounding of their idf."""
    return {
        term: (each.count, each.keys.tolist(), [round(value, 10) for value in each.frequencies.tolist()])
        for term, each in found.items()
    }


def answers(snapshot: FolderSnapshot | PostgresSnapshot) -> list[object]:
    """All that can be asked about words."""
    keys = snapshot.passages.keys()[::2]
    some = read(snapshot.words.frequencies(TERMS, keys))
    found = [read(snapshot.words.find(TERMS, filters)) for filters in FILTERS]
    return [snapshot.words.count(), snapshot.words.counts(TERMS), some, *found]


def compared(backend: Store, *, indexed: bool = True) -> None:
    """Compare what the segments say with what FTS5 says, in each scope; ``indexed``: whether they are expected to."""
    for scope in SCOPES:
        with backend.snapshot(scope) as snapshot:
            found = answers(snapshot)
            assert (snapshot.words._current() is not None) is indexed
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("search.backend.postings.lookup.INDEXED_FROM", 10**9)
                assert snapshot.words._current() is None
                assert found == answers(snapshot)


@pytest.mark.parametrize("seed", range(4))
def test_segments_say_what_the_lexical_index_says(opened: Opening, tmp_path: Path, seed: int) -> None:
    """After adding, replacing and removing, in memory and in files that lag behind, opened anew and not."""
    random = Random(seed)  # noqa: S311 - a corpus, no secret
    backend = opened(tmp_path)
    saved = 0
    for _ in range(25):
        for _ in range(random.choice((1, 1, 3))):
            write(backend, random)
        if random.random() < 0.3:
            backend.follow(1)
            saved += 1
        if random.random() < 0.2:
            backend.close()
            backend = opened(tmp_path)
        compared(backend)
    assert saved > 3
    assert len([*tmp_path.glob("*.postings")]) == len(json.loads((tmp_path / LIST).read_bytes())["segments"])
    assert backend.problems() == []
    backend.close()


def test_an_older_snapshot_is_right_while_files_are_made_of_a_newer(opened: Opening, tmp_path: Path) -> None:
    """What was removed meanwhile is in no segment any more, so the older one asks FTS5."""
    backend, other = opened(tmp_path), opened(tmp_path)
    put(backend, make_document("Water en hulp.", id_="nota-1"))
    put(backend, make_document("Water.", id_="nota-2"))
    with other.snapshot() as older:
        backend.remove("nota-1")
        backend.follow(1)
        assert older.words.counts(["water", "hulp"]) == {"water": 2, "hulp": 1}
        assert len(older.words.find(["water"])["water"].keys) == 2
    with other.snapshot() as newer:
        assert newer.words.counts(["water", "hulp"]) == {"water": 1}
        assert newer.words._current() is not None
    other.close()
    backend.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def _flipped_first(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(data)


def _flipped_lists(path: Path) -> None:
    """Every list is another, what is read when a file is opened is as it was."""
    entry = next(
        each for each in json.loads((path.parent / LIST).read_bytes())["segments"] if each["name"] == path.name
    )
    data = bytearray(path.read_bytes())
    for place in range(entry["arrays"]["offsets"][0], len(data)):
        data[place] ^= 1
    path.write_bytes(data)


def _deleted(path: Path) -> None:
    path.unlink()


def _no_list(path: Path) -> None:
    (path.parent / LIST).write_bytes(b"{")


def _other_store(path: Path) -> None:
    listed = json.loads((path.parent / LIST).read_bytes())
    (path.parent / LIST).write_text(json.dumps({**listed, "store": "ander"}))


@pytest.mark.parametrize("damage", [_cut, _flipped_first, _flipped_lists, _deleted, _no_list, _other_store])
def test_damaged_files_are_not_trusted(opened: Opening, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Answers stay right, the damage is reported, and the files are made again."""
    random = Random(3)  # noqa: S311 - a corpus, no secret
    backend = opened(tmp_path)
    for _ in range(30):
        write(backend, random)
    backend.follow(1)
    backend.close()
    damage(min(tmp_path.glob("words-1-*.postings")))
    backend = opened(tmp_path)
    foreign = damage is _other_store
    assert bool(backend.problems()) is not foreign
    compared(backend, indexed=damage is not _flipped_lists)
    write(backend, random)
    compared(backend)
    backend.follow(1)
    compared(backend)
    assert backend.problems() == []
    backend.close()


def test_too_much_in_no_file_is_left_to_the_lexical_index(
    opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the files have followed, which whoever asks sets going."""
    monkeypatch.setattr("search.backend.postings.index.MOST_IN_MEMORY", 2)
    monkeypatch.setattr("search.backend.postings.following.FLUSH", 1)
    backend = opened(tmp_path)
    put(backend, make_document("Water.", "Hulp.", "Water en hulp.", id_="nota-1"))
    if isinstance(backend, PostgresBackend):  # not every program that writes is asked as well
        with backend.snapshot() as snapshot:
            assert snapshot.words._current() is None
    thread = lookup_of(backend).follower._thread
    assert thread is not None
    thread.join()
    other = opened(tmp_path)
    with other.snapshot() as snapshot:
        assert snapshot.words._current() is not None
        assert snapshot.words.counts(["water"]) == {"water": 2}
    other.close()
    (tmp_path / LIST).unlink()
    late = opened(tmp_path)
    with late.snapshot() as snapshot:
        assert snapshot.words._current() is None  # asked first: the files it sets going may be there at once
        assert snapshot.words.counts(["water"]) == {"water": 2}
        begun = lookup_of(late).follower._thread
    assert begun is not None
    begun.join()
    assert (tmp_path / LIST).exists()
    late.close()
    backend.close()


def test_where_nothing_can_be_written_nothing_is_lost(
    opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk keeps the files from being made; what they would hold is indexed in memory."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("search.backend.postings.files.writing_whole", full)
    backend = opened(tmp_path)
    put(backend, make_document("Water.", "Hulp.", id_="nota-1"))
    backend.follow(1)
    assert not (tmp_path / LIST).exists()
    compared(backend)
    backend.close()


def test_one_program_at_a_time_makes_the_files(opened: Opening, tmp_path: Path) -> None:
    """Several serve one base; the others go on with what they have, and the next one that looks makes them."""
    backend = opened(tmp_path)
    put(backend, make_document("Water.", "Hulp.", id_="nota-1"))
    with FileLock(tmp_path / LOCK):
        backend.follow(1)
        assert not (tmp_path / LIST).exists()
        compared(backend)
    backend.follow(1)
    assert (tmp_path / LIST).exists()
    backend.close()


def test_a_segment_of_which_much_is_gone_is_written_anew(opened: Opening, tmp_path: Path) -> None:
    """What is left of it is what its file holds."""
    backend = opened(tmp_path)
    for number in range(4):
        put(backend, make_document("Water.", "Hulp.", id_=f"nota-{number}"))
    backend.follow(1)
    for number in range(3):
        backend.remove(f"nota-{number}")
    put(backend, make_document("Geld.", id_="nota-8"))
    backend.follow(1)
    compared(backend)
    stored = lookup_of(backend).index._files.load(json.loads((tmp_path / LIST).read_bytes())["store"], 10**9)
    assert stored is not None
    assert sum(each.segment.passages for each in stored.segments) == 3
    backend.close()
