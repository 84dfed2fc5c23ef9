"""The texts of what serves: the page for others, logging in, limits, users, tools of an assistant, and backups."""

from __future__ import annotations

from dataclasses import dataclass

from ui.texts import page

HELP_MCP = """Bied de kennisbank aan als gereedschap voor een AI-assistent op deze computer.

De assistent start deze opdracht zelf en praat ermee over standaardinvoer en -uitvoer (Model Context Protocol): zoeken,
een passage opvragen, een verwijzing herleiden, moties en exports. Er gaat niets over het netwerk."""

# vindplaats serve

HELP_SERVE = """Open de webpagina, standaard alleen op deze computer. Stop met Ctrl+C.

Voor anderen (--host of --allow-host) kiest u wie wat mag: --read-only (iedereen leest, niemand wijzigt), --users
(gebruikers loggen in), of --trust-header (een andere server logt in)."""
OPTION_HOST = "Adres om op te luisteren (standaard 127.0.0.1: alleen deze computer)."
OPTION_PORT = "Poort (standaard 7860; 0 kiest een vrije)."
OPTION_OPEN = "Open de pagina in de browser zodra de server klaarstaat."
OPTION_READ_ONLY = "Iedereen mag zoeken, lezen en exporteren; niemand kan documenten toevoegen of verwijderen."
OPTION_USERS = "Bestand met gebruikers (zie: vindplaats users). Met --trust-header: hun rollen en tokens."
OPTION_TRUST_HEADER = "Geloof de naam in deze header, bijvoorbeeld X-Forwarded-User; alleen van --proxy."
OPTION_PROXY = "Adres of netwerk van de proxy ervoor, die X-Forwarded-For en -Proto meegeeft (mag vaker)."
OPTION_ALLOW_HOST = "Naam waaronder de server bereikt wordt, bijvoorbeeld vindplaats.ministerie.nl (mag vaker)."
OPTION_AUDIT = (
    "Logboek van wie wat toevoegt, verwijdert en exporteert (standaard logboek.jsonl in de kennisbank; met --read-only "
    "geen)."
)
OPTION_WORKERS = (
    "Processen die vragen beantwoorden (standaard een per processor en hoogstens 4 als anderen erbij kunnen, anders 0: "
    "de server zelf). Elk houdt de modellen en de index in het geheugen."
)
OPTION_LOG = "Vorm van de meldingen: text (standaard), of json (een regel per verzoek, zonder de vraag)."
NO_CHOICE = (
    "Op {where} kunnen anderen bij de kennisbank. Kies wie wat mag: --read-only (alleen lezen), --users BESTAND "
    "(gebruikers loggen in), of --trust-header HEADER --proxy ADRES (een andere server logt in)."
)
TWO_CHOICES = "--read-only gaat niet samen met --users of --trust-header. Kies een van beide."
HEADER_NEEDS_PROXY = "Bij --trust-header hoort --proxy: alleen van dat adres wordt de header geloofd."
BAD_PROXY = "{proxy}: dit is geen IP-adres of netwerk. Geef bijvoorbeeld 127.0.0.1 of 10.0.0.0/8."
WIDE_PROXY = "{proxy}: dit zijn alle adressen, en dan kan iedereen zich voor een ander uitgeven. Noem alleen de proxy."
BAD_HEADER = "{header}: dit is geen naam van een header. Geef bijvoorbeeld X-Forwarded-User."
BAD_HOST = "{name}: dit is geen naam van een server. Geef de naam zonder poort, zoals vindplaats.ministerie.nl."
NO_USERS_YET = "{path}: hier staan nog geen gebruikers in. Voeg er een toe met: vindplaats users add NAAM"
NOT_ENCRYPTED = (
    "Let op: zonder https gaan wachtwoorden leesbaar over het netwerk. Zet er een proxy voor en noem die met --proxy."
)

# vindplaats users

HELP_USERS = """Beheer wie er mag inloggen op een server (vindplaats serve --users BESTAND).

Een draaiende server merkt een wijziging vanzelf."""
HELP_USERS_ADD = """Voeg een gebruiker toe; het wachtwoord wordt gevraagd.

Lezers (reader) zoeken, lezen en exporteren; redacteuren (editor) mogen ook documenten toevoegen en verwijderen."""
HELP_USERS_LIST = "Toon de gebruikers met hun rol."
HELP_USERS_REMOVE = "Verwijder een gebruiker; ook wie nog ingelogd is, kan dan niets meer."
HELP_USERS_PASSWORD = "Geef een gebruiker een ander wachtwoord; wie ingelogd is, moet opnieuw inloggen."
HELP_USERS_ROLE = "Geef een gebruiker een andere rol."
HELP_USERS_TOKEN = "Maak een token waarmee programma’s van deze gebruiker vragen stellen; een eerder token vervalt."
OPTION_USERS_FILE = "Bestand met gebruikers (standaard ./gebruikers.json, of VINDPLAATS_USERS)."
OPTION_ROLE = "Rol: reader (standaard) of editor."
OPTION_STDIN = "Lees het wachtwoord van de standaardinvoer in plaats van erom te vragen."
OPTION_NO_PASSWORD = "Zonder wachtwoord: alleen een token, of een naam voor --trust-header."
ASK_PASSWORD = "Wachtwoord van {name}"
ASK_AGAIN = "Nogmaals"
ASKED_DIFFERENT = "Dat was niet twee keer hetzelfde. Probeer het opnieuw."
USER_ADDED = "{name} is toegevoegd als {role} ({path})."
USER_REMOVED = "{name} is verwijderd."
PASSWORD_SET = "{name} heeft een nieuw wachtwoord."
ROLE_SET = "{name} is nu {role}."
TOKEN_MADE = "Dit token wordt maar één keer getoond. Stuur het mee als: Authorization: Bearer TOKEN"
USER_COLUMNS = ("Naam", "Rol", "Wachtwoord", "Token")
YES, NO = "ja", "nee"
NO_USERS = "Er zijn nog geen gebruikers. Voeg er een toe met: vindplaats users add NAAM"
BAD_NAME = "{name}: dit kan geen gebruikersnaam zijn. Gebruik hoogstens 64 letters, cijfers en de tekens . _ - @."
NAME_TAKEN = "{name}: deze gebruiker is er al. Gebruik vindplaats users password of role, of kies een andere naam."
NO_USER = "{name}: deze gebruiker staat niet in {path}. Bekijk ze met: vindplaats users list"
BAD_PASSWORD = "Een wachtwoord heeft {shortest} tot {longest} tekens. Kies bijvoorbeeld vier woorden."
NO_USERS_FILE = "{path}: dit bestand met gebruikers bestaat niet. Maak het met: vindplaats users add NAAM"
USERS_UNREADABLE = "{path}: dit bestand met gebruikers kan niet gelezen worden ({why}). Controleer de rechten."
USERS_UNWRITABLE = "{path}: hier kan niet geschreven worden ({why}). Controleer de rechten, of kies een ander bestand."
USERS_DAMAGED = "{path}: dit is geen bestand met gebruikers, of het is beschadigd. Zet een reservekopie terug."
NO_AUDIT = "{path}: in het logboek kan niet geschreven worden ({why}). Kies een andere plaats met --audit."

# What is refused

QUESTION_LONG = "Een vraag heeft hoogstens {most} tekens; deze heeft er {length}. Stel een kortere vraag."
LINE = "{path}, regel {line}: {problem}"
VALUE_NO_TEXT = "{name} is geen tekst. Geef het als tekst tussen aanhalingstekens."
VALUE_LONG = "{name} heeft hoogstens {most} tekens; hier staan er {length}. Maak het korter."
BODY_LARGE = "Dit verzoek is te groot. Stuur minder."
BODY_SLOW = "Dit verzoek kwam niet op tijd binnen. Probeer het opnieuw."
ANSWER_SLOW = "Het antwoord duurde te lang. Probeer het later opnieuw, of vraag minder tegelijk."
TOO_MANY = "Er wachten te veel antwoorden om opgehaald te worden. Probeer het over twee minuten opnieuw."
NO_PLACE = "Dit adres bestaat niet."
NOT_OURS = "Dit verzoek kwam niet van de pagina van Vindplaats."
READERS_ONLY = "U mag hier lezen, geen documenten toevoegen of verwijderen. Vraag het een redacteur."
TOKEN_WRONG = "Deze pagina is verlopen. Laad haar opnieuw en probeer het nog eens."
SERVER_WRONG = "Er is iets mis met deze server. Waarschuw wie hem beheert."
NOT_SIGNED_ON = "U bent niet aangemeld. Meld u aan bij uw organisatie en open dit adres opnieuw."
UNKNOWN = "Log eerst in, of stuur een geldig token mee."
SESSION_OVER_HTML = (
    '<p class="vp-notice">U bent niet meer ingelogd. / You are no longer logged in. '
    '<a href="/{href}">Inloggen / Log in</a></p>'
)


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of the page where one logs in."""

    language: str
    title: str
    name: str
    password: str
    show: str
    submit: str
    wrong: str
    again: str
    wait: str
    read_only: str
    log_out: str
    logged_in_as: str
    other_language: str
    other_language_label: str


NL = Words(
    language=page.DUTCH,
    title="Inloggen",
    name="Gebruikersnaam",
    password="Wachtwoord",
    show="Toon het wachtwoord",
    submit="Log in",
    wrong="Naam en wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
    again="Deze pagina was verlopen. Log opnieuw in.",
    wait="Er is te vaak een verkeerd wachtwoord gegeven. Wacht {minutes} en probeer het dan opnieuw.",
    read_only="U kunt hier lezen; documenten toevoegen of verwijderen doet een redacteur.",
    log_out="Uitloggen",
    logged_in_as="Ingelogd als {name}",
    other_language="English",
    other_language_label="This page in English",
)
EN = Words(
    language=page.ENGLISH,
    title="Log in",
    name="User name",
    password="Password",
    show="Show the password",
    submit="Log in",
    wrong="Name and password do not belong together. Try again.",
    again="This page had expired. Log in again.",
    wait="A wrong password was given too often. Wait {minutes}, then try again.",
    read_only="You can read here; adding and removing documents is done by an editor.",
    log_out="Log out",
    logged_in_as="Logged in as {name}",
    other_language="Nederlands",
    other_language_label="Deze pagina in het Nederlands",
)
MINUTES = {page.DUTCH: ("minuut", "minuten"), page.ENGLISH: ("minute", "minutes")}


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL


# vindplaats backup and vindplaats restore

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
