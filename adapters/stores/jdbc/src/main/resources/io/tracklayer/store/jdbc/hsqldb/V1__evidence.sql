-- SPDX-License-Identifier: Apache-2.0
-- Times are microseconds since 1970 in UTC. Bodies are VARCHAR: CLOB is eight times slower; the size is only a bound.
-- Every list is paged by the trailing columns of an index, so that no query sorts.

CREATE CACHED TABLE applied (
    one INTEGER PRIMARY KEY,
    next_offset BIGINT NOT NULL,
    committed_at BIGINT NOT NULL
);

INSERT INTO applied VALUES (1, 0, 0);

CREATE CACHED TABLE arrival (
    arrival_offset BIGINT PRIMARY KEY,
    merchant VARCHAR(1000) NOT NULL,
    store VARCHAR(1000) NOT NULL,
    source VARCHAR(1000) NOT NULL,
    http_method VARCHAR(1000),
    http_path VARCHAR(1M),
    head VARCHAR(16M) NOT NULL,
    received_at BIGINT NOT NULL,
    raw VARBINARY(16M) NOT NULL
);

CREATE CACHED TABLE observation (
    arrival_offset BIGINT,
    message_index INTEGER,
    id VARCHAR(1000) NOT NULL,
    merchant VARCHAR(1000) NOT NULL,
    store VARCHAR(1000) NOT NULL,
    source VARCHAR(1000) NOT NULL,
    received_at BIGINT NOT NULL,
    verdict VARCHAR(20) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    sentence VARCHAR(1M),
    event_seq BIGINT NOT NULL,
    event_name VARCHAR(1000),
    PRIMARY KEY (arrival_offset, message_index)
);

CREATE INDEX observation_standing ON observation (merchant, source, verdict, arrival_offset, message_index);
CREATE INDEX observation_event ON observation (event_seq, arrival_offset, message_index);

CREATE CACHED TABLE observation_count (
    merchant VARCHAR(1000),
    source VARCHAR(1000),
    verdict VARCHAR(20),
    reason VARCHAR(1000),
    n BIGINT NOT NULL,
    PRIMARY KEY (merchant, source, verdict, reason)
);

CREATE CACHED TABLE event (
    seq BIGINT PRIMARY KEY,
    merchant VARCHAR(1000) NOT NULL,
    store VARCHAR(1000) NOT NULL,
    event_name VARCHAR(100) NOT NULL,
    event_id VARCHAR(10000) NOT NULL,
    order_id VARCHAR(10000) NOT NULL,
    event_time BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    is_test BOOLEAN NOT NULL,
    canonical VARCHAR(16M) NOT NULL,
    evidence VARCHAR(16M) NOT NULL,
    copies INTEGER NOT NULL,
    config_version VARCHAR(1000),
    updated_offset BIGINT NOT NULL
);

CREATE INDEX event_by_merchant ON event (merchant, seq);
CREATE INDEX event_by_store ON event (store, seq);
CREATE INDEX event_by_name ON event (event_name, seq);
CREATE INDEX event_by_event_id ON event (event_id, seq);
CREATE INDEX event_by_order_id ON event (order_id, seq);
CREATE INDEX event_by_change ON event (updated_offset, seq);

CREATE CACHED TABLE event_source (
    source VARCHAR(1000),
    event_seq BIGINT,
    PRIMARY KEY (source, event_seq)
);

CREATE CACHED TABLE merge_evidence (
    event_seq BIGINT,
    merge_index INTEGER,
    observation VARCHAR(1000) NOT NULL,
    merged_at BIGINT NOT NULL,
    key_used VARCHAR(1M),
    lag_millis BIGINT NOT NULL,
    is_late BOOLEAN NOT NULL,
    collision VARCHAR(1M),
    sentence VARCHAR(1M),
    PRIMARY KEY (event_seq, merge_index)
);

CREATE CACHED TABLE dedup_key (
    merchant VARCHAR(1000),
    kind VARCHAR(1),
    scope VARCHAR(2000),
    value_key VARCHAR(100),
    event_seq BIGINT NOT NULL,
    first_seen BIGINT NOT NULL,
    PRIMARY KEY (merchant, kind, scope, value_key)
);

CREATE CACHED TABLE delivery (
    event_seq BIGINT,
    destination VARCHAR(1000),
    merchant VARCHAR(1000) NOT NULL,
    event_name VARCHAR(100) NOT NULL,
    event_id VARCHAR(10000) NOT NULL,
    order_id VARCHAR(10000) NOT NULL,
    status VARCHAR(20) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    sentence VARCHAR(1M),
    allowed BOOLEAN NOT NULL,
    decision_reason VARCHAR(1000) NOT NULL,
    decision_sentence VARCHAR(1M),
    rule_id VARCHAR(1000),
    rule_location VARCHAR(10000),
    rule_version VARCHAR(1000),
    stripped VARCHAR(10000) NOT NULL,
    attempts INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    next_attempt_at BIGINT,
    last_attempt VARCHAR(1000),
    PRIMARY KEY (event_seq, destination)
);

CREATE INDEX delivery_due ON delivery (destination, status, next_attempt_at, event_seq);
CREATE INDEX delivery_standing ON delivery (destination, status, reason, event_seq);

CREATE CACHED TABLE delivery_count (
    merchant VARCHAR(1000),
    destination VARCHAR(1000),
    status VARCHAR(20),
    reason VARCHAR(1000),
    n BIGINT NOT NULL,
    PRIMARY KEY (merchant, destination, status, reason)
);

CREATE CACHED TABLE attempt (
    id VARCHAR(1000) PRIMARY KEY,
    destination VARCHAR(1000) NOT NULL,
    started_at BIGINT NOT NULL,
    latency_millis BIGINT NOT NULL,
    http_method VARCHAR(1000),
    url VARCHAR(16M),
    request_headers VARCHAR(16M) NOT NULL,
    request_body VARCHAR(16M),
    http_status INTEGER NOT NULL,
    response_headers VARCHAR(16M) NOT NULL,
    response_body VARCHAR(16M),
    outcome VARCHAR(100) NOT NULL,
    platform_code VARCHAR(1M),
    platform_text VARCHAR(16M),
    warnings VARCHAR(16M) NOT NULL
);

CREATE INDEX attempt_by_start ON attempt (started_at, id);
CREATE INDEX attempt_by_destination ON attempt (destination, started_at, id);
CREATE INDEX attempt_by_outcome ON attempt (outcome, started_at, id);

CREATE CACHED TABLE attempt_delivery (
    event_seq BIGINT,
    destination VARCHAR(1000),
    attempt_id VARCHAR(1000),
    delivery_index INTEGER NOT NULL,
    PRIMARY KEY (event_seq, destination, attempt_id)
);

CREATE INDEX attempt_delivery_of ON attempt_delivery (attempt_id, delivery_index);

CREATE CACHED TABLE pause (
    destination VARCHAR(1000) PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    is_hold BOOLEAN NOT NULL,
    platform_code VARCHAR(1M),
    sentence VARCHAR(1M),
    paused_since BIGINT NOT NULL,
    paused_until BIGINT NOT NULL,
    fingerprint VARCHAR(10000)
);
