"""What the codec writes can be read back, in every form, and nothing else can."""

from __future__ import annotations

import subprocess
import sys
from array import array
from dataclasses import replace

import pytest

from ingest.citations import find_citations
from ingest.codec import columns, decode, encode, from_record, from_row, to_record, to_row
from ingest.model import Citation, Footnote
from ingest.places import PrintedSpan

MOTIE = find_citations("Motie Kuzu c.s. over de regio (Kamerstuk II 2021/22, 36045, nr. 53)")[0]
PLACE = PrintedSpan(3, 1, 70.5, 82.0, array("f", [10.0, 12.5, 15.25]))

_AT_ONCE = """
import sys
from dataclasses import make_dataclass
from threading import Barrier, Thread
from ingest.codec import decode, encode

def read(kind, data, barrier):
    barrier.wait()
    decode(data, kind)

sys.setswitchinterval(1e-6)
for number in range(300):
    inner = make_dataclass("Inner", [(f"field_{each}", int) for each in range(20)], frozen=True)
    outer = make_dataclass("Outer", [("one", inner), ("all", tuple[inner, ...])], frozen=True)
    part = inner(*range(20))
    given = outer, encode(outer(part, (part,))), Barrier(4)
    threads = [Thread(target=read, args=given) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
"""


def test_json_gives_back_every_field() -> None:
    """Enumerations, tuples, and the numbers of a place, which travel as their bytes."""
    note = Footnote(4, "Zie de motie.", 10, 23, None, None, None, 2, 7, (MOTIE,))
    assert decode(encode(note), Footnote) == note
    assert decode(encode(PLACE), PrintedSpan) == PLACE


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"start": "1"}', encode(replace(MOTIE, kind="boek"))])  # type: ignore[arg-type]
def test_other_json_is_refused(data: bytes) -> None:
    """Half of it, another shape and a value of another type."""
    with pytest.raises(ValueError, match=r"."):
        decode(data, Citation)


@pytest.mark.parametrize("edges", ["1", '"?"', '"AAAA"'])
def test_damaged_numbers_are_refused(edges: str) -> None:
    """Bytes that are not whole numbers among them."""
    with pytest.raises(ValueError, match=r"."):
        decode(f"[3, 1, 70.5, 82.0, {edges}]", PrintedSpan)


def test_a_record_names_the_fields_in_order() -> None:
    """As JSON has them; a default may be missing on the way back, and other keys are ignored."""
    record = to_record(MOTIE, without={"footnote"})
    assert [*record, "footnote"] == list(columns(Citation))
    assert (record["kind"], record["submitters"], record["cosigned"]) == ("motie", ["Kuzu"], True)
    assert from_record(Citation, {**record, "label": "x"}) == MOTIE
    with pytest.raises(ValueError, match="start"):
        from_record(Citation, {"end": 3})


def test_a_row_gives_back_every_field() -> None:
    """A table holds tuples as text and truth as a number; columns that it lacks get their default."""
    names = columns(Citation, without={"footnote"})
    row = to_row(MOTIE, names)
    assert row[names.index("submitters")] == '["Kuzu"]'
    stored = [int(cell) if isinstance(cell, bool) else cell for cell in row]
    assert from_row(Citation, names, stored) == MOTIE
    with pytest.raises(ValueError, match="start"):
        from_row(Citation, names, ["?", *stored[1:]])


def test_several_threads_may_decode_the_first_of_a_kind_at_once() -> None:
    """Readers of files come back at the same moment; what decodes their documents is made by one of them."""
    done = subprocess.run([sys.executable, "-c", _AT_ONCE], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
