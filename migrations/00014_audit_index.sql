-- +goose Up

-- Each hash is the prev_hash of the next entry, whose uniqueness rules out a
-- fork; an index of the same values once more only made each change dearer.
ALTER TABLE audit DROP CONSTRAINT audit_hash_key;

-- +goose Down
ALTER TABLE audit ADD CONSTRAINT audit_hash_key UNIQUE (hash);
