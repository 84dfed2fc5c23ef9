"""Every error of a search is a Dutch sentence about its data, with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import errors
from search.errors import BackupProblem, ModelProblem, Obstacle, SearchError
from ui.texts.failures import why

KB = Path("kb/kennisbank.sqlite")
READ_AGAIN = (
    "Voer vindplaats ingest uit: de documenten worden opnieuw ingelezen. De oude kennisbank blijft tot dat klaar is."
)
DATABASE = "postgresql://jan@db/kennis"
CASES = {
    errors.StoreDamagedError(DATABASE, "invalid page"): (
        f"{DATABASE}: dit is geen kennisbank, of zij is beschadigd (invalid page). "
        "Zet een reservekopie terug (pg_restore), of verwijder dit schema en lees de documenten opnieuw in."
    ),
    errors.SchemaVersionError(DATABASE, "2", "1"): (
        f"{DATABASE}: deze kennisbank is met een andere versie van Vindplaats gemaakt. "
        "Zij is door een nieuwere versie gemaakt: werk Vindplaats op deze computer bij."
    ),
    errors.StoreAccessError(DATABASE, "refused", Obstacle.UNREACHABLE): (
        f"{DATABASE}: deze kennisbank kan niet gelezen of beschreven worden (refused). "
        "Controleer adres en poort, en of de databaseserver draait; probeer het dan opnieuw."
    ),
    errors.EncoderMismatchError("oud", "1", "nieuw", "2"): (
        "De kennisbank is gemaakt met het model oud; dat is een ander dan nieuw. "
        "Gebruik het model oud, of bouw een nieuwe kennisbank met nieuw in een andere map."
    ),
    errors.EncoderVersionError("oud", "1", "oud", "2"): (
        f"De kennisbank is gemaakt met een andere versie van het model oud. {READ_AGAIN}"
    ),
    errors.EncoderLoadError("x", ModelProblem.NOT_FOUND, "not on the hub"): (
        "Het model x kan niet geladen worden (not on the hub). "
        "Controleer de naam of de map van het model; zonder netwerk werkt alleen een map op deze computer."
    ),
    errors.CalibrationError(KB, "passages.note", "Expected `float`"): (
        f"De kalibratie van het model in {KB} klopt niet (passages.note: Expected `float`). "
        "Herstel het bestand, of haal het weg: dan gelden de getallen van het meegeleverde model."
    ),
    errors.EncoderOutputError("x", "not all numbers are finite"): (
        "Het model x geeft vectoren die niet bruikbaar zijn (not all numbers are finite). Gebruik een ander model."
    ),
    errors.StoreDamagedError(KB, "malformed"): (
        f"{KB}: dit is geen kennisbank, of zij is beschadigd (malformed). "
        "Zet een reservekopie terug (vindplaats restore), of hernoem dit bestand en lees de documenten opnieuw in."
    ),
    errors.StoreBusyError(KB): (
        f"{KB}: deze kennisbank is in gebruik bij een ander programma. "
        "Wacht tot dat klaar is of sluit het, en probeer het opnieuw."
    ),
    errors.StoreMovedError(KB): (
        f"{KB}: deze kennisbank is in gebruik bij een ander programma. Wacht tot dat klaar is, en probeer het opnieuw."
    ),
    errors.StoreAccessError(KB, "full", Obstacle.DISK_FULL): (
        f"{KB}: deze kennisbank kan niet gelezen of beschreven worden (full). "
        "De schijf is vol: maak ruimte en probeer het opnieuw."
    ),
    errors.SchemaVersionError(KB, "1", "2"): (
        f"{KB}: deze kennisbank is met een andere versie van Vindplaats gemaakt. {READ_AGAIN}"
    ),
    errors.BackupError(KB, BackupProblem.IN_THE_WAY): (
        f"{KB}: hier staat al een kennisbank. Geef met --kb een andere map, of vervang haar met --force."
    ),
    errors.DocumentMissingError("nota"): (
        "nota: dit document staat niet in de kennisbank. Bekijk met `vindplaats documents` welke documenten er zijn."
    ),
    errors.PassageMissingError("nota:0001"): (
        "nota:0001: deze passage, of deze zin daarin, staat niet in de kennisbank. "
        "Stel de vraag opnieuw; de documenten zijn misschien veranderd."
    ),
    errors.FilterError("dossier"): (
        "Passages kunnen niet gekozen worden met het filter dossier. "
        "Laat dit filter weg, of exporteer moties of citations."
    ),
    errors.ExportError("moties", "pdf", ("csv", "json")): (
        "moties kunnen niet als pdf geschreven worden. Kies een van deze formaten: csv, json."
    ),
    errors.EvaluationError("q.jsonl", 3, "KeyError"): (
        "q.jsonl, regel 3: dit is niet bruikbaar. Verwacht: per regel JSON met id, query, type en gold."
    ),
}


@pytest.mark.parametrize("obstacle", Obstacle)
def test_each_obstacle_has_a_way_out(obstacle: Obstacle) -> None:
    """In a sentence of its own."""
    said = why(errors.StoreAccessError(DATABASE, "reden", obstacle))
    assert said.startswith(f"{DATABASE}: deze kennisbank kan niet gelezen of beschreven worden (reden). ")
    assert (
        said != why(errors.StoreAccessError(DATABASE, "reden", Obstacle.DISK_ERROR)) or obstacle is Obstacle.DISK_ERROR
    )


@pytest.mark.parametrize("error", CASES, ids=lambda error: type(error).__name__)
def test_an_error_is_a_sentence_with_a_way_out(error: SearchError) -> None:
    """Filled in with the fields of the error."""
    assert why(error) == CASES[error]


def test_no_error_is_forgotten() -> None:
    """Each class of search.errors has its sentence here."""
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SearchError)}
    assert {type(error) for error in CASES} == kinds - {SearchError}


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (ModelProblem.NO_FOLDER, "(in y staat geen model). Controleer de naam of de map van het model."),
        (ModelProblem.NO_PACKAGE, "(het pakket y ontbreekt). Installeer het met: pip install y"),
        (ModelProblem.DAMAGED, "(y). Haal het model opnieuw op: een van de bestanden is beschadigd."),
        (
            ModelProblem.UNSUPPORTED,
            "(niet bekend bij Vindplaats: y). Gebruik een ander model, of een sentence-transformers-versie ervan.",
        ),
    ],
)
def test_a_model_that_cannot_be_loaded_says_why(problem: ModelProblem, sentence: str) -> None:
    """In Dutch, with the detail that the error carries."""
    assert why(errors.EncoderLoadError("x", problem, "y")) == f"Het model x kan niet geladen worden {sentence}"


@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_has_its_own_way_out(obstacle: Obstacle) -> None:
    """Rights, a full disk, locks and a broken disk ask for different things."""
    others = [why(errors.StoreAccessError(KB, "x", other)) for other in Obstacle if other is not obstacle]
    assert why(errors.StoreAccessError(KB, "x", obstacle)) not in others


@pytest.mark.parametrize("problem", BackupProblem)
def test_every_problem_of_a_backup_has_its_own_way_out(problem: BackupProblem) -> None:
    """No copy, a knowledge base in the way, and a copy onto itself."""
    others = [why(errors.BackupError(KB, other)) for other in BackupProblem if other is not problem]
    assert why(errors.BackupError(KB, problem)) not in others
