"""Any well-formed reference in any allowed style parses back to the same id, and so does its printed label."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.citations import citation_label, find_citations
from ingest.model import CitationKind

_NBSP = "\u00a0"
_space = st.sampled_from([" ", _NBSP, "\n", " \n\n", "  "])
_perhaps = st.sampled_from(["", " ", _NBSP])
_comma = st.sampled_from([", ", ",", f",{_NBSP}", ",\n", " , "])
_nr = st.sampled_from(["nr. ", "nr.", "nr ", "Nr. ", f"nr.{_NBSP}", "no. ", "nummer "])


@st.composite
def sessions(draw: st.DrawFn, first: int = 1995, last: int = 2026) -> tuple[str, str]:
    """A parliamentary year as printed, and as ids have it."""
    year = draw(st.integers(first, last))
    short = f"{(year + 1) % 100:02d}"
    printed = draw(
        st.sampled_from([f"{year}/{short}", f"{year}-{year + 1}", f"{year}\u2013{year + 1}", f"{year}-{short}"])
    )
    return printed, f"{year}{year + 1}"


@st.composite
def senate_papers(draw: st.DrawFn) -> tuple[str, str]:
    """A paper of the Eerste Kamer: its letter without "nr.", behind a comma."""
    dossier = str(draw(st.integers(22000, 36999)))
    letter = draw(st.sampled_from(["A", "D", "K", "AB", "BJ"]))
    chapter = draw(st.sampled_from([None, "VI", "XVII", "B"]))
    printed, _ = draw(sessions())
    label = draw(st.sampled_from(["Kamerstukken I", "Kamerstuk I", "Kamerstukken Eerste Kamer", "EK", "Eerste Kamer,"]))
    numbers = f"{dossier[:2]}{draw(_perhaps)}{dossier[2:]}{f' {chapter}' if chapter else ''}{draw(_comma)}{letter}"
    text = f"{label}{draw(_space)}{printed}{draw(_comma)}{numbers}"
    return text, "-".join(part for part in ("kst", dossier, chapter, letter) if part)


@st.composite
def gazettes(draw: st.DrawFn) -> tuple[str, str]:
    """An issue of one of the three gazettes."""
    series, names = draw(
        st.sampled_from(
            [
                ("stb", ["Stb.", "Staatsblad", "Stb"]),
                ("stcrt", ["Stcrt.", "Staatscourant", "Stcrt"]),
                ("trb", ["Trb.", "Tractatenblad", "Trb"]),
            ]
        )
    )
    year, number = draw(st.integers(1850, 2030)), draw(st.integers(1, 1799))
    name, gap, nr = draw(st.sampled_from(names)), draw(st.sampled_from([" ", _NBSP])), draw(_nr)
    form = draw(
        st.sampled_from(
            ["{year}, {number}", "{year},{number}", "{year}, {nr}{number}", "{year} {nr}{number}", "{year}/{number}"]
        )
    )
    return f"{name}{gap}{form.format(year=year, number=number, nr=nr)}", f"{series}-{year}-{number}"


@st.composite
def proceedings(draw: st.DrawFn) -> tuple[str, str]:
    """An item of the Handelingen since 2011, or answered questions in the Aanhangsel."""
    house, names = draw(st.sampled_from([("tk", ["II", "Tweede Kamer", "TK"]), ("ek", ["I", "Eerste Kamer", "EK"])]))
    printed, years = draw(sessions(first=2011))
    number, item = draw(st.integers(1, 120)), draw(st.integers(1, 60))
    name = draw(st.sampled_from(names))
    if draw(st.booleans()):
        text = f"Handelingen {name} {printed}{draw(_comma)}{draw(_nr)}{number}{draw(_comma)}item {item}"
        return text, f"h-{house}-{years}-{number}-{item}"
    label = draw(st.sampled_from(["Aanhangsel Handelingen", "Aanhangsel van de Handelingen"]))
    return f"{label} {name} {printed}{draw(_comma)}{draw(_nr)}{number}", f"ah-{house}-{years}-{number}"


@st.composite
def plain_ids(draw: st.DrawFn) -> tuple[str, str]:
    """An id or an address, printed as such."""
    dossier, number = draw(st.integers(22000, 36999)), draw(st.integers(1, 999))
    identifier = draw(
        st.sampled_from(
            [
                f"kst-{dossier}-{number}",
                f"kst-{dossier}-XVII-{number}",
                f"kst-21501-02-{number}",
                f"stcrt-2024-{number}",
                f"blg-{dossier}{number}",
                f"ah-tk-20202021-{number}",
            ]
        )
    )
    address = "https://zoek.officielebekendmakingen.nl/"
    form = draw(
        st.sampled_from(
            [
                "{}",
                address + "{}.html",
                address + "{}.pdf",
                address + "behandelddossier/1/{}",
                address + "{}/metadata.xml",
            ]
        )
    )
    return form.format(identifier), identifier


_MEMBERS = [
    "Kuzu",
    "Kröger",
    "Van der Lee",
    "El Yassini",
    "Michon-Derkzen",
    "Jasper van Dijk",
    "De Roon",
    "Van 't Wout",
]
_TITLES = [
    "over schoon water",
    "inzake olie, gas en kolen",
    "over Initiatiefnota van het lid Piri over hulp",
    "voor artikel 12",
]


@st.composite
def moties(draw: st.DrawFn) -> tuple[str, tuple[str, tuple[str, ...], bool, str | None]]:
    """A motie with one to three members, perhaps "c.s.", perhaps a title, and its paper between brackets."""
    names = tuple(draw(st.lists(st.sampled_from(_MEMBERS), min_size=1, max_size=3, unique=True)))
    cosigned, title = draw(st.booleans()), draw(st.sampled_from([None, *_TITLES]))
    *rest, last = names
    listed = f"{', '.join(rest)} en {last}" if rest else last
    slashed = "/".join(names)
    who = draw(
        st.sampled_from(
            [
                f"Motie {listed}",
                f"motie-{slashed}",
                f"motie van {'de leden' if rest else 'het lid'} {listed}",
                f"Motie {'leden' if rest else 'lid'} {listed}",
            ]
        )
    )
    words = [who, draw(st.sampled_from(["c.s.", "c.s", "C.S."])) if cosigned else "", title or ""]
    label = draw(st.sampled_from(["Kamerstuk II 2021/22, ", "Kamerstukken II 2021-2022, ", "Kamerstuk ", ""]))
    dossier, number = draw(st.integers(22000, 36999)), draw(st.integers(1, 3000))
    paper = f"({label}{dossier // 1000}{draw(_perhaps)}{dossier % 1000:03d}{draw(st.sampled_from([', ', ' ']))}{draw(_nr)}{number})"
    text = draw(_space).join([*(word for word in words if word), paper])
    return text, (f"kst-{dossier}-{number}", names, cosigned, title)


@given(moties())
def test_any_motie_gives_the_same_facts(motie: tuple[str, tuple[str, tuple[str, ...], bool, str | None]]) -> None:
    """Number, members in order, "c.s." and title, however they are written; the whole is the span."""
    text, expected = motie
    (citation,) = find_citations(f"Conform {text} is dat gedaan.")
    assert expected == (citation.id, citation.submitters, citation.cosigned, citation.title)
    assert text == citation.text


@given(st.one_of(senate_papers(), gazettes(), proceedings(), plain_ids()))
def test_any_style_gives_the_same_id(reference: tuple[str, str]) -> None:
    """In brackets and at the end of a sentence too, with exactly its own words as span."""
    text, expected = reference
    for around in ("Zie {}.", "(zie ook {}); verder", "Volgens {} moet het"):
        (citation,) = find_citations(around.format(text))
        assert (expected, text) == (citation.id, citation.text)


@given(st.one_of(senate_papers(), gazettes(), proceedings(), plain_ids()))
def test_a_label_parses_back(reference: tuple[str, str]) -> None:
    """What is printed for a person leads to the same paper again, but for enclosures, which are known by id only."""
    (citation,) = find_citations(reference[0])
    label = citation_label(citation)
    (again,) = find_citations(label) or [citation]
    assert citation.id == again.id
    if not (citation.id or "").startswith("blg-"):
        assert again.text == label
        assert citation_label(again) == label
    if citation.kind is CitationKind.KAMERSTUK and citation.dossier:
        assert (citation.dossier, citation.suffix, citation.number) == (again.dossier, again.suffix, again.number)
