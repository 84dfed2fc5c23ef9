"""Dutch texts of `vindplaats backup` and `vindplaats restore`."""

from __future__ import annotations

HELP_BACKUP = """Maak een reservekopie van de kennisbank in de map MAP.

Dat kan terwijl de kennisbank in gebruik is. De kopie wordt gecontroleerd; pas als zij in orde is, vervangt zij een
eerdere in dezelfde map. De bestanden die de kennisbank zelf bewaart (toegevoegd op de pagina, bijlagen van berichten)
gaan mee."""
HELP_RESTORE = """Zet de reservekopie uit de map MAP terug als kennisbank.

De kopie wordt eerst gecontroleerd. Een kennisbank die er al staat, wordt alleen vervangen met --force; stop dan eerst
vindplaats serve."""
OPTION_FORCE = "Vervang de kennisbank die er al staat."
MADE = "Reservekopie gemaakt en gecontroleerd: {documents} en {files} in {path}."
PUT_BACK = "Teruggezet en gecontroleerd: {documents} en {files} (kennisbank {kb})."
FILES = ("eigen bestand", "eigen bestanden")
NO_BACKUP = "hier staat geen reservekopie. Geef de map die u aan vindplaats backup gaf."
IN_THE_WAY = "hier staat al een kennisbank. Geef met --kb een andere map, of vervang haar met --force."
SAME_FOLDER = "dit is de map van de kennisbank zelf. Kies een andere map, liefst op een andere schijf."
