-- +goose Up
CREATE TABLE document (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256       text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    text_sha256  text NOT NULL DEFAULT '' CHECK (text_sha256 ~ '^([0-9a-f]{64})?$'),
    name         text NOT NULL CHECK (name <> ''),
    path         text NOT NULL DEFAULT '',
    size         bigint NOT NULL CHECK (size >= 0),
    source       text NOT NULL CHECK (source IN ('inbox', 'upload', 'api', 'command')),
    received_by  text NOT NULL DEFAULT '',
    customer_hint text NOT NULL DEFAULT '',
    status       text NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'analysed', 'needs_ocr', 'failed')),
    reason_code  text NOT NULL DEFAULT '',
    reason       text NOT NULL DEFAULT '',
    hint         text NOT NULL DEFAULT '',
    attempts     int NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    supersedes   bigint REFERENCES document,
    same_text_as bigint REFERENCES document,
    received_at  timestamptz NOT NULL,
    finished_at  timestamptz,
    CHECK ((status = 'failed') = (reason_code <> '')),
    CHECK ((status = 'received') = (finished_at IS NULL)),
    CHECK (supersedes <> id AND same_text_as <> id)
);
CREATE INDEX document_newest ON document (received_at DESC, id DESC);
CREATE INDEX document_waiting ON document (received_at) WHERE status = 'received';
CREATE INDEX document_text ON document (text_sha256) WHERE text_sha256 <> '';
CREATE INDEX document_path ON document (path, id DESC) WHERE path <> '';
CREATE INDEX document_supersedes ON document (supersedes) WHERE supersedes IS NOT NULL;

COMMENT ON TABLE document IS 'One row per content; the bytes lie in the document store under the same SHA-256.';
COMMENT ON COLUMN document.name IS 'File name, a label only; control characters are escaped when shown.';
COMMENT ON COLUMN document.path IS 'Path in the inbox; new content under an old path supersedes.';
COMMENT ON COLUMN document.text_sha256 IS 'Hash of the words: two files of one text agree, whatever saved them.';
COMMENT ON COLUMN document.same_text_as IS 'An earlier document with the same words: a probable duplicate for a person.';

CREATE TABLE document_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id bigint NOT NULL REFERENCES document,
    kind        text NOT NULL CHECK (kind IN ('received', 'analysed', 'needs_ocr', 'failed', 'retried', 'seen_again', 'superseded')),
    at          timestamptz NOT NULL,
    actor       text NOT NULL,
    detail      text NOT NULL DEFAULT '',
    arrival     text NOT NULL DEFAULT ''
);
CREATE INDEX document_event_of ON document_event (document_id, id);
CREATE UNIQUE INDEX document_event_arrival ON document_event (arrival) WHERE arrival <> '';
COMMENT ON TABLE document_event IS 'What happened to a document; rows are only added.';
COMMENT ON COLUMN document_event.arrival IS 'Key of the hand-over that caused it: a hand-over that is repeated after a crash changes nothing.';

CREATE TABLE analysis (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id  bigint NOT NULL REFERENCES document,
    status       text NOT NULL CHECK (status IN ('ok', 'failed', 'needs_ocr')),
    pack_name    text NOT NULL,
    pack_version text NOT NULL,
    pack_sha256  text NOT NULL,
    strictness   text NOT NULL,
    engine       text NOT NULL,
    options      text NOT NULL DEFAULT '',
    customer     text NOT NULL DEFAULT '',
    workloads    text[] NOT NULL DEFAULT '{}',
    pal          text NOT NULL DEFAULT '',
    dpor         text NOT NULL DEFAULT '',
    cpor         text NOT NULL DEFAULT '',
    result       text NOT NULL,
    result_doc   jsonb NOT NULL,
    trace        text NOT NULL DEFAULT '[]',
    decided_at   timestamptz NOT NULL,
    current      boolean NOT NULL,
    UNIQUE (document_id, pack_sha256, engine, options)
);
CREATE UNIQUE INDEX analysis_current ON analysis (document_id) WHERE current;

COMMENT ON TABLE analysis IS 'The decision log: one row per document, pack, engine and options.';
COMMENT ON COLUMN analysis.result IS 'The analysis object byte for byte as it was decided (schema analysis/v1).';
COMMENT ON COLUMN analysis.result_doc IS 'The same for queries; jsonb reorders keys, so it is never hashed or shown.';
COMMENT ON COLUMN analysis.options IS 'Answers of people and switches that changed the result, as canonical JSON; empty for none.';
COMMENT ON COLUMN analysis.workloads IS 'Ids of the workloads in scope.';

CREATE TABLE inbox_file (
    id          text PRIMARY KEY CHECK (length(id) = 26),
    name        bytea NOT NULL,
    path        text NOT NULL,
    size        bigint NOT NULL DEFAULT 0,
    sha256      text NOT NULL DEFAULT '' CHECK (sha256 ~ '^([0-9a-f]{64})?$'),
    state       text NOT NULL CHECK (state IN ('claimed', 'stored', 'processed', 'failed', 'duplicate', 'returned', 'lost')),
    reason_code text NOT NULL DEFAULT '',
    worker      text NOT NULL DEFAULT '',
    document_id bigint REFERENCES document,
    attempts    int NOT NULL DEFAULT 1,
    first_seen  timestamptz NOT NULL,
    claimed_at  timestamptz NOT NULL,
    finished_at timestamptz,
    final_path  text NOT NULL DEFAULT '',
    CHECK ((state IN ('claimed', 'stored')) = (finished_at IS NULL))
);
CREATE INDEX inbox_file_open ON inbox_file (claimed_at) WHERE finished_at IS NULL;
CREATE INDEX inbox_file_newest ON inbox_file (claimed_at DESC, id DESC);
CREATE INDEX inbox_file_document ON inbox_file (document_id) WHERE document_id IS NOT NULL;

COMMENT ON TABLE inbox_file IS 'Every file that was taken out of an inbox, from the claim by rename to its final folder.';
COMMENT ON COLUMN inbox_file.id IS 'ULID, also the name of the folder under .work that holds the file meanwhile.';
COMMENT ON COLUMN inbox_file.name IS 'The raw bytes of the name; path is the same readable.';

-- +goose Down
DROP TABLE inbox_file;
DROP TABLE analysis;
DROP TABLE document_event;
DROP TABLE document;
