-- +goose Up
-- A decision depends on the program, too: with a newer one the same document, pack and engine may be decided otherwise.
ALTER TABLE analysis ADD COLUMN program text NOT NULL DEFAULT '';
ALTER TABLE analysis ADD COLUMN proposed boolean NOT NULL DEFAULT false;
ALTER TABLE analysis ADD CONSTRAINT analysis_proposed CHECK (NOT (current AND proposed));
ALTER TABLE analysis DROP CONSTRAINT analysis_document_id_pack_sha256_engine_options_key;
ALTER TABLE analysis ADD CONSTRAINT analysis_once UNIQUE (document_id, pack_sha256, engine, program, options);
COMMENT ON TABLE analysis IS 'The decision log: one row per document, pack, engine, program and options.';
COMMENT ON COLUMN analysis.program IS 'Version of the program that decided; empty in entries of versions that did not write it.';
COMMENT ON COLUMN analysis.proposed IS 'Made by a re-analysis and never in effect so far: no claim followed from it.';

ALTER TABLE document_event DROP CONSTRAINT document_event_kind_check;
ALTER TABLE document_event ADD CONSTRAINT document_event_kind_check
    CHECK (kind IN ('received', 'analysed', 'needs_ocr', 'failed', 'retried', 'seen_again', 'superseded', 'revised', 'decided_anew'));

-- Files are asked for by folder when decisions are renewed: without it the newest file of a document is looked for among all its files.
CREATE INDEX inbox_file_answered ON inbox_file (worker, document_id, claimed_at DESC, id DESC)
    WHERE state IN ('processed', 'failed') AND document_id IS NOT NULL;
CREATE INDEX document_finished ON document (finished_at) WHERE finished_at IS NOT NULL;

-- Which documents a claim rests on stands in its events.
CREATE INDEX claim_event_document ON claim_event (subject) WHERE kind IN ('opened', 'analysed');

CREATE TABLE reanalysis (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state        text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'paused', 'ready', 'applying', 'applied', 'discarded')),
    pack_name    text NOT NULL,
    pack_version text NOT NULL,
    pack_sha256  text NOT NULL,
    strictness   text NOT NULL,
    program      text NOT NULL,
    started_by   text NOT NULL CHECK (started_by <> ''),
    started_at   timestamptz NOT NULL,
    decided_by   text NOT NULL DEFAULT '',
    decided_at   timestamptz,
    finished_at  timestamptz,
    trouble      text NOT NULL DEFAULT '',
    diff         text NOT NULL DEFAULT '{}',
    CHECK ((state IN ('applying', 'applied', 'discarded')) = (decided_by <> '')),
    CHECK ((decided_by <> '') = (decided_at IS NOT NULL)),
    CHECK ((state IN ('applied', 'discarded')) = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX reanalysis_open ON reanalysis ((true)) WHERE state NOT IN ('applied', 'discarded');
COMMENT ON TABLE reanalysis IS 'Runs over the whole store with one pack; nothing takes effect before a person confirms. One at a time.';
COMMENT ON COLUMN reanalysis.trouble IS 'What keeps the run from going on, in words; empty while nothing does.';

CREATE TABLE reanalysis_item (
    run_id      bigint NOT NULL REFERENCES reanalysis,
    document_id bigint NOT NULL REFERENCES document,
    state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'queued', 'same', 'compared', 'failed', 'applied', 'skipped')),
    base_id     bigint REFERENCES analysis,
    analysis_id bigint REFERENCES analysis,
    changed     boolean NOT NULL DEFAULT false,
    change      text NOT NULL DEFAULT '{}',
    reason      text NOT NULL DEFAULT '',
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (run_id, document_id),
    CHECK (state NOT IN ('compared', 'applied') OR analysis_id IS NOT NULL),
    CHECK (state NOT IN ('failed', 'skipped') OR reason <> '')
);
CREATE INDEX reanalysis_item_open ON reanalysis_item (run_id, state, document_id);
COMMENT ON COLUMN reanalysis.diff IS 'What the person saw who confirmed or discarded it, as JSON.';
COMMENT ON TABLE reanalysis_item IS 'One document of a re-analysis: what it would change, and whether that has taken effect.';
COMMENT ON COLUMN reanalysis_item.base_id IS 'The analysis in effect at the comparison; when it is no longer, the item is skipped.';
COMMENT ON COLUMN reanalysis_item.change IS 'The differences and the claims that would open, as JSON.';

-- +goose Down
DROP TABLE reanalysis_item;
DROP TABLE reanalysis;
DROP INDEX claim_event_document;
DROP INDEX document_finished;
DROP INDEX inbox_file_answered;
-- The history is append-only for programs; a step back renames what the older version does not know.
GRANT UPDATE ON document_event TO CURRENT_USER;
ALTER TABLE document_event DISABLE TRIGGER document_event_append_only;
ALTER TABLE document_event DROP CONSTRAINT document_event_kind_check;
UPDATE document_event SET kind = 'analysed' WHERE kind IN ('revised', 'decided_anew');
ALTER TABLE document_event ADD CONSTRAINT document_event_kind_check
    CHECK (kind IN ('received', 'analysed', 'needs_ocr', 'failed', 'retried', 'seen_again', 'superseded'));
ALTER TABLE document_event ENABLE TRIGGER document_event_append_only;
REVOKE UPDATE ON document_event FROM CURRENT_USER;
ALTER TABLE analysis DROP CONSTRAINT analysis_once;
UPDATE analysis SET engine = engine || '@' || program WHERE program <> '';
ALTER TABLE analysis ADD CONSTRAINT analysis_document_id_pack_sha256_engine_options_key UNIQUE (document_id, pack_sha256, engine, options);
ALTER TABLE analysis DROP COLUMN proposed;
ALTER TABLE analysis DROP COLUMN program;
COMMENT ON TABLE analysis IS 'The decision log: one row per document, pack, engine and options.';
