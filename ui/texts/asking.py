"""The texts of the tabs Zoeken and Lezen, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.dutch.terms import is_english
from search.model import AnswerOutcome
from ui import texts
from ui.texts import naming
from ui.texts.page import DUTCH, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.model import Answer, SearchResult, Sought, SoughtWord

EXAMPLES = (
    "wat is het klimaatdoel 2025",
    "hoeveel geld gaat naar humanitaire hulp",
    "wat zegt Nederland over belastingontwijking",
    "moties over fossiele exportsteun",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of both tabs in one language."""

    language: str
    naming: naming.Naming
    # Asking
    query: str = texts.QUERY_LABEL
    placeholder: str = "Stel een vraag of geef trefwoorden"
    search: str = texts.SEARCH_BUTTON
    examples: str = texts.EXAMPLES_LABEL
    asked: str = "Eerder gevraagd"
    asked_one: str = "Vraag: {question}"
    asked_note: str = "Alleen in deze browser bewaard."
    forget: str = "Wissen"
    start: str = "U krijgt de zinnen die uw vraag beantwoorden, letterlijk, met document, hoofdstuk en bladzijde erbij."
    empty: str = "De kennisbank is nog leeg."
    empty_next: str = "Voeg documenten toe"
    searched: str = "Zoekt in {documents}, {passages}."
    documents: tuple[str, str] = texts.DOCUMENTS_COUNT
    passages: tuple[str, str] = texts.PASSAGES_COUNT
    # The answer
    answer: str = texts.ANSWER
    verbatim: str = "letterlijk"
    not_found: str = texts.NOT_FOUND
    not_found_more: str = texts.NOT_FOUND_MORE
    near: str = texts.NEAR
    near_more: str = texts.NEAR_MORE
    near_absent: str = texts.NEAR_ABSENT
    sought: str = texts.SOUGHT
    sought_filters: str = texts.SOUGHT_FILTERS
    sought_in: str = texts.SOUGHT_IN
    sought_meant: str = texts.SOUGHT_MEANT
    sought_absent: str = texts.SOUGHT_ABSENT
    nothing: str = texts.NOTHING_AT_ALL
    nothing_next: str = "Haal filters weg of stel de vraag met andere woorden."
    # Passages
    found: str = texts.PASSAGES
    best_first: str = "best passende eerst"
    in_order: str = "{passages}, in de volgorde van de tekst"
    more: str = "Toon meer passages"
    in_context: str = "Lees in context"
    copy: str = "Kopieer met bron"
    copy_passage: str = "Kopieer hele passage"
    copied: str = "Gekopieerd"
    copy_failed: str = "Kopiëren is niet gelukt"
    link: str = "Deel"
    link_copied: str = "De link is gekopieerd."
    link_local: str = (
        "Vindplaats draait hier alleen op deze computer: een link zou voor een ander niet werken. Daarom zijn uw vraag "
        "en het citaat met bron gekopieerd."
    )
    printing: str = "Afdrukken"
    word: str = "Word"
    date: str = "Datum"
    word_about: str = "Bewaar het antwoord en de passages als Word-bestand, met voetnoten"
    word_chosen: str = "Word ({count} gekozen)"
    choose_word: str = "Kies voor Word"
    page: str = "p.\u00a0{page}"
    sdg: str = texts.SDG
    suggestion: str = "suggestie"
    suggestion_why: str = texts.SDG_SUGGESTED_WHY
    note: str = texts.NOTE_NUMBER
    notes: tuple[str, str] = texts.FOOTNOTES
    references: str = texts.REFERENCES
    check: str = texts.CHECK
    elsewhere: str = "Ook genoemd in"
    # Filters
    filters: str = texts.FILTERS_LABEL
    facets: Mapping[str, str] = field(
        default_factory=lambda: {
            "kind": "Soort document",
            "document": "Document",
            "chapter": "Hoofdstuk",
            "sdg": "SDG",
            "suggested_sdg": "SDG",
            "motie": "Motie",
            "submitter": "Indiener",
            "year": "Jaar",
        }
    )
    within: str = "Binnen"
    kind_unstated: str = "soort niet vermeld"
    suggested_too: str = "{goal} (ook voorgesteld)"
    suggested_more: str = "Ook voorgestelde SDG’s"
    facet_more: str = "nog {count}"
    facet_note: str = "Bij een vraag zijn alleen de {depth} best passende passages geteld."
    remove: str = "Haal dit filter weg: {value}"
    clear: str = "Zoek zonder filters"
    # Reading
    choose: str = "Kies een document om te lezen."
    outline: str = "Inhoud"
    previous_chapter: str = "Vorige"
    next_chapter: str = "Volgende"
    no_document: str = "Dit document staat niet (meer) in de kennisbank."
    as_printed: str = "Afgedrukte bladzijde {page}"
    page_of: str = "Bladzijde {page} van het document, met de passage gemarkeerd"
    untitled: str = "Zonder hoofdstuk"


NL = Words(DUTCH, naming.NL)
EN = Words(
    ENGLISH,
    naming.EN,
    query="Your question",
    placeholder="Ask a question or give keywords",
    search="Search",
    examples="Examples",
    asked="Asked before",
    asked_one="Question: {question}",
    asked_note="Kept in this browser only.",
    forget="Clear",
    start="You get the sentences that answer your question, word for word, with document, chapter and page.",
    empty="The knowledge base is still empty.",
    empty_next="Add documents",
    searched="Searches {documents}, {passages}.",
    documents=("document", "documents"),
    passages=("passage", "passages"),
    answer="Answer",
    verbatim="verbatim",
    not_found="Not found",
    not_found_more="No answer to the question was found in these documents. The passages below come closest.",
    near="This comes near",
    near_more="No sentence answers the question with certainty. The answer may stand in these passages.",
    near_absent="In no document: {words}.",
    sought="Looked for",
    sought_filters="Filters",
    sought_in="Searched",
    sought_meant="{asked} (taken for {meant})",
    sought_absent="{asked} (in none of the documents)",
    nothing="No passage fits the question and the filters.",
    nothing_next="Remove filters, or ask the question in other words.",
    found="Passages",
    best_first="best match first",
    in_order="{passages}, in the order of the text",
    more="Show more passages",
    in_context="Read in context",
    copy="Copy with source",
    copy_passage="Copy whole passage",
    copied="Copied",
    copy_failed="Copying failed",
    link="Share",
    link_copied="The link has been copied.",
    link_local="Vindplaats runs on this computer only: a link would not work for anyone else. Your question and the "
    "quotation with its source were copied instead.",
    printing="Print",
    word_about="Save the answer and the passages as a Word file with footnotes, in Dutch",
    word_chosen="Word ({count} chosen)",
    choose_word="Choose for Word",
    page="p.\u00a0{page}",
    suggestion="suggestion",
    suggestion_why="{name}. Suggested by Vindplaats: this passage names no SDG, but is close to this goal in meaning. "
    "The filter on SDG leaves it out, unless you choose “suggested too” there.",
    note="Note\u00a0{number}",
    notes=("footnote", "footnotes"),
    references="References",
    check="caution",
    elsewhere="Also cited in",
    filters="Filters",
    facets={
        "kind": "Kind of document",
        "document": "Document",
        "chapter": "Chapter",
        "sdg": "SDG",
        "suggested_sdg": "SDG",
        "motie": "Motion",
        "submitter": "Submitter",
        "year": "Year",
    },
    within="Within",
    kind_unstated="kind not stated",
    suggested_too="{goal} (suggested too)",
    suggested_more="Suggested SDGs too",
    facet_more="{count} more",
    facet_note="With a question, only the {depth} best passages are counted.",
    remove="Remove this filter: {value}",
    clear="Search without filters",
    choose="Choose a document to read.",
    outline="Contents",
    previous_chapter="Previous",
    next_chapter="Next",
    no_document="This document is not (or no longer) in the knowledge base.",
    as_printed="Printed page {page}",
    page_of="Page {page} of the document, with the passage marked",
    untitled="Without chapter",
)


def outcome(answer: Answer, words: Words) -> str:
    """Return the heading that says what came of looking for an answer."""
    headings = {
        AnswerOutcome.ANSWER: words.answer,
        AnswerOutcome.NEAR: words.near,
        AnswerOutcome.NONE: words.not_found,
    }
    return headings[answer.outcome]


def near(found: SearchResult, words: Words) -> str:
    """Return what is said above passages that only come near, with the words of the question that no document holds.

    An English question shares few words with Dutch documents, so that says nothing of it.
    """
    absent = () if found.sought is None or is_english(found.query) else found.sought.absent
    lacking = (words.near_absent.format(words=", ".join(f"“{word}”" for word in absent)),) if absent else ()
    return " ".join((words.near_more, *lacking))


def sought(found: Sought, words: Words, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was looked for, as lines with a label each: words, filters in force, number of documents.

    ``titles``: of documents by id; one that is missing is called by its id.
    """
    given = [(name, getattr(found.filters, name)) for name in words.facets]
    filters = [filter_label(name, value, words, titles) for name, value in given if value is not None]
    lines = [
        (words.sought, ", ".join(_sought_word(word, words) for word in found.words)),
        (words.sought_filters, ", ".join(filters)),
        (words.sought_in, texts.count(found.documents, *words.documents)),
    ]
    return [(label, text) for label, text in lines if text]


def filter_label(name: str, value: str | int, words: Words, titles: Mapping[str, str]) -> str:
    """Return what a filter that holds is called: "Jaar: 2022", "SDG 13 Klimaatactie".

    ``name``: of the field of Filters. ``titles``: of documents by id; one that is missing is called by its id.
    """
    if name in {"sdg", "suggested_sdg"}:
        goal = f"{words.facets[name]} {goal_label(int(value), words)}"
        return goal if name == "sdg" else words.suggested_too.format(goal=goal)
    if name == "document":
        value = texts.short(titles.get(str(value), str(value)))
    elif name == "kind" and value == texts.UNSTATED_KIND:
        value = words.kind_unstated
    return f"{words.facets[name]}: {value}"


def goal_label(number: int, words: Words) -> str:
    """Return a goal by number and name: "13 Klimaatactie"."""
    return f"{number} {words.naming.sdgs.get(number, '')}".strip()


def _sought_word(word: SoughtWord, words: Words) -> str:
    if word.meant:
        return words.sought_meant.format(asked=word.asked, meant=word.meant)
    return word.asked if word.present else words.sought_absent.format(asked=word.asked)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == ENGLISH else NL
