"""Small files that swell when read are refused within 256 MiB."""

from __future__ import annotations

import os
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from small_pdf import write_pdf
from word_factories import W, make_docx, paragraph

from ingest.errors import (
    DamagedFileError,
    IngestError,
    TooLargeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.process.pool import Readers

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio.\n"
_LAUGHS = '<!DOCTYPE l [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip


def _written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def _zip_bomb(path: Path, filling: bytes) -> Path:
    """A Word file whose text is 256 MiB of this, packed into a few hundred kilobytes."""
    make_docx(path, paragraph(TEXT))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            if name != "word/document.xml":
                archive.writestr(name, content)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(f"<w:document {W}><w:body>".encode())
            block = filling * (2**20 // len(filling))
            for _ in range(256):
                part.write(block)
            part.write(b"</w:body></w:document>")
    return path


def _lying_zip(path: Path) -> Path:
    """A zip bomb whose directory claims that its text is small."""
    data = bytearray(_zip_bomb(path, b" ").read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            if b"word/document.xml" in data[start : start + 80]:
                data[start + offset : start + offset + 4] = (1000).to_bytes(4, "little")
            start += 4
    path.write_bytes(data)
    return path


def _flate_bomb(path: Path, rounds: int) -> Path:
    """A PDF whose page is 512 MiB of text, packed once or twice."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"(a) Tj " * 2**17) for _ in range(585)) + packer.flush()
    if rounds == 2:
        stream = zlib.compress(stream, 9)
    return write_pdf(path, stream, b"/FlateDecode " * rounds)


BOMBS: dict[str, tuple[Callable[[Path], Path], type[IngestError]]] = {
    "zip of spaces": (lambda folder: _zip_bomb(folder / "a.docx", b" "), TooLargeError),
    "zip of paragraphs": (lambda folder: _zip_bomb(folder / "a.docx", b"<w:p/>"), TooLargeError),
    "zip that lies": (lambda folder: _lying_zip(folder / "a.docx"), DamagedFileError),
    "billion laughs": (
        lambda folder: _written(folder / "a.xml", f"<?xml version='1.0'?>{_LAUGHS}<kamerstuk><al>&l;</al></kamerstuk>"),
        TooLargeError,
    ),
    "billion laughs in UTF-16": (
        lambda folder: _written(
            folder / "a.xml",
            f"<?xml version='1.0' encoding='UTF-16'?>{_LAUGHS}<kamerstuk><al>&l;</al></kamerstuk>".encode("utf-16"),
        ),
        TooLargeError,
    ),
    "quadratic entities": (
        lambda folder: _written(
            folder / "a.xml",
            f"<!DOCTYPE l [<!ENTITY a '{'x' * 10**5}'>]><kamerstuk><al>{'&a;' * 10**4}</al></kamerstuk>",
        ),
        TooLargeError,
    ),
    "file of the system": (
        lambda folder: _written(
            folder / "a.xml", "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><kamerstuk><al>&a;</al></kamerstuk>"
        ),
        TooLargeError,
    ),
    "elements without end": (
        lambda folder: _written(folder / "a.xml", f"<kamerstuk>{'<al>' * 10**5}x{'</al>' * 10**5}</kamerstuk>"),
        DamagedFileError,
    ),
    "laughs in Word": (
        lambda folder: _doctored(make_docx(folder / "a.docx", paragraph(TEXT))),
        TooLargeError,
    ),
    "Flate": (lambda folder: _flate_bomb(folder / "a.pdf", 1), TooLargeError),
    "Flate in Flate": (lambda folder: _flate_bomb(folder / "a.pdf", 2), TooLargeError),
    "endless text": (lambda folder: _sparse(folder / "a.txt"), TooLargeError),
}  # fmt: skip


def _doctored(path: Path) -> Path:
    """The Word file with entities declared in its text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, _LAUGHS.encode() + content if name == "word/document.xml" else content)
    return path


def _sparse(path: Path) -> Path:
    """A text file of 4 GiB that takes no room on the disk."""
    path.touch()
    os.truncate(path, 2**32)
    return path


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str, tmp_path: Path, guarded: Readers) -> None:
    """Its reader has 256 MiB and needs no more to refuse it by its name; the process lives on for the next file."""
    make, error = BOMBS[name]
    path = make(tmp_path)
    assert guarded.read(_written(tmp_path / "vooraf.txt", TEXT), "vooraf").passages
    [process] = guarded._idle
    with pytest.raises(error) as caught:
        guarded.read(path, "bom")
    assert caught.value.path == path
    assert process._process.poll() is None
    assert guarded._idle == [process]
