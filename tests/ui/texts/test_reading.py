"""Every reason for which a file is not read is a sentence with a way out."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from ingest.errors import DamagedFileError, EmptyDocumentError, IngestError, Reason, UnsupportedFormatError
from ui.texts.failures import why
from ui.texts.reading import SENTENCES, advice, problem

PATH = Path("stukken/nota.txt")


def test_every_reason_has_its_sentences() -> None:
    """In Dutch here, and in English for programs; both use the same data."""
    assert set(SENTENCES) == set(Reason)
    for reason, (sentence, hint) in SENTENCES.items():
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
        english = str(IngestError(PATH, reason, **dict.fromkeys(names, "gegeven")))
        assert sentence.endswith(".")
        assert hint.endswith((".", ".)")) or reason is Reason.NOT_UNICODE
        assert "{" not in hint
        assert english.startswith(f"{PATH}: ")
        assert ("gegeven" in english) is bool(names)


@pytest.mark.parametrize(
    ("error", "sentences"),
    [
        (
            DamagedFileError(PATH, Reason.NOT_XML, error="Premature end of data"),
            (
                "stukken/nota.txt: Dit is geen goed gevormde XML (Premature end of data). Haal het bestand opnieuw op, of "
                "open het in een ander programma en sla het opnieuw op."
            ),
        ),
        (
            UnsupportedFormatError(PATH, Reason.UNKNOWN_SUFFIX, suffix=".doc"),
            (
                "stukken/nota.txt: Deze soort bestand kan niet gelezen worden. Open het in Word of LibreOffice en sla het "
                "op als .docx."
            ),
        ),
        (
            UnsupportedFormatError(PATH, Reason.UNKNOWN_SUFFIX, suffix=".jpg"),
            (
                "stukken/nota.txt: Deze soort bestand kan niet gelezen worden. U kunt deze soorten inlezen: .docm, .docx, "
                ".eml, .htm, .html, .markdown, .md, .odt, .pdf, .rtf, .txt, .xhtml, .xml."
            ),
        ),
        (
            DamagedFileError(PATH, Reason.OCR_FAILED, error=""),
            (
                "stukken/nota.txt: De tekstherkenning is mislukt (onbekende fout). Probeer ocrmypdf zelf op dit bestand om "
                "te zien wat er misgaat."
            ),
        ),
    ],
)
def test_an_error_is_two_sentences_about_its_file(error: IngestError, sentences: str) -> None:
    """What is wrong, filled in with the data, and what can be done."""
    assert why(error) == sentences == f"{error.path}: {problem(error)} {advice(error)}"


def test_missing_data_leaves_a_gap() -> None:
    """A process that a file took over may send an error without its data; that is not a second error."""
    error = DamagedFileError(PATH, Reason.NOT_XML)
    assert problem(error) == "Dit is geen goed gevormde XML ()."
    assert str(error) == "stukken/nota.txt: not well-formed XML ()"


def test_an_error_can_be_that_of_a_copy() -> None:
    """With its kind, reason and data."""
    copied = EmptyDocumentError(PATH, Reason.NO_TEXT).at(Path("kopie.txt"))
    assert (type(copied), copied.path, copied.reason) == (EmptyDocumentError, Path("kopie.txt"), Reason.NO_TEXT)
