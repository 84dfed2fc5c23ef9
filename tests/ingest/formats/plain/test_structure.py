"""Layout and outline on small texts, each named after the defect it pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.formats.options import ReadOptions
from ingest.model import BlockKind, Document
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

WIDE = (
    "Het kabinet zet zich in voor een open en eerlijk handelssys-\nteem en wil dat systeem verder versterken, omdat de\n"
    "Nederlandse welvaart voor een belangrijk deel buiten de grens\nwordt verdiend en omdat ondernemers daar veel kansen\n"
    "zien voor duurzame groei.\n"
)


def read(tmp_path: Path, text: str, name: str = "nota.txt") -> Document:
    """The document that this text gives."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def texts(document: Document, kind: BlockKind) -> list[str]:
    """The texts of all blocks of a kind."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind is kind]


def test_sentence_goes_on_after_a_page_of_notes(tmp_path: Path) -> None:
    """The paragraph is one; the note is tied to its sentence and stands apart."""
    document = read(
        tmp_path,
        f"Inleiding:\neen begin\n\n{WIDE}\nDe internationale gemeenschap zal financieren.1 Hierbij zet het\n"
        "kabinet in op een gecoördineerd,\n\n1 Motie Kuzu over Oekraïne (Kamerstuk II 2021/22, 36045,\n\nnr. 53).\n"
        " coherent optreden van alle sleutelspelers in Europa en de VN.\n",
    )
    assert texts(document, BlockKind.PARAGRAPH)[-1] == (
        "De internationale gemeenschap zal financieren. Hierbij zet het kabinet in op een gecoördineerd, coherent optreden "
        "van alle sleutelspelers in Europa en de VN."
    )
    (note,) = document.footnotes
    assert note.text == "Motie Kuzu over Oekraïne (Kamerstuk II 2021/22, 36045, nr. 53)."
    assert document.text[note.anchor_start : note.anchor_end] == "De internationale gemeenschap zal financieren."


def test_pull_quote_and_photo_credit_do_not_enter_the_sentence(tmp_path: Path) -> None:
    """What stands beside the running text is kept, but apart."""
    document = read(
        tmp_path,
        f"{WIDE}\nNederland zet zich in voor vrede en veiligheid in de wereld en\n\nGevolgen van oorlog\nzijn groot voor\n"
        "mensen elders.\n\nFoto: WFP\n\nvoor de rechten van alle mensen op aarde.\n",
    )
    assert (
        "Nederland zet zich in voor vrede en veiligheid in de wereld en voor de rechten van alle mensen op aarde."
        in texts(document, BlockKind.PARAGRAPH)
    )
    assert texts(document, BlockKind.PULL_QUOTE) == ["Gevolgen van oorlog zijn groot voor mensen elders."]
    assert texts(document, BlockKind.CAPTION) == ["Foto: WFP"]
    assert ["vrede en veiligheid" in passage.text for passage in document.passages] == [True]
    assert not any("Foto" in passage.text for passage in document.passages)


def test_box_in_an_unfinished_sentence_is_a_section_of_its_own(tmp_path: Path) -> None:
    """The box ends with its page; the sentence goes on behind it."""
    document = read(
        tmp_path,
        f"Klimaatactie (SDG13)\n{WIDE}\nWij stoppen met ontbossing wereldwijd door in de Europese Unie\nhet beleid te beïnvloeden, duurzame landbouw en handel overal\nte stimuleren, en innovatieve financiering\n\n"
        "Financiering in 2025:\n1,8 miljard euro\nOntwikkelde landen hebben toegezegd\nom samen 100 miljard per jaar te\n"
        "mobiliseren voor klimaatactie.\n\nFoto: Arcadis\n voor duurzaam landgebruik aan te bieden.\n",
    )
    box = next(section for section in document.sections if section.title == "Financiering in 2025: 1,8 miljard euro")
    assert box.path[-2:] == ("Klimaatactie (SDG13)", "Financiering in 2025: 1,8 miljard euro")
    assert box.sdgs == (13,)
    assert "innovatieve financiering voor duurzaam landgebruik aan te bieden." in document.text


def test_list_of_places_keeps_its_groups_and_one_line_a_place(tmp_path: Path) -> None:
    """Group headings are distinguished from places; a name broken over a blank line is one."""
    document = read(
        tmp_path,
        f"Inleiding:\neen begin\n\n{WIDE}\nHandel: 5 landen\n\nNabije landen\n\nDuitsland\n\nBelgië\n\nAfrika\n\nEgypte\n\nDemocratische\n\n"
        "Republiek Congo\n\nVerenigde Arabische\nEmiraten\n",
    )
    passage = next(p for p in document.passages if p.kind is BlockKind.LIST)
    assert passage.section == "Handel: 5 landen"
    assert passage.text == (
        "Handel: 5 landen\n\nNabije landen\n\nDuitsland\nBelgië\n\nAfrika\n\nEgypte\nDemocratische Republiek Congo\n"
        "Verenigde Arabische Emiraten"
    )
    assert [section.title for section in document.sections][-2:] == ["Nabije landen", "Afrika"]


def test_table_keeps_a_line_per_row(tmp_path: Path) -> None:
    """Rows are not run together; digit pairs in them are not citations."""
    document = read(
        tmp_path,
        f"{WIDE}\nTabel: Intensiveringen\n\nbedrag x EUR miljoen 2022 2023 2024\n\nKlimaat 84 115 125\n\nTotaal 60 145 145\n",
    )
    assert texts(document, BlockKind.TABLE) == [
        "bedrag x EUR miljoen 2022 2023 2024\nKlimaat 84 115 125\nTotaal 60 145 145"
    ]
    assert document.citations == ()


def test_printed_page_numbers_number_all_pages_when_they_agree(tmp_path: Path) -> None:
    """Two running feet that fit the count of pages between them give every page its number."""
    page = f"{WIDE}\n strategie voor buitenlandse handel {{}}\n\n\n"
    document = read(tmp_path, page.format(25) + f"Tussenkop hier\n{WIDE}" + " Volgende kop\n" + page.format(27))
    assert [block.page for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [25, 26, 27]
    assert "strategie voor buitenlandse handel" not in document.text


def test_without_printed_numbers_pages_are_unknown(tmp_path: Path) -> None:
    """A page number is never guessed."""
    assert {block.page for block in read(tmp_path, WIDE).blocks} == {None}


def test_repeated_chapter_title_is_not_a_new_chapter(tmp_path: Path) -> None:
    """A title page repeats its title above the text."""
    document = read(
        tmp_path, f" Hoofdstuk 1\n\nHandelsbeleid:\nvoor Nederland\n Handelsbeleid:  \nvoor Nederland\n\n{WIDE}"
    )
    assert [section.title for section in document.sections] == ["Hoofdstuk 1 Handelsbeleid: voor Nederland"]


def test_web_text_with_one_paragraph_a_line(tmp_path: Path) -> None:
    """Furniture around the text goes, a heading over headings is their parent, a run-in heading is found."""
    long = "Nederland steunt het herstel in vele landen en doet dat samen met partners. " * 4
    document = read(
        tmp_path,
        f"Base description\n\n3. Prioriteiten\n\n{long}\n\nFocusgebieden\n\nHandel\n\n{long}\n\nCijfers over 2024 Gedurende "
        f"het jaar zijn doelen gehaald. {long}\n\n  • 1. Bereik: 29.584\n\n  • 2. Digitaal\n\nWater\n\n{long}\n\nLicence\n",
    )
    assert [section.path for section in document.sections] == [
        ("3. Prioriteiten",),
        ("3. Prioriteiten", "Focusgebieden"),
        ("3. Prioriteiten", "Focusgebieden", "Handel"),
        ("3. Prioriteiten", "Focusgebieden", "Cijfers over 2024"),
        ("3. Prioriteiten", "Focusgebieden", "Water"),
    ]
    assert texts(document, BlockKind.LIST) == ["• 1. Bereik: 29.584\n• 2. Digitaal"]


def test_short_lines_around_text_with_one_paragraph_a_line_stay(tmp_path: Path) -> None:
    """Who signed it, and the title above the first chapter: only the lines of a site are taken out."""
    long = "Nederland steunt het herstel in vele landen en doet dat samen met partners. " * 4
    document = read(
        tmp_path, f"Menu\n\nVerslag over wegen\n\n1. Wegen\n\n{long}\n\nDe Minister,\n\nA. de Wit\n\nTerug naar boven\n"
    )
    assert [section.title for section in document.sections] == ["Verslag over wegen", "1. Wegen"]
    assert texts(document, BlockKind.PARAGRAPH) == [long.strip(), "De Minister,", "A. de Wit"]


@pytest.mark.parametrize("name", ["nota.txt", "nota.md"])
def test_a_text_without_headings_is_one_chapter_named_after_the_file(tmp_path: Path, name: str) -> None:
    """Nothing is lost for want of structure."""
    document = read(tmp_path, WIDE, name)
    assert [section.title for section in document.sections] == ["nota"]
    assert document.passages[0].text.startswith("Het kabinet zet zich in voor een open en eerlijk handelssysteem")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Het kabinet wil dat de uitstoot in 2030 is gehalveerd", ["Het kabinet wil dat de uitstoot in 2030 is gehalveerd"]),
        ("Minder uitstoot in 2030\n\nSchoon water voor\niedereen\n", ["Minder uitstoot in 2030", "Schoon water voor iedereen"]),
    ],
)  # fmt: skip
def test_phrases_without_a_full_stop_are_the_text_where_there_is_no_other(
    text: str, paragraphs: list[str], tmp_path: Path
) -> None:
    """They look like headings, but a heading stands over something."""
    document = read(tmp_path, text)
    assert texts(document, BlockKind.PARAGRAPH) == paragraphs
    assert [section.title for section in document.sections] == ["nota"]
    assert [passage.text for passage in document.passages] == ["\n\n".join(paragraphs)]


def test_a_quote_above_a_list_at_the_end_is_not_lost(tmp_path: Path) -> None:
    """A quote that opens a page waits for the section below it; if none comes, it stays with the last one."""
    document = read(
        tmp_path,
        f"Inleiding:\neen begin\n\n{WIDE}\f“Nederland is een koploper\nop dit gebied.”\n\nLanden: lijst\n\nNabij\n\nEgypte\n\nGhana\n\n"
        "Mali\n\nNiger\n",
    )
    assert texts(document, BlockKind.QUOTE) == ["“Nederland is een koploper op dit gebied.”"]


def test_what_follows_a_list_of_bare_phrases_is_no_part_of_it(tmp_path: Path) -> None:
    """Items without a full stop end where the list ends; in a list with full stops an open item goes on."""
    after = (
        "De gemeenten voeren dit samen met de provincies uit. Het Rijk betaalt de kosten die daarvoor\nnodig zijn.\n"
    )
    document = read(tmp_path, f"Inleiding\n\n{WIDE}\n- eerste punt\n- tweede punt\n\n{after}")
    assert texts(document, BlockKind.LIST) == ["- eerste punt\n- tweede punt"]
    assert texts(document, BlockKind.PARAGRAPH)[1] == after.replace("\n", " ").strip()
    document = read(
        tmp_path,
        f"Inleiding\n\n{WIDE}\n- eerste punt; en\n- tweede punt van het\n\nRijk en de gemeenten samen.\n\n{WIDE}",
    )
    assert texts(document, BlockKind.LIST) == ["- eerste punt; en\n- tweede punt van het Rijk en de gemeenten samen."]


def test_feet_of_an_official_paper_are_no_text(tmp_path: Path) -> None:
    """The sentence goes on at the next page, and the paper does not cite itself."""
    foot = "Tweede Kamer, vergaderjaar 2021\u20132022, 36 045, nr. 12"
    text = f"{WIDE}\nDe motie (36 045, nr. 3) is\n\n{foot}\n\n2\n\n\faangenomen en deze brief (36 045, nr. 12) gaat erover.\n"
    document = read(tmp_path, text)
    assert "vergaderjaar" not in document.text
    assert [citation.id for citation in document.citations] == ["kst-36045-3"]


def test_progress_is_told_with_every_paragraph(tmp_path: Path) -> None:
    """A book takes long, and a reader that is silent for long is abandoned."""
    path = tmp_path / "boek.txt"
    path.write_text("\n\n".join(f"De weg naar plaats {number} is klaar." for number in range(50)), "utf-8")
    parts: list[float] = []
    read_document(path, ReadOptions(report=parts.append))
    assert len(parts) >= 50
    assert parts == sorted(parts)
