"""Broken and split words."""

from __future__ import annotations

import time

import pytest

from ingest.language.traced import TracedText
from ingest.language.words import Vocabulary, rejoin, repair, restore_hyphens

# Lines of a document that prints some words whole, as a real one does.
LINES = [
    "De klimaatfinanciering groeit. Klimaatfinanciering en belastingontwijking, een publiek-private aanpak.",
    "Het MKB doet aan e-commerce. Een win-win situatie, constructief-kritische dialoog, lange-termijn impact.",
    "Er zijn handels- en investeringsverdragen, en vaccin- en mondiale gezondheid. De korte termijn telt.",
    "De korte termijn telt dus. Het instrumentarium, het handelsinstrumentarium en financieringsinstrumentarium.",
    "De klimaatverandering, klimaatbeleid en klimaatdoelen.",
]


@pytest.fixture
def vocabulary() -> Vocabulary:
    """The words of LINES."""
    return Vocabulary.of(LINES)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("bevor", "deren", "bevorderen"),
        ("ontwik", "kelingslanden", "ontwikkelingslanden"),
        ("Secretaris", "Generaal", "Secretaris-Generaal"),
        ("LHBTIQ+", "personen", "LHBTIQ+-personen"),
        ("COP26", "verklaring", "COP26-verklaring"),
        ("handels", "en", "handels- en"),
        ("korte", "naar", "korte- naar"),
        ("publiek", "private", "publiek-private"),
        ("lange", "termijn", "lange-termijn"),
        ("sector-over", "stijgend", "sector-overstijgend"),
        ("hulp-en", "handels", "hulp-en-handels"),
        ("handel", "spartners", "handelspartners"),
        ("digitalisering", "stransities.", "digitaliseringstransities."),
    ],
)
def test_a_word_cut_at_a_lines_end_is_rejoined(left: str, right: str, expected: str, vocabulary: Vocabulary) -> None:
    """Joined, hyphenated or suspended: what the word list and the document attest."""
    assert expected == rejoin(left, right, vocabulary)


def test_a_name_inside_a_sentence_keeps_its_hyphen(vocabulary: Vocabulary) -> None:
    """A capital inside a sentence marks a name; names are joined to nouns with a hyphen."""
    assert rejoin("Prospects", "programma", vocabulary, opens=False) == "Prospects-programma"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("de klimaat financiering", "de klimaatfinanciering"),
        ("een nood  zakelijke partner", "een noodzakelijke partner"),
        ("het is  on   duidelijk wat", "het is onduidelijk wat"),
        ("en stijgen oo k de kosten", "en stijgen ook de kosten"),
        ("de multi laterale ontwikkelings banken", "de multilaterale ontwikkelingsbanken"),
        ("bos  be-\nscherming", "bosbescherming"),
        ("bio  di-\nversiteit", "biodiversiteit"),
        ("wereldwijd toe  -\ngenomen", "wereldwijd toegenomen"),
        ("een geo- econo-\nmische monitor", "een geo-economische monitor"),
        ("handels- \nen investeringsverdragen", "handels- en investeringsverdragen"),
        ("de prioriteits markten", "de prioriteitsmarkten"),
        ("ontwikkelings-\nsamenwerkings organisaties", "ontwikkelingssamenwerkingsorganisaties"),
        ("Kamerstuk\xa0II\xa02021/22,\xa034952", "Kamerstuk II 2021/22, 34952"),
        # Nothing is joined that stands apart on purpose.
        ("op korte termijn", "op korte termijn"),
        ("door te  investeren in", "door te investeren in"),
        ("van de  economische schade", "van de economische schade"),
        ("zowel binnen- als buitenland", "zowel binnen- als buitenland"),
        ("de wet- en regelgeving", "de wet- en regelgeving"),
    ],
)
def test_spaces_inside_words_close_and_others_stay(printed: str, expected: str, vocabulary: Vocabulary) -> None:
    """Only a space that breaks a word is taken out."""
    assert expected == repair(TracedText.of(printed, 1), vocabulary).text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Digitale handel & ecommerce", "Digitale handel & e-commerce"),
        ("Publiekprivaat samenwerken", "Publiek-privaat samenwerken"),
        ("Gelijk IMVOspeelveld", "Gelijk IMVO-speelveld"),
        ("Focus op handels en investeringssysteem", "Focus op handels- en investeringssysteem"),
        ("Vaccin en mondiale gezondheidsongelijkheid", "Vaccin- en mondiale gezondheidsongelijkheid"),
        ("goederen (militair en dualuse)", "goederen (militair en dual-use)"),
        ("Buitenlandse handel en mondiale gezondheid", "Buitenlandse handel en mondiale gezondheid"),
        ("Meerdere SDGs", "Meerdere SDGs"),
    ],
)
def test_headings_get_their_hyphens_back(printed: str, expected: str, vocabulary: Vocabulary) -> None:
    """A heading font that loses hyphens is mended from the running text."""
    assert expected == restore_hyphens(printed, vocabulary)


def test_a_heading_broken_between_two_nouns_is_one_word(vocabulary: Vocabulary) -> None:
    """At the end of a heading's line the hyphen is lost too."""
    broken = TracedText.of("het klimaat\ninstrumentarium", 1)
    assert repair(broken, vocabulary, heading=True).text == "het klimaatinstrumentarium"
    assert repair(broken, vocabulary).text == "het klimaat instrumentarium"


def test_every_character_keeps_its_line(vocabulary: Vocabulary) -> None:
    """The second half of a rejoined word still points to the line it was printed on."""
    text = TracedText.join([TracedText.of("bevor-", 7), TracedText.of("deren is goed", 8)], "\n")
    repaired = repair(text, vocabulary)
    assert repaired.text == "bevorderen is goed"
    assert repaired.places[:5] == (7,) * 5
    assert repaired.places[5:] == (8,) * 13


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("a1b2" * 50_000, "a1b2" * 50_000),  # as a picture that was pasted as text
        ("letter" * 30_000, "letter" * 30_000),
        ("a-" * 50_000 + "b", "a-" * 50_000 + "b"),
        ("multi laterale " * 10_000, ("multilaterale " * 10_000).strip()),
        ("be-\nscherming " * 10_000, ("bescherming " * 10_000).strip()),
        ("--be-\nscherming van het bos", "--bescherming van het bos"),
    ],
    ids=["signs", "letters", "hyphens", "split words", "broken words", "dashes before a broken word"],
)
def test_long_words_and_paragraphs_are_read_in_one_go(printed: str, expected: str) -> None:
    """Work grows with the length and not with its square, which would take minutes here."""
    began = time.process_time()
    vocabulary = Vocabulary.of([*LINES, "multilaterale bescherming", printed])
    assert expected == repair(TracedText.of(printed, 1), vocabulary).text
    assert time.process_time() - began < 10
