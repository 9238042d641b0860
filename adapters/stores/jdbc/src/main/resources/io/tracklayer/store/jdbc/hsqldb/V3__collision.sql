-- SPDX-License-Identifier: Apache-2.0
-- Contradictions between copies, and who saw the purchases. Days are counted from 1970 in UTC.

CREATE CACHED TABLE collision (
    seq BIGINT,
    kind VARCHAR(100),
    merchant VARCHAR(1000) NOT NULL,
    store VARCHAR(1000) NOT NULL,
    found_at BIGINT NOT NULL,
    shared_value VARCHAR(1M) NOT NULL,
    first_value VARCHAR(1M) NOT NULL,
    second_value VARCHAR(10000) NOT NULL,
    event_seq BIGINT NOT NULL,
    other_event_seq BIGINT NOT NULL,
    PRIMARY KEY (seq, kind)
);

CREATE INDEX collision_by_kind ON collision (kind, seq);
CREATE INDEX collision_by_merchant ON collision (merchant, seq, kind);
CREATE INDEX collision_by_store ON collision (store, seq, kind);
CREATE INDEX collision_of_event ON collision (event_seq, seq, kind);
CREATE INDEX collision_of_other ON collision (other_event_seq, seq, kind);
CREATE INDEX collision_between ON collision (event_seq, other_event_seq, kind, second_value);

CREATE CACHED TABLE sighting (
    event_seq BIGINT PRIMARY KEY,
    merchant VARCHAR(1000) NOT NULL,
    store VARCHAR(1000) NOT NULL,
    event_name VARCHAR(100) NOT NULL,
    seen_day BIGINT NOT NULL,
    by_browser BOOLEAN NOT NULL,
    by_server BOOLEAN NOT NULL,
    event_id VARCHAR(10000) NOT NULL
);

CREATE CACHED TABLE coverage (
    seen_day BIGINT,
    merchant VARCHAR(1000),
    store VARCHAR(1000),
    event_name VARCHAR(100),
    both_sides BIGINT DEFAULT 0 NOT NULL,
    browser_only BIGINT DEFAULT 0 NOT NULL,
    server_only BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (seen_day, merchant, store, event_name)
);

CREATE INDEX coverage_by_merchant ON coverage (merchant, seen_day, store, event_name);
CREATE INDEX coverage_by_store ON coverage (store, seen_day, merchant, event_name);
