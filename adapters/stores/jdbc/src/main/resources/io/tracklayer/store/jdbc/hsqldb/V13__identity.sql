-- SPDX-License-Identifier: Apache-2.0
-- Persons by their hashed keys, what was seen of them, and why they were joined. Persons that are joined share a root.

CREATE CACHED TABLE identity_person (
    person BIGINT PRIMARY KEY,
    merchant VARCHAR(1000) NOT NULL,
    is_browser BOOLEAN NOT NULL,
    named VARCHAR(200) NOT NULL,
    key_count INTEGER NOT NULL,
    root BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX identity_person_under ON identity_person (root, person);
CREATE INDEX identity_person_by_end ON identity_person (expires_at, person);

CREATE CACHED TABLE identity_key (
    visitor VARCHAR(64) PRIMARY KEY,
    kind VARCHAR(40) NOT NULL,
    label VARCHAR(200) NOT NULL,
    person BIGINT NOT NULL,
    since BIGINT NOT NULL,
    is_shared BOOLEAN NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX identity_key_of ON identity_key (person, visitor);
CREATE INDEX identity_key_by_end ON identity_key (expires_at, visitor);

CREATE CACHED TABLE identity_touch (
    person BIGINT PRIMARY KEY,
    touches VARCHAR(16M) NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX identity_touch_by_end ON identity_touch (expires_at, person);

CREATE CACHED TABLE identity_join (
    id BIGINT PRIMARY KEY,
    joined_at BIGINT NOT NULL,
    by_key VARCHAR(400) NOT NULL,
    with_key VARCHAR(400) NOT NULL,
    one BIGINT NOT NULL,
    other BIGINT NOT NULL,
    event_id VARCHAR(1000) NOT NULL,
    source VARCHAR(1000) NOT NULL,
    undone VARCHAR(1000)
);

CREATE INDEX identity_join_of_one ON identity_join (one, id);
CREATE INDEX identity_join_of_other ON identity_join (other, id);
