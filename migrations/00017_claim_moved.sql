-- +goose Up

-- The answer beside a document says what is still to be filed, so it is
-- written anew when a claim moves on.
CREATE INDEX claim_event_moved ON claim_event (at) WHERE kind IN ('moved', 'superseded');

-- +goose Down
DROP INDEX claim_event_moved;
