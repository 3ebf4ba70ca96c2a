-- 1 where somebody else's version is on the portal and a person must decide between the two.
ALTER TABLE outbox ADD COLUMN conflict INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET conflict = 1 WHERE state = 'failed' AND error_title IN (
    'It was changed on the portal meanwhile',
    'The portal has another text under this submission''s key'
);
