"""The zip archive that a Word file is: its parts as XML, read without unpacking what would not fit."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Self

from ingest.errors import DamagedFileError, PasswordError, Reason
from ingest.formats.markup import parse_xml, too_large

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.markup import Element

_MOST = 48 * 2**20  # bytes of one part, unpacked; the text of a thousand pages is about 20 MiB
_FREE = 4 * 2**20  # bytes below which a part may be packed as tightly as it likes
_TIGHTEST = 100  # times smaller: Word's XML packs 10 to 40 times; what packs tighter was made to swell
_MOST_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0"  # the container of old Word files, and of new ones with a password
# Files that Word saves as "Strict Open XML" give the same names another address.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An open archive. Use it in a ``with`` statement.

    Raises DamagedFileError where it is not an archive, PasswordError where it is encrypted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            head = file.read(4096)
        if head.startswith(_OLE):
            raise _old_or_encrypted(path)
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _damaged(path) from error
        if len(self._archive.infolist()) > _MOST_PARTS:
            self._archive.close()
            raise too_large(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def part(self, name: str) -> Element | None:
        """The root element of a part; None where the archive has none of that name.

        Raises TooLargeError for a part that is too large, or packed more tightly than text packs.
        """
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 0x1:
            raise PasswordError(self.path, Reason.LOCKED_PART)
        if info.file_size > _MOST or (
            info.file_size > _FREE and info.file_size > _TIGHTEST * max(1, info.compress_size)
        ):
            raise too_large(self.path)
        try:
            with self._archive.open(info) as file:
                # The size in the directory may be false: never more is unpacked than was checked.
                data = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
            raise _damaged(self.path) from error
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return parse_xml(self.path, data)

    def main_part(self, kind: str) -> str | None:
        """The name of the part that the archive as a whole names for ``kind`` ("officeDocument")."""
        return next((target for found, target, _ in self._relations("").values() if found == kind), None)

    def relations(self, name: str) -> dict[str, str]:
        """Id -> target of the relations of a part: the name of another part, or an address outside."""
        return {key: target for key, (_, target, _) in self._relations(name).items()}

    def related(self, name: str, kind: str) -> str | None:
        """The name of the part that ``name`` has as its ``kind`` ("footnotes", "styles")."""
        found = self._relations(name).values()
        return next((target for each, target, outside in found if each == kind and not outside), None)

    def all_related(self, name: str, kind: str) -> list[str]:
        """The names of all parts that ``name`` has of a ``kind`` ("header"), in the order in which it lists them."""
        found = self._relations(name).values()
        return [target for each, target, outside in found if each == kind and not outside]

    def _relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        folder, file = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        relations = {}
        for each in root.iter(_RELATION):
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relations[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target, outside)
        return relations


def _damaged(path: Path) -> DamagedFileError:
    return DamagedFileError(path, Reason.BROKEN_WORD)


def _old_or_encrypted(path: Path) -> DamagedFileError | PasswordError:
    """An old Word file under a new name, or one with a password: only the second has a stream for that."""
    data = path.read_bytes()[: 64 * 2**20]
    if "EncryptedPackage".encode("utf-16-le") in data:
        return PasswordError(path, Reason.LOCKED_WORD)
    return DamagedFileError(path, Reason.OLD_WORD)
