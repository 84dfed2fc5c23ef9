"""A message (.eml) -> typed blocks, and its attachments -> files of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from ingest.errors import EmptyDocumentError, Reason, TooLargeError
from ingest.file_names import fitting
from ingest.formats.plain.reader import typed_text
from ingest.formats.web.reader import typed_page

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart
    from pathlib import Path

    from ingest.formats.options import ReadOptions
    from ingest.formats.typed_text import TypedText

SUFFIX = ".eml"
_MOST = 128 * 2**20
_MOST_NAME = 200  # bytes of a file's name
_UNSAFE = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')


def read(path: Path, options: ReadOptions) -> TypedText:
    """What the message says; its subject is the title. Raises EmptyDocumentError, TooLargeError, DamagedFileError."""
    message = _message(path)
    body = message.get_body(("plain", "html"))
    content = _content(body) if body is not None else ""
    if not content.strip():
        raise EmptyDocumentError(path, Reason.NO_TEXT)
    if body is not None and body.get_content_type() == "text/html":
        text = typed_page(path, content.encode(), options)
    else:
        text = typed_text(content.replace("\r\n", "\n"), options)
    subject = " ".join(str(message.get("subject", "")).split())
    senders = getaddresses([str(message.get("from", ""))])
    return replace(
        text,
        properties=replace(
            text.properties,
            title=re.sub(r"^(?:(?:re|fw|fwd|antw|doorst)\s*:\s*)+", "", subject, flags=re.IGNORECASE) or None,
            authors=tuple(name or address for name, address in senders if name or address),
            date=_date(message),
            kind=text.properties.kind or "e-mail",
        ),
    )


def attachments(path: Path) -> list[tuple[str, bytes]]:
    """Return name and content of the files attached to a message, and of messages in it. Raises TooLargeError."""
    found: list[tuple[str, bytes]] = []
    for count, part in enumerate(_message(path).iter_attachments(), 1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            data = inner[0].as_bytes() if isinstance(inner, list) and inner else b""  # type: ignore[union-attr]
            name = part.get_filename() or f"bericht-{count}{SUFFIX}"
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            name = part.get_filename() or ""
        bare = _UNSAFE.sub("-", name).strip(" .-")
        if bare and data:
            found.append((fitting(bare, _MOST_NAME), data))
    return found


def _message(path: Path) -> EmailMessage:
    data = path.read_bytes()
    if len(data) > _MOST:
        raise TooLargeError(path, Reason.CONTENT_TOO_LARGE)
    return BytesParser(policy=policy.default).parsebytes(data)


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeDecodeError, KeyError):  # a character set that Python does not know
        payload = part.get_payload(decode=True)
        return payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (TypeError, ValueError):
        return None
