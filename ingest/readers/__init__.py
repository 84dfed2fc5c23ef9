"""One module per kind of file. Each has ``read(path, options)``, which gives the file's lines or its typed blocks."""

# File suffix -> module of this package that reads it.
READERS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "official_xml",
}
# Kinds that people have but that are not read, and what to do about them.
ADVICE = {
    ".doc": "Open het in Word of LibreOffice en sla het op als .docx.",
    ".dot": "Open het in Word of LibreOffice en sla het op als .docx.",
    ".rtf": "Open het in Word of LibreOffice en sla het op als .docx.",
    ".odt": "Open het in LibreOffice of Word en sla het op als .docx.",
    ".pptx": "Sla de presentatie op als PDF.",
    ".ppt": "Sla de presentatie op als PDF.",
    ".xlsx": "Sla het werkblad op als PDF.",
    ".xls": "Sla het werkblad op als PDF.",
    ".epub": "Zet het boek om naar PDF of HTML.",
    ".zip": "Pak het bestand uit en lees de documenten die erin zitten.",
    ".msg": "Sla het bericht op als PDF of HTML.",
    ".eml": "Sla het bericht op als PDF of HTML.",
}
