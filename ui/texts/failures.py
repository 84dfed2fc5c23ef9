"""Errors as Dutch sentences that say what is wrong and what to do.

The lower layers raise errors that carry data; the sentences that people read are made of that data here.
"""

from __future__ import annotations

from ingest.errors import IngestError
from search.errors import (
    BackupError,
    BackupProblem,
    CalibrationError,
    DocumentMissingError,
    EncoderLoadError,
    EncoderMismatchError,
    EncoderOutputError,
    EncoderVersionError,
    EvaluationError,
    ExportError,
    FilterError,
    ModelProblem,
    Obstacle,
    PassageMissingError,
    SchemaVersionError,
    SearchError,
    StoreAccessError,
    StoreBusyError,
    StoreDamagedError,
    StoreMovedError,
)
from ui import texts
from ui.texts import ledger, reading, serving

_READ_AGAIN = (
    "Voer vindplaats ingest uit: de documenten worden opnieuw ingelezen. De oude kennisbank blijft tot dat klaar is."
)
# Error -> what is wrong, what the user can do; the fields of the error fill both.
_SENTENCES: dict[type[SearchError], tuple[str, str]] = {
    EncoderMismatchError: (
        texts.ENCODER_MISMATCH,
        "Gebruik het model {stored}, of bouw een nieuwe kennisbank met {given} in een andere map.",
    ),
    EncoderVersionError: (texts.ENCODER_VERSION, _READ_AGAIN),
    EncoderLoadError: (texts.ENCODER_LOAD, "{way_out}"),
    CalibrationError: (
        texts.CALIBRATION,
        "Herstel het bestand, of haal het weg: dan gelden de getallen van het meegeleverde model.",
    ),
    EncoderOutputError: (texts.ENCODER_OUTPUT, "Gebruik een ander model."),
    StoreDamagedError: (
        texts.STORE_DAMAGED,
        "Zet een reservekopie terug (vindplaats restore), of hernoem dit bestand en lees de documenten opnieuw in.",
    ),
    StoreBusyError: (texts.STORE_BUSY, "Wacht tot dat klaar is of sluit het, en probeer het opnieuw."),
    StoreMovedError: (texts.STORE_BUSY, "Wacht tot dat klaar is, en probeer het opnieuw."),
    StoreAccessError: (texts.STORE_ACCESS, "{way_out}"),
    SchemaVersionError: (texts.SCHEMA_VERSION, _READ_AGAIN),
    BackupError: ("{path}:", "{way_out}"),
    DocumentMissingError: (
        texts.DOCUMENT_MISSING,
        "Bekijk met `vindplaats documents` welke documenten er zijn.",
    ),
    ExportError: (texts.EXPORT_IMPOSSIBLE, "Kies een van deze formaten: {choices}."),
    PassageMissingError: (
        ledger.PASSAGE_MISSING,
        "Stel de vraag opnieuw; de documenten zijn misschien veranderd.",
    ),
    FilterError: (ledger.FILTER_PASSAGES_NAMED, "Laat dit filter weg, of exporteer moties of citations."),
    EvaluationError: (texts.EVALUATION_LINE, "Verwacht: per regel JSON met id, query, type en gold."),
}
# The same where the knowledge base is in a database.
_OF_DATABASES: dict[type[SearchError], str] = {
    StoreDamagedError: (
        "Zet een reservekopie terug (pg_restore), of verwijder dit schema en lees de documenten opnieuw in."
    ),
    SchemaVersionError: "Zij is door een nieuwere versie gemaakt: werk Vindplaats op deze computer bij.",
}
_MODEL_PROBLEMS = {
    ModelProblem.NO_FOLDER: ("in {detail} staat geen model", "Controleer de naam of de map van het model."),
    ModelProblem.NO_PACKAGE: (
        "het pakket {detail} ontbreekt",
        "Installeer het met: pip install {detail}",
    ),
    ModelProblem.NOT_FOUND: (
        "{detail}",
        "Controleer de naam of de map van het model; zonder netwerk werkt alleen een map op deze computer.",
    ),
    ModelProblem.DAMAGED: ("{detail}", "Haal het model opnieuw op: een van de bestanden is beschadigd."),
    ModelProblem.UNSUPPORTED: (
        "niet bekend bij Vindplaats: {detail}",
        "Gebruik een ander model, of een sentence-transformers-versie ervan.",
    ),
}
_WAYS_OUT = {
    Obstacle.NO_RIGHTS: "Controleer uw rechten op deze map, of kopieer de map naar een plaats waar u mag schrijven.",
    Obstacle.DISK_FULL: "De schijf is vol: maak ruimte en probeer het opnieuw.",
    Obstacle.NO_LOCKS: "Vergrendelen lukt hier niet: zet de map op een schijf van deze computer.",
    Obstacle.BAD_ADDRESS: "Schrijf het adres als postgresql://gebruiker@server/database.",
    Obstacle.UNREACHABLE: "Controleer adres en poort, en of de databaseserver draait; probeer het dan opnieuw.",
    Obstacle.LOGIN: "Controleer gebruiker en wachtwoord (PGPASSWORD of ~/.pgpass).",
    Obstacle.NO_DATABASE: "Maak de database eerst: createdb NAAM.",
    Obstacle.DATABASE_RIGHTS: "Vraag de beheerder van de database om deze rechten (zie docs/server.md, PostgreSQL).",
    Obstacle.DATABASE_FULL: "De databaseserver heeft geen ruimte meer: maak ruimte en probeer het opnieuw.",
    Obstacle.DATABASE_DISK: "De databaseserver meldt een fout van zijn schijf: waarschuw de beheerder.",
    Obstacle.READ_ONLY_SERVER: (
        "Deze server is een replica, waarop niets te schrijven is: geef ook het adres van de hoofdserver."
    ),
    Obstacle.NO_DRIVER: "Installeer wat ontbreekt met: pip install 'vindplaats[postgres]'",
    Obstacle.NO_VECTORS: "Laat de beheerder pgvector 0.7 of nieuwer installeren: CREATE EXTENSION vector.",
    Obstacle.ENCODING: "Maak de database met de codering UTF8: createdb --encoding=UTF8 --template=template0 NAAM.",
    Obstacle.DISK_ERROR: "De schijf geeft een fout: controleer de verbinding ermee en probeer het opnieuw.",
}
_BACKUPS = {
    BackupProblem.NO_BACKUP: serving.NO_BACKUP,
    BackupProblem.IN_THE_WAY: serving.IN_THE_WAY,
    BackupProblem.SAME_FOLDER: serving.SAME_FOLDER,
}


class Failure(Exception):  # noqa: N818 - not a defect: what was asked cannot be done
    """A command cannot do what was asked; the message is a Dutch sentence that says why and names the way out."""


def foreseen(error: Exception) -> bool:
    """Whether ``why`` can tell what went wrong; else it is to be logged, since no reader of Dutch is helped by it."""
    return isinstance(error, Failure | IngestError | SearchError | OSError)


def why(error: Exception) -> str:
    """What went wrong, in Dutch; for an error nobody foresaw, where its own words can be found."""
    match error:
        case Failure():
            return str(error)
        case IngestError():
            return f"{error.path}: {reading.problem(error)} {reading.advice(error)}"
        case SearchError():
            return _of_search(error)
        case OSError() if error.filename is not None:
            return texts.FILE_UNREADABLE.format(path=error.filename, why=error.strerror)
        case OSError() if error.strerror is not None:  # standard output that cannot take more, for one
            return texts.DEVICE_FAILED.format(why=error.strerror)
    return texts.UNEXPECTED


def _of_search(error: SearchError) -> str:
    if type(error) not in _SENTENCES:
        return str(error)
    fields = dict(vars(error))
    if isinstance(error, EncoderLoadError):
        fields["reason"], fields["way_out"] = (part.format_map(fields) for part in _MODEL_PROBLEMS[error.problem])
    if isinstance(error, CalibrationError):
        fields["place"] = error.place or texts.WHOLE_FILE
    if isinstance(error, StoreAccessError):
        fields["way_out"] = _WAYS_OUT[error.obstacle]
    if isinstance(error, BackupError):
        fields["way_out"] = _BACKUPS[error.problem]
    if isinstance(error, ExportError):
        fields["choices"] = ", ".join(error.formats)
    problem, way_out = _SENTENCES[type(error)]
    if isinstance(fields.get("path"), str):
        way_out = _OF_DATABASES.get(type(error), way_out)
    return f"{problem} {way_out}".format_map(fields)
