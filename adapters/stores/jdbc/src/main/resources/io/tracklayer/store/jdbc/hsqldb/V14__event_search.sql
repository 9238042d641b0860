-- SPDX-License-Identifier: Apache-2.0
-- What events are looked for by: beside the columns they have, whether a program made them, what the visitor consented to
-- (a letter per purpose), and hashed keys of whom they are about. A key is the beginning of a SHA-256 as a number: half the
-- rows and a fifth of the bytes of the hash in hex, and a row found by it is compared with the event.

ALTER TABLE event ADD COLUMN is_bot BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE event ADD COLUMN consent VARCHAR(10) DEFAULT '' NOT NULL;

CREATE CACHED TABLE event_key (
    event_key BIGINT,
    event_seq BIGINT,
    PRIMARY KEY (event_key, event_seq)
);

CREATE INDEX event_key_of ON event_key (event_seq, event_key);

-- Below which number events of before this version still have to be given theirs; no row when all have.
CREATE CACHED TABLE event_key_todo (
    one INTEGER PRIMARY KEY,
    below_seq BIGINT NOT NULL
);

INSERT INTO event_key_todo SELECT 1, MAX(seq) + 1 FROM event HAVING COUNT(*) > 0;
