"""What is attached to a message is a document of its own."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from search.intake.attachments import with_attachments

if TYPE_CHECKING:
    from pathlib import Path


def message(*attached: tuple[str, bytes]) -> EmailMessage:
    """A message with these files."""
    made = EmailMessage()
    made["Subject"] = "Bruggen"
    made.set_content("Zie de bijlage.")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def test_attachments_follow_their_message(tmp_path: Path) -> None:
    """Only those of kinds that are read; names lead nowhere outside; messages in messages are taken apart too."""
    inner = message(("verslag.txt", b"Het verslag."))
    outer = message(("../nota.txt", b"De nota."), ("foto.png", b"x"))
    outer.add_attachment(inner)
    path = tmp_path / "bericht.eml"
    path.write_bytes(outer.as_bytes())
    kb = tmp_path / "kb"
    found = list(with_attachments([path, tmp_path / "brief.txt"], kb))
    assert [file.name for file in found] == ["bericht.eml", "nota.txt", "bericht-3.eml", "verslag.txt", "brief.txt"]
    assert [file.read_bytes() for file in (found[1], found[3])] == [b"De nota.", b"Het verslag."]
    assert all(kb in file.parents for file in found[1:4])
    assert list(with_attachments([path], kb)) == found[:4]


def test_long_names_are_cut_where_a_character_ends(tmp_path: Path) -> None:
    """Those of attachments, and the folder that is called after the message: no name takes more than 255 bytes."""
    path = tmp_path / f"{'é' * 125}.eml"
    path.write_bytes(message((f"{'你' * 120}.txt", b"De nota.")).as_bytes())
    [_, file] = with_attachments([path], tmp_path / "kb")
    assert file.read_bytes() == b"De nota."
    assert file.name == f"{'你' * 65}.txt"
    assert file.parent.parent.name[:-9] == "é" * 123


def test_what_is_no_message_is_left_to_its_reader(tmp_path: Path) -> None:
    """Which says what is wrong with it."""
    (tmp_path / "leeg.eml").write_bytes(b"")
    files = [tmp_path / "leeg.eml", tmp_path / "weg.eml"]
    assert list(with_attachments(files, tmp_path / "kb")) == files
