"""Which module reads which kind of file."""

# File suffix -> module of ingest.formats that reads it with ``read(path, options)``.
READERS = {
    ".txt": "plain.reader",
    ".md": "plain.markdown",
    ".markdown": "plain.markdown",
    ".pdf": "pdf.reader",
    ".docx": "word.reader",
    ".docm": "word.reader",
    ".html": "web.reader",
    ".htm": "web.reader",
    ".xhtml": "web.reader",
    ".xml": "official.reader",
    ".odt": "exchange.opendocument",
    ".rtf": "exchange.richtext",
    ".eml": "exchange.mail",
}
