"""Regular expressions for Dutch official references, made of the pieces in ``ingest.citations.fragments``.

All run over text made even by ``folding``: spaces are plain, dashes are "-", apostrophes "'". Rules that keep them
linear: every repetition is bounded, so the work at one place is bounded too, and runs of one class of characters are
possessive ("{0,6}+": they never give back; groups are not, early releases of Python 3.11 match those wrongly).
White space inside a reference may hold a line break and a blank line, hence up to six characters.
"""

from __future__ import annotations

import re

from ingest.citations.fragments import (
    CHAMBER,
    DAY,
    DOSSIER_NUMBER,
    GAP,
    HOUSE,
    MONTHS,
    NOT_A_NUMBER,
    NR,
    NUMBER,
    SESSION,
    SESSION_PART,
    SP,
    THOUSANDS,
    YEAR,
)

# --- where a reference may begin -------------------------------------------------------------------------------------
# Ordered: an id before the label it begins with. The lookahead on the first character makes the scan about three times
# as fast. A digit may stand before a label: the marker of a note is often glued on. A bare dossier must not be part of
# a longer number (phone, postbus, amount): no digit or sign before it.
ANCHOR = re.compile(
    rf"""(?<![^\W\d_])(?=[\dKkTtEMmAaSHhBbsjVv]|ecli:)(?:
      (?P<address>https?://(?:www\.|zoek\.|repository\.)?officielebekendmakingen\.nl/[^\s<>"')\]}}]{{1,200}}+)
    | (?P<identifier>(?:kst|blg|(?:ah|h|kv)-[te]k|stcrt|stb|trb)-[\dA-Za-z][\dA-Za-z-]{{0,40}}+)
    | (?P<ecli>(?:ECLI:\s?[A-Z]{{2}}:\s?[A-Z0-9]{{1,7}}|EU:[CTF]):\s?\d{{4}}:\s?[A-Z0-9][A-Z0-9.]{{0,24}}+
        |(?i:ecli:[a-z]{{2}}:[a-z0-9]{{1,7}}:\d{{4}}:[a-z0-9][a-z0-9.]{{0,24}}+))
    | (?P<jci>jci1\.\d{{1,2}}:c:BWB[RVW]\d{{7}}[^\s<>"')\]}},;]{{0,200}}+)
    | (?P<bwb>BWB[RVW]\d{{7}}(?!\d))
    | (?P<tk>(?<!\d)(?:19|20)\d\d[DZ]\d{{5}}(?!\w))
    | (?P<promise>(?:T\d{{5}}|[Tt][Zz][\s-]?20\d\d(?:0[1-9]|1[0-2])-?\s?\d{{1,4}})(?!\w|-\d))
    | (?P<questions>(?:[Kk]amer|[Ss]chriftelijke{GAP})?[Vv]ragen(?={GAP}(?:van|door){GAP}|-))
    | (?P<head>(?:[Mm]otie|MOTIE|[Aa]mendement|AMENDEMENT|[Kk]amerbrief(?!-\w)|[Tt]oezegging)(?P<plural>s|en)?(?!\w))
    | (?P<brieven>[Kk]amerbrieven(?!\w))
    | (?P<label>(?:[Kk]amerstuk(?:dossiernummers?|dossiers?|nummers?|nrs?\.?|ken|en|s)?|KAMERSTUK(?:KEN)?
        |[Kk]st\.|Kst)(?!\w))
    | (?P<house>{HOUSE}(?!\w))
    | (?P<gazette>Staatscourant|[Ss]tcrt|STCRT|Staatsblad|[Ss]tb|STB|Tractatenblad|[Tt]rb|TRB)(?!\w)
    | (?P<aanhangsel>[Aa]anhangsel(?!\w)|Aanh\.(?={SP}Hand\.))
    | (?P<handelingen>Handelingen(?!\w)|Hand\.(?={SP}(?:II?|[TE]K)(?!\w)))
    | (?P<dossier>(?<![\d.,/€$-])(?<!\d\s)(?<!€\s)(?<!EUR\s)(?<!ostbus\s){DOSSIER_NUMBER})
    )""",
    re.VERBOSE,
)

# --- a Kamerstuk -----------------------------------------------------------------------------------------------------
# Between the label and the dossier: chamber, parliamentary year, or a year alone.
PREFIX = re.compile(
    rf"""(?:{SP}[-,/]?{SP}(?P<house>\()?{CHAMBER}(?(house)\)|))?
    (?:(?P<session_in>{SP}\()?{SESSION_PART}(?(session_in)\)|))?
    (?:{SP},?{SP}(?:{DAY}{GAP})?{YEAR},(?={SP}{DOSSIER_NUMBER}))?
    {SP}[,:]?{SP}\(?{SP}(?:{NR}{SP})?""",
    re.VERBOSE,
)
DOSSIER = re.compile(r"(?P<dossier>\d\d?(?:\.|\s{0,6}+)\d{3})(?!\d)")
# Directly after the dossier, with a space or hyphen at most: a chapter, a fund, a council. Which exist is data. In
# brackets only a chapter: "35 925 (XVII)", not "(R2064)" or "(EU)".
_CHAPTER = r"(?:[Hh]oofdstuk\s|[Hh]fd?st\.?\s)"
SUFFIX = re.compile(
    rf"(?P<join>\s?(?P<paren>\()(?:{_CHAPTER}|(?=[IVX]{{1,6}}[AB]?\)))"
    rf"|[\s-]{{0,3}}+(?:,\s{{0,2}}+)?{_CHAPTER}|,\s{{1,2}}+(?=[IVX]{{2}})|[\s-]{{0,3}}+)"
    r"(?P<suffix>[A-Z]{1,6}|\d\d)(?![^\W_])(?(paren)\s?\)|)",
)
# "(R2064)": the number of a Kingdom act; it plays no role.
KINGDOM = re.compile(rf"{SP}-?{SP}\({SP}R{SP}\d{{1,4}}{SP}\)")
# ", nr. 36" - also "nr36", "Nr. 348" between parentheses, without a comma.
NUMBERED = re.compile(
    rf"{SP}[,;-]?{SP}(?P<paren>\()?{SP}(?:(?:stuk|met){GAP})?(?P<nr>{NR}){SP}(?P<number>{NUMBER}){NOT_A_NUMBER}(?(paren){SP}\)|)",
)
# ", D", ", A-C" or ", 36" without "nr.": only behind a label.
BARE_NUMBER = re.compile(
    rf"{SP},{SP}(?P<number>\d{{1,4}}(?!-)|[A-Z]{{1,2}}(?!-(?![A-Z](?![\w-]))))(?![\w%])(?![.,]\d){NOT_A_NUMBER}"
)
# "35925-36", "35.673 EK B"
HYPHEN_NUMBER = re.compile(r"-(?P<number>\d{1,4}|[A-Z]{1,3})(?![^\W_])")
# A whole id without a label, "30950-345" and "36 471-64": only in brackets or behind a motie.
HYPHENATED = re.compile(
    rf"(?<![\d.,/€$-])(?<!\d\s)[1-4]\d{THOUSANDS}\d{{3}}(?:-(?:[IVX]{{1,6}}[AB]?|[A-J]))?-\d{{1,4}}(?![\w-]|[.,/]\d|{SP},?{SP}{NR}){NOT_A_NUMBER}"
)
# Without anything between: "(kamerstuk 28114 16)".
SPACED_NUMBER = re.compile(r"\s(?P<number>\d{1,4})(?=\s{0,2}+\))")
HOUSE_NUMBER = re.compile(rf",?{GAP}(?P<house>[TE]K),?{GAP}(?:{NR}{SP})?(?P<number>\d{{1,4}}|[A-Z]{{1,3}})(?![\w-])")
PAGE = re.compile(rf"{SP},?{SP}(?:p|pp|blz|pag|pagina)\.?{SP}\d{{1,5}}(?:\s?-\s?\d{{1,5}})?")
# ", p. 6 en 22": the second is a page too.
PAGES = re.compile(rf"{PAGE.pattern}(?:{SP}(?:,|en){SP}\d{{1,5}}(?:\s?-\s?\d{{1,5}})?(?!\d))?")
_AND = r"(?:en|of|&|alsmede|alsook|en/of|resp\.|respectievelijk)"
# What is said of a paper between it and the next: "nr. 3 (MvT) en nr. 64", "nr. 6 (nota naar aanleiding van het
# verslag) en nr. 9".
REMARK = re.compile(r"\s{0,3}+\((?!\s?\d)[^()\n]{1,60}+(?:\n[^()\n]{1,60}+)?\)")
# A number behind which the rest of a dossier stands: "en 34 977, nr. 13".
_OPENS_DOSSIER = rf"(?![\s.]\d{{3}}(?!\d)|\s{{2,8}}+\d{{3}}{SP}[,(]?{SP}(?:{NR}|[IVX]))"
# After a number: "; nr. 7", "en nrs. 8 en 9", and behind "nrs." "3-5", "3 t/m 5", "3, 4 en 5". Not "en 35 925".
NEXT_NUMBERED = re.compile(
    rf"{SP}(?P<join>(?:[;,/]{SP})?(?:{_AND}{GAP})?)(?P<nr>{NR}){SP}(?P<number>{NUMBER}){_OPENS_DOSSIER}{NOT_A_NUMBER}",
)
NEXT_LISTED = re.compile(
    rf"{SP}(?P<join>(?P<range>-|t/m|tot{GAP}en{GAP}met)|,{SP}en(?!\w)|,|en(?!\w)|&|/){SP}(?P<number>{NUMBER}){_OPENS_DOSSIER}"
    rf"(?(range)|(?!\s[A-Z]))(?![./]\d){NOT_A_NUMBER}",
)
# "nr. 3 en 5" and "nr. 3, 5 en 7" are lists only where the phrase ends there.
_PHRASE_ENDS = r"\s{0,6}+(?:[).;]|,(?!\s?\d)|$)"
PHRASE_ENDS = re.compile(_PHRASE_ENDS)
LIST_ENDS = re.compile(
    rf"(?:{SP},(?!{SP}en(?!\w)){SP}{NUMBER}){{0,8}}{SP},?{SP}(?:en|&){GAP}{NUMBER}(?![./]\d){_PHRASE_ENDS}"
)
NEXT_DOSSIER = re.compile(
    rf"{SP}(?:;|/|,?{SP}{_AND}(?!\w)|,){SP}"
    rf"(?=(?:[Il]{{1,2}}{GAP})?(?:{SESSION},?{SP})?{DOSSIER_NUMBER})",
)
PLURAL = re.compile(r"(?:[Nn]rs|NRS|[Nn]os|ummers)")

# --- other publications ----------------------------------------------------------------------------------------------
# Year first: "Stcrt. 2024, 2900", "Staatsblad jaargang 2011, nr. 35", "Stb. 1997/580",
# "Staatscourant (van) 16 juni 2005, nr. 114". From 1940 to 1950 a letter stands for the year: "Stb. 1947,
# H 423", "Stb. H 423".
_ISSUE_END = rf"(?!\w)(?![.,/]\d|\s?-\s?\d){NOT_A_NUMBER}"
GAZETTE = re.compile(
    rf"(?:{GAP}van{GAP}het{GAP}Koninkrijk{GAP}der{GAP}Nederlanden)?\s?\.?{SP}[,-]?{SP}"
    rf"(?:(?:(?:van|d\.d\.){GAP})?{DAY}{GAP}|(?P<volume>[Jj]aargang){GAP}|{NR}{SP}(?={YEAR}(?:[-/]|,{SP})\d))?(?P<year>{YEAR})"
    rf"(?:{SP}[,;]{SP}(?:{NR}{SP})?|{GAP}{NR}{SP}|[-/]|(?(volume){GAP}|(?!)))"
    rf"(?P<number>\d{{1,2}}[ .]\d{{3}}|\d{{1,5}}|[A-K]\s?\d{{1,3}})(?!\w)(?![.,]\d)"
    rf"{NOT_A_NUMBER}",
)
# "Stb. 113/1990", "Stb. 308, 1912", "Stcrt. nr. 245 van 2005", "Staatscourant nr. 245 d.d. 16 december 2005",
# "Staatscourant 200 van 16-10-2001"
GAZETTE_YEAR_LAST = re.compile(
    rf"\s?\.?{SP},?{SP}(?:{NR}{SP})?(?P<number>\d{{1,5}}|[A-K]\s?\d{{1,3}})"
    rf"(?:{SP}[,/]{SP}|{GAP}(?:van|d\.d\.){GAP}(?:{DAY}{GAP}|\d{{1,2}}-\d{{1,2}}-)?)(?P<year>{YEAR})(?!\w)(?![.,/-]\d)",
)
# "besluit van 16 maart 1983 (Stb. 125)": the number alone, behind an abbreviation or "no."; not a year.
GAZETTE_NUMBER = re.compile(
    rf"(?:(?<!blad)(?<!courant)\s?\.{SP}(?:{NR}{SP})?|{GAP}{NR}{SP})(?!{YEAR}(?!\d))"
    rf"(?P<number>\d{{1,4}}|(?P<letter>[A-K])\s?\d{{1,3}}){_ISSUE_END}",
)
# The date of a decision may have a number behind it; from or until when something holds is not such a date.
YEAR_BEFORE = re.compile(
    rf"(?:(?P<date>(?<!per\s)(?<!op\s)(?<!tot\s)(?<!sinds\s)(?<!vanaf\s)(?<!ingang\svan\s)(?<![-\d])"
    rf"\d{{1,2}}(?:{GAP}(?i:{MONTHS}){GAP}|-\d{{1,2}}-))|\s)(?P<year>{YEAR})"
    rf"(?(date)(?:{SP},?{SP}{NR}{SP}[\w./ -]{{1,24}})?|){SP},?{SP}\(?{SP}$",
)
# Further issues: "; 1998, 20", "en 1981, 143", "en 2023-124"; of the same year "en 102", and ", 88, 203" to a bracket.
NEXT_ISSUE_OF_YEAR = re.compile(
    rf"{SP}(?:[;,]|,?{SP}en(?!\w)){SP}(?P<year>{YEAR})"
    rf"(?:,{SP}(?:{NR}{SP})?|[-/](?!{YEAR}(?!\d)))(?P<number>\d{{1,5}}){_ISSUE_END}",
)
NEXT_ISSUE = re.compile(
    rf"{SP}(?:,(?=(?:{SP}(?:,{SP}|en{GAP})?\d{{1,5}}){{1,8}}{SP}\))|en(?!\w)(?={SP}(?:{NR}{SP})?\d{{1,5}}\s?(?:[).;]|,(?!\s?\d)|$)))"
    rf"{SP}(?:en{GAP})?(?:{NR}{SP})?(?P<number>\d{{1,5}}){_ISSUE_END}",
)
# "Aanhangsel (van de) Handelingen II 2024/25, nr. 1244"; what stands between label and number.
PROCEEDINGS = re.compile(
    rf"""(?:{SP}Hand\.|{GAP}(?:(?:van|bij|tot){GAP}de{GAP}|der{GAP})?Handelingen(?!\w))?
    (?:{SP},?{SP}(?:der{GAP}|van{GAP}de{GAP})?{CHAMBER})?
    {SESSION_PART}?
    (?:(?:{SP},{SP}{DAY}{GAP}{YEAR}(?={SP},))?{SP},?{SP}(?:{NR}{SP})?(?P<number>\d{{1,4}})(?!\w|\s\d{{3}}|\.\d){NOT_A_NUMBER}
       (?:(?:{SP},?{SP}item{SP}|-)(?P<item>\d{{1,3}})(?!\w))?)?""",
    re.VERBOSE,
)
# A further meeting or question of the same year: "en nr. 13, item 4", "; nr. 13"; behind "nrs." or at the end "en 13".
NEXT_QUESTION = re.compile(
    rf"{SP}(?:,?{SP}(?:en|&)(?!\w)|,){SP}(?P<number>\d{{1,4}})(?![\w/]|\s\d{{3}}|\.\d){NOT_A_NUMBER}"
)
NEXT_PROCEEDINGS = re.compile(
    rf"{SP}(?:[;,]{SP})?(?:{_AND}{GAP})?(?P<nr>{NR}){SP}(?P<number>\d{{1,4}})(?!\w|\s\d{{3}}|\.\d){NOT_A_NUMBER}"
    rf"(?:(?:{SP},?{SP}item{SP}|-)(?P<item>\d{{1,3}})(?!\w))?"
)

SUPPLEMENT = re.compile(SESSION_PART + rf"{SP},?{SP}Aanhangsel(?!\w)")  # behind "Tweede Kamer"
SUPPLEMENT_LAST = re.compile(rf"{SP},?{SP}[Aa]anhangsel{SP},?{SP}(?:{NR}{SP})?(?P<number>\d{{1,4}})(?!\w)")
APPENDED = re.compile(r"[Bb]ijlagen?\s{1,3}+$")  # papers as an appendix to the proceedings
# A number of a "zaak" behind these words is that of written questions, and "T01234" that of a promise.
QUESTIONS_BEFORE = re.compile(r"(?<!\w)(?:[Kk]amer)?[Vv]ra(?:ag|gen)(?!\w)[^.;?!]{0,80}$")
# "uw brief van 3 mei 2024, nr. 2024Z08912, deel ik u mede dat de vragen van ...": how every answer begins.
QUESTIONS_AFTER = re.compile(r"[^.;?!]{0,60}?(?<!\w)(?:[Kk]amer)?[Vv]ragen(?!\w)")
# The Tweede Kamer's, in the spellings in use: "TZ202309-123", "tz 202309-123".
PROMISE = re.compile(r"[Tt][Zz][\s-]?(\d{6})-?\s?(\d{1,4})")
PROMISE_BEFORE = re.compile(r"(?<!\w)[Tt]oezegging(?:en|s?nummers?)?(?!\w)[^.;?!]{0,80}$")

# --- moties, amendments, letters, promises ---------------------------------------------------------------------------
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
# Words with a capital that follow a motie but are not a name.
_STOP = (
    r"(?!(?:Kamer|Motie|Amendement|Toezegging|Handelingen|Kst|Stcrt|Stb|Trb|Tweede|Eerste|Aanhangsel|Dossier|Nota|"
    r"Toelichting|Antwoord|Van|De|Den|Der|Ten|Ter|Te|Wantrouwen|Afkeuring|Treurnis|Over|Inzake|Deze|Dit|Dat|Het|Een|"
    r"In|Op|Zie|Nr|No|TK|EK|II?|EU|VN)(?![a-zà-ÿ])|Kamerstuk|Europ|Nederland|C\.?\s?S(?!\w))"
)
_PARTICLE = (
    r"(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Tt]e|'[TtSs]|[Ii]n|[Oo]p|[Vv]on|[Ee]l|[Aa]l|[Ll]a|[Ll]e|[Dd]u|[Dd]i|"
    r"[Bb]en)"
)
_LOWER_PARTICLE = r"(?:van|de|der|den|ten|ter|te|'t|von)"
_WORD = (
    rf"{_STOP}(?:{_CAPITAL}|[dD]'{_CAPITAL})[\w']{{0,40}}+"
    rf"(?:-(?:(?:{_LOWER_PARTICLE}{GAP}){{1,3}}{_CAPITAL}|{_CAPITAL}|van|de|der|den|el|al|in|'t)[\w']{{0,40}}+){{0,3}}"
)
# A surname with its particles, or a given name before a particle ("Jasper van Dijk") or a name ("Martin Bosma").
NAME = re.compile(
    rf"(?P<given>{_WORD}{GAP}(?:{_WORD}{GAP})?(?={_LOWER_PARTICLE}{GAP}))?(?:{_PARTICLE}{GAP}){{0,3}}{_WORD}(?:{GAP}{_WORD})?",
)
# "motie van de ChristenUnie" is not by a Van de ChristenUnie; "motie van de Camp" is by Van de Camp.
VAN_DE = re.compile(rf"van{GAP}de{GAP}")
REST_OF_WORD = re.compile(r"[\w-]{1,30}+")
# How a submitter is introduced. "van" alone is a preposition here; whether it is part of the name is decided in code.
INTRODUCED = re.compile(
    rf"(?:-{SP}|{GAP})(?:(?P<member>(?:(?i:van{GAP}(?:het{GAP}|de{GAP})?)(?:oud-)?(?i:kamer)?(?i:lid|leden)|"
    rf"van{GAP}de{GAP}heren|van{GAP}de{GAP}heer|van{GAP}mevrouw|van{GAP}mw\.|(?i:kamer)?(?i:lid|leden)){GAP})|"
    rf"(?P<van>van){GAP}(?={_CAPITAL}))?",
)
ADDRESSEE = re.compile(
    rf"(?:{GAP}van{GAP}de{GAP}(?:[Mm]inister|[Ss]taatssecretaris)(?:{GAP}\w{{2,20}}+){{0,3}})?"
    rf"{GAP}aan{GAP}(?:(?:het|de){GAP})?(?:[Kk]amer)?(?:lid|leden){GAP}",
)
NAME_JOIN = re.compile(rf"{SP}(?P<join>,{SP}en(?!\w)|,|en(?!\w)|&|/){SP}(?:(?:het{GAP}|de{GAP})?(?:lid|leden){GAP}|-)?")
# From one motie of an enumeration to the names of the next: "), ", ") en -", ") en van het lid ".
NEXT_SUBMITTED = re.compile(
    rf"(?<=\)){SP}(?:,{SP}en(?!\w)|,|;{SP}en(?!\w)|;|en(?!\w)){SP}"
    rf"(?:(?:van{GAP})?(?P<member>(?:(?:het|de){GAP})?(?:[Kk]amer)?(?:lid|leden){GAP})|-)?"
)
# A bracket behind it belongs to it only where one opens before it: not in "(motie-Kuzu c.s.)".
COSIGNED = re.compile(rf"{SP},?{SP}(?:\([Cc]\.?\s?[Ss](?!\w)\.?\)|[Cc]\.?\s?[Ss](?!\w)\.?)")
PARTY = re.compile(rf"{SP}\([A-Za-z0-9][\w/, -]{{1,24}}\)")
ON_PAPER = re.compile(rf"{SP},?{SP}\(?(?:op{GAP}stuk{GAP})?{NR}{SP}(?P<number>\d{{1,4}})(?!\w)\)?")
# "op stuk nr. 1740 (21 501-32)": first the number, then the dossier.
DIGITS = re.compile(r"\d{1,4}+")
ON_PAPER_OF = re.compile(
    rf"(?<!\w)(?:(?:op|onder){GAP}(?:[Kk]amer)?stuk(?:ken)?{GAP}(?:{NR}{SP})?|{NR}{SP})(?P<number>\d{{1,4}})(?!\w)"
    rf"(?P<more>(?:{SP}(?:,|en|t/m|-){SP}\d{{1,4}}(?![\w.])){{0,8}})"
    rf"(?:{SP},?{SP}(?P<paren>\()|,?{GAP}(?:van|uit|in|bij|onder){GAP}(?:het{GAP})?(?=[\dKkd])){SP}"
    rf"(?:(?:[Kk]amerstuk(?:ken)?|[Dd]ossier|[Kk]amerstukdossier){GAP}(?:II{GAP})?)?(?={DOSSIER_NUMBER})"
)
TITLE_BEGINS = re.compile(
    rf"{SP},?{SP}(?=(?:over|inzake|betreffende|omtrent|om|tot|ter|voor|tegen|aangaande|met{GAP}betrekking{GAP}tot|m\.b\.t\.)\s)",
)
LETTER_TITLE_BEGINS = re.compile(
    rf"{SP}[,:]?{SP}(?=(?:over|inzake|betreffende|met|aan|van|d\.d\.|naar|'|\"|[«“„]|{_CAPITAL}))",
)
# What may stand between a name or title and the paper it belongs to.
OPENING = re.compile(
    rf"(?:{GAP}(?:van|d\.d\.|ingediend{GAP}op){GAP}{DAY}(?:{GAP}\d{{4}})?|{GAP}uit{GAP}{YEAR})?{SP},?{SP}:?{SP}(?:-\s)?(?P<paren>\()?{SP}"
    rf"(?:ingezonden{GAP}(?:op{GAP})?{DAY}{GAP}\d{{4}}{SP}[,;:]?{SP})?"
    rf"(?:(?:zie|o\.a\.|onder{GAP}meer|met|als|kenmerk:?|nummer|zaaknummer|nr\.?){GAP}(?:ook{GAP})?)?$",
)
# A dossier without a label in the brackets of a motie: "(35300, W)".
BRACKETED = re.compile(rf"{SP}\({SP}(?={DOSSIER_NUMBER})")
CLOSING = re.compile(rf"(?:{COSIGNED.pattern})?(?:{PAGE.pattern})?{SP}\)")
# The end of a sentence: not behind a single letter ("c.s. Over") or a short word with dots ("m.b.t. Afrika").
# Nor behind a word that is shortened, mostly before a number ("art. 12").
_SHORT = "".join(
    rf"(?<!\b{word})"
    for word in ("nr", "Nr", "nrs", "no", "art", "artt", "ca", "min", "max", "incl", "excl", "resp", "par", "blz", "pp")
)
SENTENCE_ENDS = re.compile(rf"(?<![.\s(]\w)(?<!\b\w){_SHORT}[.!?][)'\"»”]?(?:\s|$)(?=\s{{0,8}}+(?:[A-ZÀ-Þ0-9(•-]|$))")
BLANK_LINE = re.compile(r"\n[ \r]{0,8}+\n")
# Verbs that no title has but a running sentence does.
LETTER_TITLE = re.compile(rf"(?:over|inzake|betreffende|omtrent|met|naar|'|\"|[«“„]|{_CAPITAL})")
LETTER_ADDRESS = re.compile(
    rf"(?:(?:van|d\.d\.|op){GAP}\d{{1,2}}{GAP}(?:{MONTHS})(?:{GAP}\d{{4}})?|aan{GAP}de{GAP}(?:Tweede{GAP})?Kamer){SP},?{SP}"
)
FINITE_VERB = re.compile(
    r"(?<!\w)(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|zal|zullen|kan|blijft|verzoekt|"
    r"roept|vraagt|waarin|waarbij|waarmee|die|dat)(?!\w)",
)
# Where a title without a paper behind it ends. Not at the dots of "art. 12", "1.000" and "m.b.t. zorg".
PHRASE_STOPS = re.compile(
    rf"{_SHORT}\.(?![a-zà-ÿ])(?!(?<=\d\.)\d)(?!(?<=\.\w\.)\s[a-zà-ÿ])|[;:()\[\]]|,\s|\n[ \r]{{0,8}}+\n"
)
BEFORE_NEXT = re.compile(rf"{GAP}(?:en|of|alsook|alsmede)(?:{GAP}de)?{GAP}$")  # where the next reference begins
DATE = re.compile(rf"(?:,|van|op|d\.d\.){GAP}\d{{1,2}}{GAP}(?:{MONTHS}){GAP}(?:19|20)\d\d(?!\d)")
ADDRESS = re.compile(r"https?://")
# The marker of a note behind a title, where nothing opens the paper: "... ondernemers’ 7 Kamerstukken II".
MARKER = re.compile(r"(?<=[\w'’”\"»])\s\d{1,3}\Z")
LETTER_MARK = re.compile(r"(?:BZDOC-\d{4,14}-\d{1,4}|[Kk]enmerk:?\s{1,3}+[\w./-]{4,40}+)")
MINISTER = re.compile(
    rf"{GAP}van{GAP}de{GAP}(?:[Mm]inister|[Ss]taatssecretaris|MP|[Mm]inister-president|[Bb]ewindspersoon)(?!\w)"
)
# A determiner directly before: the reference stands in a running sentence, not in a list of references.
RUNNING = re.compile(r"(?<!\w)(?:[Dd]e|[Dd]eze|[Ee]en|[Dd]ie|[Hh]et)\s{1,6}+$")
