-- +goose Up

-- An inbox folder remembers which database its files go to. Addresses do not
-- tell: one database has many, and one address leads to another after a move.
CREATE TABLE identity (
    id    uuid        NOT NULL DEFAULT gen_random_uuid(),
    since timestamptz NOT NULL DEFAULT now(),
    sole  boolean     PRIMARY KEY DEFAULT true CHECK (sole)
);
COMMENT ON TABLE identity IS 'One row, made at the first start: by it an inbox folder knows its database again, also after a restore or an upgrade.';

-- +goose Down
DROP TABLE identity;
