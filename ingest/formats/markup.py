"""XML and HTML -> trees, without the ways in which a file could do harm (the only module that imports lxml).

Nothing is fetched, no entity is resolved, and a document that declares entities of its own is refused: they are what
makes a small file swell ("a billion laughs").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from ingest.errors import DamagedFileError, Reason, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Element = Any  # lxml ships no types for its elements
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*(?P<name>[\w.:-]+)", re.IGNORECASE)
_MOST = 64 * 2**20  # bytes; the longest official publications are below 20 MiB


def parse_xml(path: Path, data: bytes) -> Element:
    """The root element of an XML file or part. ``path``: for the errors.

    Raises DamagedFileError where it is not well-formed XML and TooLargeError where it declares entities or is huge.
    """
    if len(data) > _MOST:
        raise too_large(path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if re.search(rb"<!ENTITY", data):
        raise _entities(path)
    try:
        root = etree.fromstring(data, parser)
    except MemoryError as error:
        raise too_large(path) from error
    except (etree.XMLSyntaxError, ValueError) as error:
        if "amplification" in str(error) or "entity loop" in str(error):
            raise _entities(path) from error
        raise DamagedFileError(path, Reason.NOT_XML, error=str(error)) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):  # in an encoding that the search cannot see
        raise _entities(path)
    return root


def parse_html(path: Path, data: bytes) -> Element:
    """The root element of an HTML file, whatever its faults.

    Raises DamagedFileError where nothing can be made of it and TooLargeError.
    """
    if len(data) > _MOST:
        raise too_large(path)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(decoded(data).encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        root = None
        cause: Exception | None = error
    else:
        cause = None
    if root is None:
        raise DamagedFileError(path, Reason.NOT_HTML) from cause
    return root


def decoded(data: bytes) -> str:
    """The characters of an HTML file: by its byte order mark, as UTF-8, as it declares, else as Windows-1252.

    What is well-formed UTF-8 is read as UTF-8, whatever it declares: converting a page may leave its head unchanged.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = _CHARSET.search(data[:4096])
    for name in ("utf-8", *([declared["name"].decode("ascii")] if declared else [])):
        try:
            # Browsers read what is declared as Latin-1 as Windows-1252, its superset.
            return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1") else name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def name_of(element: Element) -> str:
    """The element's name without its namespace, lower case; "" for what is not an element.

    The pages that Word saves hold elements such as "o:p", which lxml keeps as they are written.
    """
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Element) -> Iterator[Element]:
    """The elements directly below this one."""
    return (child for child in element if isinstance(child.tag, str))


def plain(element: Element) -> str:
    """All text in an element, white space normalised."""
    return " ".join("".join(element.itertext()).split())


def too_large(path: Path) -> TooLargeError:
    """The error for a file whose content is too large to read."""
    return TooLargeError(path, Reason.CONTENT_TOO_LARGE)


def _entities(path: Path) -> TooLargeError:
    return TooLargeError(path, Reason.SWELLING_XML)
