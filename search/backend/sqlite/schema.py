"""The layout of the store's tables. Raise SCHEMA_VERSION with every change: there is no migration, stores are rebuilt.

Keys are integers that are never used again after a removal, so a vector index made earlier cannot point at a newcomer.
"""

from __future__ import annotations

from search.dutch.terms import ANALYSIS_VERSION

SCHEMA_VERSION = "10"
SUGGESTIONS_VERSION = "3"  # raise it when search.intake.sdg_suggestions would suggest otherwise
#: Of a store: another layout, or other contents of the same layout, and it is to be made again.
VERSION = f"{SCHEMA_VERSION}.{ANALYSIS_VERSION}.{SUGGESTIONS_VERSION}"

#: How FTS5 cuts terms from what it is given; search.backend.sqlite.lexical.texts has it cut words for the postings.
TOKENIZER = """tokenize = "unicode61 remove_diacritics 0 tokenchars '-,'\""""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, publisher TEXT NOT NULL, year INTEGER, kind TEXT NOT NULL, language TEXT NOT NULL,
    source TEXT NOT NULL, sha256 TEXT NOT NULL, ingest_version TEXT NOT NULL, text TEXT NOT NULL,
    date TEXT, authors TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    places BLOB NOT NULL, pages TEXT NOT NULL, -- where the text stands on printed pages: ingest.places.pack; JSON
    facts TEXT NOT NULL  -- what was read about the document, each with where: JSON
);
CREATE INDEX documents_by_sha256 ON documents(sha256);
CREATE INDEX documents_by_text ON documents(text_sha256);
CREATE INDEX documents_by_source ON documents(source);
CREATE INDEX documents_by_year ON documents(year);

-- Where the passages of each document stand, small enough to be read whole: their keys are ``first`` and those behind
-- it; ``places`` holds for each its ordinal and whether it is a note (search.backend.sqlite.extents).
CREATE TABLE extents (
    document INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE,
    id TEXT NOT NULL, first INTEGER NOT NULL, places BLOB NOT NULL
);

-- What users corrected; by the document's id, not its key, so that it outlives reading the document again.
CREATE TABLE corrections (
    document TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (document, name)
) WITHOUT ROWID;

-- When each document came in, by its id for the same reason; ``generation`` 0: before that was noted. It counts anew
-- when the file and the text of a document are both others than these.
CREATE TABLE intakes (
    document TEXT PRIMARY KEY, sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    generation INTEGER NOT NULL, time TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX intakes_by_generation ON intakes(generation);

-- The questions that users keep; ``filters``: JSON. Of each moment the generation and the time.
CREATE TABLE questions (
    id TEXT PRIMARY KEY, question TEXT NOT NULL, filters TEXT NOT NULL,
    kept INTEGER NOT NULL, kept_time TEXT NOT NULL, looked INTEGER NOT NULL, looked_time TEXT NOT NULL,
    reported INTEGER NOT NULL, reported_time TEXT NOT NULL
) WITHOUT ROWID;

-- Of all rows of a document, those of other tables too: see search.backend.sqlite.checksums.
CREATE TABLE checksums (
    document INTEGER PRIMARY KEY REFERENCES documents(key) ON DELETE CASCADE, sha256 TEXT NOT NULL
);

CREATE TABLE sections (
    document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    level INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL, sdgs TEXT NOT NULL,
    page INTEGER, line INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE footnotes (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    number INTEGER NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    marker INTEGER, anchor_start INTEGER, anchor_end INTEGER, section INTEGER NOT NULL, page INTEGER
);
CREATE INDEX footnotes_of_document ON footnotes(document);

CREATE TABLE citations (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    footnote_key INTEGER REFERENCES footnotes(key) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
    id TEXT COLLATE NOCASE, url TEXT, dossier TEXT, suffix TEXT, number TEXT, chamber TEXT, session_year TEXT,
    title TEXT, submitters TEXT NOT NULL, cosigned INTEGER NOT NULL, verdict TEXT NOT NULL,
    likely_id TEXT COLLATE NOCASE, reason TEXT NOT NULL, replaces TEXT COLLATE NOCASE, footnote INTEGER,
    -- What the paper is known by: the one probably meant, else the one printed.
    paper TEXT COLLATE NOCASE GENERATED ALWAYS AS (coalesce(likely_id, id)) VIRTUAL
);
CREATE VIEW citation_values AS
    SELECT key, footnote_key, start, "end", text, kind, id, url, dossier, suffix, number, chamber, session_year, title,
        submitters, cosigned, verdict, likely_id, reason, replaces, footnote FROM citations;
CREATE INDEX citations_of_document ON citations(document);
CREATE INDEX citations_of_footnote ON citations(footnote_key);
CREATE INDEX citations_by_id ON citations(id);
CREATE INDEX citations_by_likely_id ON citations(likely_id);
CREATE INDEX citations_by_paper ON citations(paper);

CREATE TABLE citation_submitters (
    citation INTEGER NOT NULL REFERENCES citations(key) ON DELETE CASCADE,
    position INTEGER NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (citation, position)
) WITHOUT ROWID;
CREATE INDEX citations_of_submitter ON citation_submitters(folded);
-- Who is behind each citation: those it names, and those that another citation of the same paper names.
CREATE VIEW citation_people AS
    SELECT citation, folded, name FROM citation_submitters
    UNION
    SELECT c.key, s.folded, s.name FROM citation_submitters s
    JOIN citations named ON named.key = s.citation JOIN citations c ON c.paper = named.paper;

CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    chapter TEXT NOT NULL, chapter_folded TEXT NOT NULL, section TEXT NOT NULL, section_path TEXT NOT NULL,
    page INTEGER
);
CREATE INDEX passages_of_document ON passages(document, ordinal, chapter);
CREATE INDEX passages_by_chapter ON passages(chapter_folded);

CREATE TABLE sentences (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    passage INTEGER NOT NULL REFERENCES passages(key) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX sentences_of_passage ON sentences(passage);

-- Vectors, in tables of their own so that the others stay small: float16, of which a similarity is right to four
-- decimals, and PostgreSQL's halfvec holds the same; those of a passage's sentences behind each other.
CREATE TABLE passage_vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages(key) ON DELETE CASCADE, vector BLOB NOT NULL
);
CREATE TABLE sentence_vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages(key) ON DELETE CASCADE, vectors BLOB NOT NULL
);

CREATE TABLE passage_sdgs (
    sdg INTEGER NOT NULL, passage INTEGER NOT NULL REFERENCES passages(key) ON DELETE CASCADE,
    PRIMARY KEY (sdg, passage)
) WITHOUT ROWID;
CREATE INDEX sdgs_of_passage ON passage_sdgs(passage);

-- Guessed from the meaning of passages that name no goal; apart, so that nothing takes them for named ones.
CREATE TABLE passage_suggested_sdgs (
    passage INTEGER NOT NULL REFERENCES passages(key) ON DELETE CASCADE,
    position INTEGER NOT NULL, sdg INTEGER NOT NULL,
    PRIMARY KEY (passage, position)
) WITHOUT ROWID;

CREATE TABLE passage_footnotes (
    passage INTEGER NOT NULL REFERENCES passages(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    footnote INTEGER NOT NULL REFERENCES footnotes(key) ON DELETE CASCADE,
    PRIMARY KEY (passage, position)
) WITHOUT ROWID;
CREATE INDEX passages_of_footnote ON passage_footnotes(footnote);

CREATE TABLE passage_citations (
    passage INTEGER NOT NULL REFERENCES passages(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    citation INTEGER NOT NULL REFERENCES citations(key) ON DELETE CASCADE,
    PRIMARY KEY (passage, position)
) WITHOUT ROWID;
CREATE INDEX passages_of_citation ON passage_citations(citation);

-- Analysed terms, not text: search.dutch.terms has already folded and stemmed them, the tokenizer only cuts at spaces.
CREATE VIRTUAL TABLE lexical USING fts5(
    body, headings, notes, {TOKENIZER}
);
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab('lexical', 'row');

-- Abbreviations that a document defines, folded, and the words they stand for.
CREATE TABLE abbreviations (
    document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    short TEXT NOT NULL, long TEXT NOT NULL,
    stems TEXT NOT NULL, words INTEGER NOT NULL, -- of the long form
    PRIMARY KEY (document, short, long)
) WITHOUT ROWID;
CREATE INDEX abbreviations_by_short ON abbreviations(short, long);
CREATE INDEX abbreviations_by_stems ON abbreviations(stems, short, long);
CREATE INDEX abbreviations_by_words ON abbreviations(words);

-- Folded words as written, with the number of passages each stands in: for compounds and typing errors. The rows stand
-- in the order in which words first came, so the frequent ones, whose counts nearly every write changes, are together.
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL);
-- Their stems; ``passages``: of all words with that stem together. ``reversed``: to find those that end alike.
CREATE TABLE stems (stem TEXT PRIMARY KEY, reversed TEXT NOT NULL, passages INTEGER NOT NULL);
CREATE INDEX stems_by_end ON stems(reversed);
""".replace("{TOKENIZER}", TOKENIZER)
