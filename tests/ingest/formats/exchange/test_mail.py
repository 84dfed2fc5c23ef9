"""Messages: what they say, from whom and when."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from ingest.errors import EmptyDocumentError
from ingest.formats.exchange.mail import attachments
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio."


def message(subject: str = "RE: Antw: Het waterplan") -> EmailMessage:
    """A message without content."""
    made = EmailMessage()
    made["From"] = "Anne de Vries <anne@example.nl>"
    made["Subject"] = subject
    made["Date"] = "Mon, 4 Apr 2022 10:00:00 +0200"
    return made


@pytest.mark.parametrize("html", [False, True])
def test_a_message_is_a_document(html: bool, tmp_path: Path) -> None:  # noqa: FBT001 - the case
    """Its subject is the title, without what answering adds; its date is that of sending."""
    made = message()
    if html:
        made.set_content(f"<html><body><h2>Aanpak</h2><p>{TEXT}</p></body></html>", subtype="html")
    else:
        made.set_content(f"{TEXT}\n")
    path = tmp_path / "bericht.eml"
    path.write_bytes(made.as_bytes())
    document = read_document(path)
    assert (document.title, document.date, document.kind) == ("Het waterplan", "2022-04-04", "e-mail")
    assert document.authors == ("Anne de Vries",)
    assert TEXT in document.text.split("\n")


def test_words_in_another_encoding_are_read(tmp_path: Path) -> None:
    """Headers too."""
    made = message("Reële kosten")
    made.set_content(
        "De reële kosten zijn hoog en worden door de provincie betaald.\n", charset="iso-8859-1", cte="quoted-printable"
    )
    path = tmp_path / "bericht.eml"
    path.write_bytes(made.as_bytes())
    document = read_document(path)
    assert (document.title, "De reële kosten" in document.text) == ("Reële kosten", True)


def test_a_message_without_words_is_refused(tmp_path: Path) -> None:
    """Its attachments are documents of their own."""
    made = message()
    made.add_attachment(b"De nota.", maintype="text", subtype="plain", filename="nota.txt")
    path = tmp_path / "bericht.eml"
    path.write_bytes(made.as_bytes())
    with pytest.raises(EmptyDocumentError):
        read_document(path)
    assert attachments(path) == [("nota.txt", b"De nota.")]
