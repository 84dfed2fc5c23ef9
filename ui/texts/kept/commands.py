"""The texts of `vindplaats questions` and `vindplaats watch-report`."""

from __future__ import annotations

HELP_QUESTIONS = "Toon de bewaarde vragen, elk met hoeveel passages nieuw zijn sinds er het laatst naar is gekeken."
HELP_ADD = "Bewaar een vraag met haar filters."
HELP_REMOVE = "Bewaar een vraag niet langer."
HELP_REPORT = """Toon bij elke bewaarde vraag welke passages nieuw zijn sinds de vorige keer dat u --mark gaf.

Een passage is nieuw als haar document sindsdien is toegevoegd of een andere tekst kreeg, en zij bij de vraag past: zo
goed dat zij ten minste „dit komt in de buurt” zou zijn. Afsluitcode: 0 als er nieuws is, 3 als er geen is.
"""
OPTION_SINCE = "Wat sinds deze dag is toegevoegd (2026-11-12 of 12 november 2026), in plaats van sinds de vorige keer."
OPTION_MARK = "Onthoud dat dit is gemeld: de volgende keer komt alleen wat er daarna bij komt."
COLUMNS = ("Id", "Vraag", "Filters", "Bewaard", "Nieuw")
NONE = 'Er zijn nog geen bewaarde vragen. Bewaar er een met: vindplaats questions add "vraag"'
KEPT = "Bewaard: {question} ({id})"
FORGOTTEN = "Niet langer bewaard: {id}"
UNKNOWN = "Er is geen bewaarde vraag {id}. Bekijk met `vindplaats questions` welke er zijn."
NO_DATE = "Dit is geen datum: {value}. Schrijf 2026-11-12 of 12 november 2026."
WITHIN = " (binnen {filters})"
FOUND = "{passages} uit {documents}, sinds {date}"
NO_NEWS = "Niets nieuws bij de bewaarde vragen."
AT_LEAST = "ten minste {passages}"
