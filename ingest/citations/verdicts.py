"""How far a citation can be trusted: what the tables of dossiers and the rules for numbers say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.citations.registry.dossiers import near_series, tables
from ingest.citations.registry.identifiers import kamerstuk_id, printed_id
from ingest.model import CitationKind, Verdict

if TYPE_CHECKING:
    from ingest.citations.grammar.draft import CitationDraft


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the id probably meant where that differs, and a Dutch sentence (or two) that says why.

    That sentence is made here, unlike those of errors: it is part of the citation as it is stored, printed, exported
    and returned to programs, so it cannot depend on which page or command shows it.

    ``possible``: a paper with the printed id can exist.
    """

    verdict: Verdict
    likely_id: str | None = None
    reason: str = ""
    possible: bool = True


_NAMES = {
    CitationKind.MOTIE: "deze motie",
    CitationKind.AMENDEMENT: "dit amendement",
    CitationKind.TOEZEGGING: "deze toezegging",
    CitationKind.KAMERBRIEF: "deze Kamerbrief",
}


_GAZETTES = {
    CitationKind.STAATSBLAD, CitationKind.STAATSCOURANT, CitationKind.TRACTATENBLAD, CitationKind.EU
}  # fmt: skip
_ITEMS_SINCE = 2010  # first half of the parliamentary year in which the Handelingen went over to items
_LIKELY_CHAMBER = "De Kamer staat er niet bij; bijna altijd is dit de Tweede Kamer."
_LIKELY_YEAR = "Het jaar staat er niet bij; waarschijnlijk is het dat van de regeling die ervoor genoemd wordt."
_LIKELY = {CitationKind.HANDELINGEN: _LIKELY_CHAMBER, CitationKind.KAMERVRAAG: _LIKELY_CHAMBER}


def form_verdict(draft: CitationDraft, *, identified: bool, chapter: str | None, year: int | None) -> Judgement:
    """Judge one citation.

    ``identified``: an id follows from what is printed. ``chapter``: the budget chapter the text is about, None if
    unknown. ``year``: in which the citing document appeared, None if unknown.
    """
    if draft.likely_id is not None:
        return Judgement(Verdict.AMBIGUOUS, draft.likely_id, _LIKELY.get(draft.kind, _LIKELY_YEAR))
    dossier, suffix, number = draft.dossier, draft.suffix, draft.number
    doubts = _session_doubts(draft.session_year, year)
    if not identified:
        reason = " ".join([*doubts, _missing(draft)])
        return Judgement(Verdict.IMPLAUSIBLE if doubts else Verdict.INCOMPLETE, None, reason)
    likely_id = why = None
    possible = True
    if dossier is not None and number is not None:
        doubts = doubts or _era_doubts(dossier, draft.session_year, year)
        likely_id, why = _likely(dossier, suffix, number, chapter)
        if why is None and suffix is not None and suffix not in _suffixes(dossier):
            possible = False
            doubts.append(f"„{suffix}” is geen bestaand achtervoegsel bij dossier {dossier}.")
    verdict = Verdict.IMPLAUSIBLE if doubts else Verdict.AMBIGUOUS if why else Verdict.COMPLETE
    return Judgement(verdict, likely_id, " ".join([*doubts, *([why] if why else [])]), possible)


def _missing(draft: CitationDraft) -> str:
    """What is not printed that an id needs."""
    session = draft.session_year
    if draft.kind is CitationKind.HANDELINGEN and session and int(session[:4]) < _ITEMS_SINCE:
        return (
            "Handelingen van vóór 2011 staan per onderwerp online, niet per bladzijde; welk onderwerp dit is, blijkt "
            "niet uit de verwijzing."
        )
    if draft.kind is CitationKind.BWB:
        return f"De wet heeft nu geen artikel {draft.number}; dit is een oudere versie, die geen vindplaats heeft."
    what = _NAMES.get(draft.kind, "deze verwijzing")
    if draft.kind in _GAZETTES:
        missing = "jaar"
    elif draft.kind is CitationKind.HANDELINGEN:
        missing = "nummer van de vergadering" if draft.number is None else "nummer van het onderwerp"
    else:
        missing = "nummer van het stuk" if draft.dossier else "dossier" if draft.number else "dossier of nummer"
    return f"Bij {what} staat geen {missing}; de vindplaats is daardoor niet zeker."


def _session_doubts(session: str | None, year: int | None) -> list[str]:
    """What is wrong with a parliamentary year as such."""
    doubts = []
    if session and int(session[5:]) != (int(session[:4]) + 1) % 100:
        doubts.append(
            f"Vergaderjaar {session} bestaat niet: een vergaderjaar loopt van het ene jaar naar het volgende."
        )
    if year is not None and session and int(session[:4]) > year:
        doubts.append(f"Vergaderjaar {session} begint na het jaar van dit document ({year}).")
    return doubts


def _suffixes(dossier: str) -> frozenset[str]:
    return tables().councils if dossier == tables().series else tables().chapters


def _likely(dossier: str, suffix: str | None, number: str, chapter: str | None) -> tuple[str | None, str | None]:
    """The id probably meant instead of the printed one, and why; (None, None) where the printed one will do."""
    series = tables().series
    if suffix in tables().councils and dossier != series and near_series(dossier):
        likely = kamerstuk_id(series, suffix, number)
        meant = printed_id(likely)
        return (
            likely,
            f"Achtervoegsel {suffix} hoort bij dossier {series} (raden van de EU); waarschijnlijk is {meant} bedoeld.",
        )
    budget = tables().budgets.get(dossier)
    if budget is None or suffix is not None:
        return None, None
    what = f"Dossier {dossier} ({budget.name} {budget.year}) heeft per begrotingshoofdstuk een eigen nummering"
    if chapter is None or not budget.checked:
        return None, f"{what} en het hoofdstuk staat er niet bij; welk stuk bedoeld is, blijkt niet uit de tekst."
    likely = kamerstuk_id(dossier, chapter, number)
    meant = printed_id(likely)
    return (
        likely,
        f"{what} en het hoofdstuk staat er niet bij; waarschijnlijk is hoofdstuk {chapter} bedoeld ({meant}).",
    )


def _opened(dossier: str) -> int | None:
    """The first half of the parliamentary year that opened a dossier, at the earliest; None if before all marks."""
    marks, number = tables().marks, int(dossier)
    earlier = [mark for mark in marks if mark[0] <= number]
    if not earlier:
        return None
    mark, opened = earlier[-1]
    if earlier[-1] == marks[-1]:
        # Beyond the table: the years that must have passed since at the highest rate known.
        return opened + (number - mark) // tables().dossiers_a_year
    return opened


def _era_doubts(dossier: str, session_year: str | None, year: int | None) -> list[str]:
    """Dossiers are numbered as they are opened, so none can be cited before its time."""
    budget = tables().budgets.get(dossier)
    opened = budget.opened if budget else _opened(dossier)
    if opened is None:
        return []
    # Numbers are handed out somewhat ahead around the budget in September: a year's grace, except for the budgets.
    grace = 0 if budget else 1
    first = f"{opened}/{(opened + 1) % 100:02d}"
    if session_year and int(session_year[:4]) < opened - grace:
        return [f"Dossier {dossier} bestaat pas sinds vergaderjaar {first}, dus niet in {session_year}."]
    if year is not None and year < opened:
        return [f"Dossier {dossier} is niet ouder dan vergaderjaar {first}, dus jonger dan dit document ({year})."]
    return []
