"""The tables in PostgreSQL, as steps: a database is migrated, never made again.

A step, once it has shipped, is never changed: another one is added behind it. All texts are compared as their bytes
(collation "C"), whatever the database does, so that order and equality are those of every other store. Keys come from
one sequence and are never given out again.
"""

from __future__ import annotations

from search.backend.sqlite.schema import SUGGESTIONS_VERSION
from search.dutch.terms import ANALYSIS_VERSION

#: Raise it when the same analysis is to be indexed otherwise: the words of all passages are indexed again.
_WEIGHING = "1"
#: Of what is indexed of a passage's words.
WORDS_VERSION = f"{ANALYSIS_VERSION}.{_WEIGHING}"
SUGGESTIONS = SUGGESTIONS_VERSION

_DOCUMENTS = """
CREATE SEQUENCE keys AS bigint;

-- One row. "passages", "tokens": how many passages there are, and terms in all of them together.
CREATE TABLE state (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    store text COLLATE "C" NOT NULL, version integer NOT NULL,
    words text COLLATE "C" NOT NULL, suggestions text COLLATE "C" NOT NULL,
    encoder text COLLATE "C" NOT NULL DEFAULT '', fingerprint text COLLATE "C" NOT NULL DEFAULT '',
    dimensions integer NOT NULL DEFAULT 0,
    generation bigint NOT NULL DEFAULT 0, passages bigint NOT NULL DEFAULT 0, tokens bigint NOT NULL DEFAULT 0
);

CREATE TABLE documents (
    key bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    title text COLLATE "C" NOT NULL, publisher text COLLATE "C" NOT NULL, year integer, kind text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL, source text COLLATE "C" NOT NULL, sha256 text COLLATE "C" NOT NULL,
    ingest_version text COLLATE "C" NOT NULL, text text COLLATE "C" NOT NULL, date text COLLATE "C",
    authors text COLLATE "C" NOT NULL, text_sha256 text COLLATE "C" NOT NULL,
    places bytea NOT NULL, pages text COLLATE "C" NOT NULL, -- ingest.places.pack; JSON
    facts text COLLATE "C" NOT NULL,
    passages integer NOT NULL, citations integer NOT NULL, -- how many
    -- The folded words of its passages, and in how many of these each stands.
    words text[] COLLATE "C" NOT NULL, counts integer[] NOT NULL
);
CREATE INDEX documents_by_sha256 ON documents (sha256);
CREATE INDEX documents_by_text ON documents (text_sha256);
CREATE INDEX documents_by_source ON documents (source);
CREATE INDEX documents_by_year ON documents (year);

-- What users corrected; by the document's id, not its key, so that it outlives reading the document again.
CREATE TABLE corrections (
    document text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, value text COLLATE "C" NOT NULL,
    PRIMARY KEY (document, name)
);

-- Of all rows of a document, those of other tables too: see search.backend.postgres.checksums.
CREATE TABLE checksums (
    document bigint PRIMARY KEY REFERENCES documents ON DELETE CASCADE, sha256 text COLLATE "C" NOT NULL
);

CREATE TABLE sections (
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    position integer NOT NULL,
    level integer NOT NULL, kind text COLLATE "C" NOT NULL, title text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL, sdgs text COLLATE "C" NOT NULL, page integer, line integer NOT NULL,
    PRIMARY KEY (document, position)
);
"""

_CITATIONS = """
CREATE TABLE footnotes (
    key bigint PRIMARY KEY,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    number integer NOT NULL, text text COLLATE "C" NOT NULL, start integer NOT NULL, "end" integer NOT NULL,
    marker integer, anchor_start integer, anchor_end integer, section integer NOT NULL, page integer
);
CREATE INDEX footnotes_of_document ON footnotes (document);

CREATE TABLE citations (
    key bigint PRIMARY KEY,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    footnote_key bigint REFERENCES footnotes ON DELETE CASCADE,
    start integer NOT NULL, "end" integer NOT NULL, text text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL,
    id text COLLATE "C", url text COLLATE "C", dossier text COLLATE "C", suffix text COLLATE "C",
    number text COLLATE "C", chamber text COLLATE "C", session_year text COLLATE "C", title text COLLATE "C",
    submitters text COLLATE "C" NOT NULL, cosigned boolean NOT NULL, verdict text COLLATE "C" NOT NULL,
    likely_id text COLLATE "C", reason text COLLATE "C" NOT NULL, replaces text COLLATE "C", footnote integer,
    -- What the paper is known by: the one probably meant, else the one printed.
    paper text COLLATE "C" GENERATED ALWAYS AS (coalesce(likely_id, id)) STORED
);
CREATE VIEW citation_values AS
    SELECT key, footnote_key, start, "end", text, kind, id, url, dossier, suffix, number, chamber, session_year, title,
        submitters, cosigned, verdict, likely_id, reason, replaces, footnote FROM citations;
CREATE INDEX citations_of_document ON citations (document);
CREATE INDEX citations_of_footnote ON citations (footnote_key);
-- Of ids, upper and lower case are one; lower() of "C" knows the letters a to z only.
CREATE INDEX citations_by_id ON citations (lower(id));
CREATE INDEX citations_by_likely_id ON citations (lower(likely_id));
CREATE INDEX citations_by_paper ON citations (lower(paper));

CREATE TABLE citation_submitters (
    citation bigint NOT NULL REFERENCES citations ON DELETE CASCADE,
    position integer NOT NULL, folded text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL,
    PRIMARY KEY (citation, position)
);
CREATE INDEX citations_of_submitter ON citation_submitters (folded);
"""

_PASSAGES = """
CREATE TABLE passages (
    key bigint PRIMARY KEY,
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL UNIQUE, ordinal integer NOT NULL, kind text COLLATE "C" NOT NULL,
    start integer NOT NULL, "end" integer NOT NULL, text text COLLATE "C" NOT NULL,
    chapter text COLLATE "C" NOT NULL, chapter_folded text COLLATE "C" NOT NULL, section text COLLATE "C" NOT NULL,
    section_path text COLLATE "C" NOT NULL, page integer
);
CREATE INDEX passages_of_document ON passages (document, ordinal);

CREATE TABLE sentences (
    key bigint PRIMARY KEY,
    passage bigint NOT NULL REFERENCES passages ON DELETE CASCADE,
    start integer NOT NULL, "end" integer NOT NULL
);
CREATE INDEX sentences_of_passage ON sentences (passage);

-- Vectors in tables of their own, so that whoever reads texts does not read past them; in half precision, of which a
-- similarity is right to four decimals. Up to 8,000 bytes they stand in the row itself, beyond that they are put aside.
CREATE TABLE passage_vectors (
    passage bigint PRIMARY KEY REFERENCES passages ON DELETE CASCADE, vector halfvec NOT NULL
) WITH (toast_tuple_target = 8160);
CREATE TABLE sentence_vectors (
    sentence bigint PRIMARY KEY REFERENCES sentences ON DELETE CASCADE,
    passage bigint NOT NULL REFERENCES passages ON DELETE CASCADE, vector halfvec NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE passage_vectors ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE sentence_vectors ALTER COLUMN vector SET STORAGE EXTERNAL;
CREATE INDEX sentence_vectors_of_passage ON sentence_vectors (passage);

CREATE TABLE passage_sdgs (
    sdg integer NOT NULL, passage bigint NOT NULL REFERENCES passages ON DELETE CASCADE,
    PRIMARY KEY (sdg, passage)
);
CREATE INDEX sdgs_of_passage ON passage_sdgs (passage);

-- Guessed from the meaning of passages that name no goal; apart, so that nothing takes them for named ones.
CREATE TABLE passage_suggested_sdgs (
    passage bigint NOT NULL REFERENCES passages ON DELETE CASCADE,
    position integer NOT NULL, sdg integer NOT NULL,
    PRIMARY KEY (passage, position)
);

CREATE TABLE passage_footnotes (
    passage bigint NOT NULL REFERENCES passages ON DELETE CASCADE,
    position integer NOT NULL,
    footnote bigint NOT NULL REFERENCES footnotes ON DELETE CASCADE,
    PRIMARY KEY (passage, position)
);
CREATE INDEX passages_of_footnote ON passage_footnotes (footnote);

CREATE TABLE passage_citations (
    passage bigint NOT NULL REFERENCES passages ON DELETE CASCADE,
    position integer NOT NULL,
    citation bigint NOT NULL REFERENCES citations ON DELETE CASCADE,
    PRIMARY KEY (passage, position)
);
CREATE INDEX passages_of_citation ON passage_citations (citation);
"""

_WORDS = """
-- The analysed terms of a passage, those of its own text first: "own" tells how many. "weights": for each ten times how
-- often it stands there, by the weight of the column; "length": of all columns together, in terms.
CREATE TABLE lexical (
    passage bigint PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    length integer NOT NULL, own integer NOT NULL,
    terms text[] COLLATE "C" NOT NULL, weights integer[] NOT NULL
);
CREATE INDEX passages_of_term ON lexical USING gin (terms);

-- In how many passages each term stands, and each folded word as written. They are changed by every document.
CREATE TABLE terms (term text COLLATE "C" PRIMARY KEY, passages bigint NOT NULL) WITH (fillfactor = 80);
CREATE TABLE words (word text COLLATE "C" PRIMARY KEY, passages bigint NOT NULL) WITH (fillfactor = 80);

-- Abbreviations that a document defines, folded, and the words they stand for.
CREATE TABLE abbreviations (
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    short text COLLATE "C" NOT NULL, long text COLLATE "C" NOT NULL,
    PRIMARY KEY (document, short, long)
);
"""

_QUEUE = """
-- Files that are to be read, shared by all who run an ingest: see search.backend.postgres.queue.
CREATE TABLE queue (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text COLLATE "C" NOT NULL UNIQUE,
    worker bigint, document text COLLATE "C", sha256 text COLLATE "C", tries integer NOT NULL DEFAULT 0
);
CREATE INDEX queue_by_sha256 ON queue (sha256);
"""

_VOCABULARY = """
-- The stems of the folded words; "passages": of all words with that stem together. "reversed": to find those that end
-- alike. Whoever has many words asks these tables instead of reading them whole: see search.backend.lexical.vocabulary.
CREATE TABLE stems (
    stem text COLLATE "C" PRIMARY KEY,
    reversed text COLLATE "C" NOT NULL GENERATED ALWAYS AS (reverse(stem)) STORED,
    passages bigint NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX stems_by_end ON stems (reversed);

-- Of the long form: its stems, with spaces between them, and how many words it has.
ALTER TABLE abbreviations
    ADD COLUMN stems text COLLATE "C" NOT NULL DEFAULT '', ADD COLUMN words integer NOT NULL DEFAULT 0;
CREATE INDEX abbreviations_by_short ON abbreviations (short, long);
CREATE INDEX abbreviations_by_stems ON abbreviations (stems, short, long);
CREATE INDEX abbreviations_by_words ON abbreviations (words);
"""

_KEPT = """
-- When each document came in, by its id, so that it outlives reading it again; generation 0: before that was noted. It
-- counts anew when the file and the text of a document are both others than these.
CREATE TABLE intakes (
    document text COLLATE "C" PRIMARY KEY,
    sha256 text COLLATE "C" NOT NULL, text_sha256 text COLLATE "C" NOT NULL,
    generation bigint NOT NULL, time text COLLATE "C" NOT NULL
);
CREATE INDEX intakes_by_generation ON intakes (generation);
INSERT INTO intakes SELECT id, sha256, text_sha256, 0, '' FROM documents;

-- The questions that users keep; "filters": JSON. Of each moment the generation and the time.
CREATE TABLE questions (
    id text COLLATE "C" PRIMARY KEY, question text COLLATE "C" NOT NULL, filters text COLLATE "C" NOT NULL,
    kept bigint NOT NULL, kept_time text COLLATE "C" NOT NULL,
    looked bigint NOT NULL, looked_time text COLLATE "C" NOT NULL,
    reported bigint NOT NULL, reported_time text COLLATE "C" NOT NULL
);
"""

_NUMBERS = """
-- The passages of each document, ascending, and the number of the first of them; the others have those that follow.
-- "codes": of each passage twice its ordinal, one more for a note.
-- Numbers are given in the order of the commits, and never given out again: search.backend.postgres.tables.numbers.
CREATE TABLE extents (
    document bigint PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    first bigint NOT NULL UNIQUE, keys bigint[] NOT NULL, codes integer[] NOT NULL
);
-- One row: the last number that was given.
CREATE TABLE numbering (one boolean PRIMARY KEY DEFAULT true CHECK (one), last bigint NOT NULL);
INSERT INTO extents SELECT document, 1 + (sum(count(*)) OVER (ORDER BY document) - count(*))::bigint,
    array_agg(key ORDER BY key), array_agg(2 * ordinal + (kind = 'footnote')::integer ORDER BY key)
    FROM passages GROUP BY document;
INSERT INTO numbering (last) SELECT count(*) FROM passages;
"""

#: Each step brings a database from the version that is its place, counted from 0, to the next.
MIGRATIONS: tuple[str, ...] = (_DOCUMENTS + _CITATIONS + _PASSAGES + _WORDS + _QUEUE, _VOCABULARY, _KEPT, _NUMBERS)
VERSION = len(MIGRATIONS)
